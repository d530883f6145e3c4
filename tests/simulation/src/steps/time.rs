//! Time in schedules: a millisecond or a month, and clocks that are wrong.

use std::time::Duration;

use crate::moment::EPOCH;
use crate::random::Random;

/// From a millisecond to forty days, short ones as likely as long ones.
pub(super) fn a_while(random: &mut Random) -> Duration {
    const UNITS: [u64; 6] = [1, 100, 5_000, 60_000, 3_600_000, 86_400_000];
    let unit = UNITS[random.below(UNITS.len())];
    Duration::from_millis(unit * (1 + random.bits() % 40))
}

/// A clock that is wrong by seconds, an hour, a day, or since 1970; or right again.
pub(super) fn a_wrong_clock(random: &mut Random) -> time::Duration {
    match random.below(8) {
        6 => time::Duration::seconds(90),
        7 => -time::Duration::seconds(30),
        0 => time::Duration::ZERO,
        1 => time::Duration::hours(1),
        2 => -time::Duration::hours(1),
        3 => time::Duration::days(1),
        4 => -time::Duration::days(1),
        _ => time::OffsetDateTime::UNIX_EPOCH - EPOCH,
    }
}
