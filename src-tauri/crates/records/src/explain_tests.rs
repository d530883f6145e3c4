//! Rules in words.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use super::*;
use crate::fixtures::{channels, profile};

#[test]
fn every_field_of_the_built_in_profile_explains_itself() {
    for (field, sentence) in [
        (
            "title",
            "Title must not be blank and has at most 255 characters. It belongs to Notion and is never overwritten.",
        ),
        (
            "Topic",
            "Topic must not be blank and has at most 1000 characters. It belongs to Notion and is never overwritten.",
        ),
        (
            "channel",
            "Channel must not be blank and is one of the configured channels (archive, main, shorts). It belongs to Notion and is never overwritten.",
        ),
        (
            "Story Direction",
            "Story Direction may be empty. It belongs to Notion and is never overwritten.",
        ),
        (
            "status",
            "Status is one of the 26 names of the 9 states and is Draft when it is empty. It may change on either side; when both did, the change made here wins.",
        ),
        (
            "priority",
            "Priority is one of Low, Normal, High and is Normal when it is empty or anything else. It may change on either side; when both did, the change made here wins.",
        ),
        (
            "time_in_status",
            "Time in Status is made by Notion and never written.",
        ),
        ("created", "Created is made by Notion and never written."),
        (
            "assets",
            "Assets may be empty. It may change on either side; when both did, a person decides.",
        ),
    ] {
        assert_eq!(
            explain(&profile(), &channels(), field).unwrap().to_string(),
            sentence
        );
    }
    assert_eq!(explain(&profile(), &channels(), "budget"), None);
}

#[test]
fn the_rule_of_a_value_stands_alone_where_only_that_is_asked() {
    for (field, rule) in [
        (
            "topic",
            Some("Topic must not be blank and has at most 1000 characters."),
        ),
        (
            "channel",
            Some(
                "Channel must not be blank and is one of the configured channels, of which there are none yet.",
            ),
        ),
        ("updated", None),
    ] {
        let explanation = explain(&profile(), &Channels::default(), field).unwrap();
        assert_eq!(explanation.value_rule().as_deref(), rule);
    }
}

#[test]
fn every_clause_has_a_code() {
    for field in &profile().fields {
        for clause in explain(&profile(), &channels(), &field.key)
            .unwrap()
            .clauses
        {
            assert!(clause.code().starts_with("rule-"));
        }
    }
}
