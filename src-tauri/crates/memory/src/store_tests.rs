//! What opening, the send log, the choice and removal promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{at, body, id, new_connection, page, page_in, store, table};
use crate::{Change, ObjectKind, OpenOptions, Store, StoredParent};

#[cfg(unix)]
#[tokio::test]
async fn the_store_is_for_this_user_only() {
    use std::os::unix::fs::PermissionsExt;
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    let mode =
        |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(test.store.path()), 0o600);
    assert_eq!(mode(test.store.path().parent().unwrap()), 0o700);
    for entry in std::fs::read_dir(test.store.path().parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[tokio::test]
async fn a_store_is_found_again_as_it_was_left() {
    let test = store().await;
    test.apply(vec![Change::PutObject(page(1, "Plan")), body(1, "words")])
        .await;
    test.store.close().await.unwrap();
    let again = Store::open(test.store.path(), OpenOptions::new(at(0)))
        .await
        .unwrap();
    assert_eq!(
        again
            .body(test.connection, id(1))
            .await
            .unwrap()
            .unwrap()
            .markdown,
        "words"
    );
    assert_eq!(again.connections().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_data_version_changes_with_every_write_of_anybody_and_with_nothing_else() {
    let test = store().await;
    let version = || test.store.data_version().unwrap();
    let others = || test.store.others_version().unwrap().unwrap();
    let nothing = version();
    let nobody_else = others();
    assert_eq!(version(), nothing);

    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    let ours = version();
    assert_ne!(ours, nothing);
    assert_eq!(others(), nobody_else, "this store writes");
    test.store.body(test.connection, id(1)).await.unwrap();
    test.store.connections().await.unwrap();
    assert_eq!(version(), ours, "reading writes nothing");

    let other = Store::open(test.store.path(), OpenOptions::new(at(0)))
        .await
        .unwrap();
    let (opened, opened_by) = (version(), others());
    other.record_send(test.connection, at(1)).await.unwrap();
    assert_ne!(version(), opened, "somebody else's write");
    assert_ne!(others(), opened_by, "of a store of its own");

    test.store.close().await.unwrap();
    assert!(test.store.data_version().is_err());
}

#[tokio::test]
async fn sends_survive_and_a_hold_is_never_shortened() {
    let test = store().await;
    for second in 0..5 {
        test.store
            .record_send(test.connection, at(second))
            .await
            .unwrap();
    }
    test.store
        .hold_sends(test.connection, at(100))
        .await
        .unwrap();
    test.store
        .hold_sends(test.connection, at(50))
        .await
        .unwrap();
    let again = Store::open(test.store.path(), OpenOptions::new(at(0)))
        .await
        .unwrap();
    let history = again.load_sends(test.connection, at(2)).await.unwrap();
    assert_eq!(history.sent, [at(2), at(3), at(4)]);
    assert_eq!(history.hold_until, Some(at(100)));
}

#[tokio::test]
async fn old_sends_are_dropped() {
    let test = store().await;
    for second in 0..3_600 {
        test.store
            .record_send(test.connection, at(second))
            .await
            .unwrap();
    }
    let history = test
        .store
        .load_sends(test.connection, at(-10_000))
        .await
        .unwrap();
    assert!(
        history.sent.len() < 950,
        "{} sends kept",
        history.sent.len()
    );
    assert_eq!(history.sent.last(), Some(&at(3_599)));
}

#[tokio::test]
async fn the_nearest_mark_decides_and_rows_follow_their_database() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Top")),
        Change::PutObject(page_in(2, "Below", StoredParent::Page(id(1)))),
        Change::PutObject(table(
            3,
            ObjectKind::Database,
            "Tasks",
            StoredParent::Page(id(2)),
        )),
        Change::PutObject(table(
            4,
            ObjectKind::DataSource,
            "Tasks",
            StoredParent::Database(id(3)),
        )),
        Change::PutObject(page_in(5, "Row", StoredParent::DataSource(id(4)))),
        Change::PutObject(page(6, "Elsewhere")),
    ])
    .await;
    let chosen = async |default, marks: Vec<(u64, bool)>| {
        let marks = marks
            .into_iter()
            .map(|(number, included)| (id(number), included))
            .collect();
        test.store
            .set_selection(test.connection, default, marks)
            .await
            .unwrap();
        let scope = test.store.recompute_scope(test.connection).await.unwrap();
        let ids: Vec<_> = (1..=6).map(id).collect();
        let known = test.store.known(test.connection, &ids).await.unwrap();
        let chosen: Vec<u64> = (1..=6)
            .filter(|number| known[&id(*number)].in_scope)
            .collect();
        assert_eq!(scope.included, u64::try_from(chosen.len()).unwrap());
        chosen
    };
    assert_eq!(chosen(true, vec![]).await, [1, 2, 3, 4, 5, 6]);
    assert_eq!(chosen(false, vec![(2, true)]).await, [2, 3, 4, 5]);
    assert_eq!(chosen(true, vec![(1, false), (4, true)]).await, [4, 5, 6]);
    assert_eq!(chosen(false, vec![]).await, Vec::<u64>::new());
}

#[tokio::test]
async fn a_cycle_of_containers_ends() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page_in(1, "A", StoredParent::Page(id(2)))),
        Change::PutObject(page_in(2, "B", StoredParent::Page(id(3)))),
        Change::PutObject(page_in(3, "C", StoredParent::Page(id(1)))),
        Change::PutObject(page_in(4, "Itself", StoredParent::Page(id(4)))),
    ])
    .await;
    test.store
        .set_selection(test.connection, false, vec![(id(2), true)])
        .await
        .unwrap();
    let scope = test.store.recompute_scope(test.connection).await.unwrap();
    assert_eq!(scope.included, 3, "the mark reaches round the cycle");
}

#[tokio::test]
async fn removing_a_connection_leaves_nothing_of_it() {
    let test = store().await;
    let other = test
        .store
        .put_connection(new_connection("other"), at(0))
        .await
        .unwrap();
    test.apply(vec![
        Change::PutObject(page(1, "Zanzibar")),
        body(1, "a quokka in the garden"),
    ])
    .await;
    test.store
        .apply(
            other,
            None,
            vec![Change::PutObject(page(1, "Kept")), body(1, "kept words")],
            at(0),
        )
        .await
        .unwrap();
    test.store.remove_connection(test.connection).await.unwrap();
    assert_eq!(
        test.store
            .body(other, id(1))
            .await
            .unwrap()
            .unwrap()
            .markdown,
        "kept words"
    );
    test.store.close().await.unwrap();
    for entry in std::fs::read_dir(test.store.path().parent().unwrap()).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        for gone in ["quokka", "anzibar"] {
            let found = bytes
                .windows(gone.len())
                .any(|window| window == gone.as_bytes());
            assert!(!found, "{gone:?} is still in a file");
        }
    }
}

#[tokio::test]
async fn what_was_remembered_can_be_forgotten_without_the_connection() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Zanzibar")),
        body(1, "a quokka in the garden"),
    ])
    .await;
    test.store.forget_remembered(test.connection).await.unwrap();
    assert_eq!(test.store.connections().await.unwrap().len(), 1);
    assert!(test.store.tree(test.connection).await.unwrap().is_empty());
    assert!(test.store.integrity_check().await.unwrap().is_sound());
}

#[tokio::test]
async fn stopped_before_any_statement_a_change_happens_fully_or_not_at_all() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Old title")),
        body(1, "old words"),
    ])
    .await;
    let statements = test
        .stopped_anywhere(
            async |watched| {
                let changes = vec![
                    Change::PutObject(page(1, "New title")),
                    body(1, "new words"),
                ];
                watched
                    .apply(test.connection, None, changes, at(0))
                    .await
                    .map(drop)
            },
            async |is_done| {
                let object = test.store.object(test.connection, id(1)).await;
                let text = test.store.body(test.connection, id(1)).await;
                let found = (
                    object.unwrap().unwrap().title,
                    text.unwrap().unwrap().markdown,
                );
                let (title, words) = if is_done {
                    ("New title", "new words")
                } else {
                    ("Old title", "old words")
                };
                assert_eq!((found.0.as_str(), found.1.as_str()), (title, words));
            },
        )
        .await;
    assert!(statements > 8, "every statement passes the watch");
}
