//! What a job is to do and what came of it, as kept in the store.
//!
//! The rule it protects: a job of another version is refused with words, never half understood.

use std::collections::BTreeMap;

use keepsake_memory::{ConnectionId, Job, JobState, RunId};
use keepsake_notion::NotionId;
use keepsake_sync::two_way::{PushReport, RecordReport};
use keepsake_sync::{Difference, ImportOptions, RunKind, VerifyReport};
use serde::{Deserialize, Serialize};

use crate::error::{AppError, ErrorCode};
use crate::profiles::SchemaStep;
use crate::watch;

/// What there is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "work", rename_all = "snake_case")]
pub(crate) enum Work {
    /// Checks a token that lies in the key store, and makes its connection.
    Check {
        /// Where the token lies.
        account: String,
        /// The origin it was given for.
        base_url: String,
    },
    /// Does a run of the engine.
    Run {
        /// Whose workspace.
        connection: ConnectionId,
        /// What for.
        kind: RunKind,
        /// What besides pages.
        options: ImportOptions,
        /// Who asked.
        trigger: String,
    },
    /// Compares stored pages with Notion.
    Verify {
        /// Whose workspace.
        connection: ConnectionId,
        /// About how many pages; all when absent.
        sample: Option<u32>,
    },
    /// Reads the schema of a database, adds to it, or creates a database.
    Schema {
        /// Whose workspace.
        connection: ConnectionId,
        /// What exactly.
        step: SchemaStep,
    },
}

/// How alike two pieces of work are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Whoever wants one is served by the other.
    Same,
    /// Who wants one no longer wants the other.
    Near,
    /// They have nothing to do with each other, or may both be done.
    None,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "done", rename_all = "snake_case")]
pub(crate) enum Done {
    /// The token works.
    Checked {
        /// Its connection.
        connection: ConnectionId,
    },
    /// The run ended; its account is in the store.
    Ran {
        /// Its number.
        run: RunId,
        /// It went on where another had been interrupted.
        resumed: bool,
        /// Notion's id of the request whose token it refused.
        #[serde(default)]
        refused_request: Option<String>,
        /// That token was exchanged for one that was lost before it was kept.
        #[serde(default)]
        cut_short: bool,
        /// What was written to Notion.
        #[serde(default)]
        pushed: PushReport,
        /// What the profiles made of rows that changed.
        #[serde(default)]
        records: RecordReport,
        /// Of the requests, those that only looked for edits which leave no trace.
        #[serde(default)]
        audits: u64,
    },
    /// The comparison is over.
    Verified(Verification),
    /// The schema is in the memory.
    Schema {
        /// Its data source.
        data_source: NotionId,
    },
}

/// What comparing with Notion found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verification {
    /// Pages read again.
    pub checked: u64,
    /// Pages that are as Notion has them.
    pub equal: u64,
    /// Pages that are not.
    pub different: Vec<VerifiedPage>,
    /// Pages that Notion did not give.
    pub unreadable: Vec<VerifiedPage>,
    /// Requests it took.
    pub requests: u64,
}

/// A page that could not be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifiedPage {
    /// Its id.
    pub id: String,
    /// Its title as stored.
    pub title: String,
    /// What differs, or why it could not be compared, as a stable word.
    pub what: String,
    /// Notion's id of the refused request.
    pub request_id: Option<String>,
}

/// An error as kept beside a job.
#[derive(Serialize, Deserialize)]
struct StoredError {
    code: ErrorCode,
    details: BTreeMap<String, String>,
    request_id: Option<String>,
}

impl Work {
    /// The kind under which it is enqueued.
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Check { .. } => "check",
            Self::Run {
                kind: RunKind::Discover,
                ..
            } => "discover",
            Self::Run {
                kind: RunKind::Import,
                ..
            } => "import",
            Self::Run {
                kind: RunKind::Sync,
                ..
            } => "sync",
            Self::Verify { .. } => "verify",
            Self::Schema { .. } => "schema",
        }
    }

    /// Whether it brings what is new.
    pub(super) const fn looks(&self) -> bool {
        matches!(
            self,
            Self::Run {
                kind: RunKind::Sync,
                ..
            }
        )
    }

    /// Whether nobody asked for it.
    pub(super) fn is_by_the_clock(&self) -> bool {
        matches!(self, Self::Run { trigger, .. } if trigger == watch::TRIGGER)
    }

    /// The connection whose content it brings. A look around is none of that: somebody waits for it in front of a screen.
    pub(super) const fn brings_for(&self) -> Option<ConnectionId> {
        match self {
            Self::Run {
                kind: RunKind::Import | RunKind::Sync,
                connection,
                ..
            } => Some(*connection),
            Self::Run {
                kind: RunKind::Discover,
                ..
            }
            | Self::Check { .. }
            | Self::Verify { .. }
            | Self::Schema { .. } => None,
        }
    }

    /// Higher is sooner: what somebody waits for in front of a screen comes first.
    pub(super) const fn priority(&self) -> i64 {
        match self {
            Self::Check { .. } => 40,
            Self::Schema { .. } => 35,
            Self::Run {
                kind: RunKind::Discover,
                ..
            } => 30,
            Self::Verify { .. } => 20,
            Self::Run {
                kind: RunKind::Sync,
                ..
            } => 10,
            Self::Run {
                kind: RunKind::Import,
                ..
            } => 0,
        }
    }

    /// How alike this is to something that waits or is under way.
    pub(super) fn likeness(&self, other: &Self) -> Likeness {
        let (is_near, is_same) = match (self, other) {
            (
                Self::Run {
                    connection,
                    kind,
                    options,
                    ..
                },
                Self::Run {
                    connection: theirs,
                    kind: their_kind,
                    options: their_options,
                    ..
                },
            ) => (
                connection == theirs && kind == their_kind,
                options == their_options,
            ),
            (
                Self::Schema { connection, step },
                Self::Schema {
                    connection: theirs,
                    step: their_step,
                },
            ) => (
                connection == theirs && step.makes_what(their_step),
                step == their_step,
            ),
            _ => (false, false),
        };
        match (is_near, is_same) {
            (true, true) => Likeness::Same,
            (true, false) => Likeness::Near,
            (false, _) => Likeness::None,
        }
    }

    /// Understands a job of the queue.
    pub(crate) fn of(job: &Job) -> Option<Self> {
        serde_json::from_str(&job.payload).ok()
    }
}

impl From<VerifyReport> for Verification {
    fn from(report: VerifyReport) -> Self {
        let page = |difference: Difference| VerifiedPage {
            id: difference.id.to_string(),
            title: difference.title,
            what: difference.what,
            request_id: difference.request_id,
        };
        Self {
            checked: report.checked,
            equal: report.equal,
            different: report.different.into_iter().map(page).collect(),
            unreadable: report.unreadable.into_iter().map(page).collect(),
            requests: report.requests,
        }
    }
}

/// What came of a job; nothing while it is not over.
pub(super) fn outcome(job: &Job) -> Option<Result<Done, AppError>> {
    match job.state {
        JobState::Waiting | JobState::Running => None,
        JobState::Finished => {
            let result = job.result.as_deref().unwrap_or_default();
            Some(serde_json::from_str(result).map_err(AppError::internal))
        }
        JobState::Failed => Some(Err(error_from(job.error.as_deref().unwrap_or_default()))),
        JobState::Cancelled => Some(Err(AppError::new(ErrorCode::Cancelled))),
    }
}

/// An error as it is kept beside a job.
pub(super) fn error_to_json(error: &AppError) -> String {
    let stored = StoredError {
        code: error.code,
        details: error.details.clone(),
        request_id: error.request_id.clone(),
    };
    // Cannot fail: there are only text keys.
    serde_json::to_string(&stored).unwrap_or_default()
}

fn error_from(text: &str) -> AppError {
    match serde_json::from_str::<StoredError>(text) {
        Ok(stored) => AppError {
            details: stored.details,
            ..AppError::new(stored.code)
        }
        .with_request(stored.request_id),
        Err(_) => AppError::internal(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_comes_back_as_it_was_kept() {
        let error = AppError::new(ErrorCode::Offline)
            .with("host", "here")
            .with_request(Some("r".to_owned()));
        assert_eq!(error_from(&error_to_json(&error)), error);
        assert_eq!(error_from("lease_expired").code, ErrorCode::Internal);
    }
}
