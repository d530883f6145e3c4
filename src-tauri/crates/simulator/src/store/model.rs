//! The things a workspace is made of, as the simulator keeps them.
//!
//! Only facts are kept; JSON, Markdown, signatures and visibility are worked out per request.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::text::RichText;
use crate::identifier::Id;

/// Where an object lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Parent {
    /// The top of the workspace.
    Workspace,
    /// A page.
    Page(Id),
    /// A block inside a page.
    Block(Id),
    /// A database container.
    Database(Id),
    /// A data source.
    DataSource(Id),
}

impl Parent {
    /// The id of the parent object, if it is one.
    pub(crate) const fn id(self) -> Option<Id> {
        match self {
            Self::Workspace => None,
            Self::Page(id) | Self::Block(id) | Self::Database(id) | Self::DataSource(id) => {
                Some(id)
            }
        }
    }
}

/// Times (Unix milliseconds) and authors.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stamp {
    pub(crate) created: i64,
    pub(crate) edited: i64,
    /// The edit before the last one, which a lagging search index still shows.
    pub(crate) before: Option<i64>,
    pub(crate) creator: Id,
    pub(crate) editor: Id,
}

impl Stamp {
    /// Created and edited at one moment by one user.
    pub(crate) const fn new(at: i64, by: Id) -> Self {
        Self {
            created: at,
            edited: at,
            before: None,
            creator: by,
            editor: by,
        }
    }
}

/// A picture or file: elsewhere, or kept by the simulator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Media {
    /// Someone else's address.
    External(String),
    /// One of the store's files, shown as a signed address.
    Hosted(Id),
}

/// The icon of a page, database or callout.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Icon {
    Emoji(String),
    Media(Media),
    Custom(Id),
    /// Any other kind, as it is shown.
    Other(Value),
}

/// A page, or a row of a data source.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) id: Id,
    pub(crate) parent: Parent,
    pub(crate) title: RichText,
    /// Values by property id, without the title; only rows have any.
    pub(crate) properties: BTreeMap<String, PropertyValue>,
    /// Stored children in order; they come after those of a generated body.
    pub(crate) children: Vec<Id>,
    /// The number of the page's generated body (and properties), until the first edit stores them.
    pub(crate) generated: Option<u32>,
    pub(crate) stamp: Stamp,
    pub(crate) icon: Option<Icon>,
    pub(crate) cover: Option<Media>,
    pub(crate) in_trash: bool,
    pub(crate) is_archived: bool,
    pub(crate) is_locked: bool,
    /// Sharing does not pass through from above: only an own share makes it visible.
    pub(crate) restricted: bool,
}

/// A block that is not a page or database.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    pub(crate) id: Id,
    pub(crate) parent: Parent,
    pub(crate) kind: Cow<'static, str>,
    pub(crate) text: Option<RichText>,
    pub(crate) caption: Option<RichText>,
    pub(crate) cells: Vec<RichText>,
    pub(crate) media: Option<Media>,
    pub(crate) icon: Option<Icon>,
    /// The original's id when this is a copy of a synced block.
    pub(crate) copy_of: Option<Id>,
    /// The remaining payload, as it is shown (colour, language, url, ...).
    pub(crate) fields: Map<String, Value>,
    pub(crate) children: Vec<Id>,
    pub(crate) stamp: Stamp,
    pub(crate) in_trash: bool,
}

impl Block {
    /// An empty block of a kind.
    pub(crate) fn new(
        id: Id,
        parent: Parent,
        kind: impl Into<Cow<'static, str>>,
        stamp: Stamp,
    ) -> Self {
        Self {
            id,
            parent,
            kind: kind.into(),
            text: None,
            caption: None,
            cells: Vec::new(),
            media: None,
            icon: None,
            copy_of: None,
            fields: Map::new(),
            children: Vec::new(),
            stamp,
            in_trash: false,
        }
    }

    /// A field of the payload as text.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    /// A field of the payload as a switch.
    pub(crate) fn flag(&self, name: &str) -> bool {
        self.fields
            .get(name)
            .and_then(Value::as_bool)
            .unwrap_or(false)
    }
}

/// The value of one property of one row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PropertyValue {
    /// Rich text.
    Text(RichText),
    /// Related pages, in order.
    Relation(Vec<Id>),
    /// People, in order.
    People(Vec<Id>),
    /// Files with their names.
    Files(Vec<(String, Media)>),
    /// Everything else, as it is shown under the key of its type.
    Plain(Value),
}

/// A column of a data source.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Property {
    /// As stored; responses show it URL-encoded.
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) config: Value,
    pub(crate) description: Option<String>,
}

/// A table: schema and rows.
#[derive(Debug, Clone)]
pub(crate) struct DataSource {
    pub(crate) id: Id,
    pub(crate) database: Id,
    pub(crate) title: RichText,
    pub(crate) description: RichText,
    pub(crate) properties: Vec<Property>,
    /// Rows in order of creation.
    pub(crate) rows: Vec<Id>,
    pub(crate) templates: Vec<(Id, String)>,
    pub(crate) stamp: Stamp,
    pub(crate) icon: Option<Icon>,
    pub(crate) in_trash: bool,
}

/// The container of data sources; a linked view has none.
#[derive(Debug, Clone)]
pub(crate) struct Database {
    pub(crate) id: Id,
    pub(crate) parent: Parent,
    pub(crate) title: RichText,
    pub(crate) description: RichText,
    pub(crate) sources: Vec<Id>,
    pub(crate) is_inline: bool,
    pub(crate) is_locked: bool,
    pub(crate) in_trash: bool,
    pub(crate) stamp: Stamp,
    pub(crate) icon: Option<Icon>,
    pub(crate) cover: Option<Media>,
}

/// A person or a bot.
#[derive(Debug, Clone)]
pub(crate) struct User {
    pub(crate) id: Id,
    pub(crate) name: String,
    /// `None` for bots.
    pub(crate) email: Option<String>,
    /// Guests are not listed by the users endpoint.
    pub(crate) guest: bool,
}

/// A comment of an open discussion.
#[derive(Debug, Clone)]
pub(crate) struct Comment {
    pub(crate) id: Id,
    pub(crate) on: Parent,
    pub(crate) discussion: Id,
    pub(crate) text: RichText,
    pub(crate) stamp: Stamp,
    pub(crate) attachments: Vec<Id>,
}

/// How the bytes of a file come about.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// Kept as they are.
    Bytes(Vec<u8>),
    /// A picture drawn when it is read.
    Picture { seed: u64, width: u32, height: u32 },
    /// So many bytes of noise, made when they are read.
    Noise { seed: u64, size: u64 },
    /// Known by address but gone.
    Missing,
}

/// A file the workspace holds.
#[derive(Debug)]
pub(crate) struct StoredFile {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) content_type: String,
    pub(crate) content: Content,
    /// SHA-256 (hexadecimal) and size, worked out once.
    pub(crate) digest: OnceLock<(String, u64)>,
}

/// A custom emoji of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct CustomEmoji {
    pub(crate) id: Id,
    pub(crate) name: String,
    pub(crate) url: String,
}
