//! Invariant 6: at most three requests in any second and 180 in any minute, none while Notion asked to wait.

use crate::violation::Violation;
use crate::world::World;

/// The pace, over the whole schedule so far, restarts included.
pub(super) fn check(world: &World) -> Option<Violation> {
    let haste = world.simulator.haste();
    let breach = if haste.inside_retry_after > 0 {
        format!(
            "{} requests came while Notion had asked to wait",
            haste.inside_retry_after
        )
    } else if haste.max_in_any_second > 3 {
        format!(
            "{} requests came within one second",
            haste.max_in_any_second
        )
    } else if haste.max_in_any_60s > 180 {
        format!("{} requests came within one minute", haste.max_in_any_60s)
    } else {
        return None;
    };
    Some(Violation::new(6, breach))
}
