//! How long the store takes for a cycle over 10,000 records. Measures and prints; run it by hand with optimised
//! dependencies: `cargo test -p keepsake-memory --config 'profile.dev.opt-level=3' -- --ignored --nocapture a_cycle_over`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests may panic, and this one measures and prints"
)]

use std::time::Instant;

use keepsake_text::ContentHash;

use crate::test_support::{TestStore, at, id, page_in, property, store};
use crate::{
    Change, CreationState, NewOutbox, NewProfile, NewRecord, OpenOptions, OutboxPart, ProfileId,
    Store, StoredParent,
};

const ROWS: u64 = 10_000;

async fn timed<T>(what: &str, times: u64, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let result = work.await;
    let each = start.elapsed().as_secs_f64() * 1_000.0 / times as f64;
    eprintln!("{what}: {each:.3} ms");
    result
}

async fn validate(test: &TestStore, profile: ProfileId) {
    loop {
        let due = test.store.rows_to_validate(profile, 0, 100).await.unwrap();
        if due.is_empty() {
            return;
        }
        let records = due.into_iter().map(|row| NewRecord {
            object: row.object,
            profile,
            title: row.raw["title"].as_str().unwrap().to_owned(),
            channel: Some("news".to_owned()),
            topic: Some("topic".to_owned()),
            story_direction: None,
            priority: None,
            state: "draft".to_owned(),
            notion_status: None,
            valid: true,
            reasons: "[]".to_owned(),
            notes: "[]".to_owned(),
            state_since: at(1),
            created_time: None,
            updated_time: None,
            due: row.due,
        });
        let changes = records.map(|record| Change::PutRecord(Box::new(record)));
        test.apply(changes.collect()).await;
    }
}

/// Everything that a cycle asks when nothing is to be done.
async fn ask(test: &TestStore, profile: ProfileId) {
    let (store, connection) = (&test.store, test.connection);
    let open = [
        CreationState::Waiting,
        CreationState::Sent,
        CreationState::Parked,
    ];
    store.new_events(connection, 100).await.unwrap();
    store.outbox(connection).await.unwrap();
    store.trash_seen(connection).await.unwrap();
    store.brakes(connection).await.unwrap();
    store.profiles(connection).await.unwrap();
    store.rows_to_validate(profile, 0, 100).await.unwrap();
    store.creations(connection, &open).await.unwrap();
    store.creations_to_carry(connection).await.unwrap();
    store.unsettled(connection, 0, 100).await.unwrap();
    store.next_audits(connection, 1, at(0)).await.unwrap();
}

async fn edit_and_settle(test: &TestStore, count: u64) {
    for number in 1..=count {
        let state = test
            .edit(number, property("p"), Some("\"a\""), Some("\"b\""))
            .await;
        let sent = NewOutbox {
            object: id(number),
            part: OutboxPart::Properties,
            intent: "{}".to_owned(),
            intent_hash: ContentHash::of(b"intent"),
            edits: state.edits,
            correlation_id: "c".to_owned(),
        };
        test.apply(vec![Change::PutOutbox(sent)]).await;
        test.apply(vec![
            Change::SettlePart {
                object: id(number),
                part: property("p"),
                through_edits: state.edits,
                base: None,
            },
            Change::RemoveOutbox {
                object: id(number),
                part: OutboxPart::Properties,
            },
        ])
        .await;
    }
}

#[tokio::test]
#[ignore = "measures"]
async fn a_cycle_over_ten_thousand_records() {
    let test = store().await;
    let rows = |title: &str| {
        let source = StoredParent::DataSource(id(90_000));
        let pages = (1..=ROWS).map(|number| page_in(number, &format!("{title} {number}"), source));
        pages.map(Change::PutObject).collect::<Vec<_>>()
    };
    timed("10,000 new rows", 1, test.apply(rows("Row"))).await;
    let profile = NewProfile {
        name: "video-production".to_owned(),
        data_source: id(90_000),
        source: String::new(),
        channels: "[]".to_owned(),
        mapping: "{}".to_owned(),
        active: true,
    };
    let put = test.store.put_profile(test.connection, profile, at(1));
    let profile = timed("applying a profile", 1, put).await.unwrap();
    timed("validating all", 1, validate(&test, profile)).await;
    let audits = (1..=ROWS).map(|number| Change::OweAudit {
        object: id(number),
        priority: i64::try_from(number % 4).unwrap(),
        due: at(1_000),
    });
    timed("owing 10,000 audits", 1, test.apply(audits.collect())).await;
    timed("asking whether anything is to be done", 100, async {
        for _ in 0..100 {
            ask(&test, profile).await;
        }
    })
    .await;
    timed("seeing 10,000 rows again", 1, test.apply(rows("Row"))).await;
    timed("seeing 10,000 rows changed", 1, test.apply(rows("Row no."))).await;
    timed(
        "an edit, its request and its outcome",
        500,
        edit_and_settle(&test, 500),
    )
    .await;
    timed("opening the store", 20, async {
        for _ in 0..20 {
            let opened = Store::open(test.store.path(), OpenOptions::new(at(2))).await;
            drop(opened.unwrap());
        }
    })
    .await;
}
