//! What the activity screen shows: requests and what waits for them, what could not be had, and a report to keep.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{RunItemOutcome, What};

/// What was sent to Notion over the last minutes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Traffic {
    /// When the last span ends (RFC 3339).
    pub until: String,
    /// How long each span is.
    pub seconds_each: u32,
    /// How many requests a second are allowed.
    pub allowed: u32,
    /// Nothing is sent before this moment, because Notion asked for it (RFC 3339).
    pub held_until: Option<String>,
    /// How many reads wait now.
    pub waiting: u32,
    /// One span after the other, the oldest first.
    pub spans: Vec<TrafficSpan>,
}

/// What was sent in a few seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TrafficSpan {
    /// Requests.
    pub requests: u32,
    /// The most reads that were waiting; nothing where nobody counted.
    pub waiting: Option<u32>,
}

/// Something that could not be had and still cannot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What kind of thing.
    pub what: What,
    /// Which one.
    pub id: String,
    /// The page or table it belongs to, where that is known.
    pub page: Option<String>,
    /// Its title; may be empty.
    pub title: String,
    /// Whether Notion does not give it, or something went wrong.
    pub outcome: RunItemOutcome,
    /// Why, as a stable word.
    pub reason: String,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the request.
    pub request_id: Option<String>,
    /// The run that could not get it.
    pub run: String,
    /// When that run began (RFC 3339).
    pub time: String,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ReportFormat {
    /// For people.
    Markdown,
    /// For programs: the document of `keepsake runs --json`.
    Json,
}
