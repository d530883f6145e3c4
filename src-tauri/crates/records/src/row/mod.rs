//! One row of a data source, held against its profile.
//!
//! Validation never changes anything: a row that breaks a rule is a record in the initial state with its
//! reasons, and the exact name of its status in Notion is kept beside it.
//!
//! The rule it protects: no invalid row is ever queued, and none is ever invalid without a reason per
//! field.

pub mod canonical;
mod comment;
mod moment;
mod reason;
pub(crate) mod rules;
mod validate;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use time::OffsetDateTime;

pub use comment::{SETTLED, comment, is_comment};
pub use reason::{Note, Reason};
pub use validate::validate;

use crate::profile::{Profile, State};

/// A validated row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// What counts, by field: the values in Notion with defaults in place of empty ones. In the forms of
    /// [`canonical`].
    pub values: BTreeMap<String, Value>,
    /// What Notion has, by field, before any default.
    pub observed: BTreeMap<String, Value>,
    /// The title; empty when there is none.
    pub title: String,
    /// The value of the field `channel`; empty when there is none.
    pub channel: String,
    /// The value of the field `topic`; empty when there is none.
    pub topic: String,
    /// The value of the field `story_direction`; empty when there is none.
    pub story_direction: String,
    /// The value of the field `priority`; empty when there is none.
    pub priority: String,
    /// Where the record stands; the initial state when the row is not valid.
    pub state: State,
    /// The exact name of the status in Notion, or the default where Notion has none.
    pub notion_status: String,
    /// Whether every rule holds.
    pub valid: bool,
    /// Which rules do not hold, in the order of the profile's fields.
    pub reasons: Vec<Reason>,
    /// What was put right and should be known.
    pub notes: Vec<Note>,
    /// When the row was made.
    #[serde(with = "time::serde::rfc3339::option")]
    pub created: Option<OffsetDateTime>,
    /// When the row was last edited.
    #[serde(with = "time::serde::rfc3339::option")]
    pub updated: Option<OffsetDateTime>,
}

impl Row {
    /// Whether this row gets a job: it is valid, and in the state that makes work start.
    #[must_use]
    pub fn is_queued(&self, profile: &Profile) -> bool {
        self.valid
            && profile
                .queue
                .as_ref()
                .is_some_and(|queue| queue.state == self.state)
    }
}

#[cfg(test)]
mod tests;
