//! Which segments of one text have become which segments of another.
//!
//! Equal segments are found first. What is left between them is paired by the words it shares, so
//! that an edit of one segment is told from a removal beside an insertion, and two people who edit
//! neighbouring segments do not meet.
//!
//! The rule it protects: every segment of both texts is in exactly one place, equal or changed, and
//! the same two texts always give the same answer in bounded time.

use std::collections::HashMap;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::segment::Segment;

/// Stretches with more possible pairs than this are paired by their order alone.
const MOST_PAIRS: usize = 4_096;

/// How many words of a segment are looked at to tell how alike two segments are.
const WORDS_COMPARED: usize = 256;

/// Segments that share less than this part of their words are not the same segment edited, in
/// thousandths.
const ALIKE: u32 = 400;

/// A stretch of segments that is not the same on the other side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    /// The segments that are gone; empty where something was put in.
    pub(crate) base: Range<usize>,
    /// The segments that are there instead; empty where something was taken out.
    pub(crate) side: Range<usize>,
}

/// What changed from `base` to `side`, in order and as finely as can be told: removals one segment
/// at a time, edits one to one where the words show which became which.
pub(crate) fn changes(base: &[Segment<'_>], side: &[Segment<'_>]) -> Vec<Change> {
    let texts = |segments: &[Segment<'_>]| -> Vec<String> {
        segments
            .iter()
            .map(|segment| segment.text.to_owned())
            .collect()
    };
    let mut found = Vec::new();
    for operation in capture_diff_slices(Algorithm::Patience, &texts(base), &texts(side)) {
        if matches!(operation, DiffOp::Equal { .. }) {
            continue;
        }
        let hunk = Change {
            base: operation.old_range(),
            side: operation.new_range(),
        };
        refine(base, side, &hunk, &mut found);
    }
    found
}

/// The pairs of equal items of two lists, in order.
pub(crate) fn common<T: Eq + std::hash::Hash>(first: &[T], second: &[T]) -> Vec<(usize, usize)> {
    capture_diff_slices(Algorithm::Patience, first, second)
        .into_iter()
        .filter_map(|operation| match operation {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => Some((0..len).map(move |step| (old_index + step, new_index + step))),
            _ => None,
        })
        .flatten()
        .collect()
}

/// Takes a changed stretch apart.
fn refine(base: &[Segment<'_>], side: &[Segment<'_>], hunk: &Change, found: &mut Vec<Change>) {
    let pairs = pairs(base, side, hunk);
    let (mut base_at, mut side_at) = (hunk.base.start, hunk.side.start);
    let ends = std::iter::once((hunk.base.end, hunk.side.end));
    for (base_next, side_next) in pairs.into_iter().chain(ends) {
        between(base_at..base_next, side_at..side_next, found);
        if base_next < hunk.base.end && side_next < hunk.side.end {
            found.push(Change {
                base: base_next..base_next + 1,
                side: side_next..side_next + 1,
            });
        }
        (base_at, side_at) = (base_next + 1, side_next + 1);
    }
}

/// What is left between two pairs.
fn between(base: Range<usize>, side: Range<usize>, found: &mut Vec<Change>) {
    if base.is_empty() && side.is_empty() {
        return;
    }
    if side.is_empty() {
        found.extend(base.map(|gone| Change {
            base: gone..gone + 1,
            side: side.clone(),
        }));
    } else if base.len() == side.len() {
        found.extend(base.zip(side).map(|(base, side)| Change {
            base: base..base + 1,
            side: side..side + 1,
        }));
    } else {
        found.push(Change { base, side });
    }
}

/// Which segments of a stretch are the same ones edited: the pairs in order whose words are most
/// alike altogether.
fn pairs(base: &[Segment<'_>], side: &[Segment<'_>], hunk: &Change) -> Vec<(usize, usize)> {
    let (rows, columns) = (hunk.base.len(), hunk.side.len());
    if rows == 0 || columns == 0 || (rows == 1 && columns == 1) || rows * columns > MOST_PAIRS {
        return Vec::new();
    }
    let words = |segments: &[Segment<'_>], range: &Range<usize>| -> Vec<Words> {
        let segments = segments.get(range.clone()).unwrap_or_default();
        segments.iter().map(Words::of).collect()
    };
    let (old, new) = (words(base, &hunk.base), words(side, &hunk.side));
    let scores: Vec<Vec<u32>> = old
        .iter()
        .map(|old| new.iter().map(|new| old.likeness(new)).collect())
        .collect();
    let score = |row: usize, column: usize| -> u32 {
        scores
            .get(row)
            .and_then(|scores| scores.get(column))
            .copied()
            .filter(|score| *score >= ALIKE)
            .unwrap_or(0)
    };
    // best[row][column]: the most likeness that pairs from here on can have.
    let mut best = vec![vec![0_u32; columns + 1]; rows + 1];
    let at = |best: &[Vec<u32>], row: usize, column: usize| -> u32 {
        best.get(row)
            .and_then(|line| line.get(column))
            .copied()
            .unwrap_or(0)
    };
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let paired = match score(row, column) {
                0 => 0,
                score => score + at(&best, row + 1, column + 1),
            };
            let most = paired
                .max(at(&best, row + 1, column))
                .max(at(&best, row, column + 1));
            if let Some(cell) = best.get_mut(row).and_then(|line| line.get_mut(column)) {
                *cell = most;
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let here = at(&best, row, column);
        let alike = score(row, column);
        if alike > 0 && here == alike + at(&best, row + 1, column + 1) {
            pairs.push((hunk.base.start + row, hunk.side.start + column));
            (row, column) = (row + 1, column + 1);
        } else if here == at(&best, row + 1, column) {
            row += 1;
        } else {
            column += 1;
        }
    }
    pairs
}

/// The words of a segment and how often each occurs.
struct Words {
    counts: HashMap<String, u32>,
    total: u32,
}

impl Words {
    fn of(segment: &Segment<'_>) -> Self {
        let mut words = Self {
            counts: HashMap::new(),
            total: 0,
        };
        for word in segment
            .text
            .split(|character: char| !character.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .take(WORDS_COMPARED)
        {
            *words.counts.entry(word.to_lowercase()).or_default() += 1;
            words.total += 1;
        }
        words
    }

    /// The part of their words that both have, in thousandths.
    fn likeness(&self, other: &Self) -> u32 {
        let shared: u32 = self
            .counts
            .iter()
            .map(|(word, count)| other.counts.get(word).copied().unwrap_or(0).min(*count))
            .sum();
        (2_000 * shared)
            .checked_div(self.total + other.total)
            .unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::segments;

    fn changed(base: &str, side: &str) -> Vec<(Range<usize>, Range<usize>)> {
        changes(&segments(base), &segments(side))
            .into_iter()
            .map(|change| (change.base, change.side))
            .collect()
    }

    #[test]
    fn edits_removals_and_insertions_are_told_apart() {
        let base = "one apple\ntwo pears\nthree plums";
        for (side, expected) in [
            (base, vec![]),
            ("one apple\ntwo big pears\nthree plums", vec![(1..2, 1..2)]),
            ("one apple\nthree plums", vec![(1..2, 1..1)]),
            ("one apple\ntwo pears\nnew\nthree plums", vec![(2..2, 2..3)]),
            (
                "one red apple\ntwo big pears\nthree plums",
                vec![(0..1, 0..1), (1..2, 1..2)],
            ),
            // One was removed, its neighbour edited.
            (
                "two big pears\nthree plums",
                vec![(0..1, 0..0), (1..2, 0..1)],
            ),
            ("", vec![(0..1, 0..0), (1..2, 0..0), (2..3, 0..0)]),
            // Nothing in common: one paragraph became two.
            ("x\ny\ntwo pears\nthree plums", vec![(0..1, 0..2)]),
        ] {
            assert_eq!(changed(base, side), expected, "{side}");
        }
    }

    #[test]
    fn texts_with_nothing_in_common_are_aligned_in_bounded_time() {
        let lines = |word: &str| -> String {
            (0..20_000)
                .map(|n| format!("{word}{n}\n<empty-block/>\n"))
                .collect()
        };
        let found = changed(&lines("a"), &lines("b"));
        let (gone, new): (usize, usize) = found.iter().fold((0, 0), |sum, (base, side)| {
            (sum.0 + base.len(), sum.1 + side.len())
        });
        assert_eq!(gone, new);
    }
}
