//! Reading pages (Notion API reference: Retrieve a page).

use serde_json::Value;

use super::{Answer, Call};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::state::State;
use crate::store::Kind;

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("page_id")?;
    state.require(call, Kind::Page, id)?;
    show(state, call, id)
}

/// The full page, with only the properties named by `filter_properties` if there are any.
pub(super) fn show(state: &State, call: &Call, id: Id) -> Result<Answer, ApiError> {
    let Some(page) = state.store.pages.get(&id) else {
        return Err(state.not_found(call, "page", id));
    };
    let mut value = state.view(call).page(page);
    keep_properties(call, &mut value);
    Ok(value.into())
}

/// Drops the properties that were not asked for.
pub(super) fn keep_properties(call: &Call, page: &mut Value) {
    let wanted: Vec<&str> = call
        .query
        .iter()
        .filter(|(name, _)| matches!(name.as_str(), "filter_properties" | "filter_properties[]"))
        .map(|(_, id)| id.as_str())
        .collect();
    if wanted.is_empty() {
        return;
    }
    if let Some(properties) = page["properties"].as_object_mut() {
        properties.retain(|_, value| {
            value["id"].as_str().is_some_and(|id| {
                wanted.contains(&id) || wanted.contains(&crate::signing::decode(id, false).as_str())
            })
        });
    }
}
