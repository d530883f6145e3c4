//! What is parked: why, what may help it, and whether that has happened.
//!
//! Leaves out the judgement of a refusal ([`crate::two_way::refusal`]). The rules it protects: what is parked until something
//! changes is tried again when the wish is another one, or when what Notion shows of the page or of its database is: a value
//! that did not fit may fit a schema that was put right. What was shown is compared with what is shown, never a clock with
//! another. Rights and room that are given leave no trace: what lacked them is tried again once an hour besides.

use std::collections::BTreeSet;

use keepsake_memory::{
    Change, Creation, CreationState, Known, NewParked, ObjectKind, OutboxRow, OutboxState, Part,
    Retry, Unsettled, UnsettledPart,
};
use keepsake_notion::Error;
use keepsake_text::NotionId;
use serde_json::json;
use time::OffsetDateTime;

use super::{
    Engine, Pushing,
    outcome::{groups, intent_hash},
};
use crate::{
    error::RunError,
    two_way::{object_plan::Write, refusal::Helps},
};

/// How long what lacks rights or room rests when nothing changes.
const RIGHTS_REST: time::Duration = time::Duration::hours(1);

/// When something that lacks rights or room is tried again at the latest.
pub(super) fn not_after(helps: Helps, now: OffsetDateTime) -> Option<OffsetDateTime> {
    match helps {
        Helps::Change => None,
        Helps::Rights => Some(now + RIGHTS_REST),
    }
}

/// Why something is parked, and when it is tried again.
pub(super) struct Parking<'a> {
    pub(super) reason: &'a str,
    pub(super) retry: Retry,
    pub(super) not_before: Option<OffsetDateTime>,
    pub(super) error: Option<&'a Error>,
}

impl<'a> Parking<'a> {
    /// Until the person changes it.
    pub(super) const fn until_changed(reason: &'a str) -> Self {
        Self {
            reason,
            retry: Retry::OnChange,
            not_before: None,
            error: None,
        }
    }

    /// Until a moment.
    pub(super) const fn until(reason: &'a str, moment: OffsetDateTime) -> Self {
        Self {
            reason,
            retry: Retry::After,
            not_before: Some(moment),
            error: None,
        }
    }

    /// For this refusal.
    pub(super) fn refused(
        reason: &'a str,
        helps: Helps,
        error: &'a Error,
        now: OffsetDateTime,
    ) -> Self {
        Self {
            reason,
            retry: Retry::OnChange,
            not_before: not_after(helps, now),
            error: Some(error),
        }
    }
}

impl Engine {
    /// Parks what is not written, one row for each request that would carry it.
    pub(super) async fn park(
        &self,
        pushing: &Pushing<'_>,
        object: NotionId,
        writes: &[Write],
        parking: &Parking<'_>,
    ) -> Result<Vec<Change>, RunError> {
        let circumstances = match parking.retry {
            Retry::OnChange => Some(self.circumstances(pushing, object).await?),
            Retry::Never | Retry::After => None,
        };
        let parked = groups(writes).into_iter().map(|group| {
            Change::ParkOutbox(NewParked {
                object,
                part: group.part,
                intent_hash: group.hash(circumstances.as_deref()),
                edits: group.edits(),
                retry: parking.retry,
                not_before: parking.not_before,
                reason: parking.reason.to_owned(),
                message: parking.error.map(|error| error.message.clone()),
                request_id: parking.error.and_then(|error| error.request_id.clone()),
                correlation_id: pushing.correlation_id.to_owned(),
            })
        });
        Ok(parked.collect())
    }

    /// The parked parts that nothing has happened for since.
    pub(super) async fn parked(
        &self,
        pushing: &Pushing<'_>,
        rows: &[OutboxRow],
        unsettled: &Unsettled,
        undecided: &BTreeSet<Part>,
    ) -> Result<BTreeSet<Part>, RunError> {
        let mut parked = BTreeSet::new();
        for row in rows.iter().filter(|row| row.state == OutboxState::Parked) {
            let carried: Vec<&UnsettledPart> = unsettled
                .parts
                .iter()
                .filter(|part| part.part.outbox() == row.part && !undecided.contains(&part.part))
                .collect();
            let is_helped = match row.retry {
                // What an earlier version has parked for want of rights.
                Some(Retry::Never) => row.changed_time + RIGHTS_REST <= self.clock.now(),
                Some(Retry::After) => row.not_before.is_none_or(|due| due <= self.clock.now()),
                Some(Retry::OnChange) | None
                    if row.not_before.is_some_and(|due| due <= self.clock.now()) =>
                {
                    true
                }
                Some(Retry::OnChange) | None => {
                    let circumstances = self.circumstances(pushing, unsettled.object).await?;
                    let wishes = carried.iter();
                    let wishes = wishes.map(|part| (&part.part, part.local.as_deref()));
                    intent_hash(wishes, Some(&circumstances)) != row.intent_hash
                }
            };
            if !is_helped {
                parked.extend(carried.into_iter().map(|part| part.part.clone()));
            }
        }
        Ok(parked)
    }

    /// What Notion showed last of a page and of what its database looks like, and whether the row keeps all rules.
    async fn circumstances(
        &self,
        pushing: &Pushing<'_>,
        page: NotionId,
    ) -> Result<String, RunError> {
        let known = self.store.known(pushing.connection, &[page]).await?;
        let Some(known) = known.get(&page) else {
            return Ok(String::new());
        };
        let around = match known.container {
            Some(around) => {
                let all = self.store.known(pushing.connection, &[around]).await?;
                all.get(&around).cloned()
            }
            None => None,
        };
        let schema = around
            .filter(|around| around.kind == ObjectKind::DataSource)
            .and_then(|source| source.metadata_hash);
        let shown = [known.metadata_hash, known.source_hash, schema];
        let shown = shown.map(|hash| hash.map(|hash| hash.to_string()));
        let record = self.store.record(pushing.connection, page).await?;
        let valid = record.map(|record| record.valid);
        Ok(json!([known.reach.as_str(), shown, valid]).to_string())
    }

    /// Whether nothing has happened since a creation was refused that could help it.
    pub(super) async fn is_held_back(
        &self,
        pushing: &Pushing<'_>,
        creation: &Creation,
    ) -> Result<bool, RunError> {
        if creation.state != CreationState::Parked {
            return Ok(false);
        }
        let is_due = creation.not_before.map(|due| due <= self.clock.now());
        Ok(match creation.retry {
            Some(Retry::Never) | None => true,
            Some(Retry::After) => is_due == Some(false),
            Some(Retry::OnChange)
                if creation.edits > creation.sent_edits || is_due == Some(true) =>
            {
                false
            }
            Some(Retry::OnChange) => {
                let name = refused_below(creation);
                let then = self.store.checkpoint(pushing.connection, &name).await?;
                then == Some(self.around(pushing, creation.parent).await?)
            }
        })
    }

    /// Notes beside a creation that is refused what its place is like.
    pub(super) async fn note_place(
        &self,
        pushing: &Pushing<'_>,
        creation: &Creation,
    ) -> Result<Change, RunError> {
        Ok(Change::SetCheckpoint {
            name: refused_below(creation),
            value: Some(self.around(pushing, creation.parent).await?),
        })
    }

    /// What is known of a place and of what it lies in: whether it can be seen, is in the trash, and what it looks like.
    async fn around(&self, pushing: &Pushing<'_>, place: NotionId) -> Result<String, RunError> {
        let mut told = Vec::new();
        let mut next = Some(place);
        for _ in 0..AROUND {
            let Some(id) = next else { break };
            let known = self.store.known(pushing.connection, &[id]).await?;
            let Some(known) = known.get(&id) else { break };
            told.push(looks(known));
            next = known.container;
        }
        Ok(json!(told).to_string())
    }
}

/// How many levels around a place are compared: a data source, its database, and the page around that.
const AROUND: usize = 3;

fn looks(known: &Known) -> serde_json::Value {
    let in_trash = known.in_trash || known.trash_seen;
    let hash = known.metadata_hash.map(|hash| hash.to_string());
    json!([known.reach.as_str(), in_trash, hash])
}

fn refused_below(creation: &Creation) -> String {
    format!("creation_place/{}", creation.provisional)
}

/// The creation is made: its place matters no more.
pub(super) fn forget_place(creation: &Creation) -> Change {
    Change::SetCheckpoint {
        name: refused_below(creation),
        value: None,
    }
}
