//! The one form in which a value is kept and compared, whatever type its property has.
//!
//! | Type | Form |
//! |---|---|
//! | title, rich text, url, e-mail, phone | text, or Markdown where the field keeps it |
//! | select, status | the name, or null |
//! | multi-select | the names in order |
//! | number, checkbox | as they are |
//! | date | `{"start", "end"}`, moments in UTC, days as they are; or null |
//! | created, last edited time | the moment in UTC |
//! | relation, people, created by, last edited by | ids |
//! | files | `{"name", "url"}` each, the address without its signature |
//! | formula, rollup, unique id and the rest | what Notion computed |

use keepsake_text::{NotionId, hosted, property, rich_text};
use serde_json::{Value, json};

use super::moment::{moment, written};
use crate::profile::{Keep, PropertyKind};

/// The canonical form of a property value as it stands in a page object.
#[must_use]
pub fn canonical(value: &Value, keep: Keep) -> Value {
    let called = value
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let content = value.get(called).unwrap_or(&Value::Null);
    let Some(kind) = PropertyKind::parse(called) else {
        return content.clone();
    };
    match kind {
        PropertyKind::Title | PropertyKind::RichText => match keep {
            Keep::Text => json!(rich_text::plain_text(content)),
            Keep::Markdown => json!(rich_text::to_field_markdown(content)),
        },
        PropertyKind::Url | PropertyKind::Email | PropertyKind::PhoneNumber => {
            json!(content.as_str().unwrap_or_default())
        }
        PropertyKind::Select | PropertyKind::Status => name(content),
        PropertyKind::MultiSelect => each(content, name),
        PropertyKind::Date => date(content),
        PropertyKind::CreatedTime | PropertyKind::LastEditedTime => instant(content),
        PropertyKind::Relation | PropertyKind::People => each(content, id),
        PropertyKind::CreatedBy | PropertyKind::LastEditedBy => id(content),
        PropertyKind::Files => property::files(value)
            .iter()
            .map(|file| json!({"name": file.name, "url": hosted::identity(&file.url)}))
            .collect(),
        PropertyKind::Formula | PropertyKind::Rollup => computed(content, keep),
        PropertyKind::UniqueId => json!(property::plain_text(value)),
        PropertyKind::Number
        | PropertyKind::Checkbox
        | PropertyKind::Verification
        | PropertyKind::Button
        | PropertyKind::Place => content.clone(),
    }
}

/// The texts in a canonical value, for filters and for people: one for a single value, one for each of
/// several, none when there is no value.
#[must_use]
pub fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) if text.is_empty() => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(parts) => match (parts.get("start"), parts.get("name")) {
            (Some(start), _) => {
                let start = texts(start).concat();
                match parts.get("end").map(texts).unwrap_or_default().first() {
                    Some(end) => vec![format!("{start} → {end}")],
                    None => vec![start],
                }
            }
            (None, Some(name)) => texts(name),
            (None, None) => vec![value.to_string()],
        },
        other => vec![other.to_string()],
    }
}

fn each(content: &Value, form: impl Fn(&Value) -> Value) -> Value {
    content.as_array().into_iter().flatten().map(form).collect()
}

fn name(content: &Value) -> Value {
    content.get("name").cloned().unwrap_or(Value::Null)
}

/// An id with dashes; what is not an id stays as it came.
fn id(content: &Value) -> Value {
    let Some(text) = content.get("id").and_then(Value::as_str) else {
        return Value::Null;
    };
    match NotionId::parse(text) {
        Some(id) => json!(id),
        None => json!(text),
    }
}

fn date(content: &Value) -> Value {
    if content.is_null() {
        return Value::Null;
    }
    let side = |key: &str| content.get(key).map_or(Value::Null, instant);
    json!({"start": side("start"), "end": side("end")})
}

/// A moment in UTC; a day stays a day, and what cannot be read stays as it came.
fn instant(content: &Value) -> Value {
    let Some(text) = content.as_str() else {
        return Value::Null;
    };
    if !text.contains('T') {
        return json!(text);
    }
    match moment(text).and_then(written) {
        Some(utc) => json!(utc),
        None => json!(text),
    }
}

/// What a formula or a rollup came to.
fn computed(content: &Value, keep: Keep) -> Value {
    let called = content
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let result = content.get(called).unwrap_or(&Value::Null);
    match called {
        "date" => date(result),
        "array" => result
            .as_array()
            .into_iter()
            .flatten()
            .map(|item| canonical(item, keep))
            .collect(),
        _ => result.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_one_canonical_form() {
        let id = "0123456789abcdef0123456789abcdef";
        let dashed = "01234567-89ab-cdef-0123-456789abcdef";
        for (kind, content, form, shown) in [
            ("number", json!(12.5), json!(12.5), "12.5"),
            ("checkbox", json!(true), json!(true), "true"),
            (
                "select",
                json!({"id": "a", "name": "Low", "color": "red"}),
                json!("Low"),
                "Low",
            ),
            ("select", json!(null), json!(null), ""),
            (
                "multi_select",
                json!([{"name": "a"}, {"name": "b"}]),
                json!(["a", "b"]),
                "a|b",
            ),
            ("url", json!(null), json!(""), ""),
            ("email", json!("a@b.c"), json!("a@b.c"), "a@b.c"),
            ("date", json!(null), json!(null), ""),
            (
                "date",
                json!({"start": "2026-11-20", "end": "2026-11-22", "time_zone": null}),
                json!({"start": "2026-11-20", "end": "2026-11-22"}),
                "2026-11-20 → 2026-11-22",
            ),
            (
                "date",
                json!({"start": "2026-11-20T09:00:00.000+01:00", "end": null}),
                json!({"start": "2026-11-20T08:00:00Z", "end": null}),
                "2026-11-20T08:00:00Z",
            ),
            (
                "created_time",
                json!("2026-11-20T10:05:00.000Z"),
                json!("2026-11-20T10:05:00Z"),
                "2026-11-20T10:05:00Z",
            ),
            (
                "relation",
                json!([{"id": id}, {"id": "odd"}]),
                json!([dashed, "odd"]),
                "01234567-89ab-cdef-0123-456789abcdef|odd",
            ),
            (
                "created_by",
                json!({"object": "user", "id": id}),
                json!(dashed),
                dashed,
            ),
            ("people", json!([]), json!([]), ""),
            (
                "formula",
                json!({"type": "string", "string": "12 min"}),
                json!("12 min"),
                "12 min",
            ),
            (
                "formula",
                json!({"type": "date", "date": {"start": "2026-11-20", "end": null}}),
                json!({"start": "2026-11-20", "end": null}),
                "2026-11-20",
            ),
            (
                "formula",
                json!({"type": "unsupported", "unsupported": {}}),
                json!({}),
                "{}",
            ),
            (
                "rollup",
                json!({"type": "array", "array": [{"type": "number", "number": 1}], "function": "show_original"}),
                json!([1]),
                "1",
            ),
            (
                "unique_id",
                json!({"prefix": "T", "number": 7}),
                json!("T-7"),
                "T-7",
            ),
            (
                "files",
                json!([{"name": "a.png", "type": "external", "external": {"url": "https://x.y/a.png"}}]),
                json!([{"name": "a.png", "url": "https://x.y/a.png"}]),
                "a.png",
            ),
            ("hologram", json!({"x": 1}), json!({"x": 1}), "{\"x\":1}"),
        ] {
            let value = json!({"id": "p", "type": kind, kind: content});
            let found = canonical(&value, Keep::Text);
            assert_eq!(found, form, "{kind}");
            assert_eq!(texts(&found).join("|"), shown, "{kind}");
        }
        assert_eq!(canonical(&json!(null), Keep::Text), json!(null));
    }
}
