//! Forgetting pages, down to the bytes of the file.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use serde_json::json;

use crate::test_support::{
    TestStore, at, body, id, page, page_in, page_with, property, read_again, store,
};
use crate::{
    Change, Fate, Forgetting, Part, SearchFilter, SearchQuery, Selection, StoredComment,
    StoredParent,
};

/// Words that are on the forgotten pages only.
const SECRETS: [&str; 6] = [
    "quokka",
    "numbat",
    "bilby",
    "potoroo",
    "wombat",
    "bandicoot",
];

/// Two pages that stay, and one with a page inside that is to be forgotten.
async fn library() -> TestStore {
    let test = store().await;
    let [first, now, inside, value, comment, mine] = SECRETS;
    let values = json!({"Animal": {"id": "a", "type": "rich_text", "rich_text": [
        {"type": "text", "plain_text": value, "text": {"content": value}}]}});
    test.apply(vec![
        Change::PutObject(page(1, "Stays")),
        Change::PutObject(page_with(2, "Goes", StoredParent::Workspace, &values)),
        Change::PutObject(page_in(3, "Inside", StoredParent::Page(id(2)))),
        Change::PutObject(page_in(4, "Beside", StoredParent::Page(id(1)))),
        body(1, "what stays"),
        body(2, first),
        body(3, inside),
        body(4, "beside what stays"),
    ])
    .await;
    let remark = StoredComment {
        id: id(50),
        discussion: None,
        author: None,
        created_time: Some(at(1)),
        text: comment.to_owned(),
        raw: json!({"text": comment}).to_string(),
    };
    test.apply(vec![
        body(2, now),
        Change::PutComments {
            object: id(2),
            on: id(2),
            comments: vec![remark],
        },
    ])
    .await;
    test.edit(2, Part::Body, Some(now), Some(mine)).await;
    test.edit(4, property("p"), None, Some("unsent beside"))
        .await;
    test.store
        .note_opened(test.connection, id(2), at(3))
        .await
        .unwrap();
    test
}

async fn finds(test: &TestStore, text: &str) -> u64 {
    let query = SearchQuery {
        text: text.to_owned(),
        connection: None,
        filter: SearchFilter::default(),
        limit: 5,
        prefix_last: false,
    };
    test.store.search(&query).await.unwrap().total
}

fn is_in_the_file(test: &TestStore, word: &str) -> bool {
    let folder = test.store.path().parent().unwrap();
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        bytes
            .windows(word.len())
            .any(|window| window == word.as_bytes())
    })
}

#[tokio::test]
async fn nothing_of_a_forgotten_page_is_left_in_the_index_or_the_file() {
    let test = library().await;
    assert!(is_in_the_file(&test, SECRETS[1]), "the test sees words");
    let told = test.store.forgetting(test.connection, id(2)).await.unwrap();
    let taken = test.store.forget_object(test.connection, id(2)).await;
    let expected = Forgetting {
        objects: 2,
        unsent: 1,
    };
    assert_eq!((told, taken.unwrap()), (expected, expected));
    for word in SECRETS {
        assert_eq!(finds(&test, word).await, 0, "{word} is found");
        assert!(!is_in_the_file(&test, word), "{word} is in the file");
    }
    assert_eq!(finds(&test, "stays").await, 2);
    assert_eq!(test.copies(4).await.len(), 1, "another page's edit stays");
    let report = test.store.integrity_check().await.unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[tokio::test]
async fn a_page_that_was_kept_is_forgotten_for_good() {
    let test = library().await;
    let connection = test.connection;
    let left_out = Selection {
        include_by_default: true,
        marks: vec![(id(2), false)],
        ..Selection::default()
    };
    let kept = test
        .store
        .change_choice(connection, &left_out, Fate::Keep, &read_again, at(30));
    kept.await.unwrap();
    assert!(test.store.is_kept(connection, id(2)).await.unwrap());
    assert_eq!(finds(&test, "Goes").await, 1);
    test.store.forget_object(connection, id(2)).await.unwrap();
    assert_eq!(finds(&test, "Goes").await, 0, "nor its title");
    let renewed = page(2, "Goes another way");
    test.apply(vec![Change::PutObject(renewed)]).await;
    test.store.recompute_scope(connection).await.unwrap();
    assert_eq!(finds(&test, "Goes").await, 0, "no later run brings it back");
}

#[tokio::test]
async fn a_forgotten_page_stays_in_the_tree_without_being_chosen_until_it_is_again() {
    let test = library().await;
    let connection = test.connection;
    let inside = vec![(id(3), true)];
    let chosen = test.store.set_selection(connection, true, inside).await;
    chosen.unwrap();
    test.store.forget_object(connection, id(2)).await.unwrap();
    let chosen = async || {
        let tree = test.store.tree(connection).await.unwrap();
        let chosen = tree.into_iter().map(|node| (node.title, node.included));
        chosen.collect::<Vec<_>>()
    };
    let named = |title: &str, included: bool| (title.to_owned(), included);
    for expected in [
        named("Goes", false),
        named("Inside", false),
        named("Stays", true),
    ] {
        assert!(chosen().await.contains(&expected), "{expected:?}");
    }
    assert!(
        test.store
            .chosen_holes(connection)
            .await
            .unwrap()
            .is_empty()
    );

    // A later listing shows it again, and changes nothing about that.
    test.apply(vec![Change::PutObject(page(2, "Goes"))]).await;
    test.store.recompute_scope(connection).await.unwrap();
    assert!(chosen().await.contains(&named("Goes", false)));

    // Chosen again, what no listing has shown since is read anew.
    let everything = test.store.set_selection(connection, true, Vec::new()).await;
    everything.unwrap();
    test.store.recompute_scope(connection).await.unwrap();
    let holes = test.store.chosen_holes(connection).await.unwrap();
    let holes: Vec<_> = holes.into_iter().map(|hole| hole.title).collect();
    assert_eq!(holes, ["Inside"]);
}

#[tokio::test]
async fn stopped_before_any_statement_a_page_is_forgotten_fully_or_not_at_all() {
    let test = library().await;
    test.stopped_anywhere(
        async |store| {
            store.forget_object(test.connection, id(2)).await?;
            Ok(())
        },
        async |_| {
            let body = test.store.body(test.connection, id(2)).await.unwrap();
            let versions = test.store.versions(test.connection, id(2), 9).await;
            assert_eq!(body.is_some(), versions.unwrap().len() == 2);
            assert_eq!(body.is_some(), finds(&test, SECRETS[1]).await == 1);
        },
    )
    .await;
}
