//! What follows from the comments on a page or block.
//!
//! Pure. Leaves out which pages are asked about. The rule it protects: Notion lists only open comments, so the answer
//! replaces what was stored for that place, and each comment is counted.

use keepsake_memory::{Change, LedgerItem, Outcome, StoredComment, What};
use keepsake_notion::{Comment, Item};
use keepsake_text::{NotionId, property, rich_text};
use serde_json::Value;

use super::{Context, file};

/// The changes that store the comments on `on`, which belongs to `page`.
#[must_use]
pub fn changes(
    context: &Context,
    page: NotionId,
    on: NotionId,
    comments: &[Item<Comment>],
) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut stored = Vec::with_capacity(comments.len());
    for item in comments {
        let comment = &item.value;
        stored.push(StoredComment {
            id: comment.id,
            discussion: comment.discussion_id,
            created_time: comment.created_time,
            author: comment.created_by,
            text: rich_text::plain_text(&comment.rich_text),
            raw: item.raw.get().to_owned(),
        });
        changes.push(Change::Ledger(LedgerItem {
            what: What::Comment,
            id: comment.id.to_string(),
            outcome: Outcome::Stored,
            reason: "stored".to_owned(),
            message: None,
            request_id: None,
        }));
        for attachment in comment
            .extra
            .get("attachments")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            if let Some(link) = property::file(attachment) {
                changes.extend(file::changes(
                    context,
                    page,
                    &format!("comment:{}", comment.id),
                    &link,
                ));
            }
        }
    }
    changes.push(Change::PutComments {
        object: page,
        on,
        comments: stored,
    });
    changes
}
