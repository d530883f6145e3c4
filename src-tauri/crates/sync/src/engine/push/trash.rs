//! Putting pages into the trash and taking them out again.
//!
//! Leaves out how many may go at once ([`crate::two_way::brake`]). The rule it protects: an edit made in Notion after the
//! person here had decided keeps the page: nothing is thrown away that the person has not seen.

use keepsake_memory::{Change, NewConflict, OutboxPart, Part, UnsettledPart};
use keepsake_text::{NotionId, canonical, dialect};
use serde_json::json;

use super::{Engine, Pushed, Pushing, outcome::without_echo, page::Target, parking::Parking};
use crate::{
    error::RunError,
    two_way::{object_plan::Write, remote::Trash},
};

/// Why a page is parked that comes out of the trash only together with what it lies in.
const WITH_PARENT: &str = "in_trash_with_parent";

impl Engine {
    /// Puts a page into the trash, if it still is what the person saw.
    pub(super) async fn push_trash(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        part: UnsettledPart,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        if pushing.trash_waits {
            pushed.report.waiting += 1;
            return Ok(());
        }
        let writes = [write(&part)];
        let body = match pushing.client.page_markdown(target.id()).await {
            Ok(body) => body,
            Err(error) => {
                return self
                    .unread(pushing, target.id(), &writes, error, pushed)
                    .await;
            }
        };
        let now = Trash {
            in_trash: false,
            metadata: keepsake_memory::metadata_hash(target.shown.raw.get()).to_string(),
            body: canonical::hash_text(&dialect::stable(&body.value.markdown)).to_string(),
        };
        let seen = part.base.as_deref().and_then(Trash::read);
        let written_here = pushed.report.wrote();
        let same = seen.is_some_and(|seen| {
            (written_here || seen.metadata == now.metadata)
                && (pushed.report.texts > 0 || seen.body.is_empty() || seen.body == now.body)
        });
        if !same {
            pushed.report.asked += 1;
            let changes = vec![
                Change::PutConflict(NewConflict {
                    object: target.id(),
                    part: Part::Trash,
                    base: part.base.clone(),
                    local: part.local.clone(),
                    remote: Some(now.text()),
                    policy: "ask".to_owned(),
                    kept: None,
                    detail: json!({"why": "edited_since"}).to_string(),
                    correlation_id: pushing.correlation_id.to_owned(),
                }),
                Change::RemoveOutbox {
                    object: target.id(),
                    part: OutboxPart::Trash,
                },
            ];
            self.write_down(pushing, changes).await?;
            return Ok(());
        }
        self.intend(pushing, target.id(), Vec::new(), &writes)
            .await?;
        match pushing
            .client
            .update_page(target.id(), &json!({"in_trash": true}))
            .await
        {
            Ok(reply) => {
                let mut changes = self.seen(pushing, &reply).await?;
                changes.push(Change::MarkTrashed {
                    object: target.id(),
                });
                // What lies in it goes along, on evidence: it may have been moved out before.
                let (connection, id) = (pushing.connection, target.id());
                let below = self.store.alive_below(connection, &[id]).await?;
                let below: Vec<NotionId> = below.iter().map(|seen| seen.object).collect();
                changes.extend(self.looks_at(connection, &below).await?);
                changes.extend(settle(target, &part));
                pushed.report.trashed += 1;
                self.write_down(pushing, changes).await?;
                Ok(())
            }
            Err(error) => {
                self.refused(pushing, target.id(), &writes, error, pushed)
                    .await
            }
        }
    }

    /// Takes a page out of the trash, after `changes` that the decision asks for.
    pub(super) async fn restore(
        &self,
        pushing: &Pushing<'_>,
        target: &Target,
        mut changes: Vec<Change>,
        part: UnsettledPart,
        pushed: &mut Pushed,
    ) -> Result<(), RunError> {
        let writes = [write(&part)];
        changes.push(without_echo(target.id()));
        self.intend(pushing, target.id(), changes, &writes).await?;
        match pushing
            .client
            .update_page(target.id(), &json!({"in_trash": false}))
            .await
        {
            Ok(reply) => {
                let mut changes = self.seen(pushing, &reply).await?;
                if reply.value.in_trash {
                    // It lies in something that is in the trash itself, and comes out with that.
                    pushed.report.parked += 1;
                    let parking = Parking::until_changed(WITH_PARENT);
                    let parked = self.park(pushing, target.id(), &writes, &parking).await?;
                    changes.extend(parked);
                    self.write_down(pushing, changes).await?;
                    return Ok(());
                }
                changes.extend(settle(target, &part));
                pushed.report.restored += 1;
                self.write_down(pushing, changes).await?;
                Ok(())
            }
            Err(error) => {
                self.refused(pushing, target.id(), &writes, error, pushed)
                    .await
            }
        }
    }

    /// Whether a page that could not be taken out of the trash alone has been seen outside of it since.
    pub(super) async fn has_come_back(
        &self,
        pushing: &Pushing<'_>,
        page: NotionId,
    ) -> Result<bool, RunError> {
        let mut rows = pushing.outbox.get(&page).into_iter().flatten();
        if !rows.any(|row| row.reason.as_deref() == Some(WITH_PARENT)) {
            return Ok(false);
        }
        let known = self.store.known(pushing.connection, &[page]).await?;
        Ok(known
            .get(&page)
            .is_some_and(|known| !known.in_trash && !known.trash_seen))
    }
}

fn write(part: &UnsettledPart) -> Write {
    Write {
        part: part.part.clone(),
        value: part.local.clone(),
        before: part.base.clone(),
        edits: part.edits,
    }
}

fn settle(target: &Target, part: &UnsettledPart) -> [Change; 2] {
    [
        Change::SettlePart {
            object: target.id(),
            part: part.part.clone(),
            through_edits: part.edits,
            base: part.local.clone(),
        },
        Change::RemoveOutbox {
            object: target.id(),
            part: OutboxPart::Trash,
        },
    ]
}
