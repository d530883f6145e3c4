//! Applying changes: all of a list in one transaction, or none of it.
//!
//! Changes keep their order, except that those which come in large numbers are written together with multi-row
//! statements. What each kind means is told by the module of its table. The rule it protects: what search finds and what is
//! stored change in the same commit.

use std::collections::HashMap;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::{Applied, Change, ConnectionId, RunId};
use crate::columns::{StoredId, id_list, millis};
use crate::error::StoreError;
use crate::groups::Groups;
use crate::records::{due, jobs, rows, transitions};
use crate::statement::{Session, sql};
use crate::store::{Durability, Store};
use crate::tables::cells;
use crate::two_way::{
    audits, conflicts, copies, creation_steps, edits, history, outbox, trash_plan,
};
use crate::{
    blocks, bodies, checkpoints, comments, fetches, files, linked, links, objects, places,
    properties, run_items, runs, scope, users, webhook_events,
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
    /// Rows of objects of which something changed that a record shows.
    pub(crate) touched: Vec<i64>,
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
        let mut transaction = writer.begin(durability)?;
        let mut batch = Batch {
            session: transaction.session(),
            connection,
            run,
            now: millis(now),
            rows: HashMap::new(),
            applied: Applied::default(),
            touched: Vec::new(),
        };
        batch.find_rows(&changes)?;
        batch.apply_all(changes)?;
        due::mark(&mut batch.session, &batch.touched)?;
        cells::forget(&mut batch.session, &batch.touched)?;
        if batch.applied.tree_changed {
            scope::mark_stale(&mut batch.session, connection)?;
        } else if batch.applied.links_changed {
            scope::mark_repointed(&mut batch.session, connection)?;
        }
        let applied = batch.applied;
        transaction.commit()?;
        Ok(applied)
    }
}

impl Batch<'_> {
    fn apply_all(&mut self, changes: Vec<Change>) -> Result<(), StoreError> {
        let mut groups = Groups::default();
        for change in changes {
            if let Err(change) = groups.take(change) {
                self.apply_groups(std::mem::take(&mut groups))?;
                self.apply_one(*change)?;
            }
        }
        self.apply_groups(groups)
    }

    fn apply_groups(&mut self, groups: Groups) -> Result<(), StoreError> {
        let Groups {
            objects,
            containers,
            bodies,
            links,
            files,
            fetches,
            finished,
            dropped,
            outcomes,
            requests,
        } = groups;
        if !objects.is_empty() {
            objects::put(self, objects)?;
        }
        if !containers.is_empty() {
            places::put_containers(self, containers)?;
        }
        if !bodies.is_empty() {
            bodies::put(self, bodies)?;
        }
        if !links.is_empty() {
            links::put(self, links)?;
        }
        if !files.is_empty() {
            files::put(self, files)?;
        }
        if !fetches.is_empty() {
            fetches::add(self, fetches)?;
        }
        if !finished.is_empty() {
            fetches::finish(self, &finished)?;
        }
        if !dropped.is_empty() {
            fetches::forget(self, &dropped)?;
        }
        if !outcomes.is_empty() {
            run_items::put(self, outcomes)?;
        }
        if requests > 0 {
            runs::add_requests(self, requests)?;
        }
        Ok(())
    }

    fn apply_one(&mut self, change: Change) -> Result<(), StoreError> {
        match change {
            Change::AmendBody { object, markdown } => bodies::amend(self, object, &markdown),
            Change::EchoBody {
                object,
                edited_time,
            } => bodies::echo(self, object, edited_time.map(millis)),
            Change::PutProperty {
                object,
                property_id,
                name,
                value,
            } => properties::put(self, object, &property_id, &name, &value),
            Change::ForgetProperty {
                object,
                property_id,
            } => properties::forget(self, object, &property_id),
            Change::PutBlocks {
                object,
                parent,
                first,
                blocks,
            } => blocks::put(self, object, parent, first, &blocks),
            Change::PutComments {
                object,
                on,
                comments,
            } => comments::put(self, object, on, &comments),
            Change::PutUsers(users) => users::put(self, &users),
            Change::MarkTrashed { object } => places::mark_trashed(self, object),
            Change::MarkFoundByLink { object } => linked::mark(self, object),
            Change::MarkReachable { object } => places::mark_reachable(self, object),
            Change::MarkUnreachable {
                object,
                reason,
                request_id,
            } => places::mark_unreachable(self, object, &reason, request_id.as_deref()),
            Change::RetryFetch { id, after, detail } => {
                fetches::retry(self, id, millis(after), detail)
            }
            Change::SetCheckpoint { name, value } => {
                checkpoints::set(self, &name, value.as_deref())
            }
            Change::SetRunState(state) => runs::set_state(self, state),
            Change::EditPart(edit) => edits::edit(self, &edit),
            Change::SettlePart {
                object,
                part,
                through_edits,
                base,
            } => copies::settle(self, object, &part, through_edits, base.as_deref()),
            Change::TakeRemote {
                object,
                part,
                through_edits,
                value,
                origin,
                correlation_id,
            } => copies::take_remote(
                self,
                object,
                &part,
                through_edits,
                value.as_deref(),
                (origin, &correlation_id),
            ),
            Change::PutBase {
                object,
                part,
                through_edits,
                value,
                lossy,
            } => copies::put_base(self, object, &part, through_edits, value.as_deref(), lossy),
            Change::KeepPart {
                object,
                part,
                value,
            } => copies::keep(self, object, &part, value.as_deref()),
            Change::PutLocal {
                object,
                part,
                through_edits,
                value,
            } => copies::put_local(self, object, &part, through_edits, value.as_deref()),
            Change::PutOutbox(new) => outbox::put(self, &new),
            Change::ParkOutbox(parked) => outbox::park(self, &parked),
            Change::RemoveOutbox { object, part } => outbox::remove(self, object, part),
            Change::PutConflict(new) => conflicts::put(self, &new),
            Change::ResolveConflict { id, kept } => conflicts::resolve(self, id, kept),
            Change::PutHistory(new) => history::put(self, &new),
            Change::SentCreation { id, edits } => creation_steps::sent(self, id, edits),
            Change::MadeCreation { id, made } => creation_steps::made(self, id, made),
            Change::CarriedCreation { id } => creation_steps::carried(self, id),
            Change::ParkCreation(parked) => creation_steps::park(self, &parked),
            Change::MarkTrashSeen { object } => trash_plan::mark(self, object),
            Change::OweAudit {
                object,
                priority,
                due,
            } => audits::owe(self, object, priority, due),
            Change::FinishAudit { object } => audits::finish(self, object),
            Change::PutRecord(record) => rows::put(self, &record),
            Change::RemoveRecord { object, due } => rows::remove(self, object, due),
            Change::PutTransition(new) => transitions::put(self, &new),
            Change::PutRecordJob {
                object,
                correlation_id,
            } => jobs::put(self, object, &correlation_id),
            Change::WithdrawRecordJob { object } => jobs::withdraw(self, object),
            Change::FinishEvent { id } => webhook_events::finish(self, id),
            // A group of its own; written out so that a new change cannot be forgotten.
            grouped @ (Change::PutObject(_)
            | Change::PutContainer { .. }
            | Change::PutBody { .. }
            | Change::PutLinks { .. }
            | Change::PutFile(_)
            | Change::AddFetch(_)
            | Change::FinishFetch(_)
            | Change::DropFetch(_)
            | Change::Ledger(_)
            | Change::AddRequests(_)) => self.apply_groups(Groups::of(grouped)),
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
    fn find_rows(&mut self, changes: &[Change]) -> Result<(), StoreError> {
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
            )?;
        self.rows
            .extend(found.into_iter().map(|(id, row)| (id.0, row)));
        Ok(())
    }
}

fn named_objects(change: &Change) -> Option<NotionId> {
    match change {
        Change::PutContainer { object, .. }
        | Change::PutBody { object, .. }
        | Change::AmendBody { object, .. }
        | Change::EchoBody { object, .. }
        | Change::PutLinks { object, .. }
        | Change::PutProperty { object, .. }
        | Change::ForgetProperty { object, .. }
        | Change::PutBlocks { object, .. }
        | Change::PutComments { object, .. }
        | Change::MarkTrashed { object }
        | Change::MarkFoundByLink { object }
        | Change::MarkReachable { object }
        | Change::MarkUnreachable { object, .. }
        | Change::SettlePart { object, .. }
        | Change::TakeRemote { object, .. }
        | Change::PutBase { object, .. }
        | Change::KeepPart { object, .. }
        | Change::PutLocal { object, .. }
        | Change::RemoveOutbox { object, .. }
        | Change::MarkTrashSeen { object }
        | Change::OweAudit { object, .. }
        | Change::FinishAudit { object }
        | Change::RemoveRecord { object, .. }
        | Change::PutRecordJob { object, .. }
        | Change::WithdrawRecordJob { object } => Some(*object),
        Change::PutFile(file) => Some(file.object),
        Change::EditPart(new) => Some(new.object),
        Change::PutOutbox(new) => Some(new.object),
        Change::ParkOutbox(parked) => Some(parked.object),
        Change::PutConflict(new) => Some(new.object),
        Change::PutHistory(new) => Some(new.object),
        Change::PutRecord(record) => Some(record.object),
        Change::PutTransition(new) => Some(new.object),
        Change::Ledger(item) => NotionId::parse(&item.id),
        Change::PutObject(_)
        | Change::PutUsers(_)
        | Change::AddFetch(_)
        | Change::FinishFetch(_)
        | Change::DropFetch(_)
        | Change::RetryFetch { .. }
        | Change::SetCheckpoint { .. }
        | Change::AddRequests(_)
        | Change::SetRunState(_)
        | Change::ResolveConflict { .. }
        | Change::SentCreation { .. }
        | Change::MadeCreation { .. }
        | Change::CarriedCreation { .. }
        | Change::ParkCreation(_)
        | Change::FinishEvent { .. } => None,
    }
}
