//! Custom emojis (`GET /v1/custom_emojis?name=`).

use serde_json::json;

use super::{Answer, Call, paging};
use crate::error::ApiError;
use crate::state::State;
use crate::wire;

pub(super) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let wanted = call.query("name").unwrap_or_default().to_lowercase();
    let found: Vec<_> = state
        .store
        .emojis
        .iter()
        .filter(|emoji| emoji.name.to_lowercase().contains(&wanted))
        .cloned()
        .collect();
    let (found, next) = paging::page(state, call, &found, |_, emoji| emoji.id.to_string())?;
    let results =
        found.iter().map(|emoji| json!({"object": "custom_emoji", "id": emoji.id, "name": emoji.name, "url": emoji.url})).collect();
    Ok(wire::list("custom_emoji", results, next).into())
}
