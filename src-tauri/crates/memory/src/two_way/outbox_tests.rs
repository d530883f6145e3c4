//! What the outbox promises.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::ContentHash;

use crate::test_support::{TestStore, at, body, id, page, property, store};
use crate::{Change, NewOutbox, NewParked, OutboxPart, OutboxRow, OutboxState, Part, Retry};

async fn with_page() -> TestStore {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan")), body(1, "theirs")])
        .await;
    test
}

fn send(part: OutboxPart, edits: i64) -> Change {
    Change::PutOutbox(NewOutbox {
        object: id(1),
        part,
        intent: format!("{{\"through\":{edits}}}"),
        intent_hash: ContentHash::of(b"intent"),
        edits,
        correlation_id: "c-3".to_owned(),
    })
}

fn park(part: OutboxPart, edits: i64, retry: Retry) -> Change {
    Change::ParkOutbox(NewParked {
        object: id(1),
        part,
        intent_hash: ContentHash::of(b"intent"),
        edits,
        retry,
        not_before: (retry == Retry::After).then(|| at(100)),
        reason: "validation_error".to_owned(),
        message: Some("body failed validation".to_owned()),
        request_id: Some("r-1".to_owned()),
        correlation_id: "c-4".to_owned(),
    })
}

async fn outbox(test: &TestStore) -> Vec<OutboxRow> {
    let rows = test.store.outbox(test.connection).await.unwrap();
    let of_page = test.store.outbox_of(test.connection, id(1)).await.unwrap();
    assert_eq!(rows, of_page);
    rows
}

#[tokio::test]
async fn an_intent_is_there_before_the_request_and_gone_with_its_outcome() {
    let test = with_page().await;
    let state = test.edit(1, Part::Body, Some("theirs"), Some("mine")).await;
    test.apply(vec![send(OutboxPart::Body, state.edits)]).await;
    let rows = outbox(&test).await;
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].state, OutboxState::Sent);
    assert_eq!((rows[0].edits, rows[0].attempts), (1, 1));
    test.stopped_anywhere(
        async |watched| {
            let outcome = vec![
                body(1, "mine"),
                Change::SettlePart {
                    object: id(1),
                    part: Part::Body,
                    through_edits: state.edits,
                    base: Some("mine".to_owned()),
                },
                Change::RemoveOutbox {
                    object: id(1),
                    part: OutboxPart::Body,
                },
            ];
            watched
                .apply(test.connection, None, outcome, at(30))
                .await
                .map(drop)
        },
        async |is_done| {
            let remote = test.store.body(test.connection, id(1)).await;
            let found = (
                remote.unwrap().unwrap().markdown,
                test.copies(1).await.len(),
                outbox(&test).await.len(),
            );
            let expected = if is_done {
                ("mine".to_owned(), 0, 0)
            } else {
                ("theirs".to_owned(), 1, 1)
            };
            assert_eq!(found, expected);
        },
    )
    .await;
}

#[tokio::test]
async fn an_edit_back_stays_while_a_request_is_on_its_way() {
    let test = with_page().await;
    let sent = test.edit(1, property("p"), Some("1"), Some("2")).await;
    test.apply(vec![send(OutboxPart::Properties, sent.edits)])
        .await;
    let back = test.edit(1, property("p"), Some("1"), Some("1")).await;
    assert!(!back.in_step, "Notion may have the other value by now");
    let arrived = |through_edits| {
        vec![
            Change::SettlePart {
                object: id(1),
                part: property("p"),
                through_edits,
                base: Some("2".to_owned()),
            },
            Change::RemoveOutbox {
                object: id(1),
                part: OutboxPart::Properties,
            },
        ]
    };
    test.apply(arrived(sent.edits)).await;
    assert_eq!(
        test.copies(1).await,
        [(property("p"), Some("2".to_owned()), Some("1".to_owned()))]
    );
}

#[tokio::test]
async fn what_is_parked_says_why_and_is_sent_again_as_the_same_row() {
    let test = with_page().await;
    let state = test.edit(1, Part::Body, Some("theirs"), Some("mine")).await;
    test.apply(vec![park(OutboxPart::Body, state.edits, Retry::OnChange)])
        .await;
    let parked = outbox(&test).await.remove(0);
    assert_eq!(parked.state, OutboxState::Parked);
    assert_eq!((parked.intent.as_deref(), parked.attempts), (None, 0));
    assert_eq!(parked.retry, Some(Retry::OnChange));
    assert_eq!(parked.reason.as_deref(), Some("validation_error"));
    test.apply(vec![send(OutboxPart::Body, state.edits)]).await;
    let sent = outbox(&test).await.remove(0);
    assert_eq!((sent.id, sent.state), (parked.id, OutboxState::Sent));
    assert_eq!((sent.reason, sent.retry), (None, None));
    test.apply(vec![park(OutboxPart::Body, state.edits, Retry::After)])
        .await;
    let again = outbox(&test).await.remove(0);
    assert_eq!(again.not_before, Some(at(100)));
    assert_eq!(again.attempts, 1);
    assert!(again.intent.is_some(), "what was sent is still known");
}

#[tokio::test]
async fn what_was_sent_goes_when_a_later_look_settles_all_that_it_carried() {
    let test = with_page().await;
    test.edit(1, property("p"), Some("1"), Some("2")).await;
    let state = test.edit(1, property("q"), Some("1"), Some("2")).await;
    test.apply(vec![send(OutboxPart::Properties, state.edits)])
        .await;
    let settle = |name: &str| Change::SettlePart {
        object: id(1),
        part: property(name),
        through_edits: state.edits,
        base: Some("2".to_owned()),
    };
    test.apply(vec![settle("p")]).await;
    assert_eq!(outbox(&test).await.len(), 1);
    test.apply(vec![settle("q")]).await;
    assert!(outbox(&test).await.is_empty());
}

#[tokio::test]
async fn what_is_parked_goes_with_the_last_part_that_it_carries() {
    let test = with_page().await;
    test.edit(1, property("p"), Some("1"), Some("2")).await;
    let state = test.edit(1, property("q"), Some("1"), Some("2")).await;
    test.apply(vec![park(
        OutboxPart::Properties,
        state.edits,
        Retry::OnChange,
    )])
    .await;
    test.edit(1, property("p"), Some("1"), Some("1")).await;
    assert_eq!(outbox(&test).await.len(), 1);
    test.edit(1, property("q"), Some("1"), Some("1")).await;
    assert!(outbox(&test).await.is_empty());
}
