//! Promise 15: a token is kept before it is used, and a person is asked to sign in when that is what it takes.

use crate::violation::Violation;
use crate::world::World;

/// Asks whether a token was used too early, or lost without a word, and whether anything was done without one.
pub(super) fn check(world: &World) -> Option<Violation> {
    let breach = world.access.breach().map(str::to_owned);
    let breach = breach.or_else(|| world.signed_in.as_ref()?.breach())?;
    Some(Violation::new(15, breach))
}
