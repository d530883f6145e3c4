//! What marking rows that have to be validated promises.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::json;

use crate::records::test_rows::{Rows, new_profile, record};
use crate::test_support::{at, body, id, page_in, page_with, property};
use crate::{Change, Part, StoredParent};

#[tokio::test]
async fn applying_a_profile_makes_all_rows_due_and_validating_them_makes_none() {
    let rows = Rows::new(3).await;
    let due = rows.due().await;
    assert_eq!(
        due.iter().map(|row| row.object).collect::<Vec<_>>(),
        [id(101), id(102), id(103)]
    );
    assert!(due.iter().all(|row| row.in_source && !row.in_trash));
    assert_eq!(due[0].raw["title"], "Row 1");
    rows.validate().await;
    assert!(rows.due().await.is_empty());
}

#[tokio::test]
async fn a_row_is_due_when_something_it_shows_changed_and_only_then() {
    let rows = Rows::new(2).await;
    rows.validate().await;
    let source = StoredParent::DataSource(id(100));
    rows.test
        .apply(vec![
            Change::PutObject(page_in(101, "Row 1", source)),
            body(101, "words are no field"),
        ])
        .await;
    assert!(rows.due().await.is_empty(), "nothing differs");
    rows.test
        .apply(vec![Change::PutObject(page_in(101, "Row one", source))])
        .await;
    assert_eq!(rows.due_numbers().await, [101]);
    rows.validate().await;

    rows.test
        .edit(102, property("p"), Some("1"), Some("2"))
        .await;
    let due = rows.due().await;
    assert_eq!(due[0].local, [(property("p"), Some("2".to_owned()))]);
    rows.validate().await;

    rows.test
        .apply(vec![Change::SettlePart {
            object: id(102),
            part: property("p"),
            through_edits: 9,
            base: Some("2".to_owned()),
        }])
        .await;
    assert_eq!(rows.due_numbers().await, [102]);
    assert!(rows.due().await[0].local.is_empty());
    rows.validate().await;

    rows.test
        .apply(vec![Change::MarkTrashed { object: id(101) }])
        .await;
    let due = rows.due().await;
    assert!(due[0].in_trash);
    rows.validate().await;

    rows.test
        .apply(vec![Change::MarkTrashSeen { object: id(102) }])
        .await;
    assert!(rows.due().await.is_empty(), "it is only planned");
    rows.test
        .apply(vec![Change::MarkTrashed { object: id(102) }])
        .await;
    assert_eq!(rows.due_numbers().await, [102]);
}

#[tokio::test]
async fn a_change_between_reading_and_validating_leaves_the_row_due() {
    let rows = Rows::new(1).await;
    let read = rows.due().await.remove(0);
    rows.test
        .edit(101, Part::Trash, Some("false"), Some("true"))
        .await;
    rows.test
        .apply(vec![Change::PutRecord(Box::new(record(&rows, &read)))])
        .await;
    let again = rows.due().await.remove(0);
    assert_eq!(again.local.len(), 1);
    rows.test
        .apply(vec![Change::RemoveRecord {
            object: id(101),
            due: again.due,
        }])
        .await;
    assert!(rows.due().await.is_empty());
}

#[tokio::test]
async fn new_rows_and_rows_that_leave_are_due() {
    let rows = Rows::new(1).await;
    rows.validate().await;
    rows.test
        .apply(vec![
            Change::PutObject(page_in(102, "New", StoredParent::DataSource(id(100)))),
            Change::PutObject(page_in(101, "Row 1", StoredParent::Page(id(1)))),
            Change::PutObject(page_in(300, "Elsewhere", StoredParent::DataSource(id(7)))),
        ])
        .await;
    let due = rows.due().await;
    let found: Vec<_> = due.iter().map(|row| (row.object, row.in_source)).collect();
    assert_eq!(found, [(id(101), false), (id(102), true)]);
}

#[tokio::test]
async fn a_row_is_read_with_its_complete_values() {
    let rows = Rows::new(1).await;
    let references = |count: u64| {
        let list: Vec<_> = (0..count).map(|number| json!({"id": id(number)})).collect();
        json!({"id": "r", "type": "relation", "relation": list, "has_more": count == 25})
    };
    let cut = page_with(
        101,
        "Row 1",
        StoredParent::DataSource(id(100)),
        &json!({"Assets": references(25)}),
    );
    rows.test.apply(vec![Change::PutObject(cut)]).await;
    rows.validate().await;
    rows.test
        .apply(vec![Change::PutProperty {
            object: id(101),
            property_id: "r".to_owned(),
            name: "Assets".to_owned(),
            value: references(30),
        }])
        .await;
    let due = rows.due().await;
    let shown = due[0].raw["properties"]["Assets"]["relation"].as_array();
    assert_eq!(shown.unwrap().len(), 30);
}

#[tokio::test]
async fn rows_are_due_page_by_page_and_not_for_a_profile_at_rest() {
    let rows = Rows::new(5).await;
    let first = rows
        .test
        .store
        .rows_to_validate(rows.profile, 0, 2)
        .await
        .unwrap();
    let second = rows
        .test
        .store
        .rows_to_validate(rows.profile, first[1].row, 10)
        .await
        .unwrap();
    assert_eq!((first.len(), second.len()), (2, 3));
    let resting = crate::NewProfile {
        active: false,
        ..new_profile()
    };
    rows.test
        .store
        .put_profile(rows.test.connection, resting, at(60))
        .await
        .unwrap();
    rows.test
        .edit(101, property("p"), Some("1"), Some("2"))
        .await;
    assert!(rows.due().await.is_empty());
}
