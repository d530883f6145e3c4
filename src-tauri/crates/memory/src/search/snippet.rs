//! The part of a text that shows why it was found.
//!
//! Marks are found in the original text with the same folding as the index, so accents and letter case of the page stay as
//! they are. The rule it protects: marks always lie on character boundaries within the text.

use std::ops::Range;

use super::query::Term;
use super::words::{self, Word};

/// About how many bytes of context a person can take in at a glance.
const LENGTH: usize = 220;
/// How much of it stands before the first mark.
const LEAD: usize = 60;

/// A text with marked parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// The text; `…` where it was cut.
    pub text: String,
    /// The marked parts, in bytes of `text`, in order and apart.
    pub marks: Vec<Range<usize>>,
}

/// Marks the terms in the whole of a text.
pub(crate) fn marked(text: &str, terms: &[Term]) -> Snippet {
    Snippet {
        marks: joined(matches(&words::words(text), terms)),
        text: text.to_owned(),
    }
}

/// Whether a text has a term.
pub(crate) fn has(text: &str, term: &Term) -> bool {
    !matches(&words::words(text), std::slice::from_ref(term)).is_empty()
}

/// Cuts out the stretch that shows the most different terms, and marks them.
pub(crate) fn cut(text: &str, terms: &[Term]) -> Snippet {
    let words = words::words(text);
    let found = matches(&words, terms);
    let start = best_start(&found);
    let from = word_start(text, &words, start.saturating_sub(LEAD));
    let to = word_end(text, &words, from + LENGTH);
    let mut snippet = Snippet::default();
    if from > 0 {
        snippet.text.push('…');
    }
    let shift = snippet.text.len();
    for character in text.get(from..to).unwrap_or_default().chars() {
        // Line ends become spaces, byte for byte, so that marks keep their places.
        snippet.text.push(match character {
            '\n' | '\t' | '\r' => ' ',
            other => other,
        });
    }
    if to < text.len() {
        snippet.text.push('…');
    }
    let inside = found
        .into_iter()
        .filter(|(range, _)| range.start >= from && range.end <= to)
        .map(|(range, term)| (range.start - from + shift..range.end - from + shift, term))
        .collect();
    snippet.marks = joined(inside);
    snippet
}

/// Where the terms stand, with the number of the term, in order.
fn matches(words: &[Word], terms: &[Term]) -> Vec<(Range<usize>, usize)> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        for (number, term) in terms.iter().enumerate() {
            let Some(stretch) = words.get(at..at + term.words.len()) else {
                continue;
            };
            if let (Some(first), Some(last)) = (stretch.first(), stretch.last())
                && is_match(stretch, term)
            {
                found.push((first.range.start..last.range.end, number));
            }
        }
    }
    found
}

fn is_match(stretch: &[Word], term: &Term) -> bool {
    let last = stretch.len() - 1;
    stretch
        .iter()
        .zip(&term.words)
        .enumerate()
        .all(|(index, (word, wanted))| {
            word.folded == *wanted
                || (index == last && term.prefix && word.folded.starts_with(wanted.as_str()))
        })
}

/// The start of the window that covers the most different terms; the earliest of equals.
fn best_start(found: &[(Range<usize>, usize)]) -> usize {
    let mut best = (0, 0);
    for (index, (range, _)) in found.iter().enumerate() {
        let end = range.start + LENGTH - LEAD;
        // Terms are at most a dozen, so a number's bits hold the set of those seen.
        let seen = found
            .iter()
            .skip(index)
            .take_while(|(other, _)| other.end <= end)
            .fold(0_u32, |seen, (_, term)| seen | (1 << (term % 32)));
        if seen.count_ones() > best.0 {
            best = (seen.count_ones(), range.start);
        }
    }
    best.1
}

/// The start of the word around or after a place.
fn word_start(text: &str, words: &[Word], at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    words
        .iter()
        .find(|word| word.range.end > at)
        .map_or(text.len(), |word| word.range.start)
}

/// The end of the last word that fits before a place.
fn word_end(text: &str, words: &[Word], at: usize) -> usize {
    if at >= text.len() {
        return text.len();
    }
    let fitting = words
        .iter()
        .rev()
        .find(|word| word.range.end <= at)
        .map(|word| word.range.end);
    fitting.unwrap_or_else(|| {
        (at..=text.len())
            .find(|at| text.is_char_boundary(*at))
            .unwrap_or(text.len())
    })
}

/// Overlapping and touching ranges become one.
fn joined(mut found: Vec<(Range<usize>, usize)>) -> Vec<Range<usize>> {
    found.sort_by_key(|(range, _)| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for (range, _) in found {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use proptest::prelude::*;

    use super::super::query::terms;
    use super::*;

    fn marks(text: &str, query: &str) -> Vec<String> {
        let snippet = cut(text, &terms(query, true));
        snippet
            .marks
            .iter()
            .map(|range| snippet.text.get(range.clone()).unwrap().to_owned())
            .collect()
    }

    #[test]
    fn marks_show_the_words_as_the_page_has_them() {
        assert_eq!(
            marks("Le Café était fermé.", "cafe ete"),
            ["Café", "était"][..1]
        );
        assert_eq!(marks("Le Café était fermé.", "cafe eta"), ["Café", "était"]);
        assert_eq!(marks("我们住在東京都。", "東京"), ["東京"]);
        assert_eq!(marks("كِتَابٌ جديد", "كتاب"), ["كِتَابٌ"]);
    }

    #[test]
    fn the_stretch_with_the_most_terms_is_shown() {
        let text = format!(
            "alpha {} alpha and beta {}",
            "x ".repeat(400),
            "y ".repeat(400)
        );
        let snippet = cut(&text, &terms("alpha beta", false));
        assert_eq!(snippet.marks.len(), 2);
        assert!(snippet.text.starts_with('…') && snippet.text.ends_with('…'));
        assert!(snippet.text.len() < 260);
    }

    proptest! {
        #[test]
        fn marks_lie_within_the_text(text in "[\\PC\n]{0,300}", query in "\\PC{0,20}") {
            for snippet in [cut(&text, &terms(&query, true)), marked(&text, &terms(&query, false))] {
                let mut end = 0;
                for mark in snippet.marks {
                    prop_assert!(mark.start >= end && mark.start < mark.end);
                    prop_assert!(snippet.text.get(mark.clone()).is_some());
                    end = mark.end;
                }
            }
        }

        #[test]
        fn a_word_of_the_text_is_marked_when_it_is_looked_for(words in proptest::collection::vec("[a-zé東京]{1,8}", 1..80), pick: prop::sample::Index) {
            let text = words.join(" ");
            let snippet = cut(&text, &terms(pick.get(words.as_slice()).as_str(), false));
            prop_assert!(!snippet.marks.is_empty());
        }
    }
}
