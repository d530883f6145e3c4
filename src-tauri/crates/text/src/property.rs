//! Property values of pages and rows, as Notion sends them (Notion API reference: Property values).
//!
//! Reading: words for search, files, references, and completing values that Notion cut at 25
//! references. Writing: the part of a value that a request carries, in one spelling. What a property
//! means in a profile is not known here.
//!
//! The rule it protects: a type nobody has heard of is still found by search, and a cut value is
//! never taken for a whole one.

mod merge;
mod words;
mod writing;

use serde_json::Value;

use crate::files::{FileKind, FileLink};
use crate::ids::NotionId;
use crate::rich_text;

pub use merge::merge_items;
pub use words::plain_text;
pub use writing::{
    WritableError, is_computed, plain_of_writable, shown_as, writable, writable_from_markdown,
    writable_from_words,
};

pub(crate) use words::date as date_words;
pub(crate) use writing::canonical_date;

/// How many references a page object shows of each property (Notion API reference: Retrieve a
/// page).
const SHOWN: usize = 25;

/// Whether this type of property is one of those that Notion documents (Notion API reference: Page property values).
#[must_use]
pub fn is_known(kind: &str) -> bool {
    const KNOWN: [&str; 25] = [
        "title",
        "rich_text",
        "number",
        "select",
        "multi_select",
        "status",
        "date",
        "people",
        "files",
        "checkbox",
        "url",
        "email",
        "phone_number",
        "relation",
        "formula",
        "rollup",
        "created_time",
        "last_edited_time",
        "created_by",
        "last_edited_by",
        "unique_id",
        "verification",
        "button",
        "place",
        "location",
    ];
    KNOWN.contains(&kind)
}

/// Whether the page object may have shown only the beginning of this value, so that the property
/// has to be read on its own: when Notion says so (`has_more`, an `incomplete` rollup), and, where
/// Notion does not say, when a list is exactly as long as the most it shows.
#[must_use]
pub fn needs_more(value: &Value) -> bool {
    let (kind, content) = typed(value);
    match value.get("has_more").and_then(Value::as_bool) {
        Some(true) => return true,
        Some(false) if kind == "relation" => return false,
        _ => {}
    }
    let length = content.as_array().map_or(0, Vec::len);
    match kind {
        "relation" | "people" => length == SHOWN,
        "title" | "rich_text" => rich_text::reference_count(content) == SHOWN,
        "rollup" => match content.get("type").and_then(Value::as_str) {
            Some("incomplete") => true,
            Some("array") => {
                content
                    .get("array")
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len)
                    == SHOWN
            }
            _ => false,
        },
        _ => false,
    }
}

/// The files of a files property (also inside a rollup); empty for other types.
#[must_use]
pub fn files(value: &Value) -> Vec<FileLink> {
    let (kind, content) = typed(value);
    let items = match kind {
        "files" => list(content),
        "rollup" => {
            let items = content.get("array").map(list).unwrap_or_default();
            return items
                .iter()
                .filter(|item| typed(item).0 == "files")
                .flat_map(|item| {
                    list(typed(item).1)
                        .iter()
                        .filter_map(file)
                        .collect::<Vec<_>>()
                })
                .collect();
        }
        _ => return Vec::new(),
    };
    items.iter().filter_map(file).collect()
}

/// The objects this value refers to: related pages, and what its text mentions.
#[must_use]
pub fn references(value: &Value) -> Vec<NotionId> {
    let (kind, content) = typed(value);
    match kind {
        "relation" => list(content)
            .iter()
            .filter_map(|item| item.get("id").and_then(Value::as_str))
            .filter_map(NotionId::parse)
            .collect(),
        "title" | "rich_text" => rich_text::mentions(content),
        _ => Vec::new(),
    }
}

/// The type of a value and what stands under it.
fn typed(value: &Value) -> (&str, &Value) {
    let kind = value
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    (kind, value.get(kind).unwrap_or(&Value::Null))
}

/// The items of a list; a single object, as property items have it, is a list of one.
fn list(content: &Value) -> &[Value] {
    match content {
        Value::Array(items) => items,
        Value::Object(_) => std::slice::from_ref(content),
        _ => &[],
    }
}

/// A Notion file object: hosted, external or uploaded.
pub fn file(value: &Value) -> Option<FileLink> {
    let url = file_address(value)?;
    let mut link = FileLink::new(url.to_owned(), FileKind::File, String::new());
    if let Some(name) = value
        .get("name")
        .and_then(Value::as_str)
        .filter(|name| !name.is_empty())
    {
        name.clone_into(&mut link.name);
    }
    Some(link)
}

/// The address in a Notion file object.
pub(crate) fn file_address(value: &Value) -> Option<&str> {
    ["/file/url", "/external/url", "/custom_emoji/url"]
        .iter()
        .find_map(|place| value.pointer(place).and_then(Value::as_str))
        .filter(|url| !url.is_empty())
}

#[cfg(test)]
mod tests;
