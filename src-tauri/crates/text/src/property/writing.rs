//! Property values in the form a request sends them (Notion API reference: Page property values).
//!
//! A page shows a value with ids, colours, names and computed words; a request carries only what a
//! person decided. This is that part in one spelling, `{"<type>": ...}`, so that what was sent and
//! what Notion then shows can be compared. Which properties may be written is not decided here.
//!
//! The rule it protects: equal values are equal JSON, and a value that a request cannot carry whole
//! (read-only, cut at 25 references, a file that lives with Notion) is none at all.

mod dates;
mod from_words;
mod showing;

use serde_json::{Number, Value, json};

use super::needs_more;
use crate::files::name_in_url;
use crate::rich_text::runs;

pub(crate) use dates::canonical_date;
pub use from_words::{WritableError, writable_from_markdown, writable_from_words};
pub use showing::{plain_of_writable, shown_as};

/// How many options, people, relations or files one request may carry (Notion API reference: Request
/// limits).
const MOST_ITEMS: usize = 100;

/// Types whose values Notion computes; no request can set them.
const COMPUTED: [&str; 10] = [
    "formula",
    "rollup",
    "created_time",
    "created_by",
    "last_edited_time",
    "last_edited_by",
    "unique_id",
    "button",
    "verification",
    "last_visited_time",
];

/// The value as a request sends it, in its one spelling; `None` when no request can carry it.
///
/// Reads both what a page shows and what a request sends, so doing it twice changes nothing. A list
/// that Notion may have cut ([`super::needs_more`]) is not writable before it is completed
/// ([`super::merge_items`]).
#[must_use]
pub fn writable(value: &Value) -> Option<Value> {
    let (kind, content) = kind_and_content(value)?;
    let cut = match value.get("has_more").and_then(Value::as_bool) {
        Some(has_more) => has_more,
        None => needs_more(value),
    };
    if cut {
        return None;
    }
    let content = match kind {
        "title" | "rich_text" => Value::Array(runs::canonical(content)?),
        "number" => match content {
            Value::Null => Value::Null,
            Value::Number(number) => canonical_number(number)?,
            _ => return None,
        },
        "checkbox" => Value::Bool(content.as_bool()?),
        "select" | "status" => optional(content, option)?,
        "multi_select" => all(content, option)?,
        "date" => optional(content, canonical_date)?,
        "url" | "email" | "phone_number" => match content {
            Value::Null => Value::Null,
            Value::String(text) if text.is_empty() => Value::Null,
            Value::String(_) => content.clone(),
            _ => return None,
        },
        "people" => all(content, person)?,
        "relation" => all(content, reference)?,
        "files" => all(content, external_file)?,
        "place" => optional(content, place)?,
        _ => return None,
    };
    Some(json!({ (kind): content }))
}

/// Whether Notion computes values of this type, so that no request can set them.
#[must_use]
pub fn is_computed(kind: &str) -> bool {
    COMPUTED.contains(&kind)
}

/// The type of a value and what stands under it; a request may leave the type out.
fn kind_and_content(value: &Value) -> Option<(&str, &Value)> {
    let fields = value.as_object()?;
    if let Some(kind) = fields.get("type").and_then(Value::as_str) {
        return Some((kind, fields.get(kind)?));
    }
    let mut kinds = fields.iter().filter(|(name, _)| *name != "has_more");
    let (kind, content) = kinds.next()?;
    kinds.next().is_none().then_some((kind.as_str(), content))
}

/// `null` stays; what is there must be readable.
fn optional(content: &Value, read: fn(&Value) -> Option<Value>) -> Option<Value> {
    if content.is_null() {
        Some(Value::Null)
    } else {
        read(content)
    }
}

/// All items of a list in their order, when each is readable and one request can carry them.
fn all(content: &Value, read: fn(&Value) -> Option<Value>) -> Option<Value> {
    let items = content.as_array()?;
    if items.len() > MOST_ITEMS {
        return None;
    }
    let items: Option<Vec<Value>> = items.iter().map(read).collect();
    items.map(Value::Array)
}

/// A number as JavaScript, and with it Notion, would write it: `12.0` is `12`.
fn canonical_number(number: &Number) -> Option<Value> {
    /// Beyond this a double no longer holds every integer.
    const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;
    let double = number.as_f64().filter(|double| double.is_finite())?;
    if double.fract() == 0.0 && double.abs() < LARGEST_EXACT {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "an integer below 2^53 fits into 64 bits"
        )]
        return Some(json!(double as i64));
    }
    Number::from_f64(double).map(Value::Number)
}

/// An option by its name, which survives what the id does not: being made anew.
fn option(option: &Value) -> Option<Value> {
    if let Some(name) = option.get("name").and_then(Value::as_str) {
        return Some(json!({"name": name}));
    }
    let id = option.get("id")?.as_str()?;
    Some(json!({"id": id}))
}

fn person(person: &Value) -> Option<Value> {
    let id = runs::canonical_id(person.get("id")?.as_str()?);
    Some(match person.get("object").and_then(Value::as_str) {
        Some("group") => json!({"object": "group", "id": id}),
        _ => json!({"id": id}),
    })
}

fn reference(relation: &Value) -> Option<Value> {
    let id = runs::canonical_id(relation.get("id")?.as_str()?);
    Some(json!({"id": id}))
}

/// A file that lives elsewhere. One that lives with Notion would have to be uploaded again.
fn external_file(file: &Value) -> Option<Value> {
    let url = file.pointer("/external/url")?.as_str()?;
    let name = file
        .get("name")
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty())
        .map_or_else(|| name_in_url(url), str::to_owned);
    Some(json!({"name": name, "type": "external", "external": {"url": url}}))
}

fn place(place: &Value) -> Option<Value> {
    let mut kept: Vec<(&String, &Value)> = place
        .as_object()?
        .iter()
        .filter(|(_, value)| !value.is_null())
        .collect();
    kept.sort_unstable_by_key(|(name, _)| *name);
    let fields = kept.into_iter().map(|(name, value)| {
        let value = match value {
            Value::Number(number) => canonical_number(number).unwrap_or_else(|| value.clone()),
            other => other.clone(),
        };
        (name.clone(), value)
    });
    Some(Value::Object(fields.collect()))
}

#[cfg(test)]
#[path = "writing_tests.rs"]
mod tests;
