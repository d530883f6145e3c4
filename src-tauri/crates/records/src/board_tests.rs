//! The board of the built-in profile, and one grouped by another field.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::json;

use super::*;
use crate::fixtures::{channels, option, profile, row};

#[test]
fn columns_are_the_states_in_pipeline_order_with_their_exact_names() {
    let rows = [
        row(&[("Status", option("Under Review"))]),
        row(&[("Status", option("Queued"))]),
        row(&[("Status", option("Queued")), ("Topic", json!([]))]),
        row(&[("Status", option("Nobody knows"))]),
        row(&[("Status", option("Archived"))]),
        row(&[("Status", option("Queued"))]),
    ];
    let board = board(&profile(), &channels(), &rows);
    let keys: Vec<&str> = board
        .columns
        .iter()
        .map(|column| column.key.as_str())
        .collect();
    assert_eq!(
        keys,
        [
            "draft",
            "pending",
            "processing",
            "awaiting_review",
            "approved",
            "rejected",
            "completed",
            "failed",
            "retry"
        ]
    );
    let filled: Vec<(&str, &str, &[usize])> = board
        .columns
        .iter()
        .flat_map(|column| {
            column
                .groups
                .iter()
                .filter(|group| !group.rows.is_empty())
                .map(|group| {
                    (
                        column.title.as_str(),
                        group.name.as_str(),
                        group.rows.as_slice(),
                    )
                })
        })
        .collect();
    assert_eq!(
        filled,
        [
            ("Draft", "Queued", &[2][..]),
            ("Draft", "Nobody knows", &[3]),
            ("Pending", "Queued", &[1, 5]),
            ("Awaiting review", "Under Review", &[0]),
            ("Completed", "Archived", &[4]),
        ]
    );
    let names: usize = board.columns.iter().map(|column| column.groups.len()).sum();
    assert_eq!(
        names, 28,
        "26 names and the two that do not belong where they stand"
    );
    assert_eq!(
        board.columns.iter().map(BoardColumn::count).sum::<usize>(),
        rows.len()
    );
    assert_eq!(board.card, ["title", "channel", "time_in_status"]);
}

#[test]
fn a_board_may_be_grouped_by_any_field_with_allowed_values() {
    let mut profile = profile();
    profile.board.group_by = "channel".to_owned();
    let rows = [
        row(&[("Channel", option("shorts"))]),
        row(&[("Channel", option("cooking"))]),
        row(&[("Channel", json!(null))]),
    ];
    let board = board(&profile, &channels(), &rows);
    let columns: Vec<(&str, usize)> = board
        .columns
        .iter()
        .map(|column| (column.key.as_str(), column.count()))
        .collect();
    assert_eq!(
        columns,
        [
            ("archive", 0),
            ("main", 0),
            ("shorts", 1),
            ("cooking", 1),
            ("", 1)
        ]
    );
}
