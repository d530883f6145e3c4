//! What a profile file should have had at a place: the small choices that sentences about problems are made of.
//!
//! Leaves out the sentences (`problem`, `told`). The rule it protects: a choice crosses to a catalogue as a word, never as a
//! phrase in English.

use std::fmt;

use crate::words::words;

words! {
    /// What kind of value is expected.
    Expected {
        /// `true` or `false`.
        Flag = "flag",
        /// A whole number that is not negative.
        Number = "number",
        /// A list of texts.
        Texts = "texts",
        /// A table.
        Table = "table",
        /// A list of tables.
        Tables = "tables",
        /// A text.
        Text = "text",
        /// A list, or where the values come from.
        ListOrChannels = "list-or-channels",
        /// A text, or a table with a name.
        TextOrTable = "text-or-table",
    }
}

words! {
    /// Which letters a name has.
    Letters {
        /// Lower case letters, digits and underscores.
        Underscores = "underscores",
        /// Lower case letters, digits and hyphens.
        Hyphens = "hyphens",
        /// As with underscores, but for the word that stands for the internal state.
        NotState = "not-state",
    }
}

words! {
    /// How many values an operator takes.
    Takes {
        /// None.
        Nothing = "none",
        /// One or more.
        Several = "several",
        /// Exactly one.
        One = "one",
    }
}

/// How a default breaks the rule of its own field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokenRule {
    /// It is not one of the allowed values.
    NotAllowed,
    /// It has more characters than this.
    Longer(usize),
    /// It has fewer characters than this.
    Shorter(usize),
    /// It does not match this pattern.
    NoMatch(String),
}

impl Expected {
    pub(super) const fn english(self) -> &'static str {
        match self {
            Self::Flag => "true or false",
            Self::Number => "a whole number from 0",
            Self::Texts => "a list of texts",
            Self::Table => "a table",
            Self::Tables => "a list of tables",
            Self::Text => "a text in quotes",
            Self::ListOrChannels => "a list, or `{ from = \"channels\" }`",
            Self::TextOrTable => "a text, or a table with a name",
        }
    }
}

impl Letters {
    pub(super) const fn english(self) -> &'static str {
        match self {
            Self::Underscores => "lower case letters, digits and underscores",
            Self::Hyphens => "lower case letters, digits and hyphens",
            Self::NotState => {
                "any word but “state”, which stands for the internal state, and lower case letters, digits and underscores"
            }
        }
    }
}

impl Takes {
    pub(super) const fn english(self) -> &'static str {
        match self {
            Self::Nothing => "no value; leave `value` out",
            Self::Several => "one or more values; write `value = [\"Low\", \"Normal\"]`",
            Self::One => "one value; write `value = \"High\"`",
        }
    }
}

impl BrokenRule {
    /// The word of the rule, and what it says: a number of characters or a pattern.
    pub(super) fn told(&self) -> (&'static str, String) {
        match self {
            Self::NotAllowed => ("not-allowed", String::new()),
            Self::Longer(limit) => ("longer", limit.to_string()),
            Self::Shorter(limit) => ("shorter", limit.to_string()),
            Self::NoMatch(pattern) => ("no-match", pattern.clone()),
        }
    }
}

impl fmt::Display for BrokenRule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAllowed => formatter.write_str("it is not one of the allowed values"),
            Self::Longer(limit) => write!(formatter, "it is longer than {limit} characters"),
            Self::Shorter(limit) => write!(formatter, "it is shorter than {limit} characters"),
            Self::NoMatch(pattern) => write!(formatter, "it does not match `{pattern}`"),
        }
    }
}
