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

use crate::read::Read;

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

impl Context {
    /// Whether a read is part of this run. What an import still owes was decided by the options it began with, and those may
    /// have become narrower since.
    #[must_use]
    pub fn wants(&self, read: &Read) -> bool {
        match read {
            Read::File { .. } => self.wants_files,
            Read::Comments { page, on } if page == on => self.wants_page_comments,
            // Trees of blocks are read for the comments on them alone.
            Read::Comments { .. } | Read::Blocks { .. } => self.wants_block_comments,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{BlockList, FileRead, ShownAs};

    #[test]
    fn what_is_owed_is_asked_for_only_while_the_options_want_it() {
        let (page, block) = (NotionId::from_bytes([1; 16]), NotionId::from_bytes([2; 16]));
        let file = Read::File {
            object: page,
            file: FileRead {
                place: "body".to_owned(),
                identity: "identity".to_owned(),
                url: "https://files.example/1".to_owned(),
                name: "plan.pdf".to_owned(),
                kind: ShownAs::File,
            },
        };
        let on_page = Read::Comments { page, on: page };
        let on_block = Read::Comments { page, on: block };
        let blocks = Read::Blocks {
            page,
            parent: page,
            list: BlockList::default(),
        };
        let body = Read::Body { page };
        let all = [&file, &on_page, &on_block, &blocks, &body];
        for (files, pages, trees, wanted) in [
            (true, true, true, [true; 5]),
            (false, true, true, [false, true, true, true, true]),
            (true, true, false, [true, true, false, false, true]),
            (false, false, false, [false, false, false, false, true]),
        ] {
            let context = Context {
                api_origin: "https://api.notion.com".to_owned(),
                max_file_bytes: 1_000,
                wants_files: files,
                wants_page_comments: pages,
                wants_block_comments: trees,
                newest: None,
                listed_at: None,
                comments_refused: None,
                bot: block,
            };
            assert_eq!(all.map(|read| context.wants(read)), wanted);
        }
    }
}
