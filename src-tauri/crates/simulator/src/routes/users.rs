//! Users (Notion API reference: Users). Guests are not listed.

use super::{Answer, Call};
use crate::connection::Capability;
use crate::error::ApiError;
use crate::routes::paging;
use crate::state::State;
use crate::wire;

pub(super) fn me(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    Ok(state.view(call).me().into())
}

pub(super) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    if !state.connection(call).can(Capability::ReadUsers) {
        return Err(ApiError::restricted());
    }
    let users: Vec<_> = state
        .store
        .users
        .iter()
        .filter(|user| !user.guest)
        .cloned()
        .collect();
    let (users, next) = paging::page(state, call, &users, |_, user| user.id.to_string())?;
    let view = state.view(call);
    Ok(wire::list(
        "user",
        users.iter().map(|user| view.user(user)).collect(),
        next,
    )
    .into())
}

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("user_id")?;
    let view = state.view(call);
    match state.store.user(id) {
        Some(user) => Ok(view.user(user).into()),
        None => Err(state.not_found(call, "user", id)),
    }
}
