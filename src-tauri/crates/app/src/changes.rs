//! Telling whoever shows the memory that something in it has changed, so that what is on show is not what was.
//!
//! Leaves out what changed: it is cheap to read again what is on show. The rules it protects: a run that brought nothing
//! tells nothing but that it looked; while a long one goes on it is told now and then, not with every page.

use std::sync::atomic::Ordering;

use keepsake_sync::two_way::{PushReport, RecordReport};
use tokio::sync::watch;

use crate::error::AppError;
use crate::jobs::{Active, Done};
use crate::keepsake::Keepsake;

/// So many heartbeats of a run lie between two tellings of what it stored so far.
const BEATS_APART: u32 = 4;

/// What has changed so far, in this process.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Changes {
    /// How often pages were stored by runs that may still be going on.
    pub pages: u64,
    /// How often something changed that more than pages show: a run that changed something ended, what is kept in step is not what
    /// it was, or another process wrote.
    pub runs: u64,
    /// How often Notion was looked at, or is to be looked at another time than was known; also where that brought nothing.
    pub looks: u64,
}

/// Knows what has changed, and tells it.
pub(crate) struct Changed(watch::Sender<Changes>);

impl Default for Changed {
    fn default() -> Self {
        Self(watch::Sender::new(Changes::default()))
    }
}

impl Keepsake {
    /// What has changed so far.
    #[must_use]
    pub fn changes(&self) -> Changes {
        *self.inner.changed.0.borrow()
    }

    /// Waits until something has changed since; nothing when the core is closed first.
    pub async fn changes_after(&self, known: Changes) -> Option<Changes> {
        let mut changed = self.inner.changed.0.subscribe();
        let mut closing = self.inner.closing.subscribe();
        tokio::select! {
            now = changed.wait_for(|now| *now != known) => now.ok().map(|now| *now),
            _ = closing.wait_for(|closing| *closing) => None,
        }
    }

    /// A run is over.
    pub(crate) async fn note_changes(&self, outcome: &Result<Done, AppError>) {
        if self.has_changed(outcome).await {
            self.note_standing();
        }
    }

    /// More than pages show is not what it was: syncing is held back, goes on, or has another workspace to look at; or another process
    /// wrote.
    pub(crate) fn note_standing(&self) {
        self.note(|changes| changes.runs += 1);
    }

    /// When Notion was looked at last, or is looked at next, is not what it was.
    pub(crate) fn note_look(&self) {
        self.note(|changes| changes.looks += 1);
    }

    fn note(&self, change: impl FnOnce(&mut Changes)) {
        self.inner.changed.0.send_modify(change);
    }

    /// A run goes on, and has stored so many pages.
    pub(crate) fn note_progress(&self, active: &Active) {
        let stored = active.snapshot().stored();
        let beats = active.beats.fetch_add(1, Ordering::Relaxed);
        if beats % BEATS_APART == BEATS_APART - 1
            && active.told.swap(stored, Ordering::Relaxed) != stored
        {
            self.note(|changes| changes.pages += 1);
        }
    }

    async fn has_changed(&self, outcome: &Result<Done, AppError>) -> bool {
        let (run, pushed, records) = match outcome {
            Ok(Done::Ran {
                run,
                pushed,
                records,
                ..
            }) => (*run, pushed, records),
            Ok(Done::Checked { .. } | Done::Verified(_)) => return false,
            // What it stored before it failed is there.
            Ok(Done::Schema { .. }) | Err(_) => return true,
        };
        if (pushed, records) != (&PushReport::default(), &RecordReport::default()) {
            return true;
        }
        match self.store().run(run).await {
            Ok(report) => {
                let ledger = report.ledger;
                ledger.objects.stored + ledger.files.stored + ledger.comments.stored > 0
                    || !ledger.items.is_empty()
            }
            Err(_) => true,
        }
    }
}
