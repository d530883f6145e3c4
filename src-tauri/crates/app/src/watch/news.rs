//! What a loop tells of itself: cycles that are over, when the next one begins, and that none does.
//!
//! The rule it protects: a cycle that a person need not hear of says so.

use std::time::Duration;

use keepsake_sync::two_way::{PushReport, RecordReport};
use time::OffsetDateTime;

use super::interval::Later;
use super::schedule::{Cause, Reason};
use crate::dto::{RunState, RunSummary};
use crate::error::AppError;

/// What a loop tells.
#[derive(Debug, Clone)]
pub enum WatchNews {
    /// A cycle is over.
    Cycle(Box<CycleReport>),
    /// When the next cycle begins, if nothing is heard, or why not as soon as configured, is not what it was.
    Next {
        /// The connection.
        connection: String,
        /// When it begins.
        at: OffsetDateTime,
        /// Why not as soon as configured.
        later: Option<Later>,
    },
    /// Nothing begins, because of this.
    Resting {
        /// The connection that rests.
        connection: String,
        /// Why.
        reason: Reason,
    },
}

/// A cycle that is over.
#[derive(Debug, Clone)]
pub struct CycleReport {
    /// Which cycle of this loop and connection, counted from 1.
    pub number: u64,
    /// The connection.
    pub connection: String,
    /// Why it began.
    pub cause: Cause,
    /// Goes through logs, audit and errors of everything it did.
    pub correlation_id: String,
    /// When it began.
    pub started: OffsetDateTime,
    /// How long it took.
    pub took: Duration,
    /// When the next one begins, if nothing is heard; nothing where none does.
    pub next: Option<OffsetDateTime>,
    /// Its run, with the account of what was read; nothing when it did not come to one.
    pub run: Option<RunSummary>,
    /// What was written to Notion.
    pub pushed: PushReport,
    /// What the profiles made of rows that changed.
    pub records: RecordReport,
    /// Of its requests, those that only looked for edits which leave no trace.
    pub audits: u64,
    /// Why it failed.
    pub error: Option<AppError>,
    /// The one before failed for the same reason.
    pub is_repeated_failure: bool,
    /// The one before failed, and this one did not.
    pub is_recovery: bool,
}

impl CycleReport {
    /// Whether a person would want to read of it: something came, went, waits for a decision, failed or works again.
    #[must_use]
    pub fn has_news(&self) -> bool {
        if self.error.is_some() {
            return !self.is_repeated_failure;
        }
        let brought = self.run.as_ref().is_some_and(|run| {
            run.objects.stored + run.files.stored + run.comments.stored > 0
                || run.state != RunState::Completed
        });
        let PushReport { asked, parked, .. } = self.pushed;
        brought
            || self.pushed.wrote()
            || asked + parked > 0
            || self.records.invalid + self.records.jobs + self.records.jumps > 0
            || self.is_recovery
    }
}
