//! How a text gets into Notion without losing what Markdown cannot carry.
//!
//! Pure. Leaves out the text itself ([`super::text_plan`]) and the requests. The rules it protects: a swap of old text for new
//! (`update_content`, the only compare-and-swap there is) is used where nothing else hangs on the blocks; where comments,
//! files or anything that Markdown does not carry is touched, only the proven block is edited; what cannot be proven is not
//! written at all, and neither is the rest of that text.

use std::collections::HashSet;

use keepsake_text::{
    NotionId,
    blocks::blocks_of,
    edits::{EditKind, Refusal, SegmentEdit, Swap, combine},
    segment::{Protection, Segment, SegmentKind, is_lossy_in_markdown, segments},
};
use serde_json::Value;

/// A block of the first level of a page.
#[derive(Clone, Debug, PartialEq)]
pub struct TopBlock {
    /// Its id.
    pub id: NotionId,
    /// As Notion shows it.
    pub raw: Value,
}

/// One request that edits blocks.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockStep {
    /// The content of a block becomes another one; its id, comments and children stay.
    Change {
        /// The block.
        block: NotionId,
        /// The body of the request.
        body: Value,
    },
    /// Blocks are added.
    Insert {
        /// Behind this block, or before them all.
        after: Option<NotionId>,
        /// The new blocks.
        children: Vec<Value>,
    },
    /// A block goes, with everything below it.
    Delete {
        /// The block.
        block: NotionId,
    },
}

/// Everything that is to be done for one text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Steps {
    /// In one request, before the others.
    pub swaps: Vec<Swap>,
    /// Each a request of its own.
    pub blocks: Vec<BlockStep>,
    /// Edits that have to wait until these are done, by their index.
    pub later: Vec<usize>,
}

/// Which block each segment with words is; `None` when that cannot be proven.
#[must_use]
pub fn prove(remote: &str, blocks: &[TopBlock]) -> Option<Vec<usize>> {
    let mut proof = Vec::new();
    let mut next = 0;
    for segment in filled(remote) {
        loop {
            let block = blocks.get(next)?;
            next += 1;
            if segment.is_block(&block.raw) {
                proof.push(next - 1);
                break;
            }
            if !shows_nothing(&block.raw) {
                return None;
            }
        }
    }
    let rest = blocks.get(next..).unwrap_or_default();
    rest.iter()
        .all(|block| shows_nothing(&block.raw))
        .then_some(proof)
}

/// The blocks that edits touch: their comments decide how they are edited.
#[must_use]
pub fn touched<'a>(
    edits: &[SegmentEdit],
    proof: &[usize],
    blocks: &'a [TopBlock],
) -> Vec<&'a TopBlock> {
    edits
        .iter()
        .flat_map(|edit| proof.get(edit.range.clone()).unwrap_or_default())
        .filter_map(|index| blocks.get(*index))
        .collect()
}

/// The steps that make these edits of a page.
///
/// # Errors
/// Why the text cannot be written: a word faces have a sentence for. Nothing of it is written then.
pub fn steps<S: std::hash::BuildHasher>(
    remote: &str,
    edits: &[SegmentEdit],
    proof: &[usize],
    blocks: &[TopBlock],
    commented: &HashSet<NotionId, S>,
) -> Result<Steps, &'static str> {
    let mut steps = Steps::default();
    let mut swapped = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        if edit.new.iter().any(|segment| segment.protection.is_some()) {
            return Err("not_writable");
        }
        let own = touched(std::slice::from_ref(edit), proof, blocks);
        let hangs =
            |block: &&TopBlock| commented.contains(&block.id) || is_lossy_in_markdown(&block.raw);
        if edit.protection.is_none() && !own.iter().any(hangs) {
            swapped.push((index, edit.clone()));
        } else {
            steps.blocks.extend(by_blocks(edit, &own)?);
        }
    }
    let swaps: Vec<SegmentEdit> = swapped.iter().map(|(_, edit)| edit.clone()).collect();
    let combined = combine(remote, &swaps);
    for (place, refusal) in combined.refused {
        let Some((index, edit)) = swapped.get(place) else {
            continue;
        };
        match refusal {
            Refusal::NotNow => steps.later.push(*index),
            Refusal::Protected(_) | Refusal::NotUnique | Refusal::Stale => {
                let own = touched(std::slice::from_ref(edit), proof, blocks);
                let before = before(edit, proof, blocks);
                steps.blocks.extend(match (edit.kind, before) {
                    (EditKind::Insert { .. } | EditKind::Append, Some(after)) => {
                        vec![insert(edit, after)?]
                    }
                    _ => by_blocks(edit, &own)?,
                });
            }
        }
    }
    steps.swaps = combined.swaps;
    Ok(steps)
}

/// Behind which block an edit puts something new: `Some(None)` is before them all, `None` is nowhere.
fn before(edit: &SegmentEdit, proof: &[usize], blocks: &[TopBlock]) -> Option<Option<NotionId>> {
    let block = |segment: usize| {
        let index = proof.get(segment)?;
        Some(Some(blocks.get(*index)?.id))
    };
    match edit.kind {
        EditKind::Insert { after: Some(after) } => block(after),
        EditKind::Insert { after: None } => Some(None),
        EditKind::Append => proof.len().checked_sub(1).map_or(Some(None), block),
        EditKind::Replace | EditKind::Delete => None,
    }
}

fn by_blocks(edit: &SegmentEdit, own: &[&TopBlock]) -> Result<Vec<BlockStep>, &'static str> {
    if own.len() != edit.range.len() {
        return Err("unprovable");
    }
    match edit.kind {
        EditKind::Delete => {
            if own.iter().any(|block| holds_pages(&block.raw))
                || matches!(
                    edit.protection,
                    Some(Protection::ChildPage | Protection::ChildDatabase)
                )
            {
                return Err("would_drop_pages");
            }
            Ok(own
                .iter()
                .map(|block| BlockStep::Delete { block: block.id })
                .collect())
        }
        EditKind::Replace => change(edit, own).map(|step| vec![step]),
        EditKind::Insert { .. } | EditKind::Append => Err("unprovable"),
    }
}

/// One block becomes another one of its type, if nothing of it is lost by that.
fn change(edit: &SegmentEdit, own: &[&TopBlock]) -> Result<BlockStep, &'static str> {
    let ([block], [new]) = (own, edit.new.as_slice()) else {
        return Err("unprovable");
    };
    if edit.protection.is_some() || is_lossy_in_markdown(&block.raw) {
        return Err("unprovable");
    }
    let mut written = written(&new.text)?;
    let (Some(new), true) = (written.pop(), written.is_empty()) else {
        return Err("unprovable");
    };
    let kind = |value: &Value| value.get("type").and_then(Value::as_str).map(str::to_owned);
    let (Some(old_kind), Some(new_kind)) = (kind(&block.raw), kind(&new)) else {
        return Err("unprovable");
    };
    let has_children = block.raw.get("has_children").and_then(Value::as_bool) == Some(true);
    let content = new.get(&new_kind).cloned().unwrap_or_default();
    if old_kind != new_kind || has_children || content.get("children").is_some() {
        return Err("unprovable");
    }
    let mut body = serde_json::Map::new();
    body.insert(new_kind, content);
    Ok(BlockStep::Change {
        block: block.id,
        body: Value::Object(body),
    })
}

fn insert(edit: &SegmentEdit, after: Option<NotionId>) -> Result<BlockStep, &'static str> {
    let mut children = Vec::new();
    for segment in &edit.new {
        children.extend(written(&segment.text)?);
    }
    Ok(BlockStep::Insert { after, children })
}

/// Markdown as blocks.
fn written(markdown: &str) -> Result<Vec<Value>, &'static str> {
    blocks_of(markdown).map_err(|_refusal| "not_writable")
}

/// Whether deleting a block would delete pages.
fn holds_pages(raw: &Value) -> bool {
    matches!(
        raw.get("type").and_then(Value::as_str),
        Some("child_page" | "child_database")
    )
}

/// Whether Markdown shows nothing of a block: a paragraph without words.
fn shows_nothing(raw: &Value) -> bool {
    raw.get("type").and_then(Value::as_str) == Some("paragraph")
        && raw
            .pointer("/paragraph/rich_text")
            .and_then(Value::as_array)
            .is_some_and(Vec::is_empty)
        && raw.get("has_children").and_then(Value::as_bool) != Some(true)
}

/// The segments that have words.
fn filled(markdown: &str) -> Vec<Segment<'_>> {
    let mut found = segments(markdown);
    found.retain(|segment| segment.kind != SegmentKind::Blank);
    found
}

#[cfg(test)]
#[path = "text_strategy_tests.rs"]
mod tests;
