//! Jobs: the only way processes on one data folder ask each other for something.
//!
//! A job is claimed for a time; whoever claims it gets a token that grows with every claim. Only the holder of the newest
//! token can move the job on, so a process that slept through its lease does no harm when it wakes.
//!
//! The rule it protects: a job that was enqueued is waiting, held by one process, or ended with a reason; it is never lost.

use time::{Duration, OffsetDateTime};

use crate::columns::{millis, moment, row_id, stored_as_word};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store};

row_id!(
    /// A job of this store.
    JobId
);

stored_as_word! {
    /// Where a job stands.
    pub enum JobState {
        /// Not taken by anybody.
        Waiting => "waiting",
        /// Held by a process.
        Running => "running",
        /// Ended with a result.
        Finished => "finished",
        /// Ended with an error.
        Failed => "failed",
        /// Ended because somebody asked.
        Cancelled => "cancelled",
    }
}

impl JobState {
    /// Whether nothing more will happen to the job.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Failed | Self::Cancelled)
    }
}

/// A job to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewJob {
    /// What is to be done; whoever claims jobs knows the words.
    pub kind: String,
    /// What it needs to know (JSON).
    pub payload: String,
    /// Higher is sooner.
    pub priority: i64,
    /// After so many claims it fails.
    pub max_attempts: u32,
    /// Goes through logs, audit and errors of everything it does.
    pub correlation_id: String,
    /// Not before this moment.
    pub not_before: Option<OffsetDateTime>,
}

/// A job as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What is to be done.
    pub kind: String,
    /// What it needs to know.
    pub payload: String,
    /// Where it stands.
    pub state: JobState,
    /// How often it was claimed.
    pub attempts: u32,
    /// The token of the last claim.
    pub fence: i64,
    /// Until when it is held.
    pub lease_until: Option<OffsetDateTime>,
    /// Whether somebody asked to end it.
    pub cancel_requested: bool,
    /// How far it is, in the words of whoever does it.
    pub progress: Option<String>,
    /// What came of it.
    pub result: Option<String>,
    /// Why it failed, the last time.
    pub error: Option<String>,
    /// Goes through logs, audit and errors of everything it does.
    pub correlation_id: String,
    /// When it was enqueued.
    pub created_time: OffsetDateTime,
    /// When it last moved.
    pub changed_time: OffsetDateTime,
}

row_struct! {
    /// The row of a [`Job`].
    struct Row {
        id: JobId,
        kind: String,
        payload: String,
        state: JobState,
        attempts: u32,
        fence: i64,
        lease_until: Option<i64>,
        cancel_requested: bool,
        progress: Option<String>,
        result: Option<String>,
        error: Option<String>,
        correlation_id: String,
        created_time: i64,
        changed_time: i64,
    }
}

impl From<Row> for Job {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            payload: row.payload,
            state: row.state,
            attempts: row.attempts,
            fence: row.fence,
            lease_until: row.lease_until.map(moment),
            cancel_requested: row.cancel_requested,
            progress: row.progress,
            result: row.result,
            error: row.error,
            correlation_id: row.correlation_id,
            created_time: moment(row.created_time),
            changed_time: moment(row.changed_time),
        }
    }
}

fn load(session: &mut Session<'_>, id: JobId) -> Result<Option<Job>, StoreError> {
    Ok(session
        .optional::<Row>(
            sql("SELECT id, kind, payload, state, attempts, fence, lease_until, cancel_requested, progress, result,
                        error, correlation_id, created_time, changed_time
                 FROM jobs WHERE id = ?")
            .bind(id),
        )?
        .map(Job::from))
}

/// Jobs whose holder went silent wait again, or fail when they were tried often enough.
fn release_expired(session: &mut Session<'_>, now: i64) -> Result<u64, StoreError> {
    session
        .execute(
            sql("UPDATE jobs SET
                     state = CASE WHEN cancel_requested THEN 'cancelled' WHEN attempts >= max_attempts THEN 'failed'
                             ELSE 'waiting' END,
                     error = coalesce(error, 'lease_expired'), lease_until = NULL, changed_time = ?1
                 WHERE state = 'running' AND lease_until <= ?1")
            .bind(now),
        )
}

impl Store {
    /// Puts a job into the queue; it survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn enqueue_job(&self, job: NewJob, now: OffsetDateTime) -> Result<JobId, StoreError> {
        let now = millis(now);
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let id = transaction
            .session()
            .insert(
                sql(
                    "INSERT INTO jobs (kind, payload, priority, state, max_attempts, not_before, correlation_id,
                         created_time, changed_time)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
                )
                .bind(job.kind)
                .bind(job.payload)
                .bind(job.priority)
                .bind(JobState::Waiting)
                .bind(job.max_attempts)
                .bind(job.not_before.map_or(now, millis))
                .bind(job.correlation_id)
                .bind(now),
            )?;
        transaction.commit()?;
        Ok(JobId::new(id))
    }

    /// Takes the next job that may be done now, for the length of `lease`. The token to hold it by is [`Job::fence`].
    ///
    /// Jobs whose holder went silent are taken as well.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn claim_job(
        &self,
        lease: Duration,
        now: OffsetDateTime,
    ) -> Result<Option<Job>, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Process)?;
        let mut session = transaction.session();
        release_expired(&mut session, millis(now))?;
        let claimed: Option<(JobId,)> = session
            .optional(
                sql("UPDATE jobs SET state = 'running', attempts = attempts + 1, fence = fence + 1, lease_until = ?1,
                         changed_time = ?2
                     WHERE id = (SELECT id FROM jobs WHERE state = 'waiting' AND not_before <= ?2
                                 ORDER BY priority DESC, id LIMIT 1)
                     RETURNING id")
                .bind(millis(now + lease))
                .bind(millis(now)),
            )?;
        let job = match claimed {
            Some((id,)) => load(&mut session, id)?,
            None => None,
        };
        transaction.commit()?;
        Ok(job)
    }

    /// Holds a job for longer and tells how far it is. The answer says whether somebody asked to end it.
    ///
    /// # Errors
    ///
    /// [`StoreError::LeaseLost`] when somebody else has claimed the job since; or when the store cannot be written.
    pub async fn hold_job(
        &self,
        id: JobId,
        fence: i64,
        lease: Duration,
        progress: Option<&str>,
        now: OffsetDateTime,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let held: Option<(bool,)> = writer
            .session()
            .optional(
                sql("UPDATE jobs SET lease_until = ?1, progress = coalesce(?2, progress), changed_time = ?3
                     WHERE id = ?4 AND fence = ?5 AND state = 'running' RETURNING cancel_requested")
                .bind(millis(now + lease))
                .bind(progress)
                .bind(millis(now))
                .bind(id)
                .bind(fence),
            )?;
        held.map(|(cancel_requested,)| cancel_requested)
            .ok_or(StoreError::LeaseLost(id.get()))
    }

    /// Ends a job with its result.
    ///
    /// # Errors
    ///
    /// [`StoreError::LeaseLost`] when somebody else has claimed the job since; or when the store cannot be written.
    pub async fn finish_job(
        &self,
        id: JobId,
        fence: i64,
        result: &str,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.end_job(id, fence, JobState::Finished, Some(result), None, now)
            .await
    }

    /// Ends a job that somebody asked to end.
    ///
    /// # Errors
    ///
    /// [`StoreError::LeaseLost`] when somebody else has claimed the job since; or when the store cannot be written.
    pub async fn abandon_job(
        &self,
        id: JobId,
        fence: i64,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        self.end_job(id, fence, JobState::Cancelled, None, None, now)
            .await
    }

    /// Ends a try with an error: the job waits until `retry_at`, or has failed where there is none or no try is left.
    ///
    /// # Errors
    ///
    /// [`StoreError::LeaseLost`] when somebody else has claimed the job since; or when the store cannot be written.
    pub async fn fail_job(
        &self,
        id: JobId,
        fence: i64,
        error: &str,
        retry_at: Option<OffsetDateTime>,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let Some(retry_at) = retry_at else {
            return self
                .end_job(id, fence, JobState::Failed, None, Some(error), now)
                .await;
        };
        let mut writer = self.writer().await;
        let changed = writer
            .session()
            .execute(
                sql("UPDATE jobs SET
                         state = CASE WHEN cancel_requested THEN 'cancelled' WHEN attempts >= max_attempts THEN 'failed'
                                 ELSE 'waiting' END,
                         error = ?1, not_before = ?2, lease_until = NULL, changed_time = ?3
                     WHERE id = ?4 AND fence = ?5 AND state = 'running'")
                .bind(error)
                .bind(millis(retry_at))
                .bind(millis(now))
                .bind(id)
                .bind(fence),
            )?;
        held(changed, id)
    }

    async fn end_job(
        &self,
        id: JobId,
        fence: i64,
        state: JobState,
        result: Option<&str>,
        error: Option<&str>,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let changed = writer
            .session()
            .execute(
                sql("UPDATE jobs SET state = ?1, result = ?2, error = coalesce(?3, error), lease_until = NULL,
                         changed_time = ?4
                     WHERE id = ?5 AND fence = ?6 AND state = 'running'")
                .bind(state)
                .bind(result)
                .bind(error)
                .bind(millis(now))
                .bind(id)
                .bind(fence),
            )?;
        held(changed, id)
    }

    /// Asks to end a job: a waiting one ends at once, a running one when its holder next tells how far it is.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn cancel_job(&self, id: JobId, now: OffsetDateTime) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer.session().execute(
            sql("UPDATE jobs SET cancel_requested = 1, changed_time = ?1,
                         state = CASE state WHEN 'waiting' THEN 'cancelled' ELSE state END
                     WHERE id = ?2 AND state IN ('waiting', 'running')")
            .bind(millis(now))
            .bind(id),
        )?;
        Ok(())
    }

    /// A job as it stands: what whoever waits for it asks again and again.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn job(&self, id: JobId) -> Result<Option<Job>, StoreError> {
        let mut reader = self.reader().await?;
        load(&mut reader.session()?, id)
    }

    /// Jobs that are not over, the next one first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn open_jobs(&self) -> Result<Vec<Job>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(sql(
                "SELECT id, kind, payload, state, attempts, fence, lease_until, cancel_requested, progress, result,
                        error, correlation_id, created_time, changed_time
                 FROM jobs WHERE state IN ('running', 'waiting') ORDER BY state, priority DESC, id",
            ))?;
        Ok(rows.into_iter().map(Job::from).collect())
    }

    /// Lets jobs wait again whose holder went silent; how many.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn recover_jobs(&self, now: OffsetDateTime) -> Result<u64, StoreError> {
        let mut writer = self.writer().await;
        release_expired(&mut writer.session(), millis(now))
    }

    /// Drops jobs that were over before a moment; how many.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn forget_jobs(&self, before: OffsetDateTime) -> Result<u64, StoreError> {
        let mut writer = self.writer().await;
        writer
            .session()
            .execute(
                sql("DELETE FROM jobs WHERE state IN ('finished', 'failed', 'cancelled') AND changed_time < ?")
                    .bind(millis(before)),
            )
    }
}

fn held(changed: u64, id: JobId) -> Result<(), StoreError> {
    if changed == 0 {
        Err(StoreError::LeaseLost(id.get()))
    } else {
        Ok(())
    }
}
