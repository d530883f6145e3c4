//! What a store may lack that lies outside of it: one that was put back from a copy holds what it held then, and the rest may have
//! gone on since, or lie on another computer; and files that the person left out at first and wants now.
//!
//! Leaves out keys and the bytes of files, which are not in the store. The rule it protects: that somebody has to look around
//! is said by the store itself, until it was done.

use keepsake_text::{ContentHash, NotionId};

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredHash, StoredId};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::{Durability, Store, at_length};

/// An object that shows a file whose bytes are not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShowsMissing {
    /// The connection it was read through.
    pub connection: ConnectionId,
    /// Its id.
    pub object: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
}

row_struct! {
    /// The row of a [`ShowsMissing`].
    struct Row {
        connection_id: ConnectionId,
        notion_id: StoredId,
        kind: ObjectKind,
        title: String,
    }
}

/// Lets objects differ from whatever Notion shows next: icons, covers and files of properties come with an object that
/// does. They stay known: what was never seen has nothing that could be owned here.
macro_rules! differ {
    () => {
        "UPDATE objects SET metadata_hash = zeroblob(length(metadata_hash)) WHERE metadata_hash IS NOT NULL AND "
    };
}

impl Store {
    /// Whether this was a copy, and nobody has looked since whether what belongs to it is there.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn was_put_back(&self) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        let (application,): (i32,) = reader.session()?.one(sql("PRAGMA application_id"))?;
        Ok(application != 0)
    }

    /// What belongs to the store was looked for.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn note_looked_around(&self) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            transaction
                .session()
                .execute(sql("PRAGMA application_id = 0"))?;
            transaction.commit()
        })
    }

    /// Every file that is stored, once.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn stored_hashes(&self) -> Result<Vec<ContentHash>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredHash,)> = reader.session()?.all(sql(
            "SELECT DISTINCT hash FROM files WHERE hash IS NOT NULL",
        ))?;
        Ok(rows.into_iter().map(|(hash,)| hash.0).collect())
    }

    /// Notes that the bytes of a file are not there; the objects that show it.
    ///
    /// # Errors
    ///
    /// When the store cannot be written; nothing is noted then.
    pub async fn miss_file(&self, hash: ContentHash) -> Result<Vec<ShowsMissing>, StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            let rows: Vec<Row> = session.all(
                sql(
                    "SELECT DISTINCT o.connection_id, o.notion_id, o.kind, o.title
                         FROM files f JOIN objects o ON o.id = f.object_id WHERE f.hash = ?",
                )
                .bind(StoredHash(hash)),
            )?;
            session.execute(
                sql(concat!(
                    differ!(),
                    "id IN (SELECT object_id FROM files WHERE hash = ?)"
                ))
                .bind(StoredHash(hash)),
            )?;
            session.execute(
                sql(
                    "UPDATE files SET status = 'pending', hash = NULL, size = NULL, mime = NULL, reason = 'not_fetched'
                         WHERE hash = ?",
                )
                .bind(StoredHash(hash)),
            )?;
            transaction.commit()?;
            Ok(rows.into_iter().map(ShowsMissing::from).collect())
        })
    }

    /// Has every attachment asked for again that the person left out and no longer does: all of them, or the larger ones up to
    /// this many bytes. The chosen objects that show one.
    ///
    /// # Errors
    ///
    /// When the store cannot be written; nothing is noted then.
    pub async fn ask_for_files_left_out(
        &self,
        connection: ConnectionId,
        max_bytes: u64,
    ) -> Result<Vec<ShowsMissing>, StoreError> {
        let max_bytes = i64::try_from(max_bytes).unwrap_or(i64::MAX);
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            let rows: Vec<Row> = session.all(
                sql(
                    "SELECT DISTINCT o.connection_id, o.notion_id, o.kind, o.title
                         FROM files f JOIN objects o ON o.id = f.object_id
                         WHERE f.connection_id = ?1 AND o.in_scope = 1 AND o.in_trash = 0 AND o.reach = 'ok'
                           AND (f.status = 'pending' AND f.reason = 'files_not_selected'
                             OR f.status = 'too_large' AND f.size <= ?2)",
                )
                .bind(connection)
                .bind(max_bytes),
            )?;
            session.execute(
                sql(concat!(
                    differ!(),
                    "in_scope = 1 AND in_trash = 0 AND reach = 'ok' AND id IN (
                         SELECT object_id FROM files WHERE connection_id = ?1
                             AND (status = 'pending' AND reason = 'files_not_selected'
                               OR status = 'too_large' AND size <= ?2))"
                ))
                .bind(connection)
                .bind(max_bytes),
            )?;
            transaction.commit()?;
            Ok(rows.into_iter().map(ShowsMissing::from).collect())
        })
    }
}

impl From<Row> for ShowsMissing {
    fn from(row: Row) -> Self {
        Self {
            connection: row.connection_id,
            object: row.notion_id.0,
            kind: row.kind,
            title: row.title,
        }
    }
}
