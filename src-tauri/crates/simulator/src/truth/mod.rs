//! The ground truth: every unique word, property value, file and object of the workspace, where it lives, and whether the
//! main token may see it, else why not. It is read from the store, never from what was rendered.

mod files;
mod properties;
mod words;

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use crate::identifier::Id;
use crate::routes::search;
use crate::state::State;
use crate::store::log::LogEntry;
use crate::store::model::Parent;
use crate::store::sharing::{Hidden, Scope};
use crate::store::text::own_words;
use crate::store::{Kind, Store};

/// Everything there is to find.
#[derive(Debug, Clone, Serialize)]
pub struct Truth {
    /// One entry per text that has a word of its own.
    pub tokens: Vec<Token>,
    /// Texts that have no word of their own and so cannot be looked for.
    pub without_word: Vec<String>,
    /// Every value of a row.
    pub properties: Vec<TruthProperty>,
    /// Every file that something shows.
    pub files: Vec<TruthFile>,
    /// Pages, databases and data sources.
    pub objects: Vec<TruthObject>,
    /// People and bots.
    pub users: Vec<TruthUser>,
    /// Comments.
    pub comments: Vec<TruthComment>,
    /// Every edit since the workspace was made.
    pub log: Vec<LogEntry>,
}

/// A word that occurs in one text only.
#[derive(Debug, Clone, Serialize)]
pub struct Token {
    /// The word, letters and digits only.
    pub token: String,
    /// What kind of text it is in: `text`, `property`, `comment`, `title`, `file` or `description`.
    pub kind: &'static str,
    /// The page, database or data source.
    pub object: Id,
    /// The block, for texts and comments in blocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub block: Option<Id>,
    /// Whether the main token can read it.
    pub visible: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
}

/// A file something shows.
#[derive(Debug, Clone, Serialize)]
pub struct TruthFile {
    /// The name it is stored under.
    pub name: String,
    /// SHA-256 in hexadecimal; absent when storage has lost the file.
    pub sha256: Option<String>,
    /// Bytes; absent when storage has lost the file.
    pub size: Option<u64>,
    /// The page that shows it.
    pub object: Id,
    /// Whether the main token can read that page.
    pub visible: bool,
    /// Why the file cannot be had, although its page may be readable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
}

/// The value of one property of one row.
#[derive(Debug, Clone, Serialize)]
pub struct TruthProperty {
    /// The row.
    pub object: Id,
    /// The column's name.
    pub name: String,
    /// The column's type.
    pub kind: String,
    /// Words for texts, ids in order for relations and people, names for files, for every other type what Notion shows.
    pub value: Value,
    /// Why the main token cannot read it, if it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
}

/// A page, database or data source.
#[derive(Debug, Clone, Serialize)]
pub struct TruthObject {
    /// Its id.
    pub id: Id,
    /// `page`, `database` or `data_source`.
    pub kind: &'static str,
    /// Its title.
    pub title: String,
    /// The object it lives in; absent at the top.
    pub parent: Option<Id>,
    /// Whether the main token can read it.
    pub visible: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
    /// Whether search lists it at this moment.
    pub listed_by_search: bool,
    /// Whether it, or something above it, is in the trash.
    pub in_trash: bool,
}

/// A person or bot.
#[derive(Debug, Clone, Serialize)]
pub struct TruthUser {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Why the list of users leaves it out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
}

/// A comment.
#[derive(Debug, Clone, Serialize)]
pub struct TruthComment {
    /// Its id.
    pub id: Id,
    /// The page or block it is on.
    pub on: Option<Id>,
    /// Its words.
    pub text: String,
    /// Whether the main token can read what it is on.
    pub visible: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why_not: Option<&'static str>,
}

/// Reads the truth for the main token.
pub(crate) fn truth(state: &mut State, now: i64) -> Truth {
    let listed: BTreeSet<Id> = search::entries(state, 0, now)
        .iter()
        .filter(|entry| !entry.in_trash())
        .map(|entry| entry.id)
        .collect();
    let (store, scope) = (&state.store, &state.connections[0].scope);
    let mut objects: Vec<TruthObject> = Vec::new();
    let ids = store
        .pages
        .keys()
        .chain(store.databases.keys())
        .chain(store.sources.keys());
    for id in ids.copied() {
        let hidden = store.hidden(scope, id);
        objects.push(TruthObject {
            id,
            kind: match store.kind(id) {
                Some(Kind::Page) => "page",
                Some(Kind::Database) => "database",
                _ => "data_source",
            },
            title: title(store, id),
            parent: store.parent(id).and_then(Parent::id),
            visible: hidden.is_none(),
            why_not: hidden.map(Hidden::reason),
            listed_by_search: listed.contains(&id),
            in_trash: store.in_trash(id),
        });
    }
    objects.sort_by_key(|object| object.id);
    let comments = store.comments.iter().map(|comment| {
        let on = comment.on.id();
        let hidden = on.map_or(Some(Hidden::Missing.reason()), |on| {
            why_not(store, scope, on)
        });
        TruthComment {
            id: comment.id,
            on,
            text: own_words(&comment.text),
            visible: hidden.is_none(),
            why_not: hidden,
        }
    });
    let (tokens, without_word) = words::tokens(store, scope);
    Truth {
        tokens,
        without_word,
        properties: properties::properties(store, scope),
        files: files::files(store, scope),
        objects,
        users: store
            .users
            .iter()
            .map(|user| TruthUser {
                id: user.id,
                name: user.name.clone(),
                why_not: user.guest.then_some("guest"),
            })
            .collect(),
        comments: comments.collect(),
        log: store.log.clone(),
    }
}

fn title(store: &Store, id: Id) -> String {
    let text = store.pages.get(&id).map(|page| &page.title);
    let text = text.or_else(|| store.databases.get(&id).map(|database| &database.title));
    let text = text.or_else(|| store.sources.get(&id).map(|source| &source.title));
    text.map(|text| own_words(text)).unwrap_or_default()
}

/// Why an import does not bring what is in this place; nothing when it does.
fn why_not(store: &Store, scope: &Scope, place: Id) -> Option<&'static str> {
    let hidden = store.hidden(scope, place).map(Hidden::reason);
    hidden.or_else(|| store.in_trash(place).then_some("in the trash"))
}
