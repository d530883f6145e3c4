//! Planting: which mistake this thread makes.
//!
//! One thread runs one schedule, and several threads look for different mistakes at the same time. The rule it protects: a
//! mistake ends with the guard that planted it, also when the search for it panics.

use std::cell::Cell;

use crate::Bug;

/// Stands in every binary that can make mistakes, so that a test can look for it in those that must not.
pub const MARK: &str = "keepsake makes mistakes on purpose";

thread_local! {
    static PLANTED: Cell<Option<Bug>> = const { Cell::new(None) };
}

/// A mistake that is being made on this thread; dropping it ends that.
#[derive(Debug)]
pub struct Armed {
    before: Option<Bug>,
}

/// Whether this mistake is to be made on this thread.
#[must_use]
pub fn is(bug: Bug) -> bool {
    PLANTED.get() == Some(bug)
}

/// Makes a mistake on this thread, or none, until the guard is dropped.
pub fn arm(bug: Option<Bug>) -> Armed {
    std::hint::black_box(MARK);
    Armed {
        before: PLANTED.replace(bug),
    }
}

impl Drop for Armed {
    fn drop(&mut self) {
        PLANTED.set(self.before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_ends_with_its_guard_and_stays_on_its_thread() {
        let guard = arm(Some(Bug::CancelledBegin));
        assert!(is(Bug::CancelledBegin) && !is(Bug::CapIgnored));
        let elsewhere = std::thread::spawn(|| is(Bug::CancelledBegin)).join();
        assert!(matches!(elsewhere, Ok(false)));
        drop(guard);
        assert!(!is(Bug::CancelledBegin));
    }
}
