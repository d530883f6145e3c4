//! What the engine tells the store: one [`Change`] per fact, applied all together or not at all.
//!
//! These are plain values; `apply` gives them their meaning. The rule they protect: a result and the end of the request that
//! brought it are changes of the same list, so a crash never repeats a request nor loses its answer.

use keepsake_text::{ContentHash, NotionId};
use serde_json::Value;
use time::OffsetDateTime;

use crate::columns::{row_id, stored_as_word};
use crate::files::FileRecord;
use crate::ledger::{LedgerItem, RunState};

row_id!(
    /// A connection of this store.
    ConnectionId
);
row_id!(
    /// A run of this store.
    RunId
);
row_id!(
    /// A request still to be made; never given twice.
    FetchId
);

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
    /// A block: where that block lives is told by [`Change::PutContainer`].
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
        /// The metadata of one object.
        Object => "object",
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
}

/// A change to apply. Every variant can be applied twice with the same result.
#[derive(Debug, Clone)]
pub enum Change {
    /// What Notion showed of an object, found again by its id.
    PutObject(ObservedObject),
    /// Where an object whose parent is a block really lives.
    PutContainer {
        /// The object.
        object: NotionId,
        /// The page, database or data source around it.
        container: NotionId,
    },
    /// The Markdown of a page; a revision is added when it differs from the one before.
    PutBody {
        /// The page.
        object: NotionId,
        /// The stable form: signed queries of file addresses taken out.
        markdown: String,
        /// The hash of the text as Notion answered, by which the next answer is compared.
        source_hash: ContentHash,
        /// The page's last edit as known when the body was read.
        edited_time: OffsetDateTime,
        /// Whether that minute had passed, so that no later edit can hide in it.
        settled: bool,
        /// Whether it lacks something Notion has (unknown blocks).
        lossy: bool,
        /// Whether Notion cut it.
        truncated: bool,
    },
    /// The same edit of a page's Markdown with parts put in that came separately: no revision of its own.
    AmendBody {
        /// The page.
        object: NotionId,
        /// The text, now fuller.
        markdown: String,
    },
    /// All pointers of the object's body, in place of those known.
    PutLinks {
        /// The object.
        object: NotionId,
        /// Its pointers.
        links: Vec<Link>,
    },
    /// The complete value of a property of which the object carries the first 25 references only.
    PutProperty {
        /// The object.
        object: NotionId,
        /// The property's id.
        property_id: String,
        /// Its name.
        name: String,
        /// The complete value.
        value: Value,
    },
    /// A stretch of the children of a block or page, in place of those known from `first` on.
    PutBlocks {
        /// The page they belong to.
        object: NotionId,
        /// The block or page they are children of.
        parent: NotionId,
        /// The place of the first one among its siblings, from 0.
        first: u32,
        /// The blocks in order.
        blocks: Vec<StoredBlock>,
    },
    /// The open comments of a page or block, in place of those known.
    PutComments {
        /// The page they belong to.
        object: NotionId,
        /// The page or block they hang on.
        on: NotionId,
        /// The comments in order.
        comments: Vec<StoredComment>,
    },
    /// Users, found again by their ids.
    PutUsers(Vec<StoredUser>),
    /// What is known of a file in one place.
    PutFile(FileRecord),
    /// Notion says the object is in the trash.
    MarkTrashed {
        /// The object.
        object: NotionId,
    },
    /// Notion answers for the object (again).
    MarkReachable {
        /// The object.
        object: NotionId,
    },
    /// Notion does not answer for the object; what is stored of it is kept.
    MarkUnreachable {
        /// The object.
        object: NotionId,
        /// Why.
        reason: String,
        /// Notion's id of the refused request.
        request_id: Option<String>,
    },
    /// A request to be made; the same one twice is one.
    AddFetch(NewFetch),
    /// The request's answer is in this list of changes.
    FinishFetch(FetchId),
    /// The request has to be made again.
    RetryFetch {
        /// The request.
        id: FetchId,
        /// Not before this moment.
        after: OffsetDateTime,
        /// A new detail (a cursor to go on from), in place of the old one.
        detail: Option<String>,
    },
    /// The outcome for one thing in this run; the worse of several stays.
    Ledger(LedgerItem),
    /// A named value of the connection; `None` forgets it.
    SetCheckpoint {
        /// Its name.
        name: String,
        /// Its value.
        value: Option<String>,
    },
    /// Requests sent on behalf of this run.
    AddRequests(u64),
    /// Where the run stands.
    SetRunState(RunState),
}

/// What applying found out, one entry per [`Change::PutObject`] in order, and sums.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// What was known of each object before.
    pub observations: Vec<Observation>,
    /// An object is new, moved or became known by its place: [`crate::Store::recompute_scope`] may decide differently now.
    pub tree_changed: bool,
    /// Fetches that were not there before.
    pub fetches_added: u64,
    /// Bodies that differ from the ones stored before, or are the first.
    pub bodies_changed: u64,
}

/// What the store knew of an object that was observed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Observation {
    /// The object.
    pub id: NotionId,
    /// Whether it was not known before.
    pub is_new: bool,
    /// Whether its metadata (title, parent, properties ... everything but signed addresses) differs; true for a new one.
    pub metadata_changed: bool,
    /// The edit the stored body shows, if there is a body.
    pub body_known_for: Option<OffsetDateTime>,
    /// Whether that body was read after its minute had passed.
    pub body_settled: bool,
    /// Whether it lives in a block whose page is not known yet.
    pub needs_container: bool,
    /// Whether the person's choice includes it, as far as its place is known.
    pub in_scope: bool,
}
