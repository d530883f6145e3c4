//! Pages, which rows of a data source are too.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::parent::Parent;
use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// A page without its content (Notion API reference: Page).
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// The page's id.
    pub id: NotionId,
    /// Where it hangs.
    pub parent: Parent,
    /// When it was made, rounded down to the minute.
    pub created_time: OffsetDateTime,
    /// When it was last edited, rounded down to the minute.
    pub last_edited_time: OffsetDateTime,
    /// Who made it.
    pub created_by: Option<NotionId>,
    /// Who edited it last.
    pub last_edited_by: Option<NotionId>,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// A state apart from the trash.
    pub is_archived: bool,
    /// Whether it is locked in the app.
    pub is_locked: bool,
    /// Its address for people.
    pub url: Option<String>,
    /// Its icon, as it came.
    pub icon: Option<Value>,
    /// Its cover, as it came.
    pub cover: Option<Value>,
    /// Its properties by name, with at most 25 references each. The title is the one whose `type` is `title`.
    pub properties: Map<String, Value>,
    /// Everything else.
    pub extra: Map<String, Value>,
}

impl Page {
    /// Reads the fields after `object` and `id`.
    pub(crate) fn read_rest(id: NotionId, fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        let last_edited_time = fields.required_time("last_edited_time")?;
        Ok(Self {
            id,
            parent: fields.parent("parent"),
            created_time: fields.time("created_time").unwrap_or(last_edited_time),
            last_edited_time,
            created_by: fields.reference("created_by"),
            last_edited_by: fields.reference("last_edited_by"),
            in_trash: fields.in_trash(),
            is_archived: fields.flag("is_archived"),
            is_locked: fields.flag("is_locked"),
            url: fields.text("url"),
            icon: fields.value("icon"),
            cover: fields.value("cover"),
            properties: fields.map("properties"),
            extra: fields.extra(),
        })
    }
}

impl Model for Page {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("page")?;
        let id = fields.own_id()?;
        Self::read_rest(id, fields)
    }
}
