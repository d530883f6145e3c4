//! How many reads were waiting while requests were sent, for a person to look back on.
//!
//! Counting takes as long as there are reads, so it is done every few seconds only. The rule it protects: this is a picture
//! for people; nothing is decided by it, and nothing fails because of it.

use time::{Duration, OffsetDateTime};

use crate::change::ConnectionId;
use crate::columns::{millis, moment};
use crate::error::StoreError;
use crate::sends::KEPT;
use crate::statement::sql;
use crate::store::Store;

/// Between two countings.
const APART: Duration = Duration::seconds(5);

/// How many reads were waiting at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueLength {
    /// When.
    pub at: OffsetDateTime,
    /// How many.
    pub waiting: u32,
}

impl Store {
    /// Counts what is waiting, unless that was done a moment ago.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn note_queue_length(
        &self,
        connection: ConnectionId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let last = {
            let mut reader = self.reader().await?;
            let (last,): (Option<i64>,) = reader.session()?.one(
                sql("SELECT max(seen_time) FROM queue_lengths WHERE connection_id = ?")
                    .bind(connection),
            )?;
            last
        };
        // A clock that was set back does not keep it from being counted.
        if last.is_some_and(|last| (now - moment(last)).abs() < APART) {
            return Ok(());
        }
        let mut writer = self.writer().await;
        let mut session = writer.session();
        session.execute(
            sql("INSERT INTO queue_lengths (connection_id, seen_time, waiting)
                 SELECT ?1, ?2, count(*) FROM fetches f WHERE connection_id = ?1 AND done = 0 AND parked = 0")
            .bind(connection)
            .bind(millis(now)),
        )?;
        session.execute(
            sql("DELETE FROM queue_lengths WHERE connection_id = ? AND seen_time < ?")
                .bind(connection)
                .bind(millis(now - KEPT)),
        )?;
        Ok(())
    }

    /// What was counted since a moment, oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn queue_lengths(
        &self,
        connection: ConnectionId,
        since: OffsetDateTime,
    ) -> Result<Vec<QueueLength>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(i64, u32)> = reader.session()?.all(
            sql("SELECT seen_time, waiting FROM queue_lengths
                 WHERE connection_id = ? AND seen_time >= ? ORDER BY seen_time, id")
            .bind(connection)
            .bind(millis(since)),
        )?;
        Ok(rows
            .into_iter()
            .map(|(at, waiting)| QueueLength {
                at: moment(at),
                waiting,
            })
            .collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use crate::test_support::{at, id, store};
    use crate::{Change, FetchKind, NewFetch};

    fn owed(number: u64) -> Change {
        Change::AddFetch(NewFetch {
            kind: FetchKind::Body,
            target: id(number),
            key: String::new(),
            object: Some(id(number)),
            detail: String::new(),
            priority: 5,
            order: 0,
            again: false,
        })
    }

    #[tokio::test]
    async fn what_waits_is_counted_every_few_seconds_and_forgotten_with_the_requests() {
        let test = store().await;
        let note = |second| test.store.note_queue_length(test.connection, at(second));
        note(0).await.unwrap();
        test.apply((1..=3).map(owed).collect()).await;
        for second in 1..=12 {
            note(second).await.unwrap();
        }
        let found = test
            .store
            .queue_lengths(test.connection, at(-1))
            .await
            .unwrap();
        let found: Vec<_> = found
            .iter()
            .map(|one| ((one.at - at(0)).whole_seconds(), one.waiting))
            .collect();
        assert_eq!(found, [(0, 0), (5, 3), (10, 3)]);
        note(10_000).await.unwrap();
        let left = test
            .store
            .queue_lengths(test.connection, at(-1))
            .await
            .unwrap();
        assert_eq!(left.len(), 1);
    }
}
