//! What is created and added in Notion for a profile.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::fixtures::{answered, channels, data_source, profile};

fn compared(source: &Value) -> SchemaReport {
    compare(&profile(), &channels(), source, None)
}

fn changed(change: impl Fn(&mut serde_json::Map<String, Value>)) -> Value {
    let mut source = data_source();
    change(source["properties"].as_object_mut().unwrap());
    source
}

/// The differences but for the optional relations, as severity and sentence.
fn said(source: &Value) -> Vec<String> {
    compared(source)
        .differences
        .iter()
        .filter(|difference| !matches!(difference.field(), Some("assets" | "videos" | "audio")))
        .map(|difference| format!("{}: {difference}", difference.severity()))
        .collect()
}

#[test]
fn the_request_creates_every_property_with_its_options_in_pipeline_order() {
    let parent = "0123456789abcdef0123456789abcdef".parse().unwrap();
    let target = "fedcba9876543210fedcba9876543210".parse().unwrap();
    let relations = BTreeMap::from([("assets".to_owned(), target)]);
    let body = database_body(&profile(), &channels(), parent, &relations);
    assert_eq!(
        body["parent"],
        json!({"type": "page_id", "page_id": "01234567-89ab-cdef-0123-456789abcdef"})
    );
    assert_eq!(
        body["title"][0]["text"]["content"],
        json!("Video Production")
    );
    let properties = body["initial_data_source"]["properties"]
        .as_object()
        .unwrap();
    let names: Vec<&str> = properties.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "Title",
            "Channel",
            "Topic",
            "Story Direction",
            "Status",
            "Priority",
            "Time in Status",
            "Created",
            "Updated",
            "Assets"
        ]
    );
    assert_eq!(properties["Title"], json!({"title": {}}));
    assert_eq!(properties["Topic"], json!({"rich_text": {}}));
    assert_eq!(properties["Created"], json!({"created_time": {}}));
    assert_eq!(properties["Updated"], json!({"last_edited_time": {}}));
    assert_eq!(
        properties["Time in Status"],
        json!({"formula": {"expression": "format(dateBetween(now(), prop(\"Updated\"), \"minutes\")) + \" min\""}})
    );
    assert_eq!(
        properties["Assets"],
        json!({"relation": {"data_source_id": "fedcba98-7654-3210-fedc-ba9876543210", "type": "single_property", "single_property": {}}})
    );
    let statuses = properties["Status"]["select"]["options"]
        .as_array()
        .unwrap();
    assert_eq!(statuses.len(), 26);
    assert_eq!(statuses[0], json!({"name": "Draft", "color": "gray"}));
    assert_eq!(
        statuses[25],
        json!({"name": "Error: Retriable", "color": "pink"})
    );
    let channels = properties["Channel"]["select"]["options"]
        .as_array()
        .unwrap();
    assert_eq!(
        channels
            .iter()
            .map(|option| option["name"].as_str().unwrap())
            .collect::<Vec<_>>(),
        ["archive", "main", "shorts"]
    );
    assert_eq!(
        properties["Priority"],
        json!({"select": {"options": [{"name": "Low", "color": "gray"}, {"name": "Normal", "color": "blue"}, {"name": "High", "color": "red"}]}})
    );
}

#[test]
fn a_status_property_is_accepted_and_its_options_are_added_beside_those_that_exist() {
    let source = changed(|properties| {
        let mut options = properties["Status"]["select"]["options"].clone();
        options.as_array_mut().unwrap().truncate(24);
        properties["Status"] = json!({"id": "st%3A", "name": "Status", "type": "status",
            "status": {"options": options, "groups": [{"id": "g", "name": "To-do", "color": "gray", "option_ids": []}]}});
    });
    assert_eq!(
        said(&source),
        [
            "only_said: “Status” is of the type status instead of select; it is accepted as it is.",
            "can_be_repaired: “Status” lacks the options “Error: Manual Review”, “Error: Retriable”; Keepsake can add them, and Notion puts them into the group of things to do.",
        ]
    );
    let report = compared(&source);
    assert!(report.is_usable());
    let body = repairs(&report).unwrap();
    let options = body["properties"]["st%3A"]["status"]["options"]
        .as_array()
        .unwrap();
    assert_eq!(
        options.len(),
        26,
        "options that are left out would be removed"
    );
    assert_eq!(
        options[0],
        json!({"id": "o0", "name": "Draft", "color": "gray"})
    );
    assert_eq!(
        options[25],
        json!({"name": "Error: Retriable", "color": "pink"})
    );
    assert!(
        body["properties"]["st%3A"]["status"]
            .get("groups")
            .is_none()
    );
}

#[test]
fn options_that_notion_would_not_take_block() {
    let source = changed(|properties| {
        let many: Vec<Value> = (0..90).map(|number| json!({"id": format!("x{number}"), "name": format!("Old {number}"), "color": "red"})).collect();
        properties["Status"]["select"]["options"] = json!(many);
    });
    let report = compared(&source);
    assert!(report.is_blocked());
    assert!(
        report
            .differences
            .iter()
            .any(|difference| matches!(difference, Difference::OptionsDoNotFit { total: 116, .. }))
    );
    assert_eq!(repairs(&report), None, "nothing is removed to make room");
}

#[test]
fn an_empty_database_gets_everything_that_can_be_added() {
    let source = answered(json!({"Name": {"title": {}}}).as_object().unwrap());
    let report = compared(&source);
    assert!(
        !report.is_blocked() && !report.is_usable(),
        "required properties have to be added first"
    );
    let body = repairs(&report).unwrap();
    let names: Vec<&str> = body["properties"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    assert_eq!(
        names,
        [
            "Channel",
            "Topic",
            "Story Direction",
            "Status",
            "Priority",
            "Time in Status",
            "Created",
            "Updated"
        ]
    );
    let mut after = body["properties"].as_object().unwrap().clone();
    after.insert("Name".to_owned(), json!({"title": {}}));
    assert!(compared(&answered(&after)).is_usable());
}
