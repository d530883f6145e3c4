//! Invariant 11: an import costs what it has to and little more.
//!
//! Asked of imports that nobody disturbs by edits, whose minimum the simulator can say beforehand. The end of the process or
//! of a run costs what was under way with it: requests, and answers that one transaction would have stored.

use crate::violation::Violation;
use crate::world::World;

/// Requests that one fault may cost.
const FOR_A_FAULT: u64 = 3;
/// What may come on top of the minimum, out of a hundred.
const ON_TOP: u64 = 5;

/// Compares what the import has cost, with this as its minimum, with what it may have.
pub(crate) fn check(world: &World, minimum: u64) -> Option<Violation> {
    let account = world.fate.account();
    let faults = account.faults + account.kills;
    let allowed = minimum + minimum * ON_TOP / 100 + FOR_A_FAULT * faults + account.unanswered;
    let spent = world.simulator.haste().counted;
    (spent > allowed).then(|| {
        Violation::new(
            11,
            format!(
                "the first import took {spent} requests where {minimum} do, after {faults} faults and with {} \
                 answers nobody was left to hear or store",
                account.unanswered
            ),
        )
    })
}
