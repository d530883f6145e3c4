//! How long a run still takes, from what it has done so far (ux C.5).
//!
//! Pure: time comes in with every observation. Leaves out words and the rule that a shown value rarely rises, which
//! belong to the face. The rule it protects: the estimate follows the measured rate, throttled time included, and stays
//! away until something was measured.

use std::time::Duration;

/// The share of the allowed pace that is reached in practice.
const REACHABLE_SHARE: f64 = 0.9;
/// How far back the rate is remembered, in seconds.
const RATE_MEMORY: f64 = 60.0;
/// How many objects the cost of one is averaged over.
const COST_MEMORY: f64 = 30.0;
/// Objects after which the cost counts as measured.
const COST_MEASURED: u64 = 30;
/// Requests an object costs until that is measured: one read of its Markdown.
const COST_PRIOR: f64 = 1.0;
/// Nothing is said before this many objects are settled or [`QUIET_TIME`] has passed.
const QUIET_OBJECTS: u64 = 20;
/// Nothing is said before this time has passed or [`QUIET_OBJECTS`] objects are settled.
const QUIET_TIME: Duration = Duration::from_secs(15);
/// Observations closer together than this are taken as one.
const STEP: Duration = Duration::from_secs(1);
/// Requests per second below which the rate is not taken to fall, so that a long hold does not give an endless estimate.
const SLOWEST: f64 = 0.05;

/// What a run had done at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Done {
    /// Requests sent.
    pub(super) requests: u64,
    /// Objects settled.
    pub(super) finished: u64,
}

/// Learns the rate and the cost of a run.
#[derive(Debug, Clone)]
pub(super) struct Eta {
    reachable: f64,
    first: Option<(Duration, Done)>,
    last: Option<(Duration, Done)>,
    rate: Option<f64>,
    cost: f64,
}

impl Eta {
    /// An estimate for a run at this pace.
    pub(super) fn new(requests_per_second: u32) -> Self {
        Self {
            reachable: f64::from(requests_per_second) * REACHABLE_SHARE,
            first: None,
            last: None,
            rate: None,
            cost: COST_PRIOR,
        }
    }

    /// Takes note of what was done at `at` (monotonic). While paused, time does not count.
    pub(super) fn observe(&mut self, at: Duration, done: Done, paused: bool) {
        let Some((since, before)) = self.last else {
            self.first = Some((at, done));
            self.last = Some((at, done));
            return;
        };
        if paused {
            if let Some((start, _)) = &mut self.first {
                *start += at.saturating_sub(since);
            }
            self.last = Some((at, done));
            return;
        }
        let passed = at.saturating_sub(since);
        if passed < STEP {
            return;
        }
        let requests = ratio(done.requests.saturating_sub(before.requests));
        let finished = ratio(done.finished.saturating_sub(before.finished));
        let measured = requests / passed.as_secs_f64();
        self.rate = Some(match self.rate {
            None => measured,
            Some(rate) => towards(rate, measured, passed.as_secs_f64() / RATE_MEMORY),
        });
        if finished > 0.0 {
            self.cost = towards(self.cost, requests / finished, finished / COST_MEMORY);
        }
        self.last = Some((at, done));
    }

    /// Seconds until `remaining` objects are settled and at least `owed` requests are made; nothing while it is too
    /// early to say.
    pub(super) fn seconds(&self, remaining: u64, owed: u64) -> Option<u32> {
        let ((start, first), (now, last)) = (self.first?, self.last?);
        let finished = last.finished.saturating_sub(first.finished);
        if finished < QUIET_OBJECTS && now.saturating_sub(start) < QUIET_TIME {
            return None;
        }
        let cost = if finished < COST_MEASURED {
            COST_PRIOR
        } else {
            self.cost
        };
        let requests = (ratio(remaining) * cost).max(ratio(owed));
        let rate = self
            .rate
            .unwrap_or(self.reachable)
            .clamp(SLOWEST, self.reachable.max(SLOWEST));
        Some(whole_seconds(requests / rate))
    }
}

/// Moves `old` towards `new` by what `weight` (time or count over the memory's length) says.
fn towards(old: f64, new: f64, weight: f64) -> f64 {
    old + (new - old) * (1.0 - (-weight).exp())
}

#[expect(clippy::cast_precision_loss, reason = "counts are far below 2^52")]
fn ratio(count: u64) -> f64 {
    count as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "never negative, and `as` saturates"
)]
fn whole_seconds(seconds: f64) -> u32 {
    seconds.ceil() as u32
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    /// Observes `seconds` seconds, one after the other, at these rates.
    fn run(eta: &mut Eta, from: u64, seconds: u64, requests: u64, finished: u64) {
        for second in from..=from + seconds {
            let done = Done {
                requests: requests * second,
                finished: finished * second,
            };
            eta.observe(Duration::from_secs(second), done, false);
        }
    }

    #[test]
    fn nothing_is_said_before_20_objects_or_15_seconds() {
        let table = [
            (5, 1, None),
            (10, 1, None),
            (15, 1, Some(100)),
            (7, 3, Some(40)),
        ];
        for (seconds, per_second, expected) in table {
            let mut eta = Eta::new(3);
            run(&mut eta, 0, seconds, per_second, per_second);
            let said = eta.seconds(100, 0);
            assert_eq!(
                said.is_some(),
                expected.is_some(),
                "{seconds} s at {per_second}/s"
            );
            if let (Some(said), Some(expected)) = (said, expected) {
                assert!(
                    said.abs_diff(expected) <= 3,
                    "{said} s, expected about {expected} s"
                );
            }
        }
    }

    #[test]
    fn the_rate_never_counts_as_more_than_nine_tenths_of_the_pace() {
        let mut eta = Eta::new(3);
        run(&mut eta, 0, 120, 3, 3);
        assert_eq!(eta.seconds(270, 0), Some(100));
    }

    #[test]
    fn what_an_object_costs_is_measured() {
        let mut eta = Eta::new(10);
        run(&mut eta, 0, 120, 4, 2);
        let said = eta.seconds(100, 0).unwrap();
        assert!(
            said.abs_diff(50) <= 2,
            "two requests an object at four a second: {said} s"
        );
    }

    #[test]
    fn requests_that_are_owed_count_even_without_objects() {
        let mut eta = Eta::new(10);
        run(&mut eta, 0, 60, 5, 5);
        assert_eq!(eta.seconds(0, 500), Some(100));
    }

    #[test]
    fn a_pause_does_not_slow_the_rate() {
        let mut eta = Eta::new(10);
        run(&mut eta, 0, 30, 5, 5);
        let before = eta.seconds(100, 0);
        eta.observe(
            Duration::from_secs(1000),
            Done {
                requests: 150,
                finished: 150,
            },
            true,
        );
        assert_eq!(eta.seconds(100, 0), before);
    }

    #[test]
    fn a_throttled_minute_does() {
        let mut eta = Eta::new(10);
        run(&mut eta, 0, 30, 5, 5);
        let before = eta.seconds(100, 0).unwrap();
        eta.observe(
            Duration::from_secs(90),
            Done {
                requests: 150,
                finished: 150,
            },
            false,
        );
        assert!(eta.seconds(100, 0).unwrap() > before * 2);
    }
}
