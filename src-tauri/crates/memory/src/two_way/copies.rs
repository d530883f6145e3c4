//! Base and local of the parts that were changed here: what the engine does to them.
//!
//! A part has a row from the first edit until both sides agree again. Leaves out edits by a person (`edits`) and reading
//! (`unsettled`).
//!
//! The rule it protects: what the engine decided about one edit never touches a newer one. Every change names the edit
//! through which it was decided; a row that was edited since keeps its local value.

use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::contents;
use crate::error::StoreError;
use crate::statement::{Session, sql};
use crate::two_way::history::{self, Entry};
use crate::two_way::parts::{Origin, Part};
use crate::two_way::{conflicts, outbox};

/// A row, its texts by their rows in `contents`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Copy {
    pub(crate) base: Option<i64>,
    pub(crate) local: Option<i64>,
    pub(crate) lossy_base: bool,
    pub(crate) edits: i64,
}

/// What is stored of a part; nothing when it is in step.
pub(crate) fn load(
    session: &mut Session<'_>,
    row: i64,
    part: &Part,
) -> Result<Option<Copy>, StoreError> {
    let found: Option<(Option<i64>, Option<i64>, bool, i64)> = session.optional(
        sql("SELECT base_id, local_id, lossy_base, edits FROM copies WHERE object_id = ? AND part = ?")
            .bind(row)
            .bind(part),
    )?;
    Ok(found.map(|(base, local, lossy_base, edits)| Copy {
        base,
        local,
        lossy_base,
        edits,
    }))
}

/// Writes a row; `edited_time` is set for a new edit only.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    row: i64,
    part: &Part,
    copy: Copy,
) -> Result<(), StoreError> {
    batch.session.execute(
        sql(
            "INSERT INTO copies (object_id, part, base_id, local_id, lossy_base, edits, edited_time)
                 VALUES (?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (object_id, part) DO UPDATE SET
                     base_id = excluded.base_id, local_id = excluded.local_id, lossy_base = excluded.lossy_base,
                     edited_time = CASE WHEN edits = excluded.edits THEN edited_time ELSE excluded.edited_time END,
                     edits = excluded.edits",
        )
        .bind(row)
        .bind(part)
        .bind(copy.base)
        .bind(copy.local)
        .bind(copy.lossy_base)
        .bind(copy.edits)
        .bind(batch.now),
    )?;
    batch.touched.push(row);
    Ok(())
}

/// The part is in step.
pub(crate) fn remove(batch: &mut Batch<'_>, row: i64, part: &Part) -> Result<(), StoreError> {
    batch.session.execute(
        sql("DELETE FROM copies WHERE object_id = ? AND part = ?")
            .bind(row)
            .bind(part),
    )?;
    batch.touched.push(row);
    conflicts::withdraw(batch, row, part)?;
    outbox::remove_idle(batch, row, part.outbox())
}

/// Notion has what the person wanted through an edit. A newer edit stays, with what Notion has as its base.
pub(crate) fn settle(
    batch: &mut Batch<'_>,
    object: NotionId,
    part: &Part,
    through_edits: i64,
    base: Option<&str>,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let Some(copy) = load(&mut batch.session, row, part)? else {
        return Ok(());
    };
    if copy.edits <= through_edits || planted(Bug::DirtyFlagClearedUnconditionally) {
        return remove(batch, row, part);
    }
    let base = contents::put(&mut batch.session, base)?;
    if base == copy.local {
        return remove(batch, row, part);
    }
    put(batch, row, part, Copy { base, ..copy })
}

/// The row of a part, unless it is in step or was edited after `through_edits`, which the answer of the batch counts.
fn unchanged_since(
    batch: &mut Batch<'_>,
    row: i64,
    part: &Part,
    through_edits: i64,
) -> Result<Option<Copy>, StoreError> {
    let copy = load(&mut batch.session, row, part)?;
    if copy.is_some_and(|copy| copy.edits > through_edits) {
        batch.applied.edited_since += 1;
        return Ok(None);
    }
    Ok(copy)
}

/// What Notion has is taken and the local value given up; it stays in the history.
pub(crate) fn take_remote(
    batch: &mut Batch<'_>,
    object: NotionId,
    part: &Part,
    through_edits: i64,
    value: Option<&str>,
    (origin, correlation_id): (Origin, &str),
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let Some(copy) = unchanged_since(batch, row, part, through_edits)? else {
        return Ok(());
    };
    let after = contents::put(&mut batch.session, value)?;
    if after != copy.local {
        history::add(
            batch,
            Entry {
                row,
                part,
                origin,
                before: copy.local,
                after,
                correlation_id,
            },
        )?;
    }
    remove(batch, row, part)
}

/// What is here of a part that is in step stands: it counts as what both sides had agreed on and as what is wanted. An edit by
/// a person is left as it is.
pub(crate) fn keep(
    batch: &mut Batch<'_>,
    object: NotionId,
    part: &Part,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    if load(&mut batch.session, row, part)?.is_some() {
        return Ok(());
    }
    let value = contents::put(&mut batch.session, value)?;
    let (edits,) = batch
        .session
        .one(sql("SELECT local_edits FROM objects WHERE id = ?").bind(row))?;
    let copy = Copy {
        base: value,
        local: value,
        lossy_base: false,
        edits,
    };
    put(batch, row, part, copy)
}

/// Both sides agree on something newer.
pub(crate) fn put_base(
    batch: &mut Batch<'_>,
    object: NotionId,
    part: &Part,
    through_edits: i64,
    value: Option<&str>,
    lossy_base: bool,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let Some(copy) = unchanged_since(batch, row, part, through_edits)? else {
        return Ok(());
    };
    let base = contents::put(&mut batch.session, value)?;
    put(
        batch,
        row,
        part,
        Copy {
            base,
            lossy_base,
            ..copy
        },
    )
}

/// A merge takes the place of the local value, as the same edit; one that equals the base has nothing left to be pushed.
pub(crate) fn put_local(
    batch: &mut Batch<'_>,
    object: NotionId,
    part: &Part,
    through_edits: i64,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let Some(copy) = unchanged_since(batch, row, part, through_edits)? else {
        return Ok(());
    };
    let local = contents::put(&mut batch.session, value)?;
    if local == copy.base && !outbox::is_sent(&mut batch.session, row, part.outbox())? {
        return remove(batch, row, part);
    }
    put(batch, row, part, Copy { local, ..copy })
}
