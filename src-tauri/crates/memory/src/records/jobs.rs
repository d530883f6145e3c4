//! Jobs of records: what a valid row in the queue gets exactly one of.
//!
//! Leaves out jobs between processes (`jobs`). The rule it protects: a row has one open job at most, whoever asks.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, moment, row_id, stored_as_word};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::{Durability, Store};

row_id!(
    /// A job of a record.
    RecordJobId
);

stored_as_word! {
    /// Where a record's job stands.
    pub enum RecordJobState {
        /// Nobody works on it.
        Waiting => "waiting",
        /// Somebody works on it.
        Taken => "taken",
        /// It was done.
        Done => "done",
        /// The row left the queue before anybody took it.
        Withdrawn => "withdrawn",
    }
}

/// A job of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordJob {
    /// Its id.
    pub id: RecordJobId,
    /// The page.
    pub object: NotionId,
    /// Where it stands.
    pub state: RecordJobState,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
    /// When it was made.
    pub created_time: OffsetDateTime,
    /// When it last changed.
    pub changed_time: OffsetDateTime,
}

/// Makes a job, unless one is open. One that was withdrawn, which nobody ever took, is taken up again: a row that was invalid
/// for a while has still got one job.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    object: NotionId,
    correlation_id: &str,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let again = batch.session.execute(
        sql(
            "UPDATE record_jobs SET state = 'waiting', correlation_id = ?2, created_time = ?3, changed_time = ?3
                 WHERE id = (SELECT max(id) FROM record_jobs WHERE object_id = ?1) AND state = 'withdrawn'",
        )
        .bind(row)
        .bind(correlation_id)
        .bind(batch.now),
    )?;
    batch.applied.jobs_made += again;
    if again > 0 {
        return Ok(());
    }
    batch.applied.jobs_made += batch.session.execute(
        sql(
            "INSERT INTO record_jobs (object_id, state, correlation_id, created_time, changed_time)
                 VALUES (?1, 'waiting', ?2, ?3, ?3)
                 ON CONFLICT (object_id) WHERE state IN ('waiting', 'taken') DO NOTHING",
        )
        .bind(row)
        .bind(correlation_id)
        .bind(batch.now),
    )?;
    Ok(())
}

/// Withdraws the job that nobody has taken.
pub(crate) fn withdraw(batch: &mut Batch<'_>, object: NotionId) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql("UPDATE record_jobs SET state = 'withdrawn', changed_time = ? WHERE object_id = ? AND state = 'waiting'")
            .bind(batch.now)
            .bind(row),
    )?;
    Ok(())
}

row_struct! {
    /// The row of a [`RecordJob`].
    struct Row {
        id: RecordJobId,
        notion_id: StoredId,
        state: RecordJobState,
        correlation_id: String,
        created_time: i64,
        changed_time: i64,
    }
}

impl From<Row> for RecordJob {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            object: row.notion_id.0,
            state: row.state,
            correlation_id: row.correlation_id,
            created_time: moment(row.created_time),
            changed_time: moment(row.changed_time),
        }
    }
}

impl Store {
    /// The newest job of a record.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn record_job(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Option<RecordJob>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(
                "SELECT j.id, o.notion_id, j.state, j.correlation_id, j.created_time, j.changed_time
                 FROM objects o CROSS JOIN record_jobs j ON j.object_id = o.id
                 WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY j.id DESC LIMIT 1",
            )
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(row.map(RecordJob::from))
    }

    /// The jobs in a state, oldest first. At most 1,000.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn record_jobs(
        &self,
        connection: ConnectionId,
        state: RecordJobState,
    ) -> Result<Vec<RecordJob>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT j.id, o.notion_id, j.state, j.correlation_id, j.created_time, j.changed_time
                 FROM record_jobs j CROSS JOIN objects o ON o.id = j.object_id
                 WHERE j.state = ? AND o.connection_id = ? ORDER BY j.id LIMIT 1000",
            )
            .bind(state)
            .bind(connection),
        )?;
        Ok(rows.into_iter().map(RecordJob::from).collect())
    }

    /// Takes a job that waits; whether it did. Survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn take_record_job(
        &self,
        id: RecordJobId,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let changed = transaction.session().execute(
            sql("UPDATE record_jobs SET state = 'taken', changed_time = ? WHERE id = ? AND state = 'waiting'")
                .bind(millis(now))
                .bind(id),
        )?;
        transaction.commit()?;
        Ok(changed > 0)
    }

    /// Notes that an open job was done; whether it was open. Survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn finish_record_job(
        &self,
        id: RecordJobId,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let changed = transaction.session().execute(
            sql("UPDATE record_jobs SET state = 'done', changed_time = ?
                 WHERE id = ? AND state IN ('waiting', 'taken')")
            .bind(millis(now))
            .bind(id),
        )?;
        transaction.commit()?;
        Ok(changed > 0)
    }
}
