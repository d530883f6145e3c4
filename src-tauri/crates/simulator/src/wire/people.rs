//! Users and comments as JSON.

use serde_json::{Value, json};

use super::View;
use crate::connection::Capability;
use crate::store::model::{Comment, Parent, User};

/// Bytes one file may have in a free workspace (Notion docs: Working with files and media).
const UPLOAD_LIMIT: u64 = 5 * 1024 * 1024;

impl View<'_> {
    /// A user in lists and mentions; only an id without the capability to see users.
    pub(crate) fn user(&self, user: &User) -> Value {
        if !self.connection.can(Capability::ReadUsers) {
            return self.user_reference(user.id);
        }
        match &user.email {
            Some(email) => {
                let person = if self.shows_emails() {
                    json!({"email": email, "email_verified": true})
                } else {
                    json!({})
                };
                json!({"object": "user", "id": user.id, "name": user.name, "avatar_url": null, "type": "person", "person": person})
            }
            None if user.id == self.connection.bot => self.me(),
            None => {
                json!({"object": "user", "id": user.id, "name": user.name, "avatar_url": null, "type": "bot", "bot": {}})
            }
        }
    }

    /// The connection's own bot.
    pub(crate) fn me(&self) -> Value {
        let owner = match self.connection.owner.and_then(|id| self.store.user(id)) {
            Some(person) => json!({"type": "user", "user": self.user(person)}),
            None => json!({"type": "workspace", "workspace": true}),
        };
        json!({
            "object": "user",
            "id": self.connection.bot,
            "name": self.connection.name,
            "avatar_url": null,
            "type": "bot",
            "bot": {
                "owner": owner,
                "workspace_id": self.store.id,
                "workspace_name": self.store.name,
                "workspace_icon": self.store.icon,
                "workspace_limits": {"max_file_upload_size_in_bytes": UPLOAD_LIMIT},
            },
        })
    }

    pub(crate) fn comment(&self, comment: &Comment) -> Value {
        let parent = match comment.on {
            Parent::Page(id) => json!({"type": "page_id", "page_id": id}),
            other => json!({"type": "block_id", "block_id": other.id()}),
        };
        let author = self.store.user(comment.stamp.creator);
        let kind = if author.is_some_and(|user| user.email.is_some()) {
            "user"
        } else {
            "integration"
        };
        let attachments: Vec<Value> = comment
            .attachments
            .iter()
            .filter_map(|id| self.store.files.get(id))
            .map(|file| {
                let media = crate::store::model::Media::Hosted(file.id);
                let category = if file.content_type.starts_with("image/") {
                    "image"
                } else {
                    "productivity"
                };
                json!({"category": category, "file": self.media(&media)["file"]})
            })
            .collect();
        json!({
            "object": "comment",
            "id": comment.id,
            "parent": parent,
            "discussion_id": comment.discussion,
            "created_time": self.time(comment.stamp.created),
            "last_edited_time": self.time(comment.stamp.edited),
            "created_by": self.user_reference(comment.stamp.creator),
            "rich_text": self.rich_text(&comment.text),
            "display_name": {"type": kind, "resolved_name": author.map(|user| user.name.as_str())},
            "attachments": attachments,
        })
    }
}
