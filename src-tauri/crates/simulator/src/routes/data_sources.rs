//! Data sources: schemas and templates (Notion API reference: Data sources). Queries are in their own module.

use serde_json::{Value, json};

use super::databases::new_source;
use super::{Answer, Call, paging};
use crate::accept::{self, media, rich_text, schema};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::Stamp;

pub(super) const UPDATE_KEYS: &[&str] = &[
    "title",
    "description",
    "icon",
    "in_trash",
    "archived",
    "parent",
    "properties",
];

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("data_source_id")?;
    state.require(call, Kind::DataSource, id)?;
    show(state, call, id)
}

fn show(state: &State, call: &Call, id: Id) -> Result<Answer, ApiError> {
    match state.store.sources.get(&id) {
        Some(source) => Ok(state.view(call).data_source(source).into()),
        None => Err(state.not_found(call, "data source", id)),
    }
}

/// A further data source of an existing database.
pub(super) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let database = call.body.get("parent").cloned().unwrap_or_default();
    let database = accept::id(&database["database_id"], "body.parent.database_id")?;
    state.require(call, Kind::Database, database)?;
    let title = call.body.get("title").map_or_else(
        || Ok(Vec::new()),
        |value| rich_text::rich_text(value, "body.title"),
    )?;
    let columns = schema::columns(call.body.get("properties"), "body.properties")?;
    let icon = call
        .body
        .get("icon")
        .map(|icon| media::icon(&mut state.store, icon, "body.icon"))
        .transpose()?
        .flatten();
    let id = state.store.identifiers.next();
    let mut source = new_source(
        id,
        database,
        title,
        columns,
        Stamp::new(call.now, state.connection(call).bot),
    );
    source.icon = icon;
    state.store.sources.insert(id, source);
    if let Some(database) = state.store.databases.get_mut(&database) {
        database.sources.push(id);
    }
    state.edited(call, "create_data_source", id);
    Ok(Answer::creating(
        show(state, call, id)?.body,
        id,
        Vec::new(),
    ))
}

pub(super) fn update(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("data_source_id")?;
    state.require(call, Kind::DataSource, id)?;
    let text = |name: &str| {
        call.body
            .get(name)
            .map(|value| rich_text::rich_text(value, &format!("body.{name}")))
            .transpose()
    };
    let (title, description) = (text("title")?, text("description")?);
    let icon = call
        .body
        .get("icon")
        .map(|icon| media::icon(&mut state.store, icon, "body.icon"))
        .transpose()?;
    let trash = call
        .optional_switch("in_trash")?
        .or(call.optional_switch("archived")?);
    let mut columns = state
        .store
        .sources
        .get(&id)
        .map(|source| source.properties.clone())
        .unwrap_or_default();
    if let Some(changes) = call.body.get("properties") {
        schema::change(&mut columns, changes, "body.properties")?;
    }
    if let Some(source) = state.store.sources.get_mut(&id) {
        source.title = title.unwrap_or_else(|| source.title.clone());
        source.description = description.unwrap_or_else(|| source.description.clone());
        source.icon = icon.unwrap_or(source.icon.take());
        source.in_trash = trash.unwrap_or(source.in_trash);
        source.properties = columns;
    }
    state.edited(
        call,
        if trash == Some(true) {
            "trash"
        } else {
            "update_data_source"
        },
        id,
    );
    show(state, call, id)
}

/// Recorded answers of this endpoint carry no `request_id`; the gate leaves it out.
pub(super) fn templates(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("data_source_id")?;
    state.require(call, Kind::DataSource, id)?;
    let templates = state
        .store
        .sources
        .get(&id)
        .map(|source| source.templates.clone())
        .unwrap_or_default();
    let (shown, next) = paging::page(state, call, &templates, |_, (id, _)| id.to_string())?;
    let first = templates.first().map(|(id, _)| *id);
    let shown: Vec<Value> = shown
        .iter()
        .map(|(id, name)| json!({"id": id, "name": name, "is_default": Some(*id) == first}))
        .collect();
    Ok(json!({"templates": shown, "has_more": next.is_some(), "next_cursor": next}).into())
}
