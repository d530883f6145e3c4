//! Data sources as people have them, against the built-in profile.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::{Value, json};

use super::*;
use crate::fixtures::{channels, data_source, mapping, profile};
use crate::mapping::Mapping;
use crate::sentence::Sentence;

/// The data source of the profile after a change.
fn changed(change: impl Fn(&mut serde_json::Map<String, Value>)) -> Value {
    let mut source = data_source();
    change(source["properties"].as_object_mut().unwrap());
    source
}

fn compared(source: &Value, earlier: Option<&Mapping>) -> SchemaReport {
    compare(&profile(), &channels(), source, earlier)
}

/// The differences but for the optional relations, as severity and sentence.
fn said(source: &Value, earlier: Option<&Mapping>) -> Vec<String> {
    compared(source, earlier)
        .differences
        .iter()
        .filter(|difference| !matches!(difference.field(), Some("assets" | "videos" | "audio")))
        .map(|difference| format!("{}: {difference}", difference.severity()))
        .collect()
}

fn rename(properties: &mut serde_json::Map<String, Value>, from: &str, to: &str) {
    let mut property = properties.remove(from).unwrap();
    property["name"] = json!(to);
    properties.insert(to.to_owned(), property);
}

fn retype(properties: &mut serde_json::Map<String, Value>, name: &str, kind: &str) {
    let id = properties[name]["id"].clone();
    properties.insert(
        name.to_owned(),
        json!({"id": id, "name": name, "type": kind, kind: {}}),
    );
}

#[test]
fn the_database_it_creates_fits_the_profile() {
    let report = compared(&data_source(), None);
    assert!(said(&data_source(), None).is_empty());
    assert!(report.is_usable() && !report.is_blocked());
    assert_eq!(repairs(&report), None);
    let mapped: Vec<(&str, &str)> = report
        .mapping
        .iter()
        .map(|mapped| (mapped.field.as_str(), mapped.kind.as_str()))
        .collect();
    assert_eq!(
        mapped,
        [
            ("title", "title"),
            ("channel", "select"),
            ("topic", "rich_text"),
            ("story_direction", "rich_text"),
            ("status", "select"),
            ("priority", "select"),
            ("time_in_status", "formula"),
            ("created", "created_time"),
            ("updated", "last_edited_time"),
        ]
    );
}

#[test]
fn each_difference_is_said_with_its_weight() {
    type Change = fn(&mut serde_json::Map<String, Value>);
    let table: &[(&str, Change, &[&str])] = &[
        (
            "a required property is missing",
            |p| {
                p.remove("Topic");
            },
            &["can_be_repaired: There is no property “Topic”; Keepsake can add it as rich_text."],
        ),
        (
            "an optional property is missing",
            |p| {
                p.remove("Time in Status");
            },
            &[
                "can_be_repaired: There is no property “Time in Status”; Keepsake can add it as formula.",
            ],
        ),
        (
            "a required property is of another type",
            |p| retype(p, "Topic", "number"),
            &[
                "blocks: “Topic” is of the type number, and the profile takes rich_text; change its type in Notion, or name another property in the profile.",
            ],
        ),
        (
            "an optional property is of another type",
            |p| retype(p, "Time in Status", "number"),
            &[
                "only_said: “Time in Status” is of the type number, and the profile takes formula; records do without it.",
            ],
        ),
        (
            "a type Notion added since",
            |p| retype(p, "Topic", "hologram"),
            &[
                "blocks: “Topic” is of the type hologram, and the profile takes rich_text; change its type in Notion, or name another property in the profile.",
            ],
        ),
        (
            "a date in place of a created time",
            |p| retype(p, "Created", "date"),
            &[
                "only_said: “Created” is of the type date instead of created_time; it is accepted as it is.",
            ],
        ),
        (
            "the title has another name",
            |p| rename(p, "Title", "Name"),
            &["only_said: The title is called “Name” instead of “Title”; it is found by its type."],
        ),
        (
            "a property has a name like it",
            |p| rename(p, "Topic", "Topics"),
            &["only_said: There is no property “Topic”; “Topics” is taken for it."],
        ),
        (
            "a property of another type has a name like it",
            |p| {
                rename(p, "Topic", "Topics");
                retype(p, "Topics", "number");
            },
            &[
                "can_be_repaired: There is no property “Topic”; Keepsake can add it as rich_text.",
                "only_said: “Topics” (number) is not part of the profile; it is remembered and left alone.",
            ],
        ),
        (
            "options are missing",
            |p| {
                p["Priority"]["select"]["options"]
                    .as_array_mut()
                    .unwrap()
                    .remove(0);
                p["Channel"]["select"]["options"] = json!([]);
            },
            &[
                "can_be_repaired: “Channel” lacks the options “archive”, “main”, “shorts”; Keepsake can add them.",
                "can_be_repaired: “Priority” lacks the options “Low”; Keepsake can add them.",
            ],
        ),
        (
            "options nobody knows",
            |p| {
                p["Priority"]["select"]["options"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"id": "u", "name": "Urgent", "color": "red"}));
                p["Status"]["select"]["options"]
                    .as_array_mut()
                    .unwrap()
                    .push(json!({"id": "d", "name": "Done", "color": "red"}));
            },
            &[
                "only_said: “Status” has options that the profile does not know: “Done”. A row with one of them is not valid.",
                "only_said: “Priority” has options that the profile does not know: “Urgent”. In a row with one of them, Normal is used.",
            ],
        ),
        (
            "another formula",
            |p| p["Time in Status"]["formula"]["expression"] = json!("now()"),
            &[
                "only_said: “Time in Status” computes `now()` instead of `format(dateBetween(now(), prop(\"Updated\"), \"minutes\")) + \" min\"`; it is left as it is.",
            ],
        ),
        (
            "a property nobody knows",
            |p| {
                p.insert(
                    "Budget".into(),
                    json!({"id": "b", "name": "Budget", "type": "number", "number": {}}),
                );
            },
            &[
                "only_said: “Budget” (number) is not part of the profile; it is remembered and left alone.",
            ],
        ),
        (
            "another field's name on the title",
            |p| {
                p.remove("Topic");
                rename(p, "Title", "Topic");
            },
            &[
                "only_said: The title is called “Topic” instead of “Title”; it is found by its type.",
                "blocks: There is no property “Topic”; add one of the type rich_text in Notion.",
            ],
        ),
    ];
    for (what, change, expected) in table {
        assert_eq!(said(&changed(change), None), *expected, "{what}");
    }
}

#[test]
fn relations_that_lead_nowhere_yet_are_left_out_without_blocking() {
    let report = compared(&data_source(), None);
    let sentences: Vec<String> = report.differences.iter().map(ToString::to_string).collect();
    assert_eq!(
        sentences,
        ["Assets", "Videos", "Audio"].map(|name| format!(
            "There is no property “{name}” of the type relation; records do without it."
        ))
    );
    assert!(
        report
            .differences
            .iter()
            .all(|difference| difference.severity() == Severity::OnlySaid)
    );
}

#[test]
fn a_renamed_property_is_found_by_its_id_and_the_formula_follows() {
    let earlier = mapping();
    let source = changed(|properties| {
        rename(properties, "Topic", "Subject matter");
        rename(properties, "Updated", "Touched");
        properties.remove("Time in Status");
        // A new property that took the old name does not fool anybody.
        properties.insert(
            "Topic".into(),
            json!({"id": "new", "name": "Topic", "type": "rich_text", "rich_text": {}}),
        );
    });
    assert_eq!(
        said(&source, Some(&earlier)),
        [
            "only_said: “Topic” is called “Subject matter” by now; it is the same property.",
            "can_be_repaired: There is no property “Time in Status”; Keepsake can add it as formula.",
            "only_said: “Updated” is called “Touched” by now; it is the same property.",
            "only_said: “Topic” (rich_text) is not part of the profile; it is remembered and left alone.",
        ]
    );
    let report = compared(&source, Some(&earlier));
    assert_eq!(
        report.mapping.of("topic").unwrap().property,
        "Subject matter"
    );
    let body = repairs(&report).unwrap();
    assert_eq!(
        body["properties"]["Time in Status"]["formula"]["expression"],
        json!("format(dateBetween(now(), prop(\"Touched\"), \"minutes\")) + \" min\"")
    );
    let again = said(&source, Some(&report.mapping));
    assert!(
        !again.iter().any(|sentence| sentence.contains("by now")),
        "said once: {again:?}"
    );
}

#[test]
fn a_formula_says_the_same_with_other_spaces_and_with_references_by_id() {
    for (expression, same) in [
        (
            r#"format(dateBetween(now(),prop("Updated"),"minutes"))+" min""#,
            true,
        ),
        (
            r#"format( dateBetween( now(), {{notion:block_property:%3A8:00-00:11-11}}, "minutes" ) ) + " min""#,
            true,
        ),
        (
            r#"format(dateBetween(now(), prop("Updated"), "minutes")) + "min""#,
            false,
        ),
        (
            r#"format(dateBetween(now(), prop("Created"), "minutes")) + " min""#,
            false,
        ),
        (
            r#"format(dateBetween(now(), {{notion:block_property:"#,
            false,
        ),
    ] {
        let source = changed(|properties| {
            properties["Time in Status"]["formula"]["expression"] = json!(expression);
        });
        assert_eq!(said(&source, None).is_empty(), same, "{expression}");
    }
}

#[test]
fn without_channels_no_row_could_be_valid_and_that_blocks() {
    let report = compare(&profile(), &Channels::default(), &data_source(), None);
    assert!(report.is_blocked());
    let first = report.differences.first().unwrap();
    assert_eq!(
        first.to_string(),
        "There are no channels, so no row could have a “Channel”; put a YAML file for each into the channels folder."
    );
}

#[test]
fn what_is_no_data_source_is_refused_and_every_sentence_has_a_code() {
    for value in [
        json!(null),
        json!({}),
        json!({"properties": []}),
        json!("x"),
    ] {
        let report = compared(&value, None);
        assert_eq!(report.differences, [Difference::NotADataSource]);
        assert!(!report.is_usable());
    }
    let report = compared(
        &json!({"properties": {"X": {"type": "number"}, "Y": 3, "Z": {"id": "z", "type": "title"}}}),
        None,
    );
    for difference in &report.differences {
        assert!(difference.code().starts_with("schema-"));
        assert!(!difference.arguments().is_empty());
    }
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["differences"][0]["difference"], json!("title_named"));
}
