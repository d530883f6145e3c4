//! Deletions that Notion showed in a run, until they are decided about as one plan.
//!
//! The rule it protects: nothing is deleted here because one page after the other was: what a run saw is counted first.

use std::collections::BTreeMap;

use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredId, id_list};
use crate::error::StoreError;
use crate::statement::{Session, sql};
use crate::store::Store;

/// Everything that Notion showed in the trash and that is not in the trash here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrashPlan {
    /// The objects, each with the data source it is a row of.
    pub planned: Vec<TrashSeen>,
    /// How much there is that could be deleted; all zero when nothing is planned.
    pub totals: TrashTotals,
}

/// An object that Notion showed in the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrashSeen {
    /// The object.
    pub object: NotionId,
    /// What it is: pages are what is counted.
    pub kind: ObjectKind,
    /// The data source it is a row of.
    pub data_source: Option<NotionId>,
}

/// Pages that are not in the trash here, those of the plan included.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TrashTotals {
    /// Of the whole connection.
    pub workspace: u64,
    /// Rows of each data source that the plan has rows of.
    pub data_sources: BTreeMap<NotionId, u64>,
}

/// Notes that Notion shows an object in the trash.
pub(crate) fn mark(batch: &mut Batch<'_>, object: NotionId) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql("UPDATE objects SET trash_seen = 1 WHERE id = ? AND in_trash = 0 AND trash_seen = 0")
            .bind(row),
    )?;
    Ok(())
}

fn count_rows(
    session: &mut Session<'_>,
    connection: ConnectionId,
    data_source: NotionId,
) -> Result<u64, StoreError> {
    let (count,): (u32,) = session.one(
        sql(
            "SELECT count(*) FROM objects WHERE connection_id = ? AND container = ? AND kind = 'page' AND in_trash = 0",
        )
        .bind(connection)
        .bind(StoredId(data_source)),
    )?;
    Ok(u64::from(count))
}

fn seen((object, kind, data_source): (StoredId, ObjectKind, Option<StoredId>)) -> TrashSeen {
    TrashSeen {
        object: object.0,
        kind,
        data_source: data_source.map(|id| id.0),
    }
}

impl Store {
    /// What Notion showed in the trash since the last decision.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn trash_seen(&self, connection: ConnectionId) -> Result<TrashPlan, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let rows: Vec<(StoredId, ObjectKind, Option<StoredId>)> = session.all(
            sql(
                "SELECT o.notion_id, o.kind, d.notion_id FROM objects o INDEXED BY objects_trash_seen
                      LEFT JOIN objects d ON d.connection_id = o.connection_id AND d.notion_id = o.container
                           AND d.kind = 'data_source'
                 WHERE o.connection_id = ? AND o.trash_seen = 1 ORDER BY o.id",
            )
            .bind(connection),
        )?;
        let mut plan = TrashPlan::default();
        if rows.is_empty() {
            return Ok(plan);
        }
        for (object, kind, data_source) in rows {
            let data_source = data_source.map(|id| id.0);
            plan.planned.push(TrashSeen {
                object: object.0,
                kind,
                data_source,
            });
            if let Some(data_source) = data_source
                && !plan.totals.data_sources.contains_key(&data_source)
            {
                let count = count_rows(&mut session, connection, data_source)?;
                plan.totals.data_sources.insert(data_source, count);
            }
        }
        let (count,): (u32,) = session.one(
            sql(
                "SELECT count(*) FROM objects WHERE connection_id = ? AND kind = 'page' AND in_trash = 0",
            )
            .bind(connection),
        )?;
        plan.totals.workspace = u64::from(count);
        Ok(plan)
    }

    /// What lies, as far as is known here, in something that Notion shows in the trash, and was not seen there itself.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn alive_below_trash(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<TrashSeen>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId, ObjectKind, Option<StoredId>)> = reader.session()?.all(
            sql(
                "WITH RECURSIVE gone (id, notion_id) AS (
                     SELECT id, notion_id FROM objects INDEXED BY objects_trash_seen
                         WHERE connection_id = ?1 AND trash_seen = 1
                     UNION
                     SELECT o.id, o.notion_id FROM gone g
                         JOIN objects o INDEXED BY objects_by_container
                             ON o.connection_id = ?1 AND o.container = g.notion_id AND o.in_trash = 0)
                 SELECT o.notion_id, o.kind, d.notion_id FROM gone g JOIN objects o ON o.id = g.id AND o.trash_seen = 0
                      LEFT JOIN objects d ON d.connection_id = o.connection_id AND d.notion_id = o.container
                           AND d.kind = 'data_source'
                 ORDER BY o.id",
            )
            .bind(connection),
        )?;
        Ok(rows.into_iter().map(seen).collect())
    }

    /// What lies in these objects, as far as is known here, and is not in the trash.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn alive_below(
        &self,
        connection: ConnectionId,
        objects: &[NotionId],
    ) -> Result<Vec<TrashSeen>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId, ObjectKind, Option<StoredId>)> = reader.session()?.all(
            sql(
                "WITH RECURSIVE below (id, notion_id) AS (
                     SELECT o.id, o.notion_id FROM objects o INDEXED BY objects_by_container
                         WHERE o.connection_id = ?1 AND o.in_trash = 0
                             AND o.container IN (SELECT unhex(value) FROM json_each(?2))
                     UNION
                     SELECT o.id, o.notion_id FROM below b
                         JOIN objects o INDEXED BY objects_by_container
                             ON o.connection_id = ?1 AND o.container = b.notion_id AND o.in_trash = 0)
                 SELECT o.notion_id, o.kind, d.notion_id FROM below b JOIN objects o ON o.id = b.id
                      LEFT JOIN objects d ON d.connection_id = o.connection_id AND d.notion_id = o.container
                           AND d.kind = 'data_source'
                 ORDER BY o.id",
            )
            .bind(connection)
            .bind(id_list(objects.iter().copied())),
        )?;
        Ok(rows.into_iter().map(seen).collect())
    }

    /// What lies in these objects, as far as is known here, and is in the trash or was last seen there: a container in between
    /// may never have been seen in the trash itself.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn trashed_below(
        &self,
        connection: ConnectionId,
        objects: &[NotionId],
    ) -> Result<Vec<NotionId>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId,)> = reader.session()?.all(
            sql(
                "WITH RECURSIVE below (id, notion_id) AS (
                     SELECT o.id, o.notion_id FROM objects o INDEXED BY objects_by_container
                         WHERE o.connection_id = ?1 AND o.container IN (SELECT unhex(value) FROM json_each(?2))
                     UNION
                     SELECT o.id, o.notion_id FROM below b
                         JOIN objects o INDEXED BY objects_by_container
                             ON o.connection_id = ?1 AND o.container = b.notion_id)
                 SELECT b.notion_id FROM below b JOIN objects o ON o.id = b.id
                     WHERE o.in_trash = 1 OR o.trash_seen = 1 ORDER BY b.id",
            )
            .bind(connection)
            .bind(id_list(objects.iter().copied())),
        )?;
        Ok(rows.into_iter().map(|(id,)| id.0).collect())
    }
}
