//! Comments.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::parent::Parent;
use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// An open comment (Notion API reference: Comment).
#[derive(Debug, Clone, PartialEq)]
pub struct Comment {
    /// The comment's id.
    pub id: NotionId,
    /// The page or block it is on.
    pub parent: Parent,
    /// The thread it belongs to.
    pub discussion_id: Option<NotionId>,
    /// When it was made, rounded down to the minute.
    pub created_time: Option<OffsetDateTime>,
    /// When it was last edited, rounded down to the minute.
    pub last_edited_time: Option<OffsetDateTime>,
    /// Who wrote it.
    pub created_by: Option<NotionId>,
    /// What it says, rich text as it came.
    pub rich_text: Value,
    /// The name shown for the author, as it came.
    pub display_name: Option<Value>,
    /// Attached files, as they came.
    pub attachments: Value,
    /// Everything else.
    pub extra: Map<String, Value>,
}

impl Model for Comment {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("comment")?;
        Ok(Self {
            id: fields.own_id()?,
            parent: fields.parent("parent"),
            discussion_id: fields.id("discussion_id"),
            created_time: fields.time("created_time"),
            last_edited_time: fields.time("last_edited_time"),
            created_by: fields.reference("created_by"),
            rich_text: fields.list("rich_text"),
            display_name: fields.value("display_name"),
            attachments: fields.list("attachments"),
            extra: fields.extra(),
        })
    }
}
