//! What a field asks for, in a sentence.

use std::fmt;

use crate::channels::Channels;
use crate::profile::{Allowed, Direction, Field, OnUnknown, Policy, Profile, PropertyKind};
use crate::schema::options;
use crate::sentence::{Sentence, counted, joined};

/// The rule of a field: the clauses of one sentence about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// What the field is called.
    pub title: String,
    /// What is said about it, in order. Never empty.
    pub clauses: Vec<Clause>,
}

/// One thing that is said about a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// It must have a value.
    NotBlank,
    /// It may be empty.
    MayBeEmpty,
    /// It has at most so many characters.
    AtMost(usize),
    /// It has at least so many characters.
    AtLeast(usize),
    /// It matches an expression.
    Matches(String),
    /// It is one of these.
    OneOf(Vec<String>),
    /// It is one of the configured channels.
    Channel(Vec<String>),
    /// It is one of the names of the pipeline.
    StatusName {
        /// How many names there are.
        names: usize,
        /// How many states they stand for.
        states: usize,
    },
    /// It is this when it is empty.
    Default(String),
    /// It is this when it is empty or something else.
    DefaultForUnknown(String),
    /// Notion computes it.
    Computed,
    /// It is only read.
    OnlyRead,
    /// Notion owns it.
    OwnedByNotion,
    /// Only changes made here go out.
    OwnedHere,
    /// When both sides change it, this happens.
    BothChanged(Policy),
}

/// Explains the rule of a field, or nothing when the profile has no such field. The field is named by its
/// key or its name in Notion.
#[must_use]
pub fn explain(profile: &Profile, channels: &Channels, field: &str) -> Option<Explanation> {
    let field = profile.field_called(field)?;
    let mut clauses = value_clauses(profile, channels, field);
    clauses.push(direction_clause(field));
    Some(Explanation {
        title: field.property.clone(),
        clauses,
    })
}

fn value_clauses(profile: &Profile, channels: &Channels, field: &Field) -> Vec<Clause> {
    let mut clauses = Vec::new();
    if field.is_computed() {
        return clauses;
    }
    match (&field.allowed, options(profile, channels, field)) {
        (Allowed::Anything, _) | (_, None) => {}
        (Allowed::Channels, Some(choices)) => {
            clauses.push(Clause::Channel(
                choices.into_iter().map(|choice| choice.name).collect(),
            ));
        }
        (Allowed::Status, Some(choices)) => clauses.push(Clause::StatusName {
            names: choices.len(),
            states: profile.status.states.len(),
        }),
        (Allowed::Listed(_), Some(choices)) => {
            clauses.push(Clause::OneOf(
                choices.into_iter().map(|choice| choice.name).collect(),
            ));
        }
    }
    match (&field.default, field.on_unknown) {
        (Some(default), OnUnknown::Default) => {
            clauses.push(Clause::DefaultForUnknown(default.clone()))
        }
        (Some(default), OnUnknown::Refuse) => clauses.push(Clause::Default(default.clone())),
        (None, _) if field.required => clauses.insert(0, Clause::NotBlank),
        (None, _) if !field.read_only => clauses.insert(0, Clause::MayBeEmpty),
        (None, _) => {}
    }
    clauses.extend(field.min_length.map(Clause::AtLeast));
    clauses.extend(field.max_length.map(Clause::AtMost));
    clauses.extend(
        field
            .pattern
            .as_ref()
            .map(|pattern| Clause::Matches(pattern.as_str().to_owned())),
    );
    clauses
}

fn direction_clause(field: &Field) -> Clause {
    let made_by_notion = field
        .types
        .first()
        .is_some_and(|kind: &PropertyKind| kind.is_computed());
    if made_by_notion {
        Clause::Computed
    } else if field.read_only {
        Clause::OnlyRead
    } else {
        match field.direction {
            Direction::FromNotion => Clause::OwnedByNotion,
            Direction::ToNotion => Clause::OwnedHere,
            Direction::Both => Clause::BothChanged(field.policy),
        }
    }
}

impl Explanation {
    /// The sentence about the value alone, without who may change it: “Topic must not be blank and has at
    /// most 1000 characters.”
    #[must_use]
    pub fn value_rule(&self) -> Option<String> {
        let clauses: Vec<&Clause> = self
            .clauses
            .iter()
            .filter(|clause| clause.is_about_the_value())
            .collect();
        (!clauses.is_empty()).then(|| sentence(&self.title, &clauses))
    }
}

impl Clause {
    fn is_about_the_value(&self) -> bool {
        !matches!(
            self,
            Self::Computed
                | Self::OnlyRead
                | Self::OwnedByNotion
                | Self::OwnedHere
                | Self::BothChanged(_)
        )
    }
}

fn sentence(title: &str, clauses: &[&Clause]) -> String {
    let clauses: Vec<String> = clauses.iter().map(ToString::to_string).collect();
    match clauses.split_last() {
        None => format!("{title}."),
        Some((only, [])) => format!("{title} {only}."),
        Some((last, before)) => format!("{title} {} and {last}.", before.join(", ")),
    }
}

impl fmt::Display for Explanation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (about, who): (Vec<&Clause>, Vec<&Clause>) = self
            .clauses
            .iter()
            .partition(|clause| clause.is_about_the_value());
        if about.is_empty() {
            return formatter.write_str(&sentence(&self.title, &who));
        }
        formatter.write_str(&sentence(&self.title, &about))?;
        if who.is_empty() {
            return Ok(());
        }
        formatter.write_str(" ")?;
        formatter.write_str(&sentence("It", &who))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotBlank => formatter.write_str("must not be blank"),
            Self::MayBeEmpty => formatter.write_str("may be empty"),
            Self::AtMost(most) => write!(formatter, "has at most {}", counted(*most, "character")),
            Self::AtLeast(least) => {
                write!(formatter, "has at least {}", counted(*least, "character"))
            }
            Self::Matches(pattern) => write!(formatter, "matches {pattern}"),
            Self::OneOf(names) => write!(
                formatter,
                "is one of {}",
                joined(names.iter().map(String::as_str))
            ),
            Self::Channel(names) if names.is_empty() => formatter
                .write_str("is one of the configured channels, of which there are none yet"),
            Self::Channel(names) => write!(
                formatter,
                "is one of the configured channels ({})",
                joined(names.iter().map(String::as_str))
            ),
            Self::StatusName { names, states } => {
                write!(
                    formatter,
                    "is one of the {names} names of the {states} states"
                )
            }
            Self::Default(value) => write!(formatter, "is {value} when it is empty"),
            Self::DefaultForUnknown(value) => {
                write!(formatter, "is {value} when it is empty or anything else")
            }
            Self::Computed => formatter.write_str("is made by Notion and never written"),
            Self::OnlyRead => formatter.write_str("is only read"),
            Self::OwnedByNotion => {
                formatter.write_str("belongs to Notion and is never overwritten")
            }
            Self::OwnedHere => {
                formatter.write_str("is written from here, and changes in Notion are not taken")
            }
            Self::BothChanged(Policy::Local) => formatter
                .write_str("may change on either side; when both did, the change made here wins"),
            Self::BothChanged(Policy::Notion) => formatter.write_str(
                "may change on either side; when both did, the change made in Notion wins",
            ),
            Self::BothChanged(Policy::Newest) => formatter
                .write_str("may change on either side; when both did, the later change wins"),
            Self::BothChanged(Policy::Ask) => {
                formatter.write_str("may change on either side; when both did, a person decides")
            }
        }
    }
}

impl Sentence for Clause {
    fn code(&self) -> &'static str {
        match self {
            Self::NotBlank => "rule-not-blank",
            Self::MayBeEmpty => "rule-may-be-empty",
            Self::AtMost(_) => "rule-at-most",
            Self::AtLeast(_) => "rule-at-least",
            Self::Matches(_) => "rule-matches",
            Self::OneOf(_) => "rule-one-of",
            Self::Channel(_) => "rule-channel",
            Self::StatusName { .. } => "rule-status-name",
            Self::Default(_) => "rule-default",
            Self::DefaultForUnknown(_) => "rule-default-for-unknown",
            Self::Computed => "rule-computed",
            Self::OnlyRead => "rule-only-read",
            Self::OwnedByNotion => "rule-owned-by-notion",
            Self::OwnedHere => "rule-owned-here",
            Self::BothChanged(_) => "rule-both-changed",
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::AtMost(count) | Self::AtLeast(count) => vec![("count", count.to_string())],
            Self::Matches(pattern) => vec![("pattern", pattern.clone())],
            Self::OneOf(names) | Self::Channel(names) => {
                vec![("names", joined(names.iter().map(String::as_str)))]
            }
            Self::StatusName { names, states } => {
                vec![("names", names.to_string()), ("states", states.to_string())]
            }
            Self::Default(value) | Self::DefaultForUnknown(value) => vec![("value", value.clone())],
            Self::BothChanged(policy) => vec![("policy", policy.to_string())],
            Self::NotBlank
            | Self::MayBeEmpty
            | Self::Computed
            | Self::OnlyRead
            | Self::OwnedByNotion
            | Self::OwnedHere => Vec::new(),
        }
    }
}

#[cfg(test)]
#[path = "explain_tests.rs"]
mod tests;
