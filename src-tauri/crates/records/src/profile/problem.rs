//! What can be wrong with a profile file, said so that it can be mended at once.
//!
//! A problem names the file, the line, the column and the key, and says what to write instead.

use std::fmt;

use thiserror::Error;

use super::expected::{BrokenRule, Expected, Letters, Takes};
use crate::sentence::{joined, quoted};

/// A profile that was refused, with everything that is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", .problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct ProfileRefused {
    /// The problems in the order of the file; never empty.
    pub problems: Vec<ProfileProblem>,
}

/// One thing that is wrong with a profile file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileProblem {
    /// The name of the file as it was given.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1.
    pub column: usize,
    /// Where in the profile, as in `fields.topic.max_length`; empty for the file as a whole.
    pub key: String,
    /// What is wrong and what to write.
    pub what: ProblemKind,
}

/// What is wrong, and what to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProblemKind {
    /// The file is not TOML.
    NotToml {
        /// The parser's words.
        detail: String,
    },
    /// There is no such key.
    UnknownKey {
        /// The key that was probably meant.
        nearest: Option<String>,
        /// The keys there are at this place.
        known: Vec<String>,
    },
    /// A key is needed and not there.
    MissingKey {
        /// A line to write.
        example: String,
    },
    /// The value is of another kind.
    WrongKind {
        /// What is expected.
        expected: Expected,
        /// What is there, in TOML's words.
        found: &'static str,
        /// A line to write.
        example: String,
    },
    /// The word is not one of those that mean something here.
    NotOneOf {
        /// The word.
        found: String,
        /// The word that was probably meant.
        nearest: Option<String>,
        /// The words there are.
        known: Vec<String>,
    },
    /// The name is not made of the letters a name has.
    BadName {
        /// The name.
        found: String,
        /// Which letters are allowed.
        allowed: Letters,
        /// A name like it that would do.
        instead: String,
    },
    /// The pattern cannot be read.
    BadPattern {
        /// The parser's words.
        detail: String,
    },
    /// The same name is used twice.
    Twice {
        /// The name.
        found: String,
        /// The line of its first use.
        first_line: usize,
    },
    /// The value is empty.
    Blank {
        /// A line to write.
        example: String,
    },
    /// Two things that cannot both hold.
    Contradiction(Contradiction),
}

/// Two things in a profile that cannot both hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// `min_length` is larger than `max_length`.
    Lengths {
        /// The fewest characters.
        min: usize,
        /// The most characters.
        max: usize,
    },
    /// A length or a pattern for something that is not a text.
    RuleForNoText {
        /// The type of the field.
        kind: String,
    },
    /// Allowed values for something that is not chosen.
    ChoiceForNoChoice {
        /// The type of the field.
        kind: String,
    },
    /// The default is not a value the field may have.
    DefaultNotAllowed {
        /// The default.
        default: String,
        /// Why not.
        reason: BrokenRule,
    },
    /// `on_unknown = "default"` without a default.
    NoDefault,
    /// Notion computes the field, and the profile wants to write it.
    Computed {
        /// The type of the field.
        kind: String,
    },
    /// An expression for a field that is not a formula.
    FormulaForNoFormula,
    /// More than one field is the title, or none.
    Titles {
        /// How many are.
        count: usize,
    },
    /// The title field accepts other types as well.
    TitleAlone,
    /// The status field is not a choice.
    StatusNotChosen {
        /// The type of the field.
        kind: String,
    },
    /// The name written for a state is not one of its names.
    WrittenNotOfState {
        /// The name written.
        written: String,
        /// The names of the state.
        names: Vec<String>,
    },
    /// Notion takes no comma in the name of an option.
    CommaInOption {
        /// The name.
        name: String,
    },
    /// Notion takes at most 100 options from the API.
    TooManyOptions {
        /// How many there are.
        count: usize,
    },
    /// The operator takes another number of values.
    OperatorValues {
        /// The operator.
        operator: String,
        /// How many it takes.
        takes: Takes,
    },
    /// Views can be made for each value only of a field with allowed values.
    NoValues {
        /// The field.
        field: String,
    },
}

impl fmt::Display for ProfileProblem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{}, line {}, column {}",
            self.file, self.line, self.column
        )?;
        if !self.key.is_empty() {
            write!(formatter, ", {}", self.key)?;
        }
        write!(formatter, ": {}", self.what)
    }
}

impl fmt::Display for ProblemKind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotToml { detail } => write!(formatter, "this is not TOML ({detail})"),
            Self::UnknownKey {
                nearest: Some(nearest),
                ..
            } => write!(formatter, "there is no such key; write `{nearest}`"),
            Self::UnknownKey { known, .. } => write!(
                formatter,
                "there is no such key; the keys here are {}",
                joined(known.iter().map(String::as_str))
            ),
            Self::MissingKey { example } => write!(formatter, "is missing; write `{example}`"),
            Self::WrongKind {
                expected,
                found,
                example,
            } => write!(
                formatter,
                "has to be {}, and this is of TOML's type {found}; write `{example}`",
                expected.english()
            ),
            Self::NotOneOf {
                found,
                nearest: Some(nearest),
                ..
            } => write!(formatter, "there is no “{found}”; write “{nearest}”"),
            Self::NotOneOf { found, known, .. } if known.is_empty() => {
                write!(
                    formatter,
                    "there is no “{found}”, and nothing else either; leave it out"
                )
            }
            Self::NotOneOf { found, known, .. } => write!(
                formatter,
                "there is no “{found}”; write one of {}",
                quoted(known.iter().map(String::as_str))
            ),
            Self::BadName {
                found,
                allowed,
                instead,
            } => write!(
                formatter,
                "“{found}” is not a name here, which has {} only; write “{instead}”",
                allowed.english()
            ),
            Self::BadPattern { detail } => write!(
                formatter,
                "this pattern cannot be read ({detail}); write a regular expression such as `[A-Z]{{2}}-[0-9]+`"
            ),
            Self::Twice { found, first_line } => write!(
                formatter,
                "“{found}” is already used in line {first_line}; write another name"
            ),
            Self::Blank { example } => write!(formatter, "is empty; write `{example}`"),
            Self::Contradiction(contradiction) => contradiction.fmt(formatter),
        }
    }
}

impl fmt::Display for Contradiction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lengths { min, max } => write!(
                formatter,
                "at least {min} and at most {max} characters cannot both hold; write `min_length = {max}` or less"
            ),
            Self::RuleForNoText { kind } => write!(
                formatter,
                "a {kind} has no characters to count; leave this key out"
            ),
            Self::ChoiceForNoChoice { kind } => write!(
                formatter,
                "a {kind} is not chosen from a list; leave this key out, or write `types = [\"select\"]`"
            ),
            Self::DefaultNotAllowed { default, reason } => write!(
                formatter,
                "the default “{default}” breaks the field's own rule ({reason}); write an allowed value"
            ),
            Self::NoDefault => formatter.write_str(
                "there is no default to use; write a `default`, or `on_unknown = \"refuse\"`",
            ),
            Self::Computed { kind } => write!(
                formatter,
                "Notion computes a {kind}, so it is never written; write `read_only = true`"
            ),
            Self::FormulaForNoFormula => formatter.write_str(
                "only a formula has an expression; leave this key out, or write `types = [\"formula\"]`",
            ),
            Self::Titles { count: 0 } => formatter.write_str(
                "no field is the title of the rows; write `types = [\"title\"]` in one field",
            ),
            Self::Titles { count } => write!(
                formatter,
                "{count} fields are the title of the rows; write `types = [\"title\"]` in one field only"
            ),
            Self::TitleAlone => formatter.write_str(
                "a title is never of another type; write `types = [\"title\"]`",
            ),
            Self::StatusNotChosen { kind } => write!(
                formatter,
                "the status field is a {kind}; write `types = [\"select\", \"status\"]` in that field"
            ),
            Self::WrittenNotOfState { written, names } => write!(
                formatter,
                "“{written}” is not one of the names of this state; write one of {}",
                quoted(names.iter().map(String::as_str))
            ),
            Self::CommaInOption { name } => write!(
                formatter,
                "Notion takes no comma in an option; write “{}”",
                name.replace(", ", " ").replace(',', " ")
            ),
            Self::TooManyOptions { count } => write!(
                formatter,
                "there are {count} names, and Notion takes at most 100 options; leave some out"
            ),
            Self::OperatorValues { operator, takes } => {
                write!(formatter, "`{operator}` takes {}", takes.english())
            }
            Self::NoValues { field } => write!(
                formatter,
                "the field “{field}” has no list of allowed values; name a field that has one"
            ),
        }
    }
}
