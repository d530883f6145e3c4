//! A page cut into the pieces that search returns.

use unicode_normalization::char::is_combining_mark;

use super::plain::visible_lines;

/// How long a passage is meant to be, in bytes. No passage is longer, except by a single combined
/// character.
const TARGET: usize = 1_200;

/// A passage at least this long ends at the next heading.
const SHORTEST_BEFORE_HEADING: usize = 200;

/// How much of each heading is kept in a path of headings.
const HEADING_IN_PATH: usize = 120;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The headings above the beginning of the piece, from the outermost inwards, joined by ` › `;
    /// empty at the top of a page. A heading that is itself in the piece is there as well when the
    /// piece begins with it.
    pub heading: String,
    /// The words of the piece, a line per block.
    pub text: String,
}

/// The page in pieces of about 1,200 bytes, split between blocks where possible, then between
/// words, and inside a word only when it is longer than a piece. Every word of
/// [`super::plain_text`] is in exactly one piece.
#[must_use]
pub fn passages(markdown: &str) -> Vec<Passage> {
    let mut builder = Builder::default();
    for line in visible_lines(markdown) {
        if let Some(level) = line.heading {
            if builder.text.len() >= SHORTEST_BEFORE_HEADING {
                builder.finish();
            }
            builder.enter(level, &line.text);
        }
        builder.add(&line.text);
    }
    builder.finish();
    builder.passages
}

#[derive(Default)]
struct Builder {
    passages: Vec<Passage>,
    /// The headings above the next line: level and beginning of the text.
    path: Vec<(u8, String)>,
    /// The path when the piece in the making began.
    heading: String,
    text: String,
}

impl Builder {
    fn enter(&mut self, level: u8, title: &str) {
        self.path.retain(|(above, _)| *above < level);
        let end = boundary_before(title, HEADING_IN_PATH);
        let title = title.get(..end).unwrap_or_default().trim().to_owned();
        self.path.push((level, title));
    }

    fn add(&mut self, line: &str) {
        if !self.text.is_empty() && self.text.len() + 1 + line.len() > TARGET {
            self.finish();
        }
        let mut rest = line;
        while rest.len() > TARGET {
            let (piece, after) = rest.split_at(split_point(rest));
            self.put(piece.trim_end());
            self.finish();
            rest = after.trim_start();
        }
        self.put(rest);
    }

    fn put(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        if self.text.is_empty() {
            let titles: Vec<&str> = self.path.iter().map(|(_, title)| title.as_str()).collect();
            self.heading = titles.join(" › ");
        } else {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    fn finish(&mut self) {
        if !self.text.is_empty() {
            self.passages.push(Passage {
                heading: std::mem::take(&mut self.heading),
                text: std::mem::take(&mut self.text),
            });
        }
    }
}

/// Where to cut a text that is longer than a piece: after the last space in reach, else after the
/// last punctuation, else between two characters.
fn split_point(text: &str) -> usize {
    let limit = boundary_before(text, TARGET);
    let reach = text.get(..limit).unwrap_or_default();
    if text
        .get(limit..)
        .is_some_and(|after| after.starts_with(char::is_whitespace))
    {
        return limit;
    }
    let after_last = |wanted: fn(char) -> bool| {
        reach
            .char_indices()
            .rev()
            .find(|(position, character)| *position > 0 && wanted(*character))
            .map(|(position, character)| position + character.len_utf8())
    };
    after_last(char::is_whitespace)
        .or_else(|| after_last(is_sentence_end).filter(|point| *point > TARGET / 2))
        .unwrap_or(limit)
}

/// Punctuation that ends a sentence or a clause in scripts that write no spaces.
fn is_sentence_end(character: char) -> bool {
    matches!(
        character,
        '。' | '、' | '，' | '．' | '！' | '？' | '；' | '\u{e2f}' | '\u{104b}'
    )
}

/// The largest place up to `limit` where the text can be cut without splitting a character from its
/// marks; at least one whole character.
fn boundary_before(text: &str, limit: usize) -> usize {
    if text.len() <= limit {
        return text.len();
    }
    let mut point = limit;
    while point > 0 && !(text.is_char_boundary(point) && may_begin(text.get(point..))) {
        point -= 1;
    }
    if point > 0 {
        return point;
    }
    let mut point = limit;
    while !text.is_char_boundary(point) {
        point += 1;
    }
    point
}

fn may_begin(text: Option<&str>) -> bool {
    text.and_then(|text| text.chars().next()).is_none_or(|character| {
        !is_combining_mark(character)
            && !matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
    })
}
