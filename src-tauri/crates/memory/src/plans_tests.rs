//! How SQLite goes about the statements that have to stay fast in a large store. Time cannot be asserted on a shared
//! machine; which index is used can.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use futures::TryStreamExt;

use crate::test_support::{at, id, new_connection, page};
use crate::{
    Change, CreationState, FetchId, OpenOptions, ProfileId, StatementWatch, Store, StoreError,
};

#[derive(Default)]
struct Collected(Mutex<BTreeSet<String>>);

impl StatementWatch for Collected {
    fn before(&self, sql: &str) -> Result<(), StoreError> {
        self.0.lock().unwrap().insert(sql.to_owned());
        Ok(())
    }
}

impl Collected {
    fn taken(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
            .into_iter()
            .collect()
    }
}

/// Runs the statements in question once; what was run, and the store.
async fn statements(folder: &tempfile::TempDir) -> (Vec<String>, Store) {
    let collected = Arc::new(Collected::default());
    let options = OpenOptions::new(at(0)).watched_by(collected.clone());
    let store = Store::open(&folder.path().join("memory.db"), options)
        .await
        .unwrap();
    let connection = store
        .put_connection(new_connection("bot"), at(0))
        .await
        .unwrap();
    let changes = vec![
        Change::PutObject(page(1, "Page")),
        Change::FinishFetch(FetchId::new(1)),
        Change::RetryFetch {
            id: FetchId::new(1),
            after: at(0),
            detail: None,
        },
    ];
    store.apply(connection, None, changes, at(0)).await.unwrap();
    store
        .next_fetches(connection, 0..=9, 8, &[], at(0))
        .await
        .unwrap();
    store.fetch_counts(connection).await.unwrap();
    store.has_waiting_fetches(connection).await.unwrap();
    store
        .set_selection(connection, false, vec![(id(1), true)])
        .await
        .unwrap();
    store.recompute_scope(connection).await.unwrap();
    store.stored_file(connection, "file").await.unwrap();
    store.pages_wanting_body(connection, 0, 10).await.unwrap();
    let _: Vec<_> = store
        .export_objects(connection)
        .try_collect()
        .await
        .unwrap();
    let _: Vec<_> = store.export_blocks(connection).try_collect().await.unwrap();
    let _: Vec<_> = store
        .export_comments(connection)
        .try_collect()
        .await
        .unwrap();
    let _: Vec<_> = store.export_files(connection).try_collect().await.unwrap();
    (collected.taken(), store)
}

fn plan(store: &Store, statement: &str) -> String {
    let connection = rusqlite::Connection::open(store.path()).unwrap();
    let mut explain = connection
        .prepare(&format!("EXPLAIN QUERY PLAN {statement}"))
        .unwrap();
    let mut rows = explain.raw_query();
    let mut lines: Vec<String> = Vec::new();
    while let Some(row) = rows.next().unwrap() {
        lines.push(row.get(3).unwrap());
    }
    lines.join("\n")
}

#[tokio::test]
async fn what_runs_often_finds_its_rows_by_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let (statements, store) = statements(&folder).await;
    for (part, used) in [
        (
            "UPDATE fetches SET done = 1",
            "fetches USING INTEGER PRIMARY KEY (rowid=?)",
        ),
        (
            "SET not_before = ?",
            "fetches USING INTEGER PRIMARY KEY (rowid=?)",
        ),
        (
            "AND not_before IS NULL",
            "INDEX fetches_ready (connection_id=? AND priority>? AND priority<?)",
        ),
        (
            "not_before <= ?2",
            "INDEX fetches_delayed (connection_id=? AND not_before>? AND not_before<?)",
        ),
        (
            "SELECT kind, count(*) FROM fetches",
            "COVERING INDEX fetches_waiting",
        ),
        (
            "SELECT EXISTS (SELECT 1 FROM fetches",
            "COVERING INDEX fetches_waiting",
        ),
        (
            "below (notion_id",
            "INDEX objects_by_container (connection_id=? AND container=?)",
        ),
        (
            "f.identity = ?",
            "INDEX files_by_identity (connection_id=? AND identity=?)",
        ),
        (
            "b.settled = 0",
            "objects_in_scope (connection_id=? AND rowid>?)",
        ),
        (
            "JOIN object_raw r",
            "objects_remembered (connection_id=? AND rowid>?)",
        ),
        (
            "FROM blocks b JOIN",
            "SEARCH b USING INTEGER PRIMARY KEY (rowid>?)",
        ),
        (
            "SELECT c.id, o.notion_id AS page",
            "SEARCH c USING INTEGER PRIMARY KEY (rowid>?)",
        ),
        (
            "SELECT f.id, o.notion_id",
            "SEARCH f USING INTEGER PRIMARY KEY (rowid>?)",
        ),
    ] {
        let found: Vec<&String> = statements
            .iter()
            .filter(|statement| statement.contains(part))
            .collect();
        assert!(!found.is_empty(), "no statement has {part:?}");
        for statement in found {
            let plan = plan(&store, statement);
            assert!(plan.contains(used), "{statement}\n{plan}");
            assert!(!plan.contains("FOR ORDER BY"), "{statement}\n{plan}");
        }
    }
}

#[tokio::test]
async fn a_cycle_in_which_nothing_is_to_be_done_goes_through_no_objects() {
    let folder = tempfile::tempdir().unwrap();
    let collected = Arc::new(Collected::default());
    let options = OpenOptions::new(at(0)).watched_by(collected.clone());
    let store = Store::open(&folder.path().join("memory.db"), options)
        .await
        .unwrap();
    let connection = store
        .put_connection(new_connection("bot"), at(0))
        .await
        .unwrap();
    collected.taken();
    let open = [
        CreationState::Waiting,
        CreationState::Sent,
        CreationState::Parked,
    ];
    store.new_events(connection, 10).await.unwrap();
    store.outbox(connection).await.unwrap();
    store.trash_seen(connection).await.unwrap();
    store.brakes(connection).await.unwrap();
    store.profiles(connection).await.unwrap();
    store
        .rows_to_validate(ProfileId::new(1), 0, 10)
        .await
        .unwrap();
    store.creations(connection, &open).await.unwrap();
    store.creations_to_carry(connection).await.unwrap();
    store.unsettled(connection, 0, 10).await.unwrap();
    store.count_unsettled(connection).await.unwrap();
    store.count_conflicts(connection).await.unwrap();
    store.conflicts(connection, true).await.unwrap();
    store.next_audits(connection, 1, at(0)).await.unwrap();
    store.undelivered_alerts(10).await.unwrap();
    let statements = collected.taken();
    let plans: Vec<String> = statements
        .iter()
        .filter(|statement| statement.starts_with("SELECT"))
        .map(|statement| format!("{statement}\n{}", plan(&store, statement)))
        .collect();
    assert_eq!(plans.len(), 14, "{plans:#?}");
    for plan in plans {
        // What is to be done lies in tables and indexes of its own; `copies` has what is not settled and nothing else.
        for line in plan.lines().filter(|line| line.starts_with("SCAN ")) {
            let small = ["u", "c", "found", "json_each"].map(|name| format!("SCAN {name}"));
            let allowed = small.iter().any(|small| line.starts_with(small))
                || line.contains("USING INDEX webhook_events_new")
                || line.contains("alerts");
            assert!(allowed, "{line}\n{plan}");
        }
        let through_all = ["objects USING", "o USING"].iter().any(|table| {
            plan.contains(&format!("SEARCH {table} INDEX"))
                && !plan.contains("INDEX objects_trash_seen (connection_id=?)")
        });
        assert!(!through_all, "{plan}");
    }
}
