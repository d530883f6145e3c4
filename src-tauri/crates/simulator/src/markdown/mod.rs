//! Notion's enhanced Markdown: writing block trees, reading it back, and the commands that change it.
//!
//! The forms follow the official page "Enhanced markdown format". Round trips lose what they lose in the real service:
//! bookmarks, embeds and other lossy blocks are only references, and rewritten blocks get new ids.

pub(crate) mod edit;
pub(crate) mod inline;
mod line_parts;
pub(crate) mod parse;
pub(crate) mod parse_inline;
pub(crate) mod render;
mod special;

/// Block types that Markdown shows only as `<unknown .../>`, with everything inside them.
pub(crate) fn is_lossy(kind: &str) -> bool {
    !matches!(
        kind,
        "paragraph"
            | "heading_1"
            | "heading_2"
            | "heading_3"
            | "heading_4"
            | "bulleted_list_item"
            | "numbered_list_item"
            | "to_do"
            | "toggle"
            | "quote"
            | "callout"
            | "code"
            | "equation"
            | "divider"
            | "table_of_contents"
            | "table"
            | "table_row"
            | "column_list"
            | "column"
            | "synced_block"
            | "link_to_page"
            | "image"
            | "video"
            | "audio"
            | "pdf"
            | "file"
            | "meeting_notes"
    )
}
