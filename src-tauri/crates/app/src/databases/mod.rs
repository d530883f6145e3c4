//! Every database as a table and a board: which rows, in which order, and the views a person keeps of them.
//!
//! No profile is needed, and nothing is asked of Notion. Leaves out changing rows, which is for records. The rule it
//! protects: what is shown, what is counted and what is saved as CSV come from one query.

mod cells;
mod csv;
mod rows;
mod schema;
mod source;
mod typed;
mod views;
mod wish;

pub use typed::TableWish;
