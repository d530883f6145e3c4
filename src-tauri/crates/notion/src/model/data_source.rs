//! Data sources: the tables of a database.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::parent::Parent;
use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// A table: its schema, not its rows (Notion API reference: Data source).
#[derive(Debug, Clone, PartialEq)]
pub struct DataSource {
    /// The table's id; not the database's.
    pub id: NotionId,
    /// The database it belongs to.
    pub parent: Parent,
    /// Where that database hangs.
    pub database_parent: Option<Parent>,
    /// Its title, rich text as it came.
    pub title: Value,
    /// Its description, rich text as it came.
    pub description: Value,
    /// Its schema: property definitions by name.
    pub properties: Map<String, Value>,
    /// When it was made, rounded down to the minute.
    pub created_time: OffsetDateTime,
    /// When it was last edited, rounded down to the minute.
    pub last_edited_time: OffsetDateTime,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// Its icon, as it came.
    pub icon: Option<Value>,
    /// Its cover, as it came.
    pub cover: Option<Value>,
    /// Its address for people.
    pub url: Option<String>,
    /// Everything else.
    pub extra: Map<String, Value>,
}

impl DataSource {
    /// Reads the fields after `object` and `id`.
    pub(crate) fn read_rest(id: NotionId, fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        let last_edited_time = fields.required_time("last_edited_time")?;
        Ok(Self {
            id,
            parent: fields.parent("parent"),
            database_parent: fields.value("database_parent").map(Parent::from),
            title: fields.list("title"),
            description: fields.list("description"),
            properties: fields.map("properties"),
            created_time: fields.time("created_time").unwrap_or(last_edited_time),
            last_edited_time,
            in_trash: fields.in_trash(),
            icon: fields.value("icon"),
            cover: fields.value("cover"),
            url: fields.text("url"),
            extra: fields.extra(),
        })
    }
}

impl Model for DataSource {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("data_source")?;
        let id = fields.own_id()?;
        Self::read_rest(id, fields)
    }
}
