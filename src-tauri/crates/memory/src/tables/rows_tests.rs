//! Windows, groups, and that rows are found as they are now.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use serde_json::{Value, json};

use super::operators_tests::{made, table_of, titles};
use crate::test_support::{id, page_with, property};
use crate::{
    Change, FetchKind, NewFetch, ObservedObject, RowGroup, RowQuery, SourceCounts, StoredParent,
};

fn row(number: u64, title: &str, properties: &Value) -> ObservedObject {
    page_with(number, title, StoredParent::DataSource(id(3)), properties)
}

#[tokio::test]
async fn a_window_is_a_part_of_the_whole_order() {
    let rows: Vec<(String, Value)> = (0..600)
        .map(|n| (format!("r{n}"), json!({"n": n})))
        .collect();
    let rows: Vec<(&str, Value)> = rows.iter().map(|(t, v)| (t.as_str(), v.clone())).collect();
    let test = table_of(&rows).await;
    let query = RowQuery::default();
    let window = test
        .store
        .rows(test.connection, id(3), &query, 510, 3)
        .await;
    let window: Vec<String> = window.unwrap().into_iter().map(|row| row.title).collect();
    assert_eq!(window, ["r510", "r511", "r512"]);
    let count = test.store.count_rows(test.connection, id(3), &query).await;
    assert_eq!(count.unwrap(), 600);
    let beyond = test
        .store
        .rows(test.connection, id(3), &query, 600, 3)
        .await;
    assert_eq!(beyond.unwrap(), []);
}

#[tokio::test]
async fn groups_count_each_row_in_every_option_it_holds() {
    let test = table_of(&[
        ("a", json!({"tags": ["Glass", "Paper"]})),
        ("b", json!({"tags": ["Paper"]})),
        ("c", json!({"tags": []})),
        ("d", json!({})),
    ])
    .await;
    let group = |member: Option<&str>, rows| RowGroup {
        member: member.map(str::to_owned),
        rows,
    };
    let groups = test
        .store
        .row_groups(test.connection, id(3), &RowQuery::default(), "tags")
        .await
        .unwrap();
    assert_eq!(
        groups,
        [
            group(None, 2),
            group(Some("Glass"), 1),
            group(Some("Paper"), 2)
        ]
    );
}

#[tokio::test]
async fn a_row_that_changed_is_compared_as_it_is_now() {
    let test = table_of(&[("a", json!({"n": 1})), ("b", json!({"n": 2}))]).await;
    assert_eq!(made(&test).await, 0, "nothing changed, nothing is made");
    test.apply(vec![Change::PutObject(ObservedObject {
        raw: json!({"properties": {"n": 3}}).to_string(),
        ..row(100, "a", &json!({}))
    })])
    .await;
    assert_eq!(made(&test).await, 1);
    let query = RowQuery {
        conditions: Vec::new(),
        sorts: vec![crate::RowSort {
            property: "n".to_owned(),
            by: crate::SortBy::Value,
            descending: false,
        }],
    };
    assert_eq!(titles(&test, &query).await, ["b", "a"]);
    test.edit(101, property("n"), Some("2"), Some("9")).await;
    assert_eq!(made(&test).await, 1, "an edit made here counts too");
    test.apply(vec![Change::MarkTrashed { object: id(100) }])
        .await;
    made(&test).await;
    assert_eq!(titles(&test, &query).await, ["b"]);
}

#[tokio::test]
async fn it_is_known_how_far_the_rows_are_read() {
    let test = table_of(&[("a", json!({})), ("b", json!({}))]).await;
    test.apply(vec![
        Change::PutObject(ObservedObject {
            partial: true,
            ..row(102, "c", &json!({}))
        }),
        Change::AddFetch(NewFetch {
            kind: FetchKind::Query,
            target: id(3),
            key: String::new(),
            object: Some(id(3)),
            detail: String::new(),
            priority: 1,
            order: 0,
            again: false,
        }),
    ])
    .await;
    let counts = test.store.source_counts(test.connection, id(3)).await;
    let expected = SourceCounts {
        rows: 3,
        partial: 1,
        coming: true,
    };
    assert_eq!(counts.unwrap(), expected);
}
