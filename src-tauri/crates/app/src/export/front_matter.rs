//! What stands above the text of an exported page: YAML, written as JSON values, which YAML understands.
//!
//! The rule it protects: no title or value can end the front matter early or become another key.

use std::fmt::Write;

use keepsake_memory::{ExportedObject, ObjectKind};
use keepsake_text::property;
use serde_json::Value;

use super::made_here::NewPage;
use crate::dto;

/// The front matter of a page or database, with the parts of it that Notion has otherwise.
pub(super) fn of(exported: &ExportedObject, changed_here: &[String]) -> String {
    let object = &exported.object;
    let mut head = Head::new(&object.title);
    head.line("notion_id", &object.id.to_string());
    head.line("kind", object.kind.as_str());
    if let Some(url) = &object.url {
        head.line("url", url);
    }
    if let Some(time) = object.created_time {
        head.line("created", &dto::moment(time));
    }
    if let Some(time) = object.edited_time {
        head.line("edited", &dto::moment(time));
    }
    if !changed_here.is_empty() {
        let names: Vec<String> = changed_here.iter().map(|name| quoted(name)).collect();
        head.raw_line("changed_here", &format!("[{}]", names.join(", ")));
    }
    if object.kind == ObjectKind::Page {
        head.properties(&exported.raw);
    }
    head.end()
}

/// The front matter of a page that was made here and that Notion does not have.
pub(super) fn of_new(page: &NewPage) -> String {
    let mut head = Head::new(&page.title);
    head.line("made_here", &page.id().to_string());
    head.line("kind", ObjectKind::Page.as_str());
    head.line("created", &dto::moment(page.creation.created_time));
    head.line("edited", &dto::moment(page.creation.changed_time));
    head.properties(&page.as_shown());
    head.end()
}

/// Front matter being written.
struct Head(String);

impl Head {
    fn new(title: &str) -> Self {
        let mut head = Self(String::from("---\n"));
        head.line("title", title);
        head
    }

    fn line(&mut self, key: &str, value: &str) {
        self.raw_line(key, &quoted(value));
    }

    fn raw_line(&mut self, key: &str, value: &str) {
        // Writing to a text cannot fail.
        let _ = writeln!(self.0, "{key}: {value}");
    }

    /// The properties of a page's JSON, without the title and empty ones.
    fn properties(&mut self, page: &Value) {
        let properties = page.get("properties").and_then(Value::as_object);
        let shown: Vec<(&String, String)> = properties
            .into_iter()
            .flatten()
            .filter(|(_, value)| value.get("type").and_then(Value::as_str) != Some("title"))
            .map(|(name, value)| (name, property::plain_text(value)))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        if shown.is_empty() {
            return;
        }
        self.0.push_str("properties:\n");
        for (name, value) in shown {
            let name = quoted(name);
            self.raw_line(&format!("  {name}"), &quoted(&value));
        }
    }

    fn end(mut self) -> String {
        self.0.push_str("---\n\n");
        self.0
    }
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
