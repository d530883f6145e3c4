//! Keepsake's memory: one SQLite file with everything that was read from Notion, the requests still to be made, and the
//! account of every run.
//!
//! All SQL lives here; nothing outside knows which database it is. The engine writes through [`Store::apply`], which takes a
//! list of [`Change`]s and commits all of them or none, the search index included. Leaves out the bytes of files (the engine
//! keeps them in a folder) and secrets (they are never in this file).
//!
//! Times are [`time::OffsetDateTime`] and come from the caller: the store has no clock.

mod apply;
mod blocks;
mod bodies;
mod breadcrumbs;
mod change;
mod checkpoints;
mod columns;
mod comments;
mod connections;
mod error;
mod export;
mod fetches;
mod files;
mod groups;
mod integrity;
mod jobs;
mod ledger;
mod links;
mod objects;
mod packing;
mod passages;
mod pieces;
mod places;
mod properties;
mod property_index;
mod reads;

mod rows;
mod run_items;
mod runs;
mod schema;
mod scope;
mod search;
mod sends;
mod statement;
mod store;
mod tally;
mod titles;
mod tree;
mod users;
mod wanted;

#[cfg(test)]
mod apply_tests;
#[cfg(test)]
mod fetches_tests;
#[cfg(test)]
mod jobs_tests;

#[cfg(test)]
mod lists_tests;
#[cfg(test)]
mod objects_tests;
#[cfg(test)]
mod plans_tests;
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

pub use breadcrumbs::Crumb;
pub use change::{
    Applied, Change, ConnectionId, FetchId, FetchKind, Link, LinkKind, NewFetch, ObjectKind,
    Observation, ObservedObject, RunId, StoredBlock, StoredComment, StoredParent, StoredUser,
};
pub use comments::Comment;
pub use connections::{Connection, ConnectionKind, ConnectionState, NewConnection};
pub use error::StoreError;
pub use export::{ExportedBlock, ExportedComment, ExportedObject};
pub use fetches::{Fetch, FetchCount};
pub use files::{FileRecord, FileStatus};
pub use integrity::IntegrityReport;
pub use jobs::{Job, JobId, JobState, NewJob};
pub use ledger::{Counts, Ledger, LedgerItem, Outcome, Run, RunKind, RunState, What};
pub use links::Backlink;
pub use objects::metadata_hash;
pub use places::Reach;
pub use reads::{Body, Known, Revision, StoredObject};
pub use runs::{NewRun, RunReport};
pub use scope::{Scope, Selection};
pub use search::{Hit, SearchQuery, SearchResults, Snippet};
pub use sends::SendHistory;
pub use statement::StatementWatch;
pub use store::{Durability, OpenOptions, Store};
pub use tree::TreeNode;
pub use wanted::Listed;
