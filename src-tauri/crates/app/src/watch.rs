//! Syncing that goes on by itself: the loop that window, tray and terminal share.
//!
//! `schedule` decides when the next cycle begins, `rhythm` whether by the clock, `interval` how far apart they are then, `sleep` notices that the computer slept,
//! `control` steers the loop, `cycles` turns it and `seen` is what it remembers between two looks, `news` what it tells, `in_step` turns it as long as
//! a window is open. A cycle is a run of kind
//! Sync like any other, put into the queue of jobs. The rules it protects: one loop works on a data folder, in the process
//! that owns it; only this loop spends requests on looking for edits that leave no trace, one a cycle at most.

mod control;
mod cycles;
mod held;
mod in_step;
mod interval;
mod news;
mod rhythm;
mod schedule;
mod seen;
mod sleep;
#[cfg(test)]
mod word_tests;

pub use control::WatchControl;
pub(crate) use in_step::InStep;
pub use interval::{Later, Surroundings};
pub use news::{CycleReport, WatchNews};
pub use rhythm::Rhythm;
pub use schedule::{Cause, Pause, Reason};

/// Who asked for the runs of this loop, as their history and the logs say it.
pub(crate) const TRIGGER: &str = keepsake_memory::BY_THE_CLOCK;
