//! Lists that somebody indented with spaces, as Notion nests them: with tabs.
//!
//! Notion reads nesting from tabs alone (Notion API reference: Enhanced Markdown) and takes a list indented with spaces for a
//! flat one. Leaves out spaces that nest nothing: those before any other line, in code, and in lines as Notion wrote them.
//!
//! The rule it protects: a text that Notion handed out is not changed.

use std::borrow::Cow;
use std::collections::HashSet;

use super::blocks::{Line, fence};
use super::shape::{Marker, shape};

/// How far a line stands in that lies in the list item above it, in columns.
const NESTED: usize = 2;

/// How many columns a tab is beside spaces.
const TAB: usize = 4;

/// The Markdown with tabs where spaces put a line into the list item above it, which they do from two columns on. Lines that
/// are in `known`, the text as it was, stay as they are.
#[must_use]
pub fn tabbed<'a>(markdown: &'a str, known: &str) -> Cow<'a, str> {
    let mut reader = Reader {
        known: known.split('\n').map(without_end).collect(),
        items: Vec::new(),
        code: None,
        result: String::with_capacity(markdown.len()),
    };
    for line in markdown.split_inclusive('\n') {
        reader.line(line);
    }
    if reader.result == markdown {
        Cow::Borrowed(markdown)
    } else {
        Cow::Owned(reader.result)
    }
}

/// A list item that later lines may lie in.
struct Item {
    column: usize,
    depth: usize,
}

/// Code that is not ended yet.
struct Code {
    ticks: usize,
    column: usize,
    /// How deep it lies, where it is moved.
    depth: Option<usize>,
}

struct Reader<'a> {
    known: HashSet<&'a str>,
    items: Vec<Item>,
    code: Option<Code>,
    result: String,
}

impl Reader<'_> {
    fn line(&mut self, whole: &str) {
        let text = whole.trim_start_matches([' ', '\t']);
        let words = text.trim_end();
        if let Some(code) = &self.code {
            match code.depth {
                Some(_) if words.is_empty() => self.result.push_str(text),
                Some(depth) => {
                    let inside = without_columns(whole, code.column);
                    self.result.extend([&"\t".repeat(depth), inside]);
                }
                None => self.result.push_str(whole),
            }
            if words.len() >= code.ticks && words.bytes().all(|byte| byte == b'`') {
                self.code = None;
            }
            return;
        }
        if words.is_empty() {
            self.result.push_str(whole);
            return;
        }
        let indentation = whole.get(..whole.len() - text.len()).unwrap_or_default();
        let tabs = indentation.bytes().filter(|byte| *byte == b'\t').count();
        let column = indentation.len() + tabs * (TAB - 1);
        let stays = tabs == indentation.len() || self.known.contains(without_end(whole));
        if stays {
            self.items.retain(|item| item.depth < tabs);
        } else {
            self.items.retain(|item| column >= item.column + NESTED);
        }
        let above = self.items.last().filter(|_| !stays);
        let moved = above.map(|item| item.depth + 1);
        match moved {
            Some(depth) => self.result.extend([&"\t".repeat(depth), text]),
            None => self.result.push_str(whole),
        }
        if let Some((ticks, _)) = fence(words) {
            self.code = Some(Code {
                ticks,
                column,
                depth: moved,
            });
        }
        let line = Line {
            depth: tabs,
            text: words,
            at: 0,
        };
        if let Marker::Bullet | Marker::Number(_) | Marker::ToDo { .. } = shape(&line).marker {
            self.items.push(Item {
                column,
                depth: moved.unwrap_or(tabs),
            });
        }
    }
}

/// A line without its end.
fn without_end(line: &str) -> &str {
    line.trim_end_matches(['\r', '\n'])
}

/// A line without this many columns of its indentation.
fn without_columns(line: &str, columns: usize) -> &str {
    let mut left = columns;
    let mut rest = line;
    while left > 0 {
        let (width, after) = match rest.as_bytes().first() {
            Some(b' ') => (1, rest.get(1..)),
            Some(b'\t') => (TAB, rest.get(1..)),
            _ => break,
        };
        left = left.saturating_sub(width);
        rest = after.unwrap_or_default();
    }
    rest
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may panic"
    )]
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spaces_nest_a_line_in_the_list_item_above_it() {
        for (typed, expected) in [
            ("- a\n    - b", "- a\n\t- b"),
            ("- a\n  - b\n  - c\n- d", "- a\n\t- b\n\t- c\n- d"),
            ("- a\r\n  - b\r\n", "- a\r\n\t- b\r\n"),
            (
                "1. a\n   1. b\n      - [ ] c\n   2. d",
                "1. a\n\t1. b\n\t\t- [ ] c\n\t2. d",
            ),
            (
                "- a\n\n    - b\n\n        - c\n    - d",
                "- a\n\n\t- b\n\n\t\t- c\n\t- d",
            ),
            ("\t- a\n\t  - b", "\t- a\n\t\t- b"),
            ("- a\n\t- b\n        - c", "- a\n\t- b\n\t\t- c"),
            ("- a\n\n  more of it\n- b", "- a\n\n\tmore of it\n- b"),
            (
                "- a\n  ```rust\n  fn a() {\n\n      b();\n  }\n  ```\n  - b",
                "- a\n\t```rust\n\tfn a() {\n\n\t    b();\n\t}\n\t```\n\t- b",
            ),
        ] {
            assert_eq!(tabbed(typed, ""), expected, "{typed:?}");
        }
    }

    #[test]
    fn spaces_that_nest_nothing_stay() {
        for text in [
            "a\n    b",
            "- a\n - b",
            "- a\nb\n    - c\n",
            "```\n- a\n    - b\n```",
            "- a\n\t```\n\t- b\n\t    - c\n\t```",
            "    - a\n",
        ] {
            assert_eq!(tabbed(text, ""), text);
        }
    }

    #[test]
    fn lines_that_notion_wrote_stay() {
        let known = "- a\n    words behind blanks\n- b";
        let typed = "- a\n    words behind blanks\n- b\n    - c";
        assert_eq!(
            tabbed(typed, known),
            "- a\n    words behind blanks\n- b\n\t- c"
        );
    }

    proptest! {
        #[test]
        fn any_text_keeps_its_words_and_is_changed_once(text in "([ \t]{0,6}(- |1\\. |```|<a>)?[a-z]{0,2}\r?\n?){0,12}") {
            let once = tabbed(&text, "").into_owned();
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(words(&once), words(&text));
            prop_assert_eq!(tabbed(&once, ""), once.as_str());
            prop_assert_eq!(tabbed(&text, &text), text.as_str());
        }
    }
}
