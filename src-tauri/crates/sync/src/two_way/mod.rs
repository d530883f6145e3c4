//! Two-way sync: the decisions about what was changed on one side or on both.
//!
//! Everything in here is pure. Leaves out requests and the store ([`crate::Engine`] has both). The rule it protects: every
//! combination of what is here, what is in Notion and what both agreed on last has exactly one answer, and no answer
//! forgets a version that somebody wrote.

pub mod arrived;
pub mod brake;
pub mod creation;
pub mod decide;
pub mod object_plan;
pub mod overlay;
pub mod profile;
pub mod refusal;
pub mod remote;
mod report;
pub mod resolve;
mod rules;
pub mod text_plan;
pub mod text_strategy;

pub use report::{PushReport, RecordReport, Sent};
pub use rules::Rules;
