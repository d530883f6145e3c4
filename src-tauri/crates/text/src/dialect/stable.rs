//! The part of a page's Markdown that stays the same from read to read.

use std::ops::Range;

use super::attributes::address;
use super::blocks::{Block, blocks};
use super::tokens::{Kind, tokens};
use crate::hosted::is_signed;

/// The Markdown with the query strings of signed file addresses taken off, wherever an address can
/// stand: links, images, citations and the attributes of tags, known or not. This is what is hashed
/// and stored; doing it twice changes nothing. Code keeps its text.
#[must_use]
pub fn stable(markdown: &str) -> String {
    let mut result = String::with_capacity(markdown.len());
    let mut kept = 0;
    let mut cut = |range: Range<usize>| {
        if range.start >= kept {
            result.push_str(markdown.get(kept..range.start).unwrap_or_default());
            kept = range.end;
        }
    };
    for block in blocks(markdown) {
        let Block::Line(line) = block else { continue };
        // The address of a link is where the link begins in the list of tokens but after its words
        // in the text.
        let mut cuts: Vec<Range<usize>> = Vec::new();
        for token in tokens(line.text, line.at) {
            match token.kind {
                Kind::LinkStart { url, url_at, .. }
                | Kind::ImageStart { url, url_at, .. }
                | Kind::Citation { url, url_at } => cuts.extend(signature(url, url_at)),
                Kind::Tag(tag) => cuts.extend(
                    tag.addresses()
                        .filter_map(|(value, range)| signature(value, range.start)),
                ),
                _ => {}
            }
        }
        cuts.sort_unstable_by_key(|range| range.start);
        cuts.into_iter().for_each(&mut cut);
    }
    result.push_str(markdown.get(kept..).unwrap_or_default());
    result
}

/// The bytes of a signed address, written as `raw` at byte `at`, that change from read to read.
fn signature(raw: &str, at: usize) -> Option<Range<usize>> {
    let start = raw.find('?')?;
    if !is_signed(&address(raw)) {
        return None;
    }
    let braces = raw.len() - raw.trim_end_matches('}').len();
    let end = raw.len().checked_sub(if braces == 2 { 2 } else { 0 })?;
    (start < end).then(|| at + start..at + end)
}
