//! Databases and data sources as JSON.

use serde_json::{Map, Value, json};

use super::{View, link};
use crate::moment;
use crate::store::model::{DataSource, Database, Property};

impl View<'_> {
    pub(crate) fn database(&self, database: &Database) -> Value {
        let sources: Vec<Value> = database
            .sources
            .iter()
            .filter_map(|id| self.store.sources.get(id))
            .filter(|source| !source.in_trash)
            .map(|source| json!({"id": source.id, "name": self.plain(&source.title)}))
            .collect();
        let in_trash = self.store.in_trash(database.id);
        let value = json!({
            "object": "database",
            "id": database.id,
            "title": self.rich_text(&database.title),
            "description": self.rich_text(&database.description),
            "parent": self.parent(database.parent),
            "is_inline": database.is_inline,
            "in_trash": in_trash,
            "is_locked": database.is_locked,
            "created_time": moment::with_offset(database.stamp.created),
            "last_edited_time": moment::with_offset(database.stamp.edited),
            "data_sources": sources,
            "icon": self.icon(database.icon.as_ref()),
            "cover": database.cover.as_ref().map(|cover| self.media(cover)),
            "url": link("", database.id),
            "public_url": null,
        });
        self.finish(value, in_trash)
    }

    pub(crate) fn data_source(&self, source: &DataSource) -> Value {
        let database = self.store.databases.get(&source.database);
        let mut properties = Map::new();
        for property in &source.properties {
            properties.insert(property.name.clone(), property_schema(property));
        }
        let in_trash = self.store.in_trash(source.id);
        let value = json!({
            "object": "data_source",
            "id": source.id,
            "cover": null,
            "icon": self.icon(source.icon.as_ref()),
            "created_time": self.time(source.stamp.created),
            "created_by": self.user_reference(source.stamp.creator),
            "last_edited_by": self.user_reference(source.stamp.editor),
            "last_edited_time": self.time(source.stamp.edited),
            "title": self.rich_text(&source.title),
            "description": self.rich_text(&source.description),
            "is_inline": database.is_some_and(|database| database.is_inline),
            "properties": properties,
            "parent": {"type": "database_id", "database_id": source.database},
            "database_parent": database.map(|database| self.parent(database.parent)),
            "url": link("", source.database),
            "public_url": null,
            "in_trash": in_trash,
        });
        self.finish(value, in_trash)
    }
}

fn property_schema(property: &Property) -> Value {
    let mut value = json!({
        "id": property.id,
        "name": property.name,
        "description": property.description,
        "type": property.kind,
    });
    value[property.kind.as_str()] = property.config.clone();
    value
}
