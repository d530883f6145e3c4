//! What the wish for rows that are linked brings in, and what it leaves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use crate::test_support::{TestStore, at, body, id, page, page_in, read_again, store, table};
use crate::{Change, Fate, Leaver, Link, LinkKind, ObjectKind, Selection, StoredParent};

/// A chosen page, and a database that is left out: two rows, one with a page inside, and a third that was left out itself.
async fn library() -> TestStore {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Handbook")),
        Change::PutObject(table(
            10,
            ObjectKind::Database,
            "People",
            StoredParent::Workspace,
        )),
        Change::PutObject(table(
            11,
            ObjectKind::DataSource,
            "People",
            StoredParent::Database(id(10)),
        )),
        Change::PutObject(page_in(12, "Ada", StoredParent::DataSource(id(11)))),
        Change::PutObject(page_in(13, "Ben", StoredParent::DataSource(id(11)))),
        Change::PutObject(page_in(14, "Cleo", StoredParent::DataSource(id(11)))),
        Change::PutObject(page_in(15, "Notes", StoredParent::Page(id(12)))),
        Change::PutObject(page(20, "Finance")),
        points(1, &[12, 14, 20]),
        points(12, &[13]),
        points(20, &[13]),
    ])
    .await;
    test
}

fn points(from: u64, targets: &[u64]) -> Change {
    Change::PutLinks {
        object: id(from),
        links: targets
            .iter()
            .map(|target| Link {
                target: id(*target),
                kind: LinkKind::Mention,
            })
            .collect(),
    }
}

fn only_the_handbook(linked_rows: bool) -> Selection {
    Selection {
        include_by_default: false,
        linked_rows,
        marks: vec![(id(1), true), (id(14), false)],
    }
}

async fn choose(test: &TestStore, linked_rows: bool, fate: Fate) -> Vec<String> {
    let selection = only_the_handbook(linked_rows);
    let changed = test
        .store
        .change_choice(test.connection, &selection, fate, &read_again, at(30))
        .await
        .unwrap();
    changed.left.into_iter().map(|left| left.title).collect()
}

async fn chosen(test: &TestStore) -> Vec<String> {
    test.store.recompute_scope(test.connection).await.unwrap();
    let mut titles = Vec::new();
    for kind in [ObjectKind::Page, ObjectKind::Database] {
        let listed = test.store.chosen(test.connection, kind, 0, 100).await;
        titles.extend(listed.unwrap().into_iter().map(|listed| listed.title));
    }
    titles
}

#[tokio::test]
async fn a_row_of_a_left_out_database_comes_along_with_what_is_in_it_and_brings_no_other() {
    let test = library().await;
    choose(&test, false, Fate::Keep).await;
    assert_eq!(chosen(&test).await, ["Handbook"]);
    choose(&test, true, Fate::Keep).await;
    assert_eq!(
        chosen(&test).await,
        ["Handbook", "Ada", "Notes"],
        "not Ben, whom only Ada names, nor Cleo, who was left out, nor Finance, which is no row"
    );
    let kept = test.store.selection(test.connection).await.unwrap();
    assert!(kept.linked_rows, "the wish is remembered");
}

#[tokio::test]
async fn what_it_would_bring_is_said_before_and_its_reads_are_owed_after() {
    let test = library().await;
    choose(&test, false, Fate::Keep).await;
    let ada = Leaver {
        id: id(12),
        kind: ObjectKind::Page,
        title: "Ada".to_owned(),
        is_unsent: false,
        has_own_files: false,
    };
    test.apply(vec![Change::AddFetch(read_again(&ada))]).await;
    let waiting = async || {
        let store = &test.store;
        store.has_waiting_fetches(test.connection).await.unwrap()
    };
    assert!(!waiting().await);
    let selection = only_the_handbook(true);
    let effect = test.store.choice_effect(test.connection, &selection).await;
    assert_eq!(effect.unwrap().arriving, 2);
    let linked = test.store.linked_rows(test.connection, &selection).await;
    assert_eq!(linked.unwrap(), [id(12)]);
    choose(&test, true, Fate::Keep).await;
    assert!(waiting().await);
}

#[tokio::test]
async fn a_link_that_is_read_later_brings_its_row_and_one_that_goes_leaves_it_as_it_was_read() {
    let test = library().await;
    choose(&test, true, Fate::Keep).await;
    test.apply(vec![body(12, "about Ada"), points(1, &[13])])
        .await;
    assert_eq!(chosen(&test).await, ["Handbook", "Ben"]);
    assert!(test.store.is_kept(test.connection, id(12)).await.unwrap());
    test.apply(vec![points(1, &[12, 13])]).await;
    assert_eq!(chosen(&test).await, ["Handbook", "Ada", "Ben", "Notes"]);
    assert!(!test.store.is_kept(test.connection, id(12)).await.unwrap());
}

#[tokio::test]
async fn what_goes_into_the_trash_brings_nothing_along_any_more() {
    let test = library().await;
    choose(&test, true, Fate::Keep).await;
    let gone = vec![Change::MarkTrashed { object: id(1) }];
    test.apply(gone).await;
    assert!(chosen(&test).await.is_empty());
}

#[tokio::test]
async fn without_the_wish_rows_leave_as_the_person_says() {
    let test = library().await;
    choose(&test, true, Fate::Keep).await;
    test.apply(vec![body(12, "about Ada")]).await;
    assert_eq!(choose(&test, false, Fate::Remove).await, ["Ada"]);
    assert_eq!(chosen(&test).await, ["Handbook"]);
    assert!(!test.store.is_kept(test.connection, id(12)).await.unwrap());
}

#[tokio::test]
async fn the_tree_shows_what_the_person_ticked_and_not_what_came_along() {
    let test = library().await;
    choose(&test, true, Fate::Keep).await;
    let tree = test.store.tree(test.connection).await.unwrap();
    let ticked: Vec<&str> = tree
        .iter()
        .filter(|node| node.included)
        .map(|node| node.title.as_str())
        .collect();
    assert_eq!(ticked, ["Handbook"]);
}

#[tokio::test]
async fn marks_put_on_top_leave_the_wish_as_it_is() {
    let test = library().await;
    choose(&test, true, Fate::Keep).await;
    let marks = vec![(id(20), true)];
    let set = test.store.set_selection(test.connection, false, marks);
    set.await.unwrap();
    assert_eq!(chosen(&test).await, ["Ben", "Finance"]);
}
