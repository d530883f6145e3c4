//! Blocks: the pieces a page's content is made of.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use super::parent::Parent;
use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};

/// The block types of API version 2026-03-11 (Notion API reference: Block).
const KNOWN_KINDS: [&str; 36] = [
    "audio",
    "bookmark",
    "breadcrumb",
    "bulleted_list_item",
    "callout",
    "child_database",
    "child_page",
    "code",
    "column",
    "column_list",
    "divider",
    "embed",
    "equation",
    "file",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "image",
    "link_preview",
    "link_to_page",
    "meeting_notes",
    "numbered_list_item",
    "paragraph",
    "pdf",
    "quote",
    "synced_block",
    "tab",
    "table",
    "table_of_contents",
    "table_row",
    "template",
    "to_do",
    "toggle",
    "unsupported",
    "video",
];

/// A block without its children.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The block's id. For `child_page` and `child_database` it is the id of that page or database.
    pub id: NotionId,
    /// Its type, known or not; empty for a block of which only the id is known.
    pub kind: String,
    /// Whether it has children, which are read by a call of their own.
    pub has_children: bool,
    /// Whether it is in the trash.
    pub in_trash: bool,
    /// Where it hangs.
    pub parent: Parent,
    /// When it was made, rounded down to the minute.
    pub created_time: Option<OffsetDateTime>,
    /// When it was last edited, rounded down to the minute.
    pub last_edited_time: Option<OffsetDateTime>,
    /// Who edited it last.
    pub last_edited_by: Option<NotionId>,
    /// Everything else; what the block says is under the name of its type.
    pub extra: Map<String, Value>,
}

impl Block {
    /// What the block says: the value under the name of its type.
    #[must_use]
    pub fn payload(&self) -> Option<&Value> {
        self.extra.get(&self.kind)
    }

    /// Whether the type is one that version 2026-03-11 describes.
    #[must_use]
    pub fn is_known_kind(&self) -> bool {
        KNOWN_KINDS.contains(&self.kind.as_str())
    }
}

impl Model for Block {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        fields.expect("block")?;
        Ok(Self {
            id: fields.own_id()?,
            kind: fields.text("type").unwrap_or_default(),
            has_children: fields.flag("has_children"),
            in_trash: fields.in_trash(),
            parent: fields.parent("parent"),
            created_time: fields.time("created_time"),
            last_edited_time: fields.time("last_edited_time"),
            last_edited_by: fields.reference("last_edited_by"),
            extra: fields.extra(),
        })
    }
}
