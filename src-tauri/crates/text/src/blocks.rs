//! Notion's Markdown as blocks for the block endpoints (Notion API reference: Append block children,
//! Update a block).
//!
//! For the segments that must not, or cannot, be written through `update_content`. Which block
//! stands where, and whether it may be touched, is for the caller; the other way round is
//! [`crate::block::to_markdown`].
//!
//! The rule it protects: text is split where a limit asks for it and never cut, and what a request
//! cannot say is refused with a reason, never left out.

mod inline;
mod languages;
mod refusal;
mod tables;
mod tree;

use serde_json::{Value, json};

use crate::segment::segments;

pub use inline::rich_text_of;
pub(crate) use inline::runs_of_field;
pub use refusal::NotWritable;

/// How many blocks an array may have (Notion API reference: Request limits).
pub(crate) const MOST_CHILDREN: usize = 100;

/// How many blocks a request may have, nested ones included (Notion API reference: Request limits).
const MOST_BLOCKS: usize = 1_000;

/// How many bytes of blocks are put into one request. Notion's limit is 500 kB for the whole body
/// (Notion API reference: Request limits).
const MOST_BYTES: usize = 450_000;

/// The blocks that show this Markdown, children within them, ready to be appended. A request takes
/// 100 of them: see [`batches`].
///
/// # Errors
///
/// Anything a request cannot say: what [`crate::segment::Protection`] names, nesting beyond two
/// levels, tags and attributes that blocks have no field for, and texts whose reading is not
/// certain.
pub fn blocks_of(markdown: &str) -> Result<Vec<Value>, NotWritable> {
    if let Some(protection) = segments(markdown)
        .iter()
        .find_map(|segment| segment.protection)
    {
        return Err(NotWritable::Protected(protection));
    }
    let blocks = tree::read(markdown)?;
    match blocks.iter().map(count).max() {
        Some(count) if count > MOST_BLOCKS => Err(NotWritable::TooMany {
            count,
            limit: MOST_BLOCKS,
        }),
        _ => Ok(blocks),
    }
}

/// The body of a request that gives an existing block of the same type this content: the type's own
/// fields without children, which are blocks of their own. `None` for what is no block.
#[must_use]
pub fn update_of(block: &Value) -> Option<Value> {
    let kind = block.get("type")?.as_str()?;
    let mut content = block.get(kind)?.as_object()?.clone();
    content.shift_remove("children");
    // A table keeps the width it was made with.
    content.shift_remove("table_width");
    Some(json!({ (kind): content }))
}

/// The blocks within a block.
#[must_use]
pub fn children_of(block: &Value) -> &[Value] {
    block
        .get("type")
        .and_then(Value::as_str)
        .and_then(|kind| block.get(kind)?.get("children")?.as_array())
        .map(Vec::as_slice)
        .unwrap_or_default()
}

/// The blocks in groups that each fit into one request, in order.
#[must_use]
pub fn batches(blocks: Vec<Value>) -> Vec<Vec<Value>> {
    let mut found: Vec<Vec<Value>> = Vec::new();
    let (mut many, mut bytes) = (0, 0);
    for block in blocks {
        let (more, longer) = (count(&block), block.to_string().len());
        match found.last_mut() {
            Some(batch)
                if batch.len() < MOST_CHILDREN
                    && many + more <= MOST_BLOCKS
                    && bytes + longer <= MOST_BYTES =>
            {
                batch.push(block);
                (many, bytes) = (many + more, bytes + longer);
            }
            _ => {
                found.push(vec![block]);
                (many, bytes) = (more, longer);
            }
        }
    }
    found
}

/// How many blocks a block is, those within it included.
fn count(block: &Value) -> usize {
    1 + children_of(block).iter().map(count).sum::<usize>()
}

#[cfg(test)]
#[path = "blocks_tests.rs"]
mod tests;
