//! A value that was set here, in the form in which a page would show it.

use serde_json::{Value, json};

use super::super::words::plain_text;
use super::kind_and_content;
use crate::rich_text::runs;

/// The value as a page object shows a property: with its id and type, `plain_text` and `href` of
/// runs, `has_more` of relations. What only Notion knows (the colour and id of an option, the name
/// of a person) is not there. An unfit value is shown as empty.
#[must_use]
pub fn shown_as(kind: &str, id: &str, writable: &Value) -> Value {
    let content = match kind_and_content(writable) {
        Some((found, content)) if found == kind => content,
        _ => &Value::Null,
    };
    let list = || match content {
        Value::Array(_) => content.clone(),
        _ => json!([]),
    };
    let content = match kind {
        "title" | "rich_text" => runs::shown(content),
        "multi_select" | "relation" | "files" => list(),
        "people" => Value::Array(people(content)),
        "checkbox" => json!(content.as_bool().unwrap_or(false)),
        _ => content.clone(),
    };
    let mut shown = json!({"id": id, "type": kind, (kind): content});
    if let Some(fields) = shown.as_object_mut()
        && kind == "relation"
    {
        fields.insert("has_more".to_owned(), json!(false));
    }
    shown
}

fn people(content: &Value) -> Vec<Value> {
    let people = content.as_array().map(Vec::as_slice).unwrap_or_default();
    people
        .iter()
        .map(|person| {
            let object = person.get("object").and_then(Value::as_str);
            json!({"object": object.unwrap_or("user"), "id": person.get("id")})
        })
        .collect()
}

/// The words of a writable value, for showing. People and relations are shown by their ids, which
/// is all a writable value knows of them.
#[must_use]
pub fn plain_of_writable(writable: &Value) -> String {
    let Some((kind, content)) = kind_and_content(writable) else {
        return String::new();
    };
    if matches!(kind, "people" | "relation") {
        let ids: Vec<&str> = content
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|item| item.get("id")?.as_str())
            .collect();
        return ids.join(", ");
    }
    plain_text(&shown_as(kind, "", writable))
}
