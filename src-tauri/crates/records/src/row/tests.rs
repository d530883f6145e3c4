//! Rows of the video database, and what becomes of them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::json;
use time::macros::datetime;

use super::*;
use crate::channels::Channels;
use crate::fixtures::{channels, mapping, option, page, profile, row, text};
use crate::mapping::Mapping;
use crate::profile::read;
use crate::schema::compare;
use crate::sentence::Sentence;

fn reasons(row: &Row) -> Vec<String> {
    row.reasons.iter().map(ToString::to_string).collect()
}

#[test]
fn a_row_that_keeps_every_rule_is_a_record_in_the_state_of_its_status() {
    let row = row(&[]);
    assert!(row.valid && row.reasons.is_empty() && row.notes.is_empty());
    assert_eq!(row.title, "How glass is made");
    assert_eq!(
        (row.channel.as_str(), row.topic.as_str()),
        ("main", "Sand, soda and fire")
    );
    assert_eq!(
        (row.priority.as_str(), row.story_direction.as_str()),
        ("High", "")
    );
    assert_eq!(
        (row.state.as_str(), row.notion_status.as_str()),
        ("pending", "Queued")
    );
    assert_eq!(row.created, Some(datetime!(2026-11-20 10:05 UTC)));
    assert_eq!(row.updated, Some(datetime!(2026-11-20 11:05 UTC)));
    assert!(row.is_queued(&profile()));
    let kept = serde_json::to_string(&row).unwrap();
    assert_eq!(serde_json::from_str::<Row>(&kept).unwrap(), row);
}

#[test]
fn each_broken_rule_is_a_reason_and_leaves_the_status_alone() {
    let long = |count: usize| text(&"x".repeat(count));
    let table: &[(&str, Value, &[&str])] = &[
        ("Title", json!([]), &["Missing Title"]),
        (
            "Title",
            text("   \u{00A0}\u{200B}\u{FEFF}\n"),
            &["Missing Title"],
        ),
        ("Title", long(255), &[]),
        (
            "Title",
            long(256),
            &["Title is longer than 255 characters (256)"],
        ),
        ("Title", text(&"é".repeat(255)), &[]),
        (
            "Title",
            text(&"😀".repeat(256)),
            &["Title is longer than 255 characters (256)"],
        ),
        ("Topic", json!([]), &["Missing Topic"]),
        ("Topic", text(" \t "), &["Missing Topic"]),
        ("Topic", long(1000), &[]),
        (
            "Topic",
            long(1001),
            &["Topic is longer than 1000 characters (1001)"],
        ),
        ("Channel", json!(null), &["Missing Channel"]),
        ("Channel", option("Main"), &["Unknown channel: Main"]),
        ("Channel", option("main "), &["Unknown channel: main "]),
        ("Channel", option("cooking"), &["Unknown channel: cooking"]),
        ("Channel", option("archive"), &[]),
        ("Story Direction", long(5000), &[]),
        ("Status", option("Done"), &["Unknown status: Done"]),
        ("Status", option("queued"), &["Unknown status: queued"]),
        ("Status", option("pending"), &["Unknown status: pending"]),
    ];
    for (property, content, expected) in table {
        let row = row(&[(property, content.clone())]);
        assert_eq!(reasons(&row), *expected, "{property}");
        assert_eq!(row.valid, expected.is_empty());
        if !row.valid {
            assert_eq!(row.state.as_str(), "draft", "an invalid row is a draft");
            assert!(!row.is_queued(&profile()), "and never queued");
        }
        let status = if *property == "Status" {
            content["name"].as_str().unwrap()
        } else {
            "Queued"
        };
        assert_eq!(row.notion_status, status, "the exact name is kept");
    }
}

#[test]
fn every_reason_of_a_row_is_named_in_the_order_of_the_fields() {
    let row = row(&[
        ("Status", option("Nope")),
        ("Topic", json!([])),
        ("Title", json!([])),
        ("Channel", option("cooking")),
    ]);
    assert_eq!(
        reasons(&row),
        [
            "Missing Title",
            "Unknown channel: cooking",
            "Missing Topic",
            "Unknown status: Nope"
        ]
    );
    let fields: Vec<&str> = row.reasons.iter().map(Reason::field).collect();
    assert_eq!(fields, ["title", "channel", "topic", "status"]);
    assert_eq!(row.reasons[1].title(), "Channel");
    assert_eq!(row.reasons[1].code(), "entry-unknown");
    assert_eq!(
        row.reasons[1].arguments(),
        [
            ("field", "channel".to_owned()),
            ("title", "Channel".to_owned()),
            ("name", "channel".to_owned()),
            ("value", "cooking".to_owned())
        ]
    );
}

#[test]
fn all_26_statuses_are_read_without_loss() {
    let profile = profile();
    for name in profile.status.names() {
        let row = row(&[("Status", option(name))]);
        assert!(row.valid, "{name}");
        assert_eq!(row.notion_status, name);
        assert_eq!(Some(&row.state), profile.status.state_of(name));
        assert_eq!(row.is_queued(&profile), name == "Queued");
        assert_eq!(
            profile.status.name_for(&row.state, Some(name)),
            Some(name),
            "nothing to push"
        );
    }
}

#[test]
fn empty_values_get_their_defaults_and_an_unknown_priority_is_reported() {
    for (property, content, priority, status, notes) in [
        ("Status", json!(null), "High", "Draft", vec![]),
        ("Priority", json!(null), "Normal", "Queued", vec![]),
        ("Priority", option("Low"), "Low", "Queued", vec![]),
        (
            "Priority",
            option("Urgent"),
            "Normal",
            "Queued",
            vec!["Unknown priority: Urgent; Normal is used"],
        ),
        (
            "Priority",
            option("high"),
            "Normal",
            "Queued",
            vec!["Unknown priority: high; Normal is used"],
        ),
    ] {
        let row = row(&[(property, content.clone())]);
        assert!(row.valid, "{property} {content}");
        assert_eq!(
            (row.priority.as_str(), row.notion_status.as_str()),
            (priority, status)
        );
        assert_eq!(
            row.notes
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            notes
        );
        let key = property.to_lowercase();
        assert_eq!(
            row.observed[&key],
            content.get("name").cloned().unwrap_or(Value::Null),
            "what Notion has stays visible"
        );
    }
    let note = &row(&[("Priority", option("Urgent"))]).notes[0];
    assert_eq!((note.field(), note.code()), ("priority", "entry-replaced"));
    assert_eq!(note.arguments()[4], ("with", "Normal".to_owned()));
}

#[test]
fn text_is_the_join_of_all_runs_and_story_direction_is_kept_as_markdown() {
    let runs = json!([
        {"type": "text", "plain_text": "See ", "text": {"content": "See "}, "annotations": {}},
        {"type": "mention", "plain_text": "Road map", "mention": {"type": "user", "user": {"id": "x"}}, "annotations": {}},
        {"type": "equation", "plain_text": "e=mc^2", "equation": {"expression": "e=mc^2"}, "annotations": {}},
    ]);
    let bold = json!([{"type": "text", "plain_text": "slow", "text": {"content": "slow"}, "annotations": {"bold": true}}]);
    let row = row(&[
        ("Title", runs.clone()),
        ("Topic", runs),
        ("Story Direction", bold),
    ]);
    assert_eq!(
        (row.title.as_str(), row.topic.as_str()),
        ("See Road mape=mc^2", "See Road mape=mc^2")
    );
    assert_eq!(row.story_direction, "**slow**");
}

#[test]
fn the_title_is_found_by_its_type_whatever_it_is_called() {
    let mut page = page(&[]);
    let title = page["properties"]
        .as_object_mut()
        .unwrap()
        .remove("Title")
        .unwrap();
    page["properties"]["Name of the film"] = title;
    for mapping in [mapping(), Mapping::default()] {
        let row = validate(&profile(), &channels(), &mapping, &page);
        assert_eq!(row.title, "How glass is made");
    }
}

#[test]
fn a_renamed_property_keeps_its_value_and_an_absent_one_is_missing() {
    let mut page = page(&[]);
    let properties = page["properties"].as_object_mut().unwrap();
    let topic = properties.remove("Topic").unwrap();
    properties.insert("Subject".to_owned(), topic);
    let row = validate(&profile(), &channels(), &mapping(), &page);
    assert_eq!(row.topic, "Sand, soda and fire");
    page["properties"]
        .as_object_mut()
        .unwrap()
        .remove("Subject");
    let row = validate(&profile(), &channels(), &mapping(), &page);
    assert_eq!(reasons(&row), ["Missing Topic"]);
    for nonsense in [
        json!(null),
        json!({}),
        json!({"properties": [1]}),
        json!({"properties": {"X": null}}),
    ] {
        let row = validate(&profile(), &channels(), &mapping(), &nonsense);
        assert_eq!(
            reasons(&row),
            ["Missing Title", "Missing Channel", "Missing Topic"]
        );
        assert_eq!((row.state.as_str(), row.created), ("draft", None));
    }
}

#[test]
fn a_property_that_became_another_type_is_said_once() {
    let mut page = page(&[]);
    let id = page["properties"]["Topic"]["id"].clone();
    page["properties"]["Topic"] = json!({"id": id, "type": "number", "number": 7});
    let id = page["properties"]["Story Direction"]["id"].clone();
    page["properties"]["Story Direction"] = json!({"id": id, "type": "checkbox", "checkbox": true});
    let row = validate(&profile(), &channels(), &mapping(), &page);
    assert_eq!(
        reasons(&row),
        ["Topic is of the type number instead of rich_text"]
    );
    assert_eq!(row.story_direction, "");
}

#[test]
fn dates_of_people_stand_in_for_created_and_updated_and_are_read_into_utc() {
    let source = {
        let mut source = crate::fixtures::data_source();
        for name in ["Created", "Updated"] {
            let id = source["properties"][name]["id"].clone();
            source["properties"][name] =
                json!({"id": id, "name": name, "type": "date", "date": {}});
        }
        source
    };
    let mapping = compare(&profile(), &channels(), &source, None).mapping;
    let mut page = page(&[]);
    for (name, date) in [
        (
            "Created",
            json!({"start": "2026-11-20T09:00:00.000+01:00", "end": null}),
        ),
        ("Updated", json!({"start": "2026-11-21", "end": null})),
    ] {
        let id = page["properties"][name]["id"].clone();
        page["properties"][name] = json!({"id": id, "type": "date", "date": date});
    }
    let row = validate(&profile(), &channels(), &mapping, &page);
    assert_eq!(row.created, Some(datetime!(2026-11-20 08:00 UTC)));
    assert_eq!(row.updated, Some(datetime!(2026-11-21 00:00 UTC)));
    page["properties"]["Created"]["date"] = json!(null);
    let row = validate(&profile(), &channels(), &mapping, &page);
    assert_eq!(
        row.created,
        Some(datetime!(2026-11-20 10:05 UTC)),
        "the page's own time stands in"
    );
}

#[test]
fn lengths_patterns_and_several_options_are_held_to_their_rules() {
    let profile = read(
        "small.toml",
        r#"
name = "small"
title = "Small"
[[fields]]
key = "name"
property = "Name"
types = ["title"]
min_length = 3
max_length = 5
pattern = "[A-Z]+"
[[fields]]
key = "tags"
property = "Tags"
types = ["multi_select"]
allowed = ["a", "b"]
default = "a"
on_unknown = "default"
[[fields]]
key = "stage"
property = "Stage"
types = ["select"]
allowed = { from = "status" }
[status]
field = "stage"
initial = "new"
[[status.states]]
state = "new"
names = ["New"]
"#,
    )
    .unwrap();
    let source = json!({"properties": {
        "Name": {"id": "title", "type": "title"},
        "Tags": {"id": "t", "type": "multi_select", "multi_select": {"options": []}},
        "Stage": {"id": "s", "type": "select", "select": {"options": []}},
    }});
    let mapping = compare(&profile, &Channels::default(), &source, None).mapping;
    let validated = |name: &str, tags: &[&str]| {
        let tags: Vec<Value> = tags.iter().map(|tag| json!({"name": tag})).collect();
        let page = json!({"properties": {
            "Name": {"id": "title", "type": "title", "title": [{"plain_text": name}]},
            "Tags": {"id": "t", "type": "multi_select", "multi_select": tags},
            "Stage": {"id": "s", "type": "select", "select": null},
        }});
        validate(&profile, &Channels::default(), &mapping, &page)
    };
    for (name, expected) in [
        ("ABC", vec![]),
        ("", vec![]),
        ("AB", vec!["Name is shorter than 3 characters (2)"]),
        ("ABCDEF", vec!["Name is longer than 5 characters (6)"]),
        ("abc", vec!["Name does not match [A-Z]+"]),
        (
            "abcdef",
            vec![
                "Name is longer than 5 characters (6)",
                "Name does not match [A-Z]+",
            ],
        ),
    ] {
        assert_eq!(reasons(&validated(name, &["a"])), expected, "{name}");
    }
    for (tags, counts, notes) in [
        (vec!["b"], json!(["b"]), 0),
        (vec![], json!(["a"]), 0),
        (vec!["b", "x", "y"], json!(["a"]), 2),
    ] {
        let row = validated("ABC", &tags);
        assert_eq!(
            (&row.values["tags"], row.notes.len()),
            (&counts, notes),
            "{tags:?}"
        );
        assert_eq!(
            row.notion_status, "",
            "a status that is neither there nor required has no name"
        );
        assert_eq!(row.state.as_str(), "new");
    }
}
