//! What Keepsake knows about text: Notion's ids, its enhanced Markdown, its rich text and property
//! values, and how they become plain text, passages, safe HTML and stable hashes.
//!
//! This crate is pure: no input or output, no clock, no network. Every function takes whatever
//! Notion (or an attacker who writes into a shared page) sends and returns a value; none of them
//! panics and none takes more than linear time.

mod align;
pub mod block;
pub mod blocks;
pub mod canonical;
pub mod dialect;
pub mod differences;
pub mod edits;
pub mod file_name;
pub mod files;
pub mod hosted;
pub mod html;
pub mod ids;
pub mod merge;
pub mod property;
pub mod rich_text;
pub mod segment;

pub use canonical::ContentHash;
pub use files::{FileKind, FileLink};
pub use ids::NotionId;
