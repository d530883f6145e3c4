//! Versions of pages, over a real file.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use serde_json::json;
use time::{Duration, OffsetDateTime};

use crate::test_support::{TestStore, at, body, id, page, store};
use crate::{Change, ObservedObject, StoredUser};

const INES: u64 = 900;

/// A body as it was after an edit.
fn body_of(number: u64, markdown: &str, edited: OffsetDateTime) -> Change {
    match body(number, markdown) {
        Change::PutBody {
            object,
            markdown,
            source_hash,
            settled,
            lossy,
            truncated,
            ..
        } => Change::PutBody {
            object,
            markdown,
            source_hash,
            edited_time: edited,
            settled,
            lossy,
            truncated,
        },
        other => other,
    }
}

fn edited_by_ines(number: u64, edited: OffsetDateTime) -> Change {
    let raw = json!({"object": "page", "id": id(number), "last_edited_by": {"object": "user", "id": id(INES)}});
    Change::PutObject(ObservedObject {
        edited_time: Some(edited),
        raw: raw.to_string(),
        ..page(number, "Plan")
    })
}

async fn with_three_versions() -> TestStore {
    let test = store().await;
    let ines = StoredUser {
        id: id(INES),
        kind: "person".to_owned(),
        name: "Ines".to_owned(),
        raw: "{}".to_owned(),
    };
    test.apply(vec![
        Change::PutUsers(vec![ines]),
        Change::PutObject(page(1, "Plan")),
        body_of(1, "first words", at(0)),
    ])
    .await;
    test.apply(vec![
        edited_by_ines(1, at(86_400)),
        body_of(1, "second words", at(86_400)),
    ])
    .await;
    test.apply(vec![body_of(1, "third words", at(172_800))])
        .await;
    test
}

#[tokio::test]
async fn every_text_that_was_read_stays_as_a_version_with_its_day_and_editor() {
    let test = with_three_versions().await;
    let (store, connection) = (&test.store, test.connection);
    let versions = store.versions(connection, id(1), 10).await.unwrap();
    let mut texts = Vec::new();
    for version in &versions {
        let text = store.version_text(connection, id(1), version.id).await;
        texts.push(text.unwrap().unwrap());
    }
    assert_eq!(texts, ["third words", "second words", "first words"]);
    let days: Vec<_> = versions.iter().map(|one| one.edited_time).collect();
    assert_eq!(days, [at(172_800), at(86_400), at(0)]);
    let editors: Vec<_> = versions.iter().map(|one| one.editor.as_deref()).collect();
    assert_eq!(editors, [None, Some("Ines"), None]);
    assert_eq!(store.versions(connection, id(1), 2).await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_moment_shows_the_last_version_that_was_not_edited_after_it() {
    let test = with_three_versions().await;
    let second = Duration::seconds(1);
    for (asked, expected) in [
        (at(0) - second, None),
        (at(0), Some(at(0))),
        (at(86_400) - second, Some(at(0))),
        (at(86_400), Some(at(86_400))),
        (at(999_999), Some(at(172_800))),
    ] {
        let found = test.store.version_at(test.connection, id(1), asked).await;
        let found = found.unwrap().map(|version| version.edited_time);
        assert_eq!(found, expected, "{asked}");
    }
    let oldest = test.store.oldest_version(test.connection, id(1)).await;
    assert_eq!(oldest.unwrap().unwrap().edited_time, at(0));
}

#[tokio::test]
async fn a_version_of_another_page_is_none_of_this_one() {
    let test = with_three_versions().await;
    test.apply(vec![Change::PutObject(page(2, "Other"))]).await;
    let versions = test.store.versions(test.connection, id(1), 1).await;
    let of_the_first = versions.unwrap().pop().unwrap().id;
    let text = test
        .store
        .version_text(test.connection, id(2), of_the_first);
    assert_eq!(text.await.unwrap(), None);
}
