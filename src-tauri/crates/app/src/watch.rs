//! Syncing that goes on by itself: the loop that window, tray and terminal share.
//!
//! `schedule` decides when the next cycle begins, `control` steers the loop, `cycles` turns it, `in_step` turns it as long as
//! a window is open. A cycle is a run of kind
//! Sync like any other, put into the queue of jobs. The rules it protects: one loop works on a data folder, in the process
//! that owns it; only this loop spends requests on looking for edits that leave no trace, one a cycle at most.

mod control;
mod cycles;
mod in_step;
mod schedule;

pub use control::WatchControl;
pub use cycles::{CycleReport, WatchNews};
pub(crate) use in_step::InStep;
pub use schedule::{Cause, Pause, Reason};

/// Who asked for the runs of this loop, as their history and the logs say it.
pub(crate) const TRIGGER: &str = keepsake_memory::BY_THE_CLOCK;
