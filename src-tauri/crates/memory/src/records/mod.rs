//! Profiles applied to data sources, and what their rows are as validated records.
//!
//! Leaves out validating: which rows are due is told here, what they are is told by the engine. The rule it protects: a row
//! that changed since it was validated is due, whoever changed it.

pub(crate) mod due;
pub(crate) mod jobs;
pub(crate) mod profiles;
pub(crate) mod rows;
pub(crate) mod transitions;

#[cfg(test)]
mod due_tests;
#[cfg(test)]
mod records_tests;
#[cfg(test)]
mod test_rows;
