//! The outbox: what is on its way to Notion, and what could not be sent.
//!
//! A row is committed before its request is sent and goes in the commit of the outcome. What was refused, or could not be
//! proven safe, is parked with its reason and retried only when that can help.
//!
//! The rule it protects: a request that may have reached Notion has a row from before it was sent until its outcome is
//! known.

use keepsake_text::{ContentHash, NotionId};
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredHash, StoredId, millis, moment, row_id, stored_as_word};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::Store;
use crate::two_way::parts::OutboxPart;

row_id!(
    /// A row of the outbox.
    OutboxId
);

stored_as_word! {
    /// Where a row of the outbox stands.
    pub enum OutboxState {
        /// Its request is being sent, or was when the process ended: what came of it has to be read.
        Sent => "sent",
        /// Nothing is on its way.
        Parked => "parked",
    }
}

stored_as_word! {
    /// When trying again can help.
    pub enum Retry {
        /// Not until the program or the workspace is another one.
        Never => "never",
        /// When either side has changed: the intent is another one then.
        OnChange => "on_change",
        /// After a while.
        After => "after",
    }
}

/// The intent of a request that is about to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOutbox {
    /// The object.
    pub object: NotionId,
    /// What the request carries.
    pub part: OutboxPart,
    /// What is intended (JSON of the engine).
    pub intent: String,
    /// By which the engine knows the same intent again.
    pub intent_hash: ContentHash,
    /// Through which edit of the object it goes.
    pub edits: i64,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
}

/// Why something is not sent, or not sent again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewParked {
    /// The object.
    pub object: NotionId,
    /// What the request carried or would have.
    pub part: OutboxPart,
    /// By which the engine knows the same intent again.
    pub intent_hash: ContentHash,
    /// Through which edit of the object it goes.
    pub edits: i64,
    /// When trying again can help.
    pub retry: Retry,
    /// Not before this moment.
    pub not_before: Option<OffsetDateTime>,
    /// Why, as a stable word.
    pub reason: String,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the refused request.
    pub request_id: Option<String>,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
}

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its id.
    pub id: OutboxId,
    /// The object.
    pub object: NotionId,
    /// What the request carries.
    pub part: OutboxPart,
    /// What is intended; nothing when it was never sent.
    pub intent: Option<String>,
    /// By which the engine knows the same intent again.
    pub intent_hash: ContentHash,
    /// Where it stands.
    pub state: OutboxState,
    /// Through which edit of the object it goes.
    pub edits: i64,
    /// How often it was sent.
    pub attempts: u32,
    /// When trying again can help, of what is parked.
    pub retry: Option<Retry>,
    /// Not before this moment.
    pub not_before: Option<OffsetDateTime>,
    /// Why it is parked.
    pub reason: Option<String>,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the refused request.
    pub request_id: Option<String>,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
    /// When it was first sent or parked.
    pub created_time: OffsetDateTime,
    /// When it last changed.
    pub changed_time: OffsetDateTime,
}

/// Notes a request that is about to be sent, in the place of what was parked.
pub(crate) fn put(batch: &mut Batch<'_>, new: &NewOutbox) -> Result<(), StoreError> {
    let row = batch.row(new.object)?;
    batch.session.execute(
        sql(
            "INSERT INTO outbox (connection_id, object_id, part, intent, intent_hash, state, edits, attempts,
                     correlation_id, created_time, changed_time)
                 VALUES (?1, ?2, ?3, ?4, ?5, 'sent', ?6, 1, ?7, ?8, ?8)
                 ON CONFLICT (object_id, part) DO UPDATE SET
                     intent = excluded.intent, intent_hash = excluded.intent_hash, state = 'sent',
                     edits = excluded.edits, attempts = attempts + 1, retry = NULL, not_before = NULL, reason = NULL,
                     message = NULL, request_id = NULL, correlation_id = excluded.correlation_id,
                     changed_time = excluded.changed_time",
        )
        .bind(batch.connection)
        .bind(row)
        .bind(new.part)
        .bind(&new.intent)
        .bind(StoredHash(new.intent_hash))
        .bind(new.edits)
        .bind(&new.correlation_id)
        .bind(batch.now),
    )?;
    Ok(())
}

/// Notes why something is not sent (again).
pub(crate) fn park(batch: &mut Batch<'_>, new: &NewParked) -> Result<(), StoreError> {
    let row = batch.row(new.object)?;
    batch.session.execute(
        sql(
            "INSERT INTO outbox (connection_id, object_id, part, intent_hash, state, edits, attempts, retry, not_before,
                     reason, message, request_id, correlation_id, created_time, changed_time)
                 VALUES (?1, ?2, ?3, ?4, 'parked', ?5, 0, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?12)
                 ON CONFLICT (object_id, part) DO UPDATE SET
                     intent_hash = excluded.intent_hash, state = 'parked', edits = excluded.edits,
                     retry = excluded.retry, not_before = excluded.not_before, reason = excluded.reason,
                     message = excluded.message, request_id = excluded.request_id,
                     correlation_id = excluded.correlation_id, changed_time = excluded.changed_time",
        )
        .bind(batch.connection)
        .bind(row)
        .bind(new.part)
        .bind(StoredHash(new.intent_hash))
        .bind(new.edits)
        .bind(new.retry)
        .bind(new.not_before.map(millis))
        .bind(&new.reason)
        .bind(new.message.as_deref())
        .bind(new.request_id.as_deref())
        .bind(&new.correlation_id)
        .bind(batch.now),
    )?;
    Ok(())
}

/// The outcome is known.
pub(crate) fn remove(
    batch: &mut Batch<'_>,
    object: NotionId,
    part: OutboxPart,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql("DELETE FROM outbox WHERE object_id = ? AND part = ?")
            .bind(row)
            .bind(part),
    )?;
    Ok(())
}

/// Whether a request may be on its way.
pub(crate) fn is_sent(
    session: &mut Session<'_>,
    row: i64,
    part: OutboxPart,
) -> Result<bool, StoreError> {
    let found: Option<(i64,)> = session.optional(
        sql("SELECT id FROM outbox WHERE object_id = ? AND part = ? AND state = 'sent'")
            .bind(row)
            .bind(part),
    )?;
    Ok(found.is_some())
}

/// Drops a row when no part that it carries is unsettled any more. One whose request may be on its way is only ever here
/// because what came of it was seen: an edit leaves its part unsettled until then.
pub(crate) fn remove_idle(
    batch: &mut Batch<'_>,
    row: i64,
    part: OutboxPart,
) -> Result<(), StoreError> {
    batch.session.execute(
        sql(
            "DELETE FROM outbox WHERE object_id = ?1 AND part = ?2 AND NOT EXISTS
                 (SELECT 1 FROM copies WHERE object_id = ?1
                      AND CASE ?2 WHEN 'properties' THEN part GLOB 'property:*' ELSE part = ?2 END)",
        )
        .bind(row)
        .bind(part),
    )?;
    Ok(())
}

row_struct! {
    /// The row of an [`OutboxRow`].
    struct Row {
        id: OutboxId,
        notion_id: StoredId,
        part: OutboxPart,
        intent: Option<String>,
        intent_hash: StoredHash,
        state: OutboxState,
        edits: i64,
        attempts: u32,
        retry: Option<Retry>,
        not_before: Option<i64>,
        reason: Option<String>,
        message: Option<String>,
        request_id: Option<String>,
        correlation_id: String,
        created_time: i64,
        changed_time: i64,
    }
}

impl From<Row> for OutboxRow {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            object: row.notion_id.0,
            part: row.part,
            intent: row.intent,
            intent_hash: row.intent_hash.0,
            state: row.state,
            edits: row.edits,
            attempts: row.attempts,
            retry: row.retry,
            not_before: row.not_before.map(moment),
            reason: row.reason,
            message: row.message,
            request_id: row.request_id,
            correlation_id: row.correlation_id,
            created_time: moment(row.created_time),
            changed_time: moment(row.changed_time),
        }
    }
}

/// Rows beside their objects; the tables and the rest of the query follow.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT b.id, o.notion_id, b.part, b.intent, b.intent_hash, b.state, b.edits, b.attempts, b.retry,
                    b.not_before, b.reason, b.message, b.request_id, b.correlation_id, b.created_time, b.changed_time
             FROM ",
            $rest
        )
    };
}

impl Store {
    /// Everything that is on its way or parked, oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn outbox(&self, connection: ConnectionId) -> Result<Vec<OutboxRow>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(select!(
                "outbox b CROSS JOIN objects o ON o.id = b.object_id WHERE b.connection_id = ? ORDER BY b.id"
            ))
            .bind(connection),
        )?;
        Ok(rows.into_iter().map(OutboxRow::from).collect())
    }

    /// What of one object is on its way or parked.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    #[cfg(test)]
    pub(crate) async fn outbox_of(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Vec<OutboxRow>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(select!(
                "objects o CROSS JOIN outbox b ON b.object_id = o.id
                 WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY b.id"
            ))
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(rows.into_iter().map(OutboxRow::from).collect())
    }
}
