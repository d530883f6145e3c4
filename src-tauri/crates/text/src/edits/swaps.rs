//! Edits as old and new texts for `update_content`.
//!
//! An old text that occurs more than once is widened by the segments around it until it does not.
//! Text that grows can only occur less often, so how far it must grow is found by halving.

use std::ops::Range;

use super::{SegmentEdit, filled, lines, text_of};
use crate::segment::{Protection, Segment};

/// How many swaps one request carries (Notion API reference: Request limits).
const MOST_SWAPS: usize = 100;

/// An old text that occurs exactly once, and what shall stand in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Swap {
    /// `old_str` of `update_content`.
    pub old: String,
    /// `new_str` of `update_content`.
    pub new: String,
    /// The segments of the remote text that the old text covers, neighbours included.
    pub segments: Range<usize>,
    /// Which of the given edits it makes.
    pub edits: Vec<usize>,
}

/// Why an edit is not among the swaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// It would rewrite, or write, something that Markdown does not carry whole.
    Protected(Protection),
    /// There is no text around it that occurs only once and may be rewritten.
    NotUnique,
    /// The remote text is not the one the edit was made for.
    Stale,
    /// It can be made only after the others: their new texts would make its old text occur twice,
    /// something between them must not be rewritten, or the request is full.
    NotNow,
}

/// Edits of one page that go into one request, and those that do not.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Combined {
    /// The swaps in the order of the page. They do not overlap, and the old text of each occurs
    /// exactly once both in the page as it is and after the swaps before it.
    pub swaps: Vec<Swap>,
    /// The edits that are not made, by their index.
    pub refused: Vec<(usize, Refusal)>,
}

impl Combined {
    /// The segments of the remote text from the first swap to the last: those whose blocks the
    /// request may make anew. Empty without swaps.
    #[must_use]
    pub fn span(&self) -> Range<usize> {
        match (self.swaps.first(), self.swaps.last()) {
            (Some(first), Some(last)) => first.segments.start..last.segments.end,
            _ => 0..0,
        }
    }
}

/// The swap for one edit; `None` when there is none. See [`combine`] for why.
#[must_use]
pub fn widen(remote: &str, edit: &SegmentEdit) -> Option<Swap> {
    combine(remote, std::slice::from_ref(edit)).swaps.pop()
}

/// The swaps that make these edits of one page in one request. The edits must be in order and
/// without overlaps, as [`super::edits`] gives them.
///
/// Writing Markdown may make every block anew from the first change of a request to the last, so
/// nothing between two swaps is protected either; see [`Combined::span`].
#[must_use]
pub fn combine(remote: &str, edits: &[SegmentEdit]) -> Combined {
    let page = Page {
        remote,
        segments: filled(remote),
    };
    let mut combined = Combined::default();
    let mut windows: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        match page.window(edit) {
            Ok(window) => windows.push((window, vec![index])),
            Err(refusal) => combined.refused.push((index, refusal)),
        }
    }
    windows.sort_by_key(|(window, edits)| (window.start, edits.first().copied()));
    let mut current = remote.to_owned();
    for (window, indices) in overlapping_joined(windows) {
        let swap = page.swap(window, indices, edits);
        let between = combined
            .swaps
            .last()
            .and_then(|before| page.segments.get(before.segments.end..swap.segments.start));
        if combined.swaps.len() == MOST_SWAPS
            || occurrences(&current, &swap.old) != 1
            || !between.unwrap_or_default().iter().all(Segment::is_plain)
        {
            let refused = swap.edits.into_iter();
            combined
                .refused
                .extend(refused.map(|index| (index, Refusal::NotNow)));
            continue;
        }
        current = current.replacen(&swap.old, &swap.new, 1);
        combined.swaps.push(swap);
    }
    combined.refused.sort_by_key(|(index, _)| *index);
    combined
}

/// Windows that share segments become one, with the edits of all in order.
fn overlapping_joined(windows: Vec<(Range<usize>, Vec<usize>)>) -> Vec<(Range<usize>, Vec<usize>)> {
    let mut joined: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for (window, indices) in windows {
        match joined.last_mut() {
            Some((before, known)) if window.start < before.end => {
                before.end = before.end.max(window.end);
                known.extend(indices);
                known.sort_unstable();
            }
            _ => joined.push((window, indices)),
        }
    }
    joined
}

struct Page<'a> {
    remote: &'a str,
    segments: Vec<Segment<'a>>,
}

impl Page<'_> {
    /// The segments whose text, as it stands, occurs once and holds what the edit changes.
    fn window(&self, edit: &SegmentEdit) -> Result<Range<usize>, Refusal> {
        let core = edit.range.clone();
        let stands = self.segments.get(core.clone()).ok_or(Refusal::Stale)?;
        if text_of(self.remote, stands) != edit.old {
            return Err(Refusal::Stale);
        }
        if let Some(protection) = edit.obstacle() {
            return Err(Refusal::Protected(protection));
        }
        let plain = |segments: &mut dyn Iterator<Item = &Segment<'_>>| {
            segments.take_while(|segment| segment.is_plain()).count()
        };
        let before = self.segments.get(..core.start).unwrap_or_default();
        let after = self.segments.get(core.end..).unwrap_or_default();
        let left = plain(&mut before.iter().rev());
        let right = plain(&mut after.iter());
        // The segments taken along alternate between the two sides as long as both have some, so
        // that each step holds the one before it.
        let grown = |steps: usize| {
            let to_the_left = steps.div_ceil(2).max(steps.saturating_sub(right)).min(left);
            core.start - to_the_left..core.end + (steps - to_the_left)
        };
        let fits = |steps: usize| {
            let window = self.segments.get(grown(steps)).unwrap_or_default();
            occurrences(self.remote, text_of(self.remote, window)) == 1
        };
        let most = left + right;
        if !fits(most) {
            return Err(Refusal::NotUnique);
        }
        let (mut enough, mut reach) = (0, 1);
        if !fits(0) {
            let mut short = 0;
            while reach < most && !fits(reach) {
                short = reach;
                reach *= 2;
            }
            enough = reach.min(most);
            while enough - short > 1 {
                let middle = short + (enough - short) / 2;
                if fits(middle) {
                    enough = middle;
                } else {
                    short = middle;
                }
            }
        }
        Ok(grown(enough))
    }

    /// The swap that makes these edits within a window.
    fn swap(&self, window: Range<usize>, indices: Vec<usize>, edits: &[SegmentEdit]) -> Swap {
        let made: Vec<&SegmentEdit> = indices
            .iter()
            .filter_map(|index| edits.get(*index))
            .collect();
        let new = lines(&self.segments, window.clone(), &made);
        let stands = self.segments.get(window.clone()).unwrap_or_default();
        let mut old = text_of(self.remote, stands).to_owned();
        if new.is_empty() {
            // The line goes with its words.
            old = self.with_line_end(&window, &old);
        }
        Swap {
            old,
            new,
            segments: window,
            edits: indices,
        }
    }

    /// The text of a window with the line end after it or, at the end of the page, before it.
    fn with_line_end(&self, window: &Range<usize>, text: &str) -> String {
        let start = |index: usize| self.segments.get(index).map(|at| at.text_range().start);
        let end = |index: usize| self.segments.get(index).map(|at| at.text_range().end);
        let last = window.end.saturating_sub(1);
        let range = match (start(window.end), window.start.checked_sub(1)) {
            (Some(next), _) => start(window.start).map(|from| from..next),
            (None, Some(before)) => end(before).zip(end(last)).map(|(from, to)| from..to),
            (None, None) => None,
        };
        range
            .and_then(|range| self.remote.get(range))
            .unwrap_or(text)
            .to_owned()
    }
}

/// How often a text occurs, counted up to two; occurrences may overlap. An empty text occurs
/// nowhere.
fn occurrences(text: &str, wanted: &str) -> usize {
    let Some(first) = wanted.chars().next() else {
        return 0;
    };
    let Some(found) = text.find(wanted) else {
        return 0;
    };
    let rest = text.get(found + first.len_utf8()..).unwrap_or_default();
    1 + usize::from(rest.contains(wanted))
}
