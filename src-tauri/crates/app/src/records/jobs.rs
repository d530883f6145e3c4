//! The jobs that queued records have.
//!
//! The rule it protects: a valid record that is queued has exactly one open job.

use keepsake_memory::RecordJobState;

use super::shape::job_word;
use crate::connect::connection_id;
use crate::dto;
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// A job of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordJob {
    /// Its number.
    pub id: String,
    /// The record: its Notion page id.
    pub record: String,
    /// The record's title.
    pub title: String,
    /// `waiting`, `taken`, `done` or `withdrawn`.
    pub state: &'static str,
    /// When it was made (RFC 3339).
    pub created: String,
}

impl Keepsake {
    /// The open jobs, those that nobody has taken first, each oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn record_jobs(&self, connection: &str) -> Result<Vec<RecordJob>, AppError> {
        let connection = connection_id(connection)?;
        self.derive_records(connection).await?;
        let mut jobs = Vec::new();
        for state in [RecordJobState::Waiting, RecordJobState::Taken] {
            for job in self.store().record_jobs(connection, state).await? {
                let record = self.store().record(connection, job.object).await?;
                jobs.push(RecordJob {
                    id: job.id.to_string(),
                    record: job.object.to_string(),
                    title: record.map(|record| record.title).unwrap_or_default(),
                    state: job_word(job.state),
                    created: dto::moment(job.created_time),
                });
            }
        }
        Ok(jobs)
    }
}
