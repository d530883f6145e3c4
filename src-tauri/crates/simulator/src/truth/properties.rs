//! The values of the workspace's rows, as they are stored.

use serde_json::{Value, json};

use super::{TruthProperty, why_not};
use crate::store::Store;
use crate::store::model::{Parent, PropertyValue};
use crate::store::sharing::Scope;
use crate::store::text::own_words;

/// Every value of every row. What Notion works out itself (times, authors) is not stored and not listed.
pub(super) fn properties(store: &Store, scope: &Scope) -> Vec<TruthProperty> {
    let mut found = Vec::new();
    for page in store.pages.values() {
        let Parent::DataSource(source) = page.parent else {
            continue;
        };
        let Some(source) = store.sources.get(&source) else {
            continue;
        };
        let why_not = why_not(store, scope, page.id);
        for (id, value) in store.properties(page) {
            let Some(property) = source.properties.iter().find(|one| one.id == id) else {
                continue;
            };
            found.push(TruthProperty {
                object: page.id,
                name: property.name.clone(),
                kind: property.kind.clone(),
                value: plainly(&value),
                why_not,
            });
        }
    }
    found.sort_by(|first, second| (first.object, &first.name).cmp(&(second.object, &second.name)));
    found
}

fn plainly(value: &PropertyValue) -> Value {
    match value {
        PropertyValue::Text(text) => json!(own_words(text)),
        PropertyValue::Relation(ids) | PropertyValue::People(ids) => json!(ids),
        PropertyValue::Files(files) => {
            json!(files.iter().map(|(name, _)| name).collect::<Vec<_>>())
        }
        PropertyValue::Plain(value) => value.clone(),
    }
}
