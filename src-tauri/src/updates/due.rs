//! When it is time to look for a new version without being asked. Pure.

use time::{Duration, OffsetDateTime};

/// Between two looks.
const EVERY: Duration = Duration::DAY;

/// Whether it is time; a clock that was put back does not keep it from being time for ever.
pub(crate) fn is_due(last: Option<OffsetDateTime>, now: OffsetDateTime) -> bool {
    last.is_none_or(|last| (now - last).abs() >= EVERY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn it_is_time_once_a_day_whatever_the_clock_does() {
        let now = datetime!(2026-11-22 12:00 UTC);
        let table = [
            (None, true),
            (Some(datetime!(2026-11-22 11:00 UTC)), false),
            (Some(datetime!(2026-11-21 12:00 UTC)), true),
            (Some(datetime!(2026-11-22 13:00 UTC)), false),
            (Some(datetime!(2031-01-01 00:00 UTC)), true),
        ];
        for (last, expected) in table {
            assert_eq!(is_due(last, now), expected, "{last:?}");
        }
    }
}
