//! Invariant 7: every conflict has its base and both sides, byte for byte.
//!
//! What stands for here has to be something the person wanted, or that a merge made of that, which the history says; what
//! stands for Notion has to be something Notion showed; the base has to be one or the other. Wishes about the trash are
//! kept in a form of their own and only looked for.

use std::collections::HashSet;

use keepsake_memory::{Conflict, Part};

use crate::violation::Violation;
use crate::world::World;

/// Compares every conflict, decided or not, with what was wanted and shown.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let conflicts =
        world.look(async |store, connection| store.conflicts(connection, false).await)??;
    for conflict in conflicts {
        let missing = if conflict.local.is_none() {
            "what was wanted here"
        } else if conflict.remote.is_none() && conflict.base.is_none() {
            "what Notion had"
        } else {
            if let Some(violation) = altered(world, &conflict)? {
                return Ok(Some(violation));
            }
            continue;
        };
        return Ok(Some(about(&conflict, &format!("lacks {missing}"))));
    }
    Ok(None)
}

fn about(conflict: &Conflict, what: &str) -> Violation {
    let (part, object) = (&conflict.part, conflict.object);
    Violation::new(7, format!("the conflict about {part} of {object} {what}"))
}

fn altered(world: &mut World, conflict: &Conflict) -> anyhow::Result<Option<Violation>> {
    let versions = world.deeds.versions.clone();
    if !versions.are_kept() || conflict.part == Part::Trash {
        return Ok(None);
    }
    let (object, part) = (conflict.object, &conflict.part);
    let history = world.look(async |store, connection| {
        store
            .history(connection, object, Some(part), None, 1_000)
            .await
    })??;
    let made: HashSet<String> = history
        .into_iter()
        .flat_map(|entry| [entry.before, entry.after])
        .flatten()
        .collect();
    let wanted = |text: &String| {
        versions.was_wanted(object, part, text) || *part == Part::Body && made.contains(text)
    };
    let shown = |text: &String| versions.was_shown(object, part, text);
    let sides = [
        (
            "here",
            &conflict.local,
            conflict.local.as_ref().is_some_and(wanted),
        ),
        (
            "Notion",
            &conflict.remote,
            conflict.remote.as_ref().is_none_or(shown),
        ),
        (
            "both before",
            &conflict.base,
            // What a text that is still being written was compared with is made of what was sent and what had come back.
            *part == Part::Body
                || conflict
                    .base
                    .as_ref()
                    .is_none_or(|base| shown(base) || wanted(base)),
        ),
    ];
    Ok(sides
        .into_iter()
        .find(|(_, _, is_true)| !is_true)
        .map(|(side, text, _)| {
            about(
                conflict,
                &format!("keeps for {side} what never was: {text:?}"),
            )
        }))
}
