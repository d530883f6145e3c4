//! Writing the text of a page.
//!
//! Leaves out what the text becomes ([`crate::two_way::text_plan`]) and by which requests
//! ([`crate::two_way::text_strategy`]). The rules it protects: a merge is stored before it is written, so that a later edit
//! here is an edit of it; Notion's answer to a write becomes both what Notion showed last and the new base, and what it
//! changed beyond what was sent is kept as it was and said; a text of which only a part could be read is never written.

mod sending;
mod text;

use std::collections::HashSet;

use keepsake_memory::{Change, Kept as Stored, Origin, OutboxPart, Part, UnsettledPart};
use keepsake_notion::{Error, ErrorKind};
use keepsake_text::{
    NotionId,
    edits::{self, SegmentEdit},
};

use super::{
    Engine, Pushed, Pushing,
    outcome::half_sent,
    page::{Target, agreed},
    parking::Parking,
};
use sending::{Broken, send, top_level};
use text::Text;

use crate::{
    error::RunError,
    plan::body::{self, BodyAnswer},
    two_way::{
        arrived::text_arrived,
        decide::{Edited, Kept},
        object_plan::Write,
        text_plan::{self, TextPlan},
        text_strategy::{self, Steps},
    },
};

/// After how many requests that write the rest of a text waits for the next run.
const MOST_ROUNDS: u32 = 4;

impl Engine {
    /// Writes a text; what cannot go into one request goes into the next, after another look.
    pub(super) async fn push_body(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        part: UnsettledPart,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let mut part = part;
        for _ in 0..MOST_ROUNDS {
            let written = pushed.report.texts;
            self.push_text(pushing, target, part, pushed).await?;
            if pushed.report.texts == written || pushed.end.is_some() {
                return Ok(());
            }
            let left = self
                .store
                .unsettled_of(pushing.connection, target.id())
                .await?
                .and_then(|page| page.parts.into_iter().find(|part| part.part == Part::Body));
            match left {
                Some(left) => part = left,
                None => return Ok(()),
            }
        }
        pushed.report.postponed += 1;
        Ok(())
    }

    async fn push_text(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        part: UnsettledPart,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let write = of(&part, None);
        if part.lossy_base {
            return self
                .park_text(pushing, target, write, "lossy_base", pushed)
                .await;
        }
        let answer = match pushing.client.page_markdown(target.id()).await {
            Ok(answer) => answer,
            Err(error) => {
                return self
                    .unread(pushing, target.id(), &[write], error, pushed)
                    .await;
            }
        };
        let read = BodyAnswer::new(&answer.value, answer.server_time);
        if read.truncated {
            return self
                .park_text(pushing, target, write, "truncated", pushed)
                .await;
        }
        let mut part = part;
        let rows = pushing
            .outbox
            .get(&target.id())
            .map_or(&[][..], Vec::as_slice);
        let arrived =
            text_arrived(rows, &read.source).map(|text| agreed(target.id(), &mut part, Some(text)));
        self.store_text(pushing, target, &read, arrived.into_iter().collect())
            .await?;
        let text = Text {
            target,
            part,
            remote: read.source,
        };
        self.decide_text(pushing, text, pushed).await
    }

    async fn decide_text(
        &self,
        pushing: &Pushing<'_>,
        text: Text<'_>,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let page = &text.target.shown.value;
        let rule = pushing.rules.of(page, &Part::Body);
        let plan = text_plan::plan(
            text.part.base.as_deref().unwrap_or_default(),
            text.part.local.as_deref().unwrap_or_default(),
            &text.remote,
            rule,
            Edited {
                here: text.part.edited_time,
                notion: Some(page.last_edited_time),
            },
        );
        let policy = rule.policy.as_str();
        match plan {
            TextPlan::InStep => {
                pushed.report.settled += 1;
                self.write_down(pushing, text.settled()).await?;
                Ok(())
            }
            TextPlan::Take { loses } => {
                let mut changes = Vec::new();
                if loses {
                    pushed.report.decided += 1;
                    changes.push(text.conflict(pushing, policy, Some(Stored::Notion)));
                }
                pushed.report.settled += 1;
                changes.push(Change::TakeRemote {
                    object: text.target.id(),
                    part: Part::Body,
                    through_edits: text.part.edits,
                    value: Some(text.remote.clone()),
                    origin: Origin::Conflict,
                    correlation_id: pushing.correlation_id.to_owned(),
                });
                self.write_down(pushing, changes).await?;
                Ok(())
            }
            TextPlan::Ask => {
                pushed.report.asked += 1;
                let changes = vec![text.conflict(pushing, policy, None)];
                self.write_down(pushing, changes).await?;
                Ok(())
            }
            TextPlan::Write {
                wanted,
                joined,
                decided,
            } => {
                let mut changes = Vec::new();
                if let Some(kept) = decided {
                    pushed.report.decided += 1;
                    let kept = match kept {
                        Kept::Local => Stored::Local,
                        Kept::Notion => Stored::Notion,
                    };
                    changes.push(text.conflict(pushing, policy, Some(kept)));
                }
                if joined {
                    changes.extend(text.merged(pushing, &wanted));
                }
                self.write_text(pushing, text, changes, wanted, joined, pushed)
                    .await
            }
        }
    }

    /// Writes `wanted`, after `changes` that the decision asks for.
    async fn write_text(
        &self,
        pushing: &Pushing<'_>,
        text: Text<'_>,
        changes: Vec<Change>,
        wanted: String,
        joined: bool,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let page = text.target.id();
        let write = Write {
            value: Some(wanted.clone()),
            ..of(&text.part, Some(&text.remote))
        };
        if self.write_down(pushing, changes).await?.edited_since > 0 {
            // The person went on writing: the next run looks at all of it.
            pushed.report.waiting += 1;
            return Ok(());
        }
        let edits = edits::edits(&text.remote, &wanted);
        if edits.is_empty() {
            pushed.report.settled += 1;
            self.write_down(pushing, text.settled()).await?;
            return Ok(());
        }
        let writes = [write];
        let steps = match self.steps(pushing, &text, &edits).await {
            Ok(Ok(steps)) => steps,
            Ok(Err(reason)) => {
                let [write] = writes;
                return self
                    .park_text(pushing, text.target, write, reason, pushed)
                    .await;
            }
            Err(error) => {
                return self.unread(pushing, page, &writes, error, pushed).await;
            }
        };
        self.intend(pushing, page, Vec::new(), &writes).await?;
        match send(pushing, page, &steps).await {
            Ok(answer) => {
                let read = BodyAnswer::new(&answer.value, answer.server_time);
                let mut changes = text.after(&steps, &edits, &wanted, &read.source);
                if !edits::spares_the_rest(&text.remote, &edits, &read.source) {
                    pushed.report.decided += 1;
                    tracing::warn!(
                        correlation_id = pushing.correlation_id,
                        page = %page,
                        "Notion changed more of a text than was sent"
                    );
                    changes.push(text.overdone(pushing, &wanted, &read.source));
                }
                changes.push(Change::RemoveOutbox {
                    object: page,
                    part: OutboxPart::Body,
                });
                self.store_text(pushing, text.target, &read, changes)
                    .await?;
                pushed.report.texts += 1;
                pushed.report.merged += u64::from(joined);
                tracing::info!(
                    event = "task_pushed_to_notion",
                    correlation_id = pushing.correlation_id,
                    page = %page,
                    request_id = answer.request_id,
                    "a text was written"
                );
                Ok(())
            }
            Err(Broken {
                error,
                has_begun: true,
            }) => {
                half_sent(pushing, page, error, pushed);
                Ok(())
            }
            // The text has changed between our look and our write, and Notion has refused the swap for that.
            Err(Broken { error, .. })
                if error.kind() == ErrorKind::Validation && !steps.swaps.is_empty() =>
            {
                pushed.report.overtaken += 1;
                self.overtaken(pushing, page, &writes, error, pushed).await
            }
            Err(Broken { error, .. }) => self.refused(pushing, page, &writes, error, pushed).await,
        }
    }

    /// By which requests edits are made; reads the blocks and the comments on those that are touched.
    async fn steps(
        &self,
        pushing: &Pushing<'_>,
        text: &Text<'_>,
        edits: &[SegmentEdit],
    ) -> Result<Result<Steps, &'static str>, Error> {
        let blocks = top_level(pushing, text.target.id()).await?;
        let Some(proof) = text_strategy::prove(&text.remote, &blocks) else {
            return Ok(Err("unprovable"));
        };
        let mut free = HashSet::new();
        for block in text_strategy::to_check(&text.remote, edits, &proof, &blocks) {
            match pushing.client.comments(block.id, None).await {
                Ok(list) => {
                    if list.value.results.is_empty() {
                        free.insert(block.id);
                    }
                }
                // Whether there are comments cannot be known, so the block is treated as if there were.
                Err(error) if error.kind() == ErrorKind::Permission => {}
                Err(error) => return Err(error),
            }
        }
        Ok(text_strategy::steps(
            &text.remote,
            edits,
            &proof,
            &blocks,
            &free,
        ))
    }

    /// Stores what Notion has shown of the text, with `changes` that follow from it.
    async fn store_text(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        read: &BodyAnswer,
        more: Vec<Change>,
    ) -> Result<(), RunError> {
        let ids: Vec<NotionId> = read.children().into_iter().chain([target.id()]).collect();
        let known = self.store.known(pushing.connection, &ids).await?;
        let mut changes = match known.get(&target.id()) {
            Some(before) => {
                let mut changes =
                    body::changes(&pushing.context, target.id(), before, read, &known);
                self.hold_back(pushing.connection, target.id(), before, &mut changes)
                    .await?;
                changes
            }
            None => Vec::new(),
        };
        changes.extend(more);
        self.write_down(pushing, changes).await?;
        Ok(())
    }

    async fn park_text(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        write: Write,
        reason: &str,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        pushed.report.parked += 1;
        let parked = self
            .park(
                pushing,
                target.id(),
                &[write],
                &Parking::until_changed(reason),
            )
            .await?;
        self.write_down(pushing, parked).await?;
        Ok(())
    }
}

fn of(part: &UnsettledPart, remote: Option<&str>) -> Write {
    Write {
        part: Part::Body,
        value: part.local.clone(),
        before: remote.map(str::to_owned),
        edits: part.edits,
    }
}
