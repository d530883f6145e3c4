//! What is asked for because something points at it, and what it is marked with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::NotionId;

use crate::test_support::{TestStore, body, id, page, page_in, store};
use crate::{
    Change, FetchKind, Link, LinkKind, NewFetch, ObjectKind, ObservedObject, StoredParent, Unseen,
};

/// Two chosen pages and one that is not.
async fn library() -> TestStore {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Handbook")),
        Change::PutObject(page_in(2, "Travel", StoredParent::Page(id(1)))),
        Change::PutObject(page(3, "Private")),
    ])
    .await;
    let selection = test
        .store
        .set_selection(test.connection, false, vec![(id(1), true)]);
    selection.await.unwrap();
    test.store.recompute_scope(test.connection).await.unwrap();
    test
}

fn points(from: u64, links: &[(LinkKind, u64)]) -> Change {
    Change::PutLinks {
        object: id(from),
        links: links
            .iter()
            .map(|(kind, target)| Link {
                target: id(*target),
                kind: *kind,
            })
            .collect(),
    }
}

fn owed(target: u64) -> NewFetch {
    NewFetch {
        kind: FetchKind::Linked,
        target: id(target),
        object: None,
        key: String::new(),
        detail: "{}".to_owned(),
        priority: 1,
        order: 0,
        again: false,
    }
}

async fn unseen(test: &TestStore) -> Vec<(NotionId, ObjectKind)> {
    let found = test.store.unseen_targets(test.connection).await.unwrap();
    found
        .into_iter()
        .map(|Unseen { id, kind }| (id, kind))
        .collect()
}

#[tokio::test]
async fn what_chosen_pages_point_at_and_nothing_has_shown_is_named_once_with_what_it_is() {
    let test = library().await;
    let url = |number: u64| format!("https://www.notion.so/{}", id(number).to_hex());
    test.apply(vec![
        body(
            1,
            &format!(
                "See [a]({}), <mention-database url=\"{}\"/> and <mention-data-source url=\"collection://{}\"/>.",
                url(900),
                url(901),
                id(902)
            ),
        ),
        points(
            1,
            &[
                (LinkKind::Mention, 900),
                (LinkKind::Mention, 901),
                (LinkKind::Mention, 902),
                (LinkKind::Mention, 1),
                (LinkKind::Mention, 3),
                (LinkKind::Child, 903),
            ],
        ),
        points(2, &[(LinkKind::Mention, 900), (LinkKind::Relation, 904)]),
        points(3, &[(LinkKind::Mention, 905)]),
    ])
    .await;
    assert_eq!(
        unseen(&test).await,
        [
            (id(900), ObjectKind::Page),
            (id(901), ObjectKind::Database),
            (id(902), ObjectKind::DataSource),
            (id(904), ObjectKind::Page),
        ],
        "what is known, a child, and what points from outside the choice are no matter of links"
    );

    // What waits, or was asked for in this run, is not named again; nor is what has come.
    test.apply(vec![
        Change::AddFetch(owed(900)),
        Change::PutObject(page(904, "Row")),
    ])
    .await;
    let left = [
        (id(901), ObjectKind::Database),
        (id(902), ObjectKind::DataSource),
    ];
    assert_eq!(unseen(&test).await, left);
    let fetches =
        test.store
            .next_fetches(test.connection, 0..=9, 9, &[], crate::test_support::at(0));
    let waiting = fetches.await.unwrap();
    assert_eq!((waiting.len(), waiting[0].target), (1, id(900)));
    test.apply(vec![Change::FinishFetch(waiting[0].id)]).await;
    assert_eq!(unseen(&test).await, left);
}

#[tokio::test]
async fn what_a_link_led_to_stays_marked_in_the_tree() {
    let test = library().await;
    test.apply(vec![
        Change::PutObject(page_in(900, "Found", StoredParent::Page(id(1)))),
        Change::MarkFoundByLink { object: id(900) },
    ])
    .await;
    let marked = async || -> Vec<String> {
        let tree = test.store.tree(test.connection).await.unwrap();
        let found = tree.into_iter().filter(|node| node.found_by_link);
        found.map(|node| node.title).collect()
    };
    assert_eq!(marked().await, ["Found"]);
    // A later answer says more of it, and not how it was found.
    let again = ObservedObject {
        id: id(900),
        ..page_in(900, "Found and renamed", StoredParent::Page(id(1)))
    };
    test.apply(vec![Change::PutObject(again)]).await;
    assert_eq!(marked().await, ["Found and renamed"]);
}
