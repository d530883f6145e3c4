//! What deserves a look besides what listing shows: pages that a webhook named, and pages whose edits may leave no trace.
//!
//! Leaves out receiving webhooks. The rules it protects: a webhook is a hint to look earlier, never a source: what is stored
//! is what Notion then shows; an audit costs at most one request a run.

use keepsake_memory::{Change, Listed, ObjectKind};
use keepsake_text::NotionId;

use super::{Engine, Run};
use crate::{
    error::RunError,
    read::{Read, Walked},
    request::RunKind,
};

/// How many events one transaction takes.
const EVENTS: u32 = 500;
/// Under which name the store keeps how far the slow round over all pages has come.
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

    /// What the slow round over everything that is chosen looks at next: first a page itself, because search may never list
    /// it, and in the next run its text, because an edit of a text may leave no trace on the page.
    async fn next_of_round(
        &self,
        run: &Run<'_>,
        changes: &mut Vec<Change>,
    ) -> Result<Option<Read>, RunError> {
        let stored = self.store.checkpoint(run.connection, ROUND).await?;
        let round = stored.map_or_else(Round::default, |text| Round::read(&text));
        if round.text_is_due
            && let Some(page) = self.chosen_after(run, round.row - 1).await?
            && page.row == round.row
        {
            changes.push(Round::of(page.row, false).stored());
            return Ok(Some(Read::Body { page: page.id }));
        }
        let page = match self.chosen_after(run, round.row).await? {
            None if round.row > 0 => self.chosen_after(run, 0).await?,
            page => page,
        };
        Ok(page.map(|page| {
            changes.push(Round::of(page.row, true).stored());
            Read::Object {
                id: page.id,
                expected: Walked::Page,
                title: String::new(),
            }
        }))
    }

    async fn chosen_after(&self, run: &Run<'_>, row: i64) -> Result<Option<Listed>, RunError> {
        let mut pages = self
            .store
            .chosen(run.connection, ObjectKind::Page, row, 1)
            .await?;
        Ok(pages.pop())
    }
}

/// How far the slow round has come.
#[derive(Debug, Default, PartialEq, Eq)]
struct Round {
    /// The row of the page that was looked at last.
    row: i64,
    /// Its text was not.
    text_is_due: bool,
}

impl Round {
    /// What stands behind the row of a page whose text is due.
    const TEXT: &str = "+text";

    const fn of(row: i64, text_is_due: bool) -> Self {
        Self { row, text_is_due }
    }

    /// Takes apart what [`Round::stored`] made; anything else is the beginning.
    fn read(text: &str) -> Self {
        let row = text.strip_suffix(Self::TEXT);
        Self::of(row.unwrap_or(text).parse().unwrap_or(0), row.is_some())
    }

    fn stored(&self) -> Change {
        let text = if self.text_is_due { Self::TEXT } else { "" };
        Change::SetCheckpoint {
            name: ROUND.to_owned(),
            value: Some(format!("{}{text}", self.row)),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_the_round_has_come_is_read_back() {
        for round in [Round::of(7, true), Round::of(7, false)] {
            let Change::SetCheckpoint { value, .. } = round.stored() else {
                continue;
            };
            assert_eq!(value.as_deref().map(Round::read), Some(round));
        }
        assert_eq!(Round::read("12"), Round::of(12, false));
        assert_eq!(Round::read("nonsense"), Round::default());
    }
}
