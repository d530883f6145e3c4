//! The words of a run's account: outcomes, items and counts.
//!
//! Leaves out how it is added up (`runs`). The rule it protects: found = stored + unchanged + skipped + refused + failed.

use serde::Serialize;
use time::OffsetDateTime;

use crate::change::{ConnectionId, RunId};
use crate::columns::stored_as_word;

stored_as_word! {
    /// What a run does.
    pub enum RunKind {
        /// Finds what the connection can see.
        Discover => "discover",
        /// Reads everything chosen.
        Import => "import",
        /// Reads what changed.
        Sync => "sync",
    }
}

stored_as_word! {
    /// Where a run stands.
    pub enum RunState {
        /// At work.
        Running => "running",
        /// Held by the person.
        Paused => "paused",
        /// Ended with everything accounted for.
        Completed => "completed",
        /// Ended by the person; it can be resumed.
        Stopped => "stopped",
        /// Waits for a new sign-in; it can be resumed.
        NeedsSignIn => "needs_sign_in",
        /// Ended by an error; it can be resumed.
        Failed => "failed",
    }
}

impl RunState {
    /// Whether the run can go on from where it stands.
    #[must_use]
    pub const fn is_resumable(self) -> bool {
        !matches!(self, Self::Completed)
    }
}

stored_as_word! {
    /// What a ledger item is about.
    pub enum What {
        /// A page, database or data source.
        Object => "object",
        /// A file.
        File => "file",
        /// A comment, or the comments of one page or block.
        Comment => "comment",
        /// A user.
        User => "user",
        /// A block.
        Block => "block",
        /// A property.
        Property => "property",
    }
}

/// How it went, better before worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Written, because it was new or different.
    Stored,
    /// Left out on purpose.
    Skipped,
    /// Notion does not give it.
    Refused,
    /// It could not be had; trying again may help.
    Failed,
}

impl Outcome {
    pub(crate) const fn rank(self) -> i64 {
        match self {
            Self::Stored => 0,
            Self::Skipped => 1,
            Self::Refused => 2,
            Self::Failed => 3,
        }
    }

    pub(crate) const fn from_rank(rank: i64) -> Self {
        match rank {
            0 => Self::Stored,
            1 => Self::Skipped,
            2 => Self::Refused,
            _ => Self::Failed,
        }
    }

    /// The word it is shown as.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Skipped => "skipped",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// The outcome for one thing in one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerItem {
    /// What kind of thing.
    pub what: What,
    /// Which one: the dashed id; for a file its [`crate::FileRecord::identity`].
    pub id: String,
    /// How it went.
    pub outcome: Outcome,
    /// Why, as a stable word; empty for what was stored.
    pub reason: String,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the request.
    pub request_id: Option<String>,
}

/// Sums over one kind of thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Everything there was.
    pub found: u64,
    /// New or different.
    pub stored: u64,
    /// Known already.
    pub unchanged: u64,
    /// Left out on purpose.
    pub skipped: u64,
    /// Not given by Notion.
    pub refused: u64,
    /// Not had.
    pub failed: u64,
}

impl Counts {
    /// Whether everything found is accounted for.
    #[must_use]
    pub const fn adds_up(&self) -> bool {
        self.found == self.stored + self.unchanged + self.skipped + self.refused + self.failed
    }
}

/// The account of one run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ledger {
    /// Pages, databases and data sources.
    pub objects: Counts,
    /// Files.
    pub files: Counts,
    /// Comments.
    pub comments: Counts,
    /// Requests sent.
    pub requests: u64,
    /// Everything that was not stored or unchanged, worst first.
    pub items: Vec<LedgerItem>,
}

/// A run and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: RunId,
    /// The connection it works on.
    pub connection: ConnectionId,
    /// What it does.
    pub kind: RunKind,
    /// What started it.
    pub trigger: String,
    /// Where it stands.
    pub state: RunState,
    /// Goes through logs, audit and errors of everything it did.
    pub correlation_id: String,
    /// What it was told to do (JSON of the engine).
    pub options: String,
    /// When it began.
    pub started_time: OffsetDateTime,
    /// When it ended.
    pub finished_time: Option<OffsetDateTime>,
    /// What it sent and what became of records (JSON of the engine); nothing where nothing did.
    pub sent: Option<String>,
}
