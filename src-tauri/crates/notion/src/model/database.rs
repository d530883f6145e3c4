//! Databases: containers of data sources.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::parent::Parent;
use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// A database container (Notion API reference: Database). Its times do not tell whether anything changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Database {
    /// The container's id; not that of a data source.
    pub id: NotionId,
    /// Where it hangs.
    pub parent: Parent,
    /// Its title, rich text as it came.
    pub title: Value,
    /// Its description, rich text as it came.
    pub description: Value,
    /// Its tables. None: a linked view of a database elsewhere, which the API cannot read.
    pub data_sources: Vec<DataSourceName>,
    /// Whether it is shown inside its page.
    pub is_inline: bool,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// When it was made.
    pub created_time: OffsetDateTime,
    /// When the container was last edited.
    pub last_edited_time: OffsetDateTime,
    /// Its icon, as it came.
    pub icon: Option<Value>,
    /// Its cover, as it came.
    pub cover: Option<Value>,
    /// Its address for people.
    pub url: Option<String>,
    /// Everything else.
    pub extra: Map<String, Value>,
}

/// A table as its database lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DataSourceName {
    /// The data source.
    pub id: NotionId,
    /// Its name.
    pub name: String,
}

impl Database {
    /// Reads the fields after `object` and `id`.
    pub(crate) fn read_rest(id: NotionId, fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        let last_edited_time = fields.required_time("last_edited_time")?;
        Ok(Self {
            id,
            parent: fields.parent("parent"),
            title: fields.list("title"),
            description: fields.list("description"),
            data_sources: fields.elements("data_sources", |element| {
                Some(DataSourceName {
                    id: NotionId::parse(element.get("id")?.as_str()?)?,
                    name: element
                        .get("name")
                        .and_then(Value::as_str)
                        .unwrap_or_default()
                        .to_owned(),
                })
            }),
            is_inline: fields.flag("is_inline"),
            in_trash: fields.in_trash(),
            created_time: fields.time("created_time").unwrap_or(last_edited_time),
            last_edited_time,
            icon: fields.value("icon"),
            cover: fields.value("cover"),
            url: fields.text("url"),
            extra: fields.extra(),
        })
    }
}

impl Model for Database {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("database")?;
        let id = fields.own_id()?;
        Self::read_rest(id, fields)
    }
}
