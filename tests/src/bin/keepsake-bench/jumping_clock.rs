//! A clock on which nobody waits: whoever sleeps moves it to the end of the sleep at once.
//!
//! `ManualClock` lets everybody else run many rounds before it moves, for order in tests; those rounds are work the product
//! does not do, and would be counted here. The rule it protects: it exists in this program only, so the product cannot be
//! told to go faster than Notion allows.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures::future::{BoxFuture, FutureExt as _, ready};
use keepsake_notion::ports::Clock;
use time::OffsetDateTime;

/// The clock; clones show the same time.
#[derive(Clone)]
pub(crate) struct JumpingClock {
    start: OffsetDateTime,
    nanoseconds: Arc<AtomicU64>,
}

impl JumpingClock {
    /// A clock that shows `start`.
    pub(crate) fn new(start: OffsetDateTime) -> Self {
        Self {
            start,
            nanoseconds: Arc::new(AtomicU64::new(0)),
        }
    }
}

impl Clock for JumpingClock {
    fn now(&self) -> OffsetDateTime {
        self.start + self.elapsed()
    }

    fn elapsed(&self) -> Duration {
        Duration::from_nanos(self.nanoseconds.load(Ordering::SeqCst))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::SeqCst);
        ready(()).boxed()
    }
}
