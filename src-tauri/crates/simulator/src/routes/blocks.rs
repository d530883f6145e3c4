//! Reading blocks (Notion API reference: Blocks). A page id works too and gives its `child_page` block.

use super::{Answer, Call, paging};
use crate::error::ApiError;
use crate::state::State;
use crate::wire;

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("block_id")?;
    state.require_block(call, id)?;
    state
        .view(call)
        .any_block(id)
        .map(Answer::from)
        .ok_or_else(|| state.not_found(call, "block", id))
}

/// The first level only. A synced copy shows its original's children, which must be shared as well.
pub(super) fn children(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("block_id")?;
    state.require_block(call, id)?;
    if let Some(original) = state.store.block(id).and_then(|block| block.copy_of)
        && !state.view(call).sees(original)
    {
        return Err(state.not_found(call, "block", original));
    }
    let children = state.store.live_children(id);
    let (ids, next) = paging::page(state, call, &children, |_, child| child.to_string())?;
    let view = state.view(call);
    let results = ids
        .iter()
        .filter_map(|child| view.any_block(*child))
        .collect();
    Ok(wire::list("block", results, next).into())
}
