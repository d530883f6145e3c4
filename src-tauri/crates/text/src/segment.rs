//! A page's Markdown cut into segments: the top-level constructs of the server's Markdown, each with
//! what is nested in it.
//!
//! A segment is what two sides can change independently, what a merge decides about and what a
//! write replaces. Texts come without the signatures of hosted files
//! ([`crate::dialect::stable`]). Blocks have no ids here: a segment is found in Notion by its place
//! and its words ([`Segment::is_block`]).
//!
//! The rule it protects: the segments of a text joined are the text, byte for byte, and a segment
//! that cannot be rewritten without loss says so.

mod kinds;
mod matching;
mod protection;

use std::collections::HashMap;
use std::ops::Range;

use crate::dialect::{self, Block, Kind, TagName, blocks, tokens};

pub use kinds::SegmentKind;
pub use matching::is_lossy_in_markdown;
pub use protection::Protection;

/// One top-level construct of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment<'a> {
    /// What it is.
    pub kind: SegmentKind,
    /// Its bytes in the whole Markdown, line end and blank lines after it included.
    pub range: Range<usize>,
    /// The text of `range`.
    pub source: &'a str,
    /// The same without blank lines before it and blanks after it: what is compared and written.
    pub text: &'a str,
    /// Why it must not be rewritten through Markdown, if it must not.
    pub protection: Option<Protection>,
}

impl Segment<'_> {
    /// Whether it may be rewritten through Markdown or as blocks.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.protection.is_none()
    }

    /// The bytes of `text` in the whole Markdown.
    #[must_use]
    pub fn text_range(&self) -> Range<usize> {
        let start = self.range.start + blank_lines(self.source).min(self.source.len());
        start..start + self.text.len()
    }

    /// The words a person sees in it, nested ones included, a line per block.
    #[must_use]
    pub fn plain_text(&self) -> String {
        dialect::plain_text(self.text)
    }
}

/// The segments of a text from the first to the last. A text of blank lines is one segment of kind
/// [`SegmentKind::Blank`]; an empty text has none.
#[must_use]
pub fn segments(markdown: &str) -> Vec<Segment<'_>> {
    let pieces = pieces(markdown);
    let closings = closings(&pieces);
    let mut found = Vec::new();
    let mut index = 0;
    let mut start = 0;
    while index < pieces.len() {
        let mut reach = closings.get(index).copied().flatten().unwrap_or(index);
        let mut next = index + 1;
        while let Some(piece) = pieces.get(next) {
            if next > reach && !piece.belongs_to_the_piece_before() {
                break;
            }
            reach = reach.max(closings.get(next).copied().flatten().unwrap_or(next));
            next += 1;
        }
        let mut end = pieces.get(next - 1).map_or(start, |piece| piece.end);
        end += blank_lines(markdown.get(end..).unwrap_or_default());
        let unfinished = pieces
            .get(index..next)
            .into_iter()
            .flatten()
            .zip(closings.get(index..next).into_iter().flatten())
            .any(|(piece, closing)| piece.is_unfinished(*closing));
        found.push(segment(markdown, start..end, unfinished));
        (index, start) = (next, end);
    }
    if found.is_empty() && !markdown.is_empty() {
        found.push(segment(markdown, 0..markdown.len(), false));
    }
    found
}

fn segment(markdown: &str, range: Range<usize>, unfinished: bool) -> Segment<'_> {
    let source = markdown.get(range.clone()).unwrap_or_default();
    let text = source
        .get(blank_lines(source)..)
        .unwrap_or_default()
        .trim_end_matches(['\n', '\r', ' ', '\t']);
    Segment {
        kind: kinds::kind(text),
        range,
        source,
        text,
        protection: protection::protection(text, unfinished),
    }
}

/// How many bytes of blank lines a text begins with. Blanks before the first word of the last line
/// are its indentation and not counted.
fn blank_lines(text: &str) -> usize {
    let words = text
        .find(|character: char| !matches!(character, '\n' | '\r' | ' ' | '\t'))
        .unwrap_or(text.len());
    if words == text.len() {
        return words;
    }
    text.get(..words)
        .and_then(|blank| blank.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}

/// A line, a code block or an equation.
struct Piece {
    /// Where it ends, line end included.
    end: usize,
    depth: usize,
    /// Names of the containers that it opens and does not close, outermost first.
    opens: Vec<String>,
    /// Names of the containers that it closes without having opened them.
    closes: Vec<String>,
    /// Whether it is a closing tag and nothing else.
    only_closes: bool,
    /// Code or an equation whose end is missing.
    open_ended: bool,
}

impl Piece {
    fn belongs_to_the_piece_before(&self) -> bool {
        self.depth > 0 || self.only_closes
    }

    fn is_unfinished(&self, closing: Option<usize>) -> bool {
        self.open_ended || (self.depth == 0 && !self.opens.is_empty() && closing.is_none())
    }
}

fn pieces(markdown: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut scan = blocks(markdown);
    loop {
        let from = scan.position();
        let Some(block) = scan.next() else { break };
        let end = scan.position();
        let mut piece = Piece {
            end,
            depth: 0,
            opens: Vec::new(),
            closes: Vec::new(),
            only_closes: false,
            open_ended: false,
        };
        match block {
            Block::Line(line) => {
                piece.depth = line.depth;
                containers(line.text, &mut piece);
            }
            Block::Code { depth, .. } => {
                piece.depth = depth;
                let source = markdown.get(from..end).unwrap_or_default();
                piece.open_ended = !ends_in_fence(source);
            }
            Block::Math { depth, .. } => piece.depth = depth,
        }
        found.push(piece);
    }
    found
}

/// Whether a code block's last line is the end of its fence. A code block has at least its first
/// line, which must not be taken for the last.
fn ends_in_fence(source: &str) -> bool {
    let source = source.get(blank_lines(source)..).unwrap_or_default();
    let mut lines = source.trim_end_matches(['\n', '\r', ' ', '\t']).split('\n');
    let fence = lines
        .next()
        .map(|line| line.trim_start_matches(['\t', ' ']))
        .unwrap_or_default();
    let ticks = fence.len() - fence.trim_start_matches('`').len();
    lines.next_back().is_some_and(|line| {
        let line = line.trim_matches(['\t', ' ', '\r']);
        line.len() >= ticks && line.bytes().all(|byte| byte == b'`')
    })
}

/// Finds which containers a line leaves open or closes.
fn containers(line: &str, piece: &mut Piece) {
    let tokens = tokens(line, 0);
    let alone = tokens.len() == 1;
    for token in &tokens {
        let Kind::Tag(tag) = &token.kind else {
            continue;
        };
        let counts = match tag.name {
            TagName::Container(_) => true,
            // A tag nobody knows may hold blocks as well, but one in running text does not.
            TagName::Other => alone,
            _ => false,
        };
        if !counts || tag.empty {
            continue;
        }
        let name = tag.written_name().to_ascii_lowercase();
        if !tag.closing {
            piece.opens.push(name);
        } else if piece.opens.last() == Some(&name) {
            piece.opens.pop();
        } else {
            piece.closes.push(name);
        }
        piece.only_closes = alone && tag.closing;
    }
}

/// For each piece that opens a container at the top level: the piece that closes its outermost one.
fn closings(pieces: &[Piece]) -> Vec<Option<usize>> {
    let mut closings = vec![None; pieces.len()];
    let mut open: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        if piece.depth > 0 {
            continue;
        }
        for name in &piece.closes {
            if let Some(opener) = open.get_mut(name.as_str()).and_then(Vec::pop)
                && let Some(closing) = closings.get_mut(opener)
            {
                *closing = Some(closing.map_or(index, |known: usize| known.max(index)));
            }
        }
        for name in &piece.opens {
            open.entry(name).or_default().push(index);
        }
    }
    closings
}

#[cfg(test)]
#[path = "segment_tests.rs"]
mod tests;
