//! Pages that were made here and that Notion does not have yet, by where they lie.
//!
//! Leaves out those that were withdrawn. The rules it protects: each has a place in an export also when what it was put into
//! has none; the fields of a row have the names of their columns.

use std::collections::HashMap;

use keepsake_memory::{ConnectionId, Creation, CreationParent, CreationState};
use keepsake_text::{NotionId, property};
use serde_json::{Map, Value, json};

use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::texts::title_of;

/// A page made here.
#[derive(Debug)]
pub(super) struct NewPage {
    pub(super) creation: Creation,
    pub(super) title: String,
    /// What it was put into; the page in Notion, where that was made here too and has arrived.
    pub(super) parent: NotionId,
    fields: Vec<Field>,
}

/// A value it was given.
#[derive(Debug)]
struct Field {
    id: String,
    name: String,
    value: Value,
}

/// The pages made here, the oldest first: what one of them lies in is before it.
#[derive(Debug, Default)]
pub(super) struct MadeHere {
    pages: Vec<NewPage>,
}

impl Keepsake {
    /// The pages made here that Notion does not have.
    pub(super) async fn made_here(&self, connection: ConnectionId) -> Result<MadeHere, AppError> {
        let states = [
            CreationState::Waiting,
            CreationState::Sent,
            CreationState::Parked,
        ];
        let mut pages = Vec::new();
        for creation in self.store().creations(connection, &states).await? {
            pages.push(self.new_page_of(connection, creation).await?);
        }
        Ok(MadeHere { pages })
    }

    /// A page made here with the names of its fields.
    pub(super) async fn new_page_of(
        &self,
        connection: ConnectionId,
        creation: Creation,
    ) -> Result<NewPage, AppError> {
        let around = self.store().creation(connection, creation.parent).await?;
        let parent = around
            .and_then(|around| around.made)
            .unwrap_or(creation.parent);
        let schema = match creation.parent_kind {
            CreationParent::DataSource => self.store().raw(connection, parent).await?,
            CreationParent::Page => None,
        };
        let given: Map<String, Value> =
            serde_json::from_str(&creation.properties).map_err(AppError::internal)?;
        Ok(NewPage {
            title: title_of(&creation.properties),
            parent,
            fields: fields(given, &schema.unwrap_or(Value::Null)),
            creation,
        })
    }
}

impl MadeHere {
    /// All of them.
    pub(super) fn pages(&self) -> &[NewPage] {
        &self.pages
    }

    /// The one with this id.
    pub(super) fn page(&self, id: NotionId) -> Option<&NewPage> {
        self.pages
            .iter()
            .find(|page| page.creation.provisional == id)
    }

    /// Those that lie in an object.
    pub(super) fn inside(&self, id: NotionId) -> impl Iterator<Item = &NewPage> {
        self.pages.iter().filter(move |page| page.parent == id)
    }
}

impl NewPage {
    /// By which it is known here.
    pub(super) const fn id(&self) -> NotionId {
        self.creation.provisional
    }

    /// Its JSON as Notion would show it.
    pub(super) fn as_shown(&self) -> Value {
        let shown = self.fields.iter().map(|field| {
            let kinds = field
                .value
                .as_object()
                .and_then(|value| value.keys().next());
            let kind = kinds.map_or("", String::as_str);
            let shown = property::shown_as(kind, &field.id, &field.value);
            (field.name.clone(), shown)
        });
        json!({"properties": shown.collect::<Map<String, Value>>()})
    }

    /// Its fields as people read them.
    pub(super) fn words(&self) -> Value {
        let words = self.fields.iter();
        let words = words.map(|field| {
            let text = property::plain_of_writable(&field.value);
            (field.name.clone(), Value::String(text))
        });
        Value::Object(words.collect())
    }

    /// The same as they are sent to Notion.
    pub(super) fn values(&self) -> Value {
        let values = self.fields.iter();
        let values = values.map(|field| (field.id.clone(), field.value.clone()));
        Value::Object(values.collect())
    }
}

/// The values with the names that the schema of the data source gives them; of a page that is no row there is only a title.
fn fields(given: Map<String, Value>, schema: &Value) -> Vec<Field> {
    let columns = schema.get("properties").and_then(Value::as_object);
    let columns: HashMap<&str, &str> = columns
        .into_iter()
        .flatten()
        .filter_map(|(name, column)| Some((column.get("id")?.as_str()?, name.as_str())))
        .collect();
    given
        .into_iter()
        .map(|(id, value)| Field {
            name: (*columns.get(id.as_str()).unwrap_or(&id.as_str())).to_owned(),
            id,
            value,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_the_name_of_its_column_and_without_one_its_id() {
        let schema = json!({"properties": {"Film": {"id": "title", "type": "title"}, "Minutes": {"id": "m%3A"}}});
        let given = json!({"title": {"title": []}, "m%3A": {"number": 3}, "gone": {"number": 4}});
        let Value::Object(given) = given else {
            return;
        };
        let mut names: Vec<_> = fields(given.clone(), &schema)
            .into_iter()
            .map(|field| (field.id, field.name))
            .collect();
        names.sort();
        let expected = [("gone", "gone"), ("m%3A", "Minutes"), ("title", "Film")];
        assert_eq!(
            names,
            expected.map(|(id, name)| (id.to_owned(), name.to_owned()))
        );
        let unnamed = fields(given, &Value::Null);
        assert!(unnamed.iter().all(|field| field.id == field.name));
    }
}
