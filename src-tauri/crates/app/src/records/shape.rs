//! What a record is to a face.
//!
//! The rule it protects: a record that Notion has and one that was only made here look the same.

use keepsake_memory::{Creation, RecordJobState, StoredRecord};
use keepsake_records::{Note, Reason, Row};
use keepsake_sync::two_way::profile::Applied;

use crate::dto;
use crate::error::AppError;
use crate::profiles;
use crate::sentences;
use crate::words::Words;

/// A record with the changes made here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Its Notion page id; of one that was made here and is not in Notion yet, a provisional one.
    pub id: String,
    /// The profile it belongs to, by name.
    pub profile: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// The channel's id; empty where it has none.
    pub channel: String,
    /// The topic.
    pub topic: String,
    /// The story direction, as Markdown.
    pub story_direction: String,
    /// The internal state.
    pub status: String,
    /// The exact name of its status in Notion, also where it is none of the profile's.
    pub notion_status: String,
    /// The priority.
    pub priority: String,
    /// When it was made (RFC 3339).
    pub created: Option<String>,
    /// When it was last edited (RFC 3339).
    pub updated: Option<String>,
    /// Since when it has its state (RFC 3339); nothing for one that is not in Notion yet.
    pub state_since: Option<String>,
    /// Whether it fulfils the profile.
    pub valid: bool,
    /// Why not.
    pub reasons: Vec<RecordReason>,
    /// What was put right without being wrong.
    pub notes: Vec<String>,
    /// The job that it has because it is queued.
    pub job: Option<JobSeen>,
    /// The fields with a change made here that Notion does not have yet.
    pub waiting: Vec<String>,
    /// Whether it needs a decision.
    pub conflict: bool,
    /// The reasons as the window has them.
    pub(crate) shown_reasons: Vec<dto::Reason>,
    /// Reasons and notes as they were found, for sentences in any language.
    pub(crate) told: (Vec<Reason>, Vec<Note>),
}

/// Why a record is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordReason {
    /// The key of the field.
    pub field: String,
    /// The reason, as in `Missing Title`.
    pub text: String,
}

/// The job of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobSeen {
    /// Its number.
    pub id: String,
    /// Where it stands, as a stable word.
    pub state: &'static str,
}

impl Record {
    /// Why it is not valid, in sentences.
    #[must_use]
    pub fn reasons_in(&self, words: &Words) -> Vec<String> {
        let reasons = self.told.0.iter();
        reasons.map(|one| sentences::said(one, words)).collect()
    }

    /// What was put right without being wrong, in sentences.
    #[must_use]
    pub fn notes_in(&self, words: &Words) -> Vec<String> {
        let notes = self.told.1.iter();
        notes.map(|one| sentences::said(one, words)).collect()
    }

    /// A record as the store has it; job, waiting and conflict are left open.
    pub(crate) fn of(applied: &Applied, stored: StoredRecord) -> Result<Self, AppError> {
        let reasons: Vec<Reason> =
            serde_json::from_str(&stored.reasons).map_err(AppError::internal)?;
        let notes: Vec<Note> = serde_json::from_str(&stored.notes).map_err(AppError::internal)?;
        Ok(Self {
            id: stored.object.to_string(),
            profile: applied.profile.name.clone(),
            title: stored.title,
            channel: stored.channel.unwrap_or_default(),
            topic: stored.topic.unwrap_or_default(),
            story_direction: stored.story_direction.unwrap_or_default(),
            status: stored.state,
            notion_status: stored.notion_status.unwrap_or_default(),
            priority: stored.priority.unwrap_or_default(),
            created: stored.created_time.map(dto::moment),
            updated: stored.updated_time.map(dto::moment),
            state_since: Some(dto::moment(stored.state_since)),
            valid: stored.valid,
            notes: notes.iter().map(ToString::to_string).collect(),
            job: None,
            waiting: Vec::new(),
            conflict: false,
            shown_reasons: shown(applied, &reasons),
            reasons: said(&reasons),
            told: (reasons, notes),
        })
    }

    /// A record as its row says; job, waiting and conflict are left open.
    pub(crate) fn of_row(applied: &Applied, id: String, row: Row) -> Self {
        Self {
            id,
            profile: applied.profile.name.clone(),
            title: row.title,
            channel: row.channel,
            topic: row.topic,
            story_direction: row.story_direction,
            status: row.state.to_string(),
            notion_status: row.notion_status,
            priority: row.priority,
            created: row.created.map(dto::moment),
            updated: row.updated.map(dto::moment),
            state_since: None,
            valid: row.valid,
            notes: row.notes.iter().map(ToString::to_string).collect(),
            job: None,
            waiting: Vec::new(),
            conflict: false,
            shown_reasons: shown(applied, &row.reasons),
            reasons: said(&row.reasons),
            told: (row.reasons, row.notes),
        }
    }

    /// A record that Notion has not made yet.
    pub(crate) fn of_creation(applied: &Applied, creation: &Creation, row: Row) -> Self {
        let given = row.values.iter().filter(|(_, value)| !is_empty(value));
        let waiting = given.map(|(key, _)| key.clone()).collect();
        Self {
            waiting,
            created: Some(dto::moment(creation.created_time)),
            updated: Some(dto::moment(creation.changed_time)),
            state_since: Some(dto::moment(creation.created_time)),
            ..Self::of_row(applied, creation.provisional.to_string(), row)
        }
    }
}

fn said(reasons: &[Reason]) -> Vec<RecordReason> {
    let reasons = reasons.iter().map(|reason| RecordReason {
        field: reason.field().to_owned(),
        text: reason.to_string(),
    });
    reasons.collect()
}

fn shown(applied: &Applied, reasons: &[Reason]) -> Vec<dto::Reason> {
    let reasons = reasons.iter();
    reasons
        .map(|reason| profiles::reason(reason, &applied.channels))
        .collect()
}

fn is_empty(value: &serde_json::Value) -> bool {
    keepsake_records::row::canonical::texts(value).is_empty()
}

/// The word for where a job stands.
pub(super) const fn job_word(state: RecordJobState) -> &'static str {
    match state {
        RecordJobState::Waiting => "waiting",
        RecordJobState::Taken => "taken",
        RecordJobState::Done => "done",
        RecordJobState::Withdrawn => "withdrawn",
    }
}
