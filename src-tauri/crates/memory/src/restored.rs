//! What a store that was put back from a copy may lack: it holds what it held then, and what lies outside of it may have gone
//! on since, or lie on another computer.
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
            // Icons, covers and files of properties come with an object that differs from what is known.
            session.execute(
                sql("UPDATE objects SET metadata_hash = NULL WHERE id IN (SELECT object_id FROM files WHERE hash = ?)")
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
            let shown = |row: Row| ShowsMissing {
                connection: row.connection_id,
                object: row.notion_id.0,
                kind: row.kind,
                title: row.title,
            };
            Ok(rows.into_iter().map(shown).collect())
        })
    }
}
