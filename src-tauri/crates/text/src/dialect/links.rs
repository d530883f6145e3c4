//! Everything a page points at: child pages and databases, mentions, files, synced originals, and
//! blocks that Notion did not put into the Markdown.
//!
//! Found in one scan. Code is not looked into: an address in code is text.

use std::collections::HashSet;
use std::ops::Range;

use super::attributes::{address, target};
use super::blocks::{Block, Line, blocks};
use super::plain::spoken;
use super::tags::{Container, Tag, TagName, file_kind};
use super::tokens::{Kind, Token, tokens};
use crate::files::{FileKind, FileLink};
use crate::ids::{NotionId, block_in_url};

/// What a page points at, each kind in the order of the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// Pages that live in this page, once each.
    pub child_pages: Vec<ObjectLink>,
    /// Databases that live in this page, once each.
    pub child_databases: Vec<DatabaseLink>,
    /// Pages, databases and data sources that the text mentions or links to, once each. Linked
    /// views of databases that live elsewhere count as mentions of their data source.
    pub mentions: Vec<ObjectLink>,
    /// Files shown or offered, as often as they occur. Files behind ordinary links are not among
    /// them.
    pub files: Vec<FileLink>,
    /// Blocks that came as `<unknown>`.
    pub unknown: Vec<UnknownTag>,
    /// Blocks whose copies stand in this page.
    pub synced_references: Vec<NotionId>,
}

/// A reference to a page, a database or a data source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectLink {
    /// What it refers to.
    pub id: NotionId,
    /// The words of the reference; may be empty.
    pub title: String,
    /// What that is.
    pub kind: Referent,
}

/// What a reference says it refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Referent {
    /// A page, also where it does not say: nearly everything that is linked to is one.
    Page,
    /// A database.
    Database,
    /// A data source.
    DataSource,
}

/// A database in a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseLink {
    /// The database.
    pub id: NotionId,
    /// Its title in the page; may be empty.
    pub title: String,
    /// The data source it shows, when Notion says which.
    pub data_source: Option<NotionId>,
}

/// A block that Notion did not put into the Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTag {
    /// The block, from the fragment of the tag's address.
    pub block: Option<NotionId>,
    /// The kind of block, as Notion names it (`bookmark`, `embed`, ...).
    pub alt: String,
    /// The tag's address.
    pub url: Option<String>,
    /// Whether the block stands alone, directly in the page or block that was read.
    pub top_level: bool,
    /// The bytes of the Markdown the tag takes, for [`super::replace_unknown`].
    pub range: Range<usize>,
}

/// Everything the page points at.
#[must_use]
pub fn links(markdown: &str) -> Links {
    let mut collector = Collector::default();
    for block in blocks(markdown) {
        if let Block::Line(line) = block {
            collector.line(&line);
        }
    }
    collector.links
}

#[derive(Default)]
struct Collector {
    links: Links,
    seen_pages: HashSet<NotionId>,
    seen_databases: HashSet<NotionId>,
    seen_mentions: HashSet<NotionId>,
    /// Containers that are open.
    nesting: usize,
}

impl Collector {
    fn line(&mut self, line: &Line<'_>) {
        let tokens = tokens(line.text, line.at);
        // The tag whose words are being read, by its place.
        let mut open: Option<(usize, Tag<'_>)> = None;
        for (index, token) in tokens.iter().enumerate() {
            match &token.kind {
                Kind::Tag(tag) if has_words(tag.name) => {
                    if let Some((start, opened)) = open.take() {
                        let closed = tag.closing && tag.name == opened.name;
                        self.words_end(line, &tokens, start, index, closed, &opened);
                    }
                    if tag.opens() {
                        open = Some((index, *tag));
                    } else if !tag.closing {
                        self.words_end(line, &tokens, index, index, false, tag);
                    }
                }
                Kind::Tag(tag) => self.container(tag),
                Kind::LinkStart { url, end, .. } => {
                    let url = address(url);
                    if let Some(id) = target(&url) {
                        self.mention(id, words(&tokens, index + 1, *end), behind(&url));
                    }
                }
                Kind::ImageStart { url, end, .. } => {
                    let caption = words(&tokens, index + 1, *end);
                    self.file(FileKind::Image, &address(url), caption);
                }
                Kind::Citation { url, .. } => {
                    let url = address(url);
                    if let Some(id) = target(&url) {
                        self.mention(id, String::new(), behind(&url));
                    }
                }
                Kind::Text(_)
                | Kind::Code(_)
                | Kind::Math(_)
                | Kind::Mark(_)
                | Kind::LinkEnd
                | Kind::ImageEnd => {}
            }
        }
        if let Some((start, opened)) = open {
            self.words_end(line, &tokens, start, tokens.len(), false, &opened);
        }
    }

    /// The words of the tag at `start` end before the token at `end`, which is its closing tag if
    /// `closed`.
    fn words_end(
        &mut self,
        line: &Line<'_>,
        tokens: &[Token<'_>],
        start: usize,
        end: usize,
        closed: bool,
        tag: &Tag<'_>,
    ) {
        let title = words(tokens, start + 1, end);
        let url = tag.address();
        let id = url.as_deref().and_then(target);
        match tag.name {
            TagName::Page => {
                if let Some(id) = id
                    && self.seen_pages.insert(id)
                {
                    let kind = Referent::Page;
                    self.links.child_pages.push(ObjectLink { id, title, kind });
                }
            }
            TagName::Database => self.database(id, tag, title),
            TagName::Mention => {
                if let Some(id) = id {
                    self.mention(id, title, mentioned(tag));
                }
            }
            TagName::File(kind) => {
                if let Some(url) = url {
                    self.file(kind, &url, title);
                }
            }
            TagName::Unknown => {
                let last = if closed { end } else { start };
                let begins = tokens.get(start).map_or(line.at, |token| token.range.start);
                let ends = tokens.get(last).map_or(begins, |token| token.range.end);
                let alone = begins == line.at && ends == line.at + line.text.len();
                self.links.unknown.push(UnknownTag {
                    block: url.as_deref().and_then(block_in_url),
                    alt: tag.attribute("alt").unwrap_or_default().into_owned(),
                    url: url.map(std::borrow::Cow::into_owned),
                    top_level: alone && line.depth == 0 && self.nesting == 0,
                    range: begins..ends,
                });
            }
            _ => {}
        }
    }

    fn database(&mut self, id: Option<NotionId>, tag: &Tag<'_>, title: String) {
        let data_source = tag
            .attribute("data-source-url")
            .and_then(|url| target(&url));
        match (id, data_source) {
            (Some(id), data_source) => {
                if self.seen_databases.insert(id) {
                    self.links.child_databases.push(DatabaseLink {
                        id,
                        title,
                        data_source,
                    });
                }
            }
            (None, Some(data_source)) => self.mention(data_source, title, Referent::DataSource),
            (None, None) => {}
        }
    }

    fn container(&mut self, tag: &Tag<'_>) {
        let TagName::Container(container) = tag.name else {
            return;
        };
        if tag.closing {
            self.nesting = self.nesting.saturating_sub(1);
            return;
        }
        if container == Container::SyncedReference
            && let Some(url) = tag.address()
            && let Some(id) = block_in_url(&url).or_else(|| target(&url))
        {
            self.links.synced_references.push(id);
        }
        if container == Container::Callout
            && let Some(icon) = tag.attribute("icon")
            && icon.contains("://")
        {
            self.file(FileKind::Image, &icon, String::new());
        }
        if !tag.empty {
            self.nesting += 1;
        }
    }

    fn mention(&mut self, id: NotionId, title: String, kind: Referent) {
        if self.seen_mentions.insert(id) {
            self.links.mentions.push(ObjectLink { id, title, kind });
        }
    }

    fn file(&mut self, kind: FileKind, url: &str, caption: String) {
        if !url.is_empty() {
            let kind = file_kind(kind, url);
            self.links
                .files
                .push(FileLink::new(url.to_owned(), kind, caption));
        }
    }
}

/// What a tag of running text refers to.
fn mentioned(tag: &Tag<'_>) -> Referent {
    match tag.written_name().to_ascii_lowercase().as_str() {
        "mention-database" => Referent::Database,
        "mention-data-source" => Referent::DataSource,
        _ => Referent::Page,
    }
}

/// What an address leads to: a scheme may say, and only databases have views, unless a page is opened over one.
fn behind(url: &str) -> Referent {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    match scheme.unwrap_or_default().to_ascii_lowercase().as_str() {
        "collection" | "data-source" => return Referent::DataSource,
        "database" => return Referent::Database,
        _ => {}
    }
    let address = url.split('#').next().unwrap_or(url);
    let query = address.split_once('?').map_or("", |(_, query)| query);
    let asks = |name: &str| query.split('&').any(|pair| pair.starts_with(name));
    if asks("v=") && !asks("p=") {
        Referent::Database
    } else {
        Referent::Page
    }
}

/// Tags whose words, up to their closing tag, say what they are called.
fn has_words(name: TagName) -> bool {
    matches!(
        name,
        TagName::Page | TagName::Database | TagName::Mention | TagName::File(_) | TagName::Unknown
    )
}

fn words(tokens: &[Token<'_>], start: usize, end: usize) -> String {
    spoken(tokens.get(start..end).unwrap_or_default())
        .trim()
        .to_owned()
}
