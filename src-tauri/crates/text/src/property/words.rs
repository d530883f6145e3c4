//! The words of a property value.

use serde_json::Value;

use super::{list, typed};
use crate::rich_text;

/// A rollup may hold values, and those no more rollups; deeper nesting is kept as JSON.
const DEEPEST: usize = 3;

/// The words a person would read in the property's field, one list joined by `, `. Of a type that
/// is not known the compact JSON, so that search still finds it. Relations have no words of their
/// own (see [`super::references`]), buttons and values that Notion did not compute have none at
/// all.
#[must_use]
pub fn plain_text(value: &Value) -> String {
    words(value, 0)
}

fn words(value: &Value, depth: usize) -> String {
    let (kind, content) = typed(value);
    if depth > DEEPEST {
        return compact(content);
    }
    match kind {
        "title" | "rich_text" => rich_text::plain_text(content),
        "number" | "checkbox" | "url" | "email" | "phone_number" | "created_time"
        | "last_edited_time" => scalar(content),
        "select" | "status" => name(content),
        "multi_select" | "people" | "files" => joined(list(content).iter().map(name)),
        "created_by" | "last_edited_by" => name(content),
        "date" => date(content),
        "relation" | "button" => String::new(),
        "formula" => formula(content),
        "rollup" => rollup(content, depth),
        "unique_id" => unique_id(content),
        "verification" => verification(content),
        "place" => place(content),
        _ => compact(if content.is_null() { value } else { content }),
    }
}

fn formula(content: &Value) -> String {
    match typed(content) {
        ("string" | "number" | "boolean", result) => scalar(result),
        ("date", result) => date(result),
        ("unsupported", _) => String::new(),
        (_, _) => compact(content),
    }
}

fn rollup(content: &Value, depth: usize) -> String {
    match typed(content) {
        ("number", result) => scalar(result),
        ("date", result) => date(result),
        ("array", items) => joined(list(items).iter().map(|item| words(item, depth + 1))),
        ("incomplete" | "unsupported", _) => String::new(),
        (_, _) => compact(content),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The name of an option, a person, a group or a file.
fn name(value: &Value) -> String {
    value
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// A date object in words: `2026-11-20`, `2026-11-20 → 2026-11-24 Europe/Berlin`.
pub(crate) fn date(value: &Value) -> String {
    let part = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default();
    let range = match (part("start"), part("end")) {
        (start, "") => start.to_owned(),
        (start, end) => format!("{start} → {end}"),
    };
    match part("time_zone") {
        "" => range,
        zone => format!("{range} {zone}"),
    }
}

fn unique_id(value: &Value) -> String {
    let number = value.get("number").map(scalar).unwrap_or_default();
    match value.get("prefix").and_then(Value::as_str) {
        Some(prefix) if !prefix.is_empty() && !number.is_empty() => format!("{prefix}-{number}"),
        _ => number,
    }
}

fn verification(value: &Value) -> String {
    let state = value.get("state").map(scalar).unwrap_or_default();
    let by = value.get("verified_by").map(name).unwrap_or_default();
    let when = value.get("date").map(date).unwrap_or_default();
    joined([state, by, when])
}

fn place(value: &Value) -> String {
    let text = |key: &str| value.get(key).map(scalar).unwrap_or_default();
    joined([text("name"), text("address"), text("lat"), text("lon")])
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}

/// The JSON of something unknown, unless there is nothing in it.
fn compact(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(fields) if fields.is_empty() => String::new(),
        Value::Array(items) if items.is_empty() => String::new(),
        other => other.to_string(),
    }
}
