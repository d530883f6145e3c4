//! A store in a temporary folder and the shortest ways to fill it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use keepsake_text::{ContentHash, NotionId};
use serde_json::json;
use tempfile::TempDir;
use time::{Duration, OffsetDateTime};

use crate::{
    Applied, Change, ConnectionId, ConnectionKind, FetchKind, Leaver, LedgerItem, LocalEdit,
    LocalState, NewConnection, NewFetch, NewRun, ObjectKind, ObservedObject, OpenOptions, Origin,
    Outcome, Part, RunId, RunKind, StatementWatch, Store, StoreError, StoredParent, What,
};

/// A store that goes with its folder.
pub(crate) struct TestStore {
    _folder: TempDir,
    pub(crate) store: Store,
    pub(crate) connection: ConnectionId,
}

/// The moment tests begin, and moments after it.
pub(crate) fn at(seconds: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(1_795_000_000).unwrap() + Duration::seconds(seconds)
}

/// An id made of a number.
pub(crate) fn id(number: u64) -> NotionId {
    NotionId::from_bytes(
        (0x393a_bc1e_0000_8000_0000_0000_0000_0000_u128 + u128::from(number)).to_be_bytes(),
    )
}

/// A connection to make.
pub(crate) fn new_connection(bot: &str) -> NewConnection {
    NewConnection {
        bot_id: bot.to_owned(),
        base_url: "https://api.notion.com".to_owned(),
        kind: ConnectionKind::Token,
        workspace_id: None,
        workspace_name: "Acme".to_owned(),
        workspace_icon: None,
        bot_name: None,
    }
}

/// An empty store with one connection.
pub(crate) async fn store() -> TestStore {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(
        &folder.path().join("data").join("memory.db"),
        OpenOptions::new(at(0)),
    )
    .await
    .unwrap();
    let connection = store
        .put_connection(new_connection("bot"), at(0))
        .await
        .unwrap();
    TestStore {
        _folder: folder,
        store,
        connection,
    }
}

impl TestStore {
    /// Applies changes outside of any run.
    pub(crate) async fn apply(&self, changes: Vec<Change>) -> Applied {
        self.store
            .apply(self.connection, None, changes, at(10))
            .await
            .unwrap()
    }

    /// Applies changes in a run.
    pub(crate) async fn apply_in(&self, run: RunId, changes: Vec<Change>) -> Applied {
        self.store
            .apply(self.connection, Some(run), changes, at(10))
            .await
            .unwrap()
    }

    /// Notes what a person wants of a part.
    pub(crate) async fn edit(
        &self,
        number: u64,
        part: Part,
        base: Option<&str>,
        value: Option<&str>,
    ) -> LocalState {
        let edit = local_edit(part, base, value);
        self.store
            .edit_part(
                self.connection,
                id(number),
                edit,
                Origin::Local,
                "c-2",
                at(20),
            )
            .await
            .unwrap()
    }

    /// Base and local of the parts of an object that are not settled.
    pub(crate) async fn copies(&self, number: u64) -> Vec<(Part, Option<String>, Option<String>)> {
        let found = self.store.unsettled_of(self.connection, id(number)).await;
        found.unwrap().map_or_else(Vec::new, |unsettled| {
            let parts = unsettled.parts.into_iter();
            parts
                .map(|part| (part.part, part.base, part.local))
                .collect()
        })
    }

    /// Stops `work` before each of its statements in turn, until it comes through; `check` is told whether it did. How
    /// many statements it has.
    pub(crate) async fn stopped_anywhere(
        &self,
        mut work: impl AsyncFnMut(Store) -> Result<(), StoreError>,
        mut check: impl AsyncFnMut(bool),
    ) -> u32 {
        for statement in 1.. {
            let watch = Arc::new(StopAt {
                statement: AtomicU32::new(u32::MAX),
                seen: AtomicU32::new(0),
            });
            let options = OpenOptions::new(at(0)).watched_by(watch.clone());
            let watched = Store::open(self.store.path(), options).await.unwrap();
            watch.seen.store(0, Ordering::SeqCst);
            watch.statement.store(statement, Ordering::SeqCst);
            match work(watched).await {
                Err(StoreError::Interrupted) => check(false).await,
                Ok(()) => {
                    check(true).await;
                    return statement - 1;
                }
                Err(other) => panic!("{other}"),
            }
        }
        unreachable!("statements are numbered without end")
    }

    /// Begins an import.
    pub(crate) async fn start(&self) -> RunId {
        let run = NewRun {
            kind: RunKind::Import,
            trigger: "test".to_owned(),
            correlation_id: "c-1".to_owned(),
            options: "{}".to_owned(),
        };
        self.store
            .start_run(self.connection, run, at(5))
            .await
            .unwrap()
    }
}

/// Stops before one statement.
struct StopAt {
    statement: AtomicU32,
    seen: AtomicU32,
}

impl StatementWatch for StopAt {
    fn before(&self, _sql: &str) -> Result<(), StoreError> {
        if self.seen.fetch_add(1, Ordering::SeqCst) + 1 == self.statement.load(Ordering::SeqCst) {
            return Err(StoreError::Interrupted);
        }
        Ok(())
    }
}

/// What a person wants of a part that is complete in Notion.
pub(crate) fn local_edit(part: Part, base: Option<&str>, value: Option<&str>) -> LocalEdit {
    LocalEdit {
        part,
        base: base.map(str::to_owned),
        value: value.map(str::to_owned),
        lossy_base: false,
        undoes: None,
    }
}

/// The property with this id.
pub(crate) fn property(id: &str) -> Part {
    Part::Property(id.to_owned())
}

/// A page at the top of the workspace.
pub(crate) fn page(number: u64, title: &str) -> ObservedObject {
    page_in(number, title, StoredParent::Workspace)
}

/// A page somewhere.
pub(crate) fn page_in(number: u64, title: &str, parent: StoredParent) -> ObservedObject {
    page_with(number, title, parent, &json!({}))
}

/// A page with properties.
pub(crate) fn page_with(
    number: u64,
    title: &str,
    parent: StoredParent,
    properties: &serde_json::Value,
) -> ObservedObject {
    ObservedObject {
        id: id(number),
        kind: ObjectKind::Page,
        title: title.to_owned(),
        icon: None,
        parent,
        created_time: Some(at(0)),
        edited_time: Some(at(60)),
        in_trash: false,
        url: None,
        raw: json!({"object": "page", "id": id(number), "title": title, "properties": properties})
            .to_string(),
        partial: false,
        hash: None,
    }
}

/// A database or data source somewhere.
pub(crate) fn table(
    number: u64,
    kind: ObjectKind,
    title: &str,
    parent: StoredParent,
) -> ObservedObject {
    ObservedObject {
        kind,
        raw: json!({"object": kind.as_str(), "id": id(number), "title": title}).to_string(),
        ..page_in(number, title, parent)
    }
}

/// A body read after its minute had passed.
pub(crate) fn body(number: u64, markdown: &str) -> Change {
    Change::PutBody {
        object: id(number),
        markdown: markdown.to_owned(),
        source_hash: ContentHash::of(markdown.as_bytes()),
        edited_time: at(60),
        settled: true,
        lossy: false,
        truncated: false,
    }
}

/// An outcome for an object.
pub(crate) fn outcome(number: u64, outcome: Outcome, reason: &str) -> Change {
    Change::Ledger(LedgerItem {
        what: What::Object,
        id: id(number).to_string(),
        outcome,
        reason: reason.to_owned(),
        message: None,
        request_id: None,
    })
}

/// The read that brings back what was removed.
pub(crate) fn read_again(left: &Leaver) -> NewFetch {
    NewFetch {
        kind: if left.has_own_files {
            FetchKind::Object
        } else {
            FetchKind::Body
        },
        target: left.id,
        object: Some(left.id),
        key: String::new(),
        detail: "{}".to_owned(),
        priority: 3,
        order: 0,
        again: false,
    }
}
