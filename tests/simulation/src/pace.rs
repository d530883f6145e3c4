//! The pace as whoever sends it can keep it: requests count when they leave, and a wish to wait when it is heard.
//!
//! Notion counts requests when they arrive. How long each is on its way no sender knows, so what is asked for here is what
//! the sender can do; how much the way may shake is the client's own margin. A process that ends between hearing a wish and
//! storing it leaves nobody who knows of it: that one wish is forgiven to the next life, and no other.

use std::collections::VecDeque;
use std::time::Duration;

/// Requests in any second, and in any minute (Notion API reference: Request limits).
const IN_A_SECOND: usize = 3;
const IN_A_MINUTE: usize = 180;

/// When requests left, over all lives of the program.
#[derive(Debug, Default)]
pub(crate) struct Pace {
    sent: VecDeque<Duration>,
    /// Until when this life has to wait.
    heard: Duration,
    /// Until when the next one would, for all that the store knows.
    stored: Duration,
    breach: Option<String>,
}

impl Pace {
    /// A request leaves.
    pub(crate) fn sends(&mut self, now: Duration) {
        let minute = Duration::from_secs(60);
        while self.sent.front().is_some_and(|sent| *sent + minute <= now) {
            self.sent.pop_front();
        }
        self.sent.push_back(now);
        let second = Duration::from_secs(1);
        let recent = self.sent.iter().rev();
        let in_a_second = recent.take_while(|sent| **sent + second > now).count();
        let breach = if now < self.heard {
            format!(
                "a request was sent at {now:?} although Notion had asked to wait until {:?}",
                self.heard
            )
        } else if in_a_second > IN_A_SECOND {
            format!("{in_a_second} requests were sent within one second")
        } else if self.sent.len() > IN_A_MINUTE {
            format!("{} requests were sent within one minute", self.sent.len())
        } else {
            return;
        };
        self.breach.get_or_insert(breach);
    }

    /// The answer has come that asks to wait.
    pub(crate) fn hears(&mut self, until: Duration) {
        self.heard = self.heard.max(until);
    }

    /// The store knows what was heard.
    pub(crate) fn is_stored(&mut self) {
        self.stored = self.heard;
    }

    /// This life ends.
    pub(crate) fn dies(&mut self) {
        self.heard = self.stored;
    }

    /// What was sent too early.
    pub(crate) fn breach(&self) -> Option<&str> {
        self.breach.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Duration {
        Duration::from_millis(milliseconds)
    }

    #[test]
    fn a_fourth_request_within_a_second_is_one_too_many() {
        let mut pace = Pace::default();
        for moment in [0, 400, 800, 1_000] {
            pace.sends(at(moment));
        }
        assert_eq!(pace.breach(), None);
        pace.sends(at(1_399));
        assert!(pace.breach().is_some());
    }

    #[test]
    fn a_wish_to_wait_counts_when_it_is_heard_and_is_forgotten_with_whoever_has_not_stored_it() {
        let mut pace = Pace::default();
        pace.hears(at(5_000));
        pace.dies();
        pace.sends(at(1_000));
        assert_eq!(pace.breach(), None);
        pace.hears(at(9_000));
        pace.is_stored();
        pace.dies();
        pace.sends(at(8_000));
        assert!(pace.breach().is_some());
    }
}
