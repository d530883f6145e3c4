//! What could not be had and still cannot: the newest word on each thing, over the last runs.
//!
//! Leaves out why it failed (the ledger says so) and trying again. The rule it protects: what has come in the meantime, is no
//! longer chosen, or lies in the trash, is no problem any more, whatever an old ledger says.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::{ConnectionId, RunId};
use crate::columns::{StoredId, moment};
use crate::error::StoreError;
use crate::ledger::{LedgerItem, Outcome, What};
use crate::rows::row_struct;
use crate::runs::RUNS_WITH_ITEMS;
use crate::statement::sql;
use crate::store::Store;

/// Something that could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which one, and why.
    pub item: LedgerItem,
    /// The run that could not get it.
    pub run: RunId,
    /// When that run began.
    pub at: OffsetDateTime,
    /// The page, database or data source it belongs to, where that is known.
    pub object: Option<NotionId>,
    /// Its title.
    pub title: String,
}

row_struct! {
    /// A row as read: the raw columns of a [`Problem`].
    struct Row {
        what: What,
        item: String,
        outcome: i64,
        reason: String,
        message: Option<String>,
        request_id: Option<String>,
        run_id: RunId,
        started_time: i64,
        notion_id: Option<StoredId>,
        title: Option<String>,
    }
}

impl From<Row> for Problem {
    fn from(row: Row) -> Self {
        Self {
            item: LedgerItem {
                what: row.what,
                id: row.item,
                outcome: Outcome::from_rank(row.outcome),
                reason: row.reason,
                message: row.message,
                request_id: row.request_id,
            },
            run: row.run_id,
            at: moment(row.started_time),
            object: row.notion_id.map(|id| id.0),
            title: row.title.unwrap_or_default(),
        }
    }
}

/// The newest word on each thing that was refused or failed, with the object it belongs to; gone when it has come since.
const PROBLEMS: &str = "
    WITH recent AS (SELECT id, started_time FROM runs WHERE connection_id = ?1 ORDER BY id DESC LIMIT ?2),
    bad AS (
        SELECT i.what, i.item, i.outcome, i.reason, i.message, i.request_id, i.run_id, r.started_time,
               CASE i.what
                   WHEN 'file' THEN (SELECT f.object_id FROM files f
                                     WHERE f.connection_id = ?1 AND f.identity = i.item
                                       AND f.status IN ('refused', 'failed') LIMIT 1)
                   ELSE coalesce(
                       (SELECT o.id FROM objects o
                        WHERE o.connection_id = ?1 AND o.notion_id = unhex(replace(substr(i.item, 1, 36), '-', ''))),
                       (SELECT b.object_id FROM blocks b JOIN objects o ON o.id = b.object_id
                        WHERE o.connection_id = ?1 AND b.notion_id = unhex(replace(substr(i.item, 1, 36), '-', '')) LIMIT 1))
               END AS object_row
        FROM recent r CROSS JOIN run_items i ON i.run_id = r.id
        WHERE i.outcome >= 2
          AND NOT EXISTS (SELECT 1 FROM recent later CROSS JOIN run_items l
                          ON l.run_id = later.id AND l.what = i.what AND l.item = i.item
                          WHERE later.id > i.run_id))
    SELECT what, item, outcome, reason, message, request_id, run_id, bad.started_time AS started_time,
           o.notion_id AS notion_id, o.title AS title
    FROM bad LEFT JOIN objects o ON o.id = bad.object_row LEFT JOIN bodies b ON b.object_id = o.id
    WHERE (what <> 'file' OR o.id IS NOT NULL)
      AND (o.id IS NULL OR (o.in_scope = 1 AND o.in_trash = 0))
      AND (what <> 'object' OR o.id IS NULL OR o.kind <> 'page' OR o.reach <> 'ok'
           OR b.object_id IS NULL OR b.edited_time < coalesce(o.edited_time, 0))
    ORDER BY outcome DESC, run_id DESC, what, item LIMIT ?3";

impl Store {
    /// What could not be had and still cannot, failures first, then the newest.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn problems(
        &self,
        connection: ConnectionId,
        limit: u32,
    ) -> Result<Vec<Problem>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(PROBLEMS)
                .bind(connection)
                .bind(RUNS_WITH_ITEMS)
                .bind(limit),
        )?;
        Ok(rows.into_iter().map(Problem::from).collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;
    use crate::test_support::{TestStore, at, body, id, outcome, page, store};
    use crate::{Change, RunState};

    async fn finish(test: &TestStore, run: RunId) {
        test.store
            .finish_run(run, RunState::Completed, at(30))
            .await
            .unwrap();
    }

    async fn titles(test: &TestStore) -> Vec<(String, String)> {
        let found = test.store.problems(test.connection, 100).await.unwrap();
        let named = found.into_iter().map(|one| (one.title, one.item.reason));
        named.collect()
    }

    fn failed(number: u64) -> Change {
        outcome(number, Outcome::Failed, "notion_trouble")
    }

    #[tokio::test]
    async fn what_failed_is_a_problem_until_it_has_come() {
        let test = store().await;
        test.apply(vec![
            Change::PutObject(page(1, "Roadmap")),
            Change::PutObject(page(2, "Budget")),
        ])
        .await;
        test.store.recompute_scope(test.connection).await.unwrap();
        let first = test.start().await;
        test.apply_in(
            first,
            vec![
                failed(1),
                outcome(2, Outcome::Refused, "not_shared"),
                Change::MarkUnreachable {
                    object: id(2),
                    reason: "not_shared".to_owned(),
                    request_id: None,
                },
            ],
        )
        .await;
        finish(&test, first).await;
        let both = [
            ("Roadmap".to_owned(), "notion_trouble".to_owned()),
            ("Budget".to_owned(), "not_shared".to_owned()),
        ];
        assert_eq!(titles(&test).await, both, "failures come first");
        let second = test.start().await;
        test.apply_in(second, vec![body(1, "Here it is.")]).await;
        finish(&test, second).await;
        assert_eq!(titles(&test).await, both[1..]);
    }

    #[tokio::test]
    async fn of_several_runs_the_newest_says_what_is_wrong() {
        let test = store().await;
        test.apply(vec![Change::PutObject(page(1, "Roadmap"))])
            .await;
        test.store.recompute_scope(test.connection).await.unwrap();
        for reason in ["no_answer", "notion_trouble"] {
            let run = test.start().await;
            test.apply_in(run, vec![outcome(1, Outcome::Failed, reason)])
                .await;
            finish(&test, run).await;
        }
        let newest = [("Roadmap".to_owned(), "notion_trouble".to_owned())];
        assert_eq!(titles(&test).await, newest);
    }

    #[tokio::test]
    async fn what_is_no_longer_chosen_is_no_problem() {
        let test = store().await;
        test.apply(vec![Change::PutObject(page(1, "Roadmap"))])
            .await;
        test.store.recompute_scope(test.connection).await.unwrap();
        let run = test.start().await;
        test.apply_in(run, vec![failed(1)]).await;
        finish(&test, run).await;
        assert_eq!(titles(&test).await.len(), 1);
        test.apply(vec![Change::MarkTrashed { object: id(1) }])
            .await;
        assert_eq!(titles(&test).await, []);
    }
}
