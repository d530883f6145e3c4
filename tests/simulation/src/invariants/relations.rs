//! Invariant 3, for relations: nobody takes an entry out of one in these schedules, so none may ever be missing.

use keepsake_simulator::Id;

use crate::violation::Violation;
use crate::world::World;

/// The column of the drawn workspaces.
pub(crate) const RELATION: &str = "rela";

/// Looks for every entry that was there at the beginning.
pub(super) fn check(world: &World) -> Option<Violation> {
    world.related.iter().find_map(|(row, before)| {
        let now = world.simulator.related(*row, RELATION);
        let times = |list: &[Id], id: Id| list.iter().filter(|other| **other == id).count();
        let lost = before
            .iter()
            .find(|id| times(&now, **id) < times(before, **id))?;
        Some(Violation::new(
            3,
            format!(
                "{row} was related to {lost} and is no longer; it had {} relations and has {}",
                before.len(),
                now.len()
            ),
        ))
    })
}
