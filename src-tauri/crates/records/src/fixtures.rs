//! What the tests of this crate share: the built-in profile, three channels, and pages and data sources
//! as Notion sends them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use serde_json::{Map, Value, json};

use crate::channels::Channels;
use crate::mapping::Mapping;
use crate::profile::Profile;
use crate::row::{Row, validate};
use crate::schema::compare;

/// The built-in profile.
pub(crate) fn profile() -> Profile {
    crate::builtin::profile("video-production")
        .unwrap()
        .unwrap()
}

/// Channels `archive`, `main` and `shorts`.
pub(crate) fn channels() -> Channels {
    Channels::read([
        ("archive.yaml", "name: Archive"),
        ("b.yaml", "id: main"),
        ("shorts.yml", "id: shorts"),
    ])
    .unwrap()
}

/// A data source as Notion answers after it was created from the profile.
pub(crate) fn data_source() -> Value {
    let body = crate::schema::database_body(
        &profile(),
        &channels(),
        "0123456789abcdef0123456789abcdef".parse().unwrap(),
        &std::collections::BTreeMap::new(),
    );
    answered(
        body["initial_data_source"]["properties"]
            .as_object()
            .unwrap(),
    )
}

/// What Notion answers for properties that were sent.
pub(crate) fn answered(properties: &Map<String, Value>) -> Value {
    let properties: Map<String, Value> = properties
        .iter()
        .enumerate()
        .map(|(index, (name, config))| {
            let (kind, content) = config.as_object().unwrap().iter().next().unwrap();
            let id = if kind == "title" {
                "title".to_owned()
            } else {
                format!("%3A{index}")
            };
            let mut content = content.clone();
            if let Some(options) = content.get_mut("options").and_then(Value::as_array_mut) {
                for (number, option) in options.iter_mut().enumerate() {
                    option["id"] = json!(format!("o{number}"));
                }
            }
            (
                name.clone(),
                json!({"id": id, "name": name, "description": null, "type": kind, kind: content}),
            )
        })
        .collect();
    json!({"object": "data_source", "id": "ds", "properties": properties})
}

/// The mapping of the built-in profile onto its own database.
pub(crate) fn mapping() -> Mapping {
    compare(&profile(), &channels(), &data_source(), None).mapping
}

/// A page with these property contents, each under its name and the type of its property; the others are
/// as in a row that keeps every rule.
pub(crate) fn page(changes: &[(&str, Value)]) -> Value {
    let mut properties = Map::new();
    for mapped in mapping().iter() {
        let kind = mapped.kind.as_str();
        let content = match mapped.field.as_str() {
            "title" => text("How glass is made"),
            "topic" => text("Sand, soda and fire"),
            "channel" => option("main"),
            "status" => option("Queued"),
            "priority" => option("High"),
            "created" => json!("2026-11-20T10:05:00.000Z"),
            "updated" => json!("2026-11-20T11:05:00.000Z"),
            "time_in_status" => json!({"type": "string", "string": "12 min"}),
            _ => json!([]),
        };
        properties.insert(
            mapped.property.clone(),
            json!({"id": mapped.property_id, "type": kind, kind: content}),
        );
    }
    for (name, content) in changes {
        let kind = properties[*name]["type"].as_str().unwrap().to_owned();
        properties[*name][kind] = content.clone();
    }
    json!({
        "object": "page",
        "id": "00000000-0000-0000-0000-000000000001",
        "created_time": "2026-11-20T10:05:00.000Z",
        "last_edited_time": "2026-11-20T11:05:00.000Z",
        "properties": properties,
    })
}

/// The record of such a page.
pub(crate) fn row(changes: &[(&str, Value)]) -> Row {
    validate(&profile(), &channels(), &mapping(), &page(changes))
}

/// A rich text of one run.
pub(crate) fn text(content: &str) -> Value {
    json!([{"type": "text", "text": {"content": content}, "plain_text": content, "annotations": {}}])
}

/// An option by its name.
pub(crate) fn option(name: &str) -> Value {
    json!({"id": "x", "name": name, "color": "default"})
}
