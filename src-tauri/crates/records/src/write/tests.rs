//! What people type for records of the built-in profile.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::{Value, json};

use super::*;
use crate::fixtures::{channels, data_source, mapping, option, profile, row};
use crate::profile::read;
use crate::schema::compare;
use crate::sentence::Sentence;
use crate::states::Transition;

fn written(field: &str, words: &str, current: Option<&Row>) -> Result<Written, FieldError> {
    write_value(&profile(), &channels(), &mapping(), current, field, words)
}

fn refused(field: &str, words: &str) -> String {
    written(field, words, None).unwrap_err().to_string()
}

#[test]
fn a_status_is_typed_as_a_state_or_as_one_of_its_names() {
    for (words, current, name) in [
        ("approved", "Under Review", "Review Approved"),
        ("Review Approved", "Under Review", "Review Approved"),
        ("AWAITING-REVIEW", "Under Review", "Under Review"),
        ("processing", "SFX Ready", "SFX Ready"),
        ("Processing", "SFX Ready", "Processing"),
        ("completed", "Archived", "Archived"),
        ("", "Queued", "Draft"),
    ] {
        let row = row(&[("Status", option(current))]);
        for field in ["status", "Status", " STATUS "] {
            let written = written(field, words, Some(&row)).unwrap();
            assert_eq!(
                written.value,
                json!({"select": {"name": name}}),
                "{words} over {current}"
            );
            assert_eq!(written.canonical, json!(name));
            assert_eq!(
                written.property_id,
                mapping().of("status").unwrap().property_id
            );
        }
    }
}

#[test]
fn a_change_of_status_says_whether_the_pipeline_goes_there() {
    let queued = row(&[]);
    let transition = |words| written("status", words, Some(&queued)).unwrap().transition;
    assert_eq!(transition("pending"), Some(Transition::Same));
    assert_eq!(transition("processing"), Some(Transition::Legal));
    assert!(matches!(transition("Archived"), Some(Transition::Jump(_))));
    assert_eq!(
        written("status", "approved", None).unwrap().transition,
        None
    );
    assert_eq!(
        written("priority", "low", Some(&queued))
            .unwrap()
            .transition,
        None
    );
}

#[test]
fn a_status_property_gets_a_status() {
    let mut source = data_source();
    let id = source["properties"]["Status"]["id"].clone();
    source["properties"]["Status"] =
        json!({"id": id, "name": "Status", "type": "status", "status": {"options": []}});
    let mapping = compare(&profile(), &channels(), &source, None).mapping;
    let written = write_value(&profile(), &channels(), &mapping, None, "status", "retry").unwrap();
    assert_eq!(
        written.value,
        json!({"status": {"name": "Error: Retriable"}})
    );
}

#[test]
fn a_priority_may_be_typed_in_any_case_and_empty_means_its_default() {
    for (words, name) in [
        ("High", "High"),
        ("low", "Low"),
        ("  normal ", "Normal"),
        ("", "Normal"),
    ] {
        assert_eq!(
            written("priority", words, None).unwrap().value,
            json!({"select": {"name": name}}),
            "{words}"
        );
    }
}

#[test]
fn what_cannot_be_written_is_refused_in_one_sentence() {
    for (field, words, sentence) in [
        (
            "title",
            "New",
            "Title belongs to Notion and is never overwritten from here; change it in Notion.",
        ),
        (
            "Story Direction",
            "x",
            "Story Direction belongs to Notion and is never overwritten from here; change it in Notion.",
        ),
        (
            "story-direction",
            "x",
            "Story Direction belongs to Notion and is never overwritten from here; change it in Notion.",
        ),
        (
            "time_in_status",
            "3",
            "Time in Status is computed by Notion and cannot be written.",
        ),
        (
            "created",
            "2026-01-01",
            "Created is only read, as the profile says; change it in Notion.",
        ),
        (
            "videos",
            "x",
            "The data source has no property for Videos; add it in Notion and apply the profile again.",
        ),
        (
            "prioritty",
            "High",
            "There is no field “prioritty”; did you mean priority?",
        ),
        (
            "budget",
            "1",
            "There is no field “budget”; the fields are title, channel, topic, story_direction, status, priority, time_in_status, created, updated, assets, videos, audio.",
        ),
        (
            "priority",
            "Urgent",
            "Unknown priority: Urgent. It is one of Low, Normal, High.",
        ),
    ] {
        assert_eq!(refused(field, words), sentence);
    }
    let sentence = refused("status", "done");
    assert!(
        sentence.starts_with("Unknown status: done. It is one of draft, pending, processing,"),
        "{sentence}"
    );
    assert!(sentence.ends_with("Error: Retriable."), "{sentence}");
    for (field, words, code) in [
        ("title", "x", "field-owned-by-notion"),
        ("time_in_status", "x", "field-computed"),
        ("created", "x", "field-read-only"),
        ("videos", "x", "field-not-in-notion"),
        ("budget", "x", "field-unknown"),
        ("priority", "Urgent", "entry-unknown"),
    ] {
        let error = written(field, words, None).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(!error.arguments().is_empty());
    }
}

fn given(values: &[(&str, &str)]) -> Result<Value, Vec<String>> {
    let values: Vec<(String, String)> = values
        .iter()
        .map(|&(field, words)| (field.to_owned(), words.to_owned()))
        .collect();
    new_row(&profile(), &channels(), &mapping(), &values)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[test]
fn a_new_record_gets_what_was_typed_and_the_defaults() {
    let properties = given(&[
        ("Title", "How paper is made"),
        ("topic", "Wood and water"),
        ("channel", "MAIN"),
        ("story direction", "calm"),
    ])
    .unwrap();
    let mapping = mapping();
    let of = |field: &str| properties[&mapping.of(field).unwrap().property_id].clone();
    let text = |content: &str| json!([{"type": "text", "text": {"content": content}}]);
    let content = |value: Value, kind: &str| value[kind][0]["text"]["content"].clone();
    assert_eq!(
        content(of("title"), "title"),
        text("How paper is made")[0]["text"]["content"]
    );
    assert_eq!(content(of("topic"), "rich_text"), json!("Wood and water"));
    assert_eq!(content(of("story_direction"), "rich_text"), json!("calm"));
    assert_eq!(of("channel"), json!({"select": {"name": "main"}}));
    assert_eq!(of("status"), json!({"select": {"name": "Draft"}}));
    assert_eq!(of("priority"), json!({"select": {"name": "Normal"}}));
    assert_eq!(properties.as_object().unwrap().len(), 6);
    let queued = given(&[
        ("title", "t"),
        ("topic", "t"),
        ("channel", "main"),
        ("status", "pending"),
        ("priority", "high"),
    ])
    .unwrap();
    assert_eq!(
        queued[&mapping.of("status").unwrap().property_id],
        json!({"select": {"name": "Queued"}})
    );
}

#[test]
fn everything_that_is_wrong_with_a_new_record_is_said_at_once() {
    assert_eq!(
        given(&[
            ("channel", "cooking"),
            ("topic", "  "),
            ("status", "done"),
            ("budget", "1"),
            ("created", "2026-01-01"),
            ("Channel", "main")
        ])
        .unwrap_err()
        .iter()
        .map(|sentence| sentence
            .split(". It is")
            .next()
            .unwrap()
            .trim_end_matches('.')
            .to_owned())
        .collect::<Vec<_>>(),
        [
            "There is no field “budget”; the fields are title, channel, topic, story_direction, status, priority, time_in_status, created, updated, assets, videos, audio",
            "Created is only read, as the profile says; change it in Notion",
            "Channel was given twice; give it once",
            "Missing Title",
            "Unknown channel: cooking",
            "Missing Topic",
            "Unknown status: done",
        ]
    );
    assert_eq!(
        given(&[
            ("title", &"x".repeat(256)),
            ("topic", "t"),
            ("channel", "main")
        ])
        .unwrap_err(),
        ["Title is longer than 255 characters (256)."]
    );
}

#[test]
fn what_was_written_is_read_back_as_the_same_value() {
    let profile = read(
        "small.toml",
        r#"
name = "small"
title = "Small"
[[fields]]
key = "name"
property = "Name"
types = ["title"]
[[fields]]
key = "stage"
property = "Stage"
types = ["select"]
default = "New"
allowed = { from = "status" }
[[fields]]
key = "count"
property = "Count"
types = ["number"]
[[fields]]
key = "done"
property = "Done"
types = ["checkbox"]
[[fields]]
key = "due"
property = "Due"
types = ["date"]
[[fields]]
key = "tags"
property = "Tags"
types = ["multi_select"]
allowed = ["Red", "Blue"]
[[fields]]
key = "people"
property = "People"
types = ["files"]
[status]
field = "stage"
initial = "new"
[[status.states]]
state = "new"
names = ["New"]
"#,
    )
    .unwrap();
    let columns: Value = profile
        .fields
        .iter()
        .map(|field| {
            let kind = field.types[0].as_str();
            (
                field.property.clone(),
                json!({"id": field.key, "name": field.property, "type": kind, kind: {}}),
            )
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let mapping = compare(
        &profile,
        &Channels::default(),
        &json!({"properties": columns}),
        None,
    )
    .mapping;
    let write = |field: &str, words: &str| {
        write_value(&profile, &Channels::default(), &mapping, None, field, words)
    };
    for (field, words, form, canonical) in [
        ("count", "12.5", json!({"number": 12.5}), json!(12.5)),
        ("count", "", json!({"number": null}), json!(null)),
        ("done", "yes", json!({"checkbox": true}), json!(true)),
        (
            "tags",
            "red, Blue",
            json!({"multi_select": [{"name": "Red"}, {"name": "Blue"}]}),
            json!(["Red", "Blue"]),
        ),
        ("tags", "", json!({"multi_select": []}), json!([])),
        ("name", "", json!({"title": []}), json!("")),
    ] {
        let written = write(field, words).unwrap();
        assert_eq!(
            (written.value, written.canonical),
            (form, canonical),
            "{field}={words}"
        );
    }
    let due = write("due", "2026-11-20").unwrap();
    assert_eq!(due.value["date"]["start"], json!("2026-11-20"));
    for (field, words, sentence) in [
        ("count", "many", "Count: \"many\" is not a number."),
        (
            "due",
            "soon",
            "Due: \"soon\" is not a date such as 2026-11-20 or 2026-11-20T09:00+01:00.",
        ),
        (
            "tags",
            "red, green",
            "Unknown tags: green. It is one of Red, Blue.",
        ),
        (
            "people",
            "x",
            "People: a value of type files cannot be typed.",
        ),
    ] {
        assert_eq!(write(field, words).unwrap_err().to_string(), sentence);
    }
    assert_eq!(
        write("count", "many").unwrap_err().code(),
        "field-not-a-value"
    );
}

use crate::channels::Channels;

#[test]
fn markdown_is_written_as_styles_where_the_field_keeps_it_and_as_words_elsewhere() {
    let given = |field: &str| {
        let values = [
            ("title", "How **glass** is made"),
            ("topic", "Materials"),
            ("channel", "main"),
            (field, "**slow**"),
        ];
        let values = values.map(|(name, words)| (name.to_owned(), words.to_owned()));
        new_row(&profile(), &channels(), &mapping(), &values)
    };
    let properties = given("story_direction").unwrap();
    let of = |field: &str| &properties[&mapping().of(field).unwrap().property_id];
    assert_eq!(
        of("story_direction")["rich_text"],
        json!([{"type": "text", "text": {"content": "slow"}, "annotations": {"bold": true}}])
    );
    assert_eq!(
        of("title")["title"],
        json!([{"type": "text", "text": {"content": "How **glass** is made"}}])
    );
    let values = [(
        "story_direction".to_owned(),
        "![a](https://x.y/z)".to_owned(),
    )];
    let errors = new_row(&profile(), &channels(), &mapping(), &values).unwrap_err();
    assert!(
        errors
            .iter()
            .any(|error| error.code() == "field-not-a-value"),
        "{errors:?}"
    );
}
