//! Records: the rows of a database that a profile is applied to, their history, and changes that are made here.

use serde::{Deserialize, Serialize};
use specta::Type;

/// All records of a profile, unless they are what the face has already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordList {
    /// Different whenever a record is.
    pub revision: String,
    /// The records, lately edited first; nothing where the face's revision is the current one.
    pub records: Option<Vec<RecordRow>>,
}

/// One record as lists and cards show it, with the changes made here that Notion does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordRow {
    /// Its Notion page id; of one that was made here and not sent yet, a provisional one.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The channel's id; empty where it has none.
    pub channel: String,
    /// The topic.
    pub topic: String,
    /// The state.
    pub state: RecordState,
    /// The exact name of the status in Notion, also where it is none of the 26.
    pub notion_status: String,
    /// `Low`, `Normal` or `High`.
    pub priority: String,
    /// When it was made (RFC 3339).
    pub created_time: Option<String>,
    /// When it was last edited (RFC 3339).
    pub updated_time: Option<String>,
    /// Since when it has its state (RFC 3339).
    pub state_since: Option<String>,
    /// Whether it fulfils the profile.
    pub valid: bool,
    /// Why not.
    pub reasons: Vec<Reason>,
    /// Changes made here that Notion does not have yet.
    pub waiting: u32,
    /// Whether it needs a decision.
    pub conflict: bool,
}

/// The nine states of a record, in pipeline order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RecordState {
    /// Not yet planned, or not valid.
    Draft,
    /// Waiting to be worked on.
    Pending,
    /// Being worked on.
    Processing,
    /// Waiting for a person's judgement.
    AwaitingReview,
    /// Judged to be good.
    Approved,
    /// Judged to be not good.
    Rejected,
    /// Done.
    Completed,
    /// Ended with an error.
    Failed,
    /// To be tried once more.
    Retry,
}

/// Why a record is not valid, or what was noticed about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Reason {
    /// What is wrong.
    pub kind: ReasonKind,
    /// The name of the property.
    pub field: String,
    /// The reason as it is logged, as in `Missing Title`.
    pub text: String,
    /// What was found; empty where nothing was.
    pub found: String,
    /// What was probably meant; empty where nothing comes near.
    pub suggestion: String,
    /// Characters it has, where it is too long.
    pub length: Option<u32>,
    /// Characters it may have.
    pub limit: Option<u32>,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ReasonKind {
    /// It is empty.
    Missing,
    /// The channel is none of the configured ones.
    UnknownChannel,
    /// The status is none of the names of the profile.
    UnknownStatus,
    /// It has too many characters.
    TooLong,
    /// Another rule of the profile; `text` says which.
    Other,
}

/// One record with everything about it but its history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordDetail {
    /// The record as lists show it.
    pub record: RecordRow,
    /// The profile it belongs to.
    pub profile: String,
    /// Where it is in Notion; nothing for what is not there.
    pub url: Option<String>,
    /// Every field of the profile with its value.
    pub fields: Vec<RecordField>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecordField {
    /// What the profile calls it.
    pub key: String,
    /// Its value as text; empty where it has none.
    pub value: String,
    /// What Notion still has, where a change made here has not been sent.
    pub in_notion: Option<String>,
}

/// A field with the value it is to have.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldChange {
    /// What the profile calls it.
    pub key: String,
    /// The value; of the status one of the exact names.
    pub value: String,
}

/// What became of a change that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangeAnswer {
    /// The record as it is now.
    pub record: RecordRow,
    /// Nothing was changed, because the state cannot be reached from where the record is: ask, and ask for it again as meant.
    pub unusual: Option<UnusualMove>,
}

/// A change of state that the pipeline does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnusualMove {
    /// The name of the status it has.
    pub from: String,
    /// The name of the status it was to have.
    pub to: String,
    /// The states that can be reached.
    pub next: Vec<RecordState>,
}

/// One change of a record, made here or in Notion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HistoryEntry {
    /// Its number in the history.
    pub id: String,
    /// What was changed.
    pub part: HistoryPart,
    /// The name of the property, where it was one.
    pub field: String,
    /// What made the change.
    pub origin: HistoryOrigin,
    /// Who, where it is known.
    pub who: Option<String>,
    /// When (RFC 3339).
    pub time: String,
    /// What there was before.
    pub before: String,
    /// What there was after.
    pub after: String,
    /// Whether it can be taken back from here.
    pub undoable: bool,
    /// Whether it has been taken back.
    pub undone: bool,
}

/// What taking a change back would write over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Overtaken {
    /// What was changed.
    pub part: HistoryPart,
    /// The name of the property; empty for other parts.
    pub field: String,
    /// What is in Notion now.
    pub in_notion: String,
    /// What waits here to be sent, where the same was changed here since.
    pub here: Option<String>,
    /// What taking back would write.
    pub would_write: String,
}

/// What was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryPart {
    /// A property.
    Property,
    /// The text of the page.
    Body,
    /// Where the page lies.
    Place,
    /// Whether it is in the trash.
    Trash,
    /// All of a page that Notion does not have yet.
    Page,
}

/// What made a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HistoryOrigin {
    /// A person, here.
    Local,
    /// Somebody in Notion.
    Notion,
    /// Both, in different places of the same text.
    Merge,
    /// Somebody took a change back.
    Undo,
    /// A decision about a conflict.
    Conflict,
}

/// A change made here that Notion does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WaitingChange {
    /// The page's Notion id.
    pub page: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// What was changed.
    pub part: HistoryPart,
    /// The name of the property, where it was one.
    pub field: String,
    /// What Notion has.
    pub before: String,
    /// What it will have.
    pub after: String,
    /// Since when it waits (RFC 3339).
    pub since: String,
}
