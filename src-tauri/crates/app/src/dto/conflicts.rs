//! What needs a person's decision: conflicts, a plan that stopped, changes that Notion refuses.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::HistoryPart;

/// Everything that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Decisions {
    /// Plans that stopped because they would take away too much.
    pub brakes: Vec<Brake>,
    /// Pages that were changed on both sides, the oldest first.
    pub conflicts: Vec<ConflictSummary>,
    /// Changes made here that could not be sent.
    pub parked: Vec<ParkedChange>,
}

/// A page that was changed on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConflictSummary {
    /// The page's Notion id.
    pub page: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The title of what it lies in; empty at the top.
    pub place: String,
    /// Properties that need a decision.
    pub properties: u32,
    /// Segments of its text that need a decision.
    pub segments: u32,
    /// One side put it into the trash, the other one changed it.
    pub trash: Option<TrashedWhere>,
}

/// Which side put a page into the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TrashedWhere {
    /// This computer.
    Here,
    /// Notion.
    Notion,
}

/// A conflict with everything that is needed to decide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConflictDetail {
    /// The page and what it is about.
    pub summary: ConflictSummary,
    /// Where it is in Notion.
    pub url: Option<String>,
    /// When both sides last agreed (RFC 3339).
    pub base_time: Option<String>,
    /// When it was changed here (RFC 3339).
    pub here_time: Option<String>,
    /// When it was changed in Notion (RFC 3339).
    pub notion_time: Option<String>,
    /// Who changed it in Notion, where it is known.
    pub notion_who: Option<String>,
    /// The properties.
    pub properties: Vec<PropertyConflict>,
    /// The segments of the text, in the order of the page.
    pub segments: Vec<SegmentConflict>,
}

/// A property that was changed on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PropertyConflict {
    /// The conflict's number.
    pub id: String,
    /// The property's name.
    pub name: String,
    /// What both sides had.
    pub base: String,
    /// What it is here.
    pub here: String,
    /// What it is in Notion.
    pub notion: String,
    /// The values it may take; empty where anything goes.
    pub options: Vec<String>,
}

/// A segment of a page's text that was changed on both sides, as Markdown. Empty text: the segment is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SegmentConflict {
    /// The conflict's number, with the segment's place in it.
    pub id: String,
    /// The heading it stands under; empty where there is none.
    pub under: String,
    /// What both sides had.
    pub base: String,
    /// What it is here.
    pub here: String,
    /// What it is in Notion.
    pub notion: String,
}

/// What a person decides about a page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Decision {
    /// The page's Notion id.
    pub page: String,
    /// Which side is kept.
    pub keep: Keep,
    /// With `edited`: what every property and segment is to be.
    pub results: Vec<DecidedResult>,
}

/// Which side is kept. The other one stays in the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Keep {
    /// Notion's; of a page that Notion trashed: its trash.
    Notion,
    /// The one from here, which is written to Notion; of a page that Notion trashed: it is restored there.
    Here,
    /// Both: the one from here on a second page; of a page that Notion trashed: it stays here only.
    Both,
    /// What the person wrote.
    Edited,
}

/// What a property or a segment is to be.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DecidedResult {
    /// The id of the property's or segment's conflict.
    pub id: String,
    /// The value.
    pub value: String,
}

/// A plan that stopped because it would take away too much. Nothing of it has been done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Brake {
    /// Where things would be taken away.
    pub direction: BrakeDirection,
    /// The title of the database, or nothing for the whole workspace.
    pub database: Option<String>,
    /// Pages that would go.
    pub planned: u32,
    /// Pages there are.
    pub total: u32,
    /// Titles of the first of them, at most ten.
    pub titles: Vec<String>,
    /// When it stopped (RFC 3339).
    pub asked_time: String,
}

/// Where things would be taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum BrakeDirection {
    /// Here, because they went to the trash in Notion.
    Here,
    /// In Notion, because they went to the trash here.
    Notion,
}

/// A change made here that could not be sent, and is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ParkedChange {
    /// Its number in the outbox.
    pub id: String,
    /// The page's Notion id.
    pub page: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// What was changed.
    pub part: HistoryPart,
    /// The name of the property, where it was one.
    pub field: String,
    /// Why, as a stable word.
    pub reason: String,
    /// What Notion said.
    pub message: Option<String>,
    /// Notion's id of the request.
    pub request_id: Option<String>,
    /// Since when it waits (RFC 3339).
    pub since: String,
    /// When it is tried again by itself (RFC 3339); nothing if only a person or a change can help.
    pub next_try: Option<String>,
}
