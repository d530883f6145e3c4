//! A clock that stands still until somebody waits for it.
//!
//! For tests: an hour of importing passes as fast as the code can run. When everything waits, the earliest sleeper moves
//! the clock to its own end; so sleeps end in the order of their ends, as with a real clock.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures::future::{BoxFuture, FutureExt};
use time::OffsetDateTime;

use super::Clock;

/// How often a sleeper lets everything else run before it takes the clock to be at rest.
const ROUNDS: u32 = 32;

/// A clock moved by hand and by sleeping. Clones show the same time.
#[derive(Clone)]
pub struct ManualClock {
    state: Arc<Mutex<State>>,
}

struct State {
    now: OffsetDateTime,
    elapsed: Duration,
    sleepers: BTreeMap<Key, Waker>,
    keys: u64,
}

/// When a sleep ends, and which of several it is.
type Key = (Duration, u64);

impl ManualClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn new(now: OffsetDateTime) -> Self {
        Self {
            state: Arc::new(Mutex::new(State {
                now,
                elapsed: Duration::ZERO,
                sleepers: BTreeMap::new(),
                keys: 0,
            })),
        }
    }

    /// Lets time pass.
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state();
        let elapsed = state.elapsed + duration;
        state.move_to(elapsed);
        for waker in state.sleepers.values() {
            waker.wake_by_ref();
        }
    }

    /// Sets the time of day forward or back without time passing, as a person or a time server does.
    pub fn jump(&self, by: time::Duration) {
        self.state().now += by;
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn move_to(&mut self, elapsed: Duration) {
        self.now += elapsed.saturating_sub(self.elapsed);
        self.elapsed = self.elapsed.max(elapsed);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> OffsetDateTime {
        self.state().now
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state();
        state.keys += 1;
        let key = (state.elapsed + duration, state.keys);
        Sleep {
            clock: self.clone(),
            key,
            rounds: 0,
        }
        .boxed()
    }
}

struct Sleep {
    clock: ManualClock,
    key: Key,
    rounds: u32,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut state = clock.state();
        if state.elapsed >= self.key.0 {
            return Poll::Ready(());
        }
        state.sleepers.insert(self.key, context.waker().clone());
        let is_first = state.sleepers.keys().next() == Some(&self.key);
        if is_first && self.rounds >= ROUNDS {
            state.move_to(self.key.0);
            return Poll::Ready(());
        }
        if is_first {
            self.rounds += 1;
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let mut state = self.clock.state();
        state.sleepers.remove(&self.key);
        if let Some(next) = state.sleepers.values().next() {
            next.wake_by_ref();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::executor::block_on;
    use futures::future::join;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn sleeps_end_in_the_order_of_their_ends() {
        let clock = ManualClock::new(datetime!(2026-11-20 10:00 UTC));
        let order = Mutex::new(Vec::new());
        let sleeper = async |seconds: u64| {
            clock.sleep(Duration::from_secs(seconds)).await;
            let mut order = order.lock().unwrap_or_else(PoisonError::into_inner);
            order.push((seconds, clock.elapsed().as_secs()));
        };
        block_on(join(join(sleeper(30), sleeper(10)), sleeper(20)));
        let order = order.into_inner().unwrap_or_default();
        assert_eq!(order, [(10, 10), (20, 20), (30, 30)]);
        assert_eq!(clock.now(), datetime!(2026-11-20 10:00:30 UTC));
    }

    #[test]
    fn a_sleep_that_is_dropped_holds_up_nobody() {
        let clock = ManualClock::new(datetime!(2026-11-20 10:00 UTC));
        let dropped = clock.sleep(Duration::from_secs(5));
        drop(dropped);
        block_on(clock.sleep(Duration::from_secs(7)));
        assert_eq!(clock.elapsed(), Duration::from_secs(7));
    }

    #[test]
    fn a_jump_changes_the_time_of_day_only() {
        let clock = ManualClock::new(datetime!(2026-11-20 10:00 UTC));
        clock.jump(-time::Duration::days(1));
        assert_eq!(clock.now(), datetime!(2026-11-19 10:00 UTC));
        assert_eq!(clock.elapsed(), Duration::ZERO);
    }
}
