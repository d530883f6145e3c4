//! What the engine tells the store: one [`Change`] per fact, applied all together or not at all.
//!
//! These are plain values; `apply` gives them their meaning. The rule they protect: a result and the end of the request that
//! brought it are changes of the same list, so a crash never repeats a request nor loses its answer.

use keepsake_text::{ContentHash, NotionId};
use serde_json::Value;
use time::OffsetDateTime;

use crate::columns::row_id;
use crate::files::FileRecord;
use crate::ledger::{LedgerItem, RunState};
pub use crate::observed::{
    FetchKind, Link, LinkKind, NewFetch, ObjectKind, ObservedObject, StoredBlock, StoredComment,
    StoredParent, StoredUser,
};
use crate::records::rows::NewRecord;
use crate::records::transitions::NewTransition;
use crate::two_way::conflicts::{ConflictId, Kept, NewConflict};
use crate::two_way::creation_steps::ParkedCreation;
use crate::two_way::creations::CreationId;
use crate::two_way::edits::{LocalState, NewEdit};
use crate::two_way::history::NewHistory;
use crate::two_way::outbox::{NewOutbox, NewParked};
use crate::two_way::parts::{Origin, OutboxPart, Part};
use crate::webhook_events::EventId;

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

/// A change to apply. Every variant that says what is can be applied twice with the same result; [`Change::PutHistory`]
/// and [`Change::PutTransition`] say what happened, and [`Change::PutOutbox`] counts.
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
    /// Our own write of a property has moved the page's time to this minute, and its text was known up to that write: it
    /// need not be read again as long as nobody else has edited since.
    EchoBody {
        /// The page.
        object: NotionId,
        /// The page's last edit as the answer to our write shows it; nothing where the text has to be read after all.
        edited_time: Option<OffsetDateTime>,
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
    /// The complete value of a property is not known any more: what the object carries of it counts again.
    ForgetProperty {
        /// The object.
        object: NotionId,
        /// The property's id.
        property_id: String,
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
    /// Nothing had listed the object: what points at it led to it.
    MarkFoundByLink {
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
    /// The request is not made: nobody wants its answer any more. Unlike one that was made, it may be asked for again in the
    /// same run.
    DropFetch(FetchId),
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
    /// What a person wants of a part (see [`crate::Store::edit_parts`]).
    EditPart(NewEdit),
    /// Notion has what was wanted of a part through an edit: it is in step, or stays with a newer edit.
    SettlePart {
        /// The object.
        object: NotionId,
        /// The part.
        part: Part,
        /// The edit that was sent.
        through_edits: i64,
        /// What Notion has now: the base of a newer edit.
        base: Option<String>,
    },
    /// What Notion has of a part is taken, unless it was edited since.
    TakeRemote {
        /// The object.
        object: NotionId,
        /// The part.
        part: Part,
        /// The edit that this was decided about.
        through_edits: i64,
        /// What Notion has, for the history.
        value: Option<String>,
        /// Why, for the history.
        origin: Origin,
        /// Goes through logs, audit and errors.
        correlation_id: String,
    },
    /// Both sides agree on something newer about a part that is not settled, unless it was edited since.
    PutBase {
        /// The object.
        object: NotionId,
        /// The part.
        part: Part,
        /// The edit that this was decided about.
        through_edits: i64,
        /// What Notion has.
        value: Option<String>,
        /// Whether that lacks something Notion has.
        lossy: bool,
    },
    /// What is here of a part that is in step stands, whatever Notion shows of it now: it is not settled any more.
    KeepPart {
        /// The object.
        object: NotionId,
        /// The part.
        part: Part,
        /// What is here.
        value: Option<String>,
    },
    /// A merge takes the place of what was wanted of a part that is not settled, unless it was edited since.
    PutLocal {
        /// The object.
        object: NotionId,
        /// The part.
        part: Part,
        /// The edit that this was decided about.
        through_edits: i64,
        /// The merge.
        value: Option<String>,
    },
    /// A request is about to be sent.
    PutOutbox(NewOutbox),
    /// Something is not sent, or not sent again.
    ParkOutbox(NewParked),
    /// The outcome of a request is known.
    RemoveOutbox {
        /// The object.
        object: NotionId,
        /// What the request carried.
        part: OutboxPart,
    },
    /// Both sides changed a part.
    PutConflict(NewConflict),
    /// A conflict was decided.
    ResolveConflict {
        /// The conflict.
        id: ConflictId,
        /// What was kept.
        kept: Kept,
    },
    /// What is shown of a part changed.
    PutHistory(NewHistory),
    /// A request is about to be sent that makes a page. [`Applied::edited_since`] tells that it must not be sent, because
    /// the person changed or withdrew the page since it was read.
    SentCreation {
        /// The creation.
        id: CreationId,
        /// Its count of edits as read.
        edits: i64,
    },
    /// Notion has made a page.
    MadeCreation {
        /// The creation.
        id: CreationId,
        /// The page.
        made: NotionId,
    },
    /// What was written while a page was being made is among the edits of the page now.
    CarriedCreation {
        /// The creation.
        id: CreationId,
    },
    /// A page is not made, or not tried again.
    ParkCreation(ParkedCreation),
    /// Notion shows the object in the trash; it is put there when the whole plan is decided about.
    MarkTrashSeen {
        /// The object.
        object: NotionId,
    },
    /// The object has to be read again.
    OweAudit {
        /// The object.
        object: NotionId,
        /// Lower is sooner.
        priority: i64,
        /// Not before this moment.
        due: OffsetDateTime,
    },
    /// The object was read again.
    FinishAudit {
        /// The object.
        object: NotionId,
    },
    /// What a row was found to be.
    PutRecord(Box<NewRecord>),
    /// A row is no record any more.
    RemoveRecord {
        /// The page.
        object: NotionId,
        /// The [`crate::RowToValidate::due`] of what was read.
        due: i64,
    },
    /// A record went from one state to another.
    PutTransition(NewTransition),
    /// A record gets a job, unless one is open; [`Applied::jobs_made`] tells.
    PutRecordJob {
        /// The page.
        object: NotionId,
        /// Goes through logs, audit and errors.
        correlation_id: String,
    },
    /// A record's job is withdrawn, unless somebody has taken it.
    WithdrawRecordJob {
        /// The page.
        object: NotionId,
    },
    /// A webhook event was worked off.
    FinishEvent {
        /// The event.
        id: EventId,
    },
}

/// What applying found out, one entry per [`Change::PutObject`] in order, and sums.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// What was known of each object before.
    pub observations: Vec<Observation>,
    /// An object is new, moved or became known by its place: [`crate::Store::recompute_scope`] may decide differently now.
    pub tree_changed: bool,
    /// What points at what may have changed.
    pub links_changed: bool,
    /// Fetches that were not there before.
    pub fetches_added: u64,
    /// Bodies that differ from the ones stored before, or are the first.
    pub bodies_changed: u64,
    /// One entry per [`Change::EditPart`] in order.
    pub edits: Vec<LocalState>,
    /// Changes that were left out because a person edited the part or creation since: it has to be looked at again.
    pub edited_since: u64,
    /// Record jobs that were not there before.
    pub jobs_made: u64,
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
