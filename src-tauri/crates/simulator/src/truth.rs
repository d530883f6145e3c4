//! The ground truth: every unique word, file and object of the workspace, where it lives, and whether the main token may
//! see it. It is read from the store, never from what was rendered.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use crate::content::digest;
use crate::identifier::Id;
use crate::routes::search;
use crate::state::State;
use crate::store::log::LogEntry;
use crate::store::model::{Block, Icon, Media, Parent, PropertyValue};
use crate::store::sharing::{Hidden, Scope};
use crate::store::text::{Run, RunKind, own_words};
use crate::store::{Kind, Store};

/// Everything there is to find.
#[derive(Debug, Clone, Serialize)]
pub struct Truth {
    /// One entry per text that has a word of its own.
    pub tokens: Vec<Token>,
    /// Texts that have no word of their own and so cannot be looked for.
    pub without_word: Vec<String>,
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
}

struct Source<'t> {
    kind: &'static str,
    object: Id,
    block: Option<Id>,
    words: Vec<Cow<'t, str>>,
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
    let comments = store.comments.iter().map(|comment| TruthComment {
        id: comment.id,
        on: comment.on.id(),
        text: own_words(&comment.text),
        visible: comment
            .on
            .id()
            .is_some_and(|on| store.is_visible(scope, on)),
    });
    let (tokens, without_word) = tokens(store, scope);
    Truth {
        tokens,
        without_word,
        files: files(store, scope),
        objects,
        users: store
            .users
            .iter()
            .map(|user| TruthUser {
                id: user.id,
                name: user.name.clone(),
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

/// One word per text that occurs in no other text of the workspace, and the texts that have none.
fn tokens(store: &Store, scope: &Scope) -> (Vec<Token>, Vec<String>) {
    let sources = sources(store);
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for source in &sources {
        let mut own: Vec<&str> = source.words.iter().flat_map(|run| words(run)).collect();
        own.sort_unstable();
        own.dedup();
        for word in own {
            *counts.entry(word).or_default() += 1;
        }
    }
    let (mut found, mut without_word) = (Vec::new(), Vec::new());
    for source in &sources {
        let own = source
            .words
            .iter()
            .flat_map(|run| words(run))
            .filter(|word| counts.get(word) == Some(&1));
        let Some(token) = own.max_by_key(|word| word.chars().count()) else {
            without_word.extend(Some(source.words.concat()).filter(|text| !text.trim().is_empty()));
            continue;
        };
        let place = source
            .block
            .filter(|block| store.parent(*block).is_some())
            .unwrap_or(source.object);
        let hidden = store.hidden(scope, place).map(Hidden::reason);
        let hidden = hidden.or_else(|| store.in_trash(place).then_some("in the trash"));
        found.push(Token {
            token: token.to_owned(),
            kind: source.kind,
            object: source.object,
            block: source.block,
            visible: hidden.is_none(),
            why_not: hidden,
        });
    }
    found.sort_by(|first, second| first.token.cmp(&second.token));
    without_word.sort_unstable();
    (found, without_word)
}

/// Runs of letters and digits that can be told apart: at least four characters.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| word.chars().count() >= 4)
}

fn sources(store: &Store) -> Vec<Source<'_>> {
    let mut sources = Vec::new();
    for page in store.pages.values() {
        sources.push(Source {
            kind: "title",
            object: page.id,
            block: None,
            words: runs(&page.title),
        });
        for value in store.properties(page).into_values() {
            let words = property_words(value);
            sources.push(Source {
                kind: "property",
                object: page.id,
                block: None,
                words,
            });
        }
        for block in store.generated_blocks(page) {
            sources.push(block_source(page.id, &block));
        }
    }
    for block in store.stored_blocks() {
        if let Some(page) = store.page_of(block.id) {
            sources.push(block_source(page, block));
        }
    }
    for database in store.databases.values() {
        sources.push(Source {
            kind: "title",
            object: database.id,
            block: None,
            words: runs(&database.title),
        });
        sources.push(Source {
            kind: "description",
            object: database.id,
            block: None,
            words: runs(&database.description),
        });
    }
    for source in store.sources.values() {
        sources.push(Source {
            kind: "description",
            object: source.id,
            block: None,
            words: runs(&source.description),
        });
    }
    for comment in &store.comments {
        let on = comment.on.id().unwrap_or(comment.id);
        let object = store.page_of(on).unwrap_or(on);
        sources.push(Source {
            kind: "comment",
            object,
            block: Some(on),
            words: runs(&comment.text),
        });
    }
    sources
}

/// Only words the store holds itself count; those of mentioned pages are counted where they are titles.
fn runs(text: &[Run]) -> Vec<Cow<'_, str>> {
    text.iter()
        .filter(|run| matches!(run.kind, RunKind::Text { .. } | RunKind::Equation(_)))
        .map(|run| run.own_words().into())
        .collect()
}

fn property_words(value: PropertyValue) -> Vec<Cow<'static, str>> {
    let owned = |text: &str| Cow::Owned(text.to_owned());
    match value {
        PropertyValue::Text(text) => text.iter().map(|run| owned(run.own_words())).collect(),
        PropertyValue::Files(files) => files.iter().map(|(name, _)| owned(name)).collect(),
        PropertyValue::Plain(value) => value.as_str().map(owned).into_iter().collect(),
        PropertyValue::Relation(_) | PropertyValue::People(_) => Vec::new(),
    }
}

fn block_source(page: Id, block: &Block) -> Source<'static> {
    let mut words: Vec<Cow<'static, str>> = Vec::new();
    let texts = block
        .text
        .iter()
        .chain(block.caption.iter())
        .chain(block.cells.iter());
    for text in texts {
        words.extend(
            text.iter()
                .map(|run| Cow::Owned(run.own_words().to_owned())),
        );
    }
    for name in ["expression", "url", "name"] {
        words.extend(block.field(name).map(|text| Cow::Owned(text.to_owned())));
    }
    Source {
        kind: if block.media.is_some() {
            "file"
        } else {
            "text"
        },
        object: page,
        block: Some(block.id),
        words,
    }
}

fn files(store: &Store, scope: &Scope) -> Vec<TruthFile> {
    let mut shown: Vec<(Id, Id)> = Vec::new();
    let hosted = |media: Option<&Media>| match media {
        Some(Media::Hosted(id)) => Some(*id),
        _ => None,
    };
    for page in store.pages.values() {
        shown.extend(hosted(page.cover.as_ref()).map(|file| (file, page.id)));
        if let Some(Icon::Media(media)) = &page.icon {
            shown.extend(hosted(Some(media)).map(|file| (file, page.id)));
        }
        for value in page.properties.values() {
            if let PropertyValue::Files(files) = value {
                shown.extend(
                    files
                        .iter()
                        .filter_map(|(_, media)| hosted(Some(media)))
                        .map(|file| (file, page.id)),
                );
            }
        }
    }
    for block in store
        .stored_blocks()
        .filter(|block| !store.in_trash(block.id))
    {
        let page = store.page_of(block.id);
        shown.extend(hosted(block.media.as_ref()).zip(page));
    }
    for comment in &store.comments {
        let page = comment.on.id().and_then(|on| store.page_of(on));
        shown.extend(
            comment
                .attachments
                .iter()
                .filter_map(|file| page.map(|page| (*file, page))),
        );
    }
    shown.sort_unstable();
    shown.dedup();
    let shown = shown
        .into_iter()
        .filter_map(|(file, page)| store.files.get(&file).map(|file| (file, page)));
    shown
        .map(|(file, page)| {
            let (sha256, size) =
                digest(file).map_or((None, None), |(hash, size)| (Some(hash), Some(size)));
            let visible = store.is_visible(scope, page) && !store.in_trash(page);
            TruthFile {
                name: file.name.clone(),
                sha256,
                size,
                object: page,
                visible,
            }
        })
        .collect()
}
