//! Invariant 9: a plan that deletes much stops and asks.

use std::collections::HashSet;

use keepsake_memory::Part;
use keepsake_notion::NotionId;

use super::Sight;
use crate::violation::Violation;
use crate::world::World;

/// Pages one cycle may take over as deleted without asking, however small the place is.
const BY_HAND: usize = 2;
/// Pages one cycle may take over without asking, however large it is.
const MOST: usize = 50;

/// Compares what is in the trash here with what was before.
pub(super) fn check(world: &mut World, sight: &Sight) -> anyhow::Result<Option<Violation>> {
    let pages = sight
        .places
        .iter()
        .filter(|(_, place)| !place.is_source)
        .filter_map(|(id, _)| Some((*id, sight.known.get(id)?.in_trash)));
    let (trashed, alive): (Vec<_>, Vec<_>) = pages.partition(|(_, in_trash)| *in_trash);
    let alive: HashSet<NotionId> = alive.into_iter().map(|(id, _)| id).collect();
    let mut deleted: Vec<NotionId> = trashed.into_iter().map(|(id, _)| id).collect();
    deleted.retain(|id| world.alive_here.contains(id));
    // What was made in the same cycle counts, too.
    let before = world.alive_here.union(&alive).count();
    world.alive_here = alive;
    let is_much = |new: usize| new > BY_HAND && (new > MOST || new * 2 > before);
    if world.may_delete || !is_much(deleted.len()) {
        return Ok(None);
    }
    for write in world.deeds.writes() {
        if write.body.contains("in_trash")
            && let Some(by_us) = write.target.split('/').find_map(NotionId::parse)
        {
            deleted.retain(|id| *id != by_us);
        }
    }
    for deed in world.deeds.edits() {
        if deed.part == Some(Part::Trash) {
            deleted.retain(|id| *id != deed.object);
        }
    }
    let new = deleted.len();
    let asked = world.look(async |store, connection| store.brakes(connection).await)??;
    let allowed = asked.iter().any(|brake| brake.answer.is_some());
    Ok((is_much(new) && !allowed).then(|| {
        Violation::new(
            9,
            format!("{new} of {before} pages were taken to be deleted in one cycle, and nobody was asked"),
        )
    }))
}
