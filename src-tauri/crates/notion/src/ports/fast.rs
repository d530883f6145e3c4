//! A clock that runs fast.
//!
//! For tests of whole programs, whose many tasks wait for each other and for the disk as well as for the clock: there, a
//! clock that moves only when everything waits ([`super::manual`]) cannot tell that something works.

use std::time::{Duration, Instant};

use futures::future::{BoxFuture, FutureExt};
use time::OffsetDateTime;

use super::Clock;

/// A clock that begins where it is told and runs so many times as fast as that of the machine.
#[derive(Debug, Clone)]
pub struct FastClock {
    begun: Instant,
    start: OffsetDateTime,
    speed: u32,
}

impl FastClock {
    /// A clock that shows `start` now.
    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "a clock for tests")]
    pub fn new(start: OffsetDateTime, speed: u32) -> Self {
        Self {
            begun: Instant::now(),
            start,
            speed,
        }
    }
}

impl Clock for FastClock {
    fn now(&self) -> OffsetDateTime {
        self.start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        self.begun.elapsed() * self.speed
    }

    #[expect(clippy::disallowed_methods, reason = "a clock for tests")]
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        tokio::time::sleep(duration / self.speed).boxed()
    }
}
