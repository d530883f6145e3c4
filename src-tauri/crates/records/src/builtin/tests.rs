//! The built-in profile, held against its description name by name.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use super::*;
use crate::channels::Channels;
use crate::fixtures;
use crate::profile::{Allowed, Direction, Keep, OnUnknown, Policy, PropertyKind as Kind, State};
use crate::states::Transition;
use crate::view::views;

#[test]
fn the_fields_are_exactly_those_of_the_description() {
    let profile = fixtures::profile();
    type Expected = (
        &'static str,
        &'static str,
        &'static [Kind],
        bool,
        Option<&'static str>,
        Option<usize>,
    );
    let expected: [Expected; 12] = [
        ("title", "Title", &[Kind::Title], true, None, Some(255)),
        ("channel", "Channel", &[Kind::Select], true, None, None),
        ("topic", "Topic", &[Kind::RichText], true, None, Some(1000)),
        (
            "story_direction",
            "Story Direction",
            &[Kind::RichText],
            false,
            None,
            None,
        ),
        (
            "status",
            "Status",
            &[Kind::Select, Kind::Status],
            true,
            Some("Draft"),
            None,
        ),
        (
            "priority",
            "Priority",
            &[Kind::Select],
            true,
            Some("Normal"),
            None,
        ),
        (
            "time_in_status",
            "Time in Status",
            &[Kind::Formula],
            false,
            None,
            None,
        ),
        (
            "created",
            "Created",
            &[Kind::CreatedTime, Kind::Date],
            false,
            None,
            None,
        ),
        (
            "updated",
            "Updated",
            &[Kind::LastEditedTime, Kind::Date],
            false,
            None,
            None,
        ),
        ("assets", "Assets", &[Kind::Relation], false, None, None),
        ("videos", "Videos", &[Kind::Relation], false, None, None),
        ("audio", "Audio", &[Kind::Relation], false, None, None),
    ];
    let found: Vec<_> = profile
        .fields
        .iter()
        .map(|field| {
            (
                field.key.as_str(),
                field.property.as_str(),
                field.types.as_slice(),
                field.required,
                field.default.as_deref(),
                field.max_length,
            )
        })
        .collect();
    assert_eq!(found, expected);
    assert_eq!(profile.name, "video-production");
}

#[test]
fn every_field_has_the_direction_and_the_policy_of_the_description() {
    let profile = fixtures::profile();
    for (keys, direction, policy, edited_here) in [
        (
            &["status", "priority"][..],
            Direction::Both,
            Policy::Local,
            true,
        ),
        (
            &["title", "channel", "topic", "story_direction"],
            Direction::FromNotion,
            Policy::Notion,
            false,
        ),
        (
            &["time_in_status", "created", "updated"],
            Direction::FromNotion,
            Policy::Notion,
            false,
        ),
        (
            &["assets", "videos", "audio"],
            Direction::Both,
            Policy::Ask,
            true,
        ),
    ] {
        for key in keys {
            let field = profile.field(key).unwrap();
            assert_eq!(
                (field.direction, field.policy),
                (direction, policy),
                "{key}"
            );
            assert_eq!(field.is_edited_here(), edited_here, "{key}");
        }
    }
}

#[test]
fn values_are_limited_as_the_description_says() {
    let profile = fixtures::profile();
    let field = |key: &str| profile.field(key).unwrap();
    assert_eq!(field("channel").allowed, Allowed::Channels);
    assert_eq!(field("status").allowed, Allowed::Status);
    assert_eq!(
        field("status").on_unknown,
        OnUnknown::Refuse,
        "an unknown status is never draft"
    );
    let Allowed::Listed(priorities) = &field("priority").allowed else {
        panic!("priorities are listed");
    };
    let names: Vec<&str> = priorities
        .iter()
        .map(|choice| choice.name.as_str())
        .collect();
    assert_eq!(names, ["Low", "Normal", "High"]);
    assert_eq!(field("priority").on_unknown, OnUnknown::Default);
    assert_eq!(field("story_direction").keep, Keep::Markdown);
    assert_eq!(
        field("time_in_status").formula.as_deref(),
        Some(r#"format(dateBetween(now(), prop("Updated"), "minutes")) + " min""#)
    );
}

#[test]
fn the_26_names_map_to_the_9_states() {
    let expected: [(&str, &[&str], &str); 9] = [
        ("draft", &["Draft", "Ready for Planning"], "Draft"),
        ("pending", &["Queued"], "Queued"),
        (
            "processing",
            &[
                "Processing",
                "Assets Generating",
                "Assets Ready",
                "Composites Creating",
                "Composites Ready",
                "Videos Generating",
                "Videos Ready",
                "Audio Generating",
                "Audio Ready",
                "SFX Generating",
                "SFX Ready",
                "Assembling Video",
                "Uploading",
            ],
            "Processing",
        ),
        (
            "awaiting_review",
            &["Ready for Review", "Under Review"],
            "Ready for Review",
        ),
        ("approved", &["Review Approved"], "Review Approved"),
        ("rejected", &["Review Rejected"], "Review Rejected"),
        (
            "completed",
            &["Upload Complete", "Archived"],
            "Upload Complete",
        ),
        (
            "failed",
            &[
                "Error: Invalid Input",
                "Error: API Failure",
                "Error: Manual Review",
            ],
            "Error: Manual Review",
        ),
        ("retry", &["Error: Retriable"], "Error: Retriable"),
    ];
    let status = fixtures::profile().status;
    let found: Vec<(&str, Vec<&str>, &str)> = status
        .states
        .iter()
        .map(|rule| {
            (
                rule.state.as_str(),
                rule.names.iter().map(String::as_str).collect(),
                rule.written.as_str(),
            )
        })
        .collect();
    let expected: Vec<(&str, Vec<&str>, &str)> = expected
        .into_iter()
        .map(|(state, names, written)| (state, names.to_vec(), written))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(status.names().count(), 26);
    assert_eq!(status.initial.as_str(), "draft");
}

#[test]
fn the_pipeline_goes_exactly_these_ways() {
    let status = fixtures::profile().status;
    let legal = [
        ("draft", "pending"),
        ("pending", "processing"),
        ("pending", "draft"),
        ("pending", "failed"),
        ("pending", "retry"),
        ("processing", "awaiting_review"),
        ("processing", "completed"),
        ("processing", "failed"),
        ("processing", "retry"),
        ("awaiting_review", "approved"),
        ("awaiting_review", "rejected"),
        ("awaiting_review", "failed"),
        ("awaiting_review", "retry"),
        ("approved", "processing"),
        ("approved", "completed"),
        ("approved", "failed"),
        ("approved", "retry"),
        ("rejected", "pending"),
        ("rejected", "draft"),
        ("failed", "draft"),
        ("failed", "pending"),
        ("retry", "pending"),
        ("retry", "processing"),
        ("retry", "failed"),
    ];
    for from in &status.states {
        for to in &status.states {
            let (from, to) = (&from.state, &to.state);
            let expected = legal.contains(&(from.as_str(), to.as_str()));
            match status.check(from, to) {
                Transition::Same => assert_eq!(from, to),
                Transition::Legal => assert!(expected, "{from} to {to}"),
                Transition::Jump(_) => assert!(!expected, "{from} to {to}"),
            }
        }
    }
}

#[test]
fn queue_views_board_and_text_are_those_of_the_description() {
    let profile = fixtures::profile();
    assert_eq!(
        profile.queue.as_ref().unwrap().state,
        State::named("pending")
    );
    let names: Vec<String> = views(&profile, &fixtures::channels())
        .into_iter()
        .map(|view| view.name)
        .collect();
    assert_eq!(
        names,
        [
            "All Errors",
            "Ready for Review",
            "High Priority",
            "archive",
            "main",
            "shorts"
        ]
    );
    assert_eq!(views(&profile, &Channels::default()).len(), 3);
    assert_eq!(profile.board.group_by, "status");
    assert_eq!(profile.board.card, ["title", "channel", "time_in_status"]);
    assert!(
        !profile.comment_on_invalid,
        "a comment is only written where somebody asked for it"
    );
}

#[test]
fn profiles_are_found_by_name_and_their_text_can_be_read_again() {
    assert_eq!(names(), ["video-production"]);
    assert!(profile("audio-production").is_none());
    assert_eq!(
        read("mine.toml", text("video-production").unwrap()).unwrap(),
        fixtures::profile()
    );
}

#[test]
fn the_example_of_the_documentation_is_a_profile() {
    let page = include_str!("../../../../../docs/profiles.md");
    let (_, rest) = page.split_once("```toml\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let profile = read("contacts.toml", example).unwrap();
    assert_eq!(
        (profile.name.as_str(), profile.fields.len()),
        ("contacts", 8)
    );
    assert!(profile.comment_on_invalid);
}

#[test]
fn a_damaged_file_is_refused_or_read_but_never_a_surprise() {
    let whole = text("video-production").unwrap();
    let lines: Vec<&str> = whole.lines().collect();
    let mut refused = 0;
    for left_out in 0..lines.len() {
        let rest = [&lines[..left_out], &lines[left_out + 1..]]
            .concat()
            .join("\n");
        if let Err(problems) = read("damaged.toml", &rest) {
            refused += 1;
            assert!(
                !problems.problems.is_empty(),
                "without line {}",
                left_out + 1
            );
        }
        // Cut in the middle of whatever stands there.
        let _ = read("damaged.toml", &lines[..left_out].join("\n"));
        let doubled = [
            &lines[..left_out],
            &lines[left_out..=left_out],
            &lines[left_out..],
        ]
        .concat();
        let _ = read("damaged.toml", &doubled.join("\n"));
    }
    assert!(refused > 60, "most lines are needed: {refused}");
}
