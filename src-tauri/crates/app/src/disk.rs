//! How much room the disks of the data folder have.
//!
//! Leaves out how much there has to be (`keepsake_sync::Room`). The rule it protects: the system is asked through a port,
//! so that a disk can fill and empty in a test.

use std::io;
use std::path::Path;
use std::sync::Arc;

use keepsake_sync::{FreeSpace, Room};

use crate::home::Home;
use crate::keepsake::Keepsake;

/// One million bytes, as people count room on disks.
const MEGABYTE: u64 = 1_000_000;

/// Tells how much room a disk has.
pub trait Disk: Send + Sync {
    /// Bytes that this person may still write where `folder` lies.
    ///
    /// # Errors
    /// What the system says when it cannot tell.
    fn free(&self, folder: &Path) -> io::Result<u64>;
}

/// The disks of this computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn free(&self, folder: &Path) -> io::Result<u64> {
        fs4::available_space(folder)
    }
}

/// Tells the free space where a data folder lies; attachments may lie on a disk of their own.
pub(crate) fn free_space(disk: Arc<dyn Disk>, home: &Home) -> FreeSpace {
    let folders = [home.root().to_owned(), home.files()];
    Arc::new(move || {
        let told = folders.iter().filter_map(|folder| disk.free(folder).ok());
        told.min()
    })
}

/// Whole megabytes.
pub(crate) const fn megabytes(bytes: u64) -> u64 {
    bytes / MEGABYTE
}

impl Keepsake {
    /// The disk that a workspace is written to.
    pub(crate) fn room(&self) -> Room {
        Room::new(
            free_space(Arc::clone(&self.inner.ports.disk), &self.inner.home),
            self.inner.settings.kept_free,
        )
    }
}
