//! What pages that were made here promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, id, page, store};
use crate::{
    Change, Creation, CreationAnswer, CreationId, CreationParent, CreationState, NewCreation,
    ParkedCreation, Retry, StoreError,
};

async fn created(test: &TestStore) -> CreationId {
    let new = NewCreation {
        provisional: id(900),
        parent_kind: CreationParent::DataSource,
        parent: id(2),
        properties: "{\"title\":1}".to_owned(),
        markdown: Some("words".to_owned()),
        profile: None,
        correlation_id: "c-1".to_owned(),
    };
    test.store
        .add_creation(test.connection, new, at(1))
        .await
        .unwrap()
}

async fn edit(test: &TestStore, properties: &str) -> CreationAnswer {
    test.store
        .edit_creation(test.connection, id(900), properties, Some("words"), at(2))
        .await
        .unwrap()
}

async fn withdraw(test: &TestStore) -> CreationAnswer {
    test.store
        .withdraw_creation(test.connection, id(900), at(3))
        .await
        .unwrap()
}

async fn now(test: &TestStore) -> Creation {
    let found = test.store.creation(test.connection, id(900)).await;
    found.unwrap().unwrap()
}

fn parked(id: CreationId) -> Change {
    Change::ParkCreation(ParkedCreation {
        id,
        retry: Retry::OnChange,
        not_before: None,
        reason: "validation_error".to_owned(),
        message: None,
        request_id: Some("r-1".to_owned()),
    })
}

#[tokio::test]
async fn a_page_is_wanted_sent_and_made_and_its_first_id_keeps_working() {
    let test = store().await;
    let creation = created(&test).await;
    let waiting = test
        .store
        .creations(test.connection, &[CreationState::Waiting])
        .await
        .unwrap();
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].properties, "{\"title\":1}");
    let applied = test
        .apply(vec![Change::SentCreation {
            id: creation,
            edits: waiting[0].edits,
        }])
        .await;
    assert_eq!(applied.edited_since, 0);
    let sent = now(&test).await;
    assert_eq!((sent.state, sent.attempts), (CreationState::Sent, 1));
    assert_eq!(sent.sent_properties.as_deref(), Some("{\"title\":1}"));
    assert_eq!(sent.sent_time, Some(at(10)));
    test.apply(vec![
        Change::PutObject(page(5, "Made")),
        Change::MadeCreation {
            id: creation,
            made: id(5),
        },
    ])
    .await;
    assert_eq!(now(&test).await.made, Some(id(5)));
    assert_eq!(edit(&test, "{}").await, CreationAnswer::Made(id(5)));
    assert_eq!(withdraw(&test).await, CreationAnswer::Made(id(5)));
    let to_carry = test.store.creations_to_carry(test.connection).await;
    assert!(to_carry.unwrap().is_empty());
}

#[tokio::test]
async fn a_request_does_not_carry_what_was_changed_or_taken_back_since_it_was_read() {
    let test = store().await;
    let creation = created(&test).await;
    let read = now(&test).await.edits;
    edit(&test, "{\"title\":2}").await;
    let send = |edits| Change::SentCreation {
        id: creation,
        edits,
    };
    assert_eq!(test.apply(vec![send(read)]).await.edited_since, 1);
    assert_eq!(now(&test).await.state, CreationState::Waiting);
    assert_eq!(withdraw(&test).await, CreationAnswer::Done { edits: 2 });
    assert_eq!(test.apply(vec![send(2)]).await.edited_since, 1);
    assert_eq!(now(&test).await.state, CreationState::Withdrawn);
    assert_eq!(edit(&test, "{}").await, CreationAnswer::Withdrawn);
}

#[tokio::test]
async fn what_is_written_while_the_page_is_made_is_there_to_be_carried_over() {
    let test = store().await;
    let creation = created(&test).await;
    test.apply(vec![Change::SentCreation {
        id: creation,
        edits: 1,
    }])
    .await;
    assert_eq!(
        edit(&test, "{\"title\":2}").await,
        CreationAnswer::Done { edits: 2 }
    );
    assert_eq!(withdraw(&test).await, CreationAnswer::OnItsWay);
    test.apply(vec![Change::MadeCreation {
        id: creation,
        made: id(5),
    }])
    .await;
    let carried = test.store.creations_to_carry(test.connection).await;
    let carried = carried.unwrap();
    assert_eq!(carried.len(), 1);
    assert_eq!(carried[0].sent_properties.as_deref(), Some("{\"title\":1}"));
    assert_eq!(carried[0].properties, "{\"title\":2}");
    test.apply(vec![Change::CarriedCreation { id: creation }])
        .await;
    let left = test.store.creations_to_carry(test.connection).await;
    assert!(left.unwrap().is_empty());
}

#[tokio::test]
async fn a_page_that_was_refused_waits_again_once_it_is_another_one() {
    let test = store().await;
    let creation = created(&test).await;
    let send = |edits| Change::SentCreation {
        id: creation,
        edits,
    };
    test.apply(vec![send(1), parked(creation)]).await;
    let refused = now(&test).await;
    assert_eq!(refused.state, CreationState::Parked);
    assert_eq!(refused.reason.as_deref(), Some("validation_error"));
    edit(&test, "{\"title\":2}").await;
    let changed = now(&test).await;
    assert_eq!(
        (changed.state, changed.reason),
        (CreationState::Waiting, None)
    );
    test.apply(vec![send(2)]).await;
    edit(&test, "{\"title\":3}").await;
    test.apply(vec![parked(creation)]).await;
    assert_eq!(
        now(&test).await.state,
        CreationState::Waiting,
        "what was refused is not what is wanted any more"
    );
}

#[tokio::test]
async fn nobody_changes_a_page_that_was_never_made_here() {
    let test = store().await;
    let error = test
        .store
        .edit_creation(test.connection, id(404), "{}", None, at(0))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::UnknownObject(object) if object == id(404)));
}

#[tokio::test]
async fn stopped_before_any_statement_a_change_of_a_page_happens_fully_or_not_at_all() {
    let test = store().await;
    created(&test).await;
    test.stopped_anywhere(
        async |watched| {
            watched
                .edit_creation(test.connection, id(900), "{}", None, at(2))
                .await
                .map(drop)
        },
        async |is_done| {
            let found = now(&test).await;
            let expected = if is_done {
                ("{}", None, 2)
            } else {
                ("{\"title\":1}", Some("words"), 1)
            };
            assert_eq!(
                (
                    found.properties.as_str(),
                    found.markdown.as_deref(),
                    found.edits
                ),
                expected
            );
        },
    )
    .await;
}
