//! Reading what was changed here and is not settled.
//!
//! The rule it protects: while nothing was changed here, asking costs one look into an empty table.

use keepsake_text::{ContentHash, NotionId};
use time::OffsetDateTime;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredHash, StoredId, moment};
use crate::contents;
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::Store;
use crate::two_way::parts::Part;

/// An object with parts that were changed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsettled {
    /// Its row: the key to go on from in lists.
    pub row: i64,
    /// The object.
    pub object: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// The parts, by name.
    pub parts: Vec<UnsettledPart>,
}

/// A part that was changed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsettledPart {
    /// The part.
    pub part: Part,
    /// What both sides agreed on when the first edit was made.
    pub base: Option<String>,
    /// What the person wants.
    pub local: Option<String>,
    /// The hash of `base`.
    pub base_hash: Option<ContentHash>,
    /// The hash of `local`.
    pub local_hash: Option<ContentHash>,
    /// Whether the base lacks something that Notion had.
    pub lossy_base: bool,
    /// The object's count of local edits at the last edit of this part.
    pub edits: i64,
    /// When that was.
    pub edited_time: OffsetDateTime,
}

row_struct! {
    /// A part beside its object.
    struct Row {
        id: i64,
        notion_id: StoredId,
        kind: ObjectKind,
        part: Part,
        base: Option<Vec<u8>>,
        base_hash: Option<StoredHash>,
        local: Option<Vec<u8>>,
        local_hash: Option<StoredHash>,
        lossy_base: bool,
        edits: i64,
        edited_time: i64,
    }
}

/// Puts the parts of each object together; the rows come by object.
fn by_object(rows: Vec<Row>) -> Result<Vec<Unsettled>, StoreError> {
    let mut objects: Vec<Unsettled> = Vec::new();
    for row in rows {
        let part = UnsettledPart {
            part: row.part,
            base: contents::text(row.base)?,
            local: contents::text(row.local)?,
            base_hash: row.base_hash.map(|hash| hash.0),
            local_hash: row.local_hash.map(|hash| hash.0),
            lossy_base: row.lossy_base,
            edits: row.edits,
            edited_time: moment(row.edited_time),
        };
        match objects.last_mut() {
            Some(object) if object.row == row.id => object.parts.push(part),
            _ => objects.push(Unsettled {
                row: row.id,
                object: row.notion_id.0,
                kind: row.kind,
                parts: vec![part],
            }),
        }
    }
    Ok(objects)
}

impl Store {
    /// Objects with parts that were changed here, in the order of their rows: at most `limit` after `after_row`. What left
    /// the choice and stays here is not among them: it is not sent.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn unsettled(
        &self,
        connection: ConnectionId,
        after_row: i64,
        limit: u32,
    ) -> Result<Vec<Unsettled>, StoreError> {
        self.every_unsettled(connection, after_row, limit, false)
            .await
    }

    /// The same; on request `with_kept`, with what left the choice and stays here.
    pub(crate) async fn every_unsettled(
        &self,
        connection: ConnectionId,
        after_row: i64,
        limit: u32,
        with_kept: bool,
    ) -> Result<Vec<Unsettled>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT o.id, o.notion_id, o.kind, c.part, b.packed AS base, b.hash AS base_hash, l.packed AS local,
                        l.hash AS local_hash, c.lossy_base, c.edits, c.edited_time
                 FROM (SELECT DISTINCT u.object_id FROM copies u CROSS JOIN objects p ON p.id = u.object_id
                       WHERE u.object_id > ?2 AND p.connection_id = ?1 AND (p.kept = 0 OR ?4) ORDER BY u.object_id LIMIT ?3) found
                      CROSS JOIN copies c ON c.object_id = found.object_id CROSS JOIN objects o ON o.id = c.object_id
                      LEFT JOIN contents b ON b.id = c.base_id LEFT JOIN contents l ON l.id = c.local_id
                 ORDER BY c.object_id, c.part",
            )
            .bind(connection)
            .bind(after_row)
            .bind(limit)
            .bind(with_kept),
        )?;
        by_object(rows)
    }

    /// The parts of one object that were changed here; nothing when it is in step.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn unsettled_of(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Option<Unsettled>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT o.id, o.notion_id, o.kind, c.part, b.packed AS base, b.hash AS base_hash, l.packed AS local,
                        l.hash AS local_hash, c.lossy_base, c.edits, c.edited_time
                 FROM objects o CROSS JOIN copies c ON c.object_id = o.id
                      LEFT JOIN contents b ON b.id = c.base_id LEFT JOIN contents l ON l.id = c.local_id
                 WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY c.part",
            )
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(by_object(rows)?.pop())
    }

    /// How many parts were changed here and are not settled.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn count_unsettled(&self, connection: ConnectionId) -> Result<u64, StoreError> {
        let mut reader = self.reader().await?;
        let (count,): (u32,) = reader.session()?.one(
            sql(
                "SELECT count(*) FROM copies c CROSS JOIN objects o ON o.id = c.object_id
                 WHERE o.connection_id = ? AND o.kept = 0",
            )
            .bind(connection),
        )?;
        Ok(u64::from(count))
    }

    /// When a part or a page that Notion does not have yet was last edited or made here; nothing when all is settled.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn last_edit(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let mut reader = self.reader().await?;
        let (last,): (Option<i64>,) = reader.session()?.one(
            sql(
                "SELECT max(time) FROM
                     (SELECT max(c.edited_time) AS time FROM copies c CROSS JOIN objects o ON o.id = c.object_id
                          WHERE o.connection_id = ?1
                      UNION ALL SELECT max(created_time) FROM creations WHERE connection_id = ?1 AND state = 'waiting')",
            )
            .bind(connection),
        )?;
        Ok(last.map(moment))
    }
}
