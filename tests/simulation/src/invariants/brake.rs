//! Invariant 9: a plan that deletes much stops and asks.

use std::collections::HashSet;

use crate::violation::Violation;
use crate::world::World;
use keepsake_notion::NotionId;

/// Pages one cycle may take over as deleted without asking, however small the place is.
const BY_HAND: usize = 2;
/// Pages one cycle may take over without asking, however large it is.
const MOST: usize = 50;

/// Compares what is in the trash here with what was before.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let pages: Vec<NotionId> = world
        .simulator
        .places()
        .into_iter()
        .filter(|place| !place.is_source)
        .filter_map(|place| NotionId::parse(&place.id.to_string()))
        .collect();
    let (known, asked) = world.look(async |store, connection| {
        let known = store.known(connection, &pages).await;
        (known, store.brakes(connection).await)
    })?;
    let (known, asked) = (known?, asked?);
    let alive: HashSet<NotionId> = known
        .iter()
        .filter(|(_, known)| !known.in_trash)
        .map(|(id, _)| *id)
        .collect();
    let by_us: HashSet<NotionId> = world
        .deeds
        .writes()
        .iter()
        .filter(|write| write.body.contains("in_trash"))
        .filter_map(|write| write.target.split('/').find_map(NotionId::parse))
        .collect();
    let deleted =
        |id: &&NotionId| known.get(id).is_some_and(|known| known.in_trash) && !by_us.contains(id);
    let new = world.alive_here.iter().filter(deleted).count();
    // What was made in the same cycle counts, too.
    let before = world.alive_here.union(&alive).count();
    let too_many = new > BY_HAND && (new > MOST || new * 2 > before);
    let allowed = world.may_delete || asked.iter().any(|brake| brake.answer.is_some());
    world.alive_here = alive;
    Ok((too_many && !allowed).then(|| {
        Violation::new(
            9,
            format!("{new} of {before} pages were taken to be deleted in one cycle, and nobody was asked"),
        )
    }))
}
