//! Taking changes back: the last one of a page, or one by its number.
//!
//! Leaves out what is newer than a change (`overtaken`). The rules it protects: a number only means a change of the page
//! that was named; nothing newer is written over unless it is meant; a page that is no record can be taken back like any
//! other.

use keepsake_memory::{
    Conflict, ConnectionId, HistoryEntry, HistoryId, LocalEdit, Origin, Part, StoredObject,
};
use keepsake_sync::two_way::remote::Trash;
use keepsake_text::NotionId;
use serde_json::Value;

use super::{CONFLICT, SHOWN, field_of, part_kind, words_of};
use crate::dto::{HistoryPart, Overtaken};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::records::Found;

/// What was taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenBack {
    /// What was changed.
    pub part: HistoryPart,
    /// The property's name; empty for other parts.
    pub field: String,
    /// What stood until now, as people read it; of a text the lines that differ.
    pub was: String,
    /// What stands again.
    pub is: String,
}

/// What came of taking something back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undone {
    /// A change was taken back.
    Change(TakenBack),
    /// The page itself, which Notion did not have yet, was withdrawn.
    Page,
    /// Nothing was done: it would write over something newer. Ask, and ask for it again as meant.
    Overtaken(Overtaken),
}

/// A change that is to be taken back.
pub(super) struct Step {
    pub(super) connection: ConnectionId,
    pub(super) object: Box<StoredObject>,
    pub(super) part: Part,
    /// What stood before it.
    pub(super) before: Option<String>,
    /// What stood from then on.
    pub(super) after: Option<String>,
    /// Its entry, where it has one.
    undoes: Option<HistoryId>,
}

impl Keepsake {
    /// Takes one entry of a page's history back, or the last change made here; a page that Notion does not have yet is
    /// withdrawn. What is newer is only written over when that is `meant`.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such page or entry; [`ErrorCode::InvalidInput`] when the entry is one of
    /// another page, was taken back before, or there is nothing to take back.
    pub async fn undo(
        &self,
        id: &str,
        entry: Option<&str>,
        meant: bool,
    ) -> Result<Undone, AppError> {
        self.undo_part(id, entry, None, meant).await
    }

    /// Takes one entry of a page's history back; answers with what it would write over, where it was not `meant` and nothing
    /// was done.
    ///
    /// # Errors
    /// As [`Keepsake::undo`].
    pub async fn undo_entry(
        &self,
        id: &str,
        entry: &str,
        meant: bool,
    ) -> Result<Option<Overtaken>, AppError> {
        Ok(match self.undo(id, Some(entry), meant).await? {
            Undone::Overtaken(overtaken) => Some(overtaken),
            Undone::Change(_) | Undone::Page => None,
        })
    }

    /// The same as [`Keepsake::undo`], of one part only.
    pub(crate) async fn undo_part(
        &self,
        id: &str,
        entry: Option<&str>,
        part: Option<&Part>,
        meant: bool,
    ) -> Result<Undone, AppError> {
        let (connection, object) = match self.found_to_change(id).await? {
            Found::Page { connection, object } => (connection, object),
            // A part of a page that Notion does not have has no history yet.
            Found::Creation { .. } if part.is_some() => {
                return Err(AppError::invalid("nothing_to_undo"));
            }
            Found::Creation {
                connection,
                creation,
            } => {
                if let Some(entry) = entry {
                    return Err(missing(entry));
                }
                return match self.withdraw(connection, creation.provisional).await? {
                    None => Ok(Undone::Page),
                    Some(made) => {
                        Box::pin(self.undo_part(&made.to_string(), None, None, meant)).await
                    }
                };
            }
        };
        let step = match entry {
            Some(entry) => self.numbered(connection, object, entry).await?,
            None => self.last(connection, object, part).await?,
        };
        let outcome = self.outcome(&step).await?;
        match outcome.overtaken {
            Some(overtaken) if !meant => Ok(Undone::Overtaken(overtaken)),
            _ => self.change_back(step, outcome.value).await,
        }
    }

    /// The change of a page with this number.
    async fn numbered(
        &self,
        connection: ConnectionId,
        object: Box<StoredObject>,
        entry: &str,
    ) -> Result<Step, AppError> {
        if let Some(number) = entry.strip_prefix(CONFLICT) {
            let lost = self.lost_version(entry, number).await?;
            let own = belongs(lost, |lost| lost.object, &object, connection)?;
            return Ok(Step {
                connection,
                object,
                part: own.part,
                before: own.remote,
                after: own.local,
                undoes: None,
            });
        }
        let found = self.entry(entry).await?;
        let own = belongs(found, |found| found.object, &object, connection)?;
        step(connection, object, own)
    }

    /// The entry of a history with this number, and through which connection.
    async fn entry(&self, entry: &str) -> Result<(ConnectionId, HistoryEntry), AppError> {
        let id: HistoryId = entry.parse().map_err(|_| missing(entry))?;
        for connection in self.store().connections().await? {
            let found = self.store().history_entry(connection.id, id).await?;
            if let Some(found) = found {
                return Ok((connection.id, found));
            }
        }
        Err(missing(entry))
    }

    /// The version that lost a conflict, and through which connection.
    async fn lost_version(
        &self,
        entry: &str,
        number: &str,
    ) -> Result<(ConnectionId, Conflict), AppError> {
        let id = number.parse().map_err(|_| missing(entry))?;
        for connection in self.store().connections().await? {
            if let Some(conflict) = self.store().conflict(connection.id, id).await? {
                return Ok((connection.id, conflict));
            }
        }
        Err(missing(entry))
    }

    /// The change that taking back without a number is about.
    async fn last(
        &self,
        connection: ConnectionId,
        object: Box<StoredObject>,
        part: Option<&Part>,
    ) -> Result<Step, AppError> {
        let entries = self
            .store()
            .history(connection, object.id, part, None, SHOWN)
            .await?;
        let last = entries
            .into_iter()
            .find(|entry| entry.undone_by.is_none() && goes_back(entry.origin));
        let last = last.ok_or_else(|| AppError::invalid("nothing_to_undo"))?;
        step(connection, object, last)
    }

    async fn change_back(&self, step: Step, value: Option<String>) -> Result<Undone, AppError> {
        let Step {
            connection,
            object,
            part,
            undoes,
            ..
        } = step;
        let unsettled = self.store().unsettled_of(connection, object.id).await?;
        let waiting = unsettled
            .into_iter()
            .flat_map(|page| page.parts)
            .find(|one| one.part == part);
        let (base, lossy_base) = self.remote_part(connection, &object, &part).await?;
        let stood = waiting.map_or_else(|| base.clone(), |waiting| waiting.local);
        let value = match (
            &part,
            value.as_deref().and_then(Trash::read),
            base.as_deref(),
        ) {
            // What the page looked like then does not matter; what it looks like now does.
            (Part::Trash, Some(then), Some(now)) => {
                let now = Trash::read(now).unwrap_or_else(|| then.clone());
                let in_trash = then.in_trash;
                Some(Trash { in_trash, ..now }.text())
            }
            _ => value,
        };
        let page = self.store().raw(connection, object.id).await?;
        let (was, is) = (
            words_of(&part, stood.as_deref()),
            words_of(&part, value.as_deref()),
        );
        let (was, is) = match part {
            Part::Body => differing(&was, &is),
            Part::Property(_) | Part::Place | Part::Trash => (was, is),
        };
        let taken_back = TakenBack {
            part: part_kind(&part),
            field: field_of(&page.unwrap_or(Value::Null), &part),
            was,
            is,
        };
        let edit = LocalEdit {
            part: part.clone(),
            base,
            value,
            lossy_base,
            undoes,
        };
        let correlation = self.unique_name();
        self.store()
            .edit_part(
                connection,
                object.id,
                edit,
                Origin::Undo,
                &correlation,
                self.now(),
            )
            .await?;
        self.derive_records(connection).await?;
        tracing::info!(correlation_id = correlation, page = %object.id, %part, "a change was taken back");
        Ok(Undone::Change(taken_back))
    }
}

/// An entry of the history as a change to take back.
fn step(
    connection: ConnectionId,
    object: Box<StoredObject>,
    entry: HistoryEntry,
) -> Result<Step, AppError> {
    if entry.undone_by.is_some() {
        return Err(AppError::invalid("undone_already"));
    }
    Ok(Step {
        connection,
        object,
        part: entry.part,
        before: entry.before,
        after: entry.after,
        undoes: Some(entry.id),
    })
}

/// Two texts without the lines that both begin and end with.
pub(crate) fn differing(one: &str, other: &str) -> (String, String) {
    let (one, other): (Vec<&str>, Vec<&str>) = (one.lines().collect(), other.lines().collect());
    let pairs = one.iter().zip(&other);
    let head = pairs.take_while(|(one, other)| one == other).count();
    let pairs = one.iter().skip(head).rev();
    let pairs = pairs.zip(other.iter().skip(head).rev());
    let tail = pairs.take_while(|(one, other)| one == other).count();
    let middle = |lines: &[&str]| {
        let length = lines.len().saturating_sub(head + tail);
        let lines: Vec<&str> = lines.iter().skip(head).take(length).copied().collect();
        lines.join("\n")
    };
    (middle(&one), middle(&other))
}

/// What was found by its number, where it is of this page.
fn belongs<T>(
    (theirs, found): (ConnectionId, T),
    of: impl Fn(&T) -> NotionId,
    object: &StoredObject,
    connection: ConnectionId,
) -> Result<T, AppError> {
    let page = of(&found);
    if page == object.id && theirs == connection {
        return Ok(found);
    }
    Err(AppError::invalid("entry_of_another_page")
        .with("id", object.id)
        .with("page", page))
}

fn missing(entry: &str) -> AppError {
    AppError::new(ErrorCode::NotFound)
        .with("what", "change")
        .with("id", entry)
}

/// Whether going back step by step takes this change back; what was taken back before is not made again.
const fn goes_back(origin: Origin) -> bool {
    match origin {
        Origin::Local | Origin::Merge | Origin::Conflict => true,
        Origin::Undo | Origin::Notion => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_texts_the_lines_that_differ_are_told() {
        for (one, other, expected) in [
            ("a\nb\nc", "a\nx\nc", ("b", "x")),
            ("a\nb", "a", ("b", "")),
            ("a", "a", ("", "")),
            ("a\na", "a", ("a", "")),
        ] {
            let (one, other) = differing(one, other);
            assert_eq!((one.as_str(), other.as_str()), expected);
        }
    }
}
