//! What two-way sync promises, asked of a world at rest and of every cycle on the way there.
//!
//! Each promise is a function that looks at the simulator's ground truth and at the store, and returns the first breach as
//! a sentence. The rule it protects: what is true is read from the simulator; what is here is read through the store's own
//! reads, as a face would.

mod brake;
mod converged;
pub(crate) mod cost;
mod events;
mod kept;
mod pace;
mod recorded;
mod records;
pub(crate) mod relations;
mod sound;
mod still;
mod tokens;
mod watermark;

use std::collections::HashMap;

use keepsake_memory::Known;
use keepsake_notion::NotionId;
use keepsake_simulator::Place;

use crate::violation::Violation;
use crate::world::World;

/// Everything at Notion, and what is known of it here.
struct Sight {
    places: Vec<(NotionId, Place)>,
    known: HashMap<NotionId, Known>,
}

impl Sight {
    fn of(world: &mut World) -> anyhow::Result<Self> {
        let places: Vec<(NotionId, Place)> = world
            .simulator
            .places()
            .into_iter()
            .filter_map(|place| Some((NotionId::parse(&place.id.to_string())?, place)))
            .collect();
        let ids: Vec<NotionId> = places.iter().map(|(id, _)| *id).collect();
        let known = world.look(async |store, connection| store.known(connection, &ids).await)??;
        Ok(Self { places, known })
    }
}

/// Asks what has to hold before a cycle begins.
///
/// # Errors
/// When the store cannot be looked into.
pub(crate) fn before_cycle(world: &mut World) -> anyhow::Result<Option<Violation>> {
    events::check(world)
}

/// Asks what has to hold after every cycle that the process survived.
///
/// # Errors
/// When the store cannot be looked into.
pub(crate) fn after_cycle(world: &mut World) -> anyhow::Result<Option<Violation>> {
    if let Some(violation) = pace::check(world)
        .or_else(|| still::check(world))
        .or_else(|| tokens::check(world))
    {
        return Ok(Some(violation));
    }
    let sight = Sight::of(world)?;
    if let Some(violation) = brake::check(world, &sight)? {
        return Ok(Some(violation));
    }
    watermark::check(world, &sight)
}

/// Asks what has to hold after a cycle that ended with the process: what it deleted is no part of the next one.
///
/// # Errors
/// When the store cannot be looked into.
pub(crate) fn after_kill(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let sight = Sight::of(world)?;
    brake::check(world, &sight)
}

/// Asks what has to hold once everything is at rest.
///
/// # Errors
/// When the store cannot be looked into.
pub(crate) fn at_rest(world: &mut World) -> anyhow::Result<Option<Violation>> {
    if let Some(violation) = difference(world)? {
        return Ok(Some(violation));
    }
    if let Some(violation) = sound::check(world)? {
        return Ok(Some(violation));
    }
    after_cycle(world)
}

/// Asks whether everything is on both sides: the part of what has to hold at rest that an audit can help.
///
/// # Errors
/// When the store cannot be looked into.
pub(crate) fn difference(world: &mut World) -> anyhow::Result<Option<Violation>> {
    if let Some(violation) = relations::check(world) {
        return Ok(Some(violation));
    }
    for check in [
        recorded::check,
        kept::check,
        converged::check,
        records::check,
    ] {
        if let Some(violation) = check(world)? {
            return Ok(Some(violation));
        }
    }
    Ok(None)
}
