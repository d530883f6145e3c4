//! Who talks to Notion: the one process that holds the data folder's lock.
//!
//! The system releases the lock when its process ends, however it ends. Leaves out what the owner does
//! (`jobs`). The rule it protects: two processes never send requests for one data folder, so the budget of a
//! connection is kept by one place.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use fs4::{FileExt, TryLockError};

/// The lock, held. Dropping it lets the next process in.
#[derive(Debug)]
pub struct Ownership {
    // Closing the file releases the lock.
    _file: File,
}

impl Ownership {
    /// Takes the lock at `path`, unless another process (or another part of this one) holds it.
    ///
    /// # Errors
    /// What the system says when the lock file cannot be opened.
    pub fn try_take(path: &Path, face: &str) -> io::Result<Option<Self>> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(path)?;
        match FileExt::try_lock(&file) {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Only for people who look (`keepsake doctor`); the lock is what counts.
        file.set_len(0)?;
        file.rewind()?;
        write!(file, "{face} {}", std::process::id())?;
        Ok(Some(Self { _file: file }))
    }
}

/// Who holds the lock at `path`, in words for people; nothing when nobody does.
#[must_use]
pub fn current_owner(path: &Path) -> Option<String> {
    let mut file = File::open(path).ok()?;
    match FileExt::try_lock_shared(&file) {
        Ok(()) => None,
        Err(_) => {
            let mut who = String::new();
            // Windows keeps a locked file from being read; then its owner stays nameless.
            let _ = file.read_to_string(&mut who);
            Some(who)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn only_one_can_own_the_folder_until_it_lets_go() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("owner.lock");
        let first = Ownership::try_take(&path, "window").unwrap().unwrap();
        assert!(
            Ownership::try_take(&path, "cli").unwrap().is_none(),
            "the folder has an owner"
        );
        assert_eq!(
            current_owner(&path).unwrap(),
            format!("window {}", std::process::id())
        );
        drop(first);
        assert_eq!(current_owner(&path), None);
        assert!(
            Ownership::try_take(&path, "cli").unwrap().is_some(),
            "the owner let go"
        );
    }
}
