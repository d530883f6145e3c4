//! Merging two changed copies of a page's Markdown, segment by segment.
//!
//! `base` is what both sides last agreed on, `mine` the local text, `theirs` Notion's. Changes of
//! different segments are both taken; the same segment changed differently is a conflict that keeps
//! all three texts. Deciding a conflict is for a person or a policy; see [`Merged::resolve`].
//!
//! The rule it protects: a clean merge has every segment that either side wrote, and a merge that
//! cannot promise that is not clean.

mod sides;

use crate::segment::segments;

use sides::{Side, join};

/// Two changed copies of a text brought together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    chunks: Vec<Chunk>,
    /// The line end and blank lines at the end of the text.
    end: String,
}

/// A stretch of a merged text, in whole segments with their line ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chunk {
    /// The same on both sides.
    Same {
        /// The text.
        text: String,
    },
    /// Changed on our side alone.
    FromMine {
        /// What was there before; empty for an insertion.
        base: String,
        /// What is there now; empty for a removal.
        text: String,
    },
    /// Changed in Notion alone.
    FromTheirs {
        /// What was there before; empty for an insertion.
        base: String,
        /// What is there now; empty for a removal.
        text: String,
    },
    /// Changed on both sides to the same.
    Both {
        /// What was there before; empty for an insertion.
        base: String,
        /// What is there now; empty for a removal.
        text: String,
    },
    /// Changed on both sides, differently.
    Conflict {
        /// What was there before.
        base: String,
        /// What our side made of it; empty for a removal.
        mine: String,
        /// What Notion shows in its place; empty for a removal.
        theirs: String,
    },
}

/// What to take where both sides changed the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Choice {
    /// Our text.
    Mine,
    /// Notion's text.
    Theirs,
    /// Notion's text with ours after it.
    Both,
}

/// Merges two copies of a text that was `base`. Insertions at the same place are both kept, Notion's
/// first, and what both inserted is kept once; a removal of what the other side edited is a conflict.
#[must_use]
pub fn merge(base: &str, mine: &str, theirs: &str) -> Merged {
    let (base_segments, mine_segments, theirs_segments) =
        (segments(base), segments(mine), segments(theirs));
    let end = three_way(ending(base), ending(mine), ending(theirs)).to_owned();
    let our_side = Side::new(&base_segments, &mine_segments);
    let their_side = Side::new(&base_segments, &theirs_segments);
    let mut chunks = Vec::new();
    let mut at = 0;
    loop {
        sides::insertions(&our_side, &their_side, at, &mut chunks);
        if at >= base_segments.len() {
            break;
        }
        let next = sides::reach(&our_side, &their_side, at);
        sides::stretch(
            &base_segments,
            &our_side,
            &their_side,
            at..next,
            &mut chunks,
        );
        at = next;
    }
    let merged = Merged { chunks, end };
    let both_changed = our_side.is_changed() && their_side.is_changed();
    if both_changed && merged.is_clean() && !merged.is_cut_where_it_was_joined() {
        return Merged {
            end: merged.end,
            chunks: vec![Chunk::Conflict {
                base: base.to_owned(),
                mine: mine.to_owned(),
                theirs: theirs.to_owned(),
            }],
        };
    }
    merged
}

impl Merged {
    /// The stretches of the text from the first to the last.
    #[must_use]
    pub fn chunks(&self) -> &[Chunk] {
        &self.chunks
    }

    /// Whether nothing is left to be decided.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.conflicts() == 0
    }

    /// How many stretches are left to be decided.
    #[must_use]
    pub fn conflicts(&self) -> usize {
        self.chunks
            .iter()
            .filter(|chunk| matches!(chunk, Chunk::Conflict { .. }))
            .count()
    }

    /// The merged text when nothing is left to be decided.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        self.is_clean().then(|| self.resolve(Choice::Theirs))
    }

    /// The whole text with every conflict decided the same way.
    #[must_use]
    pub fn resolve(&self, choice: Choice) -> String {
        self.resolve_each(|_| choice)
    }

    /// The whole text with each conflict, counted from 0, decided by itself.
    #[must_use]
    pub fn resolve_each(&self, choose: impl Fn(usize) -> Choice) -> String {
        let mut text = String::new();
        let mut conflict = 0;
        for chunk in &self.chunks {
            match chunk {
                Chunk::Same { text: part }
                | Chunk::FromMine { text: part, .. }
                | Chunk::FromTheirs { text: part, .. }
                | Chunk::Both { text: part, .. } => join(&mut text, part),
                Chunk::Conflict { mine, theirs, .. } => {
                    match choose(conflict) {
                        Choice::Mine => join(&mut text, mine),
                        Choice::Theirs => join(&mut text, theirs),
                        Choice::Both => {
                            join(&mut text, theirs);
                            join(&mut text, mine);
                        }
                    }
                    conflict += 1;
                }
            }
        }
        text.truncate(text.len() - ending(&text).len());
        text.push_str(&self.end);
        text
    }

    /// Whether the merged text has the very segments it was made of. It has not when a construct
    /// without an end swallows what the other side put behind it.
    fn is_cut_where_it_was_joined(&self) -> bool {
        let whole = self.resolve(Choice::Theirs);
        let parts = self.chunks.iter().flat_map(|chunk| match chunk {
            Chunk::Same { text }
            | Chunk::FromMine { text, .. }
            | Chunk::FromTheirs { text, .. }
            | Chunk::Both { text, .. } => segments(text),
            Chunk::Conflict { .. } => Vec::new(),
        });
        let filled = |text: &&str| !text.is_empty();
        let cut = segments(&whole);
        cut.iter()
            .map(|segment| segment.text)
            .filter(filled)
            .eq(parts.map(|segment| segment.text).filter(filled))
    }
}

/// The blank end of a text.
fn ending(text: &str) -> &str {
    let words = text.trim_end_matches(['\n', '\r', ' ', '\t']);
    text.get(words.len()..).unwrap_or_default()
}

/// Of three spellings the one that was changed; Notion's when both were.
fn three_way<'a>(base: &str, mine: &'a str, theirs: &'a str) -> &'a str {
    if mine != base && theirs == base {
        mine
    } else {
        theirs
    }
}

#[cfg(test)]
#[path = "merge_tests.rs"]
mod tests;
