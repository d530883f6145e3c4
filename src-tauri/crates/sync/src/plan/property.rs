//! What follows from reading a property to its end.
//!
//! Pure. Leaves out the paging. The rule it protects: a page object shows at most 25 references of a property
//! (Notion API, "Retrieve a page property item"); what is stored is the whole value.

use keepsake_memory::Change;
use keepsake_text::{NotionId, property};
use serde_json::Value;

use super::{Context, file};
use crate::read::Read;

/// The changes that store a property's complete value.
///
/// `shown` is the value as the page object carried it; `items` are all items of the property, in order.
#[must_use]
pub fn changes(
    context: &Context,
    page: NotionId,
    property_id: &str,
    name: &str,
    shown: &Value,
    items: &[Value],
) -> Vec<Change> {
    let value = property::merge_items(shown, items);
    let mut changes: Vec<Change> = property::files(&value)
        .iter()
        .flat_map(|link| file::changes(context, page, &format!("property:{property_id}"), link))
        .collect();
    changes.push(Change::PutProperty {
        object: page,
        property_id: property_id.to_owned(),
        name: name.to_owned(),
        value,
    });
    changes
}

/// The reads of values that are still cut in what is stored of a page: an earlier one was refused, perhaps in passing.
#[must_use]
pub fn still_cut(page: NotionId, stored: &Value) -> Vec<Change> {
    let properties = stored.get("properties").and_then(Value::as_object);
    let cut = properties
        .into_iter()
        .flatten()
        .filter(|(_, value)| property::needs_more(value));
    cut.map(|(name, value)| {
        let id = value.get("id").and_then(Value::as_str).unwrap_or(name);
        let read = Read::Property {
            page,
            property: id.to_owned(),
            name: name.clone(),
        };
        Change::AddFetch(read.owed(None, 0))
    })
    .collect()
}
