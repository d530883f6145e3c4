//! What a loop remembers of one connection between two looks.
//!
//! Leaves out what is decided from it (`schedule`). The rule it protects: everything here is found out again after a restart, or
//! does not matter then.

use std::time::Duration;

use keepsake_memory::ConnectionState;
use time::OffsetDateTime;

use super::interval::Later;
use super::schedule::{CycleEnd, Edits, LastCycle, Pause, Reason};
use super::sleep::Look;
use crate::error::ErrorCode;

/// Between two looks whether Notion answers again, while it cannot be reached.
pub(super) const KNOCK: Duration = Duration::from_secs(15);

/// What the memory says of a connection.
#[derive(Clone, Copy)]
pub(super) struct Stored {
    pub(super) state: ConnectionState,
    /// When Notion called last.
    pub(super) called: Option<OffsetDateTime>,
    /// When the newest edit was made here.
    pub(super) edit: Option<OffsetDateTime>,
    /// Notion has called, and nobody has looked since.
    pub(super) has_events: bool,
}

/// What a loop remembers of one connection between two looks.
#[derive(Default)]
pub(super) struct Seen {
    /// What the memory said last; nothing once something was written.
    pub(super) stored: Option<Stored>,
    pub(super) cycles: u64,
    pub(super) last: Option<LastCycle>,
    /// Why the last cycle failed.
    pub(super) failure: Option<ErrorCode>,
    /// The newest edit that a cycle has looked at, or is known to wait for one.
    pub(super) edit: Option<OffsetDateTime>,
    pub(super) edits: Option<Edits>,
    pub(super) event: Option<Duration>,
    /// When was last looked whether Notion answers again.
    pub(super) knocked: Option<Duration>,
    /// When it did.
    pub(super) answered: Option<Duration>,
    /// How many wishes were granted.
    pub(super) granted: u64,
    pub(super) resting: Option<Reason>,
    /// When the process that owns the folder was asked for a look.
    pub(super) passed_on: Option<Duration>,
    /// What the clocks showed when it was last looked, and when they said that the computer had slept.
    pub(super) looked: Option<Look>,
    pub(super) woke: Option<Duration>,
    /// The pause that holds, and when it has lasted as long as was meant.
    pub(super) pause: (Pause, Option<Duration>),
    /// What was told last of when it goes on.
    pub(super) told: Option<(Duration, Option<Later>)>,
}

impl Seen {
    /// Whether it is time to look if Notion answers again.
    pub(super) fn is_to_knock(&self, now: Duration) -> bool {
        self.last.is_some_and(|last| {
            let since = self.knocked.unwrap_or_default().max(last.ended);
            last.end == CycleEnd::Offline && now >= since + KNOCK
        })
    }

    /// Compares the clocks with what they showed before.
    pub(super) fn notice_sleep(&mut self, now: Look) {
        let earlier = self.looked.replace(now);
        if earlier.is_some_and(|earlier| now.is_after_sleep(&earlier)) {
            tracing::info!("the computer has slept");
            self.woke = Some(now.elapsed);
        }
    }

    /// When the pause that is wished for has lasted as long as it was meant to when it began.
    pub(super) fn pause_ends(&mut self, wished: Pause, now: Look) -> Option<Duration> {
        if self.pause.0 != wished {
            let ends = match wished {
                Pause::Until(end) => {
                    let left = Duration::try_from(end - now.time).unwrap_or_default();
                    Some(now.elapsed + left)
                }
                Pause::None | Pause::UntilResumed => None,
            };
            self.pause = (wished, ends);
        }
        self.pause.1
    }
}
