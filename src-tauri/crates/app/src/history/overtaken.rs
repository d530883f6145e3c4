//! Changes made here that Notion has overtaken since, so that taking them back would write over somebody.
//!
//! Leaves out taking back. The rule it protects: what somebody wrote in Notion is not written over without a word.

use keepsake_memory::{ConnectionId, HistoryEntry, Part};
use keepsake_text::dialect;
use serde_json::Value;

use super::{CONFLICT, field_of, part_kind, words_of};
use crate::dto::HistoryPart;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::records::Found;

/// What taking a change back would write over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overtaken {
    /// What was changed.
    pub part: HistoryPart,
    /// The property's name; empty for other parts.
    pub field: String,
    /// What Notion has now, as people read it.
    pub in_notion: String,
    /// What taking back would write.
    pub would_write: String,
}

impl Keepsake {
    /// What taking back the last change of a page, or the one with this number, would write over; nothing where Notion
    /// still has what was written from here.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is no such page or change.
    pub async fn overtaken(
        &self,
        id: &str,
        entry: Option<&str>,
    ) -> Result<Option<Overtaken>, AppError> {
        let found = match entry {
            // What lost a conflict was never here alone.
            Some(entry) if entry.starts_with(CONFLICT) => None,
            Some(entry) => Some(self.numbered(entry).await?),
            None => match self.found(id).await? {
                Found::Page { connection, object } => self
                    .last_to_take_back(connection, object.id, None)
                    .await?
                    .map(|entry| (connection, entry)),
                Found::Creation { .. } => None,
            },
        };
        match found {
            Some((connection, entry)) => self.overtaken_since(connection, &entry).await,
            None => Ok(None),
        }
    }

    async fn overtaken_since(
        &self,
        connection: ConnectionId,
        entry: &HistoryEntry,
    ) -> Result<Option<Overtaken>, AppError> {
        let waits = self.store().unsettled_of(connection, entry.object).await?;
        let waits = waits.is_some_and(|page| page.parts.iter().any(|it| it.part == entry.part));
        let object = self.store().object(connection, entry.object).await?;
        let (Some(object), false) = (object, waits || entry.undone_by.is_some()) else {
            return Ok(None);
        };
        let (now, is_cut) = self.remote_part(connection, &object, &entry.part).await?;
        let in_notion = words_of(&entry.part, now.as_deref());
        let written = words_of(&entry.part, entry.after.as_deref());
        let would_write = words_of(&entry.part, entry.before.as_deref());
        let is_now = |words: &str| same(&entry.part, words, &in_notion);
        if is_cut || is_now(&written) || is_now(&would_write) {
            return Ok(None);
        }
        let page = self.store().raw(connection, object.id).await?;
        Ok(Some(Overtaken {
            part: part_kind(&entry.part),
            field: field_of(&page.unwrap_or(Value::Null), &entry.part),
            in_notion,
            would_write,
        }))
    }
}

/// Whether two versions say the same; texts in their one spelling.
fn same(part: &Part, one: &str, other: &str) -> bool {
    match part {
        Part::Body => dialect::stable(one).trim_end() == dialect::stable(other).trim_end(),
        Part::Property(_) | Part::Place | Part::Trash => one == other,
    }
}
