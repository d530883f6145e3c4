//! What applying changes promises: bodies, comments, files, blocks, and all or nothing.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::FileKind;
use serde_json::json;

use crate::test_support::{at, body, id, page, store};
use crate::{Change, FileRecord, FileStatus, StoreError, StoredBlock, StoredComment, StoredUser};

#[tokio::test]
async fn a_changed_body_adds_a_revision_and_keeps_the_old_one() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        body(1, "first words"),
    ])
    .await;
    let same = test.apply(vec![body(1, "first words")]).await;
    let other = test.apply(vec![body(1, "second words")]).await;
    assert_eq!((same.bodies_changed, other.bodies_changed), (0, 1));
    let revisions = test
        .store
        .versions(test.connection, id(1), 10)
        .await
        .unwrap();
    assert_eq!(revisions.len(), 2);
    let oldest = revisions.last().unwrap().id;
    assert_eq!(
        test.store
            .version_text(test.connection, id(1), oldest)
            .await
            .unwrap()
            .as_deref(),
        Some("first words")
    );
    let now = test
        .store
        .body(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(now.markdown, "second words");
}

#[tokio::test]
async fn a_list_with_one_bad_change_changes_nothing() {
    let test = store().await;
    let error = test
        .store
        .apply(
            test.connection,
            None,
            vec![
                Change::PutObject(page(1, "Plan")),
                body(1, "words"),
                body(404, "of nobody"),
            ],
            at(0),
        )
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::UnknownObject(object) if object == id(404)));
    assert!(
        test.store
            .object(test.connection, id(1))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_comment_that_is_no_longer_listed_is_kept_and_marked() {
    let test = store().await;
    let comment = |number: u64, text: &str| StoredComment {
        id: id(number),
        discussion: None,
        created_time: Some(at(i64::try_from(number).unwrap())),
        author: Some(id(90)),
        text: text.to_owned(),
        raw: json!({"id": id(number), "text": text}).to_string(),
    };
    let put = |comments| Change::PutComments {
        object: id(1),
        on: id(1),
        comments,
    };
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        put(vec![comment(10, "first"), comment(11, "second")]),
        Change::PutUsers(vec![StoredUser {
            id: id(90),
            kind: "person".to_owned(),
            name: "Ada".to_owned(),
            raw: "{}".to_owned(),
        }]),
    ])
    .await;
    test.apply(vec![put(vec![comment(11, "second")])]).await;
    let comments = test.store.comments(test.connection, id(1)).await.unwrap();
    let seen: Vec<_> = comments
        .iter()
        .map(|comment| (comment.text.as_str(), comment.listed))
        .collect();
    assert_eq!(seen, [("first", false), ("second", true)]);
    assert_eq!(comments[0].author_name.as_deref(), Some("Ada"));
}

#[tokio::test]
async fn a_stored_file_stays_stored_when_it_is_merely_seen_again() {
    let test = store().await;
    let record = |status| FileRecord {
        object: id(1),
        place: "body".to_owned(),
        identity: "https://files.example/a.png".to_owned(),
        url: None,
        name: "a.png".to_owned(),
        kind: FileKind::Image,
        status,
        reason: None,
        request_id: None,
    };
    let stored = FileStatus::Stored {
        hash: keepsake_text::ContentHash::of(b"picture"),
        size: 7,
        mime: Some("image/png".to_owned()),
    };
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        Change::PutFile(record(stored.clone())),
    ])
    .await;
    test.apply(vec![Change::PutFile(record(FileStatus::Pending))])
        .await;
    let files = test.store.files(test.connection, id(1)).await.unwrap();
    assert_eq!(files, [record(stored)]);
    let found = test
        .store
        .stored_file(test.connection, "https://files.example/a.png")
        .await
        .unwrap();
    assert!(found.is_some());
    assert!(
        test.store
            .is_file_used(keepsake_text::ContentHash::of(b"picture"))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_block_read_through_two_pages_is_stored_once() {
    let test = store().await;
    let blocks = |object| Change::PutBlocks {
        object: id(object),
        parent: id(70),
        first: 0,
        blocks: vec![StoredBlock {
            id: id(71),
            kind: "paragraph".to_owned(),
            has_children: false,
            raw: "{}".to_owned(),
        }],
    };
    test.apply(vec![
        Change::PutObject(page(1, "One")),
        Change::PutObject(page(2, "Two")),
        blocks(1),
        blocks(2),
        blocks(2),
    ])
    .await;
}

#[tokio::test]
async fn named_values_are_set_and_forgotten() {
    let test = store().await;
    let set = |value: Option<&str>| Change::SetCheckpoint {
        name: "watermark".to_owned(),
        value: value.map(str::to_owned),
    };
    test.apply(vec![set(Some("1")), set(Some("2"))]).await;
    assert_eq!(
        test.store
            .checkpoint(test.connection, "watermark")
            .await
            .unwrap()
            .as_deref(),
        Some("2")
    );
    test.apply(vec![set(None)]).await;
    assert!(
        test.store
            .checkpoints(test.connection)
            .await
            .unwrap()
            .is_empty()
    );
}
