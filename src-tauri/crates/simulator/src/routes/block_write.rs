//! Appending, changing and trashing blocks.

use serde_json::Value;

use super::{Answer, Call};
use crate::accept::blocks::{NewBlock, new_blocks, payload_of};
use crate::accept::{self, closed, object};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::{Block, Parent, Stamp};
use crate::store::tree::Place;
use crate::wire::{self, Version};

pub(super) const UPDATE_KEYS: &[&str] = &[
    "type",
    "in_trash",
    "archived",
    "object",
    "paragraph",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "bulleted_list_item",
    "numbered_list_item",
    "to_do",
    "toggle",
    "quote",
    "callout",
    "code",
    "equation",
    "divider",
    "breadcrumb",
    "table_of_contents",
    "table",
    "table_row",
    "column",
    "column_list",
    "tab",
    "synced_block",
    "link_to_page",
    "bookmark",
    "embed",
    "image",
    "video",
    "audio",
    "pdf",
    "file",
    "template",
];

/// Gives new blocks their ids and keeps them; the caller puts the first level into a list of children.
pub(crate) fn insert(
    state: &mut State,
    parent: Parent,
    blocks: Vec<NewBlock>,
    by: Id,
    at: i64,
) -> Vec<Id> {
    let mut ids = Vec::with_capacity(blocks.len());
    for new in blocks {
        if let Some(existing) = new.existing {
            ids.push(existing);
            continue;
        }
        let id = state.store.identifiers.next();
        let children = insert(state, Parent::Block(id), new.children, by, at);
        let mut block = Block::new(id, parent, new.kind, Stamp::new(at, by));
        block.text = new.text;
        block.caption = new.caption;
        block.cells = new.cells;
        block.media = new.media;
        block.icon = new.icon;
        block.copy_of = new.copy_of;
        block.fields = new.fields;
        block.children = children;
        state.store.insert_block(block);
        ids.push(id);
    }
    ids
}

pub(super) fn append(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("block_id")?;
    if state.require_block(call, id)? == Kind::Database {
        return Err(ApiError::validation(
            "Databases cannot have blocks as children.",
        ));
    }
    state.refuse_trashed(id)?;
    let place = place(call)?;
    let given = call
        .body
        .get("children")
        .ok_or_else(|| ApiError::body("body.children should be defined."))?;
    let blocks = new_blocks(&mut state.store, given, "body.children")?;
    check_parent(state, id, &blocks)?;
    let bot = state.connection(call).bot;
    let ids = insert(state, state.store.as_parent(id), blocks, bot, call.now);
    if !state.store.attach(id, &ids, place) {
        return Err(ApiError::validation(
            "The block to append after is not a child of this block.",
        ));
    }
    state.edited(call, "append_blocks", id);
    let view = state.view(call);
    let results = ids
        .iter()
        .filter_map(|child| view.any_block(*child))
        .collect();
    Ok(Answer::creating(
        wire::list("block", results, None),
        id,
        ids,
    ))
}

fn place(call: &Call) -> Result<Place, ApiError> {
    if let Some(after) = call.body.get("after") {
        if call.version == Version::March2026 {
            return Err(ApiError::body(
                "body.after should be not present. Use `position` instead.",
            ));
        }
        return Ok(Place::After(accept::id(after, "body.after")?));
    }
    let Some(position) = call.body.get("position") else {
        return Ok(Place::End);
    };
    match position["type"].as_str() {
        Some("start") => Ok(Place::Start),
        Some("end") => Ok(Place::End),
        Some("after_block") => Ok(Place::After(accept::id(
            &position["after_block"]["id"],
            "body.position.after_block.id",
        )?)),
        _ => Err(ApiError::body(
            "body.position.type should be `\"after_block\"`, `\"start\"` or `\"end\"`.",
        )),
    }
}

fn check_parent(state: &State, id: Id, blocks: &[NewBlock]) -> Result<(), ApiError> {
    let Some(parent) = state.store.block(id) else {
        return Ok(());
    };
    let problem = match &*parent.kind {
        "table" => !blocks.iter().all(|row| row.kind == "table_row"),
        "column_list" => !blocks.iter().all(|column| column.kind == "column"),
        "code" | "equation" | "divider" | "breadcrumb" | "table_of_contents" | "table_row"
        | "bookmark" | "embed" | "image" | "video" | "audio" | "pdf" | "file" | "link_to_page"
        | "link_preview" | "unsupported" => true,
        kind if kind.starts_with("heading") => !parent.flag("is_toggleable"),
        _ => blocks
            .iter()
            .any(|block| block.kind == "table_row" || block.kind == "column"),
    };
    if problem {
        Err(ApiError::validation(
            "Block does not support these children.",
        ))
    } else {
        Ok(())
    }
}

pub(super) fn update(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("block_id")?;
    let kind = state.require_block(call, id)?;
    let trash = match call.optional_switch("in_trash")? {
        Some(in_trash) => Some(in_trash),
        None => match call.optional_switch("archived")? {
            Some(_) if call.version == Version::March2026 => {
                return Err(ApiError::body(
                    "body.archived should be not present. Use `in_trash` instead.",
                ));
            }
            archived => archived,
        },
    };
    if let Some(in_trash) = trash {
        state.store.set_trash(id, in_trash);
    } else {
        state.refuse_trashed(id)?;
    }
    if let Some(block) = state
        .store
        .block(id)
        .filter(|_| kind == Kind::Block)
        .map(|block| block.kind.to_string())
    {
        let other = call.body.keys().find(|key| {
            !matches!(key.as_str(), "type" | "in_trash" | "archived" | "object") && **key != block
        });
        if let Some(other) = other {
            return Err(ApiError::body(format!(
                "body.{other} should be not present: the type of a block cannot be changed."
            )));
        }
        if let Some(payload) = call.body.get(&block) {
            change(state, id, &block, payload)?;
        }
    }
    state.edited(call, "update_block", id);
    state
        .view(call)
        .any_block(id)
        .map(Answer::from)
        .ok_or_else(|| state.not_found(call, "block", id))
}

/// Replaces the payload fields that were given.
fn change(state: &mut State, id: Id, kind: &str, payload: &Value) -> Result<(), ApiError> {
    let path = format!("body.{kind}");
    let payload = object(payload, &path)?;
    if payload.contains_key("children") {
        closed(payload, &path, &[])?;
    }
    let Some(existing) = state.store.block(id).map(|block| block.fields.clone()) else {
        return Ok(());
    };
    let mut whole = payload.clone();
    for (name, value) in existing {
        whole.entry(name).or_insert(value);
    }
    let has_media = ["external", "file", "file_upload"]
        .iter()
        .any(|name| payload.contains_key(*name));
    let is_media = matches!(kind, "image" | "video" | "audio" | "pdf" | "file");
    if is_media && !has_media {
        whole.insert(
            "external".to_owned(),
            serde_json::json!({"url": "https://unchanged.invalid"}),
        );
    }
    let new = payload_of(&mut state.store, kind, &whole, &path)?;
    let Some(block) = state.store.block_mut(id) else {
        return Ok(());
    };
    if payload.contains_key("rich_text") {
        block.text = new.text;
    }
    if payload.contains_key("caption") {
        block.caption = new.caption;
    }
    if payload.contains_key("cells") {
        block.cells = new.cells;
    }
    if has_media {
        block.media = new.media;
    }
    if payload.contains_key("icon") {
        block.icon = new.icon;
    }
    block.fields = new.fields;
    Ok(())
}

/// Into the trash, with everything inside; nothing is ever deleted for good.
pub(super) fn delete(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("block_id")?;
    state.require_block(call, id)?;
    state.store.set_trash(id, true);
    state.edited(call, "trash", id);
    state
        .view(call)
        .any_block(id)
        .map(Answer::from)
        .ok_or_else(|| state.not_found(call, "block", id))
}

impl State {
    /// Writes into the trash are refused until the object is restored.
    pub(crate) fn refuse_trashed(&self, id: Id) -> Result<(), ApiError> {
        if self.store.in_trash(id) {
            return Err(ApiError::validation(
                "Can't edit block that is in the trash. You must restore the block before editing.",
            ));
        }
        Ok(())
    }
}
