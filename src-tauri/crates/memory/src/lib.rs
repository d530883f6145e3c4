//! Keepsake's memory: one SQLite file with everything that was read from Notion, the requests still to be made, and the
//! account of every run.
//!
//! All SQL lives here; nothing outside knows which database it is. The engine writes through [`Store::apply`], which takes a
//! list of [`Change`]s and commits all of them or none, the search index included. Leaves out the bytes of files (the engine
//! keeps them in a folder) and secrets (they are never in this file).
//!
//! Times are [`time::OffsetDateTime`] and come from the caller: the store has no clock.

mod alerts;
mod apply;
mod backup;
mod blocks;
mod bodies;
mod breadcrumbs;
mod change;
mod checkpoints;
mod choice;
mod columns;
mod comments;
mod connections;
mod contents;
mod data_version;
mod erase;
mod error;
mod export;
mod fetches;
mod files;
mod forget;
mod forgotten;
mod groups;
mod integrity;
mod jobs;
mod ledger;
mod linked;
mod linked_rows;
mod links;
mod not_shared;
mod objects;
mod observed;
mod opening;
mod packing;
mod passages;
mod pause;
mod pieces;
mod places;
mod problems;
mod properties;
mod property_index;
mod put_back;
mod queue_lengths;
mod readers;
mod reads;
mod records;
mod restored;
mod rows;
mod run_items;
mod runs;
mod schema;
mod scope;
mod search;
mod sends;
mod statement;
mod store;
mod tables;
mod tally;
mod titles;
mod tree;
mod two_way;
mod users;
mod versions;
mod wanted;
mod webhook_events;

#[cfg(test)]
mod apply_tests;
#[cfg(test)]
mod backup_tests;
#[cfg(test)]
mod choice_tests;
#[cfg(test)]
mod fetches_tests;
#[cfg(test)]
mod forget_tests;
#[cfg(test)]
mod forgotten_tests;
#[cfg(test)]
mod jobs_tests;
#[cfg(test)]
mod linked_rows_tests;
#[cfg(test)]
mod linked_tests;
#[cfg(test)]
mod lists_tests;
#[cfg(test)]
mod objects_tests;
#[cfg(test)]
mod plans_tests;
#[cfg(test)]
mod restored_tests;
#[cfg(test)]
mod runs_tests;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod search_tests;
#[cfg(test)]
mod speed_tests;
#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod tally_tests;
#[cfg(test)]
mod test_support;
#[cfg(test)]
mod versions_tests;
#[cfg(test)]
mod webhook_events_tests;

pub use alerts::{Alert, AlertId, AlertState, NewAlert, Severity};
pub use backup::{Beside, BesideKind, CopyFacts, Overwrite, beside, look_at_copy};
pub use breadcrumbs::Crumb;
pub use change::{
    Applied, Change, ConnectionId, FetchId, FetchKind, Link, LinkKind, NewFetch, ObjectKind,
    Observation, ObservedObject, RunId, StoredBlock, StoredComment, StoredParent, StoredUser,
};
pub use choice::{ChangedChoice, ChoiceEffect, Fate, Leaver};
pub use comments::Comment;
pub use connections::{Connection, ConnectionKind, ConnectionState, NewConnection};
pub use data_version::DataVersion;
pub use error::StoreError;
pub use export::{ExportedBlock, ExportedComment, ExportedObject};
pub use fetches::{Fetch, FetchCount};
pub use files::{FileRecord, FileStatus};
pub use forget::Forgetting;
pub use integrity::IntegrityReport;
pub use jobs::{Job, JobId, JobState, NewJob};
pub use ledger::{Counts, Ledger, LedgerItem, Outcome, Run, RunKind, RunState, What};
pub use linked::Unseen;
pub use links::Backlink;
pub use not_shared::{NotShared, Pointing};
pub use objects::metadata_hash;
pub use opening::OpenOptions;
pub use pause::KeptPause;
pub use places::Reach;
pub use problems::Problem;
pub use put_back::{PutBack, put_back, start_fresh};
pub use queue_lengths::QueueLength;
pub use reads::{Body, Known, StoredObject};
pub use records::due::RowToValidate;
pub use records::jobs::{RecordJob, RecordJobId, RecordJobState};
pub use records::profiles::{NewProfile, ProfileId, StoredProfile};
pub use records::rows::{NewRecord, RecordCounts, RecordFilter, StoredRecord};
pub use records::transitions::{NewTransition, Transition};
pub use restored::ShowsMissing;
pub use runs::{BY_THE_CLOCK, NewRun, RunReport};
pub use scope::{Scope, Selection};
pub use search::{Hit, Recent, SearchFilter, SearchKind, SearchQuery, SearchResults, Snippet};
pub use sends::SendHistory;
pub use statement::StatementWatch;
pub use store::{Durability, Store};
pub use tables::cells::{Cell, RowCells};
pub use tables::query::{RowCondition, RowQuery, RowSort, RowTest, SortBy};
pub use tables::rows::{RowGroup, SourceCounts, TableRow};
pub use tables::views::{NewTableView, StoredTableView, TableViewId};
pub use tree::TreeNode;
pub use two_way::brakes::{Brake, BrakeAnswer, BrakeDirection, NewBrake};
pub use two_way::conflicts::{Conflict, ConflictId, ConflictState, Kept, NewConflict};
pub use two_way::creation_steps::ParkedCreation;
pub use two_way::creations::{
    Creation, CreationAnswer, CreationId, CreationParent, CreationState, NewCreation,
};
pub use two_way::edits::{LocalEdit, LocalState, NewEdit};
pub use two_way::history::{HistoryEntry, HistoryId, NewHistory};
pub use two_way::outbox::{NewOutbox, NewParked, OutboxId, OutboxRow, OutboxState, Retry};
pub use two_way::parts::{Origin, OutboxPart, Part};
pub use two_way::trash_plan::{TrashPlan, TrashSeen, TrashTotals};
pub use two_way::unsettled::{Unsettled, UnsettledPart};
pub use versions::{Version, VersionId};
pub use wanted::Listed;
pub use webhook_events::{EventAnswer, EventId, NewEvent, WebhookEvent};
