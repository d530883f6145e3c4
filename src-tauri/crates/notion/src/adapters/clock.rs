//! The clock of the machine.

use std::time::{Duration, Instant};

use futures::future::{BoxFuture, FutureExt};
use time::OffsetDateTime;

use crate::ports::Clock;

/// Wall clock, monotonic clock and timer of the machine. Sleeping needs a tokio runtime.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock {
    start: Instant,
}

impl SystemClock {
    /// A clock whose elapsed time counts from now.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter of the clock port"
    )]
    pub fn new() -> Self {
        Self {
            start: Instant::now(),
        }
    }
}

impl Default for SystemClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for SystemClock {
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter of the clock port"
    )]
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }

    fn elapsed(&self) -> Duration {
        self.start.elapsed()
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter of the clock port"
    )]
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        tokio::time::sleep(duration).boxed()
    }
}
