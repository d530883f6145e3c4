//! Cutting plain lines (property values, comments) into passages.
//!
//! Bodies are cut by `keepsake_text::dialect::passages`, which knows Markdown. The rule it protects: every word is in exactly
//! one passage, and none is cut in two unless it alone is longer than a passage.

use crate::passages::NewPassage;

/// About how many bytes a passage has.
const TARGET: usize = 1_200;

/// Joins short lines and splits long ones.
pub(crate) fn of_lines(lines: impl IntoIterator<Item = String>) -> Vec<NewPassage> {
    let mut passages = Vec::new();
    let mut current = String::new();
    for line in lines {
        let mut rest = line.trim();
        while !rest.is_empty() {
            let (piece, after) = split(rest);
            if !current.is_empty() && current.len() + piece.len() >= TARGET {
                passages.push(passage(&mut current));
            }
            if !current.is_empty() {
                current.push('\n');
            }
            current.push_str(piece);
            rest = after;
        }
    }
    if !current.is_empty() {
        passages.push(passage(&mut current));
    }
    passages
}

fn passage(text: &mut String) -> NewPassage {
    NewPassage {
        heading: String::new(),
        text: std::mem::take(text),
    }
}

/// The first piece of a line and what follows it.
fn split(line: &str) -> (&str, &str) {
    if line.len() <= TARGET {
        return (line, "");
    }
    let mut limit = TARGET;
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let (head, _) = line.split_at(limit);
    let at = head
        .rfind(char::is_whitespace)
        .filter(|at| *at > TARGET / 4)
        .unwrap_or(limit);
    let (piece, rest) = line.split_at(at);
    (piece, rest.trim_start())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_is_in_exactly_one_passage(
            lines in proptest::collection::vec("[a-zé東 ]{0,400}", 0..30)
        ) {
            let words: Vec<String> = lines
                .iter()
                .flat_map(|line| line.split_whitespace())
                .map(str::to_owned)
                .collect();
            let passages = of_lines(lines.clone());
            let found: Vec<String> = passages
                .iter()
                .flat_map(|passage| passage.text.split_whitespace())
                .map(str::to_owned)
                .collect();
            prop_assert_eq!(found, words);
        }

        #[test]
        fn one_endless_word_is_kept_whole_across_passages(length in 0_usize..10_000) {
            let line = "é".repeat(length);
            let joined: String = of_lines([line.clone()])
                .into_iter()
                .map(|passage| passage.text)
                .collect();
            prop_assert_eq!(joined, line);
        }
    }
}
