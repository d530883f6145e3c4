//! Databases, the containers of data sources (Notion API reference: Databases).

use super::{Answer, Call};
use crate::accept::{self, media, rich_text, schema};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::{DataSource, Database, Parent, Stamp};
use crate::store::tree::Place;

pub(super) const CREATE_KEYS: &[&str] = &[
    "parent",
    "title",
    "description",
    "is_inline",
    "initial_data_source",
    "icon",
    "cover",
    "properties",
];
pub(super) const UPDATE_KEYS: &[&str] = &[
    "parent",
    "title",
    "description",
    "is_inline",
    "icon",
    "cover",
    "in_trash",
    "archived",
    "is_locked",
];

pub(super) fn retrieve(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("database_id")?;
    state.require(call, Kind::Database, id)?;
    show(state, call, id)
}

fn show(state: &State, call: &Call, id: Id) -> Result<Answer, ApiError> {
    match state.store.databases.get(&id) {
        Some(database) => Ok(state.view(call).database(database).into()),
        None => Err(state.not_found(call, "database", id)),
    }
}

/// Creates the container and its first data source.
pub(super) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let parent = accept::id(
        &call.body.get("parent").cloned().unwrap_or_default()["page_id"],
        "body.parent.page_id",
    )?;
    state.require(call, Kind::Page, parent)?;
    state.refuse_trashed(parent)?;
    let text = |name: &str| {
        call.body.get(name).map_or_else(
            || Ok(Vec::new()),
            |value| rich_text::rich_text(value, &format!("body.{name}")),
        )
    };
    let (title, description) = (text("title")?, text("description")?);
    let first = call.body.get("initial_data_source");
    let columns = first
        .and_then(|first| first.get("properties"))
        .or_else(|| call.body.get("properties"));
    let properties = schema::columns(columns, "body.initial_data_source.properties")?;
    let icon = call
        .body
        .get("icon")
        .map(|icon| media::icon(&mut state.store, icon, "body.icon"))
        .transpose()?
        .flatten();
    let cover = call
        .body
        .get("cover")
        .map(|cover| media::cover(&mut state.store, cover, "body.cover"))
        .transpose()?
        .flatten();
    let (id, source) = (
        state.store.identifiers.next_random(),
        state.store.identifiers.next_random(),
    );
    let stamp = Stamp::new(call.now, state.connection(call).bot);
    let database = Database {
        id,
        parent: Parent::Page(parent),
        title: title.clone(),
        description,
        sources: vec![source],
        is_inline: call.switch("is_inline")?,
        is_locked: false,
        in_trash: false,
        stamp,
        icon,
        cover,
    };
    state.store.databases.insert(id, database);
    state
        .store
        .sources
        .insert(source, new_source(source, id, title, properties, stamp));
    state.store.attach(parent, &[id], Place::End);
    state.edited(call, "create_database", id);
    Ok(Answer::creating(
        show(state, call, id)?.body,
        id,
        Vec::new(),
    ))
}

/// A data source without rows.
pub(crate) fn new_source(
    id: Id,
    database: Id,
    title: crate::store::text::RichText,
    properties: Vec<crate::store::model::Property>,
    stamp: Stamp,
) -> DataSource {
    DataSource {
        id,
        database,
        title,
        description: Vec::new(),
        properties,
        rows: Vec::new(),
        templates: Vec::new(),
        stamp,
        icon: None,
        in_trash: false,
    }
}

pub(super) fn update(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("database_id")?;
    state.require(call, Kind::Database, id)?;
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
    let cover = call
        .body
        .get("cover")
        .map(|cover| media::cover(&mut state.store, cover, "body.cover"))
        .transpose()?;
    let (inline, locked) = (
        call.optional_switch("is_inline")?,
        call.optional_switch("is_locked")?,
    );
    let trash = call
        .optional_switch("in_trash")?
        .or(call.optional_switch("archived")?);
    if let Some(parent) = call
        .body
        .get("parent")
        .and_then(|parent| parent.get("page_id"))
    {
        let target = accept::id(parent, "body.parent.page_id")?;
        state.require(call, Kind::Page, target)?;
        state.store.detach(id);
        state.store.attach(target, &[id], Place::End);
        if let Some(database) = state.store.databases.get_mut(&id) {
            database.parent = Parent::Page(target);
        }
    }
    if let Some(database) = state.store.databases.get_mut(&id) {
        database.title = title.unwrap_or_else(|| database.title.clone());
        database.description = description.unwrap_or_else(|| database.description.clone());
        database.icon = icon.unwrap_or(database.icon.take());
        database.cover = cover.unwrap_or(database.cover.take());
        database.is_inline = inline.unwrap_or(database.is_inline);
        database.is_locked = locked.unwrap_or(database.is_locked);
        database.in_trash = trash.unwrap_or(database.in_trash);
    }
    state.edited(
        call,
        if trash == Some(true) {
            "trash"
        } else {
            "update_database"
        },
        id,
    );
    show(state, call, id)
}
