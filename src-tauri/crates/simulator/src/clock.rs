//! The simulator's clock: the only place that asks the machine for the time.
//!
//! Content times, rate windows, signatures, the `Date` header and the search lag all come from one handle, so that a test
//! can run hours of Notion in milliseconds. The clock only moves forward unless it is set.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use time::OffsetDateTime;

/// 1 June 2026, 09:00 UTC: where a manual clock starts unless told otherwise.
const DEFAULT_START: i64 = 1_780_304_400_000;

/// A shared handle on simulated time; clones show the same time.
#[derive(Clone)]
pub struct SimulatorClock {
    source: Arc<dyn Fn() -> OffsetDateTime + Send + Sync>,
    offset: Arc<AtomicI64>,
    manual: bool,
}

impl SimulatorClock {
    /// The machine's clock, which `advance` can still push forward.
    #[must_use]
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter that reads the machine's clock"
    )]
    pub fn real() -> Self {
        Self::new(OffsetDateTime::now_utc, false)
    }

    /// A clock that stands still until it is advanced; it starts at 2026-06-01T09:00:00Z.
    #[must_use]
    pub fn manual() -> Self {
        Self::starting_at(from_milliseconds(DEFAULT_START))
    }

    /// A clock that stands still at a chosen moment until it is advanced.
    #[must_use]
    pub fn starting_at(start: OffsetDateTime) -> Self {
        Self::new(move || start, true)
    }

    /// A clock read from somewhere else, for example from the clock of the program under test.
    #[must_use]
    pub fn from_fn(source: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        Self::new(source, true)
    }

    fn new(source: impl Fn() -> OffsetDateTime + Send + Sync + 'static, manual: bool) -> Self {
        Self {
            source: Arc::new(source),
            offset: Arc::new(AtomicI64::new(0)),
            manual,
        }
    }

    /// The simulated time.
    #[must_use]
    pub fn now(&self) -> OffsetDateTime {
        from_milliseconds(self.milliseconds())
    }

    /// Moves the clock forward by so many milliseconds.
    pub fn advance(&self, milliseconds: u64) {
        self.offset.fetch_add(
            i64::try_from(milliseconds).unwrap_or(i64::MAX),
            Ordering::SeqCst,
        );
    }

    /// Sets the clock to a moment, also backwards.
    pub fn set(&self, moment: OffsetDateTime) {
        let shift = to_milliseconds(moment) - to_milliseconds((self.source)());
        self.offset.store(shift, Ordering::SeqCst);
    }

    /// Unix time in milliseconds.
    pub(crate) fn milliseconds(&self) -> i64 {
        to_milliseconds((self.source)()).saturating_add(self.offset.load(Ordering::SeqCst))
    }

    /// Whether waiting for this clock in real time makes no sense.
    pub(crate) const fn is_manual(&self) -> bool {
        self.manual
    }
}

impl fmt::Debug for SimulatorClock {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SimulatorClock")
            .field("now", &self.now())
            .field("manual", &self.manual)
            .finish()
    }
}

/// Unix milliseconds of a moment.
pub(crate) fn to_milliseconds(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

/// The moment of Unix milliseconds; outside the calendar it is the Unix epoch.
pub(crate) fn from_milliseconds(milliseconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(milliseconds) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manual_clock_stands_still_until_it_is_advanced_and_clones_share_it() {
        let clock = SimulatorClock::manual();
        let start = clock.milliseconds();
        let copy = clock.clone();
        copy.advance(90_000);
        assert_eq!(clock.milliseconds(), start + 90_000);
        clock.set(from_milliseconds(start));
        assert_eq!(copy.milliseconds(), start);
    }
}
