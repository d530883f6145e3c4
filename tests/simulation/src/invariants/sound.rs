//! Invariant 10: the store is sound: SQLite's own checks, foreign keys, and an index that holds exactly the words of what
//! is stored.

use crate::violation::Violation;
use crate::world::World;

/// Asks the store to check itself.
pub(super) fn check(world: &mut World) -> anyhow::Result<Option<Violation>> {
    let report = world.look(async |store, _| store.integrity_check().await)?;
    Ok(match report {
        Ok(report) => report
            .problems
            .into_iter()
            .next()
            .map(|problem| Violation::new(10, problem)),
        Err(error) => Some(Violation::new(
            10,
            format!("the store cannot be checked: {error}"),
        )),
    })
}
