//! What follows from reading a property to its end.
//!
//! Pure. Leaves out the paging. The rule it protects: a page object shows at most 25 references of a property
//! (Notion API, "Retrieve a page property item"); what is stored is the whole value.

use keepsake_memory::Change;
use keepsake_text::{NotionId, property};
use serde_json::{Map, Value};

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

/// What follows when a property could not be read to its end: a value that was complete before is not known to be so now,
/// and must not be shown as if it were.
#[must_use]
pub fn unread(read: &Read) -> Option<Change> {
    let Read::Property { page, property, .. } = read else {
        return None;
    };
    Some(Change::ForgetProperty {
        object: *page,
        property_id: property.clone(),
    })
}

/// The reads of values that a page shows cut. What comes after their beginning can change without a trace in it.
pub fn cut(page: NotionId, properties: &Map<String, Value>) -> impl Iterator<Item = Change> {
    let cut = properties
        .iter()
        .filter(|(_, value)| property::needs_more(value));
    cut.map(move |(name, value)| {
        let id = value.get("id").and_then(Value::as_str).unwrap_or(name);
        let read = Read::Property {
            page,
            property: id.to_owned(),
            name: name.clone(),
        };
        Change::AddFetch(read.owed(None, 0))
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests may panic")]
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_that_a_page_shows_cut_is_read_to_its_end() {
        let page = NotionId::from_bytes([1; 16]);
        let properties = json!({
            "Short": {"id": "s", "type": "relation", "relation": [], "has_more": false},
            "Long": {"id": "l", "type": "relation", "relation": [], "has_more": true},
        });
        let Value::Object(properties) = properties else {
            panic!("properties are an object")
        };
        let reads: Vec<_> = cut(page, &properties).collect();
        assert!(matches!(&reads[..], [Change::AddFetch(fetch)] if fetch.key == "l"));
    }

    #[test]
    fn a_value_that_could_not_be_read_to_its_end_is_not_taken_for_complete() {
        let page = NotionId::from_bytes([1; 16]);
        let refused = unread(&Read::Property {
            page,
            property: "rela".to_owned(),
            name: "Relation".to_owned(),
        });
        assert!(matches!(
            refused,
            Some(Change::ForgetProperty { object, property_id }) if object == page && property_id == "rela"
        ));
        assert!(unread(&Read::Body { page }).is_none());
    }
}
