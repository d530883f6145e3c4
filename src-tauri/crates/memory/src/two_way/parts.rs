//! The parts of an object that can be changed here, and how they are named.

use std::fmt;

use rusqlite::types::{FromSql, FromSqlError, FromSqlResult, ToSql, ToSqlOutput, ValueRef};

use crate::columns::stored_as_word;

/// A part of an object that can be changed here. Its content is text: of a property its canonical writable JSON, of the
/// body its Markdown, of the place the JSON of the parent, of the trash `true` or `false`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The property with this id.
    Property(String),
    /// The Markdown of a page.
    Body,
    /// The parent.
    Place,
    /// Whether it is in the trash.
    Trash,
}

impl Part {
    /// Which request carries a change of it.
    #[must_use]
    pub const fn outbox(&self) -> OutboxPart {
        match self {
            Self::Property(_) => OutboxPart::Properties,
            Self::Body => OutboxPart::Body,
            Self::Place => OutboxPart::Place,
            Self::Trash => OutboxPart::Trash,
        }
    }

    /// Reads the name that [`fmt::Display`] writes: `property:<id>`, `body`, `place` or `trash`.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "body" => Some(Self::Body),
            "place" => Some(Self::Place),
            "trash" => Some(Self::Trash),
            other => other
                .strip_prefix("property:")
                .map(|id| Self::Property(id.to_owned())),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Property(id) => write!(formatter, "property:{id}"),
            Self::Body => formatter.write_str("body"),
            Self::Place => formatter.write_str("place"),
            Self::Trash => formatter.write_str("trash"),
        }
    }
}

impl ToSql for Part {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for Part {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        let name = value.as_str()?;
        Self::parse(name).ok_or_else(|| FromSqlError::Other(format!("{name:?} is no part").into()))
    }
}

stored_as_word! {
    /// What one mutating request carries: all changed properties of a page go together.
    pub enum OutboxPart {
        /// Its changed properties.
        Properties => "properties",
        /// Its text.
        Body => "body",
        /// Its parent.
        Place => "place",
        /// Its way into the trash or out of it.
        Trash => "trash",
    }
}

stored_as_word! {
    /// Where a change of what is shown came from.
    pub enum Origin {
        /// A person, here.
        Local => "local",
        /// Notion.
        Notion => "notion",
        /// Both, merged.
        Merge => "merge",
        /// A person took a change back, here.
        Undo => "undo",
        /// A conflict was decided.
        Conflict => "conflict",
    }
}
