//! What the requests still to be made promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{at, id, page, store};
use crate::{Change, FetchKind, NewFetch, RunState};

fn body_fetch(number: u64, order: i64) -> Change {
    Change::AddFetch(NewFetch {
        kind: FetchKind::Body,
        target: id(number),
        key: String::new(),
        object: Some(id(number)),
        detail: String::new(),
        priority: 5,
        order,
        again: false,
    })
}

#[tokio::test]
async fn the_next_fetches_come_in_order_without_those_in_flight() {
    let test = store().await;
    let applied = test
        .apply(vec![
            body_fetch(1, 10),
            body_fetch(2, 30),
            body_fetch(3, 20),
            body_fetch(2, 99),
        ])
        .await;
    assert_eq!(applied.fetches_added, 3);
    let next = test
        .store
        .next_fetches(test.connection, 0..=9, 2, &[], at(0))
        .await
        .unwrap();
    let targets: Vec<_> = next.iter().map(|fetch| fetch.target).collect();
    assert_eq!(targets, [id(2), id(3)]);
    let in_flight: Vec<_> = next.iter().map(|fetch| fetch.id).collect();
    let rest = test
        .store
        .next_fetches(test.connection, 0..=9, 5, &in_flight, at(0))
        .await
        .unwrap();
    assert_eq!(rest.len(), 1);
    let none = test
        .store
        .next_fetches(test.connection, 0..=4, 5, &[], at(0))
        .await
        .unwrap();
    assert!(none.is_empty(), "another priority was asked for");
}

#[tokio::test]
async fn the_parts_of_a_text_are_waited_for_until_they_are_done() {
    let test = store().await;
    let waits = async || {
        let waits = test.store.has_waiting_parts(test.connection, id(1)).await;
        waits.unwrap()
    };
    test.apply(vec![body_fetch(1, 10)]).await;
    assert!(!waits().await, "the text is no part of itself");
    test.apply(vec![Change::AddFetch(NewFetch {
        kind: FetchKind::Part,
        target: id(2),
        key: "piece".to_owned(),
        object: Some(id(1)),
        detail: String::new(),
        priority: 2,
        order: 0,
        again: false,
    })])
    .await;
    assert!(waits().await);
    let part = test
        .store
        .next_fetches(test.connection, 2..=2, 1, &[], at(0))
        .await
        .unwrap();
    test.apply(vec![Change::FinishFetch(part[0].id)]).await;
    assert!(!waits().await);
}

#[tokio::test]
async fn a_finished_fetch_is_not_repeated_in_its_run_but_may_be_in_the_next() {
    let test = store().await;
    let run = test.start().await;
    test.apply_in(run, vec![body_fetch(1, 0)]).await;
    let done = test
        .store
        .next_fetches(test.connection, 0..=9, 5, &[], at(0))
        .await
        .unwrap();
    test.apply_in(run, vec![Change::FinishFetch(done[0].id), body_fetch(1, 0)])
        .await;
    assert!(
        !test
            .store
            .has_waiting_fetches(test.connection)
            .await
            .unwrap()
    );
    test.store
        .finish_run(run, RunState::Completed, at(1))
        .await
        .unwrap();
    let next = test.start().await;
    test.apply_in(next, vec![body_fetch(1, 0)]).await;
    let again = test
        .store
        .next_fetches(test.connection, 0..=9, 5, &[], at(0))
        .await
        .unwrap();
    assert_eq!(again.len(), 1);
    assert_ne!(again[0].id, done[0].id, "an id is never given twice");
}

#[tokio::test]
async fn a_fetch_that_was_dropped_may_be_asked_for_again_in_its_run() {
    let test = store().await;
    let run = test.start().await;
    test.apply_in(run, vec![body_fetch(1, 0)]).await;
    let owed = test
        .store
        .next_fetches(test.connection, 0..=9, 5, &[], at(0));
    let dropped = Change::DropFetch(owed.await.unwrap()[0].id);
    test.apply_in(run, vec![dropped]).await;
    let waits = async || test.store.has_waiting_fetches(test.connection).await;
    assert!(!waits().await.unwrap());
    test.apply_in(run, vec![body_fetch(1, 0)]).await;
    assert!(waits().await.unwrap());
}

#[tokio::test]
async fn a_body_that_was_edited_after_it_was_read_is_read_again_in_the_same_run() {
    let test = store().await;
    test.apply(vec![body_fetch(1, 10)]).await;
    let next = test
        .store
        .next_fetches(test.connection, 0..=9, 2, &[], at(0))
        .await
        .unwrap();
    test.apply(vec![Change::FinishFetch(next[0].id)]).await;
    assert_eq!(test.apply(vec![body_fetch(1, 10)]).await.fetches_added, 0);
    assert_eq!(test.apply(vec![body_fetch(1, 11)]).await.fetches_added, 1);
}

#[tokio::test]
async fn fetches_for_what_is_not_chosen_wait_for_another_choice() {
    let test = store().await;
    let next = async || {
        let fetches = test
            .store
            .next_fetches(test.connection, 0..=9, 9, &[], at(0));
        let targets = fetches.await.unwrap().into_iter().map(|fetch| fetch.target);
        let mut targets: Vec<_> = targets.collect();
        targets.sort_unstable();
        targets
    };
    let choose = async |default, marks: &[(u64, bool)]| {
        let marks = marks
            .iter()
            .map(|(number, included)| (id(*number), *included))
            .collect();
        test.store
            .set_selection(test.connection, default, marks)
            .await
            .unwrap();
        test.store.recompute_scope(test.connection).await.unwrap();
    };
    test.apply(vec![
        Change::PutObject(page(1, "One")),
        Change::PutObject(page(2, "Two")),
        body_fetch(1, 0),
        body_fetch(2, 0),
    ])
    .await;
    choose(false, &[(1, true)]).await;
    assert_eq!(next().await, [id(1)]);
    let counts = test.store.fetch_counts(test.connection).await.unwrap();
    assert_eq!(counts[0].waiting, 1);
    test.apply(vec![body_fetch(3, 0), Change::PutObject(page(3, "Three"))])
        .await;
    test.apply(vec![Change::PutObject(page(4, "Four")), body_fetch(4, 0)])
        .await;
    assert_eq!(next().await, [id(1)], "new objects are not chosen either");
    choose(true, &[(1, false)]).await;
    assert_eq!(next().await, [id(2), id(3), id(4)]);
}

#[tokio::test]
async fn a_fetch_put_off_waits_for_its_moment() {
    let test = store().await;
    test.apply(vec![Change::AddFetch(NewFetch {
        kind: FetchKind::Query,
        target: id(1),
        object: None,
        key: String::new(),
        detail: "{}".to_owned(),
        priority: 0,
        order: 0,
        again: false,
    })])
    .await;
    let fetch = test
        .store
        .next_fetches(test.connection, 0..=9, 1, &[], at(0))
        .await
        .unwrap()
        .remove(0);
    test.apply(vec![Change::RetryFetch {
        id: fetch.id,
        after: at(30),
        detail: Some("cursor".to_owned()),
    }])
    .await;
    assert!(
        test.store
            .next_fetches(test.connection, 0..=9, 1, &[], at(29))
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        test.store.next_fetch_time(test.connection).await.unwrap(),
        Some(at(30))
    );
    let due = test
        .store
        .next_fetches(test.connection, 0..=9, 1, &[], at(30))
        .await
        .unwrap();
    assert_eq!((due[0].attempts, due[0].detail.as_str()), (1, "cursor"));
}

#[tokio::test]
async fn parts_of_a_body_that_was_read_again_and_properties_are_read_again_in_the_same_run() {
    let test = store().await;
    let fetch = |kind, order| {
        Change::AddFetch(NewFetch {
            kind,
            target: id(1),
            key: "rela".to_owned(),
            object: Some(id(1)),
            detail: String::new(),
            priority: 5,
            order,
            again: false,
        })
    };
    let (part, property) = (FetchKind::Part, FetchKind::Property);
    test.apply(vec![fetch(part, 10), fetch(property, 0)]).await;
    let next = test
        .store
        .next_fetches(test.connection, 0..=9, 9, &[], at(0))
        .await
        .unwrap();
    let done = next.iter().map(|fetch| Change::FinishFetch(fetch.id));
    test.apply(done.collect()).await;
    assert_eq!(test.apply(vec![fetch(part, 10)]).await.fetches_added, 0);
    assert_eq!(test.apply(vec![fetch(part, 11)]).await.fetches_added, 1);
    assert_eq!(test.apply(vec![fetch(property, 0)]).await.fetches_added, 1);
}

#[tokio::test]
async fn a_request_that_was_made_in_this_run_is_made_again_where_that_is_asked_for() {
    let test = store().await;
    let Change::AddFetch(fetch) = body_fetch(1, 10) else {
        panic!("it adds a request")
    };
    test.apply(vec![Change::AddFetch(fetch.clone())]).await;
    let next = test
        .store
        .next_fetches(test.connection, 0..=9, 2, &[], at(0))
        .await
        .unwrap();
    test.apply(vec![Change::FinishFetch(next[0].id)]).await;
    assert_eq!(
        test.apply(vec![Change::AddFetch(fetch.clone())])
            .await
            .fetches_added,
        0
    );
    let again = NewFetch {
        again: true,
        ..fetch
    };
    let applied = test.apply(vec![Change::AddFetch(again)]).await;
    assert_eq!(applied.fetches_added, 1);
}
