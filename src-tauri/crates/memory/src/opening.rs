//! How the connections of a store to its file are opened.
//!
//! The rule it protects: every connection has the same settings, whoever opens it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use time::OffsetDateTime;

use crate::error::StoreError;
use crate::statement::StatementWatch;

/// How long a statement waits for another process's write, unless told otherwise.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Statements kept prepared for each connection: all there are, in all their sizes.
const PREPARED: usize = 256;

/// What [`crate::Store::open`] needs to know.
#[derive(Clone)]
pub struct OpenOptions {
    pub(crate) now: OffsetDateTime,
    pub(crate) busy_timeout: Duration,
    pub(crate) watch: Option<Arc<dyn StatementWatch>>,
}

impl OpenOptions {
    /// Opens at this moment (names the backup that a migration makes).
    #[must_use]
    pub fn new(now: OffsetDateTime) -> Self {
        Self {
            now,
            busy_timeout: BUSY_TIMEOUT,
            watch: None,
        }
    }

    /// Waits at most so long for another process's write.
    #[must_use]
    #[cfg(test)]
    pub(crate) fn waiting_at_most(mut self, busy_timeout: Duration) -> Self {
        self.busy_timeout = busy_timeout;
        self
    }

    /// Shows every statement to `watch` before it runs.
    #[must_use]
    pub fn watched_by(mut self, watch: Arc<dyn StatementWatch>) -> Self {
        self.watch = Some(watch);
        self
    }
}

/// A file that is there, used by one thread at a time.
pub(crate) fn existing() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX
}

pub(crate) fn open_to_write(path: &Path, options: &OpenOptions) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, existing())?;
    connection.busy_timeout(options.busy_timeout)?;
    keep_statements(&connection)?;
    // 8 MiB of cache: the whole process of a large import has to stay small. 16 MiB of log before it is folded in: pages
    // that many commits touch are then written once.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192;
         PRAGMA wal_autocheckpoint = 4096; PRAGMA journal_size_limit = 16777216",
    )?;
    Ok(connection)
}

/// Statements are compiled once. Without the query planner stability guarantee SQLite would compile each again whenever a
/// value is bound that its plan could have been made for, which is nearly always where an index has a condition
/// (<https://sqlite.org/queryplanner-ng.html#qpstab>).
pub(crate) fn keep_statements(connection: &Connection) -> Result<(), StoreError> {
    connection.set_prepared_statement_cache_capacity(PREPARED);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}
