//! What a segment is, judged by its first line.

use crate::dialect::{Block, Container, Kind, Marker, TagName, blocks, file_kind, shape, tokens};
use crate::files::FileKind;

/// What a segment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SegmentKind {
    /// Running text.
    Paragraph,
    /// A paragraph without words, `<empty-block/>`.
    Empty,
    /// A heading with its level, 1 to 4.
    Heading(u8),
    /// An item of a bulleted list.
    Bullet,
    /// An item of a numbered list.
    Number,
    /// An item with a box to tick.
    ToDo,
    /// A quotation.
    Quote,
    /// A line across the page.
    Divider,
    /// A code block.
    Code,
    /// An equation on its own.
    Equation,
    /// A toggle.
    Toggle,
    /// A callout.
    Callout,
    /// Columns side by side.
    Columns,
    /// A table.
    Table,
    /// Tabs.
    Tabs,
    /// The original of a synced block.
    Synced,
    /// A copy of a synced block.
    SyncedCopy,
    /// Notes of a meeting.
    Meeting,
    /// A child page.
    Page,
    /// A child database or a linked view.
    Database,
    /// A file shown in place.
    File(FileKind),
    /// A table of contents.
    TableOfContents,
    /// A block that Notion does not put into Markdown.
    Unknown,
    /// A tag nobody knows.
    Other,
    /// Blank lines and nothing else.
    Blank,
}

/// The kind of a segment with this text.
pub(super) fn kind(text: &str) -> SegmentKind {
    match blocks(text).next() {
        None => SegmentKind::Blank,
        Some(Block::Code { .. }) => SegmentKind::Code,
        Some(Block::Math { .. }) => SegmentKind::Equation,
        Some(Block::Line(line)) => match shape(&line).marker {
            Marker::Heading(level) => SegmentKind::Heading(level),
            Marker::Bullet => SegmentKind::Bullet,
            Marker::Number(_) => SegmentKind::Number,
            Marker::ToDo { .. } => SegmentKind::ToDo,
            Marker::Quote => SegmentKind::Quote,
            Marker::Divider => SegmentKind::Divider,
            Marker::Paragraph => line_kind(line.text),
        },
    }
}

fn line_kind(text: &str) -> SegmentKind {
    let tokens = tokens(text, 0);
    match tokens.first().map(|token| &token.kind) {
        Some(Kind::ImageStart { end, .. }) if end + 1 == tokens.len() => {
            SegmentKind::File(FileKind::Image)
        }
        Some(Kind::Tag(tag)) => match tag.name {
            TagName::Page => SegmentKind::Page,
            TagName::Database => SegmentKind::Database,
            TagName::File(kind) => {
                SegmentKind::File(file_kind(kind, &tag.address().unwrap_or_default()))
            }
            TagName::Unknown => SegmentKind::Unknown,
            TagName::Container(container) => container_kind(container),
            TagName::Silent if is_contents(tag.written_name()) => SegmentKind::TableOfContents,
            TagName::Silent if tag.written_name().eq_ignore_ascii_case("empty-block") => {
                SegmentKind::Empty
            }
            TagName::Silent | TagName::Row | TagName::Cell | TagName::Other => SegmentKind::Other,
            TagName::Mention | TagName::Person | TagName::Date | TagName::Span | TagName::Break => {
                SegmentKind::Paragraph
            }
        },
        _ => SegmentKind::Paragraph,
    }
}

fn container_kind(container: Container) -> SegmentKind {
    match container {
        Container::Details => SegmentKind::Toggle,
        Container::Callout => SegmentKind::Callout,
        Container::Columns | Container::Column => SegmentKind::Columns,
        Container::Table => SegmentKind::Table,
        Container::Tabs | Container::Tab => SegmentKind::Tabs,
        Container::Synced => SegmentKind::Synced,
        Container::SyncedReference => SegmentKind::SyncedCopy,
        Container::Meeting | Container::Notes | Container::Transcript => SegmentKind::Meeting,
        Container::Summary => SegmentKind::Other,
    }
}

/// Whether a tag with this name is a table of contents.
pub(super) fn is_contents(name: &str) -> bool {
    name.eq_ignore_ascii_case("table_of_contents")
}
