//! Comments of open discussions (Notion API reference: Comments).

use serde_json::Value;

use super::{Answer, Call, paging};
use crate::accept::{self, media, rich_text};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::markdown::parse_inline;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::{Comment, Parent, Stamp};
use crate::store::text::RichText;
use crate::wire;

/// Comments of exactly one page or block, oldest first.
pub(super) fn list(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let given = call.query("block_id").ok_or_else(|| {
        ApiError::validation("query failed validation: query.block_id should be defined.")
    })?;
    let id = Id::parse(given).ok_or_else(|| {
        ApiError::validation("query failed validation: query.block_id should be a valid uuid.")
    })?;
    state.require_block(call, id)?;
    let comments: Vec<Comment> = state
        .store
        .comments
        .iter()
        .filter(|comment| comment.on.id() == Some(id))
        .cloned()
        .collect();
    let (comments, next) =
        paging::page(state, call, &comments, |_, comment| comment.id.to_string())?;
    let view = state.view(call);
    Ok(wire::list(
        "comment",
        comments
            .iter()
            .map(|comment| view.comment(comment))
            .collect(),
        next,
    )
    .into())
}

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("comment_id")?;
    let found = state.store.comments.iter().find(|comment| comment.id == id);
    let visible =
        found.filter(|comment| comment.on.id().is_some_and(|on| state.view(call).sees(on)));
    visible
        .map(|comment| state.view(call).comment(comment).into())
        .ok_or_else(|| state.not_found(call, "comment", id))
}

pub(super) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let text = text(state, call)?;
    let (on, discussion) = if let Some(discussion) = call.body.get("discussion_id") {
        let discussion = accept::id(discussion, "body.discussion_id")?;
        let known = state
            .store
            .comments
            .iter()
            .find(|comment| comment.discussion == discussion)
            .map(|comment| comment.on);
        (
            known.ok_or_else(|| state.not_found(call, "discussion", discussion))?,
            discussion,
        )
    } else {
        let parent = call.body.get("parent").cloned().unwrap_or_default();
        let id = if parent["block_id"].is_null() {
            accept::id(&parent["page_id"], "body.parent.page_id")?
        } else {
            accept::id(&parent["block_id"], "body.parent.block_id")?
        };
        let on = if state.require_block(call, id)? == Kind::Page {
            Parent::Page(id)
        } else {
            Parent::Block(id)
        };
        (on, state.store.identifiers.next())
    };
    let mut attachments = Vec::new();
    for attachment in call
        .body
        .get("attachments")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
    {
        let upload = accept::id(&attachment["file_upload_id"], "body.attachments")?;
        attachments.push(media::attach(&mut state.store, upload, "body.attachments")?);
    }
    if attachments.len() > 3 {
        return Err(ApiError::body("body.attachments.length should be ≤ `3`."));
    }
    let id = state.store.identifiers.next();
    let bot = state.connection(call).bot;
    state.store.comments.push(Comment {
        id,
        on,
        discussion,
        text,
        stamp: Stamp::new(call.now, bot),
        attachments,
    });
    state.commented("create_comment", id, on, bot, call.now);
    retrieve_by(state, call, id)
}

pub(super) fn update(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = own(state, call)?;
    let text = text(state, call)?;
    if let Some(comment) = state
        .store
        .comments
        .iter_mut()
        .find(|comment| comment.id == id)
    {
        comment.text = text;
        comment.stamp.edited = call.now;
    }
    state.store.record(
        "update_comment",
        id,
        state.connection(call).bot,
        call.now,
        None,
    );
    retrieve_by(state, call, id)
}

pub(super) fn delete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = own(state, call)?;
    let shown = retrieve_by(state, call, id)?;
    state.store.comments.retain(|comment| comment.id != id);
    state.store.record(
        "delete_comment",
        id,
        state.connection(call).bot,
        call.now,
        None,
    );
    Ok(shown)
}

fn retrieve_by(state: &State, call: &Call, id: Id) -> Result<Answer, ApiError> {
    let found = state.store.comments.iter().find(|comment| comment.id == id);
    found
        .map(|comment| state.view(call).comment(comment).into())
        .ok_or_else(|| state.not_found(call, "comment", id))
}

/// Only a connection's own comments can be changed.
fn own(state: &State, call: &Call) -> Result<Id, ApiError> {
    let id = call.id("comment_id")?;
    let bot = state.connection(call).bot;
    match state.store.comments.iter().find(|comment| comment.id == id) {
        Some(comment) if comment.stamp.creator == bot => Ok(id),
        Some(_) => Err(ApiError::restricted()),
        None => Err(state.not_found(call, "comment", id)),
    }
}

fn text(state: &State, call: &Call) -> Result<RichText, ApiError> {
    if let Some(markdown) = call.body.get("markdown") {
        let markdown = markdown
            .as_str()
            .ok_or_else(|| ApiError::body("body.markdown should be a string."))?;
        return Ok(parse_inline::parse(&state.store, markdown));
    }
    let given = call
        .body
        .get("rich_text")
        .ok_or_else(|| ApiError::body("body.rich_text should be defined."))?;
    rich_text::rich_text(given, "body.rich_text")
}

impl State {
    /// Comments do not move the edit time of what they are on.
    pub(crate) fn commented(&mut self, action: &str, id: Id, on: Parent, by: Id, at: i64) {
        self.store.record(action, id, by, at, None);
        if let Some(on) = on.id() {
            self.webhooks.comment(&self.store, id, on, by, at);
        }
    }
}
