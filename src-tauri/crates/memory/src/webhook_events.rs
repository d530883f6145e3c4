//! The inbox of webhook events: stored before they are answered, worked off afterwards.
//!
//! The rule it protects: an event that was answered is not lost, and one that is delivered twice is one.

use std::collections::HashSet;

use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, moment, row_id};
use crate::error::StoreError;
use crate::packing::{pack, unpack};
use crate::rows::row_struct;
use crate::statement::{Session, batches, sql, sql_rows_of};
use crate::store::{Durability, Store, at_length};

row_id!(
    /// A webhook event of this store.
    EventId
);

/// An event as it was delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    /// Notion's id of the event.
    pub event_id: String,
    /// Its type, as Notion names it.
    pub kind: String,
    /// What it is about.
    pub entity: Option<NotionId>,
    /// What that is, as Notion names it.
    pub entity_kind: Option<String>,
    /// The workspace.
    pub workspace: Option<String>,
    /// The JSON as it came.
    pub raw: String,
}

/// What putting an event into the inbox found out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventAnswer {
    /// It is new, and stored.
    Stored,
    /// It was delivered before.
    Known,
}

/// An event that is not worked off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    /// Its id here.
    pub id: EventId,
    /// Notion's id of the event.
    pub event_id: String,
    /// Its type, as Notion names it.
    pub kind: String,
    /// What it is about.
    pub entity: Option<NotionId>,
    /// What that is, as Notion names it.
    pub entity_kind: Option<String>,
    /// The workspace.
    pub workspace: Option<String>,
    /// The JSON as it came.
    pub raw: String,
    /// When it was delivered.
    pub received_time: OffsetDateTime,
}

row_struct! {
    /// The row of a [`WebhookEvent`].
    struct Row {
        id: EventId,
        event_id: String,
        kind: String,
        entity: Option<StoredId>,
        entity_kind: Option<String>,
        workspace: Option<String>,
        raw: Vec<u8>,
        received_time: i64,
    }
}

/// Stores events; Notion's ids of those that were not known.
fn put(
    session: &mut Session<'_>,
    events: &[NewEvent],
    now: i64,
) -> Result<HashSet<String>, StoreError> {
    let mut stored = HashSet::new();
    for rows in batches(events) {
        let mut statement = sql_rows_of(
            "INSERT INTO webhook_events (event_id, kind, entity, entity_kind, workspace, raw, state, received_time)",
            "(?, ?, ?, ?, ?, ?, 'new', ?)",
            rows.len(),
            "ON CONFLICT (event_id) DO NOTHING RETURNING event_id",
        );
        for event in rows {
            let page = event
                .entity
                .filter(|_| planted(Bug::WebhookDeduplicatedByPage));
            match page {
                Some(page) => statement.push(page.to_string()),
                None => statement.push(&event.event_id),
            }
            statement.push(&event.kind);
            statement.push(event.entity.map(StoredId));
            statement.push(event.entity_kind.as_deref());
            statement.push(event.workspace.as_deref());
            statement.push(pack(&event.raw));
            statement.push(now);
        }
        let new: Vec<(String,)> = session.all(statement)?;
        stored.extend(new.into_iter().map(|(event_id,)| event_id));
    }
    Ok(stored)
}

/// An event was worked off.
pub(crate) fn finish(batch: &mut Batch<'_>, id: EventId) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE webhook_events SET state = 'done', done_time = ? WHERE id = ? AND state = 'new'")
            .bind(batch.now)
            .bind(id),
    )?;
    Ok(())
}

impl Store {
    /// Puts events into the inbox, one answer for each in order; they survive a power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written: none may be answered then.
    pub async fn put_events(
        &self,
        events: &[NewEvent],
        now: OffsetDateTime,
    ) -> Result<Vec<EventAnswer>, StoreError> {
        let mut writer = self.writer().await;
        // A busy disk takes its time for the commit.
        let mut stored = at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let stored = put(&mut transaction.session(), events, millis(now))?;
            if planted(Bug::WebhookAcknowledgedBeforeStored) {
                return Ok(stored);
            }
            transaction.commit()?;
            Ok::<_, StoreError>(stored)
        })?;
        // The first delivery of several in one list is the one that was stored.
        Ok(events
            .iter()
            .map(|event| {
                if stored.remove(&event.event_id) {
                    EventAnswer::Stored
                } else {
                    EventAnswer::Known
                }
            })
            .collect())
    }

    /// Events that are not worked off, oldest first: those of the connection's workspace, and those that name none.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn new_events(
        &self,
        connection: ConnectionId,
        limit: u32,
    ) -> Result<Vec<WebhookEvent>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT e.id, e.event_id, e.kind, e.entity, e.entity_kind, e.workspace, e.raw, e.received_time
                 FROM webhook_events e CROSS JOIN connections c ON c.id = ?
                 WHERE e.state = 'new'
                       AND (e.workspace IS NULL OR c.workspace_id IS NULL OR e.workspace = c.workspace_id)
                 ORDER BY e.id LIMIT ?",
            )
            .bind(connection)
            .bind(limit),
        )?;
        rows.into_iter()
            .map(|row| {
                Ok(WebhookEvent {
                    id: row.id,
                    event_id: row.event_id,
                    kind: row.kind,
                    entity: row.entity.map(|id| id.0),
                    entity_kind: row.entity_kind,
                    workspace: row.workspace,
                    raw: unpack(&row.raw)?,
                    received_time: moment(row.received_time),
                })
            })
            .collect()
    }

    /// When the last event about the connection's workspace, or about none, was delivered.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn last_event(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let mut reader = self.reader().await?;
        let last: Option<(i64,)> = reader.session()?.optional(
            sql(
                "SELECT e.received_time FROM webhook_events e CROSS JOIN connections c ON c.id = ?
                 WHERE e.workspace IS NULL OR c.workspace_id IS NULL OR e.workspace = c.workspace_id
                 ORDER BY e.id DESC LIMIT 1",
            )
            .bind(connection),
        )?;
        Ok(last.map(|(at,)| moment(at)))
    }

    /// Drops events that were delivered before a moment; how many. A delivery of one of them again would be a new one.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn forget_events(&self, before: OffsetDateTime) -> Result<u64, StoreError> {
        let mut writer = self.writer().await;
        writer
            .session()
            .execute(sql("DELETE FROM webhook_events WHERE received_time < ?").bind(millis(before)))
    }
}
