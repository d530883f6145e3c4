//! Lists the engine plans by: what is chosen and still has to be read.
//!
//! All lists go by the object's row and are read in pages, so that they stay small however large the workspace is.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredId, millis, moment};
use crate::error::StoreError;
use crate::places::Reach;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::Store;

/// An object in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its row: the key to go on from.
    pub row: i64,
    /// Its id.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
    /// Its last edit.
    pub edited_time: Option<OffsetDateTime>,
    /// Whether Notion answers for it.
    pub reach: Reach,
}

row_struct! {
    /// The row of a [`Listed`].
    struct Row {
        id: i64,
        notion_id: StoredId,
        kind: ObjectKind,
        title: String,
        edited_time: Option<i64>,
        reach: Reach,
    }
}

impl From<Row> for Listed {
    fn from(row: Row) -> Self {
        Self {
            row: row.id,
            id: row.notion_id.0,
            kind: row.kind,
            title: row.title,
            edited_time: row.edited_time.map(moment),
            reach: row.reach,
        }
    }
}

impl Store {
    /// Marks of the person's choice on ids that nothing has shown yet.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn unknown_marks(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<NotionId>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId,)> = reader
            .session()?
            .all(
                sql("SELECT notion_id FROM selection s WHERE connection_id = ?1 AND included = 1 AND NOT EXISTS
                         (SELECT 1 FROM objects o WHERE o.connection_id = ?1 AND o.notion_id = s.notion_id)
                     ORDER BY notion_id")
                .bind(connection),
            )?;
        Ok(rows.into_iter().map(|(id,)| id.0).collect())
    }

    /// Chosen objects that Notion did not answer for when last asked, and those that were forgotten and chosen again. One in
    /// the trash may have come out of it.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn chosen_holes(&self, connection: ConnectionId) -> Result<Vec<Listed>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT id, notion_id, kind, title, edited_time, reach FROM objects
                     WHERE connection_id = ?1 AND reach <> 'ok' AND in_scope = 1
                 UNION
                 SELECT id, notion_id, kind, title, edited_time, reach FROM objects o INDEXED BY objects_in_scope
                     WHERE connection_id = ?1 AND in_scope = 1 AND in_trash = 0 AND partial = 1
                       AND NOT EXISTS (SELECT 1 FROM object_raw r WHERE r.object_id = o.id)
                 ORDER BY id",
            )
            .bind(connection),
        )?;
        Ok(rows.into_iter().map(Listed::from).collect())
    }

    /// Chosen objects in the trash that lie in nothing that is in the trash here: what they lie in may have brought them back
    /// without being seen.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn chosen_trash(
        &self,
        connection: ConnectionId,
        after_row: i64,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql("SELECT id, notion_id, kind, title, edited_time, reach FROM objects o
                     WHERE connection_id = ?1 AND id > ?2 AND in_scope = 1 AND in_trash = 1 AND reach = 'ok'
                       AND NOT EXISTS (SELECT 1 FROM objects place
                           WHERE place.connection_id = ?1 AND place.notion_id = o.container AND place.in_trash = 1)
                     ORDER BY id LIMIT ?3")
                .bind(connection)
                .bind(after_row)
                .bind(limit),
        )?;
        Ok(rows.into_iter().map(Listed::from).collect())
    }

    /// How many objects are chosen and not in the trash; of one kind, or of all.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn count_chosen(
        &self,
        connection: ConnectionId,
        kind: Option<ObjectKind>,
    ) -> Result<u64, StoreError> {
        let mut reader = self.reader().await?;
        let statement = match kind {
            None => sql("SELECT count(*) FROM objects WHERE connection_id = ? AND in_scope = 1 AND in_trash = 0")
                .bind(connection),
            Some(kind) => sql("SELECT count(*) FROM objects
                     WHERE connection_id = ? AND in_scope = 1 AND in_trash = 0 AND kind = ?")
            .bind(connection)
            .bind(kind),
        };
        let (count,): (u32,) = reader.session()?.one(statement)?;
        Ok(u64::from(count))
    }

    /// Chosen pages whose body was never read, shows an older edit, or was read in the minute of its edit.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    #[cfg(test)]
    pub(crate) async fn pages_wanting_body(
        &self,
        connection: ConnectionId,
        after_row: i64,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(
                sql("SELECT o.id, o.notion_id, o.kind, o.title, o.edited_time, o.reach
                     FROM objects o LEFT JOIN bodies b ON b.object_id = o.id
                     WHERE o.connection_id = ? AND o.id > ? AND o.in_scope = 1 AND o.in_trash = 0 AND o.kind = 'page'
                       AND o.reach = 'ok'
                       AND (b.object_id IS NULL OR b.settled = 0 OR b.edited_time < coalesce(o.edited_time, 0))
                     ORDER BY o.id LIMIT ?")
                .bind(connection)
                .bind(after_row)
                .bind(limit),
            )?;
        Ok(rows.into_iter().map(Listed::from).collect())
    }

    /// Pages made in Notion at or after a moment, in the trash or not.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn pages_made_since(
        &self,
        connection: ConnectionId,
        since: OffsetDateTime,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT id, notion_id, kind, title, edited_time, reach FROM objects
                     WHERE connection_id = ? AND kind = 'page' AND created_time >= ? ORDER BY id",
            )
            .bind(connection)
            .bind(millis(since)),
        )?;
        Ok(rows.into_iter().map(Listed::from).collect())
    }

    /// Chosen objects of one kind that are not in the trash.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn chosen(
        &self,
        connection: ConnectionId,
        kind: ObjectKind,
        after_row: i64,
        limit: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(
                sql("SELECT id, notion_id, kind, title, edited_time, reach FROM objects
                     WHERE connection_id = ? AND id > ? AND in_scope = 1 AND in_trash = 0 AND kind = ?
                     ORDER BY id LIMIT ?")
                .bind(connection)
                .bind(after_row)
                .bind(kind)
                .bind(limit),
            )?;
        Ok(rows.into_iter().map(Listed::from).collect())
    }

    /// What lies directly in a page, database or data source, trash left out; `None` lists what lies in nothing known.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn children(
        &self,
        connection: ConnectionId,
        container: Option<NotionId>,
    ) -> Result<Vec<Listed>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(
                sql("SELECT id, notion_id, kind, title, edited_time, reach FROM objects
                     WHERE connection_id = ? AND container IS ? AND in_trash = 0 ORDER BY title, id")
                .bind(connection)
                .bind(container.map(StoredId)),
            )?;
        Ok(rows.into_iter().map(Listed::from).collect())
    }
}
