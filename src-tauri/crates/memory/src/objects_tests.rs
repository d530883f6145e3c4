//! What observed objects, their places, properties and links promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::json;

use crate::test_support::{at, body, id, new_connection, page, page_in, page_with, store};
use crate::{Change, Link, LinkKind, ObservedObject, Reach, StoredParent};

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
    test.apply(vec![Change::ForgetProperty {
        object: id(1),
        property_id: "abc".to_owned(),
    }])
    .await;
    let raw = test.store.raw(test.connection, id(1)).await.unwrap();
    assert_eq!(
        raw.unwrap()["properties"]["Tasks"]["has_more"],
        true,
        "what the object carries counts again, and says that it is cut"
    );
    let links = test.store.links(test.connection, id(1)).await.unwrap();
    assert_eq!(links.len(), 1);
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
