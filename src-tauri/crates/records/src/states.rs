//! The pipeline of a profile: its states, the names Notion has for them, and where a record may go
//! next.
//!
//! Reading a name and writing a state are lossless together: the exact name is kept beside the state,
//! and a state is written with the name that is already there whenever that name means this state.
//!
//! The rule it protects: no name in Notion is rewritten because of a state it already has, and a name
//! nobody knows is never taken for a state.

use std::fmt;

use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

use crate::profile::{Color, State};
use crate::sentence::{Sentence, joined};

/// The states of a profile in pipeline order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusMap {
    /// The key of the field that holds the name.
    pub field: String,
    /// The state of a record that is new, or whose row breaks the rules.
    pub initial: State,
    /// The states, first to last.
    pub states: Vec<StateRule>,
}

/// One state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateRule {
    /// The state.
    pub state: State,
    /// What people call it, as the heading of a column.
    pub title: String,
    /// Its names in Notion, in pipeline order. Every name belongs to one state only.
    pub names: Vec<String>,
    /// The name that is written when nothing better is known.
    pub written: String,
    /// The states that may come next.
    pub next: Vec<State>,
    /// The colour of its options in a database that is created from the profile.
    pub color: Color,
}

/// What a change of state is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Transition {
    /// Nothing changes.
    Same,
    /// The pipeline goes this way.
    Legal,
    /// The pipeline does not go this way. The change is reported, not undone.
    Jump(Jump),
}

/// A change of state that the pipeline does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    /// The state before.
    pub from: State,
    /// The state after.
    pub to: State,
    /// The states that may follow the one before.
    pub legal: Vec<State>,
}

/// What a person means by a status they typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WantedStatus {
    /// A state; which of its names is written depends on the one that is there.
    State(State),
    /// Exactly this name.
    Name {
        /// The state the name belongs to.
        state: State,
        /// The name.
        name: String,
    },
}

/// How long a record has been in its state, in whole minutes as Notion's formula counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimeInStatus {
    /// Whole minutes; 0 when the beginning lies in the future, as it may between two clocks.
    pub minutes: u64,
}

impl StatusMap {
    /// The rule of a state.
    #[must_use]
    pub fn rule(&self, state: &State) -> Option<&StateRule> {
        self.states.iter().find(|rule| rule.state == *state)
    }

    /// Every name in pipeline order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.states
            .iter()
            .flat_map(|rule| rule.names.iter().map(String::as_str))
    }

    /// The state a name in Notion stands for. Names are compared exactly.
    #[must_use]
    pub fn state_of(&self, name: &str) -> Option<&State> {
        self.states
            .iter()
            .find(|rule| rule.names.iter().any(|known| known == name))
            .map(|rule| &rule.state)
    }

    /// The name to write so that a record is in this state: the one that is there when it already means
    /// this state, otherwise the state's own.
    #[must_use]
    pub fn name_for<'a>(&'a self, state: &State, current: Option<&'a str>) -> Option<&'a str> {
        let rule = self.rule(state)?;
        Some(
            current
                .filter(|current| rule.names.iter().any(|name| name == current))
                .unwrap_or(&rule.written),
        )
    }

    /// What a person means: the exact name of a status first, then a state in any case with spaces,
    /// hyphens or underscores, then the name of a status in any case.
    #[must_use]
    pub fn parse(&self, words: &str) -> Option<WantedStatus> {
        let words = words.trim();
        let named = |name: &str| {
            self.state_of(name).map(|state| WantedStatus::Name {
                state: state.clone(),
                name: name.to_owned(),
            })
        };
        let folded = words.to_lowercase();
        named(words)
            .or_else(|| {
                let state = State::named(folded.replace([' ', '-'], "_"));
                self.rule(&state)
                    .map(|rule| WantedStatus::State(rule.state.clone()))
            })
            .or_else(|| {
                self.names()
                    .find(|name| name.to_lowercase() == folded)
                    .and_then(named)
            })
    }

    /// Whether the pipeline goes from one state to the other.
    #[must_use]
    pub fn check(&self, from: &State, to: &State) -> Transition {
        if from == to {
            return Transition::Same;
        }
        let legal = self
            .rule(from)
            .map(|rule| rule.next.clone())
            .unwrap_or_default();
        if legal.contains(to) {
            Transition::Legal
        } else {
            Transition::Jump(Jump {
                from: from.clone(),
                to: to.clone(),
                legal,
            })
        }
    }
}

impl WantedStatus {
    /// The state that is meant.
    #[must_use]
    pub fn state(&self) -> &State {
        match self {
            Self::State(state) | Self::Name { state, .. } => state,
        }
    }

    /// The name to write, given the one that is there.
    #[must_use]
    pub fn name<'a>(&'a self, map: &'a StatusMap, current: Option<&'a str>) -> Option<&'a str> {
        match self {
            Self::State(state) => map.name_for(state, current),
            Self::Name { name, .. } => Some(name),
        }
    }
}

impl TimeInStatus {
    /// The time between the moment a state began and now.
    #[must_use]
    pub fn between(since: OffsetDateTime, now: OffsetDateTime) -> Self {
        let minutes = (now - since).max(Duration::ZERO).whole_minutes();
        Self {
            minutes: u64::try_from(minutes).unwrap_or(0),
        }
    }
}

impl fmt::Display for TimeInStatus {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} min", self.minutes)
    }
}

impl fmt::Display for Jump {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.legal.is_empty() {
            return write!(
                formatter,
                "{} → {} is not a step of the pipeline: {} is its end",
                self.from, self.to, self.from
            );
        }
        write!(
            formatter,
            "{} → {} is not a step of the pipeline; after {} comes {}",
            self.from,
            self.to,
            self.from,
            joined(self.legal.iter().map(State::as_str))
        )
    }
}

impl Sentence for Jump {
    fn code(&self) -> &'static str {
        if self.legal.is_empty() {
            "record-jump-from-end"
        } else {
            "record-jump"
        }
    }

    fn arguments(&self) -> Vec<(&'static str, String)> {
        vec![
            ("from", self.from.to_string()),
            ("to", self.to.to_string()),
            ("legal", joined(self.legal.iter().map(State::as_str))),
        ]
    }
}

#[cfg(test)]
#[path = "states_tests.rs"]
mod tests;
