//! What stands above the text of an exported page: YAML, written as JSON values, which YAML understands.
//!
//! The rule it protects: no title or value can end the front matter early or become another key.

use std::fmt::Write;

use keepsake_memory::ExportedObject;
use keepsake_text::property;
use serde_json::Value;

use crate::dto;

/// The front matter of a page or database.
pub(super) fn of(exported: &ExportedObject) -> String {
    let object = &exported.object;
    let mut text = String::from("---\n");
    let mut line = |key: &str, value: &str| {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{key}: {}", quoted(value));
    };
    line("title", &object.title);
    line("notion_id", &object.id.to_string());
    line("kind", object.kind.as_str());
    if let Some(url) = &object.url {
        line("url", url);
    }
    if let Some(time) = object.created_time {
        line("created", &dto::moment(time));
    }
    if let Some(time) = object.edited_time {
        line("edited", &dto::moment(time));
    }
    let is_page = object.kind == keepsake_memory::ObjectKind::Page;
    let properties = exported
        .raw
        .get("properties")
        .and_then(Value::as_object)
        .filter(|_| is_page);
    let shown: Vec<(String, String)> = properties
        .into_iter()
        .flatten()
        .filter(|(_, value)| value.get("type").and_then(Value::as_str) != Some("title"))
        .map(|(name, value)| (name.clone(), property::plain_text(value)))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    if !shown.is_empty() {
        text.push_str("properties:\n");
        for (name, value) in shown {
            let _ = writeln!(text, "  {}: {}", quoted(&name), quoted(&value));
        }
    }
    text.push_str("---\n\n");
    text
}

/// A text as a quoted scalar on one line.
fn quoted(text: &str) -> String {
    // YAML's line ends beyond those of JSON.
    let text = text.replace(['\u{85}', '\u{2028}', '\u{2029}'], "\n");
    Value::String(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_stays_on_its_line_and_in_its_quotes() {
        assert_eq!(
            quoted("a\n---\n\"b\": c\u{2028}d"),
            r#""a\n---\n\"b\": c\nd""#
        );
    }
}
