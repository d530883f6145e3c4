//! The words of the workspace: for each text one that occurs nowhere else.

use std::borrow::Cow;
use std::collections::HashMap;

use super::{Token, why_not};
use crate::identifier::Id;
use crate::store::Store;
use crate::store::model::{Block, PropertyValue};
use crate::store::sharing::Scope;
use crate::store::text::{Run, RunKind};

struct Source<'t> {
    kind: &'static str,
    object: Id,
    block: Option<Id>,
    words: Vec<Cow<'t, str>>,
}

/// One word per text that occurs in no other text of the workspace, and the texts that have none.
pub(super) fn tokens(store: &Store, scope: &Scope) -> (Vec<Token>, Vec<String>) {
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
        let hidden = why_not(store, scope, place);
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
