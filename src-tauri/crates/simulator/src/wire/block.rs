//! Blocks as JSON.

use serde_json::{Map, Value, json};

use super::{Version, View};
use crate::identifier::Id;
use crate::store::model::{Block, Parent, Stamp};

impl View<'_> {
    /// A block, or the block form of a child page or database.
    pub(crate) fn any_block(&self, id: Id) -> Option<Value> {
        if let Some(page) = self.store.pages.get(&id) {
            let has_children = !self.store.live_children(id).is_empty();
            let payload = json!({"title": self.raw_title(id)});
            return Some(self.envelope(
                id,
                page.parent,
                page.stamp,
                "child_page",
                has_children,
                payload,
            ));
        }
        if let Some(database) = self.store.databases.get(&id) {
            let payload = json!({"title": self.raw_title(id)});
            return Some(self.envelope(
                id,
                database.parent,
                database.stamp,
                "child_database",
                false,
                payload,
            ));
        }
        self.store.block(id).map(|block| self.block(&block))
    }

    fn block(&self, block: &Block) -> Value {
        let kind = match (&*block.kind, self.version) {
            ("meeting_notes", Version::September2025) => "transcription",
            (kind, _) => kind,
        };
        let has_children = block.copy_of.is_some()
            || block
                .children
                .iter()
                .any(|child| !self.store.own_trash(*child));
        self.envelope(
            block.id,
            block.parent,
            block.stamp,
            kind,
            has_children,
            Value::Object(self.payload(block)),
        )
    }

    fn envelope(
        &self,
        id: Id,
        parent: Parent,
        stamp: Stamp,
        kind: &str,
        has_children: bool,
        payload: Value,
    ) -> Value {
        let in_trash = self.store.in_trash(id);
        let mut value = json!({
            "object": "block",
            "id": id,
            "parent": self.parent(parent),
            "created_time": self.time(stamp.created),
            "last_edited_time": self.time(stamp.edited),
            "created_by": self.user_reference(stamp.creator),
            "last_edited_by": self.user_reference(stamp.editor),
            "has_children": has_children,
            "in_trash": in_trash,
            "type": kind,
        });
        value[kind] = payload;
        self.finish(value, in_trash)
    }

    fn payload(&self, block: &Block) -> Map<String, Value> {
        let mut payload = Map::new();
        if let Some(text) = &block.text {
            let name = if block.kind == "meeting_notes" {
                "title"
            } else {
                "rich_text"
            };
            payload.insert(name.to_owned(), self.rich_text(text));
        }
        if let Some(caption) = &block.caption {
            payload.insert("caption".to_owned(), self.rich_text(caption));
        }
        if block.kind == "table_row" {
            let cells = block
                .cells
                .iter()
                .map(|cell| self.rich_text(cell))
                .collect();
            payload.insert("cells".to_owned(), Value::Array(cells));
        }
        if let Some(media) = &block.media
            && let Value::Object(fields) = self.media(media)
        {
            payload.extend(fields);
        }
        if matches!(&*block.kind, "paragraph" | "callout") {
            payload.insert("icon".to_owned(), self.icon(block.icon.as_ref()));
        }
        if block.kind == "synced_block" {
            let original = block
                .copy_of
                .map(|id| json!({"type": "block_id", "block_id": id}));
            payload.insert("synced_from".to_owned(), json!(original));
        }
        payload.extend(block.fields.clone());
        payload
    }
}
