//! What the tree, exports, lists and the integrity check promise.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use futures::TryStreamExt;
use keepsake_text::{ContentHash, FileKind};
use proptest::prelude::*;
use serde_json::json;

use crate::statement::sql;
use crate::test_support::{TestStore, at, body, id, page, page_in, page_with, store, table};
use crate::{
    Change, FileRecord, FileStatus, ObjectKind, ObservedObject, StoredBlock, StoredComment,
    StoredParent, TreeNode,
};

fn shape(nodes: &[TreeNode]) -> Vec<(u32, &str, u32, Option<u32>)> {
    nodes
        .iter()
        .map(|node| {
            (
                node.depth,
                node.title.as_str(),
                node.child_count,
                node.row_count,
            )
        })
        .collect()
}

#[tokio::test]
async fn the_tree_lists_parents_before_children_and_counts_rows() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page(1, "Team")),
        Change::PutObject(table(
            2,
            ObjectKind::Database,
            "Tasks",
            StoredParent::Page(id(1)),
        )),
        Change::PutObject(table(
            3,
            ObjectKind::DataSource,
            "Tasks",
            StoredParent::Database(id(2)),
        )),
        Change::PutObject(page_in(4, "Row", StoredParent::DataSource(id(3)))),
        Change::PutObject(page_in(
            5,
            "Row with a page in it",
            StoredParent::DataSource(id(3)),
        )),
        Change::PutObject(page_in(6, "Inside a row", StoredParent::Page(id(5)))),
        Change::PutObject(page_in(7, "about", StoredParent::Page(id(1)))),
        Change::PutObject(page_in(8, "Not shared above", StoredParent::Page(id(99)))),
        Change::PutObject(page(9, "Gone")),
        Change::PutObject(page_in(
            10,
            "In the trash with it",
            StoredParent::Page(id(9)),
        )),
        Change::MarkTrashed { object: id(9) },
    ])
    .await;
    let nodes = test.store.tree(test.connection).await.unwrap();
    assert_eq!(
        shape(&nodes),
        [
            (0, "Not shared above", 0, None),
            (0, "Team", 2, None),
            (1, "about", 0, None),
            (1, "Tasks", 1, Some(2)),
            (2, "Tasks", 1, Some(2)),
            (3, "Row with a page in it", 1, None),
            (4, "Inside a row", 0, None),
        ]
    );
}

#[tokio::test]
async fn a_circle_of_containers_is_listed_once() {
    let test = store().await;
    test.apply(vec![
        Change::PutObject(page_in(1, "A", StoredParent::Page(id(2)))),
        Change::PutObject(page_in(2, "B", StoredParent::Page(id(1)))),
        Change::PutObject(page_in(3, "C", StoredParent::Page(id(3)))),
    ])
    .await;
    let nodes = test.store.tree(test.connection).await.unwrap();
    assert_eq!(
        shape(&nodes),
        [(0, "A", 1, None), (1, "B", 0, None), (0, "C", 0, None)]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn whatever_lies_in_what_every_node_is_listed_once_below_its_parent(parents in proptest::collection::vec(0_u64..12, 1..12)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let test = store().await;
            let changes = (1..).zip(&parents).map(|(number, parent)| {
                Change::PutObject(page_in(number, "Page", StoredParent::Page(id(*parent))))
            });
            test.apply(changes.collect()).await;
            let nodes = test.store.tree(test.connection).await.unwrap();
            assert_eq!(nodes.len(), parents.len());
            let mut seen = std::collections::HashMap::new();
            for node in &nodes {
                if let Some(parent) = node.parent {
                    assert_eq!(seen.get(&parent), Some(&(node.depth - 1)), "the parent comes first");
                }
                assert!(seen.insert(node.id, node.depth).is_none(), "listed once");
            }
            for node in &nodes {
                let children = nodes.iter().filter(|other| other.parent == Some(node.id)).count();
                assert_eq!(usize::try_from(node.child_count).unwrap(), children);
            }
            test.store.recompute_scope(test.connection).await.unwrap();
        });
    }
}

#[tokio::test]
async fn an_export_has_everything_chosen_and_reads_it_page_by_page() {
    let test = store().await;
    let changes = (1..=100)
        .flat_map(|number| {
            [
                Change::PutObject(page(number, "Page")),
                body(number, &format!("text {number}")),
            ]
        })
        .collect();
    test.apply(changes).await;
    test.apply(vec![
        Change::MarkTrashed { object: id(50) },
        Change::PutBlocks {
            object: id(1),
            parent: id(1),
            first: 0,
            blocks: vec![StoredBlock {
                id: id(500),
                kind: "form".to_owned(),
                has_children: false,
                raw: json!({"id": id(500)}).to_string(),
            }],
        },
        Change::PutComments {
            object: id(1),
            on: id(500),
            comments: vec![StoredComment {
                id: id(600),
                discussion: None,
                created_time: Some(at(0)),
                author: None,
                text: "a comment".to_owned(),
                raw: "not json \u{0} at all".to_owned(),
            }],
        },
        Change::PutFile(FileRecord {
            object: id(1),
            place: "body".to_owned(),
            identity: "f".to_owned(),
            url: None,
            name: "f".to_owned(),
            kind: FileKind::Pdf,
            status: FileStatus::Refused,
            reason: Some("forbidden".to_owned()),
            request_id: None,
        }),
    ])
    .await;
    let objects: Vec<_> = test
        .store
        .export_objects(test.connection)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(objects.len(), 99);
    assert_eq!(objects[98].markdown.as_deref(), Some("text 100"));
    assert!(
        objects
            .windows(2)
            .all(|pair| pair[0].object.row < pair[1].object.row)
    );
    let blocks: Vec<_> = test
        .store
        .export_blocks(test.connection)
        .try_collect()
        .await
        .unwrap();
    assert_eq!((blocks[0].kind.as_str(), blocks[0].page), ("form", id(1)));
    let comments: Vec<_> = test
        .store
        .export_comments(test.connection)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(
        (comments[0].comment.on, comments[0].raw.is_string()),
        (id(500), true)
    );
    let files: Vec<_> = test
        .store
        .export_files(test.connection)
        .try_collect()
        .await
        .unwrap();
    assert_eq!(files[0].reason.as_deref(), Some("forbidden"));
}

#[tokio::test]
async fn pages_without_a_settled_body_of_their_last_edit_are_wanted() {
    let test = store().await;
    let unsettled = Change::PutBody {
        object: id(2),
        markdown: String::new(),
        source_hash: ContentHash::of(b""),
        edited_time: at(60),
        settled: false,
        lossy: false,
        truncated: false,
    };
    let edited = ObservedObject {
        edited_time: Some(at(120)),
        ..page(4, "Edited")
    };
    test.apply(vec![
        Change::PutObject(page(1, "Never read")),
        Change::PutObject(page(2, "Read too early")),
        unsettled,
        Change::PutObject(page(3, "Up to date")),
        body(3, ""),
        Change::PutObject(edited),
        body(4, ""),
        Change::PutObject(page(5, "Unreachable")),
        Change::MarkUnreachable {
            object: id(5),
            reason: "gone".to_owned(),
            request_id: None,
        },
    ])
    .await;
    let wanted = test
        .store
        .pages_wanting_body(test.connection, 0, 10)
        .await
        .unwrap();
    let ids: Vec<_> = wanted.iter().map(|listed| listed.id).collect();
    assert_eq!(ids, [id(1), id(2), id(4)]);
    let rest = test
        .store
        .pages_wanting_body(test.connection, wanted[0].row, 1)
        .await
        .unwrap();
    assert_eq!(rest[0].id, id(2));
}

async fn filled() -> TestStore {
    let test = store().await;
    let properties = json!({"Note": {"id": "n", "type": "rich_text",
        "rich_text": [{"type": "text", "plain_text": "straße 東京", "text": {"content": "straße 東京"}}]}});
    test.apply(vec![
        Change::PutObject(page_with(1, "Eins", StoredParent::Workspace, &properties)),
        body(1, "# Über\nاجتماعٌ und 会議 and words"),
        Change::PutObject(page(2, "")),
        body(2, ""),
    ])
    .await;
    test.apply(vec![
        body(1, "# Über\nchanged 会議"),
        Change::PutObject(page(2, "Zwei")),
    ])
    .await;
    test
}

#[tokio::test]
async fn a_store_that_was_only_changed_through_changes_is_sound() {
    let test = filled().await;
    let report = test.store.integrity_check().await.unwrap();
    assert_eq!(report.problems, Vec::<String>::new());
    assert!(
        test.store.integrity_check().await.unwrap().is_sound(),
        "and can be checked again"
    );
}

#[tokio::test]
async fn a_text_that_is_not_found_by_its_own_words_is_told() {
    let test = filled().await;
    // The index of a contentless table is emptied by its own command.
    for statement in [
        sql("DELETE FROM passages"),
        sql("INSERT INTO passage_words (passage_words) VALUES ('delete-all')"),
    ] {
        let mut writer = test.store.writer().await;
        writer.session().execute(statement).unwrap();
    }
    let problems = test.store.integrity_check().await.unwrap().problems;
    assert!(
        problems
            .iter()
            .any(|problem| problem.contains("not found by the words of its text")),
        "{problems:?}"
    );
}

#[tokio::test]
async fn a_word_that_is_missing_from_the_index_is_told() {
    let test = filled().await;
    test.store
        .writer()
        .await
        .session()
        .execute(sql(
            "INSERT INTO title_words (rowid, text) VALUES (1, 'intruder')",
        ))
        .unwrap();
    let report = test.store.integrity_check().await.unwrap();
    assert!(
        report
            .problems
            .iter()
            .any(|problem| problem.contains("intruder"))
    );

    let test = filled().await;
    test.store
        .writer()
        .await
        .session()
        .execute(sql("UPDATE contents SET packed = x'0041' WHERE id = 1"))
        .unwrap();
    let report = test.store.integrity_check().await.unwrap();
    assert!(
        report
            .problems
            .iter()
            .any(|problem| problem.starts_with("content 1"))
    );
}
