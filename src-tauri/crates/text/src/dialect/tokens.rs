//! What a line is made of: text, escapes, code, equations, marks, links, images and tags.
//!
//! The rules are those of the dialect, not of CommonMark: a `*` without a backslash is always a
//! mark (Notion writes `**bold **text`, which CommonMark would leave alone), and a link or a tag is
//! one only when it is complete on its line. What is not complete is text.
//!
//! One pass over the line; every look ahead is bounded or remembered, so that no input takes more
//! than linear time.

use std::ops::Range;

use super::attributes::attribute;
use super::code_spans::CodeSpans;
use super::destinations::{LONGEST, destination, unescaped};
use super::tags::{Tag, tag_name};

/// Brackets that wait for their partner; older ones become text. Notion nests at most two.
const OPEN_BRACKETS: usize = 16;

/// A piece of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub(crate) kind: Kind<'a>,
    /// Where it is in the whole Markdown.
    pub(crate) range: Range<usize>,
}

/// What a piece of a line is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind<'a> {
    /// Text as it stands, including characters that were escaped.
    Text(&'a str),
    /// Code between backticks.
    Code(&'a str),
    /// An equation between dollar signs.
    Math(&'a str),
    /// `*` once, twice or three times, or `~~`.
    Mark(&'a str),
    /// `[` of a link; its text follows.
    LinkStart {
        /// The address as written.
        url: &'a str,
        /// Where the address is in the whole Markdown.
        url_at: usize,
        /// Index of the token that ends it.
        end: usize,
    },
    /// The end of a link.
    LinkEnd,
    /// `![` of an image; its caption follows.
    ImageStart {
        /// The address as written.
        url: &'a str,
        /// Where the address is in the whole Markdown.
        url_at: usize,
        /// Index of the token that ends it.
        end: usize,
    },
    /// The end of an image.
    ImageEnd,
    /// `[^address]`.
    Citation {
        /// The address as written.
        url: &'a str,
        /// Where the address is in the whole Markdown.
        url_at: usize,
    },
    /// A tag.
    Tag(Tag<'a>),
}

/// The tokens of `text`, which begins at byte `at` of the whole Markdown.
pub(crate) fn tokens(text: &str, at: usize) -> Vec<Token<'_>> {
    let mut scanner = Scanner {
        text,
        at,
        position: 0,
        pending: 0,
        tokens: Vec::new(),
        brackets: Vec::new(),
        code_spans: CodeSpans::default(),
        code_equations: true,
    };
    scanner.run();
    scanner.tokens
}

/// A `[` or `![` that may turn out to begin a link or an image.
struct Bracket {
    token: usize,
    image: bool,
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    position: usize,
    /// Where text that is in no token yet begins.
    pending: usize,
    tokens: Vec<Token<'a>>,
    brackets: Vec<Bracket>,
    code_spans: CodeSpans,
    /// Cleared once the sign that ends a `` $`x`$ `` was not found: it is not further on either, so
    /// nobody looks again.
    code_equations: bool,
}

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        while let Some(found) = self.rest().bytes().position(is_special) {
            self.position += found;
            let before = self.position;
            match self.byte(0) {
                Some(b'\\') => self.escape(),
                Some(b'`') => self.code(),
                Some(b'$') => self.math(),
                Some(b'<') => self.tag(),
                Some(b'!' | b'[') => self.open_bracket(),
                Some(b']') => self.close_bracket(),
                Some(b'*' | b'~') => self.mark(),
                _ => {}
            }
            if self.position == before {
                self.position += 1;
            }
        }
        self.position = self.text.len();
        self.flush();
    }

    fn rest(&self) -> &'a str {
        self.slice(self.position, self.text.len())
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.position + ahead).copied()
    }

    /// Turns the text up to here into a token.
    fn flush(&mut self) {
        if self.pending < self.position {
            let text = self.slice(self.pending, self.position);
            self.push(Kind::Text(text), self.pending, self.position);
        }
    }

    /// Adds the token from here to `end` and goes on after it.
    fn take(&mut self, kind: Kind<'a>, end: usize) {
        self.flush();
        self.push(kind, self.position, end);
        self.position = end;
    }

    fn push(&mut self, kind: Kind<'a>, start: usize, end: usize) {
        self.tokens.push(Token {
            kind,
            range: self.at + start..self.at + end,
        });
        self.pending = end;
    }

    fn escape(&mut self) {
        if self.byte(1).is_some_and(|byte| byte.is_ascii_punctuation()) {
            let character = self.slice(self.position + 1, self.position + 2);
            self.take(Kind::Text(character), self.position + 2);
        }
    }

    fn code(&mut self) {
        let inside = self.rest().trim_start_matches('`');
        let ticks = self.rest().len() - inside.len();
        let start = self.position + ticks;
        let Some(end) = self.code_spans.closing(self.text, ticks, start) else {
            self.position = start;
            return;
        };
        let code = self.slice(start, end);
        let code = match code
            .strip_prefix(' ')
            .and_then(|code| code.strip_suffix(' '))
        {
            Some(inner) if !inner.trim().is_empty() => inner,
            _ => code,
        };
        self.take(Kind::Code(code), end + ticks);
    }

    /// `` $`x`$ `` or `$x$`.
    fn math(&mut self) {
        if self.code_equations
            && let Some(inner) = self.rest().strip_prefix("$`")
        {
            let start = self.position + 2;
            match inner.find("`$") {
                Some(0) => {}
                Some(length) => {
                    let equation = self.slice(start, start + length);
                    self.take(Kind::Math(equation), start + length + 2);
                    return;
                }
                None => self.code_equations = false,
            }
        }
        let start = self.position + 1;
        let inner = self.slice(start, self.text.len());
        let Some(length) = unescaped(inner, b'$') else {
            return;
        };
        let equation = self.slice(start, start + length);
        let tight = !equation.is_empty()
            && !equation.starts_with(char::is_whitespace)
            && !equation.ends_with(char::is_whitespace);
        if tight {
            self.take(Kind::Math(equation), start + length + 1);
        }
    }

    fn tag(&mut self) {
        if let Some((tag, end)) = self.tag_here() {
            self.take(Kind::Tag(tag), end);
        }
    }

    /// The tag that begins here and where it ends, when it is complete.
    fn tag_here(&self) -> Option<(Tag<'a>, usize)> {
        let closing = self.byte(1) == Some(b'/');
        let name_start = self.position + 1 + usize::from(closing);
        let length = self
            .slice(name_start, self.text.len())
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .count();
        let written = self.slice(name_start, name_start + length);
        if !written.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let attributes_start = name_start + length;
        let mut limit = self.text.len().min(attributes_start + LONGEST);
        while !self.text.is_char_boundary(limit) {
            limit -= 1;
        }
        let rest = self.slice(attributes_start, limit);
        let mut position = 0;
        while let Some((_, _, next)) = attribute(rest, position) {
            position = next;
        }
        let attributes = rest.get(..position)?;
        let tail = rest.get(position..)?.trim_start();
        let empty = tail.starts_with("/>");
        if !empty && !tail.starts_with('>') {
            return None;
        }
        let end = attributes_start + (rest.len() - tail.len()) + 1 + usize::from(empty);
        let tag = Tag {
            name: tag_name(written),
            source: self.slice(self.position, end),
            attributes,
            attributes_at: self.at + attributes_start,
            closing,
            empty,
        };
        Some((tag, end))
    }

    fn open_bracket(&mut self) {
        let image = self.byte(0) == Some(b'!');
        if image && self.byte(1) != Some(b'[') {
            return;
        }
        if !image && self.byte(1) == Some(b'^') && self.citation() {
            return;
        }
        let end = self.position + 1 + usize::from(image);
        let written = self.slice(self.position, end);
        self.take(Kind::Text(written), end);
        if self.brackets.len() == OPEN_BRACKETS {
            self.brackets.remove(0);
        }
        self.brackets.push(Bracket {
            token: self.tokens.len() - 1,
            image,
        });
    }

    fn citation(&mut self) -> bool {
        let start = self.position + 2;
        let inside = self.slice(start, self.text.len());
        let length = inside
            .bytes()
            .take(LONGEST)
            .take_while(|byte| {
                !byte.is_ascii_whitespace() && !matches!(byte, b'[' | b']' | b'<' | b'>')
            })
            .count();
        let end = start + length;
        if length == 0 || self.text.as_bytes().get(end) != Some(&b']') {
            return false;
        }
        let url = self.slice(start, end);
        self.take(
            Kind::Citation {
                url,
                url_at: self.at + start,
            },
            end + 1,
        );
        true
    }

    fn close_bracket(&mut self) {
        let Some(bracket) = self.brackets.pop() else {
            return;
        };
        if self.byte(1) != Some(b'(') {
            return;
        }
        let Some((url, end)) = destination(self.text, self.position + 2) else {
            return;
        };
        let (address, url_at) = (self.slice(url.start, url.end), self.at + url.start);
        let kind = if bracket.image {
            Kind::ImageEnd
        } else {
            Kind::LinkEnd
        };
        self.take(kind, end);
        let last = self.tokens.len() - 1;
        if let Some(start) = self.tokens.get_mut(bracket.token) {
            start.kind = if bracket.image {
                Kind::ImageStart {
                    url: address,
                    url_at,
                    end: last,
                }
            } else {
                Kind::LinkStart {
                    url: address,
                    url_at,
                    end: last,
                }
            };
        }
        if !bracket.image {
            // A link holds no link.
            self.brackets.retain(|open| open.image);
        }
    }

    fn mark(&mut self) {
        let first = self.byte(0);
        let length = self
            .rest()
            .bytes()
            .take_while(|byte| Some(*byte) == first)
            .count();
        let end = self.position + length;
        let is_mark = match first {
            Some(b'~') => length == 2,
            _ => length <= 3,
        };
        if is_mark {
            self.take(Kind::Mark(self.slice(self.position, end)), end);
        } else {
            self.position = end;
        }
    }
}

fn is_special(byte: u8) -> bool {
    matches!(
        byte,
        b'\\' | b'`' | b'$' | b'<' | b'!' | b'[' | b']' | b'*' | b'~'
    )
}

#[cfg(test)]
#[path = "tokens_tests.rs"]
mod tests;
