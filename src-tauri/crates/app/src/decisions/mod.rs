//! What needs a person's decision: conflicts, plans that stopped, changes that could not be sent; and what waits to be sent.
//!
//! `conflict` shows one, `decide` carries a decision out, `second_page` is where a version goes that is kept beside the
//! other, `brakes` are plans that stopped, `parked` what could not be sent. Leaves out what a decision changes
//! (`keepsake-sync`). The rule it protects: nothing is decided for a person, and what they decide against is kept.

mod brakes;
mod conflict;
mod decide;
mod parked;
mod second_page;

use std::collections::BTreeMap;

use keepsake_memory::{Conflict, ConnectionId, ConnectionState, CreationState, OutboxState, Part};
use keepsake_sync::two_way::remote::Trash;
use keepsake_text::{NotionId, merge};
use serde_json::Value;

use crate::connect::connection_id;
use crate::dto::{
    self, Attention, ConflictSummary, Decisions, HistoryPart, TrashedWhere, WaitingChange,
};
use crate::error::AppError;
use crate::history::{field_of, part_kind, words_of};
use crate::keepsake::Keepsake;
use crate::texts::title_of;

pub use decide::Keep;

/// Objects read at once.
const BATCH: u32 = 1_000;

impl Keepsake {
    /// Everything that waits for a decision.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn decisions(&self, connection: &str) -> Result<Decisions, AppError> {
        let connection = connection_id(connection)?;
        Ok(Decisions {
            brakes: self.open_brakes(connection).await?,
            conflicts: self.conflict_summaries(connection).await?,
            parked: self.parked(connection).await?,
        })
    }

    async fn conflict_summaries(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<ConflictSummary>, AppError> {
        let mut by_page: BTreeMap<NotionId, Vec<Conflict>> = BTreeMap::new();
        for conflict in self.store().conflicts(connection, true).await? {
            by_page.entry(conflict.object).or_default().push(conflict);
        }
        let mut pages: Vec<Vec<Conflict>> = by_page.into_values().collect();
        pages.sort_by_key(|conflicts| conflicts.iter().map(|one| one.created_time).min());
        let mut summaries = Vec::with_capacity(pages.len());
        for conflicts in pages {
            summaries.push(self.conflict_summary(connection, &conflicts).await?);
        }
        Ok(summaries)
    }

    /// What the conflicts of one page come to.
    async fn conflict_summary(
        &self,
        connection: ConnectionId,
        conflicts: &[Conflict],
    ) -> Result<ConflictSummary, AppError> {
        let page = conflicts
            .first()
            .ok_or_else(|| AppError::internal("a page without conflicts"))?
            .object;
        let object = self.store().object(connection, page).await?;
        let place = match object.as_ref().and_then(|object| object.container) {
            Some(container) => self.store().object(connection, container).await?,
            None => None,
        };
        let mut summary = ConflictSummary {
            page: page.to_string(),
            title: object.map(|object| object.title).unwrap_or_default(),
            place: place.map(|place| place.title).unwrap_or_default(),
            properties: 0,
            segments: 0,
            trash: None,
        };
        for conflict in conflicts {
            match conflict.part {
                Part::Property(_) | Part::Place => summary.properties += 1,
                Part::Body => {
                    let merged = self.merged(connection, conflict).await?;
                    summary.segments += dto::count(merged.conflicts() as u64);
                }
                Part::Trash => summary.trash = Some(trashed_where(conflict)),
            }
        }
        Ok(summary)
    }

    /// Both versions of a text over what they were made from, with the newest one from here.
    async fn merged(
        &self,
        connection: ConnectionId,
        conflict: &Conflict,
    ) -> Result<merge::Merged, AppError> {
        let unsettled = self
            .store()
            .unsettled_of(connection, conflict.object)
            .await?;
        let parts = unsettled
            .map(|unsettled| unsettled.parts)
            .unwrap_or_default();
        let own = parts.into_iter().find(|part| part.part == conflict.part);
        let local = own.map_or_else(|| conflict.local.clone(), |part| part.local);
        Ok(merge::merge(
            conflict.base.as_deref().unwrap_or_default(),
            local.as_deref().unwrap_or_default(),
            conflict.remote.as_deref().unwrap_or_default(),
        ))
    }

    /// Changes made here that Notion does not have yet, oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn waiting_changes(&self, connection: &str) -> Result<Vec<WaitingChange>, AppError> {
        let connection = connection_id(connection)?;
        let mut waiting = Vec::new();
        let mut after = 0;
        loop {
            let page = self.store().unsettled(connection, after, BATCH).await?;
            let Some(last) = page.last() else { break };
            after = last.row;
            for unsettled in page {
                let object = self.store().object(connection, unsettled.object).await?;
                let title = object.map(|object| object.title).unwrap_or_default();
                let raw = self.store().raw(connection, unsettled.object).await?;
                let raw = raw.unwrap_or(Value::Null);
                waiting.extend(unsettled.parts.iter().map(|part| WaitingChange {
                    page: unsettled.object.to_string(),
                    title: title.clone(),
                    part: part_kind(&part.part),
                    field: field_of(&raw, &part.part),
                    before: words_of(&part.part, part.base.as_deref()),
                    after: words_of(&part.part, part.local.as_deref()),
                    since: dto::moment(part.edited_time),
                }));
            }
        }
        let states = [CreationState::Waiting, CreationState::Sent];
        for creation in self.store().creations(connection, &states).await? {
            waiting.push(WaitingChange {
                page: creation.provisional.to_string(),
                title: title_of(&creation.properties),
                part: HistoryPart::Page,
                field: String::new(),
                before: String::new(),
                after: creation.markdown.unwrap_or_default(),
                since: dto::moment(creation.created_time),
            });
        }
        waiting.sort_by(|one, other| one.since.cmp(&other.since));
        Ok(waiting)
    }

    /// How many changes made here Notion does not have, pages that were made here included.
    pub(crate) async fn unsent_of(&self, connection: ConnectionId) -> Result<u64, AppError> {
        let states = [CreationState::Waiting, CreationState::Sent];
        let made = self.store().creations(connection, &states).await?.len() as u64;
        Ok(self.store().count_unsettled(connection).await? + made)
    }

    /// How many things wait; nothing where the person stopped syncing, because nothing can be done about it there. Costs a
    /// few counts.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn attention(&self, connection: &str) -> Result<Attention, AppError> {
        let connection = connection_id(connection)?;
        let store = self.store();
        if store.connection(connection).await?.state == ConnectionState::Stopped {
            return Ok(Attention::default());
        }
        let brakes = store.brakes(connection).await?;
        let unanswered = brakes.iter().filter(|brake| brake.answer.is_none()).count() as u64;
        let outbox = store.outbox(connection).await?;
        let parked = outbox.iter().filter(|row| row.state == OutboxState::Parked);
        let parked_creations = store
            .creations(connection, &[CreationState::Parked])
            .await?
            .len();
        let mut inbox = 0;
        for profile in store.profiles(connection).await? {
            inbox += store.record_counts(profile.id).await?.invalid;
        }
        let alerts = store.alerts(true, BATCH).await?;
        let alerts = alerts.iter().filter(|alert| {
            alert.connection.is_none_or(|theirs| theirs == connection)
                && alert.state == keepsake_memory::AlertState::Open
                && alert.severity != keepsake_memory::Severity::Info
        });
        Ok(Attention {
            decisions: dto::count(store.count_conflicts(connection).await? + unanswered),
            brakes: dto::count(unanswered),
            parked: dto::count((parked.count() + parked_creations) as u64),
            inbox: dto::count(inbox),
            alerts: dto::count(alerts.count() as u64),
            waiting: dto::count(self.unsent_of(connection).await?),
        })
    }
}

/// Which side put the page into the trash.
pub(crate) fn trashed_where(conflict: &Conflict) -> TrashedWhere {
    let local = conflict.local.as_deref().and_then(Trash::read);
    match local {
        Some(Trash { in_trash: true, .. }) => TrashedWhere::Here,
        _ if conflict.local.as_deref() == Some("true") => TrashedWhere::Here,
        _ => TrashedWhere::Notion,
    }
}
