//! Applying changes: all of a list in one transaction, or none of it.
//!
//! Changes keep their order, except that those which come in large numbers are written together with multi-row
//! statements. What each kind means is told by the module of its table. The rule it protects: what search finds and what is
//! stored change in the same commit.

use std::collections::HashMap;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::{Applied, Change, ConnectionId, FetchId, NewFetch, ObservedObject, RunId};
use crate::columns::{StoredId, id_list, millis};
use crate::error::StoreError;
use crate::files::FileRecord;
use crate::ledger::LedgerItem;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store};
use crate::{
    blocks, bodies, checkpoints, comments, fetches, files, links, objects, places, properties,
    run_items, runs, scope, users,
};

/// One transaction's work: where it writes and what it has learned.
pub(crate) struct Batch<'b> {
    pub(crate) session: Session<'b>,
    pub(crate) connection: ConnectionId,
    pub(crate) run: Option<RunId>,
    /// Unix milliseconds.
    pub(crate) now: i64,
    /// Row ids of the objects that are named.
    pub(crate) rows: HashMap<NotionId, i64>,
    pub(crate) applied: Applied,
}

impl Store {
    /// Applies changes in one transaction: all of them, in order, or none.
    ///
    /// `run` is noted in revisions and outcomes. Survives the end of the process once it returns.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownObject`] when a change other than [`Change::PutObject`] names an object that was never
    /// observed; otherwise what the file system and SQLite say. Nothing is written then.
    pub async fn apply(
        &self,
        connection: ConnectionId,
        run: Option<RunId>,
        changes: Vec<Change>,
        now: OffsetDateTime,
    ) -> Result<Applied, StoreError> {
        self.apply_with(connection, run, changes, now, Durability::Process)
            .await
    }

    /// Like [`Store::apply`], surviving what `durability` says.
    ///
    /// # Errors
    ///
    /// As [`Store::apply`].
    pub async fn apply_with(
        &self,
        connection: ConnectionId,
        run: Option<RunId>,
        changes: Vec<Change>,
        now: OffsetDateTime,
        durability: Durability,
    ) -> Result<Applied, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(durability).await?;
        let mut batch = Batch {
            session: transaction.session(),
            connection,
            run,
            now: millis(now),
            rows: HashMap::new(),
            applied: Applied::default(),
        };
        batch.find_rows(&changes).await?;
        batch.apply_all(changes).await?;
        if batch.applied.tree_changed {
            scope::mark_stale(&mut batch.session, connection).await?;
        }
        let applied = batch.applied;
        transaction.commit().await?;
        Ok(applied)
    }
}

impl Batch<'_> {
    async fn apply_all(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        let mut groups = Groups::default();
        for change in changes {
            if let Err(change) = groups.take(change) {
                self.apply_groups(std::mem::take(&mut groups)).await?;
                self.apply_one(*change).await?;
            }
        }
        self.apply_groups(groups).await
    }

    async fn apply_groups(&mut self, groups: Groups) -> Result<(), StoreError> {
        if !groups.objects.is_empty() {
            objects::put(self, groups.objects).await?;
        }
        if !groups.files.is_empty() {
            files::put(self, groups.files).await?;
        }
        if !groups.fetches.is_empty() {
            fetches::add(self, groups.fetches).await?;
        }
        if !groups.finished.is_empty() {
            fetches::finish(self, &groups.finished).await?;
        }
        if !groups.outcomes.is_empty() {
            run_items::put(self, groups.outcomes).await?;
        }
        Ok(())
    }

    async fn apply_one(&mut self, change: Change) -> Result<(), StoreError> {
        match change {
            Change::PutContainer { object, container } => {
                places::put_container(self, object, container).await
            }
            Change::PutBody {
                object,
                markdown,
                source_hash,
                edited_time,
                settled,
                lossy,
                truncated,
            } => {
                let seen = bodies::Seen {
                    source_hash,
                    edited_time: millis(edited_time),
                    settled,
                    lossy,
                    truncated,
                };
                bodies::put(self, object, &markdown, &seen).await
            }
            Change::AmendBody { object, markdown } => bodies::amend(self, object, &markdown).await,
            Change::PutLinks { object, links } => links::put(self, object, links).await,
            Change::PutProperty {
                object,
                property_id,
                name,
                value,
            } => properties::put(self, object, &property_id, &name, &value).await,
            Change::PutBlocks {
                object,
                parent,
                first,
                blocks,
            } => blocks::put(self, object, parent, first, &blocks).await,
            Change::PutComments {
                object,
                on,
                comments,
            } => comments::put(self, object, on, &comments).await,
            Change::PutUsers(users) => users::put(self, &users).await,
            Change::MarkTrashed { object } => places::mark_trashed(self, object).await,
            Change::MarkReachable { object } => places::mark_reachable(self, object).await,
            Change::MarkUnreachable {
                object,
                reason,
                request_id,
            } => places::mark_unreachable(self, object, &reason, request_id.as_deref()).await,
            Change::RetryFetch { id, after, detail } => {
                fetches::retry(self, id, millis(after), detail).await
            }
            Change::SetCheckpoint { name, value } => {
                checkpoints::set(self, &name, value.as_deref()).await
            }
            Change::AddRequests(count) => runs::add_requests(self, count).await,
            Change::SetRunState(state) => runs::set_state(self, state).await,
            // Taken by `Groups` before; written out so that a new change cannot be forgotten.
            Change::PutObject(object) => objects::put(self, vec![object]).await,
            Change::PutFile(file) => files::put(self, vec![file]).await,
            Change::AddFetch(fetch) => fetches::add(self, vec![fetch]).await,
            Change::FinishFetch(id) => fetches::finish(self, &[id]).await,
            Change::Ledger(item) => run_items::put(self, vec![item]).await,
        }
    }

    /// The row of an object that must be known.
    pub(crate) fn row(&self, object: NotionId) -> Result<i64, StoreError> {
        self.rows
            .get(&object)
            .copied()
            .ok_or(StoreError::UnknownObject(object))
    }

    /// Looks up the rows of all objects the changes name, with one statement.
    async fn find_rows(&mut self, changes: &[Change]) -> Result<(), StoreError> {
        let mut named: Vec<NotionId> = changes.iter().flat_map(named_objects).collect();
        named.sort_unstable();
        named.dedup();
        if named.is_empty() {
            return Ok(());
        }
        let found: Vec<(StoredId, i64)> = self
            .session
            .all(
                sql("SELECT notion_id, id FROM objects
                     WHERE connection_id = ? AND notion_id IN (SELECT unhex(value) FROM json_each(?))")
                .bind(self.connection)
                .bind(id_list(named)),
            )
            .await?;
        self.rows
            .extend(found.into_iter().map(|(id, row)| (id.0, row)));
        Ok(())
    }
}

/// Changes that come in large numbers and can be written together, because none of them looks at what another one does
/// beyond the objects being there.
#[derive(Default)]
struct Groups {
    objects: Vec<ObservedObject>,
    files: Vec<FileRecord>,
    fetches: Vec<NewFetch>,
    finished: Vec<FetchId>,
    outcomes: Vec<LedgerItem>,
}

impl Groups {
    /// Takes a change, or gives back one that has to wait for those taken so far.
    fn take(&mut self, change: Change) -> Result<(), Box<Change>> {
        match change {
            Change::PutObject(object) => self.objects.push(object),
            Change::PutFile(file) => self.files.push(file),
            Change::AddFetch(fetch) => self.fetches.push(fetch),
            Change::FinishFetch(id) => self.finished.push(id),
            Change::Ledger(item) => self.outcomes.push(item),
            other => return Err(Box::new(other)),
        }
        Ok(())
    }
}

fn named_objects(change: &Change) -> Option<NotionId> {
    match change {
        Change::PutContainer { object, .. }
        | Change::PutBody { object, .. }
        | Change::AmendBody { object, .. }
        | Change::PutLinks { object, .. }
        | Change::PutProperty { object, .. }
        | Change::PutBlocks { object, .. }
        | Change::PutComments { object, .. }
        | Change::MarkTrashed { object }
        | Change::MarkReachable { object }
        | Change::MarkUnreachable { object, .. } => Some(*object),
        Change::PutFile(file) => Some(file.object),
        Change::Ledger(item) => NotionId::parse(&item.id),
        Change::PutObject(_)
        | Change::PutUsers(_)
        | Change::AddFetch(_)
        | Change::FinishFetch(_)
        | Change::RetryFetch { .. }
        | Change::SetCheckpoint { .. }
        | Change::AddRequests(_)
        | Change::SetRunState(_) => None,
    }
}
