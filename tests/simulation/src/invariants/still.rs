//! Invariant 14: our own writes, seen again, change nothing; and nothing is written twice.

use crate::violation::Violation;
use crate::world::World;

/// Looks for a write that was made again although nothing had happened to its target in between.
pub(super) fn check(world: &World) -> Option<Violation> {
    if let Some(sentence) = world.deeds.blindly() {
        return Some(Violation::new(14, sentence));
    }
    let (earlier, later) = world.deeds.repeated()?;
    let promise = if later.target == "POST /v1/pages" {
        4
    } else {
        14
    };
    Some(Violation::new(
        promise,
        format!(
            "{} was made at revision {} and once more at revision {}, with nothing in between: {}",
            later.target, earlier.after, later.after, later.body
        ),
    ))
}
