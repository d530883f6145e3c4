//! What a run tells while it goes on.
//!
//! Leaves out words, estimates of time, how often a face redraws, and waits that Notion imposes (the client's watcher
//! tells those). The rule it protects: the counters are the
//! truth of the store, not a guess; a face may smooth them, the engine does not.

/// Where a run is. In order; a phase never comes back within one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// Listing what the connection can see.
    Finding,
    /// Reading pages, rows and files.
    Reading,
    /// Asking for what pages link to and nothing has shown, and reading what comes of it.
    Linking,
    /// Over.
    Done,
}

/// One line for the list of what happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// What became of it.
    pub outcome: LogOutcome,
    /// The object's title; may be empty.
    pub title: String,
    /// Why, when it was not stored: a reason code of the ledger.
    pub reason: Option<String>,
}

/// What became of one object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogOutcome {
    /// Its contents are in the memory.
    Stored,
    /// Left out by design.
    Skipped,
    /// Notion does not give it to us.
    Refused,
    /// Something went wrong.
    Failed,
}

/// How far a run has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressUpdate {
    /// Where it is.
    pub phase: Phase,
    /// Objects known to belong to the selection so far.
    pub known: u64,
    /// Objects whose contents are settled, one way or the other.
    pub finished: u64,
    /// Objects stored by this run so far.
    pub stored: u64,
    /// Objects left out by design so far.
    pub skipped: u64,
    /// Objects Notion refused so far.
    pub refused: u64,
    /// Objects that failed so far.
    pub failed: u64,
    /// Files stored by this run so far.
    pub files_stored: u64,
    /// Reads still owed, files included.
    pub owed: u64,
    /// Requests of this run so far.
    pub requests: u64,
    /// Every title is in; the memory can be searched by title.
    pub titles_complete: bool,
    /// What just happened, when it is worth a line.
    pub line: Option<LogLine>,
}

/// Receives the progress of a run. Called often; must not block.
pub trait ProgressSink: Send + Sync {
    /// Takes one update.
    fn progress(&self, update: ProgressUpdate);

    /// Whether anybody sees the lines of updates; where nobody does, no titles are looked up for them.
    fn shows_lines(&self) -> bool {
        true
    }
}

/// A sink for callers that do not look.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl ProgressSink for Silent {
    fn progress(&self, _update: ProgressUpdate) {}

    fn shows_lines(&self) -> bool {
        false
    }
}
