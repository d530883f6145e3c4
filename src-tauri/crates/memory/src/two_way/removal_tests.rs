//! What becomes of everything that two-way sync keeps when a connection goes, and when an older store is opened.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::path::Path;

use keepsake_text::ContentHash;
use rusqlite::Connection;

use crate::schema::{MIGRATIONS, Standing, make_private_file, migrate_with};
use crate::statement::Session;
use crate::test_support::{TestStore, at, id, local_edit, page, page_in, property, store};
use crate::{
    BrakeDirection, Change, CreationParent, NewAlert, NewBrake, NewConflict, NewCreation, NewEvent,
    NewHistory, NewOutbox, NewParked, NewProfile, NewRecord, NewTransition, OpenOptions, Origin,
    OutboxPart, Part, Retry, Severity, Store, StoredParent,
};

/// A word that is in every text.
const WORD: &str = "quokka";

/// Something in every table.
async fn fill(test: &TestStore) {
    let text = |what: &str| Some(format!("{WORD} {what}"));
    let profile = NewProfile {
        name: "video-production".to_owned(),
        data_source: id(100),
        source: WORD.to_owned(),
        channels: "[]".to_owned(),
        mapping: "{}".to_owned(),
        active: true,
    };
    let profile = test.store.put_profile(test.connection, profile, at(1));
    let profile = profile.await.unwrap();
    let row = page_in(2, WORD, StoredParent::DataSource(id(100)));
    test.apply(vec![
        Change::PutObject(page(1, WORD)),
        Change::PutObject(row),
    ])
    .await;
    test.edit(2, property("p"), None, text("mine").as_deref())
        .await;
    let record = NewRecord {
        object: id(2),
        profile,
        title: WORD.to_owned(),
        channel: None,
        topic: text("topic"),
        story_direction: None,
        priority: None,
        state: "pending".to_owned(),
        notion_status: None,
        valid: true,
        reasons: "[]".to_owned(),
        notes: "[]".to_owned(),
        state_since: at(1),
        created_time: None,
        updated_time: None,
        due: 0,
    };
    test.apply(vec![
        Change::PutOutbox(NewOutbox {
            object: id(2),
            part: OutboxPart::Properties,
            intent: WORD.to_owned(),
            intent_hash: ContentHash::of(b"intent"),
            edits: 1,
            correlation_id: "c".to_owned(),
        }),
        Change::ParkOutbox(NewParked {
            object: id(1),
            part: OutboxPart::Body,
            intent_hash: ContentHash::of(b"intent"),
            edits: 1,
            retry: Retry::Never,
            not_before: None,
            reason: "lossy".to_owned(),
            message: text("refused"),
            request_id: None,
            correlation_id: "c".to_owned(),
        }),
        Change::PutConflict(NewConflict {
            object: id(1),
            part: Part::Body,
            base: text("base"),
            local: text("local"),
            remote: text("remote"),
            policy: "ask".to_owned(),
            kept: None,
            detail: "{}".to_owned(),
            correlation_id: "c".to_owned(),
        }),
        Change::PutHistory(NewHistory {
            object: id(1),
            part: Part::Body,
            origin: Origin::Merge,
            before: text("before"),
            after: text("after"),
            correlation_id: "c".to_owned(),
        }),
        Change::PutRecord(Box::new(record)),
        Change::PutTransition(NewTransition {
            object: id(2),
            from_state: None,
            to_state: "pending".to_owned(),
            from_name: None,
            to_name: None,
            legal: true,
            origin: Origin::Notion,
        }),
        Change::PutRecordJob {
            object: id(2),
            correlation_id: "c".to_owned(),
        },
        Change::OweAudit {
            object: id(1),
            priority: 1,
            due: at(1),
        },
        Change::MarkTrashSeen { object: id(1) },
    ])
    .await;
    fill_the_rest(test).await;
}

/// What is not written by applying changes.
async fn fill_the_rest(test: &TestStore) {
    let store = &test.store;
    let creation = NewCreation {
        provisional: id(900),
        parent_kind: CreationParent::Page,
        parent: id(1),
        properties: format!("{WORD} wanted"),
        markdown: Some(format!("{WORD} written")),
        profile: None,
        correlation_id: "c".to_owned(),
    };
    let creation = store.add_creation(test.connection, creation, at(2)).await;
    let sent = Change::SentCreation {
        id: creation.unwrap(),
        edits: 1,
    };
    test.apply(vec![sent]).await;
    let brake = NewBrake {
        direction: BrakeDirection::Here,
        planned: 60,
        total: 100,
        detail: WORD.to_owned(),
    };
    store
        .set_brake(test.connection, brake, at(2))
        .await
        .unwrap();
    let event = NewEvent {
        event_id: "e-1".to_owned(),
        kind: "page.moved".to_owned(),
        entity: None,
        entity_kind: None,
        workspace: None,
        raw: WORD.to_owned(),
    };
    store.put_events(&[event], at(2)).await.unwrap();
    let alert = NewAlert {
        connection: Some(test.connection),
        kind: "sync_failed".to_owned(),
        severity: Severity::Error,
        group_key: "sync_failed:1".to_owned(),
        message: WORD.to_owned(),
        detail: "{}".to_owned(),
    };
    store.raise_alert(alert, at(2)).await.unwrap();
}

/// How many rows each table of our own has.
fn sizes(path: &Path) -> Vec<(String, i64)> {
    let connection = Connection::open(path).unwrap();
    let mut tables = connection
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
                 AND name NOT GLOB '*_words*' AND name <> 'migrations' ORDER BY name",
        )
        .unwrap();
    let names = tables.query_map([], |row| row.get(0)).unwrap();
    names
        .map(|name: Result<String, _>| {
            let name = name.unwrap();
            let count = format!("SELECT count(*) FROM {name}");
            let count = connection.query_row(&count, [], |row| row.get(0)).unwrap();
            (name, count)
        })
        .collect()
}

fn filled(sizes: &[(String, i64)]) -> Vec<&str> {
    let filled = sizes.iter().filter(|(_, count)| *count > 0);
    filled.map(|(name, _)| name.as_str()).collect()
}

fn is_said_in_a_file(path: &Path) -> bool {
    let folder = std::fs::read_dir(path.parent().unwrap()).unwrap();
    folder.into_iter().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes
            .windows(WORD.len())
            .any(|window| window == WORD.as_bytes())
    })
}

#[tokio::test]
async fn disconnecting_leaves_nothing_in_any_table() {
    let test = store().await;
    fill(&test).await;
    let path = test.store.path().to_path_buf();
    let before = sizes(&path);
    let of_two_way = [
        "alerts",
        "audits",
        "brakes",
        "conflicts",
        "contents",
        "copies",
        "creations",
        "outbox",
        "part_history",
        "profiles",
        "record_jobs",
        "records",
        "records_due",
        "transitions",
        "webhook_events",
    ];
    for table in of_two_way {
        assert!(filled(&before).contains(&table), "{table} was filled");
    }
    assert!(test.store.integrity_check().await.unwrap().is_sound());
    test.store.remove_connection(test.connection).await.unwrap();
    assert_eq!(filled(&sizes(&path)), Vec::<&str>::new());
    assert!(!is_said_in_a_file(&path));
}

#[tokio::test]
async fn nothing_is_left_of_anything_when_everything_is_erased() {
    let test = store().await;
    fill(&test).await;
    let path = test.store.path().to_path_buf();
    let other = crate::test_support::new_connection("other");
    let other = test.store.put_connection(other, at(0)).await.unwrap();
    let object = Change::PutObject(page(3, WORD));
    let put = test.store.apply(other, None, vec![object], at(0));
    put.await.unwrap();
    test.store.forget_connection(other, at(1)).await.unwrap();
    assert!(is_said_in_a_file(&path), "there was something to erase");
    test.store.erase().await.unwrap();
    assert_eq!(filled(&sizes(&path)), Vec::<&str>::new());
    assert!(!is_said_in_a_file(&path));
    assert!(test.store.integrity_check().await.unwrap().is_sound());
    let again = crate::test_support::new_connection("bot");
    test.store.put_connection(again, at(2)).await.unwrap();
}

#[tokio::test]
async fn forgetting_leaves_the_connection_and_its_profiles_only() {
    let test = store().await;
    fill(&test).await;
    test.store.forget_remembered(test.connection).await.unwrap();
    assert_eq!(
        filled(&sizes(test.store.path())),
        ["connections", "profiles"]
    );
    assert!(test.store.integrity_check().await.unwrap().is_sound());
    let row = page_in(2, "Again", StoredParent::DataSource(id(100)));
    test.apply(vec![Change::PutObject(row)]).await;
    let profile = test
        .store
        .profiles(test.connection)
        .await
        .unwrap()
        .remove(0);
    let due = test.store.rows_to_validate(profile.id, 0, 10).await;
    assert_eq!(due.unwrap().len(), 1);
}

#[tokio::test]
async fn what_another_connection_says_stays() {
    let test = store().await;
    let other = test
        .store
        .put_connection(crate::test_support::new_connection("other"), at(0))
        .await
        .unwrap();
    let same = format!("{WORD} mine");
    test.store
        .apply(
            other,
            None,
            vec![Change::PutObject(page(1, "Other"))],
            at(0),
        )
        .await
        .unwrap();
    let edit = local_edit(Part::Body, None, Some(&same));
    test.store
        .edit_part(other, id(1), edit, Origin::Local, "c", at(0))
        .await
        .unwrap();
    fill(&test).await;
    test.store.remove_connection(test.connection).await.unwrap();
    let left = test.store.unsettled_of(other, id(1)).await.unwrap();
    assert_eq!(left.unwrap().parts[0].local.as_deref(), Some(same.as_str()));
    assert!(test.store.integrity_check().await.unwrap().is_sound());
}

#[tokio::test]
async fn a_store_from_before_two_way_sync_is_taken_over_with_what_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("memory.db");
    make_private_file(&path).unwrap();
    let connection = Connection::open(&path).unwrap();
    let mut session = Session::new(&connection, None);
    let before = &MIGRATIONS[..3];
    migrate_with(&mut session, &path, Standing::Empty, at(0), before).unwrap();
    connection
        .execute_batch(
            "INSERT INTO connections (id, bot_id, base_url, kind, state, workspace_name, created_time)
                 VALUES (1, 'bot', 'https://api.notion.com', 'token', 'ok', 'Acme', 0);
             INSERT INTO objects (id, connection_id, notion_id, kind, title, parent_kind, in_scope, local_edits,
                     first_seen_time, seen_time)
                 VALUES (7, 1, x'393abc1e000080000000000000000001', 'page', 'Plan', 'workspace', 1, 3, 0, 0);
             INSERT INTO title_words (rowid, text) VALUES (7, 'plan');
             INSERT INTO object_raw (object_id, raw) VALUES (7, x'007b7d');",
        )
        .unwrap();
    drop(connection);
    let store = Store::open(&path, OpenOptions::new(at(0))).await.unwrap();
    let report = store.integrity_check().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
    let connection = store.connections().await.unwrap().remove(0).id;
    let object = store.object(connection, id(1)).await.unwrap().unwrap();
    assert_eq!(object.title, "Plan");
    assert!(
        store
            .trash_seen(connection)
            .await
            .unwrap()
            .planned
            .is_empty()
    );
    let edit = local_edit(Part::Body, None, Some("words"));
    let state = store
        .edit_part(connection, id(1), edit, Origin::Local, "c", at(1))
        .await
        .unwrap();
    assert_eq!(state.edits, 4);
    store.close().await.unwrap();
    Store::open(&path, OpenOptions::new(at(2))).await.unwrap();
}
