//! Objects to be read again, because a timestamp does not show every edit.
//!
//! The rule it protects: asking for the next one costs a few looks into an index, however many are owed.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, millis};
use crate::error::StoreError;
use crate::statement::sql;
use crate::store::Store;

/// Owes an audit; of two about one object the more urgent and the earlier counts.
pub(crate) fn owe(
    batch: &mut Batch<'_>,
    object: NotionId,
    priority: i64,
    due: OffsetDateTime,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql(
            "INSERT INTO audits (object_id, connection_id, priority, due_time) VALUES (?, ?, ?, ?)
                 ON CONFLICT (object_id) DO UPDATE SET
                     priority = min(priority, excluded.priority), due_time = min(due_time, excluded.due_time)",
        )
        .bind(row)
        .bind(batch.connection)
        .bind(priority)
        .bind(millis(due)),
    )?;
    Ok(())
}

/// The object was read.
pub(crate) fn finish(batch: &mut Batch<'_>, object: NotionId) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch
        .session
        .execute(sql("DELETE FROM audits WHERE object_id = ?").bind(row))?;
    Ok(())
}

impl Store {
    /// The objects to be read again that are due, the most urgent first (lower is sooner), then the longest due.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn next_audits(
        &self,
        connection: ConnectionId,
        limit: u32,
        now: OffsetDateTime,
    ) -> Result<Vec<NotionId>, StoreError> {
        let wanted = usize::try_from(limit).unwrap_or(usize::MAX);
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let mut due = Vec::new();
        let mut before = i64::MIN;
        while due.len() < wanted {
            let (priority,): (Option<i64>,) = session.one(
                sql("SELECT min(priority) FROM audits WHERE connection_id = ? AND priority > ?")
                    .bind(connection)
                    .bind(before),
            )?;
            let Some(priority) = priority else {
                break;
            };
            before = priority;
            let rows: Vec<(StoredId,)> = session.all(
                sql(
                    "SELECT o.notion_id FROM audits a CROSS JOIN objects o ON o.id = a.object_id
                     WHERE a.connection_id = ? AND a.priority = ? AND a.due_time <= ?
                     ORDER BY a.due_time, a.object_id LIMIT ?",
                )
                .bind(connection)
                .bind(priority)
                .bind(millis(now))
                .bind(i64::try_from(wanted - due.len()).unwrap_or(i64::MAX)),
            )?;
            due.extend(rows.into_iter().map(|(id,)| id.0));
        }
        Ok(due)
    }

    /// How many objects are to be read again.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    #[cfg(test)]
    pub(crate) async fn count_audits(&self, connection: ConnectionId) -> Result<u64, StoreError> {
        let mut reader = self.reader().await?;
        let (count,): (u32,) = reader
            .session()?
            .one(sql("SELECT count(*) FROM audits WHERE connection_id = ?").bind(connection))?;
        Ok(u64::from(count))
    }
}
