//! Moments as Notion writes them.

use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

/// The moment a text names, in UTC. A day without a time is its beginning in UTC, because Notion gives a
/// day no zone.
pub(crate) fn moment(text: &str) -> Option<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339)
        .ok()
        .map(|moment| moment.to_offset(UtcOffset::UTC))
        .or_else(|| day(text).map(|day| day.midnight().assume_utc()))
}

/// The day a text names, as in `2026-11-20`.
pub(crate) fn day(text: &str) -> Option<Date> {
    let format = time::macros::format_description!("[year]-[month]-[day]");
    Date::parse(text, &format).ok()
}

/// A moment as it is kept: in UTC, as RFC 3339 writes it.
pub(crate) fn written(moment: OffsetDateTime) -> Option<String> {
    moment.to_offset(UtcOffset::UTC).format(&Rfc3339).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_notion_writes_a_moment_is_read_into_utc() {
        for (text, utc) in [
            ("2026-11-20T10:05:00.000Z", Some("2026-11-20T10:05:00Z")),
            (
                "2026-07-04T09:08:53.017+00:00",
                Some("2026-07-04T09:08:53.017Z"),
            ),
            (
                "2026-11-20T09:00:00.000+01:00",
                Some("2026-11-20T08:00:00Z"),
            ),
            ("2026-11-20", Some("2026-11-20T00:00:00Z")),
            ("yesterday", None),
            ("2026-13-01", None),
            ("", None),
        ] {
            assert_eq!(moment(text).and_then(written).as_deref(), utc, "{text}");
        }
    }
}
