//! Files that pages point at: where each is shown and what became of it.
//!
//! The bytes are stored by the engine in a folder, named by content hash; here is the account of them. A file shown in two
//! places has two records and one content. The rule it protects: a file that is not stored says why.

use keepsake_text::{ContentHash, FileKind, NotionId};

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredHash, StoredId, clean};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::{batches, sql, sql_rows};
use crate::store::Store;

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileStatus {
    /// Not fetched yet, or not asked for.
    Pending,
    /// In the files folder.
    Stored {
        /// SHA-256 of its bytes.
        hash: ContentHash,
        /// Bytes.
        size: u64,
        /// The media type the server named.
        mime: Option<String>,
    },
    /// Somewhere else on the web; only its address is kept.
    External,
    /// Larger than the person allows.
    TooLarge {
        /// Bytes, where the server said.
        size: Option<u64>,
    },
    /// The server does not give it.
    Refused,
    /// It could not be had; trying again may help.
    Failed,
}

impl FileStatus {
    /// The word it is stored and shown as.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Stored { .. } => "stored",
            Self::External => "external",
            Self::TooLarge { .. } => "too_large",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }
}

/// A file in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRecord {
    /// The object that shows it.
    pub object: NotionId,
    /// `body`, `property:<id>`, `icon`, `cover`, `block:<id>` or `comment:<id>`.
    pub place: String,
    /// Its address without query and fragment: what stays the same from read to read.
    pub identity: String,
    /// Its address, for an external file; a signed one is never stored.
    pub url: Option<String>,
    /// Its name; may be empty.
    pub name: String,
    /// What it is shown as.
    pub kind: FileKind,
    /// What became of it.
    pub status: FileStatus,
    /// Why it is not stored, as a stable word.
    pub reason: Option<String>,
    /// The server's id of the refused request.
    pub request_id: Option<String>,
}

/// Stores records. What is stored of a file stays stored when it is merely seen again (`Pending`).
pub(crate) fn put(batch: &mut Batch<'_>, files: Vec<FileRecord>) -> Result<(), StoreError> {
    for rows in batches(&files) {
        let mut statement = sql_rows(
            "INSERT INTO files (connection_id, object_id, place, identity, url, name, kind, status, hash, size, mime, reason,
                 request_id, changed_run, observed_time)",
            15,
            rows.len(),
            "ON CONFLICT (object_id, place, identity) DO UPDATE SET
                 url = excluded.url, name = excluded.name, kind = excluded.kind,
                 changed_run = CASE WHEN excluded.status = 'pending' OR (status = excluded.status AND hash IS excluded.hash)
                     THEN changed_run ELSE excluded.changed_run END,
                 hash = CASE WHEN excluded.status = 'pending' THEN hash ELSE excluded.hash END,
                 size = CASE WHEN excluded.status = 'pending' THEN size ELSE excluded.size END,
                 mime = CASE WHEN excluded.status = 'pending' THEN mime ELSE excluded.mime END,
                 reason = CASE WHEN excluded.status = 'pending' AND status = 'stored' THEN reason ELSE excluded.reason END,
                 request_id = CASE WHEN excluded.status = 'pending' AND status = 'stored' THEN request_id
                     ELSE excluded.request_id END,
                 status = CASE WHEN excluded.status = 'pending' AND status = 'stored' THEN status ELSE excluded.status END,
                 observed_time = excluded.observed_time",
        );
        for file in rows {
            let (hash, size, mime) = match &file.status {
                FileStatus::Stored { hash, size, mime } => {
                    (Some(StoredHash(*hash)), Some(*size), mime.as_deref())
                }
                FileStatus::TooLarge { size } => (None, *size, None),
                FileStatus::Pending
                | FileStatus::External
                | FileStatus::Refused
                | FileStatus::Failed => (None, None, None),
            };
            statement.push(batch.connection);
            statement.push(batch.row(file.object)?);
            statement.push(&file.place);
            statement.push(&file.identity);
            statement.push(file.url.as_deref());
            statement.push(clean(&file.name));
            statement.push(file.kind.as_str());
            statement.push(file.status.as_str());
            statement.push(hash);
            statement.push(size.map(|size| i64::try_from(size).unwrap_or(i64::MAX)));
            statement.push(mime);
            statement.push(file.reason.as_deref());
            statement.push(file.request_id.as_deref());
            statement.push(batch.run);
            statement.push(batch.now);
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}

row_struct! {
    /// A row as read: the raw columns of a [`FileRecord`].
    pub(crate) struct FileRow {
        object: StoredId,
        place: String,
        identity: String,
        url: Option<String>,
        name: String,
        kind: String,
        status: String,
        hash: Option<StoredHash>,
        size: Option<i64>,
        mime: Option<String>,
        reason: Option<String>,
        request_id: Option<String>,
    }
}

impl FileRow {
    pub(crate) fn record(self) -> Result<FileRecord, StoreError> {
        let size = self.size.and_then(|size| u64::try_from(size).ok());
        let status = match (self.status.as_str(), self.hash) {
            ("pending", _) => FileStatus::Pending,
            ("stored", Some(hash)) => FileStatus::Stored {
                hash: hash.0,
                size: size.unwrap_or_default(),
                mime: self.mime,
            },
            ("external", _) => FileStatus::External,
            ("too_large", _) => FileStatus::TooLarge { size },
            ("refused", _) => FileStatus::Refused,
            ("failed", _) => FileStatus::Failed,
            (other, _) => return Err(StoreError::damaged(format!("file status {other:?}"))),
        };
        let kind = match self.kind.as_str() {
            "image" => FileKind::Image,
            "video" => FileKind::Video,
            "audio" => FileKind::Audio,
            "pdf" => FileKind::Pdf,
            _ => FileKind::File,
        };
        Ok(FileRecord {
            object: self.object.0,
            place: self.place,
            identity: self.identity,
            url: self.url,
            name: self.name,
            kind,
            status,
            reason: self.reason,
            request_id: self.request_id,
        })
    }
}

impl Store {
    /// The files an object shows, in the order they were first seen.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn files(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Vec<FileRecord>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<FileRow> = reader
            .session()?
            .all(
                sql("SELECT o.notion_id AS object, f.place, f.identity, f.url, f.name, f.kind, f.status, f.hash, f.size,
                            f.mime, f.reason, f.request_id
                     FROM files f JOIN objects o ON o.id = f.object_id
                     WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY f.id")
                .bind(connection)
                .bind(StoredId(object)),
            )?;
        rows.into_iter().map(FileRow::record).collect()
    }

    /// A stored record of the file with this identity, wherever it is shown: its bytes need no second download.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn stored_file(
        &self,
        connection: ConnectionId,
        identity: &str,
    ) -> Result<Option<FileRecord>, StoreError> {
        let mut reader = self.reader().await?;
        reader
            .session()?
            .optional::<FileRow>(
                sql("SELECT o.notion_id AS object, f.place, f.identity, f.url, f.name, f.kind, f.status, f.hash, f.size,
                            f.mime, f.reason, f.request_id
                     FROM files f JOIN objects o ON o.id = f.object_id
                     WHERE f.connection_id = ? AND f.identity = ? AND +f.status = 'stored' LIMIT 1")
                .bind(connection)
                .bind(identity),
            )?
            .map(FileRow::record)
            .transpose()
    }

    /// Whether any record still shows the content with this hash.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn is_file_used(&self, hash: ContentHash) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        let found: Option<(i64,)> = reader
            .session()?
            .optional(sql("SELECT 1 FROM files WHERE hash = ? LIMIT 1").bind(StoredHash(hash)))?;
        Ok(found.is_some())
    }
}
