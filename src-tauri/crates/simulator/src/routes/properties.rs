//! One property of one page, complete (Notion API reference: Retrieve a page property item).
//!
//! Titles, rich text, relations and people come as lists with one element per item; everything else is a single item.

use serde_json::{Value, json};

use super::{Answer, Call, paging};
use crate::error::ApiError;
use crate::signing::decode;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::{Parent, PropertyValue};
use crate::wire;

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let page_id = call.id("page_id")?;
    state.require(call, Kind::Page, page_id)?;
    let Some(page) = state.store.pages.get(&page_id).cloned() else {
        return Err(state.not_found(call, "page", page_id));
    };
    let wanted = decode(call.parameter("property_id"), false);
    let schema = match page.parent {
        Parent::DataSource(source) => state
            .store
            .sources
            .get(&source)
            .map(|source| source.properties.clone())
            .unwrap_or_default(),
        _ => vec![crate::accept::schema::title("title")],
    };
    let property = schema
        .iter()
        .find(|property| property.id == wanted || decode(&property.id, false) == wanted);
    let property = property.ok_or_else(|| {
        ApiError::new(
            http::StatusCode::NOT_FOUND,
            "object_not_found",
            format!("Could not find property with ID: {wanted}."),
        )
    })?;
    let kind = property.kind.as_str();
    let value = state.store.properties(&page).remove(&property.id);
    let view = state.view(call);
    let elements: Vec<Value> = match (kind, value) {
        ("title", _) => as_elements(view.rich_text(&page.title)),
        ("rich_text", Some(PropertyValue::Text(text))) => as_elements(view.rich_text(&text)),
        ("relation", Some(PropertyValue::Relation(pages))) => {
            pages.iter().map(|id| json!({"id": id})).collect()
        }
        ("people", Some(PropertyValue::People(people))) => {
            people.iter().map(|id| view.person(*id)).collect()
        }
        ("rich_text" | "relation" | "people", _) => Vec::new(),
        _ => {
            let whole = view.page(&page);
            let mut item = whole["properties"][property.name.as_str()].clone();
            item["object"] = json!("property_item");
            return Ok(item.into());
        }
    };
    let (elements, next) = paging::page(state, call, &elements, |index, _| {
        format!("property-{index}")
    })?;
    let results = elements
        .into_iter()
        .map(|element| {
            let mut item = json!({"object": "property_item", "id": property.id, "type": kind});
            item[kind] = element;
            item
        })
        .collect();
    let next_url = next.as_ref().map(|cursor| {
        format!(
            "https://api.notion.com/v1/pages/{page_id}/properties/{}?start_cursor={cursor}",
            property.id
        )
    });
    let mut list = wire::list("property_item", results, next);
    list["property_item"] = json!({"id": property.id, "next_url": next_url, "type": kind});
    list["property_item"][kind] = json!({});
    Ok(list.into())
}

fn as_elements(list: Value) -> Vec<Value> {
    match list {
        Value::Array(elements) => elements,
        _ => Vec::new(),
    }
}
