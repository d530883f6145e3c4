//! Whether anything was written: what is asked by whoever waits for something to do.
//!
//! Leaves out what it was. The rule it protects: every write changes the answer, that of another process and that of this one.

use crate::error::StoreError;
use crate::statement::{Session, sql};
use crate::store::Store;

/// A state of a store: as long as it stays the same, nothing was written. Those of stores opened at different times differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DataVersion {
    /// Which connection says so: SQLite counts for each by itself.
    connection: u64,
    version: i64,
}

impl Store {
    /// The state as of the last commit. It costs a look at memory that is shared with whoever has the file open, and reads no page
    /// of it (<https://sqlite.org/pragma.html#pragma_data_version>).
    ///
    /// # Errors
    ///
    /// When the store cannot be read, or was closed.
    pub fn data_version(&self) -> Result<DataVersion, StoreError> {
        let (connection, version) = self.readers().watching(|connection| {
            let mut session = Session::new(connection, self.watch());
            let (version,) = session.one(sql("PRAGMA data_version"))?;
            Ok(version)
        })?;
        Ok(DataVersion {
            connection,
            version,
        })
    }

    /// A number that changes with every write of another process and with none of this one, which writes through one connection;
    /// nothing while it writes.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub fn others_version(&self) -> Result<Option<i64>, StoreError> {
        let Some(mut writer) = self.idle_writer() else {
            return Ok(None);
        };
        let (version,) = writer.session().one(sql("PRAGMA data_version"))?;
        Ok(Some(version))
    }
}
