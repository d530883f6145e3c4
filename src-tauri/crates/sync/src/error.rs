//! Why a run could not go on.
//!
//! Leaves out what is wrong with single objects: that is in the ledger. The rule it protects: whatever interrupts a
//! run, what was read is stored and the rest stays owed, so the same command goes on where this one ended.

use keepsake_memory::StoreError;

use crate::room::LittleRoom;

/// A run that was interrupted.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Notion, or the way to it, failed too often in a row.
    #[error(transparent)]
    Notion(#[from] keepsake_notion::Error),
    /// The memory could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The disk has less room than is left free.
    #[error("{} bytes are free, and {} have to be", .0.free, .0.needed)]
    LittleRoom(LittleRoom),
    /// An attachment could not be written to this computer.
    #[error("could not write an attachment to {path}: {source}")]
    Files {
        /// The folder or file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
}
