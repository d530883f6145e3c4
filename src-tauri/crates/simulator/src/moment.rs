//! How Notion writes times, and how it reads them.
//!
//! Pages, blocks, data sources and comments show UTC rounded down to the minute; database containers show milliseconds
//! with an offset (recorded traffic, July 2026). Times inside the simulator are Unix milliseconds.

use time::format_description::well_known::{Iso8601, Rfc3339};
use time::{Date, OffsetDateTime, PrimitiveDateTime};

use crate::clock::{from_milliseconds, to_milliseconds};

/// Milliseconds of one minute.
pub(crate) const MINUTE: i64 = 60_000;
/// Milliseconds of one day.
pub(crate) const DAY: i64 = 24 * 60 * MINUTE;

/// Rounds down to the minute.
pub(crate) const fn minute(milliseconds: i64) -> i64 {
    milliseconds.div_euclid(MINUTE) * MINUTE
}

/// `2026-07-04T09:08:00.000Z`.
pub(crate) fn utc(milliseconds: i64) -> String {
    let moment = from_milliseconds(milliseconds);
    format!("{}T{}Z", date_part(moment), clock_part(moment))
}

/// `2026-07-04T09:08:53.017+00:00`, the form of database containers.
pub(crate) fn with_offset(milliseconds: i64) -> String {
    let moment = from_milliseconds(milliseconds);
    format!("{}T{}+00:00", date_part(moment), clock_part(moment))
}

/// `2026-07-04`.
pub(crate) fn date(milliseconds: i64) -> String {
    date_part(from_milliseconds(milliseconds))
}

/// `Sat, 04 Jul 2026 09:08:53 GMT`, the form of the `Date` and `Retry-After` headers (RFC 9110).
pub(crate) fn http_date(milliseconds: i64) -> String {
    let moment = from_milliseconds(milliseconds);
    let weekday = moment.weekday().to_string();
    let month = moment.month().to_string();
    format!(
        "{}, {:02} {} {} {:02}:{:02}:{:02} GMT",
        &weekday[..3],
        moment.day(),
        &month[..3],
        moment.year(),
        moment.hour(),
        moment.minute(),
        moment.second()
    )
}

/// `20260704T090853Z`, the form inside signed URLs.
pub(crate) fn compact(milliseconds: i64) -> String {
    let moment = from_milliseconds(milliseconds);
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}Z",
        moment.year(),
        u8::from(moment.month()),
        moment.day(),
        moment.hour(),
        moment.minute(),
        moment.second()
    )
}

/// Reads a date or a date-time with or without an offset (without one it is taken as UTC).
pub(crate) fn parse(text: &str) -> Option<i64> {
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(to_milliseconds(moment));
    }
    if let Ok(moment) = PrimitiveDateTime::parse(text, &Iso8601::DEFAULT) {
        return Some(to_milliseconds(moment.assume_utc()));
    }
    let day = Date::parse(text, &Iso8601::DATE).ok()?;
    Some(to_milliseconds(day.midnight().assume_utc()))
}

fn date_part(moment: OffsetDateTime) -> String {
    format!(
        "{:04}-{:02}-{:02}",
        moment.year(),
        u8::from(moment.month()),
        moment.day()
    )
}

fn clock_part(moment: OffsetDateTime) -> String {
    format!(
        "{:02}:{:02}:{:02}.{:03}",
        moment.hour(),
        moment.minute(),
        moment.second(),
        moment.millisecond()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: i64 = 1_783_156_133_017;

    #[test]
    fn times_are_written_in_the_forms_of_recorded_traffic() {
        assert_eq!(utc(minute(SAMPLE)), "2026-07-04T09:08:00.000Z");
        assert_eq!(with_offset(SAMPLE), "2026-07-04T09:08:53.017+00:00");
        assert_eq!(date(SAMPLE), "2026-07-04");
        assert_eq!(http_date(SAMPLE), "Sat, 04 Jul 2026 09:08:53 GMT");
        assert_eq!(compact(SAMPLE), "20260704T090853Z");
    }

    #[test]
    fn dates_and_times_with_and_without_offset_are_read() {
        assert_eq!(parse("2026-07-04T09:08:53.017Z"), Some(SAMPLE));
        assert_eq!(parse("2026-07-04T11:08:53.017+02:00"), Some(SAMPLE));
        assert_eq!(parse("2026-07-04T09:08:53.017"), Some(SAMPLE));
        assert_eq!(parse("2026-07-04"), Some(SAMPLE - SAMPLE.rem_euclid(DAY)));
        assert_eq!(parse("yesterday"), None);
    }
}
