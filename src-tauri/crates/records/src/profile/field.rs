//! One field of a profile: which property it is and what a value has to be.

use super::{Color, Direction, Keep, OnUnknown, Pattern, Policy, PropertyKind};

/// A field of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Names the field in commands and in the store: lower case letters, digits and underscores.
    pub key: String,
    /// The name of its property in Notion.
    pub property: String,
    /// The types of property that are accepted; the first is the one a new database gets.
    pub types: Vec<PropertyKind>,
    /// Whether a row without a value is refused. A blank text is no value.
    pub required: bool,
    /// What an empty value means. Notion has no defaults of its own for select properties.
    pub default: Option<String>,
    /// The fewest characters (Unicode scalar values).
    pub min_length: Option<usize>,
    /// The most characters (Unicode scalar values).
    pub max_length: Option<usize>,
    /// What the whole text has to look like.
    pub pattern: Option<Pattern>,
    /// Which values there may be.
    pub allowed: Allowed,
    /// What happens to other values.
    pub on_unknown: OnUnknown,
    /// Which way changes go.
    pub direction: Direction,
    /// What happens when both sides changed it.
    pub policy: Policy,
    /// Whether it is never written, not even when a record is made here.
    pub read_only: bool,
    /// What is kept of a text.
    pub keep: Keep,
    /// The expression of a formula in a database that is created from the profile.
    pub formula: Option<String>,
}

/// Which values a field may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Allowed {
    /// Whatever its type allows.
    Anything,
    /// These, in the order of their options.
    Listed(Vec<Choice>),
    /// The ids of the configured channels.
    Channels,
    /// The names of the status map.
    Status,
}

/// One allowed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The name of the option, exactly.
    pub name: String,
    /// Its colour in a database that is created from the profile.
    pub color: Color,
}

impl Field {
    /// Whether every accepted type is made by Notion.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.types.iter().all(|kind| kind.is_computed())
    }

    /// Whether a value that Notion already has may be changed here.
    #[must_use]
    pub fn is_edited_here(&self) -> bool {
        !self.read_only && !self.is_computed() && self.direction != Direction::FromNotion
    }

    /// Whether a record that is made here may be given a value.
    #[must_use]
    pub fn is_given_at_creation(&self) -> bool {
        !self.read_only && !self.is_computed()
    }
}
