//! What Notion showed, as values: objects, pointers, blocks, comments, users, and the requests still to be made.
//!
//! Leaves out files (`files`) and what becomes of each (`change`).

use keepsake_text::{ContentHash, NotionId};
use time::OffsetDateTime;

use crate::columns::stored_as_word;

stored_as_word! {
    /// What an object is.
    pub enum ObjectKind {
        /// A page, also the row of a data source.
        Page => "page",
        /// A database: the container of data sources.
        Database => "database",
        /// A data source: a schema and its rows.
        DataSource => "data_source",
    }
}

/// Where Notion says an object lives (Notion API reference: Parent).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoredParent {
    /// The top of the workspace.
    Workspace,
    /// A page.
    Page(NotionId),
    /// A block: where that block lives is told by [`crate::Change::PutContainer`].
    Block(NotionId),
    /// A database.
    Database(NotionId),
    /// A data source: the object is one of its rows.
    DataSource(NotionId),
    /// Something this program does not know.
    Unknown,
}

/// A page, database or data source as Notion just showed it.
#[derive(Debug, Clone)]
pub struct ObservedObject {
    /// Its id.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title as plain text; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// Where it lives.
    pub parent: StoredParent,
    /// When it was made; nothing where Notion did not say.
    pub created_time: Option<OffsetDateTime>,
    /// When it was last edited, rounded down to the minute by Notion.
    pub edited_time: Option<OffsetDateTime>,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// Its address for people.
    pub url: Option<String>,
    /// The JSON as it came.
    pub raw: String,
    /// Only its name or id is known (a link, an object without read capability): what is stored already is kept.
    pub partial: bool,
    /// The hash of `raw` as [`metadata_hash`](crate::metadata_hash) makes it, where it is known already.
    pub hash: Option<ContentHash>,
}

stored_as_word! {
    /// How one object points at another.
    pub enum LinkKind {
        /// A child page or child database shown in the body.
        Child => "child",
        /// A mention or link in the body.
        Mention => "mention",
        /// A relation in a property.
        Relation => "relation",
    }
}

/// A pointer from one object to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Link {
    /// What is pointed at; it need not be an object of the store.
    pub target: NotionId,
    /// How.
    pub kind: LinkKind,
}

/// A block as it was listed below its parent.
#[derive(Debug, Clone)]
pub struct StoredBlock {
    /// Its id.
    pub id: NotionId,
    /// Its type, as Notion names it.
    pub kind: String,
    /// Whether it has children of its own.
    pub has_children: bool,
    /// The JSON as it came.
    pub raw: String,
}

/// A comment.
#[derive(Debug, Clone)]
pub struct StoredComment {
    /// Its id.
    pub id: NotionId,
    /// The discussion it belongs to.
    pub discussion: Option<NotionId>,
    /// When it was written.
    pub created_time: Option<OffsetDateTime>,
    /// The user who wrote it.
    pub author: Option<NotionId>,
    /// Its words.
    pub text: String,
    /// The JSON as it came.
    pub raw: String,
}

/// A person or bot of the workspace.
#[derive(Debug, Clone)]
pub struct StoredUser {
    /// Its id.
    pub id: NotionId,
    /// `person` or `bot`.
    pub kind: String,
    /// Its name; empty where Notion does not tell it.
    pub name: String,
    /// The JSON as it came.
    pub raw: String,
}

stored_as_word! {
    /// What a request still to be made asks for.
    pub enum FetchKind {
        /// Where a block-parented object lives.
        Container => "container",
        /// Rows of a data source.
        Query => "query",
        /// What search lists.
        Search => "search",
        /// The metadata of one object.
        Object => "object",
        /// The metadata of something that is pointed at and that nothing has shown.
        Linked => "linked",
        /// The Markdown of a page.
        Body => "body",
        /// A truncated piece or an unknown block of a page.
        Part => "part",
        /// A property beyond 25 references.
        Property => "property",
        /// Children of a block.
        Blocks => "blocks",
        /// Comments of a page or block.
        Comments => "comments",
        /// A file to download.
        File => "file",
        /// The users of the workspace.
        Users => "users",
    }
}

/// A request to be made.
#[derive(Debug, Clone)]
pub struct NewFetch {
    /// What is asked for.
    pub kind: FetchKind,
    /// What it is asked of.
    pub target: NotionId,
    /// The object the answer belongs to.
    pub object: Option<NotionId>,
    /// Tells requests of one kind and target apart (a cursor, a property id); two with the same key are one.
    pub key: String,
    /// Whatever else the asker needs to continue (JSON).
    pub detail: String,
    /// Lower is sooner.
    pub priority: i64,
    /// Within a priority, higher is sooner (for example the time of the last edit).
    pub order: i64,
    /// An answer that came earlier in the same run does not do: something has happened since.
    pub again: bool,
}
