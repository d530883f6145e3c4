//! Runs and their accounts.

use serde::Serialize;
use specta::Type;

/// How a run ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunResult {
    /// Its number, as in the list of runs.
    pub run: String,
    /// How it ended.
    pub end: RunEnd,
    /// It went on where an interrupted run had been.
    pub resumed: bool,
    /// Its account.
    pub ledger: RunLedger,
}

/// How a run ended, or that it has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunEnd {
    /// It is under way.
    Running,
    /// Everything is accounted for.
    Completed,
    /// The person stopped it; it can go on.
    Stopped,
    /// Notion no longer accepts the token; it can go on.
    NeedsSignIn,
    /// Something interrupted it; it can go on.
    Interrupted,
}

/// What a run was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunKind {
    /// Finding what there is.
    Discover,
    /// Bringing everything chosen.
    Import,
    /// Bringing what changed.
    Sync,
}

/// One run of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunSummary {
    /// Its number.
    pub id: String,
    /// What it was for.
    pub kind: RunKind,
    /// Who asked: `cli`, `window` or `schedule`.
    pub trigger: String,
    /// How it ended, or that it has not.
    pub end: RunEnd,
    /// When it began (RFC 3339).
    pub started_time: String,
    /// When it ended (RFC 3339).
    pub finished_time: Option<String>,
    /// Its account.
    pub ledger: RunLedger,
}

/// The account of a run: found = stored + unchanged + skipped + refused + failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunLedger {
    /// Pages, databases and data sources.
    pub objects: Counts,
    /// Files.
    pub files: Counts,
    /// Comments.
    pub comments: Counts,
    /// Requests sent.
    pub requests: u32,
    /// Everything that was not stored or unchanged, worst first.
    pub items: Vec<LedgerItem>,
}

/// Sums over one kind of thing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Everything there was.
    pub found: u32,
    /// New or different.
    pub stored: u32,
    /// Known already.
    pub unchanged: u32,
    /// Left out on purpose.
    pub skipped: u32,
    /// Not given by Notion.
    pub refused: u32,
    /// Not had.
    pub failed: u32,
}

/// Something that was not stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LedgerItem {
    /// What kind of thing.
    pub what: What,
    /// Which one.
    pub id: String,
    /// `skipped`, `refused` or `failed`.
    pub outcome: String,
    /// Why, as a stable word.
    pub reason: String,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the request.
    pub request_id: Option<String>,
}

/// What an item of a ledger is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum What {
    /// A page, database or data source.
    Object,
    /// A file.
    File,
    /// A comment, or the comments of one place.
    Comment,
    /// A user.
    User,
    /// A block.
    Block,
    /// A property.
    Property,
}
