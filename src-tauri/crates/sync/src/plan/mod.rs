//! The planner: from one answer of Notion and what the memory holds, the changes to make.
//!
//! Everything in here is a pure function over plain data and returns a list of [`keepsake_memory::Change`]s that are
//! applied in one transaction: what the answer said, the read it settles and the reads it leads to. Leaves out
//! requests, time and the store. The rule it protects: whatever is not stored is named, and nothing is decided twice.

pub mod block;
pub mod body;
pub mod comment;
pub mod container;
pub mod failure;
pub mod file;
pub mod linked;
pub mod listing;
pub mod object;
pub mod pending;
pub mod property;
pub mod query;
pub mod remark;
pub mod round;
pub mod text;

use keepsake_text::NotionId;
use time::OffsetDateTime;

/// What the plans of one run have in common.
#[derive(Clone, Debug)]
pub struct Context {
    /// The origin the API is served from: files from there are Notion's own.
    pub api_origin: String,
    /// Larger attachments are named and skipped, in bytes.
    pub max_file_bytes: u64,
    /// Attachments are part of this run.
    pub wants_files: bool,
    /// Comments on pages are part of this run.
    pub wants_page_comments: bool,
    /// Comments on blocks, too; then block trees are read.
    pub wants_block_comments: bool,
    /// The newest `last_edited_time` any answer has shown.
    pub newest: Option<OffsetDateTime>,
    /// Notion's own clock at the latest listing of this run.
    pub listed_at: Option<OffsetDateTime>,
    /// Set once Notion has refused comments: the id of that request. The others are not asked for then.
    pub comments_refused: Option<Option<String>>,
    /// The connection's own user: edits by it may be our own.
    pub bot: NotionId,
}
