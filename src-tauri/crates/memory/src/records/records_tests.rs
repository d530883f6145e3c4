//! What profiles, records, their jobs and transitions promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::records::test_rows::{Rows, new_profile, record};
use crate::test_support::{at, id};
use crate::{Change, NewProfile, NewRecord, NewTransition, Origin, RecordFilter, RecordJobState};

fn job(number: u64) -> Change {
    Change::PutRecordJob {
        object: id(number),
        correlation_id: "c-5".to_owned(),
    }
}

/// Three rows: a draft, one in the queue, and one that lacks its channel.
async fn validated() -> Rows {
    let rows = Rows::new(3).await;
    let due = rows.due().await;
    let records = [
        record(&rows, &due[0]),
        NewRecord {
            state: "pending".to_owned(),
            notion_status: Some("Queued".to_owned()),
            title: "Straßenbahn".to_owned(),
            ..record(&rows, &due[1])
        },
        NewRecord {
            channel: None,
            valid: false,
            reasons: "[\"Missing Channel\"]".to_owned(),
            ..record(&rows, &due[2])
        },
    ];
    let changes = records.map(|record| Change::PutRecord(Box::new(record)));
    rows.test.apply(changes.into()).await;
    rows
}

#[tokio::test]
async fn a_data_source_has_one_profile() {
    let rows = Rows::new(1).await;
    let store = &rows.test.store;
    let changed = NewProfile {
        channels: "[\"news\", \"sport\"]".to_owned(),
        ..new_profile()
    };
    let same = store
        .put_profile(rows.test.connection, changed, at(70))
        .await
        .unwrap();
    assert_eq!(same, rows.profile);
    let found = store
        .profile_of(rows.test.connection, id(100))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.channels, "[\"news\", \"sport\"]");
    assert_eq!((found.created_time, found.changed_time), (at(30), at(70)));
    let listed = store.profiles(rows.test.connection).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&found));
    assert_eq!(store.profile(same).await.unwrap(), Some(found));
}

#[tokio::test]
async fn records_are_found_by_what_they_are() {
    let rows = validated().await;
    let listed = async |filter: RecordFilter| -> Vec<_> {
        let filter = RecordFilter {
            limit: 10,
            ..filter
        };
        let found = rows.test.store.records(rows.test.connection, &filter).await;
        found.unwrap().into_iter().map(|one| one.object).collect()
    };
    let all = RecordFilter::default();
    let text = |text: &str| RecordFilter {
        text: Some(text.to_owned()),
        ..RecordFilter::default()
    };
    assert_eq!(listed(all.clone()).await, [id(101), id(102), id(103)]);
    let pending = RecordFilter {
        profile: Some(rows.profile),
        state: Some("pending".to_owned()),
        ..all.clone()
    };
    assert_eq!(listed(pending).await, [id(102)]);
    let invalid = RecordFilter {
        valid: Some(false),
        ..all.clone()
    };
    assert_eq!(listed(invalid).await, [id(103)]);
    let news = RecordFilter {
        channel: Some("news".to_owned()),
        ..all.clone()
    };
    assert_eq!(listed(news).await, [id(101), id(102)]);
    assert_eq!(listed(text("STRASSEN")).await, [id(102)]);
    assert_eq!(listed(text("offentlicher verkehr")).await.len(), 3);
    assert_eq!(listed(text("100 %")).await.len(), 0);
    let first = rows.test.store.record(rows.test.connection, id(101)).await;
    let after = RecordFilter {
        after: Some(first.unwrap().unwrap().row),
        ..all
    };
    assert_eq!(listed(after).await, [id(102), id(103)]);
    let counts = rows.test.store.record_counts(rows.profile).await.unwrap();
    assert_eq!((counts.valid, counts.invalid), (2, 1));
    assert_eq!(counts.by_state["draft"], 2);
}

#[tokio::test]
async fn the_time_in_a_state_begins_when_the_state_does() {
    let rows = validated().await;
    let put = async |state: &str, seconds| {
        let row = rows.test.store.record(rows.test.connection, id(101)).await;
        let row = row.unwrap().unwrap();
        let new = NewRecord {
            object: row.object,
            profile: row.profile,
            title: row.title,
            channel: row.channel,
            topic: row.topic,
            story_direction: row.story_direction,
            priority: row.priority,
            state: state.to_owned(),
            notion_status: row.notion_status,
            valid: row.valid,
            reasons: row.reasons,
            notes: row.notes,
            state_since: at(seconds),
            created_time: row.created_time,
            updated_time: row.updated_time,
            due: 0,
        };
        rows.test
            .apply(vec![Change::PutRecord(Box::new(new))])
            .await;
        let row = rows.test.store.record(rows.test.connection, id(101)).await;
        row.unwrap().unwrap().state_since
    };
    assert_eq!(put("draft", 90).await, at(40));
    assert_eq!(put("pending", 91).await, at(91));
    assert_eq!(put("pending", 92).await, at(91));
}

#[tokio::test]
async fn a_row_never_has_two_open_jobs() {
    let rows = validated().await;
    let store = &rows.test.store;
    let connection = rows.test.connection;
    let made = rows.test.apply(vec![job(102), job(102)]).await.jobs_made;
    assert_eq!(made, 1);
    let waiting = store
        .record_job(connection, id(102))
        .await
        .unwrap()
        .unwrap();
    assert!(store.take_record_job(waiting.id, at(60)).await.unwrap());
    assert!(!store.take_record_job(waiting.id, at(60)).await.unwrap());
    assert_eq!(rows.test.apply(vec![job(102)]).await.jobs_made, 0);
    rows.test
        .apply(vec![Change::WithdrawRecordJob { object: id(102) }])
        .await;
    let taken = store
        .record_jobs(connection, RecordJobState::Taken)
        .await
        .unwrap();
    assert_eq!(taken.len(), 1, "somebody works on it");
    assert!(store.finish_record_job(waiting.id, at(61)).await.unwrap());
    assert!(!store.finish_record_job(waiting.id, at(62)).await.unwrap());
    assert_eq!(rows.test.apply(vec![job(102)]).await.jobs_made, 1);
    rows.test
        .apply(vec![Change::WithdrawRecordJob { object: id(102) }])
        .await;
    let last = store
        .record_job(connection, id(102))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(last.state, RecordJobState::Withdrawn);
}

#[tokio::test]
async fn a_job_that_was_withdrawn_is_the_same_one_when_it_is_wanted_again() {
    let rows = validated().await;
    let newest = async || {
        let found = rows
            .test
            .store
            .record_job(rows.test.connection, id(102))
            .await;
        found.unwrap().unwrap()
    };
    rows.test.apply(vec![job(102)]).await;
    let first = newest().await;
    for _ in 0..3 {
        rows.test
            .apply(vec![Change::WithdrawRecordJob { object: id(102) }])
            .await;
        assert_eq!(newest().await.state, RecordJobState::Withdrawn);
        assert_eq!(rows.test.apply(vec![job(102)]).await.jobs_made, 1);
        let again = newest().await;
        assert_eq!((again.id, again.state), (first.id, RecordJobState::Waiting));
    }
}

#[tokio::test]
async fn a_state_its_step_and_its_job_are_one_commit() {
    let rows = Rows::new(1).await;
    let due = rows.due().await.remove(0);
    rows.test
        .stopped_anywhere(
            async |watched| {
                let changes = vec![
                    Change::PutRecord(Box::new(record(&rows, &due))),
                    Change::PutTransition(NewTransition {
                        object: id(101),
                        from_state: None,
                        to_state: "pending".to_owned(),
                        from_name: None,
                        to_name: Some("Queued".to_owned()),
                        legal: true,
                        origin: Origin::Notion,
                    }),
                    job(101),
                ];
                watched
                    .apply(rows.test.connection, None, changes, at(50))
                    .await
                    .map(drop)
            },
            async |is_done| {
                let store = &rows.test.store;
                let connection = rows.test.connection;
                let expected = usize::from(is_done);
                let steps = store.transitions(connection, id(101)).await.unwrap();
                let jobs = store.record_jobs(connection, RecordJobState::Waiting).await;
                let records = store.record(connection, id(101)).await.unwrap();
                assert_eq!(
                    (
                        steps.len(),
                        jobs.unwrap().len(),
                        usize::from(records.is_some()),
                        rows.due().await.len()
                    ),
                    (expected, expected, expected, 1 - expected)
                );
            },
        )
        .await;
}

#[tokio::test]
async fn removing_a_profile_removes_its_records_and_withdraws_its_jobs() {
    let rows = validated().await;
    let store = &rows.test.store;
    rows.test.apply(vec![job(102)]).await;
    store.remove_profile(rows.profile, at(80)).await.unwrap();
    let filter = RecordFilter {
        limit: 10,
        ..RecordFilter::default()
    };
    let left = store.records(rows.test.connection, &filter).await.unwrap();
    assert!(left.is_empty());
    let last = store
        .record_job(rows.test.connection, id(102))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(last.state, RecordJobState::Withdrawn);
    let page = store.object(rows.test.connection, id(102)).await.unwrap();
    assert!(page.is_some(), "the pages stay");
}
