//! Writing the text of a page.
//!
//! Leaves out what the text becomes ([`crate::two_way::text_plan`]) and by which requests
//! ([`crate::two_way::text_strategy`]). The rules it protects: a merge is stored before it is written, so that a later edit
//! here is an edit of it; Notion's answer to a write becomes both what Notion showed last and the new base; a text of which
//! only a part could be read is never written.

use std::collections::HashSet;

use keepsake_memory::{
    Change, Kept as Stored, NewConflict, NewHistory, Origin, OutboxPart, Part, UnsettledPart,
};
use keepsake_notion::{Error, ErrorKind, InsertPosition, MarkdownChange, PageMarkdown, Reply};
use keepsake_text::{
    NotionId,
    edits::{self, SegmentEdit},
};

use super::{Engine, Pushed, Pushing, outcome::park_unsent, page::Target};
use crate::{
    error::RunError,
    plan::body::{self, BodyAnswer},
    two_way::{
        decide::{Edited, Kept},
        object_plan::Write,
        text_plan::{self, TextPlan},
        text_strategy::{self, BlockStep, Steps, TopBlock},
    },
};

/// A text that is being written.
struct Text<'a> {
    target: &'a Target,
    part: UnsettledPart,
    /// Notion's text without signatures.
    remote: String,
}

impl Engine {
    pub(super) async fn push_body(
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
                let writes = [write];
                self.intend(pushing, target.id(), Vec::new(), &writes)
                    .await?;
                return self
                    .refused(pushing, target.id(), &writes, error, pushed)
                    .await;
            }
        };
        let read = BodyAnswer::new(&answer.value, answer.server_time);
        if read.truncated {
            return self
                .park_text(pushing, target, write, "truncated", pushed)
                .await;
        }
        self.store_text(pushing, target, &answer, Vec::new())
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
                self.write_down(pushing, text.settled(&text.remote)).await?;
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
            self.write_down(pushing, text.settled(&text.remote)).await?;
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
                self.intend(pushing, page, Vec::new(), &writes).await?;
                return self.refused(pushing, page, &writes, error, pushed).await;
            }
        };
        self.intend(pushing, page, Vec::new(), &writes).await?;
        match send(pushing, page, &steps).await {
            Ok(answer) => {
                let read = BodyAnswer::new(&answer.value, answer.server_time);
                let mut changes = text.after(&steps, &edits, &read.source);
                changes.push(Change::RemoveOutbox {
                    object: page,
                    part: OutboxPart::Body,
                });
                self.store_text(pushing, text.target, &answer, changes)
                    .await?;
                pushed.report.texts += 1;
                pushed.report.merged += u64::from(joined);
                pushed.report.postponed += u64::from(!steps.later.is_empty());
                tracing::info!(
                    event = "task_pushed_to_notion",
                    correlation_id = pushing.correlation_id,
                    page = %page,
                    request_id = answer.request_id,
                    "a text was written"
                );
                Ok(())
            }
            // The text has changed between our look and our write, and Notion has refused the swap for that.
            Err(error) if error.kind() == ErrorKind::Validation && !steps.swaps.is_empty() => {
                pushed.report.overtaken += 1;
                self.overtaken(pushing, page, &writes, error, pushed).await
            }
            Err(error) => self.refused(pushing, page, &writes, error, pushed).await,
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
        let mut commented = HashSet::new();
        for block in text_strategy::touched(edits, &proof, &blocks) {
            match pushing.client.comments(block.id, None).await {
                Ok(list) if list.value.results.is_empty() => {}
                Ok(_) => {
                    commented.insert(block.id);
                }
                // Whether there are comments cannot be known, so the block is treated as if there were.
                Err(error) if error.kind() == ErrorKind::Permission => {
                    commented.insert(block.id);
                }
                Err(error) => return Err(error),
            }
        }
        Ok(text_strategy::steps(
            &text.remote,
            edits,
            &proof,
            &blocks,
            &commented,
        ))
    }

    /// Stores what Notion has shown of the text, with `changes` that follow from it.
    async fn store_text(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        answer: &Reply<PageMarkdown>,
        more: Vec<Change>,
    ) -> Result<(), RunError> {
        let read = BodyAnswer::new(&answer.value, answer.server_time);
        let ids: Vec<NotionId> = read.children().into_iter().chain([target.id()]).collect();
        let known = self.store.known(pushing.connection, &ids).await?;
        let mut changes = match known.get(&target.id()) {
            Some(before) => body::changes(&pushing.context, target.id(), before, &read, &known),
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
        let parked = park_unsent(pushing, target.id(), &[write], reason);
        self.write_down(pushing, parked).await?;
        Ok(())
    }
}

impl Text<'_> {
    fn settled(&self, base: &str) -> Vec<Change> {
        vec![
            Change::SettlePart {
                object: self.target.id(),
                part: Part::Body,
                through_edits: self.part.edits,
                base: Some(base.to_owned()),
            },
            Change::RemoveOutbox {
                object: self.target.id(),
                part: OutboxPart::Body,
            },
        ]
    }

    fn merged(&self, pushing: &Pushing<'_>, wanted: &str) -> [Change; 3] {
        let (object, part, through_edits) = (self.target.id(), Part::Body, self.part.edits);
        [
            Change::PutBase {
                object,
                part: part.clone(),
                through_edits,
                value: Some(self.remote.clone()),
                lossy: false,
            },
            Change::PutLocal {
                object,
                part: part.clone(),
                through_edits,
                value: Some(wanted.to_owned()),
            },
            Change::PutHistory(NewHistory {
                object,
                part,
                origin: Origin::Merge,
                before: self.part.local.clone(),
                after: Some(wanted.to_owned()),
                correlation_id: pushing.correlation_id.to_owned(),
            }),
        ]
    }

    /// What holds after the steps: the text is in step, or edits are left that could not go into the same request.
    fn after(&self, steps: &Steps, edits: &[SegmentEdit], now: &str) -> Vec<Change> {
        if steps.later.is_empty() {
            return vec![Change::SettlePart {
                object: self.target.id(),
                part: Part::Body,
                through_edits: self.part.edits,
                base: Some(now.to_owned()),
            }];
        }
        let left: Vec<SegmentEdit> = steps
            .later
            .iter()
            .filter_map(|index| edits.get(*index).cloned())
            .collect();
        let wanted =
            keepsake_text::merge::merge(&self.remote, &edits::apply(&self.remote, &left), now)
                .resolve(keepsake_text::merge::Choice::Mine);
        let (object, part, through_edits) = (self.target.id(), Part::Body, self.part.edits);
        vec![
            Change::PutBase {
                object,
                part: part.clone(),
                through_edits,
                value: Some(now.to_owned()),
                lossy: false,
            },
            Change::PutLocal {
                object,
                part,
                through_edits,
                value: Some(wanted),
            },
        ]
    }

    fn conflict(&self, pushing: &Pushing<'_>, policy: &str, kept: Option<Stored>) -> Change {
        Change::PutConflict(NewConflict {
            object: self.target.id(),
            part: Part::Body,
            base: self.part.base.clone(),
            local: self.part.local.clone(),
            remote: Some(self.remote.clone()),
            policy: policy.to_owned(),
            kept,
            detail: String::new(),
            correlation_id: pushing.correlation_id.to_owned(),
        })
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

/// Sends the steps; the answer is the whole text after them.
async fn send(
    pushing: &Pushing<'_>,
    page: NotionId,
    steps: &Steps,
) -> Result<Reply<PageMarkdown>, Error> {
    let client = pushing.client;
    let mut answer = None;
    if !steps.swaps.is_empty() {
        let replacements = steps
            .swaps
            .iter()
            .map(|swap| (swap.old.clone(), swap.new.clone()));
        let change = MarkdownChange::Replace {
            replacements: replacements.collect(),
            allow_deleting_content: false,
        };
        answer = Some(client.update_markdown(page, &change).await?);
    }
    for step in &steps.blocks {
        match step {
            BlockStep::Change { block, body } => {
                client.update_block(*block, body).await?;
            }
            BlockStep::Insert { after, children } => {
                let position = after.map_or(InsertPosition::Start, InsertPosition::After);
                client.append_children(page, children, position).await?;
            }
            BlockStep::Delete { block } => {
                client.delete_block(*block).await?;
            }
        }
    }
    match answer.filter(|_| steps.blocks.is_empty()) {
        Some(answer) => Ok(answer),
        None => client.page_markdown(page).await,
    }
}

/// The blocks of the first level of a page.
async fn top_level(pushing: &Pushing<'_>, page: NotionId) -> Result<Vec<TopBlock>, Error> {
    let mut blocks = Vec::new();
    let mut cursor: Option<String> = None;
    loop {
        let reply = pushing
            .client
            .block_children(page, cursor.as_deref())
            .await?;
        blocks.extend(reply.value.results.iter().map(|item| TopBlock {
            id: item.value.id,
            raw: serde_json::from_str(item.raw.get()).unwrap_or_default(),
        }));
        match reply.value.next_cursor.filter(|_| reply.value.has_more) {
            Some(next) => cursor = Some(next),
            None => return Ok(blocks),
        }
    }
}
