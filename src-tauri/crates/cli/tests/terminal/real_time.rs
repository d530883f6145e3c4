//! Real time, in which processes live: waiting for a condition, and the stop-watch for what is reported.
#![expect(
    clippy::disallowed_methods,
    reason = "the clock of other processes is the real one"
)]

use std::time::{Duration, Instant};

/// When a test gives up: long enough for a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(300);

/// Between two looks.
const LOOK: Duration = Duration::from_millis(10);

/// Waits until a condition holds; that it never does is a failure.
pub(crate) fn until(what: &str, condition: impl FnMut() -> bool) {
    assert!(within(PATIENCE, condition), "{what}: waited in vain");
}

/// Waits until a condition holds, or until so much time has passed; says whether it does.
pub(crate) fn within(limit: Duration, mut condition: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    loop {
        if condition() {
            return true;
        }
        let left = limit.saturating_sub(start.elapsed());
        if left.is_zero() {
            return false;
        }
        std::thread::sleep(LOOK.min(left));
    }
}

/// A stop-watch.
pub(crate) struct StopWatch(Instant);

impl StopWatch {
    /// Starts it.
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// What it shows.
    pub(crate) fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}
