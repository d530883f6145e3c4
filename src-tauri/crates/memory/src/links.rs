//! Pointers between objects, and backlinks.
//!
//! Pointers of the body and of the properties are replaced separately, each when its origin was read. A target need not be
//! in the store: it becomes a backlink the day it arrives.

use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::change::{ConnectionId, Link, LinkKind, ObjectKind};
use crate::columns::{StoredId, number_list};
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

/// The pointers of one object.
pub(crate) struct Pointers {
    pub(crate) object_row: i64,
    pub(crate) links: Vec<Link>,
    /// There are none yet.
    pub(crate) is_new: bool,
}

/// Replaces the pointers of bodies; of several of one object the last ones count.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    bodies: Vec<(NotionId, Vec<Link>)>,
) -> Result<(), StoreError> {
    let mut objects: Vec<Pointers> = Vec::with_capacity(bodies.len());
    for (object, links) in bodies {
        let object_row = batch.row(object)?;
        objects.retain(|before| before.object_row != object_row);
        objects.push(Pointers {
            object_row,
            links,
            is_new: false,
        });
    }
    replace(batch, Origin::Body, objects)
}

/// Replaces the pointers of one origin, each object named once.
pub(crate) fn replace(
    batch: &mut Batch<'_>,
    origin: Origin,
    objects: Vec<Pointers>,
) -> Result<(), StoreError> {
    let old: Vec<i64> = objects
        .iter()
        .filter(|pointers| !pointers.is_new)
        .map(|pointers| pointers.object_row)
        .collect();
    if !old.is_empty() {
        let dropped = batch.session.execute(
            sql("DELETE FROM links WHERE object_id IN (SELECT value FROM json_each(?)) AND origin = ?")
                .bind(number_list(old))
                .bind(origin.as_str()),
        )?;
        batch.applied.links_changed |= dropped > 0;
    }
    let mut all: Vec<(i64, Link)> = objects
        .into_iter()
        .flat_map(|pointers| {
            let row = pointers.object_row;
            pointers.links.into_iter().map(move |link| (row, link))
        })
        .collect();
    all.sort_unstable();
    all.dedup();
    batch.applied.links_changed |= !all.is_empty();
    for rows in batches(&all) {
        let mut statement = sql_rows(
            "INSERT INTO links (object_id, target, kind, origin)",
            4,
            rows.len(),
            "",
        );
        for (row, link) in rows {
            statement.push(*row);
            statement.push(StoredId(link.target));
            statement.push(link.kind);
            statement.push(origin.as_str());
        }
        batch.session.execute(statement)?;
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
            .session()?
            .all(
                sql("SELECT DISTINCT o.notion_id, o.kind, o.title, l.kind
                     FROM links l JOIN objects o ON o.id = l.object_id
                     WHERE l.target = ? AND o.connection_id = ? AND (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0)
                     ORDER BY o.title, o.id LIMIT 1000")
                .bind(StoredId(target))
                .bind(connection),
            )?;
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
        let rows: Vec<(StoredId, LinkKind)> = reader.session()?.all(
            sql(
                "SELECT DISTINCT l.target, l.kind FROM links l JOIN objects o ON o.id = l.object_id
                     WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY l.kind, l.target",
            )
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(rows
            .into_iter()
            .map(|(target, kind)| Link {
                target: target.0,
                kind,
            })
            .collect())
    }
}
