//! Which rows have to be validated: a mark for each that something was changed about.
//!
//! Leaves out comparing contents: a mark too many costs one validation, and none is ever missing. A mark counts how often
//! it was set, so that validating what was read before another change does not take it away.
//!
//! The rule it protects: while nothing changes, asking what is due reads nothing but an empty stretch of an index.

use keepsake_text::NotionId;
use serde_json::Value;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, moment, number_list};
use crate::contents;
use crate::error::StoreError;
use crate::packing::unpack;
use crate::reads::{complete_values, completed};
use crate::records::profiles::ProfileId;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::Store;
use crate::two_way::parts::Part;

/// A row to be validated, as it is here.
#[derive(Debug, Clone, PartialEq)]
pub struct RowToValidate {
    /// Its row: the key to go on from in lists.
    pub row: i64,
    /// The page.
    pub object: NotionId,
    /// Its JSON as Notion sent it, with completed property values in the place of cut ones.
    pub raw: Value,
    /// Whether it is (still) a row of the profile's data source. One that is not has no record any more.
    pub in_source: bool,
    /// Whether Notion has it in the trash.
    pub in_trash: bool,
    /// Whether only its id or name is known.
    pub partial: bool,
    /// When it was made.
    pub created_time: Option<OffsetDateTime>,
    /// Its last edit in Notion.
    pub edited_time: Option<OffsetDateTime>,
    /// What is wanted here of the parts that are not settled.
    pub local: Vec<(Part, Option<String>)>,
    /// To be given back with what came of it (see [`crate::NewRecord::due`]).
    pub due: i64,
}

/// Marks those of these rows that a profile is about, or was.
pub(crate) fn mark(session: &mut Session<'_>, rows: &[i64]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    session.execute(
        sql(
            "INSERT INTO records_due (object_id, profile_id, marks)
             SELECT r.object_id, r.profile_id, 1 FROM json_each(?1) j CROSS JOIN records r ON r.object_id = j.value
             UNION ALL
             SELECT o.id, p.id, 1 FROM json_each(?1) j CROSS JOIN objects o ON o.id = j.value
                  CROSS JOIN profiles p ON p.connection_id = o.connection_id AND p.data_source = o.container
             WHERE p.active = 1 AND o.kind = 'page'
             ON CONFLICT (object_id) DO UPDATE SET profile_id = excluded.profile_id, marks = marks + 1",
        )
        .bind(number_list(rows.iter().copied())),
    )?;
    Ok(())
}

/// Marks all rows of a data source, and those that have a record of the profile.
pub(crate) fn mark_all(
    session: &mut Session<'_>,
    connection: ConnectionId,
    profile: ProfileId,
    data_source: NotionId,
) -> Result<(), StoreError> {
    session.execute(
        sql(
            "INSERT INTO records_due (object_id, profile_id, marks)
             SELECT object_id, profile_id, 1 FROM records WHERE profile_id = ?1
             UNION
             SELECT id, ?1, 1 FROM objects WHERE connection_id = ?2 AND container = ?3 AND kind = 'page'
             ON CONFLICT (object_id) DO UPDATE SET profile_id = excluded.profile_id, marks = marks + 1",
        )
        .bind(profile)
        .bind(connection)
        .bind(StoredId(data_source)),
    )?;
    Ok(())
}

/// Nothing of a profile is due any more.
pub(crate) fn forget(session: &mut Session<'_>, profile: ProfileId) -> Result<(), StoreError> {
    session.execute(sql("DELETE FROM records_due WHERE profile_id = ?").bind(profile))?;
    Ok(())
}

/// A row was validated as it was when its mark had this count.
pub(crate) fn settle(session: &mut Session<'_>, row: i64, marks: i64) -> Result<(), StoreError> {
    session.execute(
        sql("DELETE FROM records_due WHERE object_id = ? AND marks <= ?")
            .bind(row)
            .bind(marks),
    )?;
    Ok(())
}

row_struct! {
    /// A row as it lies there.
    struct Row {
        id: i64,
        notion_id: StoredId,
        raw: Option<Vec<u8>>,
        in_source: bool,
        in_trash: bool,
        partial: bool,
        created_time: Option<i64>,
        edited_time: Option<i64>,
        has_values: bool,
        marks: i64,
    }
}

/// A row, one of its parts, and the packed text that is wanted of it.
type LocalPart = (i64, Part, Option<Vec<u8>>);

/// What is wanted here of the parts of these rows, by row.
fn local_parts(session: &mut Session<'_>, rows: &[Row]) -> Result<Vec<LocalPart>, StoreError> {
    session.all(
        sql(
            "SELECT c.object_id, c.part, l.packed FROM json_each(?) j CROSS JOIN copies c ON c.object_id = j.value
                  LEFT JOIN contents l ON l.id = c.local_id
             ORDER BY c.object_id, c.part",
        )
        .bind(number_list(rows.iter().map(|row| row.id))),
    )
}

impl Store {
    /// The rows that changed since they were validated, in the order of their rows: at most `limit` after `after_row`.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn rows_to_validate(
        &self,
        profile: ProfileId,
        after_row: i64,
        limit: u32,
    ) -> Result<Vec<RowToValidate>, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let rows: Vec<Row> = session.all(
            sql(
                "SELECT o.id, o.notion_id, w.raw, o.container IS p.data_source AS in_source, o.in_trash, o.partial,
                        o.created_time, o.edited_time,
                        EXISTS (SELECT 1 FROM properties v WHERE v.object_id = o.id) AS has_values, d.marks
                 FROM records_due d CROSS JOIN profiles p ON p.id = d.profile_id
                      CROSS JOIN objects o ON o.id = d.object_id LEFT JOIN object_raw w ON w.object_id = o.id
                 WHERE d.profile_id = ? AND d.object_id > ? ORDER BY d.object_id LIMIT ?",
            )
            .bind(profile)
            .bind(after_row)
            .bind(limit),
        )?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let mut local = local_parts(&mut session, &rows)?.into_iter().peekable();
        let mut due = Vec::with_capacity(rows.len());
        for row in rows {
            let values = if row.has_values {
                complete_values(&mut session, row.id)?
            } else {
                Vec::new()
            };
            let raw = match row.raw {
                Some(packed) => completed(&unpack(&packed)?, &values),
                None => Value::Null,
            };
            let mut parts = Vec::new();
            while let Some((_, part, packed)) = local.next_if(|(owner, ..)| *owner == row.id) {
                parts.push((part, contents::text(packed)?));
            }
            due.push(RowToValidate {
                row: row.id,
                object: row.notion_id.0,
                raw,
                in_source: row.in_source,
                in_trash: row.in_trash,
                partial: row.partial,
                created_time: row.created_time.map(moment),
                edited_time: row.edited_time.map(moment),
                local: parts,
                due: row.marks,
            });
        }
        Ok(due)
    }
}
