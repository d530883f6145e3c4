//! When requests were sent: the budget's memory, so that a new process goes on where the last one ended.
//!
//! Times are rounded up to the millisecond, which only ever makes the budget more careful. The rule it protects: a send is
//! committed before it happens.

use std::sync::atomic::Ordering;

use keepsake_planted::{Bug, is as planted};
use time::{Duration, OffsetDateTime};

use crate::change::ConnectionId;
use crate::columns::{millis, moment};
use crate::error::StoreError;
use crate::statement::sql;
use crate::store::Store;

/// Older sends decide nothing: Notion's longest window has 60 seconds (Notion docs: Request limits). A person is shown the
/// last ten minutes.
pub(crate) const KEPT: Duration = Duration::minutes(11);
/// Old sends are dropped once in so many.
const SENDS_PER_PRUNING: u32 = 256;

/// What the budget needs to know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendHistory {
    /// Moments of sending, oldest first.
    pub sent: Vec<OffsetDateTime>,
    /// Nothing may be sent before this moment.
    pub hold_until: Option<OffsetDateTime>,
}

fn rounded_up(at: OffsetDateTime) -> i64 {
    millis(at + Duration::nanoseconds(999_999))
}

impl Store {
    /// Notes that a request is about to be sent; survives the end of the process once it returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written: the request must not be sent then.
    pub async fn record_send(
        &self,
        connection: ConnectionId,
        at: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut session = writer.session();
        session.execute(
            sql("INSERT INTO sends (connection_id, sent_time) VALUES (?, ?)")
                .bind(connection)
                .bind(rounded_up(at)),
        )?;
        let recorded = self.recorded_sends().fetch_add(1, Ordering::Relaxed);
        if recorded.is_multiple_of(SENDS_PER_PRUNING) {
            session.execute(
                sql("DELETE FROM sends WHERE connection_id = ? AND sent_time < ?")
                    .bind(connection)
                    .bind(millis(at - KEPT)),
            )?;
        }
        Ok(())
    }

    /// The sends since a moment, and the hold.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be read.
    pub async fn load_sends(
        &self,
        connection: ConnectionId,
        since: OffsetDateTime,
    ) -> Result<SendHistory, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let (hold_until,): (Option<i64>,) = session
            .optional(sql("SELECT hold_until FROM connections WHERE id = ?").bind(connection))?
            .ok_or(StoreError::UnknownConnection(connection.get()))?;
        let sent: Vec<(i64,)> = session
            .all(
                sql("SELECT sent_time FROM sends WHERE connection_id = ? AND sent_time >= ? ORDER BY sent_time, id")
                    .bind(connection)
                    .bind(millis(since)),
            )?;
        let sent = sent.into_iter().map(|(at,)| moment(at));
        Ok(SendHistory {
            sent: sent
                .filter(|_| !planted(Bug::FullBucketAfterRestart))
                .collect(),
            hold_until: hold_until
                .map(moment)
                .filter(|_| !planted(Bug::RetryAfterForgottenAfterRestart)),
        })
    }

    /// Holds all sending until a moment; an earlier moment never shortens a hold.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn hold_sends(
        &self,
        connection: ConnectionId,
        until: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer
            .session()
            .execute(
                sql("UPDATE connections SET hold_until = max(coalesce(hold_until, ?1), ?1) WHERE id = ?2")
                    .bind(rounded_up(until))
                    .bind(connection),
            )?;
        Ok(())
    }
}
