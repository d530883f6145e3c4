//! Edits as another user of the workspace makes them, each with a unique word in its text, each in the log.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

use crate::accept::properties::row;
use crate::accept::schema;
use crate::identifier::Id;
use crate::routes::{apply_properties, blank_page, place_page, shift_page};
use crate::state::State;
use crate::store::model::{Block, Comment, Parent, PropertyValue, Stamp};
use crate::store::sharing::Scope;
use crate::store::text::{RichText, plain};
use crate::store::tree::Place;
use crate::store::{Kind, Store};
use crate::workspaces::token;

/// One edit. Text gets a unique word appended, which comes back in [`Edited`].
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Renames a page or database.
    SetTitle {
        /// The page or database.
        id: Id,
        /// The new title.
        text: String,
    },
    /// Replaces the text of a block.
    SetText {
        /// The block.
        id: Id,
        /// The new text.
        text: String,
    },
    /// Adds a paragraph at the end of a page or block.
    AddText {
        /// The page or block.
        to: Id,
        /// The text of the paragraph.
        text: String,
    },
    /// Sets a property of a row.
    SetProperty {
        /// The row.
        id: Id,
        /// The column's name.
        name: String,
        /// The value as `PATCH /v1/pages` takes it.
        value: Value,
    },
    /// Adds a page with one paragraph.
    AddPage {
        /// The page it goes into; the top of the workspace when absent.
        to: Option<Id>,
        /// Its title.
        title: String,
        /// The text of its paragraph.
        text: String,
    },
    /// Adds a row with one paragraph.
    AddRow {
        /// The data source.
        to: Id,
        /// Its title.
        title: String,
        /// The text of its paragraph.
        text: String,
    },
    /// Puts something into the trash.
    Trash {
        /// The page, block, database or data source.
        id: Id,
    },
    /// Takes something out of the trash.
    Restore {
        /// The page, block, database or data source.
        id: Id,
    },
    /// Moves a page.
    Move {
        /// The page.
        id: Id,
        /// The page, block or data source it goes into.
        to: Id,
    },
    /// Changes the columns of a data source.
    SetSchema {
        /// The data source.
        id: Id,
        /// The columns as `PATCH /v1/data_sources` takes them: `null` removes, `name` renames, a configuration adds.
        properties: Value,
    },
    /// Comments on a page or block.
    AddComment {
        /// The page or block.
        on: Id,
        /// The text of the comment.
        text: String,
    },
    /// Stops sharing: removes a share, and keeps inherited sharing from reaching the page.
    Revoke {
        /// The object.
        id: Id,
    },
    /// Shares an object with the main connection.
    Grant {
        /// The object.
        id: Id,
    },
    /// Makes a token invalid.
    RevokeToken {
        /// The token; the main one when absent.
        token: Option<String>,
    },
}

/// What an edit did.
#[derive(Debug, Clone, Serialize)]
pub struct Edited {
    /// The object that was changed or made.
    pub id: Id,
    /// The unique word it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// An edit that cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// The object is not there, or is of another kind.
    #[error("there is no such object: {0}")]
    Missing(Id),
    /// The value does not fit the property.
    #[error("the value does not fit: {0}")]
    Value(String),
}

/// Makes an edit as the last person of the workspace.
pub(crate) fn edit(state: &mut State, edit: &Edit, now: i64) -> Result<Edited, EditError> {
    let author = author(state);
    let word = token(
        state.store.id.fold(),
        u64::try_from(state.store.log.len()).unwrap_or(0) ^ 0x6564_6974_0000,
    );
    let mut carried = Some(word.clone());
    let marked = |text: &str| plain(format!("{text} {word}"));
    let (action, id) = match edit {
        Edit::SetTitle { id, text } => {
            set_title(&mut state.store, *id, marked(text))?;
            ("set_title", *id)
        }
        Edit::SetText { id, text } => {
            let block = state.store.block_mut(*id).ok_or(EditError::Missing(*id))?;
            block.text = Some(marked(text));
            ("set_text", *id)
        }
        Edit::AddText { to, text } => (
            "add_text",
            add_paragraph(state, *to, marked(text), author, now)?,
        ),
        Edit::SetProperty { id, name, value } => {
            carried = set_property(state, *id, name, value, &word)?;
            ("set_property", *id)
        }
        Edit::AddPage { to, title, text } => {
            let parent = match to {
                None => Parent::Workspace,
                Some(to) if state.store.pages.contains_key(to) => Parent::Page(*to),
                Some(to) => return Err(EditError::Missing(*to)),
            };
            (
                "add_page",
                add_page(
                    state,
                    parent,
                    plain(title.as_str()),
                    marked(text),
                    author,
                    now,
                )?,
            )
        }
        Edit::AddRow { to, title, text } => {
            if !state.store.sources.contains_key(to) {
                return Err(EditError::Missing(*to));
            }
            (
                "add_row",
                add_page(
                    state,
                    Parent::DataSource(*to),
                    plain(title.as_str()),
                    marked(text),
                    author,
                    now,
                )?,
            )
        }
        Edit::Trash { id } | Edit::Restore { id } => {
            carried = None;
            let trash = matches!(edit, Edit::Trash { .. });
            if !state.store.set_trash(*id, trash) {
                return Err(EditError::Missing(*id));
            }
            (if trash { "trash" } else { "restore" }, *id)
        }
        Edit::Move { id, to } => {
            carried = None;
            relocate(state, *id, *to)?;
            ("move", *id)
        }
        Edit::SetSchema { id, properties } => {
            carried = None;
            let source = state.store.sources.get_mut(id);
            let columns = &mut source.ok_or(EditError::Missing(*id))?.properties;
            schema::change(columns, properties, "properties")
                .map_err(|error| EditError::Value(error.message))?;
            ("update_data_source", *id)
        }
        Edit::AddComment { on, text } => {
            let parent = if state.store.pages.contains_key(on) {
                Parent::Page(*on)
            } else {
                Parent::Block(*on)
            };
            state.store.kind(*on).ok_or(EditError::Missing(*on))?;
            let (id, discussion) = (
                state.store.identifiers.next(),
                state.store.identifiers.next(),
            );
            let stamp = Stamp::new(now, author);
            state.store.comments.push(Comment {
                id,
                on: parent,
                discussion,
                text: marked(text),
                stamp,
                attachments: Vec::new(),
            });
            state
                .store
                .record("add_comment", id, author, now, Some(word.clone()));
            state.webhooks.comment(&state.store, id, *on, author, now);
            return Ok(Edited {
                id,
                token: Some(word),
            });
        }
        Edit::Revoke { .. } | Edit::Grant { .. } | Edit::RevokeToken { .. } => {
            return share(state, edit, author, now);
        }
    };
    let bump = !state.quirks.silent_block_edits;
    if action != "move" || !state.quirks.silent_moves {
        state.store.touch(id, author, now, bump);
    }
    state.store.record(action, id, author, now, carried.clone());
    state.webhooks.notice(&state.store, action, id, author, now);
    Ok(Edited { id, token: carried })
}

fn author(state: &State) -> Id {
    let person = state
        .store
        .users
        .iter()
        .rev()
        .find(|user| user.email.is_some() && !user.guest);
    person.map_or(state.connections[0].bot, |user| user.id)
}

fn set_title(store: &mut Store, id: Id, title: RichText) -> Result<(), EditError> {
    if let Some(page) = store.pages.get_mut(&id) {
        page.title = title;
    } else if let Some(database) = store.databases.get_mut(&id) {
        for source in database.sources.clone() {
            if let Some(source) = store.sources.get_mut(&source) {
                source.title.clone_from(&title);
            }
        }
        database.title = title;
    } else {
        return Err(EditError::Missing(id));
    }
    Ok(())
}

fn add_paragraph(
    state: &mut State,
    to: Id,
    text: RichText,
    author: Id,
    now: i64,
) -> Result<Id, EditError> {
    let id = state.store.identifiers.next();
    let mut block = Block::new(
        id,
        state.store.as_parent(to),
        "paragraph",
        Stamp::new(now, author),
    );
    block.text = Some(text);
    block.fields.insert("color".to_owned(), json!("default"));
    if !state.store.attach(to, &[id], Place::End) {
        return Err(EditError::Missing(to));
    }
    state.store.insert_block(block);
    Ok(id)
}

fn set_property(
    state: &mut State,
    id: Id,
    name: &str,
    value: &Value,
    word: &str,
) -> Result<Option<String>, EditError> {
    let Some(Parent::DataSource(source)) = state.store.pages.get(&id).map(|page| page.parent)
    else {
        return Err(EditError::Missing(id));
    };
    let given = json!({ name: value });
    let mut changes = row(&mut state.store, source, &given, "properties")
        .map_err(|error| EditError::Value(error.message))?;
    let mut carried = None;
    for (_, value) in &mut changes.values {
        if let Some(PropertyValue::Text(text)) = value {
            text.push(crate::store::text::Run::words(format!(" {word}")));
            carried = Some(word.to_owned());
        }
    }
    apply_properties(state, id, changes);
    Ok(carried)
}

fn add_page(
    state: &mut State,
    parent: Parent,
    title: RichText,
    text: RichText,
    author: Id,
    now: i64,
) -> Result<Id, EditError> {
    let id = state.store.identifiers.next();
    let mut page = blank_page(id, parent, now, author);
    page.title = title;
    state.store.pages.insert(id, page);
    place_page(state, id, parent, Place::End);
    add_paragraph(state, id, text, author, now)?;
    Ok(id)
}

fn relocate(state: &mut State, id: Id, to: Id) -> Result<(), EditError> {
    if !state.store.pages.contains_key(&id) {
        return Err(EditError::Missing(id));
    }
    let parent = match state.store.kind(to) {
        Some(Kind::Page) => Parent::Page(to),
        Some(Kind::Block) => Parent::Block(to),
        Some(Kind::DataSource) => Parent::DataSource(to),
        Some(Kind::Database) | None => return Err(EditError::Missing(to)),
    };
    if state.store.line(to).any(|above| above == id) {
        return Err(EditError::Value(
            "a page cannot be moved into itself".to_owned(),
        ));
    }
    shift_page(state, id, parent);
    Ok(())
}

/// Changes of sharing move no edit time.
fn share(state: &mut State, edit: &Edit, author: Id, now: i64) -> Result<Edited, EditError> {
    let (action, id) = match edit {
        Edit::Grant { id } | Edit::Revoke { id } => {
            state.store.kind(*id).ok_or(EditError::Missing(*id))?;
            let grant = matches!(edit, Edit::Grant { .. });
            if let Scope::Shared(roots) = &mut state.connections[0].scope {
                if grant {
                    roots.insert(*id);
                } else {
                    roots.remove(id);
                }
            }
            if let Some(page) = state.store.pages.get_mut(id) {
                page.restricted = !grant;
            }
            (if grant { "grant" } else { "revoke" }, *id)
        }
        Edit::RevokeToken { token } => {
            let found = state.connections.iter_mut().find(|connection| {
                token
                    .as_ref()
                    .is_none_or(|token| connection.token == *token)
            });
            let Some(connection) = found else {
                return Err(EditError::Value("there is no such token".to_owned()));
            };
            connection.state = crate::connection::TokenState::Revoked;
            ("revoke_token", connection.bot)
        }
        _ => return Err(EditError::Value("not a change of sharing".to_owned())),
    };
    state.store.record(action, id, author, now, None);
    Ok(Edited { id, token: None })
}
