//! Pointers between objects, and backlinks.
//!
//! Pointers of the body and of the properties are replaced separately, each when its origin was read. A target need not be
//! in the store: it becomes a backlink the day it arrives.

use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::change::{ConnectionId, Link, LinkKind, ObjectKind};
use crate::columns::StoredId;
use crate::error::StoreError;
use crate::statement::{batches, sql, sql_rows};
use crate::store::Store;

/// Where a pointer was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Body,
    Property,
}

impl Origin {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Property => "property",
        }
    }
}

/// Replaces the pointers of a body.
pub(crate) async fn put(
    batch: &mut Batch<'_>,
    object: NotionId,
    links: Vec<Link>,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    replace(batch, row, Origin::Body, links, false).await
}

/// Replaces the pointers of one origin. `is_new`: there are none yet.
pub(crate) async fn replace(
    batch: &mut Batch<'_>,
    row: i64,
    origin: Origin,
    mut links: Vec<Link>,
    is_new: bool,
) -> Result<(), StoreError> {
    if !is_new {
        batch
            .session
            .execute(
                sql("DELETE FROM links WHERE object_id = ? AND origin = ?")
                    .bind(row)
                    .bind(origin.as_str()),
            )
            .await?;
    }
    links.sort_unstable();
    links.dedup();
    for rows in batches(&links) {
        let mut statement = sql_rows(
            "INSERT INTO links (object_id, target, kind, origin)",
            4,
            rows.len(),
            "",
        );
        for link in rows {
            statement.push(row);
            statement.push(StoredId(link.target));
            statement.push(link.kind);
            statement.push(origin.as_str());
        }
        batch.session.execute(statement).await?;
    }
    Ok(())
}

/// An object that points at another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlink {
    /// The pointing object.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
    /// How it points.
    pub link: LinkKind,
}

impl Store {
    /// The remembered objects that point at `target`, by title. At most 1,000.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn backlinks(
        &self,
        connection: ConnectionId,
        target: NotionId,
    ) -> Result<Vec<Backlink>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId, ObjectKind, String, LinkKind)> = reader
            .session()
            .all(
                sql("SELECT DISTINCT o.notion_id, o.kind, o.title, l.kind
                     FROM links l JOIN objects o ON o.id = l.object_id
                     WHERE l.target = ? AND o.connection_id = ? AND o.in_scope = 1 AND o.in_trash = 0
                     ORDER BY o.title, o.id LIMIT 1000")
                .bind(StoredId(target))
                .bind(connection),
            )
            .await?;
        Ok(rows
            .into_iter()
            .map(|(id, kind, title, link)| Backlink {
                id: id.0,
                kind,
                title,
                link,
            })
            .collect())
    }

    /// What an object points at, in body and properties.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn links(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Vec<Link>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId, LinkKind)> = reader
            .session()
            .all(
                sql("SELECT DISTINCT l.target, l.kind FROM links l JOIN objects o ON o.id = l.object_id
                     WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY l.kind, l.target")
                .bind(connection)
                .bind(StoredId(object)),
            )
            .await?;
        Ok(rows
            .into_iter()
            .map(|(target, kind)| Link {
                target: target.0,
                kind,
            })
            .collect())
    }
}
