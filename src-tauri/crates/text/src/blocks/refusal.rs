//! Why Markdown cannot be written as blocks.

use crate::segment::Protection;

/// Why Markdown cannot be written as blocks without losing something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotWritable {
    /// Something in it must not be rewritten.
    #[error("{0} in it must not be rewritten")]
    Protected(Protection),
    /// It is nested deeper than the two levels of children that a request takes.
    #[error("blocks are nested deeper than a request can say")]
    TooDeep,
    /// Children of a block that can have none.
    #[error("a block has something nested in it that can have nothing")]
    NotNestable,
    /// More items than a request takes.
    #[error("{count} are more than the {limit} that a request takes")]
    TooMany {
        /// How many there are.
        count: usize,
        /// How many there may be.
        limit: usize,
    },
    /// A text, an address or an equation longer than a request takes.
    #[error("{length} characters are more than the {limit} that a request takes")]
    TooLong {
        /// How long it is, in UTF-16 code units.
        length: usize,
        /// How long it may be.
        limit: usize,
    },
    /// A tag that blocks have nothing for, or that stands where it cannot.
    #[error("the tag {tag} cannot be written here")]
    Tag {
        /// The tag as written.
        tag: String,
    },
    /// An attribute that blocks have no field for, or a value that is none of it.
    #[error("the attribute {name} cannot be written here")]
    Attribute {
        /// Its name.
        name: String,
    },
    /// A language that Notion does not know.
    #[error("Notion does not know the language {language}")]
    Language {
        /// Its name.
        language: String,
    },
    /// What may be a custom emoji, which only Notion can look up.
    #[error(":{name}: may be an emoji of the workspace")]
    Emoji {
        /// Its name.
        name: String,
    },
    /// Signs that can be read in more than one way.
    #[error("{text:?} can be read in more than one way")]
    Ambiguous {
        /// The signs.
        text: String,
    },
    /// A table without rows, or whose rows differ in length.
    #[error("the rows of a table differ in length, or there are none")]
    UnevenTable,
}

impl NotWritable {
    /// A word for it that stays the same, to store and to look up a sentence by.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Protected(protection) => protection.code(),
            Self::TooDeep => "too-deep",
            Self::NotNestable => "not-nestable",
            Self::TooMany { .. } => "too-many",
            Self::TooLong { .. } => "too-long",
            Self::Tag { .. } => "tag",
            Self::Attribute { .. } => "attribute",
            Self::Language { .. } => "language",
            Self::Emoji { .. } => "emoji",
            Self::Ambiguous { .. } => "ambiguous",
            Self::UnevenTable => "uneven-table",
        }
    }
}
