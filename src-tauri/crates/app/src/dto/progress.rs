//! How far a run has come.

use serde::{Deserialize, Serialize};
use specta::Type;

/// How far a run has come. Sent at most ten times a second.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Progress {
    /// Where it is.
    pub phase: Phase,
    /// The key of the sentence that says so in the catalogue.
    pub sentence_key: String,
    /// Objects known to belong to the choice so far; grows while databases unfold.
    pub known: u32,
    /// Objects that are settled, one way or the other.
    pub finished: u32,
    /// Objects stored by this run.
    pub stored: u32,
    /// Objects that needed nothing.
    pub unchanged: u32,
    /// Objects left out on purpose.
    pub skipped: u32,
    /// Objects Notion did not give.
    pub refused: u32,
    /// Objects that failed.
    pub failed: u32,
    /// Files stored by this run.
    pub files_stored: u32,
    /// Objects still to come.
    pub remaining: u32,
    /// Requests of this run.
    pub requests: u32,
    /// Seconds to go; nothing until enough is known.
    pub eta_seconds: Option<u32>,
    /// Seconds until Notion may be asked again.
    pub waiting_seconds: Option<u32>,
    /// Why it waits.
    pub waiting_reason: Option<String>,
    /// Megabytes that the disk has left, where that is why.
    pub waiting_megabytes: Option<u32>,
    /// Every title is in, so the memory can be searched by title.
    pub titles_complete: bool,
    /// The person paused it.
    pub paused: bool,
    /// What happened since the last message.
    pub log: Vec<LogLine>,
}

/// Where a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Phase {
    /// Waiting for its turn, or finding what there is.
    Finding,
    /// Reading contents.
    Reading,
    /// Working out what belongs where.
    Linking,
    /// Over.
    Done,
}

/// One line of what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LogLine {
    /// When (RFC 3339).
    pub time: String,
    /// What became of it.
    pub outcome: LogOutcome,
    /// The object's title; may be empty.
    pub title: String,
    /// Why, as a word of the ledger; empty for what was stored.
    pub detail: String,
}

/// What became of one object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LogOutcome {
    /// It is in the memory.
    Stored,
    /// It was left out on purpose.
    Skipped,
    /// Notion does not give it.
    Refused,
    /// Something went wrong.
    Failed,
}
