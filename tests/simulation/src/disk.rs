//! Trouble with the store: the watch that sees every statement before it runs.
//!
//! The rule it protects: a statement that fails was not run, and the store hears the same errors SQLite would give.

use std::sync::Arc;

use keepsake_memory::{StatementWatch, StoreError};

use crate::fate::Fate;
use crate::trouble::Trouble;

/// Asks fate about every statement.
pub(crate) struct Disk(pub(crate) Arc<Fate>);

impl StatementWatch for Disk {
    fn before(&self, sql: &str) -> Result<(), StoreError> {
        match self.0.statement(sql) {
            None => Ok(()),
            Some(Trouble::Busy) => Err(StoreError::Busy),
            Some(Trouble::DiskFull) => Err(StoreError::DiskFull),
            Some(Trouble::DiskFails) => Err(StoreError::Io {
                detail: "the disk of this schedule fails".to_owned(),
            }),
            Some(_) => Err(StoreError::Interrupted),
        }
    }
}
