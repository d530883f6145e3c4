//! Pages as Markdown (Notion API reference: Retrieve / update a page as markdown).

use serde_json::{Value, json};

use super::{Answer, Call, async_tasks};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::markdown::edit::{self, Command};
use crate::markdown::render;
use crate::state::State;
use crate::store::Kind;

pub(super) const UPDATE_KEYS: &[&str] = &[
    "type",
    "update_content",
    "replace_content",
    "insert_content",
    "replace_content_range",
    "allow_async",
];

/// Also takes the id of a block, as named by `unknown_block_ids`.
pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("page_id")?;
    if state.require_block(call, id)? == Kind::Database {
        return Err(ApiError::validation(
            "Databases have no markdown content. Query their data sources instead.",
        ));
    }
    Ok(show(state, call, id).into())
}

fn show(state: &State, call: &Call, id: Id) -> Value {
    let transcripts = call.query("include_transcript") == Some("true");
    let rendered = render::render(&state.view(call), id, transcripts);
    json!({
        "object": "page_markdown",
        "id": id,
        "markdown": rendered.markdown(),
        "truncated": rendered.truncated,
        "unknown_block_ids": rendered.unknown,
    })
}

pub(super) fn update(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("page_id")?;
    if state.require_block(call, id)? != Kind::Page {
        return Err(ApiError::validation(
            "Only pages can be updated with markdown.",
        ));
    }
    state.refuse_trashed(id)?;
    let kind = call
        .body
        .get("type")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let command = Command::read(kind, call.body.get(kind).unwrap_or(&Value::Null))?;
    edit::apply(state, call, id, &command)?;
    state.edited(call, "update_markdown", id);
    let shown = show(state, call, id);
    if call.switch("allow_async")? {
        return Ok(async_tasks::accepted(state, call, shown));
    }
    Ok(shown.into())
}
