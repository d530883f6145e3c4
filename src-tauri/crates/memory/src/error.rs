//! What can go wrong with the store, in classes a caller can act on.
//!
//! SQLite's result codes are read here and nowhere else. The texts are for logs; what people read lives in the catalogue of
//! sentences. The rule it protects: an error means nothing of the failed change was written.

use std::path::PathBuf;

use keepsake_text::NotionId;
use rusqlite::ErrorCode;

/// A failed operation on the store; nothing of it was written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The disk (or the store's size limit) is full. Freeing space and trying again helps.
    #[error("the disk is full")]
    DiskFull,
    /// The file is not a store, or its content contradicts itself.
    #[error("the store is damaged: {detail}")]
    Damaged {
        /// What was found.
        detail: String,
    },
    /// A newer Keepsake wrote this store; it was not touched.
    #[error("the store has version {found}, this program knows up to {known}")]
    Newer {
        /// The newest schema version in the file.
        found: i64,
        /// The newest schema version of this program.
        known: i64,
    },
    /// The schema is not the one its version stands for; it was not touched.
    #[error("the schema of the store was changed by something else: {detail}")]
    Drifted {
        /// The first difference.
        detail: String,
    },
    /// Another process holds the store's write lock for longer than the busy timeout.
    #[error("the store is in use by another process")]
    Busy,
    /// The file cannot be opened, read or written.
    #[error("the store cannot be read or written: {detail}")]
    Io {
        /// What the operating system or SQLite said.
        detail: String,
    },
    /// A file is there that may not be replaced.
    #[error("{} is there already", path.display())]
    AlreadyThere {
        /// The file.
        path: PathBuf,
    },
    /// There is no such connection.
    #[error("no connection {0}")]
    UnknownConnection(i64),
    /// There is no such run.
    #[error("no run {0}")]
    UnknownRun(i64),
    /// A change names an object that was never observed.
    #[error("no object {0} in this connection")]
    UnknownObject(NotionId),
    /// The object left the choice and stays here as it was last read.
    #[error("object {0} is kept here and not in step with Notion")]
    KeptOnly(NotionId),
    /// The job does not exist, or somebody else has claimed it since.
    #[error("job {0} is not held with this token")]
    LeaseLost(i64),
    /// A [`crate::StatementWatch`] asked to stop before a statement.
    #[error("interrupted before a statement")]
    Interrupted,
    /// SQLite refused a statement for a reason that is a mistake in this program.
    #[error("the store refused a statement: {detail}")]
    Statement {
        /// What SQLite said.
        detail: String,
    },
}

impl StoreError {
    /// Whether doing the same again later can succeed without anybody changing the program or the file.
    #[must_use]
    pub const fn is_retryable(&self) -> bool {
        matches!(self, Self::DiskFull | Self::Busy | Self::Io { .. })
    }

    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        let detail = error.to_string();
        match &error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::Utf8Error(..) => Self::Damaged { detail },
            other => match other.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => Self::DiskFull,
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    Self::Damaged { detail }
                }
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
                Some(
                    ErrorCode::SystemIoFailure
                    | ErrorCode::CannotOpen
                    | ErrorCode::ReadOnly
                    | ErrorCode::PermissionDenied,
                ) => Self::Io { detail },
                _ => Self::Statement { detail },
            },
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        if error.kind() == std::io::ErrorKind::StorageFull {
            Self::DiskFull
        } else {
            Self::Io {
                detail: error.to_string(),
            }
        }
    }
}
