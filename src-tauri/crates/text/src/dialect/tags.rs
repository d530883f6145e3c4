//! The tags of the dialect and what each is for.
//!
//! A tag that is not listed here is not refused: it is kept as text, with its addresses made stable
//! like those of the others, because Notion adds tags without a new API version.

use std::borrow::Cow;
use std::ops::Range;

use super::attributes::{attributes, decoded};
use crate::files::FileKind;

/// What a tag is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TagName {
    /// A child page.
    Page,
    /// A child database or a linked view of one.
    Database,
    /// A reference to a page, a database or a data source in running text.
    Mention,
    /// A reference to a person or an agent.
    Person,
    /// A date or a range of dates.
    Date,
    /// A file of some kind, shown in place.
    File(FileKind),
    /// A block that Notion does not put into Markdown.
    Unknown,
    /// Something that holds other blocks.
    Container(Container),
    /// A table's row.
    Row,
    /// A table's cell.
    Cell,
    /// Colour or underline of running text.
    Span,
    /// The end of a line within a block.
    Break,
    /// Something that shows no text of its own: an empty block, a table of contents, a column of a
    /// table.
    Silent,
    /// A tag that is not part of the dialect as we know it.
    Other,
}

/// Blocks that hold other blocks between their tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Container {
    /// A toggle.
    Details,
    /// The visible line of a toggle, or the summary of a meeting.
    Summary,
    /// A callout.
    Callout,
    /// Columns side by side.
    Columns,
    /// One of them.
    Column,
    /// A table.
    Table,
    /// Tabs.
    Tabs,
    /// One of them.
    Tab,
    /// The original of a synced block.
    Synced,
    /// A copy of a synced block.
    SyncedReference,
    /// Notes of a meeting.
    Meeting,
    /// The part of them that people wrote.
    Notes,
    /// The part of them that was recorded.
    Transcript,
}

/// A tag as found in a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// What it is for.
    pub(crate) name: TagName,
    /// The whole tag as written.
    pub(crate) source: &'a str,
    /// What stands between its name and its end.
    pub(super) attributes: &'a str,
    /// Where the attributes begin in the whole Markdown.
    pub(super) attributes_at: usize,
    /// `</name>`.
    pub(crate) closing: bool,
    /// `<name/>`.
    pub(crate) empty: bool,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, decoded.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        attributes(self.attributes)
            .find(|(found, _, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value, _)| decoded(value))
    }

    /// The names of its attributes, as written.
    pub(crate) fn attribute_names(&self) -> impl Iterator<Item = &'a str> {
        attributes(self.attributes).map(|(name, _, _)| name)
    }

    /// Whether an attribute says yes.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        self.attribute(name)
            .is_some_and(|value| value.is_empty() || value.eq_ignore_ascii_case("true"))
    }

    /// The address of the object or file it stands for.
    pub(crate) fn address(&self) -> Option<Cow<'a, str>> {
        ["url", "src", "href"]
            .into_iter()
            .find_map(|name| self.attribute(name))
            .filter(|address| !address.is_empty())
    }

    /// The raw values of attributes that hold addresses, with their places in the whole Markdown.
    pub(super) fn addresses(&self) -> impl Iterator<Item = (&'a str, Range<usize>)> {
        let at = self.attributes_at;
        attributes(self.attributes)
            .filter(|(_, value, _)| value.contains("://"))
            .map(move |(_, value, range)| (value, at + range.start..at + range.end))
    }

    /// Its name as written.
    pub(crate) fn written_name(&self) -> &'a str {
        let name = self.source.trim_start_matches(['<', '/']);
        let length = name
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            .count();
        name.get(..length).unwrap_or_default()
    }

    /// Whether this is an opening tag, with something to come before its closing tag.
    pub(crate) fn opens(&self) -> bool {
        !self.closing && !self.empty
    }
}

/// What the tag with this name is for.
pub(super) fn tag_name(written: &str) -> TagName {
    let known: [(&str, TagName); 41] = [
        ("page", TagName::Page),
        ("database", TagName::Database),
        ("mention-page", TagName::Mention),
        ("mention-database", TagName::Mention),
        ("mention-data-source", TagName::Mention),
        ("mention-user", TagName::Person),
        ("mention-agent", TagName::Person),
        ("mention-date", TagName::Date),
        ("img", TagName::File(FileKind::Image)),
        ("image", TagName::File(FileKind::Image)),
        ("video", TagName::File(FileKind::Video)),
        ("audio", TagName::File(FileKind::Audio)),
        ("pdf", TagName::File(FileKind::Pdf)),
        ("file", TagName::File(FileKind::File)),
        ("embed", TagName::File(FileKind::File)),
        ("unknown", TagName::Unknown),
        ("details", TagName::Container(Container::Details)),
        ("summary", TagName::Container(Container::Summary)),
        ("callout", TagName::Container(Container::Callout)),
        ("columns", TagName::Container(Container::Columns)),
        ("column", TagName::Container(Container::Column)),
        ("table", TagName::Container(Container::Table)),
        ("tabs", TagName::Container(Container::Tabs)),
        ("tab", TagName::Container(Container::Tab)),
        ("synced_block", TagName::Container(Container::Synced)),
        (
            "synced_block_reference",
            TagName::Container(Container::SyncedReference),
        ),
        ("meeting-notes", TagName::Container(Container::Meeting)),
        ("meeting_notes", TagName::Container(Container::Meeting)),
        ("notes", TagName::Container(Container::Notes)),
        ("transcript", TagName::Container(Container::Transcript)),
        ("tr", TagName::Row),
        ("td", TagName::Cell),
        ("th", TagName::Cell),
        ("span", TagName::Span),
        ("br", TagName::Break),
        ("empty-block", TagName::Silent),
        ("table_of_contents", TagName::Silent),
        ("colgroup", TagName::Silent),
        ("col", TagName::Silent),
        ("thead", TagName::Silent),
        ("tbody", TagName::Silent),
    ];
    known
        .into_iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(written))
        .map_or(TagName::Other, |(_, name)| name)
}

/// What a file shown by this tag is, judged by its name first and its address second.
pub(crate) fn file_kind(kind: FileKind, url: &str) -> FileKind {
    if kind == FileKind::File
        && url
            .split(['?', '#'])
            .next()
            .is_some_and(|path| path.ends_with(".pdf"))
    {
        return FileKind::Pdf;
    }
    kind
}
