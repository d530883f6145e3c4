//! Profiles: the rules that turn the rows of a data source into records.
//!
//! The types here are what a profile says once it has been read and found free of contradictions;
//! [`read`](fn@read) makes them from a TOML file. Which property of which data source a field belongs to
//! is not part of a profile but of a [`crate::Mapping`].
//!
//! The rule it protects: a profile that cannot be kept in full is refused as a whole, with every
//! problem named, before any row is looked at.

mod check;
mod choices;
mod collector;
mod expected;
mod field;
mod fields;
mod parts;
mod pattern;
mod problem;
mod read;
mod section;
mod states;
mod told;

use serde::{Deserialize, Serialize};

pub use choices::{Color, Direction, Keep, Matching, OnUnknown, Operator, Policy, PropertyKind};
pub use expected::{BrokenRule, Expected, Letters, Takes};
pub use field::{Allowed, Choice, Field};
pub use pattern::Pattern;
pub use problem::{Contradiction, ProblemKind, ProfileProblem, ProfileRefused};
pub use read::read;

use crate::states::StatusMap;

/// The rules of one kind of record.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// Names the profile in commands: lower case letters, digits and hyphens.
    pub name: String,
    /// What people call it; also the title of a database that is created from it.
    pub title: String,
    /// What one row is called, as in “video”.
    pub row: String,
    /// The fields in the order in which they are shown.
    pub fields: Vec<Field>,
    /// The pipeline.
    pub status: StatusMap,
    /// Which state makes work start, if any does.
    pub queue: Option<Queue>,
    /// Saved filters, as written; [`crate::view::views`] spells out those that stand for several.
    pub views: Vec<View>,
    /// How records stand on a board.
    pub board: Board,
    /// How the text of a page is kept in step.
    pub text: TextRule,
    /// Whether a row that breaks the rules gets a comment in Notion that says what is missing.
    pub comment_on_invalid: bool,
}

/// The state whose valid records get exactly one local job.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queue {
    /// The state.
    pub state: State,
}

/// A saved filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct View {
    /// What it is called. `{value}` stands for the value when `for_each` is set.
    pub name: String,
    /// Whether all conditions have to hold or any one of them.
    pub matching: Matching,
    /// What has to hold.
    pub filter: Vec<Condition>,
    /// The field (or `state`) whose values group the records.
    pub group_by: Option<String>,
    /// A field with allowed values: there is one such view for each of them.
    pub for_each: Option<String>,
}

/// One condition of a saved filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The key of a field, or `state` for the internal state.
    pub field: String,
    /// How the value is compared.
    pub operator: Operator,
    /// What it is compared with: none for `is_empty`, several for `one_of`, otherwise one.
    pub values: Vec<String>,
}

/// How records stand on a board.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// The field whose values are the columns: the status field, or one with allowed values.
    pub group_by: String,
    /// The fields on a card. Every other field stays off it.
    pub card: Vec<String>,
}

/// How the text of a page is kept in step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextRule {
    /// Which way changes go.
    pub direction: Direction,
    /// What happens when both sides changed the same piece.
    pub policy: Policy,
}

/// A state of the pipeline, as `awaiting_review`: lower case letters, digits and underscores.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct State(String);

impl State {
    /// The state of this name. Whether a profile has it is for [`StatusMap::rule`] to say.
    #[must_use]
    pub fn named(name: impl Into<String>) -> Self {
        Self(name.into())
    }

    /// Its name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for State {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Profile {
    /// The field with this key.
    #[must_use]
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The field a person means: by key or by its name in Notion, in any case.
    #[must_use]
    pub fn field_called(&self, words: &str) -> Option<&Field> {
        let folded = words.trim().to_lowercase();
        let key = folded.replace([' ', '-'], "_");
        self.fields
            .iter()
            .find(|field| field.key == key)
            .or_else(|| {
                self.fields
                    .iter()
                    .find(|field| field.property.to_lowercase() == folded)
            })
    }

    /// The field that is the title of the rows.
    #[must_use]
    pub fn title_field(&self) -> Option<&Field> {
        self.fields
            .iter()
            .find(|field| field.types.contains(&PropertyKind::Title))
    }

    /// Whether this field is the one that says where a record stands.
    #[must_use]
    pub fn is_status(&self, field: &Field) -> bool {
        field.key == self.status.field
    }
}

#[cfg(test)]
mod tests;
