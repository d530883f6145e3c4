//! What a person typed, as an expression for the index.
//!
//! Every stretch between spaces is one term, and so is everything between quotation marks; a term of several words (`e-mail`,
//! a name in Chinese) has to be found as a phrase, and all terms have to be found. The rule it protects: whatever is typed is
//! a valid expression, because nothing but folded letters and digits between quotation marks gets into it.

use super::words::{self, Word};

/// More terms say nothing more about what is looked for.
const MOST_TERMS: usize = 12;
/// A phrase longer than this is looked for by its beginning.
const MOST_WORDS: usize = 24;
/// The shortest beginnings of words that the indexes keep lists for (`prefix` in the schema). A shorter one counts as a
/// whole word: going through all words takes too long.
const SHORTEST_IN_TITLES: usize = 1;
const SHORTEST_IN_PASSAGES: usize = 2;
/// The longest, in both.
const LONGEST_LISTED: usize = 3;

/// Something to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// Its words, in order.
    pub(crate) words: Vec<String>,
    /// The last word may go on.
    pub(crate) prefix: bool,
}

/// The terms of a query. `prefix_last`: the last one is still being typed.
pub(crate) fn terms(text: &str, prefix_last: bool) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    let mut last_is_open = false;
    for (index, part) in text.split('"').enumerate() {
        // Between the first and second quotation mark, the third and fourth ...
        let quoted = index % 2 == 1;
        let pieces: Vec<&str> = if quoted {
            vec![part]
        } else {
            part.split_whitespace().collect()
        };
        for piece in pieces {
            let found = words::words(piece);
            let Some(last) = found.last() else {
                continue;
            };
            last_is_open = !quoted && !last.alone && text.ends_with(piece);
            terms.push(Term {
                words: folded(found),
                prefix: false,
            });
        }
    }
    terms.truncate(MOST_TERMS);
    if prefix_last
        && last_is_open
        && let Some(last) = terms.last_mut()
    {
        last.prefix = true;
    }
    terms
}

fn folded(words: Vec<Word>) -> Vec<String> {
    words
        .into_iter()
        .take(MOST_WORDS)
        .map(|word| word.folded)
        .collect()
}

impl Term {
    /// The expression for titles.
    pub(crate) fn in_titles(&self) -> String {
        self.expression(SHORTEST_IN_TITLES)
    }

    /// The expression for passages.
    pub(crate) fn in_passages(&self) -> String {
        self.expression(SHORTEST_IN_PASSAGES)
    }

    /// Whether the indexes have a list for it. Without one SQLite makes it, from those of all words that begin so, each
    /// time it is asked.
    pub(crate) fn is_found_quickly(&self) -> bool {
        !self.prefix || self.last_length() <= LONGEST_LISTED
    }

    /// Whether its only word is a beginning too short for the index of passages.
    pub(crate) fn is_open_letter(&self) -> bool {
        self.prefix && self.words.len() == 1 && self.last_length() < SHORTEST_IN_PASSAGES
    }

    fn last_length(&self) -> usize {
        self.words.last().map_or(0, |word| word.chars().count())
    }

    fn expression(&self, shortest_prefix: usize) -> String {
        let mut expression = String::from("\"");
        expression.push_str(&self.words.join(" "));
        expression.push('"');
        if self.prefix && self.last_length() >= shortest_prefix {
            expression.push('*');
        }
        expression
    }
}

/// The expression that asks titles for all terms.
pub(crate) fn in_titles(terms: &[Term]) -> String {
    joined(terms, Term::in_titles)
}

/// The expression that asks passages for all terms.
pub(crate) fn in_passages(terms: &[Term]) -> String {
    joined(terms, Term::in_passages)
}

fn joined(terms: &[Term], expression: fn(&Term) -> String) -> String {
    let terms: Vec<String> = terms.iter().map(expression).collect();
    terms.join(" AND ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, prefix_last: bool) -> String {
        in_passages(&terms(text, prefix_last))
    }

    #[test]
    fn every_term_has_to_be_found() {
        assert_eq!(shown("Road map", false), "\"road\" AND \"map\"");
    }

    #[test]
    fn the_last_term_may_go_on_while_it_is_typed() {
        assert_eq!(shown("road ma", true), "\"road\" AND \"ma\"*");
        assert_eq!(shown("road ma ", true), "\"road\" AND \"ma\"");
        assert_eq!(shown("road m", true), "\"road\" AND \"m\"");
    }

    #[test]
    fn titles_are_asked_for_a_single_letter() {
        assert_eq!(in_titles(&terms("road m", true)), "\"road\" AND \"m\"*");
    }

    #[test]
    fn joined_and_quoted_words_are_phrases() {
        assert_eq!(
            shown("e-mail \"road map\" x", false),
            "\"e mail\" AND \"road map\" AND \"x\""
        );
        assert_eq!(shown("\"road ma", true), "\"road ma\"");
    }

    #[test]
    fn words_of_unspaced_scripts_are_phrases_of_characters() {
        assert_eq!(shown("東京都", true), "\"東 京 都\"");
    }

    #[test]
    fn operators_are_words_like_others() {
        assert_eq!(
            shown("a OR b* NEAR(c) {x} : ^d -e", false),
            "\"a\" AND \"or\" AND \"b\" AND \"near c\" AND \"x\" AND \"d\" AND \"e\""
        );
    }

    #[test]
    fn what_has_no_words_asks_for_nothing() {
        assert!(terms("  \"\" -- * ", true).is_empty());
    }
}
