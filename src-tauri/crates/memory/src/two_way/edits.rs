//! Edits by a person.
//!
//! The rule it protects: an edit is stored with its entry in the history or not at all, and an edit that is taken back
//! leaves nothing to be pushed.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::{Change, ConnectionId};
use crate::contents;
use crate::error::StoreError;
use crate::statement::sql;
use crate::store::{Durability, Store};
use crate::two_way::copies::{self, Copy};
use crate::two_way::history::{self, Entry, HistoryId};
use crate::two_way::outbox;
use crate::two_way::parts::{Origin, Part};

/// What a person wants of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalEdit {
    /// The part.
    pub part: Part,
    /// What Notion has as last observed; counts when the part is in step, else the base that is stored stays.
    pub base: Option<String>,
    /// What the person wants; `None`: nothing.
    pub value: Option<String>,
    /// Whether `base` lacks something that Notion has.
    pub lossy_base: bool,
    /// The entry of the history that this edit takes back.
    pub undoes: Option<HistoryId>,
}

/// An edit as a change among others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEdit {
    /// The object.
    pub object: NotionId,
    /// What is wanted.
    pub edit: LocalEdit,
    /// Where it comes from.
    pub origin: Origin,
    /// Goes through logs, audit and errors of everything that follows.
    pub correlation_id: String,
}

/// Where an object stands after edits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalState {
    /// The object's count of local edits.
    pub edits: i64,
    /// Whether what is shown changed.
    pub changed: bool,
    /// Whether nothing of the edited parts is left to be pushed.
    pub in_step: bool,
}

/// Notes an edit.
pub(crate) fn edit(batch: &mut Batch<'_>, new: &NewEdit) -> Result<(), StoreError> {
    let row = batch.row(new.object)?;
    let LocalEdit {
        part,
        base,
        value,
        lossy_base,
        undoes,
    } = &new.edit;
    let known = copies::load(&mut batch.session, row, part)?;
    let value = contents::put(&mut batch.session, value.as_deref())?;
    let base = match known {
        Some(copy) => copy.base,
        None => contents::put(&mut batch.session, base.as_deref())?,
    };
    let shown = known.map_or(base, |copy| copy.local);
    if value == shown {
        let (edits,) = batch
            .session
            .one(sql("SELECT local_edits FROM objects WHERE id = ?").bind(row))?;
        batch.applied.edits.push(LocalState {
            edits,
            changed: false,
            in_step: known.is_none(),
        });
        return Ok(());
    }
    let (edits,) = batch.session.one(
        sql("UPDATE objects SET local_edits = local_edits + 1 WHERE id = ? RETURNING local_edits")
            .bind(row),
    )?;
    let entry = history::add(
        batch,
        Entry {
            row,
            part,
            origin: new.origin,
            before: shown,
            after: value,
            correlation_id: &new.correlation_id,
        },
    )?;
    if let Some(undone) = undoes {
        history::mark_undone(batch, row, *undone, entry)?;
    }
    // While a request is on its way, what Notion will have is not known: the value has to stay, to be compared with it.
    let in_step = value == base && !outbox::is_sent(&mut batch.session, row, part.outbox())?;
    if in_step {
        copies::remove(batch, row, part)?;
    } else {
        let copy = Copy {
            base,
            local: value,
            lossy_base: known.map_or(*lossy_base, |copy| copy.lossy_base),
            edits,
        };
        copies::put(batch, row, part, copy)?;
    }
    batch.applied.edits.push(LocalState {
        edits,
        changed: true,
        in_step,
    });
    Ok(())
}

impl Store {
    /// Notes what a person wants of one part; it survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownObject`]; or when the store cannot be written. Nothing is written then.
    pub async fn edit_part(
        &self,
        connection: ConnectionId,
        object: NotionId,
        edit: LocalEdit,
        origin: Origin,
        correlation_id: &str,
        now: OffsetDateTime,
    ) -> Result<LocalState, StoreError> {
        self.edit_parts(connection, object, vec![edit], origin, correlation_id, now)
            .await
    }

    /// Notes what a person wants of several parts of one object: all of it or nothing. At least one edit is needed.
    ///
    /// # Errors
    ///
    /// As [`Store::edit_part`]; [`StoreError::KeptOnly`] where the object is not kept in step with Notion any more.
    pub async fn edit_parts(
        &self,
        connection: ConnectionId,
        object: NotionId,
        edits: Vec<LocalEdit>,
        origin: Origin,
        correlation_id: &str,
        now: OffsetDateTime,
    ) -> Result<LocalState, StoreError> {
        if self.is_kept(connection, object).await? {
            return Err(StoreError::KeptOnly(object));
        }
        let changes = edits
            .into_iter()
            .map(|edit| {
                Change::EditPart(NewEdit {
                    object,
                    edit,
                    origin,
                    correlation_id: correlation_id.to_owned(),
                })
            })
            .collect();
        let applied = self
            .apply_with(connection, None, changes, now, Durability::Power)
            .await?;
        applied
            .edits
            .into_iter()
            .reduce(|before, after| LocalState {
                edits: after.edits,
                changed: before.changed || after.changed,
                in_step: before.in_step && after.in_step,
            })
            .ok_or_else(|| StoreError::Statement {
                detail: "an edit of no part".to_owned(),
            })
    }
}
