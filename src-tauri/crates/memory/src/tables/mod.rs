//! Databases as tables: rows sorted, filtered and grouped by any property, and the views a person keeps of them.
//!
//! Notion's JSON is packed, so SQL cannot look into it. What can be compared of it lies beside it, made when a table is
//! first looked at and forgotten when its row changes ([`cells`]). Leaves out what a type of property means: whoever asks
//! for the cells brings that along.

pub(crate) mod cells;
pub(crate) mod query;
pub(crate) mod rows;
pub(crate) mod views;

#[cfg(test)]
mod operators_tests;
#[cfg(test)]
mod rows_tests;
#[cfg(test)]
mod speed_tests;
#[cfg(test)]
mod views_tests;
