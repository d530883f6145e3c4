//! Completing a property value from its paginated items.

use serde_json::{Map, Value, json};

use super::typed;

/// The complete value: the page object's `value` with its list replaced by the elements of `items`,
/// the results of the property endpoint from first to last page (Notion API reference: Retrieve a
/// page property item). An item that carries no such element is left out; without any item the
/// value stays as it is. The result says `has_more: false`.
#[must_use]
pub fn merge_items(value: &Value, items: &[Value]) -> Value {
    let mut merged = value.clone();
    let (kind, content) = typed(value);
    let rollup_list = kind == "rollup"
        && matches!(
            content.get("type").and_then(Value::as_str),
            Some("array" | "incomplete")
        );
    let elements: Vec<Value> = if rollup_list {
        items.iter().filter_map(rollup_element).collect()
    } else {
        items
            .iter()
            .filter_map(|item| item.get(kind).filter(|element| !element.is_null()).cloned())
            .collect()
    };
    let (Some(fields), false) = (merged.as_object_mut(), elements.is_empty()) else {
        return merged;
    };
    if rollup_list {
        let mut content = content.as_object().cloned().unwrap_or_default();
        content.shift_remove("incomplete");
        content.insert("type".to_owned(), json!("array"));
        content.insert("array".to_owned(), Value::Array(elements));
        fields.insert(kind.to_owned(), Value::Object(content));
    } else if content.is_array() {
        fields.insert(kind.to_owned(), Value::Array(elements));
    } else {
        return merged;
    }
    fields.insert("has_more".to_owned(), json!(false));
    merged
}

/// A property item as an element of a rollup's array: its type and what stands under it, without
/// the item's envelope.
fn rollup_element(item: &Value) -> Option<Value> {
    let (kind, content) = typed(item);
    let mut element = Map::new();
    element.insert("type".to_owned(), json!(kind));
    element.insert(kind.to_owned(), content.clone());
    (!kind.is_empty()).then_some(Value::Object(element))
}
