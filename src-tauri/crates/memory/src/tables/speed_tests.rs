//! How fast a table of 25,000 rows is. Measures and prints; run it by hand with optimised dependencies:
//! `cargo test -p keepsake-memory --config 'profile.dev.opt-level=3' -- --ignored --nocapture table_of_25_000`.
#![allow(
    clippy::unwrap_used,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "tests may panic, and this one measures and prints"
)]

use std::time::Instant;

use serde_json::{Value, json};

use super::operators_tests::{made, table_of};
use crate::test_support::id;
use crate::{RowCondition, RowQuery, RowSort, RowTest, SortBy};

const ROWS: u32 = 25_000;

async fn timed<T>(what: &str, work: impl Future<Output = T>) -> T {
    let start = Instant::now();
    let result = work.await;
    eprintln!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1_000.0);
    result
}

fn properties(number: u32) -> Value {
    let shuffled = number.wrapping_mul(2_654_435_761) >> 7;
    let state = ["Open", "Busy", "Done"][shuffled as usize % 3];
    let mut all = json!({
        "text": format!("Remark {shuffled} on what lies on the shelf in the second room to the left"),
        "number": shuffled % 997,
        "state": [state],
        "day": format!("2026-{:02}-{:02}", shuffled % 12 + 1, shuffled % 28 + 1),
    });
    for filler in 0..12 {
        all[format!("p{filler}")] = json!(format!("value {}", shuffled % (filler + 7)));
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes a minute; measures only"]
async fn a_table_of_25_000_rows() {
    let rows: Vec<(String, Value)> = (0..ROWS)
        .map(|number| (format!("Item {number}"), properties(number)))
        .collect();
    let rows: Vec<(&str, Value)> = rows.iter().map(|(t, v)| (t.as_str(), v.clone())).collect();
    let test = timed("written, and cells made", table_of(&rows)).await;
    timed("looked whether cells are missing", made(&test)).await;
    let sort = |property: &str, by: SortBy| RowQuery {
        conditions: Vec::new(),
        sorts: vec![RowSort {
            property: property.to_owned(),
            by,
            descending: true,
        }],
    };
    let states = ["Open", "Busy", "Done"].map(str::to_owned).to_vec();
    let text = RowCondition {
        property: "text".to_owned(),
        test: RowTest::Contains("remark 77".to_owned()),
    };
    let queries = [
        ("as they come", RowQuery::default()),
        ("by text", sort("text", SortBy::Value)),
        ("by number", sort("number", SortBy::Value)),
        ("by option", sort("state", SortBy::Options(states))),
        (
            "with a text in them",
            RowQuery {
                conditions: vec![text],
                sorts: Vec::new(),
            },
        ),
    ];
    for (what, query) in &queries {
        for offset in [0, ROWS / 2] {
            let rows = test.store.rows(test.connection, id(3), query, offset, 100);
            timed(&format!("{what}: 100 rows after {offset}"), rows)
                .await
                .unwrap();
        }
        let count = test.store.count_rows(test.connection, id(3), query);
        timed(&format!("{what}: count"), count).await.unwrap();
    }
    let all = RowQuery::default();
    let groups = test.store.row_groups(test.connection, id(3), &all, "state");
    timed("groups", groups).await.unwrap();
}
