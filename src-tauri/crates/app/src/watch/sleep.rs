//! Whether the computer has slept: the time of day went on and the clock that paces things did not.
//!
//! Pure, and the same on every system: no signal of one has to be waited for. The rule it protects: a clock that is set
//! back, or forward by little, is no sleep.

use std::time::Duration;

use time::OffsetDateTime;

/// The least that counts. Time servers move clocks by less.
const SHORTEST: Duration = Duration::from_secs(20);

/// What both clocks showed at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Look {
    /// The clock that never goes back; it stands still in a sleep.
    pub(super) elapsed: Duration,
    /// The time of day.
    pub(super) time: OffsetDateTime,
}

impl Look {
    /// Whether the computer slept between an earlier look and this one.
    pub(super) fn is_after_sleep(&self, earlier: &Self) -> bool {
        let passed = self.elapsed.saturating_sub(earlier.elapsed);
        self.time - earlier.time - passed >= SHORTEST
    }
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn only_a_leap_of_the_time_of_day_is_a_sleep() {
        let earlier = Look {
            elapsed: Duration::from_secs(100),
            time: datetime!(2026-11-20 12:00 UTC),
        };
        let table = [
            ("nothing happened", 1, 1, false),
            ("a cycle took ten minutes", 600, 600, false),
            ("a time server moved the clock", 1, 3, false),
            ("the clock was set back", 1, -7_200, false),
            ("a nap", 1, 90, true),
            ("a night", 1, 28_800, true),
        ];
        for (name, elapsed, time, slept) in table {
            let now = Look {
                elapsed: earlier.elapsed + Duration::from_secs(elapsed),
                time: earlier.time + time::Duration::seconds(time),
            };
            assert_eq!(now.is_after_sleep(&earlier), slept, "{name}");
        }
    }
}
