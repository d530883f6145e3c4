//! What changing the choice does, and what is pointed at and not shared.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

mod moved_out;

use futures::StreamExt as _;
use keepsake_text::{FileKind, NotionId};

use crate::test_support::{
    TestStore, at, body, id, local_edit, page, page_in, property, read_again, store, table,
};
use crate::{
    Change, Fate, FetchKind, FileRecord, FileStatus, Leaver, Link, LinkKind, ObjectKind, Origin,
    Part, SearchQuery, Selection, StoreError, StoredParent,
};

/// A page of three levels, a database with two rows, and a page beside them; all of it stored.
async fn library() -> TestStore {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Handbook")),
        Change::PutObject(page_in(2, "Travel", StoredParent::Page(id(1)))),
        Change::PutObject(page_in(3, "Trains", StoredParent::Page(id(2)))),
        Change::PutObject(table(
            10,
            ObjectKind::Database,
            "Videos",
            StoredParent::Page(id(1)),
        )),
        Change::PutObject(table(
            11,
            ObjectKind::DataSource,
            "Videos",
            StoredParent::Database(id(10)),
        )),
        Change::PutObject(page_in(12, "First", StoredParent::DataSource(id(11)))),
        Change::PutObject(page_in(13, "Second", StoredParent::DataSource(id(11)))),
        Change::PutObject(page(20, "Finance")),
        body(1, "the handbook quokka"),
        body(2, "about travel quokka"),
        body(3, "about trains quokka"),
        body(12, "first row quokka"),
        body(13, "second row quokka"),
        body(20, "finance quokka"),
    ])
    .await;
    choose(&test, &[]).await;
    test
}

fn all_but(left_out: &[u64]) -> Selection {
    Selection {
        include_by_default: true,
        marks: left_out.iter().map(|number| (id(*number), false)).collect(),
        ..Selection::default()
    }
}

async fn choose(test: &TestStore, left_out: &[u64]) {
    let selection = all_but(left_out);
    let chosen = test.store.set_selection(
        test.connection,
        selection.include_by_default,
        selection.marks,
    );
    chosen.await.unwrap();
    test.store.recompute_scope(test.connection).await.unwrap();
}

async fn change(test: &TestStore, left_out: &[u64], fate: Fate) -> Vec<String> {
    let selection = all_but(left_out);
    let changed = test
        .store
        .change_choice(test.connection, &selection, fate, &read_again, at(30))
        .await
        .unwrap();
    titles(&changed.left)
}

fn titles(left: &[Leaver]) -> Vec<String> {
    left.iter().map(|left| left.title.clone()).collect()
}

async fn found(test: &TestStore) -> Vec<String> {
    let query = SearchQuery {
        connection: Some(test.connection),
        text: "quokka".to_owned(),
        limit: 50,
        prefix_last: false,
        filter: crate::SearchFilter::default(),
    };
    let results = test.store.search(&query).await.unwrap();
    let mut titles: Vec<String> = results.hits.into_iter().map(|hit| hit.title).collect();
    titles.sort();
    titles
}

async fn owed(test: &TestStore) -> Vec<(FetchKind, NotionId)> {
    let fetches = test
        .store
        .next_fetches(test.connection, 0..=9, 100, &[], at(100))
        .await
        .unwrap();
    fetches
        .into_iter()
        .map(|fetch| (fetch.kind, fetch.target))
        .collect()
}

#[tokio::test]
async fn what_a_choice_would_do_is_what_it_does() {
    for (left_out, stays, leaves) in [
        (vec![], vec![], vec![]),
        (vec![2], vec![], vec!["Travel", "Trains"]),
        (vec![2], vec![3], vec!["Travel"]),
        (
            vec![10],
            vec![],
            vec!["Videos", "Videos", "First", "Second"],
        ),
        (vec![12, 20], vec![], vec!["First", "Finance"]),
        (
            vec![1],
            vec![],
            vec![
                "Handbook", "Travel", "Trains", "Videos", "Videos", "First", "Second",
            ],
        ),
    ] {
        let test = library().await;
        let mut selection = all_but(&left_out);
        selection
            .marks
            .extend(stays.iter().map(|number| (id(*number), true)));
        let effect = test.store.choice_effect(test.connection, &selection);
        let effect = effect.await.unwrap();
        assert_eq!(titles(&effect.leaving), leaves);
        let changed =
            test.store
                .change_choice(test.connection, &selection, Fate::Keep, &read_again, at(30));
        assert_eq!(changed.await.unwrap().left, effect.leaving);
        for node in test.store.tree(test.connection).await.unwrap() {
            let left = effect.leaving.iter().any(|left| left.id == node.id);
            assert_eq!(!node.included, left, "{}", node.title);
            assert_eq!(node.kept, left, "{}", node.title);
        }
    }
}

#[tokio::test]
async fn what_is_kept_is_found_and_exported_and_not_changed_any_more() {
    let test = library().await;
    change(&test, &[1], Fate::Keep).await;
    assert_eq!(found(&test).await.len(), 6);
    let exported = test.store.export_objects(test.connection);
    assert_eq!(exported.collect::<Vec<_>>().await.len(), 8);
    let edit = local_edit(Part::Body, None, Some("words"));
    let refused = test
        .store
        .edit_part(test.connection, id(2), edit, Origin::Local, "c", at(40))
        .await;
    assert!(matches!(refused, Err(StoreError::KeptOnly(object)) if object == id(2)));

    // Chosen again it is in step again, and nothing of it has to be read.
    change(&test, &[], Fate::Keep).await;
    assert_eq!(owed(&test).await, []);
    assert!(!test.store.is_kept(test.connection, id(2)).await.unwrap());
    test.edit(2, property("p"), None, Some("mine")).await;
}

#[tokio::test]
async fn what_notion_puts_into_the_trash_stays_where_it_is_kept() {
    let test = library().await;
    change(&test, &[20], Fate::Keep).await;
    test.apply(vec![Change::MarkTrashed { object: id(20) }])
        .await;
    assert!(found(&test).await.contains(&"Finance".to_owned()));
}

#[tokio::test]
async fn what_is_removed_is_gone_and_owed_once_when_it_is_chosen_again() {
    let test = library().await;
    test.apply(vec![Change::PutFile(FileRecord {
        object: id(13),
        place: "icon".to_owned(),
        identity: "https://files.example/icon.png".to_owned(),
        url: None,
        name: "icon.png".to_owned(),
        kind: FileKind::Image,
        status: FileStatus::Pending,
        reason: None,
        request_id: None,
    })])
    .await;
    let left = change(&test, &[10], Fate::Remove).await;
    assert_eq!(left, ["Videos", "Videos", "First", "Second"]);
    assert_eq!(
        found(&test).await,
        ["Finance", "Handbook", "Trains", "Travel"]
    );
    let connection = test.connection;
    assert!(test.store.body(connection, id(12)).await.unwrap().is_none());
    assert!(
        test.store
            .versions(connection, id(12), 10)
            .await
            .unwrap()
            .is_empty()
    );
    let report = test.store.integrity_check().await.unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert_eq!(
        owed(&test).await,
        [],
        "nothing is read while it is left out"
    );

    change(&test, &[], Fate::Keep).await;
    assert_eq!(
        owed(&test).await,
        [(FetchKind::Body, id(12)), (FetchKind::Object, id(13))]
    );
    let known = test
        .store
        .known(connection, &[id(12), id(13)])
        .await
        .unwrap();
    assert!(known[&id(12)].metadata_hash.is_some());
    assert!(
        known[&id(13)].metadata_hash.is_none(),
        "its icon is named by its metadata"
    );
}

#[tokio::test]
async fn changes_that_notion_does_not_have_are_named_kept_unsent_and_go_with_what_is_removed() {
    let test = library().await;
    test.edit(2, property("p"), None, Some("mine")).await;
    let selection = all_but(&[2]);
    let effect = test.store.choice_effect(test.connection, &selection);
    let leaving = effect.await.unwrap().leaving;
    let unsent: Vec<&str> = leaving
        .iter()
        .filter(|left| left.is_unsent)
        .map(|left| left.title.as_str())
        .collect();
    assert_eq!(unsent, ["Travel"]);

    change(&test, &[2], Fate::Keep).await;
    let connection = test.connection;
    assert_eq!(test.store.count_unsettled(connection).await.unwrap(), 0);
    assert_eq!(test.store.unsettled(connection, 0, 10).await.unwrap(), []);
    assert_eq!(test.copies(2).await.len(), 1, "it is still here");

    change(&test, &[], Fate::Keep).await;
    assert_eq!(test.store.count_unsettled(connection).await.unwrap(), 1);
    change(&test, &[2], Fate::Remove).await;
    assert_eq!(test.copies(2).await, []);
}

#[tokio::test]
async fn the_end_of_the_program_leaves_the_choice_and_what_is_stored_as_they_were() {
    let test = library().await;
    let selection = all_but(&[2]);
    let statements = test
        .stopped_anywhere(
            async |store| {
                let work = store.change_choice(
                    test.connection,
                    &selection,
                    Fate::Remove,
                    &read_again,
                    at(30),
                );
                work.await.map(|_| ())
            },
            async |finished| {
                let chosen = test.store.selection(test.connection).await.unwrap();
                let text = test.store.body(test.connection, id(2)).await.unwrap();
                // Giving space back comes after the commit: either side of it is whole.
                assert_eq!(chosen.marks.is_empty(), text.is_some());
                if finished {
                    assert!(text.is_none());
                }
            },
        )
        .await;
    assert!(statements > 10);
}

fn mention(number: u64) -> Link {
    Link {
        target: id(number),
        kind: LinkKind::Mention,
    }
}

#[tokio::test]
async fn what_is_pointed_at_and_not_shown_is_listed_by_how_many_pages_do() {
    let test = library().await;
    let url = |number: u64| format!("https://www.notion.so/{}", id(number).to_hex());
    test.apply(vec![
        body(1, &format!("See [the budget]({}).", url(900))),
        Change::PutLinks {
            object: id(1),
            links: vec![mention(900), mention(2)],
        },
        Change::PutLinks {
            object: id(2),
            links: vec![mention(900), mention(901)],
        },
        Change::PutLinks {
            object: id(20),
            links: vec![mention(900)],
        },
        Change::PutObject(crate::ObservedObject {
            partial: true,
            raw: "{}".to_owned(),
            ..page(901, "Salaries")
        }),
        Change::MarkUnreachable {
            object: id(901),
            reason: "not_shared".to_owned(),
            request_id: None,
        },
    ])
    .await;
    let shown = |list: Vec<crate::NotShared>| -> Vec<(String, bool, Vec<String>)> {
        list.into_iter()
            .map(|one| {
                let from = one.from.into_iter().map(|from| from.title).collect();
                (one.title, one.refused, from)
            })
            .collect()
    };
    let three = ["Finance", "Handbook", "Travel"]
        .map(str::to_owned)
        .to_vec();
    let travel = vec!["Travel".to_owned()];
    assert_eq!(
        shown(test.store.not_shared(test.connection).await.unwrap()),
        [
            ("the budget".to_owned(), false, three),
            ("Salaries".to_owned(), true, travel.clone()),
        ]
    );

    // What is left out points at nothing, and what has come is not asked for.
    change(&test, &[20, 1], Fate::Remove).await;
    assert!(
        test.store
            .not_shared(test.connection)
            .await
            .unwrap()
            .is_empty()
    );
    change(&test, &[20], Fate::Remove).await;
    test.apply(vec![
        Change::PutLinks {
            object: id(2),
            links: vec![mention(900), mention(901)],
        },
        Change::PutObject(page(900, "Budget")),
    ])
    .await;
    assert_eq!(
        shown(test.store.not_shared(test.connection).await.unwrap()),
        [("Salaries".to_owned(), true, travel)]
    );
}
