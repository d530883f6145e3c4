//! From what Notion shows to what it should show, as edits of segments.
//!
//! An edit is written through Notion's `update_content`, whose rule that the old text must occur
//! exactly once is the only compare-and-swap there is ([`combine`]), or through the block endpoints,
//! for which an edit says what was where. Which of the two is for the caller to decide.
//!
//! The rule it protects: a swap replaces what it was made for or fails. Its old text occurs once in
//! the whole page, and it never takes along what must not be rewritten.

mod swaps;

use std::ops::Range;

use crate::align::changes;
use crate::segment::{Protection, Segment, SegmentKind, segments};

pub use swaps::{Combined, Refusal, Swap, combine, widen};

/// One change of a page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SegmentEdit {
    /// The segments of the remote text that are replaced; empty for something new.
    pub range: Range<usize>,
    /// What stands there, from the first segment's text to the last one's; empty for something new.
    pub old: String,
    /// What shall stand there; empty for a removal.
    pub new: Vec<NewSegment>,
    /// What is done.
    pub kind: EditKind,
    /// Why what stands there must not be rewritten, if so.
    pub protection: Option<Protection>,
}

/// A segment that shall be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSegment {
    /// What it is.
    pub kind: SegmentKind,
    /// Its text, without a line end.
    pub text: String,
    /// Why it cannot be written through Markdown, if so.
    pub protection: Option<Protection>,
}

/// What an edit does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EditKind {
    /// Puts something in the place of something.
    Replace,
    /// Puts something behind the segment with this index, or before them all.
    Insert {
        /// The segment before the new ones.
        after: Option<usize>,
    },
    /// Takes something out.
    Delete,
    /// Puts something behind the last segment.
    Append,
}

impl SegmentEdit {
    /// The first reason not to write this edit through Markdown, in what is there or in what shall
    /// be.
    #[must_use]
    pub fn obstacle(&self) -> Option<Protection> {
        self.protection
            .or_else(|| self.new.iter().find_map(|segment| segment.protection))
    }
}

/// The edits that make `remote` show what `wanted` shows, in order and without overlaps. Indices
/// count the segments of `remote` ([`segments`]). Blank lines are no difference: Notion drops them.
#[must_use]
pub fn edits(remote: &str, wanted: &str) -> Vec<SegmentEdit> {
    let (old, new) = (filled(remote), filled(wanted));
    changes(&old, &new)
        .into_iter()
        .map(|change| {
            let stands = old.get(change.base.clone()).unwrap_or_default();
            let shall = new.get(change.side).unwrap_or_default();
            let kind = match (stands.is_empty(), shall.is_empty()) {
                (false, false) => EditKind::Replace,
                (false, true) => EditKind::Delete,
                (true, _) if change.base.start == old.len() => EditKind::Append,
                (true, _) => EditKind::Insert {
                    after: change.base.start.checked_sub(1),
                },
            };
            SegmentEdit {
                old: text_of(remote, stands).to_owned(),
                range: change.base,
                new: shall.iter().map(NewSegment::of).collect(),
                kind,
                protection: stands.iter().find_map(|segment| segment.protection),
            }
        })
        .collect()
}

/// The remote text with these edits made, which must be in order and without overlaps.
#[must_use]
pub fn apply(remote: &str, edits: &[SegmentEdit]) -> String {
    let stands = filled(remote);
    let edits: Vec<&SegmentEdit> = edits.iter().collect();
    lines(&stands, 0..stands.len(), &edits)
}

/// Whether a write of these edits has left everything else as it was: `now`, the text after it, has every segment of
/// `remote` that no edit names, in order. The numbers of list items, which Notion counts itself, are no difference.
#[must_use]
pub fn spares_the_rest(remote: &str, edits: &[SegmentEdit], now: &str) -> bool {
    let stands = filled(remote);
    let shown = filled(now);
    let mut shown = shown.iter().map(unnumbered);
    stands
        .iter()
        .enumerate()
        .filter(|(index, _)| !edits.iter().any(|edit| edit.range.contains(index)))
        .all(|(_, kept)| shown.any(|found| found == unnumbered(kept)))
}

/// The text of a segment without the number that its first line may begin with.
fn unnumbered<'a>(segment: &Segment<'a>) -> &'a str {
    let text = segment.text;
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    if rest.starts_with(". ") { rest } else { text }
}

impl NewSegment {
    fn of(segment: &Segment<'_>) -> Self {
        Self {
            kind: segment.kind,
            text: segment.text.to_owned(),
            protection: segment.protection,
        }
    }
}

/// The segments that have words.
fn filled(markdown: &str) -> Vec<Segment<'_>> {
    let mut found = segments(markdown);
    found.retain(|segment| segment.kind != SegmentKind::Blank);
    found
}

/// The text from the first of these neighbours to the last, as it stands in the remote text.
fn text_of<'a>(remote: &'a str, neighbours: &[Segment<'_>]) -> &'a str {
    match (neighbours.first(), neighbours.last()) {
        (Some(first), Some(last)) => remote
            .get(first.text_range().start..last.text_range().end)
            .unwrap_or_default(),
        _ => "",
    }
}

/// The text of these segments after the edits, which must lie within them and be in order.
fn lines<'a>(segments: &[Segment<'a>], range: Range<usize>, edits: &[&'a SegmentEdit]) -> String {
    let mut pieces: Vec<&'a str> = Vec::new();
    let keep = |kept: Range<usize>, pieces: &mut Vec<&'a str>| {
        let kept = segments.get(kept).unwrap_or_default();
        pieces.extend(kept.iter().map(|segment| segment.text));
    };
    let mut at = range.start;
    for edit in edits {
        keep(at..edit.range.start, &mut pieces);
        pieces.extend(edit.new.iter().map(|segment| segment.text.as_str()));
        at = edit.range.end;
    }
    keep(at..range.end, &mut pieces);
    pieces.join("\n")
}

#[cfg(test)]
#[path = "edits_tests.rs"]
mod tests;
