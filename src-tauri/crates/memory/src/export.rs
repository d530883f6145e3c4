//! Everything that is remembered, as streams of bounded size.
//!
//! Streams go by row and read a page at a time, so memory does not grow with the workspace and a long export never holds a
//! read transaction open; a `+` keeps SQLite from sorting the whole table for each page. What is written meanwhile may be in the stream or not. Leaves out formats.

use futures::stream::{self, Stream};
use keepsake_text::NotionId;
use serde_json::Value;

use crate::change::ConnectionId;
use crate::columns::StoredId;
use crate::comments::{Comment, CommentRow};
use crate::error::StoreError;
use crate::files::{FileRecord, FileRow};
use crate::packing::unpack;
use crate::reads::{ObjectRow, StoredObject, complete_values, completed};
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::Store;
use crate::two_way::unsettled::Unsettled;

/// Objects read at once: each may carry a large body.
const OBJECTS: u32 = 32;
/// Smaller things read at once.
const ITEMS: i64 = 256;

/// An object with all that is remembered of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedObject {
    /// The object.
    pub object: StoredObject,
    /// Its JSON as Notion sent it, with complete property values.
    pub raw: Value,
    /// Its body, if it was read.
    pub markdown: Option<String>,
}

/// A block.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedBlock {
    /// Its id.
    pub id: NotionId,
    /// The page it belongs to.
    pub page: NotionId,
    /// The page or block it is a child of.
    pub parent: NotionId,
    /// Its place among its siblings.
    pub ordinal: u32,
    /// Its type, as Notion names it.
    pub kind: String,
    /// Its JSON as Notion sent it.
    pub raw: Value,
}

/// A comment with its JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportedComment {
    /// The comment.
    pub comment: Comment,
    /// The page it belongs to.
    pub page: NotionId,
    /// Its JSON as Notion sent it.
    pub raw: Value,
}

/// JSON as it was kept; text that is none becomes a JSON string.
fn json(packed: &[u8]) -> Result<Value, StoreError> {
    Ok(completed(&unpack(packed)?, &[]))
}

/// A stream made of pages: `read` gives the page after a row, with the row of each item.
fn paged<T, F, R>(read: F) -> impl Stream<Item = Result<T, StoreError>>
where
    F: Fn(i64) -> R,
    R: Future<Output = Result<Vec<(i64, T)>, StoreError>>,
{
    let state = (0_i64, Vec::new().into_iter(), read);
    stream::try_unfold(state, async |(mut after, mut page, read)| {
        loop {
            if let Some((row, item)) = page.next() {
                after = row;
                return Ok(Some((item, (after, page, read))));
            }
            let next = read(after).await?;
            if next.is_empty() {
                return Ok(None);
            }
            page = next.into_iter();
        }
    })
}

impl Store {
    /// All chosen objects that are not in the trash, in the order they were first seen.
    pub fn export_objects(
        &self,
        connection: ConnectionId,
    ) -> impl Stream<Item = Result<ExportedObject, StoreError>> {
        let store = self.clone();
        paged(move |after| {
            let store = store.clone();
            async move { store.exported_objects(connection, after).await }
        })
    }

    async fn exported_objects(
        &self,
        connection: ConnectionId,
        after: i64,
    ) -> Result<Vec<(i64, ExportedObject)>, StoreError> {
        row_struct! {
            struct Row {
                raw: Vec<u8>,
                packed: Option<Vec<u8>>,
                ..object: ObjectRow,
            }
        }
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let rows: Vec<Row> = session
            .all(
                sql("SELECT o.id, o.notion_id, o.kind, o.title, o.icon, o.url, o.parent_kind, o.parent_id, o.container,
                            o.created_time, o.edited_time, o.seen_time, o.in_trash, o.partial, o.reach, o.reach_reason,
                            o.reach_request_id, o.in_scope, o.kept, b.edited_time AS body_edited_time, r.raw, c.packed
                     FROM objects o INDEXED BY objects_remembered
                     JOIN object_raw r ON r.object_id = o.id
                     LEFT JOIN bodies b ON b.object_id = o.id
                     LEFT JOIN contents c ON c.id = b.content_id
                     WHERE o.connection_id = ? AND o.id > ? AND (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0)
                     ORDER BY o.id LIMIT ?")
                .bind(connection)
                .bind(after)
                .bind(OBJECTS),
            )?;
        let mut page = Vec::with_capacity(rows.len());
        for row in rows {
            let object = StoredObject::from(row.object);
            let values = complete_values(&mut session, object.row)?;
            let exported = ExportedObject {
                raw: completed(&unpack(&row.raw)?, &values),
                markdown: row.packed.as_deref().map(unpack).transpose()?,
                object,
            };
            page.push((exported.object.row, exported));
        }
        Ok(page)
    }

    /// Everything that was changed here and is not settled, wherever its object is: also of what is not chosen any more or lies
    /// in the trash.
    pub fn export_edits(
        &self,
        connection: ConnectionId,
    ) -> impl Stream<Item = Result<Unsettled, StoreError>> {
        let store = self.clone();
        paged(move |after| {
            let store = store.clone();
            async move {
                let edited = store.every_unsettled(connection, after, OBJECTS, true);
                let edited = edited.await?.into_iter();
                Ok(edited.map(|one| (one.row, one)).collect())
            }
        })
    }

    /// All blocks that were read of chosen pages, in the order they were first read.
    pub fn export_blocks(
        &self,
        connection: ConnectionId,
    ) -> impl Stream<Item = Result<ExportedBlock, StoreError>> {
        let store = self.clone();
        paged(move |after| {
            let store = store.clone();
            async move { store.exported_blocks(connection, after).await }
        })
    }

    async fn exported_blocks(
        &self,
        connection: ConnectionId,
        after: i64,
    ) -> Result<Vec<(i64, ExportedBlock)>, StoreError> {
        row_struct! {
            struct Row {
                id: i64,
                notion_id: StoredId,
                page: StoredId,
                parent: StoredId,
                ordinal: u32,
                kind: String,
                raw: Vec<u8>,
            }
        }
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT b.id, b.notion_id, o.notion_id AS page, b.parent, b.ordinal, b.kind, b.raw
                     FROM blocks b JOIN objects o ON o.id = b.object_id
                     WHERE +b.connection_id = ? AND b.id > ? AND (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0)
                     ORDER BY b.id LIMIT ?",
            )
            .bind(connection)
            .bind(after)
            .bind(ITEMS),
        )?;
        rows.into_iter()
            .map(|row| {
                let block = ExportedBlock {
                    id: row.notion_id.0,
                    page: row.page.0,
                    parent: row.parent.0,
                    ordinal: row.ordinal,
                    kind: row.kind,
                    raw: json(&row.raw)?,
                };
                Ok((row.id, block))
            })
            .collect()
    }

    /// All comments of chosen pages, also those no longer listed.
    pub fn export_comments(
        &self,
        connection: ConnectionId,
    ) -> impl Stream<Item = Result<ExportedComment, StoreError>> {
        let store = self.clone();
        paged(move |after| {
            let store = store.clone();
            async move { store.exported_comments(connection, after).await }
        })
    }

    async fn exported_comments(
        &self,
        connection: ConnectionId,
        after: i64,
    ) -> Result<Vec<(i64, ExportedComment)>, StoreError> {
        row_struct! {
            struct Row {
                id: i64,
                page: StoredId,
                raw: Vec<u8>,
                ..comment: CommentRow,
            }
        }
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(
                sql("SELECT c.id, o.notion_id AS page, c.raw, c.notion_id, c.place, c.discussion, c.author,
                            u.name AS author_name, c.created_time, c.text, c.listed
                     FROM comments c JOIN objects o ON o.id = c.object_id
                     LEFT JOIN users u ON u.connection_id = c.connection_id AND u.notion_id = c.author
                     WHERE +c.connection_id = ? AND c.id > ? AND (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0)
                     ORDER BY c.id LIMIT ?")
                .bind(connection)
                .bind(after)
                .bind(ITEMS),
            )?;
        rows.into_iter()
            .map(|row| {
                let comment = ExportedComment {
                    comment: row.comment.into(),
                    page: row.page.0,
                    raw: json(&row.raw)?,
                };
                Ok((row.id, comment))
            })
            .collect()
    }

    /// What became of every file that chosen objects show.
    pub fn export_files(
        &self,
        connection: ConnectionId,
    ) -> impl Stream<Item = Result<FileRecord, StoreError>> {
        let store = self.clone();
        paged(move |after| {
            let store = store.clone();
            async move { store.exported_files(connection, after).await }
        })
    }

    async fn exported_files(
        &self,
        connection: ConnectionId,
        after: i64,
    ) -> Result<Vec<(i64, FileRecord)>, StoreError> {
        row_struct! {
            struct Row {
                id: i64,
                ..file: FileRow,
            }
        }
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(
                sql("SELECT f.id, o.notion_id AS object, f.place, f.identity, f.url, f.name, f.kind, f.status, f.hash,
                            f.size, f.mime, f.reason, f.request_id
                     FROM files f JOIN objects o ON o.id = f.object_id
                     WHERE +f.connection_id = ? AND f.id > ? AND (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0)
                     ORDER BY f.id LIMIT ?")
                .bind(connection)
                .bind(after)
                .bind(ITEMS),
            )?;
        rows.into_iter()
            .map(|row| Ok((row.id, row.file.record()?)))
            .collect()
    }
}
