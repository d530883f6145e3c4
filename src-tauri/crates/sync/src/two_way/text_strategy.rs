//! How a text gets into Notion without losing what Markdown cannot carry.
//!
//! Pure. Leaves out the text itself ([`super::text_plan`]) and the requests. The rules it protects: a swap of old text for new
//! (`update_content`, the only compare-and-swap there is) is used where nothing else hangs on the blocks; where comments,
//! files or anything that Markdown does not carry is touched, only the proven block is edited; what cannot be proven is not
//! written at all, and neither is the rest of that text.

use std::{
    collections::{BTreeSet, HashSet},
    hash::BuildHasher,
    ops::Range,
};

use keepsake_text::{
    NotionId,
    blocks::{blocks_of, children_of, update_of},
    edits::{EditKind, SegmentEdit, Swap, combine, widen},
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
    /// In one request.
    pub swaps: Vec<Swap>,
    /// Each a request of its own; only where there are no swaps.
    pub blocks: Vec<BlockStep>,
    /// Edits that have to wait until these are done and the page was looked at again, by their index.
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

/// A request with several swaps is only worth it while it makes few other blocks anew.
const LONGEST_SPAN: usize = 12;

/// The blocks of which it has to be known whether comments hang on them: a swap makes every block between its first and
/// its last segment anew, and a request with several swaps all blocks between them.
#[must_use]
pub fn to_check<'a>(
    remote: &str,
    edits: &[SegmentEdit],
    proof: &[usize],
    blocks: &'a [TopBlock],
) -> Vec<&'a TopBlock> {
    let mut segments: BTreeSet<usize> = BTreeSet::new();
    for edit in edits {
        let is_new = edit.range.is_empty();
        if is_new && insert(edit, None).is_ok() {
            continue;
        }
        segments.extend(edit.range.clone());
        segments.extend(widen(remote, edit).map_or(0..0, |swap| swap.segments));
    }
    let replaced: Vec<SegmentEdit> = edits
        .iter()
        .filter(|edit| !edit.range.is_empty())
        .cloned()
        .collect();
    let span = combine(remote, &replaced).span();
    if span.len() <= LONGEST_SPAN {
        segments.extend(span);
    }
    segments
        .into_iter()
        .filter_map(|segment| blocks.get(*proof.get(segment)?))
        .collect()
}

/// The steps that make these edits of a page. `free` are the blocks on which no comments hang, as far as was looked.
///
/// # Errors
/// Why the text cannot be written: a word faces have a sentence for. Nothing of it is written then.
pub fn steps<S: BuildHasher>(
    remote: &str,
    edits: &[SegmentEdit],
    proof: &[usize],
    blocks: &[TopBlock],
    free: &HashSet<NotionId, S>,
) -> Result<Steps, &'static str> {
    let page = Proven { proof, blocks };
    let mut steps = Steps::default();
    let mut by_blocks: Vec<(usize, BlockStep)> = Vec::new();
    let mut swapped: Vec<(usize, SegmentEdit)> = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        if edit.new.iter().any(|segment| segment.protection.is_some()) {
            return Err("not_writable");
        }
        // Something new touches nothing that is there.
        match page.before(edit).map(|after| insert(edit, after)) {
            Some(Ok(step)) => by_blocks.push((index, step)),
            _ if edit.protection.is_none() && page.is_free(&edit.range, free) => {
                swapped.push((index, edit.clone()));
            }
            _ => by_blocks.extend(page.by_blocks(edit)?.into_iter().map(|step| (index, step))),
        }
    }
    let all: Vec<SegmentEdit> = swapped.iter().map(|(_, edit)| edit.clone()).collect();
    let combined = combine(remote, &all);
    if combined.refused.is_empty() && page.is_free(&combined.span(), free) {
        steps.swaps = combined.swaps;
    } else {
        // One at a time, so that no block between two swaps is made anew.
        for (index, edit) in swapped {
            match widen(remote, &edit).filter(|swap| page.is_free(&swap.segments, free)) {
                Some(swap) if steps.swaps.is_empty() => steps.swaps.push(swap),
                Some(_) => steps.later.push(index),
                None => {
                    by_blocks.extend(page.by_blocks(&edit)?.into_iter().map(|step| (index, step)))
                }
            }
        }
    }
    if steps.swaps.is_empty() {
        steps.blocks = by_blocks.into_iter().map(|(_, step)| step).collect();
    } else {
        // A swap gives new ids to what it makes anew, so blocks are looked at again first.
        steps
            .later
            .extend(by_blocks.into_iter().map(|(index, _)| index));
        steps.later.sort_unstable();
        steps.later.dedup();
    }
    Ok(steps)
}

/// A page whose segments are proven to be its blocks.
struct Proven<'a> {
    proof: &'a [usize],
    blocks: &'a [TopBlock],
}

impl Proven<'_> {
    fn block(&self, segment: usize) -> Option<&TopBlock> {
        self.blocks.get(*self.proof.get(segment)?)
    }

    fn own(&self, range: &Range<usize>) -> Vec<&TopBlock> {
        range
            .clone()
            .filter_map(|segment| self.block(segment))
            .collect()
    }

    /// Whether nothing hangs on these segments that a swap would lose.
    fn is_free<S: BuildHasher>(&self, range: &Range<usize>, free: &HashSet<NotionId, S>) -> bool {
        let own = self.own(range);
        own.len() == range.len()
            && own
                .iter()
                .all(|block| free.contains(&block.id) && !is_lossy_in_markdown(&block.raw))
    }

    /// Behind which block an edit puts something new: `Some(None)` is before them all, `None` is nowhere.
    fn before(&self, edit: &SegmentEdit) -> Option<Option<NotionId>> {
        let block = |segment: usize| Some(Some(self.block(segment)?.id));
        match edit.kind {
            EditKind::Insert { after: Some(after) } => block(after),
            EditKind::Insert { after: None } => Some(None),
            EditKind::Append => self.proof.len().checked_sub(1).map_or(Some(None), block),
            EditKind::Replace | EditKind::Delete => None,
        }
    }

    fn by_blocks(&self, edit: &SegmentEdit) -> Result<Vec<BlockStep>, &'static str> {
        let own = self.own(&edit.range);
        if own.len() != edit.range.len() {
            return Err("unprovable");
        }
        match edit.kind {
            EditKind::Delete => {
                let drops_pages = matches!(
                    edit.protection,
                    Some(Protection::ChildPage | Protection::ChildDatabase)
                );
                if drops_pages || own.iter().any(|block| holds_pages(&block.raw)) {
                    return Err("would_drop_pages");
                }
                let steps = own
                    .iter()
                    .map(|block| BlockStep::Delete { block: block.id });
                Ok(steps.collect())
            }
            EditKind::Replace => change(edit, &own).map(|step| vec![step]),
            EditKind::Insert { .. } | EditKind::Append => Err("not_writable"),
        }
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
    let has_children = block.raw.get("has_children").and_then(Value::as_bool) == Some(true);
    if kind(&block.raw) != kind(&new) || has_children || !children_of(&new).is_empty() {
        return Err("unprovable");
    }
    let body = update_of(&new).ok_or("unprovable")?;
    Ok(BlockStep::Change {
        block: block.id,
        body,
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
