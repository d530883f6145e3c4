//! What follows from reading a database container.
//!
//! Pure. Leaves out the rows. The rules it protects: a container without data sources is a linked view of a database
//! elsewhere (Notion API facts, section 6): it is named and skipped, its rows come with their own database; a data
//! source that search did not list is found here.

use std::collections::HashMap;

use keepsake_memory::{Change, Known, LedgerItem, Outcome, What};
use keepsake_notion::{Database, Object};
use keepsake_text::NotionId;

use super::{
    Context,
    object::{self, Observed},
};
use crate::read::{Read, Walked};

/// The data sources a container names.
#[must_use]
pub fn data_sources(database: &Database) -> Vec<NotionId> {
    database
        .data_sources
        .iter()
        .map(|source| source.id)
        .collect()
}

/// The changes that store a container and read what it names and nobody has listed.
#[must_use]
pub fn changes(
    context: &Context,
    database: &Database,
    raw: &str,
    found_in: Option<NotionId>,
    known: &HashMap<NotionId, Known>,
) -> Vec<Change> {
    let observed = Observed {
        object: Object::Database(database.clone()),
        raw: raw.to_owned(),
    };
    let before = known
        .get(&database.id)
        .filter(|known| known.metadata_hash.is_some());
    let mut changes = object::plan(context, &observed, before).changes;
    if let Some(page) = found_in
        && matches!(database.parent, keepsake_notion::Parent::Block(_))
    {
        changes.push(Change::PutContainer {
            object: database.id,
            container: page,
        });
    }
    if database.data_sources.is_empty() {
        changes.push(Change::Ledger(LedgerItem {
            what: What::Object,
            id: database.id.to_string(),
            outcome: Outcome::Skipped,
            reason: "linked_view".to_owned(),
            message: None,
            request_id: None,
        }));
    }
    for source in &database.data_sources {
        if !known.contains_key(&source.id) {
            let read = Read::Object {
                id: source.id,
                expected: Walked::DataSource,
                title: source.name.clone(),
            };
            changes.push(Change::AddFetch(read.owed(Some(database.id), 0)));
        }
    }
    changes
}
