//! Many schedules on all cores.
//!
//! A schedule runs on one thread from beginning to end; threads share nothing but the next seed. The rule it protects: how
//! many threads there are changes nothing but the time it takes.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use crate::schedule::{self, Verdict, Wishes};

/// Threads to use.
#[must_use]
pub fn threads() -> usize {
    thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// Runs the schedules of all these seeds and hands each verdict to `judge`, which says whether to go on.
///
/// # Errors
/// The first failure of a world itself.
pub fn run_all(
    seeds: &[u64],
    wishes: Wishes,
    folder: &Path,
    judge: impl FnMut(Verdict) -> bool + Send,
) -> anyhow::Result<()> {
    let next = AtomicU64::new(0);
    let stop = AtomicBool::new(false);
    let judge = Mutex::new(judge);
    let failure = Mutex::new(None);
    thread::scope(|scope| {
        for number in 0..threads().min(seeds.len().max(1)) {
            let path: PathBuf = folder.join(format!("worker-{number}.db"));
            let (next, stop, judge, failure) = (&next, &stop, &judge, &failure);
            scope.spawn(move || {
                while !stop.load(Ordering::Relaxed) {
                    let place =
                        usize::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap_or(usize::MAX);
                    let Some(seed) = seeds.get(place) else {
                        return;
                    };
                    match schedule::run(*seed, wishes, &path) {
                        Ok(verdict) => {
                            let mut judge = judge.lock().unwrap_or_else(PoisonError::into_inner);
                            if !judge(verdict) {
                                stop.store(true, Ordering::Relaxed);
                            }
                        }
                        Err(error) => {
                            let error = error.context(format!("the world of seed {seed} failed"));
                            failure
                                .lock()
                                .unwrap_or_else(PoisonError::into_inner)
                                .get_or_insert(error);
                            stop.store(true, Ordering::Relaxed);
                        }
                    }
                }
            });
        }
    });
    match failure.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}
