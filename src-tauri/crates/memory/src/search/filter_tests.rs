//! What narrows a search down, over a real file.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use keepsake_text::FileKind;

use super::filter::{self, Narrowed, Reach};
use super::query::terms;
use crate::test_support::{TestStore, at, body, id, page_in, read_again, store, table};
use crate::{
    Change, Fate, FileRecord, FileStatus, ObjectKind, ObservedObject, SearchFilter, SearchKind,
    SearchQuery, Selection, StoredParent,
};

/// A handbook with a page in it that has a file, a database with a row, and a page of its own.
async fn library() -> TestStore {
    let test = store().await;
    let edited = |object: ObservedObject, seconds: i64| {
        Change::PutObject(ObservedObject {
            edited_time: Some(at(seconds)),
            ..object
        })
    };
    let file = FileRecord {
        object: id(2),
        place: "body".to_owned(),
        identity: "permit".to_owned(),
        url: None,
        name: "permit.pdf".to_owned(),
        kind: FileKind::Pdf,
        status: FileStatus::Pending,
        reason: None,
        request_id: None,
    };
    test.apply(vec![
        edited(page_in(1, "Handbook", StoredParent::Workspace), 100),
        edited(page_in(2, "Travel", StoredParent::Page(id(1))), 200),
        edited(
            table(3, ObjectKind::Database, "Films", StoredParent::Page(id(1))),
            300,
        ),
        edited(
            table(
                4,
                ObjectKind::DataSource,
                "Films of the house",
                StoredParent::Database(id(3)),
            ),
            300,
        ),
        edited(
            page_in(5, "Glacier film", StoredParent::DataSource(id(4))),
            400,
        ),
        edited(page_in(6, "Diary", StoredParent::Workspace), 500),
        body(1, "glacier at the top"),
        body(2, "glacier on the way"),
        body(5, "glacier in the film"),
        body(6, "glacier in a dream"),
        Change::PutFile(file),
    ])
    .await;
    test
}

async fn found(test: &TestStore, text: &str, filter: SearchFilter) -> Vec<String> {
    let query = SearchQuery {
        text: text.to_owned(),
        connection: None,
        filter,
        limit: 20,
        prefix_last: true,
    };
    let found = test.store.search(&query).await.unwrap();
    assert_eq!(found.total as usize, found.hits.len());
    let mut titles: Vec<String> = found.hits.into_iter().map(|hit| hit.title).collect();
    titles.sort();
    titles
}

#[tokio::test]
async fn each_filter_takes_away_what_does_not_pass_and_nothing_else() {
    let test = library().await;
    let none = SearchFilter::default();
    let kind = |kind| SearchFilter {
        kind: Some(kind),
        ..none
    };
    let within = |number| SearchFilter {
        within: Some(id(number)),
        ..none
    };
    for (filter, expected) in [
        (none, vec!["Diary", "Glacier film", "Handbook", "Travel"]),
        (kind(SearchKind::Row), vec!["Glacier film"]),
        (kind(SearchKind::Page), vec!["Diary", "Handbook", "Travel"]),
        (kind(SearchKind::Database), vec![]),
        (within(1), vec!["Glacier film", "Handbook", "Travel"]),
        (within(3), vec!["Glacier film"]),
        (within(99), vec![]),
        (
            SearchFilter {
                edited_from: Some(at(200)),
                edited_before: Some(at(500)),
                ..none
            },
            vec!["Glacier film", "Travel"],
        ),
        (
            SearchFilter {
                with_files: true,
                ..none
            },
            vec!["Travel"],
        ),
        (
            SearchFilter {
                titles_only: true,
                ..none
            },
            vec!["Glacier film"],
        ),
        (
            SearchFilter {
                with_files: true,
                ..within(3)
            },
            vec![],
        ),
    ] {
        assert_eq!(found(&test, "glac", filter).await, expected, "{filter:?}");
    }
    // Words in different places of a page pass the same filter.
    assert_eq!(
        found(&test, "travel glacier", within(1)).await,
        ["Travel"],
        "in title and body"
    );
    assert!(found(&test, "travel glacier", within(3)).await.is_empty());
}

#[tokio::test]
async fn without_words_what_passes_is_listed_lately_edited_first() {
    let test = library().await;
    let within = SearchFilter {
        within: Some(id(1)),
        ..SearchFilter::default()
    };
    let query = SearchQuery {
        text: "  ".to_owned(),
        connection: None,
        filter: within,
        limit: 2,
        prefix_last: true,
    };
    let listed = test.store.search(&query).await.unwrap();
    let titles: Vec<_> = listed.hits.iter().map(|hit| hit.title.as_str()).collect();
    assert_eq!((titles[0], listed.total), ("Glacier film", 5));
    assert!(found(&test, "", SearchFilter::default()).await.is_empty());
}

#[tokio::test]
async fn a_word_that_is_everywhere_is_found_in_a_place_beyond_the_first_matches() {
    let test = library().await;
    let terms = terms("glacier", false);
    let narrowed = Narrowed {
        connection: None,
        filter: SearchFilter {
            within: Some(id(6)),
            ..SearchFilter::default()
        },
    };
    let little = Reach {
        gone_through: 2,
        asked: 10,
        ranked: 2,
    };
    let mut reader = test.store.reader().await.unwrap();
    let mut session = reader.session().unwrap();
    let found = filter::ranked(&mut session, &terms, &narrowed, 10, &little).unwrap();
    assert_eq!(found.best.len(), 1);
    assert!(found.best[0].passage.is_some());
    let usual = filter::ranked(&mut session, &terms, &narrowed, 10, &Reach::USUAL).unwrap();
    assert_eq!(usual.best[0].object, found.best[0].object);
}

#[tokio::test]
async fn what_was_opened_last_comes_first_and_goes_when_it_is_no_longer_chosen() {
    let test = library().await;
    for (number, second) in [(1, 1), (6, 2), (2, 3), (1, 4), (99, 5)] {
        test.store
            .note_opened(test.connection, id(number), at(second))
            .await
            .unwrap();
    }
    let titles = async || {
        let recent = test.store.recent(None, 3).await.unwrap();
        let names = |hits: Vec<crate::Hit>| -> Vec<String> {
            hits.into_iter().map(|hit| hit.title).collect()
        };
        (names(recent.opened), names(recent.edited))
    };
    let (opened, edited) = titles().await;
    assert_eq!(opened, ["Handbook", "Travel", "Diary"]);
    assert_eq!(edited[..2], ["Diary", "Glacier film"]);
    let without = Selection {
        include_by_default: true,
        marks: vec![(id(6), false)],
        ..Selection::default()
    };
    let chosen =
        test.store
            .change_choice(test.connection, &without, Fate::Remove, &read_again, at(9));
    chosen.await.unwrap();
    let (opened, edited) = titles().await;
    assert_eq!(opened, ["Handbook", "Travel"]);
    assert_eq!(edited[0], "Glacier film");
}
