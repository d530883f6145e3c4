//! The brake: a plan that would delete too much waits for the person.
//!
//! The rule it protects: an answer is about the plan that was shown. Another plan asks again.

use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{millis, moment, stored_as_word};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::{Durability, Store};

stored_as_word! {
    /// Where a plan deletes.
    pub enum BrakeDirection {
        /// Here, what Notion shows in the trash.
        Here => "here",
        /// In Notion, what was put in the trash here.
        Notion => "notion",
    }
}

stored_as_word! {
    /// What the person said.
    pub enum BrakeAnswer {
        /// Do it.
        Allowed => "allowed",
        /// Do not.
        Declined => "declined",
    }
}

/// A plan to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBrake {
    /// Where it deletes.
    pub direction: BrakeDirection,
    /// How many objects.
    pub planned: u64,
    /// Of how many.
    pub total: u64,
    /// Which ones (JSON): two plans with the same detail are the same.
    pub detail: String,
}

/// A plan that waits, or was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brake {
    /// Where it deletes.
    pub direction: BrakeDirection,
    /// How many objects.
    pub planned: u64,
    /// Of how many.
    pub total: u64,
    /// Which ones (JSON).
    pub detail: String,
    /// When the person was first asked.
    pub asked_time: OffsetDateTime,
    /// What the person said.
    pub answer: Option<BrakeAnswer>,
}

row_struct! {
    /// The row of a [`Brake`].
    struct Row {
        direction: BrakeDirection,
        planned: u32,
        total: u32,
        detail: String,
        asked_time: i64,
        answer: Option<BrakeAnswer>,
    }
}

impl From<Row> for Brake {
    fn from(row: Row) -> Self {
        Self {
            direction: row.direction,
            planned: u64::from(row.planned),
            total: u64::from(row.total),
            detail: row.detail,
            asked_time: moment(row.asked_time),
            answer: row.answer,
        }
    }
}

fn count(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Store {
    /// The plans that wait for an answer or were answered, one for each direction at most.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn brakes(&self, connection: ConnectionId) -> Result<Vec<Brake>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT direction, planned, total, detail, asked_time, answer FROM brakes
                 WHERE connection_id = ? ORDER BY direction",
            )
            .bind(connection),
        )?;
        Ok(rows.into_iter().map(Brake::from).collect())
    }

    /// Puts a plan before the person. The same plan again keeps its answer; another one takes its place, unanswered.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn set_brake(
        &self,
        connection: ConnectionId,
        brake: NewBrake,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer.session().execute(
            sql(
                "INSERT INTO brakes (connection_id, direction, planned, total, detail, asked_time)
                 VALUES (?, ?, ?, ?, ?, ?)
                 ON CONFLICT (connection_id, direction) DO UPDATE SET
                     planned = excluded.planned, total = excluded.total, detail = excluded.detail,
                     asked_time = excluded.asked_time, answer = NULL
                 WHERE detail <> excluded.detail OR planned <> excluded.planned",
            )
            .bind(connection)
            .bind(brake.direction)
            .bind(count(brake.planned))
            .bind(count(brake.total))
            .bind(brake.detail)
            .bind(millis(now)),
        )?;
        Ok(())
    }

    /// Notes what the person said about the plan that was shown; whether it still was the one that waits. Survives a
    /// power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn answer_brake(
        &self,
        connection: ConnectionId,
        direction: BrakeDirection,
        asked_time: OffsetDateTime,
        answer: BrakeAnswer,
    ) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let changed = transaction.session().execute(
            sql("UPDATE brakes SET answer = ? WHERE connection_id = ? AND direction = ? AND asked_time = ?")
                .bind(answer)
                .bind(connection)
                .bind(direction)
                .bind(millis(asked_time)),
        )?;
        transaction.commit()?;
        Ok(changed > 0)
    }

    /// There is no plan any more.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn release_brake(
        &self,
        connection: ConnectionId,
        direction: BrakeDirection,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer.session().execute(
            sql("DELETE FROM brakes WHERE connection_id = ? AND direction = ?")
                .bind(connection)
                .bind(direction),
        )?;
        Ok(())
    }
}
