//! What differs between two texts, word by word, for a person to read.
//!
//! Lines are compared first and words only within changed lines, so that a long page costs little.
//! How the parts are coloured is not known here.
//!
//! The rule it protects: the parts are the two texts, every byte of both, in order.

use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;

/// A changed stretch with more words than this is shown as one removal and one addition: nobody
/// reads so many differences, and finding them would take long.
const MOST_WORDS: usize = 8_000;

/// A stretch of two texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// In both.
    Same(String),
    /// Only in the old one.
    Removed(String),
    /// Only in the new one.
    Added(String),
}

/// The stretches of two texts in order, a removal before the addition in its place. `Same` and
/// `Removed` joined are the old text, `Same` and `Added` the new one.
#[must_use]
pub fn differences(old: &str, new: &str) -> Vec<Part> {
    let mut parts = Parts::default();
    let (old_lines, new_lines): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    for operation in capture_diff_slices(Algorithm::Patience, &old_lines, &new_lines) {
        let (removed, added) = stretch(&operation, &old_lines, &new_lines);
        if matches!(operation, DiffOp::Equal { .. }) {
            parts.same(&removed);
            continue;
        }
        let (old_words, new_words) = (words(&removed), words(&added));
        if old_words.len() + new_words.len() > MOST_WORDS {
            parts.changed(&removed, &added);
            continue;
        }
        for operation in capture_diff_slices(Algorithm::Patience, &old_words, &new_words) {
            let (removed, added) = stretch(&operation, &old_words, &new_words);
            if matches!(operation, DiffOp::Equal { .. }) {
                parts.same(&removed);
            } else {
                parts.changed(&removed, &added);
            }
        }
    }
    parts.finish()
}

fn stretch(operation: &DiffOp, old: &[&str], new: &[&str]) -> (String, String) {
    (
        old.get(operation.old_range()).unwrap_or_default().concat(),
        new.get(operation.new_range()).unwrap_or_default().concat(),
    )
}

/// Parts in the making.
#[derive(Default)]
struct Parts {
    parts: Vec<Part>,
    removed: String,
    added: String,
    /// A blank after the change in the making: part of it if another change follows.
    blank: String,
}

impl Parts {
    fn same(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let in_a_change = !(self.removed.is_empty() && self.added.is_empty());
        if in_a_change && self.blank.is_empty() && is_blank_within_a_line(text) {
            self.blank.push_str(text);
            return;
        }
        self.flush();
        self.push_same(text);
    }

    fn changed(&mut self, removed: &str, added: &str) {
        let blank = std::mem::take(&mut self.blank);
        for (kept, more) in [(&mut self.removed, removed), (&mut self.added, added)] {
            kept.push_str(&blank);
            kept.push_str(more);
        }
    }

    fn flush(&mut self) {
        let (removed, added) = (
            std::mem::take(&mut self.removed),
            std::mem::take(&mut self.added),
        );
        let blank = std::mem::take(&mut self.blank);
        if !removed.is_empty() {
            self.parts.push(Part::Removed(removed));
        }
        if !added.is_empty() {
            self.parts.push(Part::Added(added));
        }
        self.push_same(&blank);
    }

    fn push_same(&mut self, text: &str) {
        match self.parts.last_mut() {
            _ if text.is_empty() => {}
            Some(Part::Same(before)) => before.push_str(text),
            _ => self.parts.push(Part::Same(text.to_owned())),
        }
    }

    fn finish(mut self) -> Vec<Part> {
        self.flush();
        self.parts
    }
}

fn is_blank_within_a_line(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() && character != '\n')
}

/// The words of a text, the blanks between them, and every other character by itself.
fn words(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in text.char_indices() {
        if before.is_some_and(|before| !goes_on(before, character)) {
            found.extend(text.get(start..at));
            start = at;
        }
        before = Some(character);
    }
    found.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    found
}

/// Whether a character belongs to the word of the character before it.
fn goes_on(before: char, character: char) -> bool {
    let joins = |character: char| {
        is_combining_mark(character)
            || matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
    };
    if joins(character) || before == '\u{200d}' {
        return true;
    }
    let is_letter = |character: char| character.is_alphanumeric() && !stands_alone(character);
    // A mark belongs to the letter before it, and the word goes on behind it.
    (is_letter(before) || is_combining_mark(before)) && is_letter(character)
        || is_blank_within_a_line(before.encode_utf8(&mut [0; 4]))
            && is_blank_within_a_line(character.encode_utf8(&mut [0; 4]))
}

/// Characters of scripts that put no blanks between words.
fn stands_alone(character: char) -> bool {
    matches!(
        character,
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn same(text: &str) -> Part {
        Part::Same(text.to_owned())
    }
    fn removed(text: &str) -> Part {
        Part::Removed(text.to_owned())
    }
    fn added(text: &str) -> Part {
        Part::Added(text.to_owned())
    }

    #[test]
    fn differences_are_words() {
        for (old, new, parts) in [
            ("", "", vec![]),
            ("a", "a", vec![same("a")]),
            ("", "a", vec![added("a")]),
            ("a", "", vec![removed("a")]),
            (
                "keep\nthe old plan\nkeep",
                "keep\nthe new plan\nkeep",
                vec![
                    same("keep\nthe "),
                    removed("old"),
                    added("new"),
                    same(" plan\nkeep"),
                ],
            ),
            (
                "due Monday.",
                "due on Tuesday.",
                vec![
                    same("due "),
                    removed("Monday"),
                    added("on Tuesday"),
                    same("."),
                ],
            ),
            // Neighbouring words are one change, not a row of splinters.
            (
                "one quick fox ran",
                "one slow dog ran",
                vec![
                    same("one "),
                    removed("quick fox"),
                    added("slow dog"),
                    same(" ran"),
                ],
            ),
            (
                "会議は月曜",
                "会議は火曜",
                vec![same("会議は"), removed("月"), added("火"), same("曜")],
            ),
            (
                "cafe\u{301}s",
                "cafes",
                vec![removed("cafe\u{301}s"), added("cafes")],
            ),
            (
                "a\nb\nc",
                "a\nc",
                vec![same("a\n"), removed("b\n"), same("c")],
            ),
        ] {
            assert_eq!(differences(old, new), parts, "{old:?} {new:?}");
        }
    }

    #[test]
    fn long_texts_with_nothing_in_common_are_compared_in_bounded_time() {
        let text = |word: &str| -> String { (0..60_000).map(|n| format!("{word}{n} ")).collect() };
        assert_eq!(
            differences(&text("a"), &text("b")),
            [removed(&text("a")), added(&text("b"))]
        );
        let lines = |word: &str| text(word).replace(' ', "\n");
        assert_eq!(differences(&lines("a"), &lines("b")).len(), 2);
        let alike = |word: &str| format!("same\n{}same\n", lines("line").replace("9\n", word));
        let parts = differences(&alike("9\n"), &alike("8 more\n"));
        assert!(parts.len() > 3);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_parts_are_both_texts(
            old in prop::collection::vec(prop::sample::select(vec!["a", "b", "word", " ", "  ", "\n", ".", "日本", "e\u{301}", "👩\u{200d}🚀", "\t"]), 0..30),
            new in prop::collection::vec(prop::sample::select(vec!["a", "b", "word", " ", "  ", "\n", ".", "日本", "e\u{301}", "👩\u{200d}🚀", "\t"]), 0..30),
        ) {
            let (old, new) = (old.concat(), new.concat());
            let parts = differences(&old, &new);
            let (mut before, mut after) = (String::new(), String::new());
            for part in &parts {
                match part {
                    Part::Same(text) => {
                        before.push_str(text);
                        after.push_str(text);
                    }
                    Part::Removed(text) => before.push_str(text),
                    Part::Added(text) => after.push_str(text),
                }
            }
            prop_assert_eq!(before, old);
            prop_assert_eq!(after, new);
            for pair in parts.windows(2) {
                let splinters = matches!(
                    pair,
                    [Part::Same(_), Part::Same(_)] | [Part::Added(_), Part::Added(_) | Part::Removed(_)] | [Part::Removed(_), Part::Removed(_)]
                );
                prop_assert!(!splinters, "{:?}", parts);
            }
        }
    }
}
