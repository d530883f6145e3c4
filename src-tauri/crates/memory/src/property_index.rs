//! What search and links get from an object's properties.
//!
//! A page object carries the first 25 references of a property only; where the complete value was fetched, that one is
//! used. The title is left out here, it has an index of its own.

use std::collections::HashMap;

use keepsake_text::{NotionId, property, rich_text};
use serde_json::Value;

use crate::apply::Batch;
use crate::change::{Link, LinkKind};
use crate::columns::number_list;
use crate::error::StoreError;
use crate::links::{self, Origin, Pointers};
use crate::packing::unpack;
use crate::passages::{self, Pieces, Section};
use crate::statement::sql;

/// One property of an object.
#[derive(Debug, Clone, PartialEq)]
struct Fact {
    property_id: String,
    name: String,
    text: String,
    references: Vec<NotionId>,
    cut: bool,
}

/// The properties of an object, or the description of a database.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Facts(Vec<Fact>);

impl Facts {
    /// Reads them from the object's JSON; what is not understood has no text and stays in the JSON.
    pub(crate) fn of_page(object: &Value) -> Self {
        let Some(properties) = object.get("properties").and_then(Value::as_object) else {
            return Self::default();
        };
        let facts = properties
            .iter()
            .filter(|(_, value)| value.get("type").and_then(Value::as_str) != Some("title"))
            .map(|(name, value)| Fact {
                property_id: value
                    .get("id")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                name: name.clone(),
                text: property::plain_text(value),
                references: property::references(value),
                cut: property::needs_more(value),
            })
            .collect();
        Self(facts)
    }

    /// The description of a database or data source.
    pub(crate) fn of_database(object: &Value) -> Self {
        let text = object
            .get("description")
            .map(rich_text::plain_text)
            .unwrap_or_default();
        Self(vec![Fact {
            property_id: String::new(),
            name: String::new(),
            text,
            references: Vec::new(),
            cut: false,
        }])
    }

    /// Puts a complete value in the place of the cut one.
    fn complete(&mut self, property_id: &str, value: &Value) {
        if let Some(fact) = self
            .0
            .iter_mut()
            .find(|fact| fact.cut && fact.property_id == property_id)
        {
            fact.text = property::plain_text(value);
            fact.references = property::references(value);
        }
    }

    fn lines(&self) -> impl Iterator<Item = String> {
        self.0
            .iter()
            .filter(|fact| !fact.text.trim().is_empty())
            .map(|fact| {
                if fact.name.is_empty() {
                    fact.text.clone()
                } else {
                    format!("{}: {}", fact.name, fact.text)
                }
            })
    }

    fn links(&self) -> Vec<Link> {
        self.0
            .iter()
            .flat_map(|fact| &fact.references)
            .map(|target| Link {
                target: *target,
                kind: LinkKind::Relation,
            })
            .collect()
    }
}

/// Brings passages and links of these objects in line with their properties.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    objects: Vec<(i64, bool, Facts)>,
) -> Result<(), StoreError> {
    let known = objects
        .iter()
        .filter(|(_, is_new, _)| !is_new)
        .map(|(row, _, _)| *row);
    let mut complete = complete_values(batch, known.collect())?;
    let mut pieces = Vec::new();
    let mut links = Vec::new();
    for (row, is_new, mut facts) in objects {
        for (property_id, value) in complete.remove(&row).unwrap_or_default() {
            facts.complete(&property_id, &value);
        }
        let passages = crate::pieces::of_lines(facts.lines());
        if !(is_new && passages.is_empty()) {
            pieces.push(Pieces {
                object_row: row,
                passages,
                is_new,
            });
        }
        links.push(Pointers {
            object_row: row,
            links: facts.links(),
            is_new,
        });
    }
    passages::replace(&mut batch.session, Section::Properties, pieces)?;
    links::replace(batch, Origin::Property, links)
}

/// The complete values stored for these objects, by object row.
fn complete_values(
    batch: &mut Batch<'_>,
    rows: Vec<i64>,
) -> Result<HashMap<i64, Vec<(String, Value)>>, StoreError> {
    let mut values: HashMap<i64, Vec<(String, Value)>> = HashMap::new();
    if rows.is_empty() {
        return Ok(values);
    }
    let found: Vec<(i64, String, Vec<u8>)> = batch.session.all(
        sql("SELECT object_id, property_id, value FROM properties
                 WHERE object_id IN (SELECT value FROM json_each(?))")
        .bind(number_list(rows)),
    )?;
    for (row, property_id, packed) in found {
        let value = serde_json::from_str(&unpack(&packed)?)
            .map_err(|error| StoreError::damaged(format!("a property value: {error}")))?;
        values.entry(row).or_default().push((property_id, value));
    }
    Ok(values)
}
