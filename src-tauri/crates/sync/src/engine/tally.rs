//! The running count of a run, and what is told of it.
//!
//! Leaves out the ledger, which the store makes at the end. The rule it protects: counting reads every owed row, so it is
//! done now and then, and kept up in between.

use keepsake_memory::{Change, FetchKind};

use super::{Engine, Run};
use crate::{
    error::RunError,
    progress::{LogLine, Phase, ProgressUpdate},
    request::RunEnd,
};

/// The running count of a run; refreshed from the store, kept up between two looks.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// Answers have led to reads that were not owed before.
    pub(super) reads_added: bool,
    pub(super) settled_since_look: u32,
    pub(super) known: u64,
    pub(super) bodies_owed: u64,
    pub(super) owed: u64,
    pub(super) stored: u64,
    pub(super) skipped: u64,
    pub(super) refused: u64,
    pub(super) failed: u64,
    pub(super) files_stored: u64,
    pub(super) titles_complete: bool,
}

impl Run<'_> {
    /// Tells the sink where the run is.
    pub(super) fn report(&self, phase: Phase, line: Option<LogLine>) {
        self.sink.progress(ProgressUpdate {
            phase,
            known: self.tally.known,
            finished: self.tally.known.saturating_sub(self.tally.bodies_owed),
            stored: self.tally.stored,
            skipped: self.tally.skipped,
            refused: self.tally.refused,
            failed: self.tally.failed,
            files_stored: self.tally.files_stored,
            owed: self.tally.owed,
            requests: self.requests_noted,
            titles_complete: self.tally.titles_complete,
            line,
        });
    }

    /// The change that adds the requests sent since the last one.
    pub(super) fn requests_since(&mut self, sent: u64) -> Option<Change> {
        let total = sent.saturating_sub(self.requests_before);
        let more = total.saturating_sub(self.requests_noted);
        self.requests_noted = total;
        (more > 0).then_some(Change::AddRequests(more))
    }

    /// Waits out a pause; `Some` when the person stops the run instead.
    pub(super) async fn wait_while_paused(&self) -> Option<RunEnd> {
        let goes_on = self.control.goes_on().await;
        (!goes_on).then_some(RunEnd::Stopped)
    }
}

impl Engine {
    /// Counts anew what is known and owed. Counting reads every owed row, so it is done now and then only.
    pub(super) async fn refresh_tally(&self, run: &mut Run<'_>) -> Result<(), RunError> {
        run.tally.known = self.store.count_chosen(run.connection, None).await?;
        let counts = self.store.fetch_counts(run.connection).await?;
        run.tally.owed = counts.iter().map(|count| count.waiting).sum();
        run.tally.bodies_owed = counts
            .iter()
            .filter(|count| count.kind == FetchKind::Body)
            .map(|count| count.waiting)
            .sum();
        run.tally.settled_since_look = 0;
        Ok(())
    }
}
