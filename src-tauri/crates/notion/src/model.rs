//! What Notion's objects look like, as far as Keepsake looks at them.
//!
//! The fields that decisions rest on are typed; values that are shown or stored as they are (rich text, properties,
//! icons) stay JSON; everything else is in `extra`. All times are UTC.

pub(crate) mod block;
pub(crate) mod comment;
pub(crate) mod data_source;
pub(crate) mod database;
pub(crate) mod file_upload;
pub(crate) mod object;
pub(crate) mod page;
pub(crate) mod page_markdown;
pub(crate) mod parent;
pub(crate) mod property;
pub(crate) mod user;

#[cfg(test)]
mod tests;
