//! What must not be rewritten through Markdown.
//!
//! Writing Markdown makes new blocks. What Markdown does not carry is gone then: files would have to
//! be uploaded again, a synced block loses its copies, a bookmark its preview (Notion docs: Working
//! with markdown content; reports of 2026 on round trips).

use std::fmt;

use crate::dialect::{Block, Container, Kind, Tag, TagName, blocks, file_kind, tokens};
use crate::files::FileKind;

use super::kinds::is_contents;

/// Why a segment must not be rewritten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Protection {
    /// A child page is in it.
    ChildPage,
    /// A child database or a linked view is in it.
    ChildDatabase,
    /// The original of a synced block is in it.
    SyncedBlock,
    /// A copy of a synced block is in it.
    SyncedCopy,
    /// A table of contents is in it.
    TableOfContents,
    /// A bookmark is in it.
    Bookmark,
    /// Something embedded is in it.
    Embed,
    /// The preview of a link is in it.
    LinkPreview,
    /// An image is in it.
    Image,
    /// A video is in it.
    Video,
    /// A sound is in it.
    Audio,
    /// A PDF is in it.
    Pdf,
    /// A file is in it.
    File,
    /// Columns are in it, whose widths Markdown does not carry.
    Columns,
    /// Tabs are in it, whose icons Markdown does not carry.
    Tabs,
    /// Notes of a meeting are in it.
    Meeting,
    /// The transcript of a meeting is in it.
    Transcript,
    /// A block that Notion does not put into Markdown is in it.
    Unknown,
    /// A tag nobody knows is in it.
    UnknownTag,
    /// A tag or a code block in it has no end, or a tag no beginning.
    Unfinished,
}

impl Protection {
    /// A word for it that stays the same, to store and to look up a sentence by.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::ChildPage => "child-page",
            Self::ChildDatabase => "child-database",
            Self::SyncedBlock => "synced-block",
            Self::SyncedCopy => "synced-copy",
            Self::TableOfContents => "table-of-contents",
            Self::Bookmark => "bookmark",
            Self::Embed => "embed",
            Self::LinkPreview => "link-preview",
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Pdf => "pdf",
            Self::File => "file",
            Self::Columns => "columns",
            Self::Tabs => "tabs",
            Self::Meeting => "meeting",
            Self::Transcript => "transcript",
            Self::Unknown => "unknown-block",
            Self::UnknownTag => "unknown-tag",
            Self::Unfinished => "unfinished",
        }
    }
}

impl fmt::Display for Protection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.code())
    }
}

/// The first reason not to rewrite this text, in the order of the text.
pub(super) fn protection(text: &str, unfinished: bool) -> Option<Protection> {
    let found = blocks(text).find_map(|block| match block {
        Block::Line(line) => {
            tokens(line.text, line.at)
                .iter()
                .find_map(|token| match &token.kind {
                    Kind::ImageStart { .. } => Some(Protection::Image),
                    // Notion escapes brackets that are none: this is an image nobody can read.
                    Kind::Text("![") => Some(Protection::Unfinished),
                    Kind::Tag(tag) => of_tag(tag),
                    _ => None,
                })
        }
        Block::Code { .. } | Block::Math { .. } => None,
    });
    found
        .or(unfinished.then_some(Protection::Unfinished))
        .or_else(|| stray_end(text))
}

fn of_tag(tag: &Tag<'_>) -> Option<Protection> {
    Some(match tag.name {
        TagName::Page => Protection::ChildPage,
        TagName::Database => Protection::ChildDatabase,
        TagName::File(_) if tag.written_name().eq_ignore_ascii_case("embed") => Protection::Embed,
        TagName::File(kind) => match file_kind(kind, &tag.address().unwrap_or_default()) {
            FileKind::Image => Protection::Image,
            FileKind::Video => Protection::Video,
            FileKind::Audio => Protection::Audio,
            FileKind::Pdf => Protection::Pdf,
            FileKind::File => Protection::File,
        },
        TagName::Unknown => match tag.attribute("alt").as_deref() {
            Some("bookmark") => Protection::Bookmark,
            Some("embed") => Protection::Embed,
            Some("link_preview") => Protection::LinkPreview,
            _ => Protection::Unknown,
        },
        TagName::Container(container) => match container {
            Container::Columns | Container::Column => Protection::Columns,
            Container::Tabs | Container::Tab => Protection::Tabs,
            Container::Synced => Protection::SyncedBlock,
            Container::SyncedReference => Protection::SyncedCopy,
            Container::Meeting | Container::Notes => Protection::Meeting,
            Container::Transcript => Protection::Transcript,
            Container::Details | Container::Summary | Container::Callout | Container::Table => {
                return None;
            }
        },
        TagName::Silent if is_contents(tag.written_name()) => Protection::TableOfContents,
        TagName::Other => Protection::UnknownTag,
        TagName::Mention
        | TagName::Person
        | TagName::Date
        | TagName::Row
        | TagName::Cell
        | TagName::Span
        | TagName::Break
        | TagName::Silent => return None,
    })
}

/// A container's tags that do not nest: writing them would move what stands around them.
fn stray_end(text: &str) -> Option<Protection> {
    let mut open: Vec<Container> = Vec::new();
    for block in blocks(text) {
        let Block::Line(line) = block else { continue };
        for token in tokens(line.text, line.at) {
            let Kind::Tag(tag) = token.kind else { continue };
            let TagName::Container(container) = tag.name else {
                continue;
            };
            if tag.opens() {
                open.push(container);
            } else if tag.closing && open.pop() != Some(container) {
                return Some(Protection::Unfinished);
            }
        }
    }
    (!open.is_empty()).then_some(Protection::Unfinished)
}
