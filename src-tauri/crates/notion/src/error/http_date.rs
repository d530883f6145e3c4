//! Times in HTTP headers.

use std::time::Duration;

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use time::OffsetDateTime;

/// The server's time of day when it answered, to the second.
pub(crate) fn server_time(headers: &HeaderMap) -> Option<OffsetDateTime> {
    parse(headers.get(DATE)?.to_str().ok()?)
}

/// The wait the server asked for, read from seconds or from a date.
///
/// A date is counted from the answer's own `Date`, since our clock may be wrong; without one, from `now`. What cannot be
/// read, and a wait of nothing, are no advice.
pub(crate) fn retry_after(headers: &HeaderMap, now: OffsetDateTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    let wait = match seconds(text) {
        Some(wait) => wait,
        None => {
            let from = server_time(headers).unwrap_or(now);
            Duration::try_from(parse(text)? - from).ok()?
        }
    };
    (!wait.is_zero()).then_some(wait)
}

/// Whole or decimal seconds; negative and absurd numbers are none.
pub(crate) fn seconds(text: &str) -> Option<Duration> {
    let seconds: f64 = text.trim().parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

fn parse(text: &str) -> Option<OffsetDateTime> {
    httpdate::parse_http_date(text.trim()).ok().map(Into::into)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use http::HeaderValue;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_wait_is_read_from_seconds_and_from_dates() {
        let now = datetime!(2026-11-20 10:00:00 UTC);
        let ten_past = "Fri, 20 Nov 2026 10:00:10 GMT";
        let table = [
            (Some("17"), None, Some(17)),
            (Some(" 60 "), None, Some(60)),
            (Some("600"), None, Some(600)),
            (Some("0"), None, None),
            (Some("-4"), None, None),
            (Some("soon"), None, None),
            (Some(""), None, None),
            (Some("NaN"), None, None),
            (Some("inf"), None, None),
            (Some("1e300"), None, None),
            (None, None, None),
            (Some(ten_past), None, Some(10)),
            (
                Some(ten_past),
                Some("Fri, 20 Nov 2026 09:59:50 GMT"),
                Some(20),
            ),
            (Some(ten_past), Some("garbage"), Some(10)),
            (Some("Fri, 20 Nov 2026 09:00:00 GMT"), None, None),
        ];
        for (value, date, expected) in table {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(RETRY_AFTER, HeaderValue::from_static(value));
            }
            if let Some(date) = date {
                headers.insert(DATE, HeaderValue::from_static(date));
            }
            assert_eq!(
                retry_after(&headers, now),
                expected.map(Duration::from_secs),
                "{value:?} with Date {date:?}"
            );
        }
    }

    #[test]
    fn the_date_header_tells_the_time_of_the_server() {
        let mut headers = HeaderMap::new();
        assert_eq!(server_time(&headers), None);
        headers.insert(
            DATE,
            HeaderValue::from_static("Sat, 04 Jul 2026 09:08:14 GMT"),
        );
        assert_eq!(
            server_time(&headers).unwrap(),
            datetime!(2026-07-04 09:08:14 UTC)
        );
    }
}
