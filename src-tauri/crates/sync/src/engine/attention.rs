//! What deserves a look besides what listing shows: pages that a webhook named, and pages whose edits may leave no trace.
//!
//! Leaves out receiving webhooks. The rules it protects: a webhook is a hint to look earlier, never a source: what is stored
//! is what Notion then shows; an audit costs at most one request a run.

use keepsake_memory::{Change, ObjectKind};
use keepsake_text::NotionId;

use super::{Engine, Run};
use crate::{
    error::RunError,
    plan::round::{Lap, NextPage, Round},
    read::{Read, Walked},
    request::RunKind,
};

/// How many events one transaction takes.
const EVENTS: u32 = 500;
/// Under which name the store keeps how far the slow round has come.
const ROUND: &str = "audit_round";

impl Engine {
    /// Adds the reads that events and audits ask for.
    pub(super) async fn owe_attention(&self, run: &mut Run<'_>) -> Result<(), RunError> {
        if run.request.kind == RunKind::Discover {
            return Ok(());
        }
        self.owe_hints(run).await?;
        if run.request.audit && run.request.kind == RunKind::Sync {
            self.owe_audit(run).await?;
        }
        Ok(())
    }

    async fn owe_hints(&self, run: &Run<'_>) -> Result<(), RunError> {
        loop {
            let events = self.store.new_events(run.connection, EVENTS).await?;
            let Some(last) = events.last() else {
                return Ok(());
            };
            let is_last = events.len() < EVENTS as usize;
            tracing::debug!(through = %last.id, count = events.len(), "webhook events are worked off");
            let named: Vec<NotionId> = events.iter().filter_map(|event| event.entity).collect();
            let known = self.store.known(run.connection, &named).await?;
            let mut changes = Vec::new();
            for event in events {
                let hint = event.entity.and_then(|entity| {
                    hint(entity, event.entity_kind.as_deref(), known.get(&entity))
                });
                changes.extend(hint);
                changes.push(Change::FinishEvent { id: event.id });
            }
            self.store
                .apply(run.connection, Some(run.id), changes, self.clock.now())
                .await?;
            if is_last {
                return Ok(());
            }
        }
    }

    async fn owe_audit(&self, run: &mut Run<'_>) -> Result<(), RunError> {
        let now = self.clock.now();
        let due = self.store.next_audits(run.connection, 1, now).await?;
        let mut changes = Vec::new();
        let read = match due.first() {
            Some(page) => {
                changes.push(Change::FinishAudit { object: *page });
                Some(Read::Body { page: *page })
            }
            None => self.next_of_round(run, &mut changes).await?,
        };
        let Some(read) = read else {
            return Ok(());
        };
        run.audits += 1;
        let because = Some(read.target()).filter(|_| matches!(read, Read::Object { .. }));
        changes.push(Change::AddFetch(read.owed(because, 0)));
        self.store
            .apply(run.connection, Some(run.id), changes, now)
            .await?;
        Ok(())
    }

    /// The next read of the slow round over everything that is chosen; a round that ends begins again.
    async fn next_of_round(
        &self,
        run: &Run<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<Option<Read>, RunError> {
        let mut round = self.round(run).await?;
        for _ in 0..=Lap::ALL.len() {
            if let Some(read) = self.next_of_lap(run, &mut round).await? {
                changes.push(kept(&round));
                return Ok(Some(read));
            }
            round = round.next_lap();
        }
        Ok(None)
    }

    async fn next_of_lap(
        &self,
        run: &Run<'_>,
        round: &mut Round,
    ) -> Result<Option<Read>, RunError> {
        if let Some(read) = round.turn_page(self.bot) {
            return Ok(Some(read));
        }
        let (connection, after) = (run.connection, round.after);
        let left = match round.lap {
            Lap::Bodies | Lap::Pages => {
                let pages = self.store.chosen(connection, ObjectKind::Page, after, 1);
                pages.await?
            }
            Lap::DataSources | Lap::Rows => {
                let sources = self
                    .store
                    .chosen(connection, ObjectKind::DataSource, after, 1);
                sources.await?
            }
            Lap::Search => Vec::new(),
            Lap::Trashed => self.store.chosen_trash(connection, after, 1).await?,
            Lap::Unreachable => self.store.chosen_holes(connection).await?,
        };
        let next = left.iter().find(|object| object.row > after);
        Ok(next.map(|object| round.ask(object)))
    }

    async fn round(&self, run: &Run<'_>) -> Result<Round, RunError> {
        let stored = self.store.checkpoint(run.connection, ROUND).await?;
        Ok(stored.as_deref().map_or_else(Round::default, Round::read))
    }

    /// Where the slow round goes on in a list of which it has read a page.
    pub(super) async fn page_turned(
        &self,
        run: &Run<'_>,
        of: NotionId,
        next: Option<NextPage>,
    ) -> Result<Option<Change>, RunError> {
        let round = self.round(run).await?.with_next(of, next);
        Ok(round.as_ref().map(kept))
    }
}

fn kept(round: &Round) -> Change {
    Change::SetCheckpoint {
        name: ROUND.to_owned(),
        value: Some(round.to_string()),
    }
}

/// The read that an event about an object asks for; none for what we neither hold nor are told the kind of.
fn hint(
    entity: NotionId,
    kind: Option<&str>,
    known: Option<&keepsake_memory::Known>,
) -> Option<Change> {
    let expected = match (known.map(|known| known.kind), kind) {
        (Some(ObjectKind::Page), _) | (None, Some("page")) => Walked::Page,
        (Some(ObjectKind::DataSource), _) | (None, Some("data_source")) => Walked::DataSource,
        (Some(ObjectKind::Database), _) | (None, _) => return None,
    };
    let read = Read::Object {
        id: entity,
        expected,
        title: String::new(),
    };
    // An object that is not known yet has no place, so its read is due by itself.
    let because = known.map(|_| entity);
    Some(Change::AddFetch(read.owed(because, 0)))
}
