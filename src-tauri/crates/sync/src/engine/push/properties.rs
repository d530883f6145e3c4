//! Writing the properties of a page: all that changed in one request.
//!
//! Leaves out the decision. The rules it protects: only values that differ are sent; when Notion refuses a request with
//! several values, each is tried alone, so that one bad value does not hold up the others; a page whose text was known up
//! to our own write is not read again for that write.

use keepsake_memory::{Change, Known, OutboxPart, Part};
use keepsake_notion::{Error, ErrorKind, Page, Reply};
use keepsake_planted::{Bug, is as planted};
use serde_json::{Map, Value, json};

use super::{
    Engine, Pushed, Pushing,
    page::{Target, follow_trash},
    parking::Parking,
};
use crate::{
    error::RunError,
    plan::property,
    read::Read,
    two_way::{
        object_plan::Write,
        remote::{Shown, Trash, property_of, property_shown, shown},
    },
};

/// How soon after our own write the text of its page is looked at again, when there is time: see [`Change::OweAudit`].
const AUDIT_OF_OUR_WRITES: i64 = 1;

impl Engine {
    /// Writes properties, after `changes` that the decision asks for. `stuck` are those that cannot be written, and why.
    pub(super) async fn push_properties(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        changes: Vec<Change>,
        writes: Vec<Write>,
        stuck: Vec<(Write, &'static str)>,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        if writes.is_empty() {
            self.write_down(pushing, changes).await?;
            return self.park_stuck(pushing, target, stuck, pushed).await;
        }
        self.intend(pushing, target.id(), changes, &writes).await?;
        match self.send_properties(pushing, target, &writes).await {
            Ok(reply) => {
                self.written(pushing, target, &writes, &reply, pushed)
                    .await?;
                self.park_stuck(pushing, target, stuck, pushed).await
            }
            Err(error) if writes.len() > 1 && may_be_one_of_many(&error) => {
                self.push_one_by_one(pushing, target, writes, stuck, pushed)
                    .await
            }
            Err(error) => {
                let all = [writes, stuck.into_iter().map(|(write, _)| write).collect()].concat();
                self.refused(pushing, target.id(), &all, error, pushed)
                    .await
            }
        }
    }

    /// Writes each value alone; those that Notion refuses are parked together at the end.
    async fn push_one_by_one(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        writes: Vec<Write>,
        stuck: Vec<(Write, &'static str)>,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let mut refused = Vec::new();
        let mut first = None;
        for write in writes {
            let alone = std::slice::from_ref(&write);
            self.intend(pushing, target.id(), Vec::new(), alone).await?;
            match self.send_properties(pushing, target, alone).await {
                Ok(reply) => self.written(pushing, target, alone, &reply, pushed).await?,
                Err(error) if may_be_one_of_many(&error) => {
                    first = first.or(Some(error));
                    refused.push(write);
                }
                Err(error) => {
                    return self
                        .refused(pushing, target.id(), alone, error, pushed)
                        .await;
                }
            }
        }
        match first {
            Some(error) => {
                refused.extend(stuck.into_iter().map(|(write, _)| write));
                self.refused(pushing, target.id(), &refused, error, pushed)
                    .await
            }
            None => self.park_stuck(pushing, target, stuck, pushed).await,
        }
    }

    async fn park_stuck(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        stuck: Vec<(Write, &'static str)>,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let Some((_, reason)) = stuck.first() else {
            return Ok(());
        };
        let reason = *reason;
        let writes: Vec<Write> = stuck.into_iter().map(|(write, _)| write).collect();
        pushed.report.parked += writes.len() as u64;
        let parked = self
            .park(
                pushing,
                target.id(),
                &writes,
                &Parking::until_changed(reason),
            )
            .await?;
        self.write_down(pushing, parked).await?;
        Ok(())
    }

    async fn send_properties(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        writes: &[Write],
    ) -> Result<Reply<Page>, Error> {
        let values: Map<String, Value> = writes
            .iter()
            .filter_map(|write| match &write.part {
                Part::Property(id) => Some((id.clone(), parsed(write.value.as_deref()))),
                Part::Body | Part::Place | Part::Trash => None,
            })
            .collect();
        pushing
            .client
            .update_page(target.id(), &json!({"properties": values}))
            .await
    }

    /// Settles what Notion has confirmed.
    async fn written(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        writes: &[Write],
        reply: &Reply<Page>,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let page = target.id();
        let known = self.store.known(pushing.connection, &[page]).await?;
        let mut changes = self.seen(pushing, reply).await?;
        if let Some(known) = known.get(&page)
            && body_is_known(known, &target.shown.value, self.bot)
        {
            let again = Read::Body { page }.kind();
            changes
                .retain(|change| !matches!(change, Change::AddFetch(fetch) if fetch.kind == again));
            changes.push(Change::EchoBody {
                object: page,
                edited_time: Some(reply.value.last_edited_time),
            });
            changes.push(Change::OweAudit {
                object: page,
                priority: AUDIT_OF_OUR_WRITES,
                due: self.clock.now(),
            });
        }
        if writes.iter().any(|write| is_cut(&reply.value, &write.part)) {
            // Its beginning may look as before.
            changes.extend(property::cut(page, &reply.value.properties));
        }
        for write in writes {
            if planted(Bug::EchoPushedAgain) {
                continue;
            }
            changes.push(Change::SettlePart {
                object: page,
                part: write.part.clone(),
                through_edits: write.edits,
                // What a later edit was made from.
                base: write.value.clone(),
            });
        }
        changes.push(Change::RemoveOutbox {
            object: page,
            part: OutboxPart::Properties,
        });
        changes.extend(trash_after(target, reply));
        pushed.report.properties += writes.len() as u64;
        pushed.report.overtaken += u64::from(overtaken(&target.shown.value, &reply.value, writes));
        self.write_down(pushing, changes).await?;
        tracing::info!(
            event = "task_pushed_to_notion",
            correlation_id = pushing.correlation_id,
            page = %page,
            properties = writes.len(),
            request_id = reply.request_id,
            "properties were written"
        );
        Ok(())
    }
}

/// What the person has put into the trash here looks like this after our own write.
pub(super) fn trash_after(target: &Target, reply: &Reply<Page>) -> Option<Change> {
    let before = target.trash_part()?.base.as_deref().and_then(Trash::read)?;
    let shown = Trash {
        metadata: keepsake_memory::metadata_hash(reply.raw.get()).to_string(),
        ..before
    };
    follow_trash(target, Some(shown.text()))
}

/// Whether the stored text was read after the last edit that the page shows, so that our write is the only news.
fn body_is_known(known: &Known, shown: &Page, bot: keepsake_text::NotionId) -> bool {
    let settled = known.body_settled && known.body_edited_time == Some(shown.last_edited_time);
    let echoed =
        known.body_echo_time == Some(shown.last_edited_time) && shown.last_edited_by == Some(bot);
    settled || echoed
}

/// Whether a page shows only the beginning of a value.
fn is_cut(page: &Page, part: &Part) -> bool {
    shown(page, part) == Shown::Cut
}

/// Whether the answer shows an edit of something that we did not write: it was made between our look and our write.
fn overtaken(before: &Page, after: &Page, writes: &[Write]) -> bool {
    let written = |id: &str| {
        writes
            .iter()
            .any(|write| matches!(&write.part, Part::Property(part) if part == id))
    };
    after.properties.values().any(|value| {
        let Some(id) = value.get("id").and_then(Value::as_str) else {
            return false;
        };
        !written(id)
            && property_of(&before.properties, id).map(property_shown)
                != Some(property_shown(value))
    })
}

/// Whether the refusal may be about one of several values only.
fn may_be_one_of_many(error: &Error) -> bool {
    error.kind() == ErrorKind::Validation && !error.is_retryable() && !error.outcome_unclear
}

fn parsed(value: Option<&str>) -> Value {
    value
        .and_then(|text| serde_json::from_str(text).ok())
        .unwrap_or(Value::Null)
}
