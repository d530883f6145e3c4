//! Why a row is not valid, and what was put right in one that is.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::profile::PropertyKind;
use crate::sentence::{Sentence, joined};

/// A rule that a value breaks. `title` is what people call the field.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "snake_case")]
pub enum Reason {
    /// There is no value, or a blank one.
    Missing {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
    },
    /// The value is not one of the allowed ones.
    Unknown {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
        /// The value.
        value: String,
    },
    /// The text is too long.
    TooLong {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
        /// How many characters there may be.
        limit: usize,
        /// How many there are.
        length: usize,
    },
    /// The text is too short.
    TooShort {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
        /// How many characters there have to be.
        limit: usize,
        /// How many there are.
        length: usize,
    },
    /// The text does not look as it has to.
    NoMatch {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
        /// The expression it has to match.
        pattern: String,
    },
    /// The property has become one of another type.
    WrongType {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
        /// Its type now, as Notion calls it.
        found: String,
        /// The types the field accepts.
        accepted: Vec<PropertyKind>,
    },
}

/// Something about a row that was put right.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// A value that is not allowed, with the default used in its place.
    Replaced {
        /// The key of the field.
        field: String,
        /// What the field is called.
        title: String,
        /// The value in Notion.
        value: String,
        /// The value that is used.
        with: String,
    },
}

impl Reason {
    /// The key of the field.
    #[must_use]
    pub fn field(&self) -> &str {
        match self {
            Self::Missing { field, .. }
            | Self::Unknown { field, .. }
            | Self::TooLong { field, .. }
            | Self::TooShort { field, .. }
            | Self::NoMatch { field, .. }
            | Self::WrongType { field, .. } => field,
        }
    }

    /// What the field is called.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Missing { title, .. }
            | Self::Unknown { title, .. }
            | Self::TooLong { title, .. }
            | Self::TooShort { title, .. }
            | Self::NoMatch { title, .. }
            | Self::WrongType { title, .. } => title,
        }
    }
}

impl Note {
    /// The key of the field.
    #[must_use]
    pub fn field(&self) -> &str {
        let Self::Replaced { field, .. } = self;
        field
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { title, .. } => write!(formatter, "Missing {title}"),
            Self::Unknown { title, value, .. } => {
                write!(formatter, "Unknown {}: {value}", title.to_lowercase())
            }
            Self::TooLong {
                title,
                limit,
                length,
                ..
            } => {
                write!(
                    formatter,
                    "{title} is longer than {limit} characters ({length})"
                )
            }
            Self::TooShort {
                title,
                limit,
                length,
                ..
            } => {
                write!(
                    formatter,
                    "{title} is shorter than {limit} characters ({length})"
                )
            }
            Self::NoMatch { title, pattern, .. } => {
                write!(formatter, "{title} does not match {pattern}")
            }
            Self::WrongType {
                title,
                found,
                accepted,
                ..
            } => write!(
                formatter,
                "{title} is of the type {found} instead of {}",
                joined(accepted.iter().map(|kind| kind.as_str()))
            ),
        }
    }
}

impl Sentence for Reason {
    fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "entry-missing",
            Self::Unknown { .. } => "entry-unknown",
            Self::TooLong { .. } => "entry-too-long",
            Self::TooShort { .. } => "entry-too-short",
            Self::NoMatch { .. } => "entry-no-match",
            Self::WrongType { .. } => "entry-wrong-type",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let mut arguments = vec![
            ("field", self.field().to_owned()),
            ("title", self.title().to_owned()),
        ];
        match self {
            Self::Missing { .. } => {}
            Self::Unknown { title, value, .. } => {
                arguments.push(("name", title.to_lowercase()));
                arguments.push(("value", value.clone()));
            }
            Self::TooLong { limit, length, .. } | Self::TooShort { limit, length, .. } => {
                arguments.push(("limit", limit.to_string()));
                arguments.push(("length", length.to_string()));
            }
            Self::NoMatch { pattern, .. } => arguments.push(("pattern", pattern.clone())),
            Self::WrongType {
                found, accepted, ..
            } => {
                arguments.push(("found", found.clone()));
                arguments.push((
                    "accepted",
                    joined(accepted.iter().map(|kind| kind.as_str())),
                ));
            }
        }
        arguments
    }
}

impl fmt::Display for Note {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Replaced {
            title, value, with, ..
        } = self;
        write!(
            formatter,
            "Unknown {}: {value}; {with} is used",
            title.to_lowercase()
        )
    }
}

impl Sentence for Note {
    fn code(&self) -> &'static str {
        "entry-replaced"
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        let Self::Replaced {
            field,
            title,
            value,
            with,
        } = self;
        vec![
            ("field", field.clone()),
            ("title", title.clone()),
            ("name", title.to_lowercase()),
            ("value", value.clone()),
            ("with", with.clone()),
        ]
    }
}
