//! One read that is still owed, as the engine sees it, and as the store keeps it.
//!
//! Leaves out how it is performed and what follows from its answer. The rule it protects: everything a restart needs
//! to go on is in the store, so a crash costs at most the reads that were in flight.

mod kept;
mod place;
mod shown_as;

use keepsake_memory::{FetchKind, Listed, NewFetch, ObjectKind};
use keepsake_text::NotionId;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

pub use place::Place;
pub use shown_as::ShownAs;

/// What kind of thing a walked reference should turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Walked {
    /// A page or row.
    Page,
    /// A table inside a database.
    DataSource,
}

/// Where the answer of a read of blocks belongs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockList {
    /// Where the page to read begins.
    #[serde(flatten)]
    pub at: Place,
    /// The place of the first block of that page among its siblings.
    #[serde(default)]
    pub first: u32,
}

/// A file to fetch, and where it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRead {
    /// `body`, `property:<id>`, `icon`, `cover`, `block:<id>` or `comment:<id>`.
    pub place: String,
    /// The address without its signature.
    pub identity: String,
    /// The signed address; good for about an hour.
    pub url: String,
    /// The name to show.
    pub name: String,
    /// What it is shown as.
    pub kind: ShownAs,
}

/// The priority of files; all other reads have a larger one.
pub const FILES: i64 = 0;

/// The order of comments that somebody asked for by name: they are read whatever the options of the run are, and first.
pub const BY_NAME: i64 = 1;

/// The priorities of reads that are requests to the API.
pub const API: std::ops::RangeInclusive<i64> = 1..=9;

/// One read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// A database container with the list of its data sources.
    Container {
        /// The database.
        database: NotionId,
    },
    /// One page of the rows of a data source.
    Query {
        /// The data source.
        data_source: NotionId,
        /// Only rows created in or after this minute: a list of more than 10,000 rows is read in windows.
        window: Option<OffsetDateTime>,
        /// Where that page begins.
        at: Place,
        /// It is a step of the slow round, which turns the pages itself.
        is_slow: bool,
    },
    /// One page of everything that search lists, a step of the slow round.
    Search {
        /// The bot itself: what search lists has no id of its own.
        bot: NotionId,
        /// Where the page begins.
        at: Place,
    },
    /// The metadata of something that search did not list.
    Object {
        /// Its id.
        id: NotionId,
        /// What it should be.
        expected: Walked,
        /// The title under which it was mentioned.
        title: String,
    },
    /// The metadata of something that is pointed at and that nothing has shown.
    Linked {
        /// Its id.
        id: NotionId,
        /// What it is, as far as what points at it says.
        kind: ObjectKind,
    },
    /// The contents of a page as Markdown.
    Body {
        /// The page.
        page: NotionId,
    },
    /// A part that Notion left out of a long page.
    Piece {
        /// The page it belongs to.
        page: NotionId,
        /// The block that was left out.
        block: NotionId,
    },
    /// A block that Markdown cannot express, with everything below it.
    UnknownBlock {
        /// The page it belongs to.
        page: NotionId,
        /// The block.
        block: NotionId,
    },
    /// The first level of a page's blocks, to find the blocks that Markdown cannot express.
    UnknownBlocks {
        /// The page.
        page: NotionId,
    },
    /// A property with more references than a page object carries.
    Property {
        /// The page.
        page: NotionId,
        /// The property's id.
        property: String,
        /// The property's name.
        name: String,
    },
    /// One page of the children of a page or block, asked for because of the comments on them.
    Blocks {
        /// The page they belong to.
        page: NotionId,
        /// Whose children.
        parent: NotionId,
        /// Which part of the list.
        list: BlockList,
    },
    /// The open comments of a page or block.
    Comments {
        /// The page they belong to.
        page: NotionId,
        /// The page or block they are attached to.
        on: NotionId,
    },
    /// An attachment.
    File {
        /// The object it belongs to.
        object: NotionId,
        /// Which file.
        file: FileRead,
    },
    /// One page of the workspace's users.
    Users {
        /// The bot itself: lists of users have no id of their own.
        bot: NotionId,
        /// Where the page begins.
        at: Place,
    },
}

impl Read {
    /// The kind under which the store keeps it.
    #[must_use]
    pub fn kind(&self) -> FetchKind {
        match self {
            Self::Container { .. } => FetchKind::Container,
            Self::Query { .. } => FetchKind::Query,
            Self::Search { .. } => FetchKind::Search,
            Self::Object { .. } => FetchKind::Object,
            Self::Linked { .. } => FetchKind::Linked,
            Self::Body { .. } => FetchKind::Body,
            Self::Piece { .. } | Self::UnknownBlock { .. } | Self::UnknownBlocks { .. } => {
                FetchKind::Part
            }
            Self::Property { .. } => FetchKind::Property,
            Self::Blocks { .. } => FetchKind::Blocks,
            Self::Comments { .. } => FetchKind::Comments,
            Self::File { .. } => FetchKind::File,
            Self::Users { .. } => FetchKind::Users,
        }
    }

    /// What is read: the id in the request's path, or the object a file belongs to.
    #[must_use]
    pub fn target(&self) -> NotionId {
        match self {
            Self::Container { database: id }
            | Self::Query {
                data_source: id, ..
            }
            | Self::Object { id, .. }
            | Self::Linked { id, .. }
            | Self::Body { page: id }
            | Self::Piece { block: id, .. }
            | Self::UnknownBlock { block: id, .. }
            | Self::UnknownBlocks { page: id }
            | Self::Property { page: id, .. }
            | Self::Blocks { parent: id, .. }
            | Self::Comments { on: id, .. }
            | Self::File { object: id, .. }
            | Self::Search { bot: id, .. }
            | Self::Users { bot: id, .. } => *id,
        }
    }

    /// The object for whose sake it is read; a read is due only while that object is selected.
    #[must_use]
    pub fn object(&self) -> Option<NotionId> {
        match self {
            Self::Query {
                data_source: id, ..
            }
            | Self::Body { page: id }
            | Self::Piece { page: id, .. }
            | Self::UnknownBlock { page: id, .. }
            | Self::UnknownBlocks { page: id }
            | Self::Property { page: id, .. }
            | Self::Blocks { page: id, .. }
            | Self::Comments { page: id, .. }
            | Self::File { object: id, .. } => Some(*id),
            Self::Container { .. }
            | Self::Search { .. }
            | Self::Object { .. }
            | Self::Linked { .. }
            | Self::Users { .. } => None,
        }
    }

    /// The row to store. `because` is the selected object that leads here, where the read has none of its own;
    /// `order` sorts reads of one kind, the highest first (for bodies the time of the last edit).
    #[must_use]
    pub fn owed(&self, because: Option<NotionId>, order: i64) -> NewFetch {
        let (key, detail) = self.key_and_detail();
        NewFetch {
            kind: self.kind(),
            target: self.target(),
            object: self.object().or(because),
            key,
            detail: serde_json::to_string(&detail).unwrap_or_default(),
            priority: self.priority(),
            order,
            again: false,
        }
    }

    /// The read that begins a list again whose cursor is refused; nothing for what is no list or was begun again before.
    #[must_use]
    pub fn from_the_start(&self) -> Option<Self> {
        let mut read = self.clone();
        match &mut read {
            Self::Query { at, .. } | Self::Search { at, .. } | Self::Users { at, .. } => {
                *at = at.again()?;
            }
            Self::Blocks { list, .. } => {
                *list = BlockList {
                    at: list.at.again()?,
                    first: 0,
                };
            }
            _ => return None,
        }
        Some(read)
    }

    /// The read that takes up again what could not be had of an object.
    #[must_use]
    pub fn again(hole: &Listed) -> Self {
        match hole.kind {
            ObjectKind::Database => Self::Container { database: hole.id },
            ObjectKind::DataSource => Self::Object {
                id: hole.id,
                expected: Walked::DataSource,
                title: hole.title.clone(),
            },
            ObjectKind::Page => Self::Object {
                id: hole.id,
                expected: Walked::Page,
                title: hole.title.clone(),
            },
        }
    }

    /// Smaller comes first. Signed links run out, so files lead; then what completes the list of titles; then the
    /// rest of an object that has begun; then bodies; comments cost most and come last.
    fn priority(&self) -> i64 {
        match self {
            Self::File { .. } => FILES,
            Self::Container { .. }
            | Self::Object { .. }
            | Self::Linked { .. }
            | Self::Query { .. }
            | Self::Search { .. } => 1,
            Self::Piece { .. }
            | Self::UnknownBlock { .. }
            | Self::UnknownBlocks { .. }
            | Self::Property { .. } => 2,
            Self::Body { .. } => 3,
            Self::Users { .. } => 4,
            Self::Blocks { .. } => 5,
            Self::Comments { .. } => 6,
        }
    }
}
