//! What follows from reading blocks: for the comments on them, or because Markdown could not express them.
//!
//! Pure. Leaves out the paging. The rules it protects: a child page or database is a boundary, not content; a synced
//! copy shows what its original holds, so the original is read, once; a block of an unknown type is kept and counted.

use keepsake_memory::{Change, LedgerItem, Outcome, StoredBlock, What};
use keepsake_notion::{Block, Item};
use keepsake_text::{NotionId, block as text_block};
use serde_json::Value;

use super::{Context, file};
use crate::read::{BlockList, Read};

/// A block as the store keeps it.
#[must_use]
pub fn stored(item: &Item<Block>) -> StoredBlock {
    StoredBlock {
        id: item.value.id,
        kind: item.value.kind.clone(),
        has_children: item.value.has_children,
        raw: item.raw.get().to_owned(),
    }
}

/// Whose children stand below this block, if any have to be read: its own, or those of the original it copies.
#[must_use]
pub fn children_of(block: &Block) -> Option<NotionId> {
    let boundary = matches!(
        block.kind.as_str(),
        "child_page" | "child_database" | "unsupported"
    );
    if !block.has_children || boundary {
        return None;
    }
    let original = block
        .payload()
        .and_then(|payload| payload.get("synced_from"))
        .and_then(|from| from.get("block_id"))
        .and_then(Value::as_str)
        .and_then(|id| id.parse().ok());
    Some(original.unwrap_or(block.id))
}

/// The changes that store one page of a block list read because of comments.
#[must_use]
pub fn list_changes(
    context: &Context,
    page: NotionId,
    parent: NotionId,
    list: &BlockList,
    blocks: &[Item<Block>],
    next_cursor: Option<String>,
) -> Vec<Change> {
    let mut changes = vec![Change::PutBlocks {
        object: page,
        parent,
        first: list.first,
        blocks: blocks.iter().map(stored).collect(),
    }];
    if let Some(cursor) = next_cursor {
        let first = list.first + u32::try_from(blocks.len()).unwrap_or(u32::MAX);
        let read = Read::Blocks {
            page,
            parent,
            list: BlockList {
                at: list.at.followed_by(cursor),
                first,
            },
        };
        changes.push(Change::AddFetch(read.owed(None, 0)));
    }
    for item in blocks {
        if let Some(children) = children_of(&item.value) {
            let read = Read::Blocks {
                page,
                parent: children,
                list: BlockList::default(),
            };
            changes.push(Change::AddFetch(read.owed(None, 0)));
        }
        if context.wants_block_comments
            && !matches!(item.value.kind.as_str(), "child_page" | "child_database")
        {
            changes.push(Change::AddFetch(
                Read::Comments {
                    page,
                    on: item.value.id,
                }
                .owed(None, 0),
            ));
        }
    }
    changes
}

/// One block with everything below it, read because Markdown cannot express it.
#[derive(Debug)]
pub struct Subtree {
    /// The block.
    pub block: Item<Block>,
    /// What stands below it, in order.
    pub children: Vec<Subtree>,
}

/// The text of a subtree in Notion's dialect, children one tab deeper; `None` where nothing of it can be shown.
#[must_use]
pub fn subtree_markdown(subtree: &Subtree) -> Option<String> {
    let value: Value = serde_json::from_str(subtree.block.raw.get()).ok()?;
    let own = text_block::to_markdown(&value);
    let below: Vec<String> = subtree
        .children
        .iter()
        .filter_map(subtree_markdown)
        .collect();
    if own.is_none() && below.is_empty() {
        return None;
    }
    let mut lines: Vec<String> = own.into_iter().collect();
    let indent = if lines.is_empty() { "" } else { "\t" };
    lines.extend(
        below
            .iter()
            .flat_map(|text| text.lines().map(move |line| format!("{indent}{line}"))),
    );
    Some(lines.join("\n"))
}

/// The changes that keep a subtree's blocks, fetch its files and name what nobody understands.
#[must_use]
pub fn subtree_changes(
    context: &Context,
    page: NotionId,
    parent: NotionId,
    place: u32,
    subtree: &Subtree,
) -> Vec<Change> {
    let blocks = vec![stored(&subtree.block)];
    let mut changes = vec![Change::PutBlocks {
        object: page,
        parent,
        first: place,
        blocks,
    }];
    let value: Value = serde_json::from_str(subtree.block.raw.get()).unwrap_or_default();
    for link in text_block::files(&value) {
        changes.extend(file::changes(
            context,
            page,
            &format!("block:{}", subtree.block.value.id),
            &link,
        ));
    }
    if text_block::to_markdown(&value).is_none() {
        let inner = value
            .pointer("/unsupported/block_type")
            .and_then(Value::as_str);
        changes.push(Change::Ledger(LedgerItem {
            what: What::Block,
            id: subtree.block.value.id.to_string(),
            outcome: Outcome::Skipped,
            reason: "unknown_block".to_owned(),
            message: Some(inner.unwrap_or(&subtree.block.value.kind).to_owned()),
            request_id: None,
        }));
    }
    for (place, child) in (0..).zip(&subtree.children) {
        changes.extend(subtree_changes(
            context,
            page,
            subtree.block.value.id,
            place,
            child,
        ));
    }
    changes
}
