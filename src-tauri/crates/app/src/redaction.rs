//! The last guard before the log file: anything that looks like a token is masked.
//!
//! Tokens are not logged in the first place; this is for what a library might print one day. The rule it protects: no
//! secret reaches a log file at any level.

use std::borrow::Cow;
use std::io::{self, Write};

/// Notion's tokens begin with one of these (Notion API reference: Authentication), OAuth headers with the last two.
const PREFIXES: [&str; 5] = ["ntn_", "secret_", "nrt_", "Bearer ", "Basic "];
/// What is put in place of a token.
const MASK: &str = "[redacted]";
/// Shorter words that merely begin like a token (`secret_store`) are left alone.
const SHORTEST_TOKEN: usize = 16;

/// Masks tokens in what is written through it. Expects whole lines, as `tracing` writes them.
#[derive(Debug)]
pub struct Redacting<W>(pub W);

impl<W: Write> Write for Redacting<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        match redact(&text) {
            Cow::Borrowed(_) => self.0.write_all(bytes)?,
            Cow::Owned(masked) => self.0.write_all(masked.as_bytes())?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// `text` with everything that looks like a token masked.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut rest = text;
    while let Some((start, end)) = next_token(rest) {
        masked.push_str(&rest[..start]);
        masked.push_str(MASK);
        rest = &rest[end..];
    }
    if masked.is_empty() && rest.len() == text.len() {
        return Cow::Borrowed(text);
    }
    masked.push_str(rest);
    Cow::Owned(masked)
}

/// Where the first token lies, without its prefix word for header values.
fn next_token(text: &str) -> Option<(usize, usize)> {
    PREFIXES
        .iter()
        .filter_map(|prefix| {
            text.match_indices(prefix).find_map(|(at, _)| {
                let start = if prefix.ends_with(' ') {
                    at + prefix.len()
                } else {
                    at
                };
                let length = text[start..]
                    .find(|letter: char| !is_token_letter(letter))
                    .unwrap_or(text.len() - start);
                (length >= SHORTEST_TOKEN).then_some((start, start + length))
            })
        })
        .min()
}

fn is_token_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.' | '+' | '/' | '=')
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn tokens_are_masked_wherever_they_stand() {
        let table = [
            ("nothing here", "nothing here"),
            ("token=ntn_0123456789abcdef end", "token=[redacted] end"),
            (
                "ntn_0123456789abcdef,secret_0123456789abcdef",
                "[redacted],[redacted]",
            ),
            (
                "authorization: \"Bearer abc.def-0123456789\"",
                "authorization: \"Bearer [redacted]\"",
            ),
            ("secret_store is a name", "secret_store is a name"),
            ("Bearer x", "Bearer x"),
            ("ünïcode ntn_0123456789abcdefß", "ünïcode [redacted]ß"),
        ];
        for (line, expected) in table {
            assert_eq!(redact(line), expected);
        }
    }

    #[test]
    fn the_writer_reports_the_length_it_was_given() {
        let mut out = Vec::new();
        let line = b"ntn_0123456789abcdef\n";
        assert_eq!(Redacting(&mut out).write(line).unwrap(), line.len());
        assert_eq!(out, b"[redacted]\n");
    }
}
