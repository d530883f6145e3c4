//! The address between the parentheses of a link or an image.
//!
//! Every look ahead ends at the first thing an address cannot hold, so that many unfinished links
//! cost no more than one.

use std::ops::Range;

/// Addresses and tags longer than this are text.
pub(super) const LONGEST: usize = 64 * 1024;

/// Parentheses within an address, as in some encyclopaedias' page names.
const NESTED_PARENTHESES: usize = 16;

/// Where the first `wanted` without a backslash in front is.
pub(super) fn unescaped(text: &str, wanted: u8) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let found = byte == wanted && !escaped;
        escaped = byte == b'\\' && !escaped;
        found
    })
}

/// The address of a link whose `(` ends at `start`: its range, and where the link ends.
pub(super) fn destination(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(start) == Some(&b'<') {
        let inside = start + 1;
        let length = bytes
            .get(inside..)?
            .iter()
            .take(LONGEST)
            .position(|byte| matches!(byte, b'<' | b'>'))?;
        let end = inside + length;
        if bytes.get(end) != Some(&b'>') {
            return None;
        }
        return Some((inside..end, link_end(text, end + 1)?));
    }
    let mut depth = 0;
    let mut position = start;
    loop {
        match *bytes.get(position)? {
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'(' if depth == NESTED_PARENTHESES => return None,
            b'(' => depth += 1,
            b'\\'
                if bytes
                    .get(position + 1)
                    .is_some_and(u8::is_ascii_punctuation) =>
            {
                position += 1
            }
            byte if byte.is_ascii_whitespace() => break,
            b'<' => return None,
            _ => {}
        }
        position += 1;
        if position - start > LONGEST {
            return None;
        }
    }
    Some((start..position, link_end(text, position)?))
}

/// Where a link ends whose address ended at `position`: after an optional title and the `)`.
fn link_end(text: &str, position: usize) -> Option<usize> {
    let rest = text.get(position..)?;
    let tail = rest.trim_start();
    let at = position + rest.len() - tail.len();
    if tail.starts_with(')') {
        return Some(at + 1);
    }
    let quote = *tail
        .as_bytes()
        .first()
        .filter(|byte| matches!(byte, b'"' | b'\''))?;
    let inside = tail.get(1..)?;
    let after = inside.get(unescaped(inside, quote)? + 1..)?;
    let close = after.trim_start();
    close.starts_with(')').then(|| text.len() - close.len() + 1)
}
