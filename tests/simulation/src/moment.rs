//! The time of a schedule: one clock with two faces.
//!
//! Notion's face only moves forward. The computer's face shows the same time shifted by whatever a person, a time server
//! or a flat battery did to it. Nothing ever waits: when nobody has anything to do, the clock moves to the end of the
//! shortest sleep. The runtime says when that is (`on_thread_park`), so there is no guessing how long to look busy.
//!
//! The rule it protects: the same seed passes the same moments.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use futures::future::{BoxFuture, FutureExt};
use keepsake_notion::ports::Clock;
use time::{OffsetDateTime, macros::datetime};

/// When every schedule begins.
pub const EPOCH: OffsetDateTime = datetime!(2026-11-20 12:00:30 UTC);

/// How much time has passed since the beginning when Notion's clock shows this (Unix milliseconds).
pub(crate) fn at(unix_milliseconds: i64) -> Duration {
    let begun = EPOCH.unix_timestamp() * 1_000;
    Duration::from_millis(u64::try_from(unix_milliseconds - begun).unwrap_or(0))
}

/// The clock; clones show the same time.
#[derive(Clone, Default)]
pub struct Moments {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    elapsed: Duration,
    /// How much later the computer thinks it is than it is.
    off: time::Duration,
    sleepers: BTreeMap<(Duration, u64), Waker>,
    keys: u64,
    stalled: bool,
    watcher: Option<Waker>,
}

impl Moments {
    /// What Notion takes the time to be.
    #[must_use]
    pub fn at_notion(&self) -> OffsetDateTime {
        EPOCH + self.state().elapsed
    }

    /// Lets time pass for both.
    pub fn advance(&self, by: Duration) {
        let mut state = self.state();
        state.elapsed += by;
        state.wake_due();
    }

    /// Sets the computer's clock forward or back.
    pub fn set_off(&self, off: time::Duration) {
        self.state().off = off;
    }

    /// Called when nobody has anything to do: ends the shortest sleep, or says that nothing will ever happen.
    pub fn nobody_works(&self) {
        let mut state = self.state();
        match state.sleepers.keys().next().copied() {
            Some((end, _)) => {
                state.elapsed = state.elapsed.max(end);
                state.wake_due();
            }
            None => {
                state.stalled = true;
                if let Some(watcher) = state.watcher.take() {
                    watcher.wake();
                }
            }
        }
    }

    /// Ends when nothing will ever happen again: everybody waits and nobody sleeps.
    pub fn standstill(&self) -> impl Future<Output = ()> + Send + use<> {
        let moments = self.clone();
        std::future::poll_fn(move |context| {
            let mut state = moments.state();
            if std::mem::take(&mut state.stalled) {
                return Poll::Ready(());
            }
            state.watcher = Some(context.waker().clone());
            Poll::Pending
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wake_due(&mut self) {
        let later = self.sleepers.split_off(&(self.elapsed, u64::MAX));
        for waker in std::mem::replace(&mut self.sleepers, later).into_values() {
            waker.wake();
        }
    }
}

impl Clock for Moments {
    fn now(&self) -> OffsetDateTime {
        let state = self.state();
        EPOCH + state.elapsed + state.off
    }

    fn elapsed(&self) -> Duration {
        self.state().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.state();
        state.keys += 1;
        let key = (state.elapsed.saturating_add(duration), state.keys);
        Sleep {
            moments: self.clone(),
            key,
        }
        .boxed()
    }
}

struct Sleep {
    moments: Moments,
    key: (Duration, u64),
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.moments.state();
        if state.elapsed >= self.key.0 {
            return Poll::Ready(());
        }
        state.sleepers.insert(self.key, context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.moments.state().sleepers.remove(&self.key);
    }
}

/// A runtime on this thread that moves the clock when nobody works.
///
/// # Errors
/// When the system gives no runtime.
pub fn runtime(moments: &Moments) -> std::io::Result<tokio::runtime::Runtime> {
    let moments = moments.clone();
    tokio::runtime::Builder::new_current_thread()
        .on_thread_park(move || moments.nobody_works())
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sleeps_of_tasks_end_in_the_order_of_their_ends() {
        let moments = Moments::default();
        let runtime = runtime(&moments).expect("a runtime");
        let order = Arc::new(Mutex::new(Vec::new()));
        runtime.block_on(async {
            let tasks = [30_u64, 10, 20].map(|seconds| {
                let (moments, order) = (moments.clone(), Arc::clone(&order));
                tokio::spawn(async move {
                    moments.sleep(Duration::from_secs(seconds)).await;
                    order.lock().expect("not poisoned").push(seconds);
                })
            });
            futures::future::join_all(tasks).await;
        });
        assert_eq!(*order.lock().expect("not poisoned"), [10, 20, 30]);
        assert_eq!(moments.elapsed(), Duration::from_secs(30));
    }

    #[test]
    fn waiting_for_nothing_is_noticed() {
        let moments = Moments::default();
        let runtime = runtime(&moments).expect("a runtime");
        let stalled = runtime.block_on(async {
            tokio::select! {
                biased;
                () = moments.standstill() => true,
                () = std::future::pending::<()>() => false,
            }
        });
        assert!(stalled);
    }

    #[test]
    fn a_clock_set_back_is_no_concern_of_notion() {
        let moments = Moments::default();
        moments.set_off(-time::Duration::days(1));
        assert_eq!(moments.now(), EPOCH - time::Duration::days(1));
        assert_eq!(moments.at_notion(), EPOCH);
    }
}
