//! Intents and outcomes of writes, as the store keeps them.
//!
//! Leaves out what is written. The rules it protects: an intent is committed before its request; its end is committed
//! with what Notion answered; a refusal parks the part with Notion's words and request id.

use keepsake_memory::{Applied, Change, NewOutbox, OutboxPart, Part};
use keepsake_notion::{Error, Object, Page, Reply};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::{ContentHash, NotionId};
use serde_json::json;

use super::{Ended, Engine, Pushed, Pushing, parking::Parking};
use crate::{
    engine::event,
    error::RunError,
    plan::object::{self, Observed},
    two_way::{
        arrived::Intended,
        object_plan::Write,
        refusal::{Consequence, judge},
    },
};

/// After how many tries a text that Notion refuses is refused for itself.
const MOST_TRIES: u32 = 3;
/// How long a text rests that changes in Notion while we write it.
const REST: time::Duration = time::Duration::seconds(30);

impl Engine {
    /// Stores what is about to be sent, after `changes` that the decision asks for.
    pub(super) async fn intend(
        &self,
        pushing: &Pushing<'_>,
        object: NotionId,
        mut changes: Vec<Change>,
        writes: &[Write],
    ) -> Result<(), RunError> {
        changes.extend(groups(writes).into_iter().map(|group| {
            Change::PutOutbox(NewOutbox {
                object,
                part: group.part,
                intent: group.intent(),
                intent_hash: group.hash(None),
                edits: group.edits(),
                correlation_id: pushing.correlation_id.to_owned(),
            })
        }));
        if planted(Bug::RemoteCommittedBeforeOutbox) {
            changes.extend(writes.iter().map(|write| Change::SettlePart {
                object,
                part: write.part.clone(),
                through_edits: write.edits,
                base: write.value.clone(),
            }));
        }
        self.write_down(pushing, changes).await?;
        Ok(())
    }

    /// Applies changes in the name of the run.
    pub(super) async fn write_down(
        &self,
        pushing: &Pushing<'_>,
        changes: Vec<Change>,
    ) -> Result<Applied, RunError> {
        if changes.is_empty() {
            return Ok(Applied::default());
        }
        Ok(self
            .store
            .apply(
                pushing.connection,
                Some(pushing.run),
                changes,
                self.clock.now(),
            )
            .await?)
    }

    /// What follows from a failed write: the parts are parked, wait, or end the run.
    pub(super) async fn refused(
        &self,
        pushing: &Pushing<'_>,
        object: NotionId,
        parts: &[Write],
        error: Error,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let not_sent = groups(parts)
            .into_iter()
            .map(|group| Change::RemoveOutbox {
                object,
                part: group.part,
            })
            .collect();
        self.failed(pushing, object, parts, error, not_sent, pushed)
            .await
    }

    /// What follows when a page could not be looked at: nothing was sent, and what an earlier run may have sent stays
    /// unclear.
    pub(super) async fn unread(
        &self,
        pushing: &Pushing<'_>,
        object: NotionId,
        parts: &[Write],
        error: Error,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        self.failed(pushing, object, parts, error, Vec::new(), pushed)
            .await
    }

    async fn failed(
        &self,
        pushing: &Pushing<'_>,
        object: NotionId,
        parts: &[Write],
        error: Error,
        not_sent: Vec<Change>,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let count = parts.len() as u64;
        let consequence = judge(&error);
        tracing::warn!(
            event = "failed_to_push_task_to_notion",
            correlation_id = pushing.correlation_id,
            page = %object,
            request_id = error.request_id,
            ?consequence,
            %error,
            "a change could not be written to Notion"
        );
        event::refused(&error, pushing.correlation_id);
        match consequence {
            Consequence::Unclear => pushed.report.unclear += count,
            Consequence::Later => {
                pushed.report.postponed += count;
                self.write_down(pushing, not_sent).await?;
            }
            Consequence::SignIn => {
                self.write_down(pushing, not_sent).await?;
                pushed.end = Some(Ended::SignIn(error.request_id.clone()));
            }
            Consequence::Interrupt => {
                self.write_down(pushing, not_sent).await?;
                pushed.end = Some(Ended::Interrupted(error));
            }
            Consequence::Park { reason, helps } => {
                pushed.report.parked += count;
                let parking = Parking::refused(reason, helps, &error, self.clock.now());
                let parked = self.park(pushing, object, parts, &parking).await?;
                self.write_down(pushing, parked).await?;
            }
        }
        Ok(())
    }

    /// A swap that Notion refused because its text is not there any more: tried again after a while, with a new look.
    pub(super) async fn overtaken(
        &self,
        pushing: &Pushing<'_>,
        object: NotionId,
        writes: &[Write],
        error: Error,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let rows = pushing.outbox.get(&object);
        let tried = rows
            .into_iter()
            .flatten()
            .any(|row| row.part == OutboxPart::Body && row.attempts >= MOST_TRIES);
        if tried {
            // It cannot be for an edit in between each time: Notion refuses the text itself.
            return self.refused(pushing, object, writes, error, pushed).await;
        }
        tracing::info!(
            correlation_id = pushing.correlation_id,
            page = %object,
            request_id = error.request_id,
            "the text was changed in Notion while it was being written"
        );
        pushed.report.postponed += 1;
        let parking = Parking {
            error: Some(&error),
            ..Parking::until("overtaken", self.clock.now() + REST)
        };
        let parked = self.park(pushing, object, writes, &parking).await?;
        self.write_down(pushing, parked).await?;
        Ok(())
    }

    /// What a page's metadata in an answer means for the memory.
    pub(super) async fn seen(
        &self,
        pushing: &Pushing<'_>,
        reply: &Reply<Page>,
    ) -> Result<Vec<Change>, RunError> {
        let page = &reply.value;
        let known = self.store.known(pushing.connection, &[page.id]).await?;
        let observed = Observed {
            object: Object::Page(page.clone()),
            raw: reply.raw.get().to_owned(),
        };
        let before = known
            .get(&page.id)
            .filter(|known| known.metadata_hash.is_some());
        let mut changes = object::plan(&pushing.context, &observed, before).changes;
        let owned = std::iter::once(&observed.object);
        let kept = self.keep_what_is_owned_here(pushing.connection, &pushing.rules, owned, &known);
        changes.extend(kept.await?);
        let shown = std::iter::once((page.id, page.in_trash));
        let below = self.look_below_restored(pushing.connection, shown, &known);
        changes.extend(below.await?);
        Ok(changes)
    }
}

/// What follows when a text was sent in part: the intent stays, and the next run looks what has arrived of it before it
/// writes the rest.
pub(super) fn half_sent(
    pushing: &Pushing<'_>,
    object: NotionId,
    error: Error,
    pushed: &mut Pushed,
) {
    tracing::warn!(
        correlation_id = pushing.correlation_id,
        page = %object,
        request_id = error.request_id,
        %error,
        "a text was written to Notion in part"
    );
    match judge(&error) {
        Consequence::SignIn => pushed.end = Some(Ended::SignIn(error.request_id.clone())),
        Consequence::Interrupt => pushed.end = Some(Ended::Interrupted(error)),
        Consequence::Unclear | Consequence::Later | Consequence::Park { .. } => {
            pushed.report.unclear += 1;
        }
    }
}

/// Before a write that tells nothing about the text: within the minute of our last write of a property somebody may edit
/// the text before this one, which hides that. So the text is read once after it.
pub(super) const fn without_echo(object: NotionId) -> Change {
    Change::EchoBody {
        object,
        edited_time: None,
    }
}

/// What one request carries.
pub(super) struct Group<'a> {
    pub(super) part: OutboxPart,
    writes: Vec<&'a Write>,
}

pub(super) fn groups(writes: &[Write]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for write in writes {
        let part = write.part.outbox();
        match groups.iter_mut().find(|group| group.part == part) {
            Some(group) => group.writes.push(write),
            None => groups.push(Group {
                part,
                writes: vec![write],
            }),
        }
    }
    groups
}

impl Group<'_> {
    fn intent(&self) -> String {
        let writes = self.writes.iter().map(|write| Intended {
            part: write.part.to_string(),
            value: write.value.clone(),
            before: write.before.clone(),
        });
        json!(writes.collect::<Vec<_>>()).to_string()
    }

    pub(super) fn hash(&self, circumstances: Option<&str>) -> ContentHash {
        let wishes = self.writes.iter();
        intent_hash(
            wishes.map(|write| (&write.part, write.value.as_deref())),
            circumstances,
        )
    }

    pub(super) fn edits(&self) -> i64 {
        self.writes
            .iter()
            .map(|write| write.edits)
            .max()
            .unwrap_or_default()
    }
}

/// By which the same wish is known again, in the same circumstances where they count.
pub(super) fn intent_hash<'a>(
    wishes: impl Iterator<Item = (&'a Part, Option<&'a str>)>,
    circumstances: Option<&str>,
) -> ContentHash {
    let mut wishes: Vec<_> = wishes
        .map(|(part, value)| json!([part.to_string(), value]).to_string())
        .collect();
    wishes.sort_unstable();
    wishes.extend(circumstances.map(ToOwned::to_owned));
    ContentHash::of(wishes.join("\n").as_bytes())
}
