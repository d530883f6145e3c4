//! Comments that say in Notion what an entry lacks, where a profile asks for them.
//!
//! What is to be said waits in one small list of the store. Leaves out the words ([`keepsake_records::row::comment`]). The
//! rule it protects: nothing is said twice: the comments of a page are read before one is added, so a lost answer does no
//! harm.

use std::collections::BTreeMap;

use keepsake_memory::{Change, ConnectionId, Store};
use keepsake_notion::{CommentPlace, Error, NewComment};
use keepsake_text::{NotionId, rich_text};
use serde_json::json;

use super::{Ended, Engine, Pushing};
use crate::{
    error::RunError,
    two_way::{
        PushReport,
        refusal::{Consequence, judge},
    },
};

/// Under which name the store keeps what is to be said.
const REMARKS: &str = "remarks";

/// What is to be said, by page.
pub(in crate::engine) type Remarks = BTreeMap<NotionId, String>;

/// What is still to be said.
pub(in crate::engine) async fn remarks(
    store: &Store,
    connection: ConnectionId,
) -> Result<Remarks, RunError> {
    let stored = store.checkpoint(connection, REMARKS).await?;
    Ok(stored
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}

/// The change that stores what is still to be said.
pub(in crate::engine) fn put(remarks: &Remarks) -> Change {
    Change::SetCheckpoint {
        name: REMARKS.to_owned(),
        value: (!remarks.is_empty()).then(|| json!(remarks).to_string()),
    }
}

impl Engine {
    /// Says what is to be said; `Some` when writing ends here.
    pub(super) async fn push_remarks(
        &self,
        pushing: &Pushing<'_>,
        report: &mut PushReport,
    ) -> Result<Option<Ended>, RunError> {
        let mut left = remarks(&self.store, pushing.connection).await?;
        for (page, text) in left.clone() {
            match say(pushing, page, &text).await {
                Ok(said) => report.remarks += u64::from(said),
                Err(error) => match judge(&error) {
                    Consequence::SignIn => {
                        return Ok(Some(Ended::SignIn(error.request_id.clone())));
                    }
                    Consequence::Interrupt => return Ok(Some(Ended::Interrupted(error))),
                    Consequence::Unclear | Consequence::Later => {
                        report.postponed += 1;
                        continue;
                    }
                    Consequence::Park { reason, .. } => {
                        tracing::warn!(%page, reason, request_id = error.request_id, %error, "a comment could not be made");
                    }
                },
            }
            left.remove(&page);
            self.write_down(pushing, vec![put(&left)]).await?;
        }
        Ok(None)
    }
}

/// Comments on a page, unless the words stand there already.
async fn say(pushing: &Pushing<'_>, page: NotionId, text: &str) -> Result<bool, Error> {
    let mut cursor: Option<String> = None;
    loop {
        let reply = pushing.client.comments(page, cursor.as_deref()).await?;
        let said = |item: &keepsake_notion::Item<keepsake_notion::Comment>| {
            rich_text::plain_text(&item.value.rich_text) == text
        };
        if reply.value.results.iter().any(said) {
            return Ok(false);
        }
        match reply.value.next_cursor.filter(|_| reply.value.has_more) {
            Some(next) => cursor = Some(next),
            None => break,
        }
    }
    let comment = NewComment {
        place: CommentPlace::Page(page),
        rich_text: json!([{"type": "text", "text": {"content": text.chars().take(2000).collect::<String>()}}]),
    };
    pushing.client.create_comment(&comment).await?;
    Ok(true)
}
