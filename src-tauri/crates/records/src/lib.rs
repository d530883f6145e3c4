//! What turns the rows of a Notion data source into records: profiles with their rules, the check of a
//! schema against a profile, validation, states with their transitions, saved views and the board, and
//! the reading of what a person types into values that Notion takes.
//!
//! This crate is pure: no files, no network, no clock. Profiles and channels come in as texts, pages and
//! data sources as Notion's JSON, moments as values.
//!
//! The rule it protects: what a row means is decided in one place, from the profile and the row alone,
//! so that every face and every run says the same.

pub mod board;
pub mod builtin;
pub mod channels;
pub mod explain;
mod mapping;
mod nearest;
pub mod profile;
pub mod row;
pub mod schema;
mod sentence;
pub mod states;
pub mod view;
mod words;
pub mod write;

pub use board::board;
pub use channels::{ChannelProblem, ChannelTrouble, Channels, Shape};
pub use explain::explain;
pub use mapping::{MappedProperty, Mapping};
pub use profile::{Field, Profile, ProfileRefused, State};
pub use row::{Note, Reason, Row, validate};
pub use schema::{Difference, SchemaReport, Severity, compare, database_body, repairs};
pub use sentence::Sentence;
pub use states::{Jump, StatusMap, TimeInStatus, Transition};
pub use view::{evaluate_view, views};
pub use write::{FieldError, new_row, write_value};

#[cfg(test)]
mod fixtures;
