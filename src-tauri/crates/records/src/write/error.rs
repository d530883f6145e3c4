//! Why something a person typed cannot be written.

use std::fmt;

use keepsake_text::property::WritableError;

use crate::row::Reason;
use crate::sentence::{Sentence, joined};

/// Why a field cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// There is no such field.
    UnknownField {
        /// What was typed.
        name: String,
        /// The field that was probably meant.
        nearest: Option<String>,
        /// The fields there are.
        known: Vec<String>,
    },
    /// Only Notion changes this field.
    OwnedByNotion {
        /// What the field is called.
        title: String,
    },
    /// Notion computes this field.
    Computed {
        /// What the field is called.
        title: String,
    },
    /// The profile says that this field is never written.
    ReadOnly {
        /// What the field is called.
        title: String,
    },
    /// The data source has no property for this field.
    NotInNotion {
        /// What the field is called.
        title: String,
    },
    /// The field was given twice.
    Twice {
        /// What the field is called.
        title: String,
    },
    /// The words are not a value of this type, or not one that Notion takes.
    NotAValue {
        /// What the field is called.
        title: String,
        /// Why not.
        error: WritableError,
    },
    /// The value breaks the field's rule.
    Refused {
        /// The rule.
        reason: Reason,
        /// The values there may be, when there is a list.
        allowed: Vec<String>,
    },
}

impl fmt::Display for FieldError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownField {
                name,
                nearest: Some(nearest),
                ..
            } => write!(
                formatter,
                "There is no field “{name}”; did you mean {nearest}?"
            ),
            Self::UnknownField { name, known, .. } => write!(
                formatter,
                "There is no field “{name}”; the fields are {}.",
                joined(known.iter().map(String::as_str))
            ),
            Self::OwnedByNotion { title } => write!(
                formatter,
                "{title} belongs to Notion and is never overwritten from here; change it in Notion."
            ),
            Self::Computed { title } => {
                write!(
                    formatter,
                    "{title} is computed by Notion and cannot be written."
                )
            }
            Self::ReadOnly { title } => write!(
                formatter,
                "{title} is only read, as the profile says; change it in Notion."
            ),
            Self::NotInNotion { title } => write!(
                formatter,
                "The data source has no property for {title}; add it in Notion and apply the profile again."
            ),
            Self::Twice { title } => write!(formatter, "{title} was given twice; give it once."),
            Self::NotAValue { title, error } => write!(formatter, "{title}: {error}."),
            Self::Refused { reason, allowed } if allowed.is_empty() => {
                write!(formatter, "{reason}.")
            }
            Self::Refused { reason, allowed } => write!(
                formatter,
                "{reason}. It is one of {}.",
                joined(allowed.iter().map(String::as_str))
            ),
        }
    }
}

impl Sentence for FieldError {
    fn code(&self) -> &'static str {
        match self {
            Self::UnknownField { .. } => "field-unknown",
            Self::OwnedByNotion { .. } => "field-owned-by-notion",
            Self::Computed { .. } => "field-computed",
            Self::ReadOnly { .. } => "field-read-only",
            Self::NotInNotion { .. } => "field-not-in-notion",
            Self::Twice { .. } => "field-twice",
            Self::NotAValue { .. } => "field-not-a-value",
            Self::Refused { reason, .. } => reason.code(),
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownField {
                name,
                nearest,
                known,
            } => vec![
                ("name", name.clone()),
                ("nearest", nearest.clone().unwrap_or_default()),
                ("known", joined(known.iter().map(String::as_str))),
            ],
            Self::OwnedByNotion { title }
            | Self::Computed { title }
            | Self::ReadOnly { title }
            | Self::NotInNotion { title }
            | Self::Twice { title } => vec![("title", title.clone())],
            Self::NotAValue { title, error } => vec![
                ("title", title.clone()),
                ("detail", error.to_string()),
                ("problem", error.code().to_owned()),
            ],
            Self::Refused { reason, allowed } => {
                let mut arguments = reason.arguments();
                arguments.push(("allowed", joined(allowed.iter().map(String::as_str))));
                arguments
            }
        }
    }
}
