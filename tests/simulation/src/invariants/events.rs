//! Invariant 13, for hints: an event that was acknowledged is here until it was looked after.

use std::collections::HashSet;

use crate::violation::Violation;
use crate::world::World;

/// Compares what was acknowledged with what is stored; call it before a cycle works events off.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let open = world.deeds.open_events();
    if open.is_empty() {
        return Ok(None);
    }
    let stored =
        world.look(async |store, connection| store.new_events(connection, 10_000).await)??;
    let stored: HashSet<&str> = stored.iter().map(|event| event.event_id.as_str()).collect();
    Ok(open
        .into_iter()
        .find(|event| !stored.contains(event.as_str()))
        .map(|event| {
            Violation::new(
                13,
                format!("event {event} was acknowledged and is not here"),
            )
        }))
}
