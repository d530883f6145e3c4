//! Every change of what is shown of a part: what it was, what it became, and by whom.
//!
//! The rule it protects: an entry is never changed, but for the note that it was taken back.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, moment, row_id};
use crate::contents;
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::Store;
use crate::two_way::parts::{Origin, Part};

row_id!(
    /// An entry of the history of parts.
    HistoryId
);

/// An entry to be added by the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHistory {
    /// The object.
    pub object: NotionId,
    /// The part.
    pub part: Part,
    /// Where the change came from.
    pub origin: Origin,
    /// What was shown before.
    pub before: Option<String>,
    /// What is shown now.
    pub after: Option<String>,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
}

/// A change of what was shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryEntry {
    /// Its id, growing with time.
    pub id: HistoryId,
    /// The object.
    pub object: NotionId,
    /// The part.
    pub part: Part,
    /// Where the change came from.
    pub origin: Origin,
    /// What was shown before.
    pub before: Option<String>,
    /// What was shown from then on.
    pub after: Option<String>,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
    /// When.
    pub time: OffsetDateTime,
    /// The entry that took this one back.
    pub undone_by: Option<HistoryId>,
}

/// An entry whose texts are stored already.
pub(crate) struct Entry<'e> {
    pub(crate) row: i64,
    pub(crate) part: &'e Part,
    pub(crate) origin: Origin,
    pub(crate) before: Option<i64>,
    pub(crate) after: Option<i64>,
    pub(crate) correlation_id: &'e str,
}

/// Adds an entry.
pub(crate) fn add(batch: &mut Batch<'_>, entry: Entry<'_>) -> Result<HistoryId, StoreError> {
    let id = batch.session.insert(
        sql(
            "INSERT INTO part_history (object_id, part, origin, before_id, after_id, correlation_id, time)
                 VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(entry.row)
        .bind(entry.part)
        .bind(entry.origin)
        .bind(entry.before)
        .bind(entry.after)
        .bind(entry.correlation_id)
        .bind(batch.now),
    )?;
    Ok(HistoryId::new(id))
}

/// Adds what the engine tells.
pub(crate) fn put(batch: &mut Batch<'_>, new: &NewHistory) -> Result<(), StoreError> {
    let row = batch.row(new.object)?;
    let before = contents::put(&mut batch.session, new.before.as_deref())?;
    let after = contents::put(&mut batch.session, new.after.as_deref())?;
    let entry = Entry {
        row,
        part: &new.part,
        origin: new.origin,
        before,
        after,
        correlation_id: &new.correlation_id,
    };
    add(batch, entry)?;
    Ok(())
}

/// Notes which entry took one of the same object back.
pub(crate) fn mark_undone(
    batch: &mut Batch<'_>,
    row: i64,
    undone: HistoryId,
    by: HistoryId,
) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE part_history SET undone_by = ? WHERE id = ? AND object_id = ?")
            .bind(by)
            .bind(undone)
            .bind(row),
    )?;
    Ok(())
}

row_struct! {
    /// The row of a [`HistoryEntry`].
    struct Row {
        id: HistoryId,
        notion_id: StoredId,
        part: Part,
        origin: Origin,
        before: Option<Vec<u8>>,
        after: Option<Vec<u8>>,
        correlation_id: String,
        time: i64,
        undone_by: Option<HistoryId>,
    }
}

impl TryFrom<Row> for HistoryEntry {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            object: row.notion_id.0,
            part: row.part,
            origin: row.origin,
            before: contents::text(row.before)?,
            after: contents::text(row.after)?,
            correlation_id: row.correlation_id,
            time: moment(row.time),
            undone_by: row.undone_by,
        })
    }
}

impl Store {
    /// What happened to an object, or to one part of it, newest first: at most `limit` entries older than `before`.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn history(
        &self,
        connection: ConnectionId,
        object: NotionId,
        part: Option<&Part>,
        before: Option<HistoryId>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT h.id, o.notion_id, h.part, h.origin, b.packed AS before, a.packed AS after, h.correlation_id,
                        h.time, h.undone_by
                 FROM objects o CROSS JOIN part_history h ON h.object_id = o.id
                      LEFT JOIN contents b ON b.id = h.before_id LEFT JOIN contents a ON a.id = h.after_id
                 WHERE o.connection_id = ?1 AND o.notion_id = ?2 AND (?3 IS NULL OR h.part = ?3)
                       AND (?4 IS NULL OR h.id < ?4)
                 ORDER BY h.id DESC LIMIT ?5",
            )
            .bind(connection)
            .bind(StoredId(object))
            .bind(part)
            .bind(before)
            .bind(limit),
        )?;
        rows.into_iter().map(HistoryEntry::try_from).collect()
    }

    /// One entry of a history.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn history_entry(
        &self,
        connection: ConnectionId,
        id: HistoryId,
    ) -> Result<Option<HistoryEntry>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(
                "SELECT h.id, o.notion_id, h.part, h.origin, b.packed AS before, a.packed AS after, h.correlation_id,
                        h.time, h.undone_by
                 FROM part_history h JOIN objects o ON o.id = h.object_id
                      LEFT JOIN contents b ON b.id = h.before_id LEFT JOIN contents a ON a.id = h.after_id
                 WHERE h.id = ? AND o.connection_id = ?",
            )
            .bind(id)
            .bind(connection),
        )?;
        row.map(HistoryEntry::try_from).transpose()
    }
}
