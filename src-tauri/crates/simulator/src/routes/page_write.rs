//! Creating, changing, moving and trashing pages.

use serde_json::Value;

use super::{Answer, Call, async_tasks, block_write, pages};
use crate::accept::blocks::{NewBlock, new_blocks};
use crate::accept::properties::{Changes, row, title_only};
use crate::accept::{self, closed, media, object};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::markdown::parse;
use crate::state::State;
use crate::store::Kind;
use crate::store::model::{Page, Parent, PropertyValue, Stamp};
use crate::store::tree::Place;
use crate::wire::Version;

pub(super) const CREATE_KEYS: &[&str] = &[
    "parent",
    "properties",
    "icon",
    "cover",
    "children",
    "content",
    "markdown",
    "template",
    "position",
    "allow_async",
];
pub(super) const UPDATE_KEYS: &[&str] = &[
    "properties",
    "icon",
    "cover",
    "in_trash",
    "archived",
    "is_archived",
    "is_locked",
    "erase_content",
    "template",
];

/// A page with nothing on it.
pub(crate) fn blank(id: Id, parent: Parent, at: i64, by: Id) -> Page {
    Page {
        id,
        parent,
        title: Vec::new(),
        properties: std::collections::BTreeMap::new(),
        children: Vec::new(),
        generated: None,
        stamp: Stamp::new(at, by),
        icon: None,
        cover: None,
        in_trash: false,
        is_archived: false,
        is_locked: false,
        restricted: false,
    }
}

pub(super) fn create(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let parent = parent(state, call)?;
    let given = call.body.get("properties");
    let mut changes = match (parent, given) {
        (_, None) => Changes::default(),
        (Parent::DataSource(source), Some(value)) => {
            row(&mut state.store, source, value, "body.properties")?
        }
        (_, Some(value)) => title_only(value, "body.properties")?,
    };
    let blocks = body(state, call, &mut changes)?;
    let (bot, now) = (state.connection(call).bot, call.now);
    let id = state.store.identifiers.next();
    let mut page = blank(id, parent, now, bot);
    if let Some(icon) = call.body.get("icon") {
        page.icon = media::icon(&mut state.store, icon, "body.icon")?;
    }
    if let Some(cover) = call.body.get("cover") {
        page.cover = media::cover(&mut state.store, cover, "body.cover")?;
    }
    page.children = block_write::insert(state, Parent::Page(id), blocks, bot, now);
    let children = page.children.clone();
    number_row(state, &mut page);
    state.store.pages.insert(id, page);
    place(state, id, parent, page_place(call)?);
    apply(state, id, changes);
    state.edited(call, "create_page", id);
    if call.switch("allow_async")? {
        let result = pages::show(state, call, id)?.body;
        return Ok(async_tasks::accepted(state, call, result));
    }
    let shown = pages::show(state, call, id)?;
    Ok(Answer::creating(shown.body, id, children))
}

/// Fills a unique id column with the next number.
fn number_row(state: &State, page: &mut Page) {
    let Parent::DataSource(source) = page.parent else {
        return;
    };
    let Some(source) = state.store.sources.get(&source) else {
        return;
    };
    if let Some(column) = source
        .properties
        .iter()
        .find(|column| column.kind == "unique_id")
    {
        let value =
            serde_json::json!({"prefix": column.config["prefix"], "number": source.rows.len() + 1});
        page.properties
            .insert(column.id.clone(), PropertyValue::Plain(value));
    }
}

fn parent(state: &State, call: &Call) -> Result<Parent, ApiError> {
    let Some(given) = call.body.get("parent").filter(|parent| !parent.is_null()) else {
        return private_root(state, call);
    };
    closed(
        object(given, "body.parent")?,
        "body.parent",
        &[
            "type",
            "page_id",
            "database_id",
            "data_source_id",
            "workspace",
        ],
    )?;
    let parent = if given.get("page_id").is_some() {
        Parent::Page(accept::id(&given["page_id"], "body.parent.page_id")?)
    } else if given.get("data_source_id").is_some() {
        Parent::DataSource(accept::id(
            &given["data_source_id"],
            "body.parent.data_source_id",
        )?)
    } else if given.get("database_id").is_some() {
        only_source(
            state,
            call,
            accept::id(&given["database_id"], "body.parent.database_id")?,
        )?
    } else if given["workspace"] == true {
        return private_root(state, call);
    } else {
        return Err(ApiError::body(
            "body.parent should have a `page_id` or a `data_source_id`.",
        ));
    };
    match parent {
        Parent::DataSource(id) => state.require(call, Kind::DataSource, id)?,
        Parent::Page(id) => state.require(call, Kind::Page, id)?,
        _ => {}
    }
    state.refuse_trashed(parent.id().unwrap_or(state.store.id))?;
    Ok(parent)
}

/// A database id stands for its data source while there is only one.
fn only_source(state: &State, call: &Call, database: Id) -> Result<Parent, ApiError> {
    state.require(call, Kind::Database, database)?;
    match state
        .store
        .databases
        .get(&database)
        .map(|database| database.sources.as_slice())
    {
        Some([source]) => Ok(Parent::DataSource(*source)),
        _ => Err(ApiError::validation(
            "Databases with multiple data sources are not supported in this call.",
        )),
    }
}

fn private_root(state: &State, call: &Call) -> Result<Parent, ApiError> {
    if state.connection(call).owner.is_some() {
        return Ok(Parent::Workspace);
    }
    Err(ApiError::body(
        "body.parent should be defined: only connections of a user can create pages at the top.",
    ))
}

/// The first content of a new page: `children`, `markdown` or nothing.
fn body(state: &mut State, call: &Call, changes: &mut Changes) -> Result<Vec<NewBlock>, ApiError> {
    if let Some(markdown) = call.body.get("markdown") {
        if call.body.contains_key("children") {
            return Err(ApiError::body(
                "body.children should be not present when `markdown` is.",
            ));
        }
        let text = markdown
            .as_str()
            .ok_or_else(|| ApiError::body("body.markdown should be a string."))?;
        let mut blocks = parse::parse(&state.store, text);
        if changes.title.is_none()
            && blocks
                .first()
                .is_some_and(|block| block.kind == "heading_1")
        {
            changes.title = blocks.remove(0).text;
        }
        return Ok(blocks);
    }
    match call
        .body
        .get("children")
        .or_else(|| call.body.get("content"))
    {
        Some(children) => new_blocks(&mut state.store, children, "body.children"),
        None => Ok(Vec::new()),
    }
}

fn page_place(call: &Call) -> Result<Place, ApiError> {
    let Some(position) = call.body.get("position") else {
        return Ok(Place::End);
    };
    match position["type"].as_str() {
        Some("page_start") => Ok(Place::Start),
        Some("page_end") => Ok(Place::End),
        Some("after_block") => Ok(Place::After(accept::id(
            &position["after_block"]["id"],
            "body.position.after_block.id",
        )?)),
        _ => Err(ApiError::body(
            "body.position.type should be `\"after_block\"`, `\"page_start\"` or `\"page_end\"`.",
        )),
    }
}

/// Puts a page into its parent's list.
pub(crate) fn place(state: &mut State, id: Id, parent: Parent, place: Place) {
    match parent {
        Parent::Workspace => {
            state.store.roots.push(id);
            if let Some(connection) = state
                .connections
                .iter_mut()
                .find(|connection| connection.owner.is_some())
                && let crate::store::sharing::Scope::Shared(roots) = &mut connection.scope
            {
                roots.insert(id);
            }
        }
        Parent::DataSource(source) => {
            if let Some(source) = state.store.sources.get_mut(&source) {
                source.rows.push(id);
            }
        }
        Parent::Page(above) | Parent::Block(above) | Parent::Database(above) => {
            if !state.store.attach(above, &[id], place) {
                state.store.attach(above, &[id], Place::End);
            }
        }
    }
}

/// Writes new property values; new options become part of the schema.
pub(crate) fn apply(state: &mut State, id: Id, changes: Changes) {
    state.store.store_body(id);
    let Some(page) = state.store.pages.get_mut(&id) else {
        return;
    };
    if let Some(title) = changes.title {
        page.title = title;
    }
    for (property, value) in changes.values {
        match value {
            Some(value) => page.properties.insert(property, value),
            None => page.properties.remove(&property),
        };
    }
    let Parent::DataSource(source) = page.parent else {
        return;
    };
    let Some(source) = state.store.sources.get_mut(&source) else {
        return;
    };
    for (property, option) in changes.options {
        if let Some(column) = source
            .properties
            .iter_mut()
            .find(|column| column.id == property)
            && let Some(options) = column.config["options"].as_array_mut()
        {
            options.push(option);
        }
    }
}

pub(super) fn update(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("page_id")?;
    state.require(call, Kind::Page, id)?;
    let archived = call.optional_switch("archived")?;
    if archived.is_some() && call.version == Version::March2026 {
        return Err(ApiError::body(
            "body.archived should be not present. Use `in_trash` instead.",
        ));
    }
    let trash = call.optional_switch("in_trash")?.or(archived);
    if trash != Some(false) {
        state.refuse_trashed(id)?;
    }
    let parent = state.store.parent(id);
    let changes = match (call.body.get("properties"), parent) {
        (None, _) => Changes::default(),
        (Some(value), Some(Parent::DataSource(source))) => {
            row(&mut state.store, source, value, "body.properties")?
        }
        (Some(value), _) => title_only(value, "body.properties")?,
    };
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
    let (locked, set_aside) = (
        call.optional_switch("is_locked")?,
        call.optional_switch("is_archived")?,
    );
    apply(state, id, changes);
    if call.switch("erase_content")? {
        for child in state.store.live_children(id) {
            state.store.set_trash(child, true);
        }
    }
    if let Some(page) = state.store.pages.get_mut(&id) {
        page.icon = icon.unwrap_or(page.icon.take());
        page.cover = cover.unwrap_or(page.cover.take());
        page.is_locked = locked.unwrap_or(page.is_locked);
        page.is_archived = set_aside.unwrap_or(page.is_archived);
        page.in_trash = trash.unwrap_or(page.in_trash);
    }
    let action = match trash {
        Some(true) => "trash",
        Some(false) => "restore",
        None if call.body.contains_key("properties") => "update_properties",
        None => "update_page",
    };
    state.edited(call, action, id);
    pages::show(state, call, id)
}

/// Regular pages only, and never to the top of the workspace (Notion API reference: Move a page).
pub(super) fn relocate(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("page_id")?;
    state.require(call, Kind::Page, id)?;
    state.refuse_trashed(id)?;
    let given = call.body.get("parent").unwrap_or(&Value::Null);
    let parent = if let Some(page) = given.get("page_id") {
        let target = accept::id(page, "body.parent.page_id")?;
        state.require(call, Kind::Page, target)?;
        Parent::Page(target)
    } else if let Some(source) = given.get("data_source_id") {
        let target = accept::id(source, "body.parent.data_source_id")?;
        state.require(call, Kind::DataSource, target)?;
        Parent::DataSource(target)
    } else {
        return Err(ApiError::body(
            "body.parent should have a `page_id` or a `data_source_id`.",
        ));
    };
    if parent
        .id()
        .is_some_and(|target| state.store.line(target).any(|above| above == id))
    {
        return Err(ApiError::validation("A page cannot be moved into itself."));
    }
    shift(state, id, parent);
    state.edited(call, "move", id);
    pages::show(state, call, id)
}

/// Gives a page a new parent.
pub(crate) fn shift(state: &mut State, id: Id, parent: Parent) {
    state.store.detach(id);
    if let Some(page) = state.store.pages.get_mut(&id) {
        page.parent = parent;
    }
    place(state, id, parent, Place::End);
}
