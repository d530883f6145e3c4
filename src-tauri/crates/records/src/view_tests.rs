//! The saved views of the built-in profile, and every operator.
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
fn the_saved_views_show_what_their_names_promise() {
    let (profile, channels) = (profile(), channels());
    let views = views(&profile, &channels);
    let shown = |changes: &[(&str, serde_json::Value)]| -> Vec<&str> {
        let row = row(changes);
        views
            .iter()
            .filter(|view| evaluate_view(&profile, view, &row))
            .map(|view| view.name.as_str())
            .collect()
    };
    for (status, priority, channel, expected) in [
        (
            "Error: Retriable",
            "Low",
            "main",
            vec!["All Errors", "main"],
        ),
        (
            "Error: API Failure",
            "High",
            "archive",
            vec!["All Errors", "High Priority", "archive"],
        ),
        (
            "Ready for Review",
            "Normal",
            "shorts",
            vec!["Ready for Review", "shorts"],
        ),
        ("Under Review", "Normal", "shorts", vec!["shorts"]),
        ("Queued", "High", "unheard of", vec!["High Priority"]),
        (
            "Error: never heard of",
            "Low",
            "main",
            vec!["All Errors", "main"],
        ),
    ] {
        assert_eq!(
            shown(&[
                ("Status", option(status)),
                ("Priority", option(priority)),
                ("Channel", option(channel))
            ]),
            expected,
            "{status}"
        );
    }
}

#[test]
fn every_operator_compares_exactly() {
    let (profile, row) = (profile(), row(&[("Story Direction", json!([]))]));
    for (field, operator, wanted, holds) in [
        ("title", Operator::Equals, &["How glass is made"][..], true),
        ("title", Operator::Equals, &["how glass is made"], false),
        ("title", Operator::NotEquals, &["x"], true),
        ("title", Operator::NotEquals, &["How glass is made"], false),
        ("title", Operator::StartsWith, &["How"], true),
        ("title", Operator::EndsWith, &["made"], true),
        ("title", Operator::Contains, &["glass"], true),
        ("title", Operator::Contains, &["Glass"], false),
        ("title", Operator::OneOf, &["x", "How glass is made"], true),
        ("title", Operator::OneOf, &["x"], false),
        ("story_direction", Operator::IsEmpty, &[], true),
        ("story_direction", Operator::IsNotEmpty, &[], false),
        ("story_direction", Operator::Equals, &["x"], false),
        ("story_direction", Operator::NotEquals, &["x"], true),
        ("title", Operator::IsNotEmpty, &[], true),
        ("state", Operator::Equals, &["pending"], true),
        ("status", Operator::Equals, &["Queued"], true),
        ("status", Operator::Equals, &["pending"], false),
        ("nothing", Operator::IsEmpty, &[], true),
    ] {
        let view = View {
            name: "v".to_owned(),
            matching: Matching::All,
            filter: vec![Condition {
                field: field.to_owned(),
                operator,
                values: wanted.iter().map(|&value| value.to_owned()).collect(),
            }],
            group_by: None,
            for_each: None,
        };
        assert_eq!(
            evaluate_view(&profile, &view, &row),
            holds,
            "{field} {operator} {wanted:?}"
        );
    }
}

#[test]
fn a_view_asks_for_all_conditions_or_for_any() {
    let (profile, row) = (profile(), row(&[]));
    let condition = |field: &str, value: &str| Condition {
        field: field.to_owned(),
        operator: Operator::Equals,
        values: vec![value.to_owned()],
    };
    let view = |matching, filter| View {
        name: "v".to_owned(),
        matching,
        filter,
        group_by: None,
        for_each: None,
    };
    let (yes, no) = (condition("status", "Queued"), condition("priority", "Low"));
    for (matching, filter, holds) in [
        (Matching::All, vec![yes.clone(), no.clone()], false),
        (Matching::Any, vec![yes.clone(), no.clone()], true),
        (Matching::Any, vec![no.clone()], false),
        (Matching::All, vec![], true),
        (Matching::Any, vec![], true),
    ] {
        assert_eq!(
            evaluate_view(&profile, &view(matching, filter), &row),
            holds
        );
    }
}
