//! Comments that say in Notion what an entry lacks, where a profile asks for them.
//!
//! What is to be done waits in one small list of the store. Leaves out the words ([`keepsake_records::row::comment`]). The
//! rules it protects: there is one such comment on a page, which says what is so now: the comments of the page are read
//! before anything is done, so a lost answer does no harm; nobody else's comment is touched, and one that somebody has
//! answered is not taken away from under the answer.

use std::collections::BTreeMap;

use keepsake_memory::{Change, ConnectionId, Store};
use keepsake_notion::{Comment, CommentPlace, Error, NewComment};
use keepsake_records::row::{SETTLED, is_comment};
use keepsake_text::{NotionId, rich_text};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Ended, Engine, Pushing, Stop};
use crate::{
    control::{Control, Wish},
    error::RunError,
    two_way::{
        PushReport,
        refusal::{Consequence, judge},
    },
};

/// Under which name the store keeps what is to be said.
const REMARKS: &str = "remarks";
/// So many characters fit into one piece of rich text (Notion API reference: Request limits).
const LONGEST: usize = 2000;

/// What is to be done about the comment on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(in crate::engine) enum Remark {
    /// It has to say this.
    Say(String),
    /// There is nothing to say any more.
    TakeBack,
}

/// What is to be done, by page.
pub(in crate::engine) type Remarks = BTreeMap<NotionId, Remark>;

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
        control: &Control,
        report: &mut PushReport,
    ) -> Result<Option<Stop>, RunError> {
        let mut left = remarks(&self.store, pushing.connection).await?;
        for (page, remark) in left.clone() {
            if control.wish() != Wish::Run {
                return Ok(Some(Stop::Wished));
            }
            match self.remark(pushing, page, &remark).await {
                Ok(is_changed) => report.remarks += u64::from(is_changed),
                Err(error) => match judge(&error) {
                    Consequence::SignIn => {
                        let ended = Ended::SignIn(error.request_id.clone());
                        return Ok(Some(Stop::Ended(ended)));
                    }
                    Consequence::Interrupt => {
                        return Ok(Some(Stop::Ended(Ended::Interrupted(error))));
                    }
                    Consequence::Unclear | Consequence::Later => {
                        report.postponed += 1;
                        continue;
                    }
                    Consequence::Park { reason, .. } => {
                        tracing::warn!(
                            correlation_id = pushing.correlation_id,
                            %page,
                            reason,
                            request_id = error.request_id,
                            %error,
                            "a comment could not be made"
                        );
                    }
                },
            }
            left.remove(&page);
            self.write_down(pushing, vec![put(&left)]).await?;
        }
        Ok(None)
    }

    /// Does what is to be done about the comment on a page; whether that took a write.
    async fn remark(
        &self,
        pushing: &Pushing<'_>,
        page: NotionId,
        remark: &Remark,
    ) -> Result<bool, Error> {
        let all = comments_of(pushing, page).await?;
        let ours: Vec<&Comment> = all
            .iter()
            .filter(|comment| comment.created_by == Some(self.bot) && is_comment(&words(comment)))
            .collect();
        match remark {
            Remark::Say(text) => say(pushing, page, text, &ours).await,
            Remark::TakeBack => {
                let mut is_changed = false;
                for comment in ours {
                    is_changed |= take_back(pushing, comment, &all).await?;
                }
                Ok(is_changed)
            }
        }
    }
}

/// The open comments of a page.
async fn comments_of(pushing: &Pushing<'_>, page: NotionId) -> Result<Vec<Comment>, Error> {
    let mut found = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let reply = pushing.client.comments(page, cursor.as_deref()).await?;
        found.extend(reply.value.results.into_iter().map(|item| item.value));
        match reply.value.next_cursor.filter(|_| reply.value.has_more) {
            Some(next) => cursor = Some(next),
            None => return Ok(found),
        }
    }
}

/// Makes the words stand in Notion, in the place of other ones where there are such; whether that took a write.
async fn say(
    pushing: &Pushing<'_>,
    page: NotionId,
    text: &str,
    ours: &[&Comment],
) -> Result<bool, Error> {
    let text: String = text.chars().take(LONGEST).collect();
    if ours.iter().any(|comment| words(comment) == text) {
        return Ok(false);
    }
    match ours.last() {
        Some(comment) => {
            pushing
                .client
                .update_comment(comment.id, &written(&text))
                .await?;
        }
        None => {
            let comment = NewComment {
                place: CommentPlace::Page(page),
                rich_text: written(&text),
            };
            pushing.client.create_comment(&comment).await?;
        }
    }
    Ok(true)
}

/// Takes a comment away; one that somebody has answered says instead that it is settled. Whether that took a write.
async fn take_back(
    pushing: &Pushing<'_>,
    comment: &Comment,
    all: &[Comment],
) -> Result<bool, Error> {
    let is_answered = comment.discussion_id.is_some()
        && all.iter().any(|other| {
            other.discussion_id == comment.discussion_id && other.created_by != comment.created_by
        });
    if !is_answered {
        pushing.client.delete_comment(comment.id).await?;
    } else if words(comment) == SETTLED {
        return Ok(false);
    } else {
        let settled = written(SETTLED);
        pushing.client.update_comment(comment.id, &settled).await?;
    }
    Ok(true)
}

fn words(comment: &Comment) -> String {
    rich_text::plain_text(&comment.rich_text)
}

fn written(text: &str) -> Value {
    json!([{"type": "text", "text": {"content": text}}])
}
