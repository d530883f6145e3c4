//! What applying changes promises.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use keepsake_text::FileKind;
use serde_json::json;

use crate::test_support::{at, body, id, new_connection, page, page_in, page_with, store};
use crate::{
    Change, FetchKind, FileRecord, FileStatus, Link, LinkKind, NewFetch, ObservedObject, Reach,
    RunState, StoreError, StoredBlock, StoredComment, StoredParent, StoredUser,
};

#[tokio::test]
async fn an_object_is_stored_once_however_often_it_is_seen() {
    let test = store().await;
    let first = test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    let again = test
        .apply(vec![
            Change::PutObject(page(1, "Plan")),
            Change::PutObject(page(1, "Plan")),
        ])
        .await;
    assert!(first.observations[0].is_new && first.observations[0].metadata_changed);
    assert!(first.tree_changed);
    assert_eq!(again.observations.len(), 2);
    assert!(
        again
            .observations
            .iter()
            .all(|seen| !seen.is_new && !seen.metadata_changed)
    );
    assert!(!again.tree_changed);
    let children = test.store.children(test.connection, None).await.unwrap();
    assert_eq!(children.len(), 1);
}

#[tokio::test]
async fn an_edit_of_the_body_alone_does_not_change_the_metadata() {
    let test = store().await;
    let with_edit = |time: &str| {
        ObservedObject {
        raw: json!({"object": "page", "id": id(1), "last_edited_time": time, "last_edited_by": {"id": time},
                    "request_id": time, "properties": {}})
        .to_string(),
        ..page(1, "Plan")
    }
    };
    test.apply(vec![Change::PutObject(with_edit("2026-01-01T00:00:00Z"))])
        .await;
    let mut later = with_edit("2026-01-02T00:00:00Z");
    later.edited_time = Some(at(600));
    let applied = test.apply(vec![Change::PutObject(later)]).await;
    assert!(!applied.observations[0].metadata_changed);
    let known = test.store.known(test.connection, &[id(1)]).await.unwrap();
    assert_eq!(known[&id(1)].edited_time, Some(at(600)));
}

#[tokio::test]
async fn a_thinner_view_never_replaces_a_fuller_one() {
    let test = store().await;
    let thin = ObservedObject {
        partial: true,
        raw: "{}".to_owned(),
        ..page(1, "From a link")
    };
    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    let applied = test.apply(vec![Change::PutObject(thin.clone())]).await;
    assert!(!applied.observations[0].metadata_changed);
    let object = test
        .store
        .object(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((object.title.as_str(), object.partial), ("Plan", false));

    let both = vec![
        Change::PutObject(page(2, "Full")),
        Change::PutObject(ObservedObject { id: id(2), ..thin }),
    ];
    test.apply(both).await;
    let object = test
        .store
        .object(test.connection, id(2))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((object.title.as_str(), object.partial), ("Full", false));
}

#[tokio::test]
async fn a_changed_body_adds_a_revision_and_keeps_the_old_one() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        body(1, "first words"),
    ])
    .await;
    let same = test.apply(vec![body(1, "first words")]).await;
    let other = test.apply(vec![body(1, "second words")]).await;
    assert_eq!((same.bodies_changed, other.bodies_changed), (0, 1));
    let revisions = test.store.revisions(test.connection, id(1)).await.unwrap();
    assert_eq!(revisions.len(), 2);
    let oldest = revisions.last().unwrap().id;
    assert_eq!(
        test.store.revision_text(oldest).await.unwrap().as_deref(),
        Some("first words")
    );
    let now = test
        .store
        .body(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(now.markdown, "second words");
}

#[tokio::test]
async fn a_list_with_one_bad_change_changes_nothing() {
    let test = store().await;
    let error = test
        .store
        .apply(
            test.connection,
            None,
            vec![
                Change::PutObject(page(1, "Plan")),
                body(1, "words"),
                body(404, "of nobody"),
            ],
            at(0),
        )
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::UnknownObject(object) if object == id(404)));
    assert!(
        test.store
            .object(test.connection, id(1))
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_container_told_once_stays_while_the_parent_block_does() {
    let test = store().await;
    let inside = |block| page_in(2, "Inside", StoredParent::Block(id(block)));
    let applied = test
        .apply(vec![
            Change::PutObject(page(1, "Outside")),
            Change::PutObject(inside(50)),
        ])
        .await;
    assert!(applied.observations[1].needs_container);
    test.apply(vec![Change::PutContainer {
        object: id(2),
        container: id(1),
    }])
    .await;
    let again = test.apply(vec![Change::PutObject(inside(50))]).await;
    assert!(!again.observations[0].needs_container);
    let moved = test.apply(vec![Change::PutObject(inside(51))]).await;
    assert!(moved.observations[0].needs_container && moved.tree_changed);
}

#[tokio::test]
async fn what_notion_does_not_answer_for_is_kept_and_comes_back() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        body(1, "words"),
        Change::MarkUnreachable {
            object: id(1),
            reason: "not_shared".to_owned(),
            request_id: Some("r-1".to_owned()),
        },
    ])
    .await;
    let object = test
        .store
        .object(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(object.reach, Reach::Unreachable);
    assert_eq!(object.reach_reason.as_deref(), Some("not_shared"));
    assert!(
        test.store
            .body(test.connection, id(1))
            .await
            .unwrap()
            .is_some()
    );
    test.apply(vec![Change::PutObject(page(1, "Plan"))]).await;
    let object = test
        .store
        .object(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((object.reach, object.reach_reason), (Reach::Ok, None));
}

#[tokio::test]
async fn a_completed_property_takes_the_place_of_the_cut_one() {
    let test = store().await;
    let cut =
        json!({"id": "abc", "type": "relation", "relation": [{"id": id(7)}], "has_more": true});
    let complete = json!({"id": "abc", "type": "relation", "relation": [{"id": id(7)}, {"id": id(8)}], "has_more": false});
    test.apply(vec![
        Change::PutObject(page_with(
            1,
            "Plan",
            StoredParent::Workspace,
            &json!({"Tasks": cut}),
        )),
        Change::PutProperty {
            object: id(1),
            property_id: "abc".to_owned(),
            name: "Tasks".to_owned(),
            value: complete.clone(),
        },
    ])
    .await;
    let raw = test
        .store
        .raw(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(raw["properties"]["Tasks"], complete);
    let links = test.store.links(test.connection, id(1)).await.unwrap();
    let targets: Vec<_> = links.iter().map(|link| link.target).collect();
    assert_eq!(targets, [id(7), id(8)]);
}

#[tokio::test]
async fn links_of_the_body_are_replaced_and_found_from_the_other_end() {
    let test = store().await;
    let link = |number| Link {
        target: id(number),
        kind: LinkKind::Mention,
    };
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        Change::PutLinks {
            object: id(1),
            links: vec![link(2), link(2), link(3)],
        },
    ])
    .await;
    assert_eq!(
        test.store
            .backlinks(test.connection, id(2))
            .await
            .unwrap()
            .len(),
        1
    );
    test.apply(vec![Change::PutLinks {
        object: id(1),
        links: vec![link(3)],
    }])
    .await;
    assert!(
        test.store
            .backlinks(test.connection, id(2))
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        test.store.backlinks(test.connection, id(3)).await.unwrap()[0].title,
        "Plan"
    );
}

fn body_fetch(number: u64, order: i64) -> Change {
    Change::AddFetch(NewFetch {
        kind: FetchKind::Body,
        target: id(number),
        key: String::new(),
        object: Some(id(number)),
        detail: String::new(),
        priority: 5,
        order,
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
async fn a_comment_that_is_no_longer_listed_is_kept_and_marked() {
    let test = store().await;
    let comment = |number: u64, text: &str| StoredComment {
        id: id(number),
        discussion: None,
        created_time: Some(at(i64::try_from(number).unwrap())),
        author: Some(id(90)),
        text: text.to_owned(),
        raw: json!({"id": id(number), "text": text}).to_string(),
    };
    let put = |comments| Change::PutComments {
        object: id(1),
        on: id(1),
        comments,
    };
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        put(vec![comment(10, "first"), comment(11, "second")]),
        Change::PutUsers(vec![StoredUser {
            id: id(90),
            kind: "person".to_owned(),
            name: "Ada".to_owned(),
            raw: "{}".to_owned(),
        }]),
    ])
    .await;
    test.apply(vec![put(vec![comment(11, "second")])]).await;
    let comments = test.store.comments(test.connection, id(1)).await.unwrap();
    let seen: Vec<_> = comments
        .iter()
        .map(|comment| (comment.text.as_str(), comment.listed))
        .collect();
    assert_eq!(seen, [("first", false), ("second", true)]);
    assert_eq!(comments[0].author_name.as_deref(), Some("Ada"));
}

#[tokio::test]
async fn a_stored_file_stays_stored_when_it_is_merely_seen_again() {
    let test = store().await;
    let record = |status| FileRecord {
        object: id(1),
        place: "body".to_owned(),
        identity: "https://files.example/a.png".to_owned(),
        url: None,
        name: "a.png".to_owned(),
        kind: FileKind::Image,
        status,
        reason: None,
        request_id: None,
    };
    let stored = FileStatus::Stored {
        hash: keepsake_text::ContentHash::of(b"picture"),
        size: 7,
        mime: Some("image/png".to_owned()),
    };
    test.apply(vec![
        Change::PutObject(page(1, "Plan")),
        Change::PutFile(record(stored.clone())),
    ])
    .await;
    test.apply(vec![Change::PutFile(record(FileStatus::Pending))])
        .await;
    let files = test.store.files(test.connection, id(1)).await.unwrap();
    assert_eq!(files, [record(stored)]);
    let found = test
        .store
        .stored_file(test.connection, "https://files.example/a.png")
        .await
        .unwrap();
    assert!(found.is_some());
    assert!(
        test.store
            .is_file_used(keepsake_text::ContentHash::of(b"picture"))
            .await
            .unwrap()
    );
}

#[tokio::test]
async fn a_block_read_through_two_pages_is_stored_once() {
    let test = store().await;
    let blocks = |object| Change::PutBlocks {
        object: id(object),
        parent: id(70),
        first: 0,
        blocks: vec![StoredBlock {
            id: id(71),
            kind: "paragraph".to_owned(),
            has_children: false,
            raw: "{}".to_owned(),
        }],
    };
    test.apply(vec![
        Change::PutObject(page(1, "One")),
        Change::PutObject(page(2, "Two")),
        blocks(1),
        blocks(2),
        blocks(2),
    ])
    .await;
}

#[tokio::test]
async fn two_connections_may_know_the_same_object() {
    let test = store().await;
    let other = test
        .store
        .put_connection(new_connection("other"), at(0))
        .await
        .unwrap();
    test.apply(vec![Change::PutObject(page(1, "Mine"))]).await;
    test.store
        .apply(
            other,
            None,
            vec![Change::PutObject(page(1, "Theirs"))],
            at(0),
        )
        .await
        .unwrap();
    let mine = test
        .store
        .object(test.connection, id(1))
        .await
        .unwrap()
        .unwrap();
    let theirs = test.store.object(other, id(1)).await.unwrap().unwrap();
    assert_eq!(
        (mine.title.as_str(), theirs.title.as_str()),
        ("Mine", "Theirs")
    );
}

#[tokio::test]
async fn named_values_are_set_and_forgotten() {
    let test = store().await;
    let set = |value: Option<&str>| Change::SetCheckpoint {
        name: "watermark".to_owned(),
        value: value.map(str::to_owned),
    };
    test.apply(vec![set(Some("1")), set(Some("2"))]).await;
    assert_eq!(
        test.store
            .checkpoint(test.connection, "watermark")
            .await
            .unwrap()
            .as_deref(),
        Some("2")
    );
    test.apply(vec![set(None)]).await;
    assert!(
        test.store
            .checkpoints(test.connection)
            .await
            .unwrap()
            .is_empty()
    );
}
