//! What two-way sync keeps: what was changed here and is not settled, what is on its way to Notion, and what became of
//! every change.
//!
//! Leaves out deciding: the engine compares base, local and remote. The rule it protects: a person's edit is in `copies` or
//! `creations` from its commit on until the commit that says Notion has it, and its text stays in the history after that.

pub(crate) mod audits;
pub(crate) mod brakes;
pub(crate) mod conflicts;
pub(crate) mod copies;
pub(crate) mod creation_steps;
pub(crate) mod creations;
pub(crate) mod edits;
pub(crate) mod history;
pub(crate) mod outbox;
pub(crate) mod parts;
pub(crate) mod trash_plan;
pub(crate) mod unsettled;

#[cfg(test)]
mod conflicts_tests;
#[cfg(test)]
mod copies_tests;
#[cfg(test)]
mod creations_tests;
#[cfg(test)]
mod model_tests;
#[cfg(test)]
mod outbox_tests;
#[cfg(test)]
mod removal_tests;
#[cfg(test)]
mod speed_tests;
#[cfg(test)]
mod trash_tests;
