//! What is forgotten is out of sight, comes back as it was, and is made anew in the index on request.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, body, id, local_edit, new_connection, page, store};
use crate::{Change, Origin, Part, SearchQuery, StoreError};

/// A page that is found by a word of its title and by one of its text, with an edit that Notion does not have.
async fn filled() -> TestStore {
    let test = store().await;
    test.store
        .set_selection(test.connection, true, vec![(id(2), false)])
        .await
        .unwrap();
    test.apply(vec![
        Change::PutObject(page(1, "Zanzibar")),
        body(1, "a quokka in the garden"),
        Change::PutObject(page(2, "Zanzibar, left out")),
    ])
    .await;
    test.store.recompute_scope(test.connection).await.unwrap();
    let edit = local_edit(Part::Body, None, Some("mine"));
    test.store
        .edit_part(test.connection, id(1), edit, Origin::Local, "c", at(0))
        .await
        .unwrap();
    test
}

async fn hits(test: &TestStore, words: &str) -> u64 {
    let query = SearchQuery {
        text: words.to_owned(),
        connection: None,
        limit: 10,
        prefix_last: false,
        filter: crate::SearchFilter::default(),
    };
    test.store.search(&query).await.unwrap().total
}

#[tokio::test]
async fn what_is_forgotten_is_out_of_sight_and_comes_back_as_it_was() {
    let test = filled().await;
    assert_eq!(
        (hits(&test, "zanzibar").await, hits(&test, "quokka").await),
        (1, 1)
    );
    test.store
        .forget_connection(test.connection, at(50))
        .await
        .unwrap();
    assert_eq!(
        (hits(&test, "zanzibar").await, hits(&test, "quokka").await),
        (0, 0)
    );
    assert!(test.store.connections().await.unwrap().is_empty());
    let asked = test.store.connection(test.connection).await;
    assert!(matches!(asked, Err(StoreError::UnknownConnection(_))));
    let again = test.store.forget_connection(test.connection, at(51)).await;
    assert!(matches!(again, Err(StoreError::UnknownConnection(_))));
    let forgotten = test.store.forgotten().await.unwrap();
    assert_eq!((forgotten.len(), forgotten[0].1), (1, at(50)));

    test.store
        .restore_connection(test.connection)
        .await
        .unwrap();
    assert_eq!(
        (hits(&test, "zanzibar").await, hits(&test, "quokka").await),
        (1, 1)
    );
    assert!(test.store.forgotten().await.unwrap().is_empty());
    let unsettled = test.store.unsettled_of(test.connection, id(1)).await;
    assert_eq!(
        unsettled.unwrap().unwrap().parts[0].local.as_deref(),
        Some("mine")
    );
    let gone = test.store.restore_connection(test.connection).await;
    assert!(matches!(gone, Err(StoreError::UnknownConnection(_))));
}

#[tokio::test]
async fn connecting_again_brings_back_what_was_forgotten() {
    let test = filled().await;
    test.store
        .forget_connection(test.connection, at(50))
        .await
        .unwrap();
    let again = test
        .store
        .put_connection(new_connection("bot"), at(60))
        .await
        .unwrap();
    assert_eq!(again, test.connection);
    test.store.recompute_scope(again).await.unwrap();
    assert_eq!(hits(&test, "zanzibar").await, 1);
    assert!(test.store.forgotten().await.unwrap().is_empty());
}

#[tokio::test]
async fn the_index_can_be_made_anew() {
    let test = filled().await;
    test.store.rebuild_index().await.unwrap();
    assert_eq!(
        (hits(&test, "zanzibar").await, hits(&test, "quokka").await),
        (1, 1)
    );
    assert!(test.store.integrity_check().await.unwrap().is_sound());
}
