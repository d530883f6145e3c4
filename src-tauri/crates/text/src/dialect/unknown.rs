//! Putting the text of blocks where Notion only said that there is a block.

use std::ops::Range;

use crate::NotionId;

use super::blocks::{Block, blocks};

/// A tag for a block of a page that is not in the Markdown, in the form Notion itself writes.
#[must_use]
pub fn unknown_tag(page: NotionId, block: NotionId, alt: &str) -> String {
    format!(
        "<unknown url=\"https://app.notion.com/p/{}#{}\" alt=\"{alt}\"/>",
        page.to_hex(),
        block.to_hex()
    )
}

/// About how many blocks stand directly in the page: what a list of its blocks would have to page
/// through. Lines that only continue or close a block are not counted.
#[must_use]
pub fn top_level_blocks(markdown: &str) -> usize {
    const CONTINUES: [&str; 5] = ["</", "<tr", "<td", "<col", "<summary"];
    blocks(markdown)
        .filter(|block| match block {
            Block::Line(line) => {
                line.depth == 0 && !CONTINUES.iter().any(|start| line.text.starts_with(start))
            }
            Block::Code { depth, .. } | Block::Math { depth, .. } => *depth == 0,
        })
        .count()
}

/// The Markdown with each range (of [`super::UnknownTag`]) replaced by the text that belongs there.
/// Further lines of a text get the indentation of the line they go into. Ranges that overlap an
/// earlier one, or are none of this text, are left out.
#[must_use]
pub fn replace_unknown(markdown: &str, replacements: &[(Range<usize>, String)]) -> String {
    let mut ordered: Vec<_> = replacements.iter().collect();
    ordered.sort_by_key(|(range, _)| (range.start, range.end));
    let mut result = String::with_capacity(markdown.len());
    let mut kept = 0;
    let mut line_start = 0;
    for (range, text) in ordered {
        if range.start < kept || range.start > range.end || markdown.get(range.clone()).is_none() {
            continue;
        }
        let before = markdown.get(kept..range.start).unwrap_or_default();
        if let Some(newline) = before.rfind('\n') {
            line_start = kept + newline + 1;
        }
        result.push_str(before);
        kept = range.end;
        let indentation = indentation(markdown.get(line_start..range.start).unwrap_or_default());
        for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                result.push('\n');
                if !line.is_empty() {
                    result.push_str(indentation);
                }
            }
            result.push_str(line);
        }
    }
    result.push_str(markdown.get(kept..).unwrap_or_default());
    result
}

/// The blank beginning of a line.
fn indentation(line: &str) -> &str {
    let text = line.trim_start_matches(['\t', ' ']);
    line.get(..line.len() - text.len()).unwrap_or_default()
}
