//! Runs and their accounts.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Brake;

/// A run that is over, for whoever followed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunResult {
    /// The run as it was asked for.
    pub run: String,
    /// How it ended.
    pub state: RunState,
    /// It went on where an interrupted run had been.
    pub resumed: bool,
    /// Notion's id of the request whose token it refused; only where signing in is needed.
    pub refused_request: Option<String>,
    /// That token was exchanged for one that was lost before it was kept.
    pub cut_short: bool,
    /// Its account.
    pub summary: RunSummary,
    /// What was written to Notion.
    pub pushed: Pushed,
    /// What the profiles made of rows that changed.
    pub records: RecordsChecked,
    /// Plans that stopped because they would take away too much.
    pub brakes: Vec<Brake>,
    /// Of the requests, those that only looked for edits which leave no trace.
    pub audits: u32,
}

/// What a run wrote to Notion, or why not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Pushed {
    /// Pages of which something was written.
    pub pages: u32,
    /// Properties that were written.
    pub properties: u32,
    /// Texts that were written.
    pub texts: u32,
    /// Of those, texts in which the edits of both sides were joined.
    pub merged: u32,
    /// Pages that were made.
    pub created: u32,
    /// Pages that were moved.
    pub moved: u32,
    /// Pages that were put into the trash.
    pub trashed: u32,
    /// Pages that were taken out of the trash.
    pub restored: u32,
    /// Changes that both sides had made alike.
    pub settled: u32,
    /// Conflicts that a rule decided; the version that lost is kept.
    pub decided: u32,
    /// New conflicts that wait for the person.
    pub asked: u32,
    /// Changes that still wait: for the person, or because they are parked.
    pub waiting: u32,
    /// Changes that this run could not send, and why is known.
    pub parked: u32,
    /// Writes whose outcome is not known yet; the next run looks first.
    pub unclear: u32,
    /// Writes that did not happen for a passing reason; the next run tries again.
    pub postponed: u32,
    /// Writes during which somebody edited the page.
    pub overtaken: u32,
    /// Comments that say what an entry lacks.
    pub remarks: u32,
}

/// What the profiles made of the rows that changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordsChecked {
    /// Rows that were looked at.
    pub checked: u32,
    /// Of those, rows that keep all rules.
    pub valid: u32,
    /// Of those, entries that stay in Draft.
    pub invalid: u32,
    /// Jobs that were made.
    pub jobs: u32,
    /// Changes of state that the pipeline does not have.
    pub jumps: u32,
}

/// Where a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunState {
    /// It is under way.
    Running,
    /// The person holds it.
    Paused,
    /// Everything is accounted for.
    Completed,
    /// The person stopped it; it can go on.
    Stopped,
    /// There is no token that Notion accepts; it can go on.
    NeedsSignIn,
    /// Something interrupted it; it can go on.
    Failed,
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

/// One run with its account: found = stored + unchanged + skipped + refused + failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RunSummary {
    /// Its number in the history.
    pub id: String,
    /// What it was for.
    pub kind: RunKind,
    /// Where it stands.
    pub state: RunState,
    /// Who asked: `cli`, `window` or `schedule`.
    pub trigger: String,
    /// When it began (RFC 3339).
    pub started_time: String,
    /// When it ended (RFC 3339).
    pub finished_time: Option<String>,
    /// Pages, databases and data sources.
    pub objects: Counts,
    /// Files.
    pub files: Counts,
    /// Comments.
    pub comments: Counts,
    /// Requests sent.
    pub requests: u32,
    /// What was written to Notion.
    pub pushed: Pushed,
    /// What the profiles made of rows that changed.
    pub records: RecordsChecked,
    /// Everything that was not stored or unchanged, worst first.
    pub items: Vec<RunItem>,
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
pub struct RunItem {
    /// Which one.
    pub id: String,
    /// What kind of thing.
    pub what: What,
    /// Its title, where the memory knows one.
    pub title: String,
    /// What became of it.
    pub outcome: RunItemOutcome,
    /// Why, as a stable word.
    pub reason: String,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the request.
    pub request_id: Option<String>,
}

/// What became of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum RunItemOutcome {
    /// It is in the memory.
    Stored,
    /// It was left out on purpose.
    Skipped,
    /// Notion does not give it.
    Refused,
    /// Something went wrong.
    Failed,
}

/// What an item of an account is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
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
