//! Invariant 6: at most three requests in any second and 180 in any minute, none while Notion asked to wait.

use crate::violation::Violation;
use crate::world::World;

/// The pace, over the whole schedule so far, restarts included.
pub(super) fn check(world: &World) -> Option<Violation> {
    world
        .fate
        .too_early()
        .map(|breach| Violation::new(6, breach))
}
