//! What one side made of each segment of the base, and how two sides meet.

use std::ops::Range;

use super::{Chunk, three_way};
use crate::align::{changes, common};
use crate::segment::Segment;

/// One side's copy, laid along the base.
pub(super) struct Side<'a> {
    segments: &'a [Segment<'a>],
    /// For each base segment, what this side has in its place.
    slots: Vec<Slot>,
    /// For each gap between base segments (the first is before them all), what this side put there.
    inserted: Vec<Range<usize>>,
    changed: bool,
}

/// What one side has in the place of a base segment.
#[derive(Clone)]
struct Slot {
    /// The side's segments; empty when it was removed, or when they are in the slot before.
    side: Range<usize>,
    /// The base segments that were changed together with this one.
    group: Range<usize>,
}

impl<'a> Side<'a> {
    /// Lays a side's segments along those of the base.
    pub(super) fn new(base: &[Segment<'_>], segments: &'a [Segment<'a>]) -> Self {
        let changes = changes(base, segments);
        let mut side = Self {
            segments,
            slots: Vec::with_capacity(base.len()),
            inserted: vec![0..0; base.len() + 1],
            changed: !changes.is_empty(),
        };
        let mut at = 0;
        for change in changes {
            side.keep(change.base.start, &mut at);
            if change.base.is_empty() {
                if let Some(gap) = side.inserted.get_mut(change.base.start) {
                    *gap = change.side.clone();
                }
            } else {
                for index in change.base.clone() {
                    let first = index == change.base.start;
                    let range = if first {
                        change.side.clone()
                    } else {
                        change.side.end..change.side.end
                    };
                    side.slots.push(Slot {
                        side: range,
                        group: change.base.clone(),
                    });
                }
            }
            at = change.side.end;
        }
        side.keep(base.len(), &mut at);
        side
    }

    /// The base segments up to `end` are here as they were, from `at` on.
    fn keep(&mut self, end: usize, at: &mut usize) {
        while self.slots.len() < end {
            let index = self.slots.len();
            self.slots.push(Slot {
                side: *at..*at + 1,
                group: index..index + 1,
            });
            *at += 1;
        }
    }

    /// Whether it differs from the base.
    pub(super) fn is_changed(&self) -> bool {
        self.changed
    }

    fn group_end(&self, index: usize) -> usize {
        self.slots
            .get(index)
            .map_or(index + 1, |slot| slot.group.end)
    }

    /// What this side has in the place of these base segments, what it put between them included.
    fn in_place_of(&self, base: &Range<usize>) -> &'a [Segment<'a>] {
        let start = self.slots.get(base.start).map(|slot| slot.side.start);
        let end = base
            .end
            .checked_sub(1)
            .and_then(|last| self.slots.get(last))
            .map(|slot| slot.side.end);
        match (start, end) {
            (Some(start), Some(end)) => self.segments.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    fn inserted_at(&self, gap: usize) -> &'a [Segment<'a>] {
        self.inserted
            .get(gap)
            .and_then(|range| self.segments.get(range.clone()))
            .unwrap_or_default()
    }
}

/// The end of the stretch from `start` on that neither side changed across.
pub(super) fn reach(mine: &Side<'_>, theirs: &Side<'_>, start: usize) -> usize {
    let mut end = start + 1;
    let mut index = start;
    while index < end {
        end = end.max(mine.group_end(index)).max(theirs.group_end(index));
        index += 1;
    }
    end
}

/// What the sides put into a gap: Notion's first, and what both put there once.
pub(super) fn insertions(mine: &Side<'_>, theirs: &Side<'_>, gap: usize, chunks: &mut Vec<Chunk>) {
    let (ours, notions) = (mine.inserted_at(gap), theirs.inserted_at(gap));
    let keys = |segments: &[Segment<'_>]| -> Vec<String> {
        segments
            .iter()
            .map(|segment| segment.text.to_owned())
            .collect()
    };
    let shared = common(&keys(notions), &keys(ours));
    let (mut theirs_at, mut mine_at) = (0, 0);
    let ends = std::iter::once((notions.len(), ours.len()));
    for (theirs_next, mine_next) in shared.into_iter().chain(ends) {
        let base = String::new;
        let text = joined(notions.get(theirs_at..theirs_next).unwrap_or_default());
        if !text.is_empty() {
            chunks.push(Chunk::FromTheirs { base: base(), text });
        }
        let text = joined(ours.get(mine_at..mine_next).unwrap_or_default());
        if !text.is_empty() {
            chunks.push(Chunk::FromMine { base: base(), text });
        }
        if let Some(segment) = notions.get(theirs_next) {
            let text = segment.source.to_owned();
            chunks.push(Chunk::Both { base: base(), text });
        }
        (theirs_at, mine_at) = (theirs_next + 1, mine_next + 1);
    }
}

/// What the sides made of a stretch of the base.
pub(super) fn stretch(
    base: &[Segment<'_>],
    mine: &Side<'_>,
    theirs: &Side<'_>,
    range: Range<usize>,
    chunks: &mut Vec<Chunk>,
) {
    let (ours, notions) = (mine.in_place_of(&range), theirs.in_place_of(&range));
    let base = base.get(range).unwrap_or_default();
    let same = |first: &[Segment<'_>], second: &[Segment<'_>]| {
        first
            .iter()
            .map(|segment| segment.text)
            .eq(second.iter().map(|segment| segment.text))
    };
    match (same(base, ours), same(base, notions)) {
        (true, true) => {
            let text = base
                .iter()
                .zip(ours.iter().zip(notions))
                .map(|(base, (ours, notions))| three_way(base.source, ours.source, notions.source))
                .collect();
            add_same(text, chunks);
        }
        (true, false) => chunks.push(Chunk::FromTheirs {
            base: joined(base),
            text: joined(notions),
        }),
        (false, true) => chunks.push(Chunk::FromMine {
            base: joined(base),
            text: joined(ours),
        }),
        (false, false) if same(ours, notions) => chunks.push(Chunk::Both {
            base: joined(base),
            text: joined(notions),
        }),
        (false, false) => chunks.push(Chunk::Conflict {
            base: joined(base),
            mine: joined(ours),
            theirs: joined(notions),
        }),
    }
}

/// Adds text that is the same everywhere to what was the same before it.
fn add_same(text: String, chunks: &mut Vec<Chunk>) {
    match chunks.last_mut() {
        Some(Chunk::Same { text: before }) => join(before, &text),
        _ => chunks.push(Chunk::Same { text }),
    }
}

/// The segments one after the other.
pub(super) fn joined(segments: &[Segment<'_>]) -> String {
    let mut text = String::new();
    for segment in segments {
        join(&mut text, segment.source);
    }
    text
}

/// Adds whole lines to a text: what was the end of a text has no line end of its own.
pub(super) fn join(text: &mut String, more: &str) {
    if !text.is_empty() && !more.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(more);
}
