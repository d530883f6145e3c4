//! Requests and what waited for them, in spans of a few seconds. Pure.
//!
//! The rule it protects: nothing is made up: a span in which nobody counted what waits has no number for it.

use keepsake_memory::QueueLength;
use time::{Duration, OffsetDateTime};

use crate::dto::TrafficSpan;

/// How long each span is.
pub(super) const SECONDS_EACH: u32 = 10;
/// How far back is shown.
pub(super) const SHOWN: Duration = Duration::minutes(10);
/// How many spans that makes.
const SPANS: usize = 60;

/// The spans up to `now`, the oldest first.
pub(super) fn spans(
    now: OffsetDateTime,
    sent: &[OffsetDateTime],
    lengths: &[QueueLength],
) -> Vec<TrafficSpan> {
    let mut spans = vec![TrafficSpan::default(); SPANS];
    for at in sent {
        if let Some(span) = place(now, *at).and_then(|place| spans.get_mut(place)) {
            span.requests += 1;
        }
    }
    for length in lengths {
        if let Some(span) = place(now, length.at).and_then(|place| spans.get_mut(place)) {
            span.waiting = span.waiting.max(Some(length.waiting));
        }
    }
    spans
}

/// Which span a moment lies in. What is noted a moment ahead, because it is about to happen, belongs to the last.
fn place(now: OffsetDateTime, at: OffsetDateTime) -> Option<usize> {
    let ago = now - at;
    if ago >= SHOWN {
        return None;
    }
    let spans = ago.whole_seconds().max(0) / i64::from(SECONDS_EACH);
    usize::try_from(spans)
        .ok()
        .and_then(|spans| (SPANS - 1).checked_sub(spans))
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    const NOW: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

    #[test]
    fn each_request_is_counted_in_the_span_it_was_sent_in() {
        let ago = |seconds: f64| NOW - Duration::seconds_f64(seconds);
        let table = [
            ("a moment ahead", ago(-0.4), Some(59)),
            ("now", ago(0.0), Some(59)),
            ("still the last span", ago(9.9), Some(59)),
            ("the one before", ago(10.0), Some(58)),
            ("the first", ago(599.9), Some(0)),
            ("too long ago", ago(600.0), None),
        ];
        for (name, at, expected) in table {
            let found = spans(NOW, &[at], &[]);
            assert_eq!(found.len(), SPANS);
            let counted = found.iter().position(|span| span.requests == 1);
            assert_eq!(counted, expected, "{name}");
        }
        let sent = [ago(1.0), ago(2.0), ago(3.0)];
        assert_eq!(spans(NOW, &sent, &[])[59].requests, 3);
    }

    #[test]
    fn of_what_waited_the_most_is_shown_and_nothing_where_nobody_counted() {
        let length = |seconds, waiting| QueueLength {
            at: NOW - Duration::seconds(seconds),
            waiting,
        };
        let found = spans(NOW, &[], &[length(8, 40), length(3, 12), length(25, 0)]);
        let waiting: Vec<_> = found[56..].iter().map(|span| span.waiting).collect();
        assert_eq!(waiting, [None, Some(0), None, Some(40)]);
    }
}
