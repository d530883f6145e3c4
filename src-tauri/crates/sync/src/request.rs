//! What a run is asked to do, and what it came to.
//!
//! Leaves out how. The rule it protects: import and sync are the same machine; an import is a sync whose base is
//! empty and that takes up again what was refused before.

use keepsake_memory::{ConnectionId, Ledger, RunId};
use serde::{Deserialize, Serialize};

use crate::two_way::{PushReport, RecordReport, brake::Share};

/// Why a run was started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    /// List what the connection can see; read no contents.
    Discover,
    /// Bring everything selected, and try again what could not be had before.
    Import,
    /// Bring what has changed.
    Sync,
}

/// Which comments to read. Each costs a request per page, or per block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comments {
    /// None.
    #[default]
    None,
    /// Those on pages.
    Pages,
    /// Those on pages and on blocks; reads the block trees.
    Blocks,
}

/// Which attachments to fetch. They cost no API request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Files {
    /// All that Notion keeps, up to the size limit.
    #[default]
    All,
    /// None; they are named in the ledger.
    None,
}

/// The largest attachment that is fetched unless the person says otherwise, in bytes (20 MB).
pub const DEFAULT_MAX_FILE_BYTES: u64 = 20 * 1_000_000;

/// What to bring besides pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportOptions {
    /// Which comments.
    pub comments: Comments,
    /// Which attachments.
    pub files: Files,
    /// Larger attachments are named and skipped, in bytes.
    pub max_file_bytes: u64,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            comments: Comments::None,
            files: Files::All,
            max_file_bytes: DEFAULT_MAX_FILE_BYTES,
        }
    }
}

/// One run to do.
#[derive(Clone, Debug)]
pub struct RunRequest {
    /// Whose workspace.
    pub connection: ConnectionId,
    /// Why.
    pub kind: RunKind,
    /// What besides pages.
    pub options: ImportOptions,
    /// Who asked: `cli`, `window`, `schedule`.
    pub trigger: String,
    /// Goes through logs, audit and errors of everything the run does.
    pub correlation_id: String,
    /// Also reads one page again to find edits that leave no trace in the listing; at most one request.
    pub audit: bool,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunEnd {
    /// Everything owed was read or named.
    Completed,
    /// The person stopped it; the rest stays owed.
    Stopped,
    /// Notion no longer accepts the token; the rest stays owed.
    NeedsSignIn,
}

/// A finished run.
#[derive(Clone, Debug)]
pub struct RunOutcome {
    /// Its number.
    pub run: RunId,
    /// How it ended.
    pub end: RunEnd,
    /// Notion's id of the request whose token it refused; only with [`RunEnd::NeedsSignIn`].
    pub refused_request: Option<String>,
    /// It went on where an interrupted run had been.
    pub resumed: bool,
    /// Its account.
    pub ledger: Ledger,
    /// What was written to Notion.
    pub pushed: PushReport,
    /// What the profiles made of the rows that changed.
    pub records: RecordReport,
    /// Deletions seen in Notion that wait for the person, and of how many pages.
    pub brake: Option<Share>,
    /// Of the requests, those that only looked for edits which leave no trace.
    pub audits: u64,
}
