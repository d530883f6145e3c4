//! Which property of a data source each field of a profile belongs to.
//!
//! Properties are kept by id, because ids survive when people rename properties; the name is only
//! for sentences.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::profile::PropertyKind;

/// The properties of the fields. A field without a property in Notion is not in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(Vec<MappedProperty>);

/// The property of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedProperty {
    /// The key of the field.
    pub field: String,
    /// The property's id as Notion writes it (it may be percent-encoded).
    pub property_id: String,
    /// Its name in Notion when the schema was last compared.
    pub property: String,
    /// Its type.
    pub kind: PropertyKind,
}

impl Mapping {
    /// The mapping of these properties.
    #[must_use]
    pub fn new(properties: Vec<MappedProperty>) -> Self {
        Self(properties)
    }

    /// The property of a field.
    #[must_use]
    pub fn of(&self, field: &str) -> Option<&MappedProperty> {
        self.0.iter().find(|mapped| mapped.field == field)
    }

    /// The field of a property.
    #[must_use]
    pub fn by_property(&self, property_id: &str) -> Option<&MappedProperty> {
        self.0
            .iter()
            .find(|mapped| same_id(&mapped.property_id, property_id))
    }

    /// Every mapped property, in the order of the profile's fields.
    pub fn iter(&self) -> impl Iterator<Item = &MappedProperty> {
        self.0.iter()
    }

    /// The value of a field in a page: found by the property's id, whatever its name is by now.
    #[must_use]
    pub fn value_in<'a>(&self, field: &str, page: &'a Value) -> Option<&'a Value> {
        let mapped = self.of(field)?;
        let properties = page.get("properties")?.as_object()?;
        properties.values().find(|value| {
            value
                .get("id")
                .and_then(Value::as_str)
                .is_some_and(|id| same_id(id, &mapped.property_id))
        })
    }
}

/// Whether two property ids are the same. Notion writes them percent-encoded in some answers and plain in
/// others.
pub(crate) fn same_id(one: &str, other: &str) -> bool {
    one == other || decoded(one) == decoded(other)
}

fn decoded(id: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(id.len());
    let mut rest = id.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = (*first == b'%')
            .then(|| after.get(..2))
            .flatten()
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(code) = code {
            bytes.push(code);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may panic"
    )]
    use serde_json::json;

    use super::*;

    fn mapping(id: &str) -> Mapping {
        Mapping::new(vec![MappedProperty {
            field: "topic".to_owned(),
            property_id: id.to_owned(),
            property: "Topic".to_owned(),
            kind: PropertyKind::RichText,
        }])
    }

    #[test]
    fn a_value_is_found_by_its_id_after_its_property_was_renamed() {
        let page = json!({"properties": {"Subject": {"id": "Y%3Ecd", "type": "rich_text", "rich_text": []}}});
        for (id, found) in [
            ("Y%3Ecd", true),
            ("Y>cd", true),
            ("Topic", false),
            ("Y%3", false),
        ] {
            assert_eq!(
                mapping(id).value_in("topic", &page).is_some(),
                found,
                "{id}"
            );
        }
        assert!(mapping("Y>cd").by_property("Y%3Ecd").is_some());
        assert!(mapping("Y>cd").value_in("title", &page).is_none());
    }
}
