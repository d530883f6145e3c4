//! What each condition and each order finds, on real SQLite.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests may panic")]

use serde_json::{Value, json};

use crate::tables::cells::{Cell, RowCells};
use crate::test_support::{TestStore, id, page_with, store, table};
use crate::{
    Change, ObjectKind, RowCondition, RowQuery, RowSort, RowTest, SortBy, StoredParent, TableRow,
};

/// Cells of properties as these tests write them: a text, a number, a list of members, a day.
pub(super) fn cells_of(row: &TableRow) -> RowCells {
    let properties = row.raw["properties"].as_object();
    let cell = |(name, value): (&String, &Value)| Cell {
        property: name.clone(),
        number: value.as_f64(),
        text: match value {
            Value::String(text) => text.clone(),
            Value::Array(members) => members
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join(", "),
            _ => String::new(),
        },
        members: match value {
            Value::Array(members) => members
                .iter()
                .filter_map(|member| member.as_str().map(str::to_owned))
                .collect(),
            _ => Vec::new(),
        },
    };
    RowCells {
        shown: true,
        cells: properties.into_iter().flatten().map(cell).collect(),
    }
}

/// A data source with these rows, numbered from 100.
pub(super) async fn table_of(rows: &[(&str, Value)]) -> TestStore {
    let test = store().await;
    let mut changes = vec![Change::PutObject(table(
        3,
        ObjectKind::DataSource,
        "Tasks",
        StoredParent::Workspace,
    ))];
    for (number, (title, properties)) in (100..).zip(rows) {
        let parent = StoredParent::DataSource(id(3));
        changes.push(Change::PutObject(page_with(
            number, title, parent, properties,
        )));
    }
    test.apply(changes).await;
    made(&test).await;
    test
}

pub(super) async fn made(test: &TestStore) -> u64 {
    let made = test
        .store
        .make_row_cells(test.connection, id(3), cells_of)
        .await;
    made.unwrap()
}

pub(super) async fn titles(test: &TestStore, query: &RowQuery) -> Vec<String> {
    let rows = test.store.rows(test.connection, id(3), query, 0, 100).await;
    rows.unwrap().into_iter().map(|row| row.title).collect()
}

fn only(property: &str, test: RowTest) -> RowQuery {
    RowQuery {
        conditions: vec![RowCondition {
            property: property.to_owned(),
            test,
        }],
        sorts: Vec::new(),
    }
}

#[tokio::test]
async fn each_condition_finds_the_rows_it_says() {
    let test = table_of(&[
        (
            "one",
            json!({"text": "Straße nach Łódź", "number": 5, "tags": ["Glass", "Paper"], "day": "2026-11-20"}),
        ),
        (
            "two",
            json!({"text": "Café (open)", "number": -2.5, "tags": ["Paper"], "day": "2026-11-20T10:00:00.000+01:00"}),
        ),
        ("three", json!({"text": "100 %", "number": 10, "day": "2026-11-21"})),
        ("four", json!({})),
    ])
    .await;
    let text = |text: &str| text.to_owned();
    use RowTest::{
        After, AtLeast, AtMost, Before, Contains, ContainsNot, Empty, Equals, EqualsNot, Greater,
        Has, HasNot, HasNothing, Is, IsNot, Less, NotEmpty, On,
    };
    let table: [(&str, RowTest, &[&str]); 25] = [
        ("text", Empty, &["four"]),
        ("text", NotEmpty, &["one", "two", "three"]),
        ("text", Contains(text("strasse")), &["one"]),
        ("text", Contains(text("LODZ")), &["one"]),
        ("text", Contains(text("cafe  (")), &["two"]),
        ("text", Contains(text("%")), &["three"]),
        ("text", ContainsNot(text("cafe")), &["one", "three", "four"]),
        ("text", Is(text("CAFÉ (open)")), &["two"]),
        ("text", Is(text("cafe")), &[]),
        (
            "text",
            IsNot(text("café (open)")),
            &["one", "three", "four"],
        ),
        ("number", Equals(5.0), &["one"]),
        ("number", EqualsNot(5.0), &["two", "three", "four"]),
        ("number", Less(5.0), &["two"]),
        ("number", AtMost(5.0), &["one", "two"]),
        ("number", Greater(-2.5), &["one", "three"]),
        ("number", AtLeast(-2.5), &["one", "two", "three"]),
        ("tags", Has(text("Glass")), &["one"]),
        ("tags", Has(text("glass")), &[]),
        ("tags", HasNot(text("Glass")), &["two", "three", "four"]),
        ("tags", Empty, &["three", "four"]),
        ("tags", HasNothing, &["three", "four"]),
        ("day", On(text("2026-11-20")), &["one", "two"]),
        ("day", Before(text("2026-11-21")), &["one", "two"]),
        ("day", After(text("2026-11-20")), &["three"]),
        ("gone", NotEmpty, &[]),
    ];
    for (property, condition, expected) in table {
        let query = only(property, condition);
        assert_eq!(titles(&test, &query).await, expected, "{query:?}");
        let counted = test.store.count_rows(test.connection, id(3), &query).await;
        assert_eq!(counted.unwrap(), expected.len() as u64, "{query:?}");
    }
}

#[tokio::test]
async fn all_conditions_hold_at_once() {
    let test = table_of(&[
        ("one", json!({"number": 1, "tags": ["Glass"]})),
        ("two", json!({"number": 2, "tags": ["Glass"]})),
        ("three", json!({"number": 3})),
    ])
    .await;
    let mut query = only("number", RowTest::Greater(1.0));
    query
        .conditions
        .extend(only("tags", RowTest::NotEmpty).conditions);
    assert_eq!(titles(&test, &query).await, ["two"]);
}

#[tokio::test]
async fn a_name_with_a_quote_in_it_is_data() {
    let odd = "a\"b\\c') --";
    let test = table_of(&[("one", json!({odd: "x' OR 1=1"})), ("two", json!({}))]).await;
    let query = only(odd, RowTest::Is("x' or 1=1".to_owned()));
    assert_eq!(titles(&test, &query).await, ["one"]);
    assert_eq!(titles(&test, &only(odd, RowTest::Empty)).await, ["two"]);
}

#[tokio::test]
async fn rows_come_in_the_order_asked_for_with_empty_fields_last() {
    let test = table_of(&[
        (
            "a",
            json!({"text": "zebra", "number": 2, "state": ["Done"]}),
        ),
        (
            "b",
            json!({"text": "Äpfel", "number": 10, "state": ["Open"]}),
        ),
        ("c", json!({"number": 2, "state": ["Gone from the schema"]})),
        ("d", json!({"text": "apfel", "number": -1})),
    ])
    .await;
    let states = SortBy::Options(vec!["Open".to_owned(), "Done".to_owned()]);
    let sort = |property: &str, by: &SortBy, descending| RowSort {
        property: property.to_owned(),
        by: by.clone(),
        descending,
    };
    let value = SortBy::Value;
    let table: [(Vec<RowSort>, [&str; 4]); 6] = [
        (vec![], ["a", "b", "c", "d"]),
        (vec![sort("text", &value, false)], ["b", "d", "a", "c"]),
        (vec![sort("text", &value, true)], ["a", "b", "d", "c"]),
        (
            vec![sort("number", &value, false), sort("text", &value, false)],
            ["d", "a", "c", "b"],
        ),
        (vec![sort("state", &states, false)], ["b", "a", "c", "d"]),
        (vec![sort("state", &states, true)], ["a", "b", "c", "d"]),
    ];
    for (sorts, expected) in table {
        let query = RowQuery {
            conditions: Vec::new(),
            sorts,
        };
        assert_eq!(titles(&test, &query).await, expected, "{:?}", query.sorts);
    }
}

#[tokio::test]
async fn related_rows_go_by_the_title_of_the_first_page() {
    let to = |number: u64| json!({"next": [id(number).to_hex()]});
    let test = table_of(&[
        ("zoo", to(101)),
        ("ant", to(102)),
        ("mole", to(100)),
        ("bee", json!({})),
    ])
    .await;
    let query = RowQuery {
        conditions: Vec::new(),
        sorts: vec![RowSort {
            property: "next".to_owned(),
            by: SortBy::PageTitle,
            descending: false,
        }],
    };
    assert_eq!(titles(&test, &query).await, ["zoo", "ant", "mole", "bee"]);
}
