//! Who talks to Notion: the one process that holds the data folder's lock.
//!
//! The system releases the lock when its process ends, however it ends; the name in the file is only for people who look.
//! Leaves out what the owner does (`jobs`). The rules it protects: two processes never send requests for one data folder,
//! so the budget of a connection is kept by one place; the lock says whether there is an owner, the name never does.

use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, Write};
use std::path::Path;

use fs4::{FileExt, TryLockError};

/// The lock, held. Dropping it lets the next process in.
#[derive(Debug)]
pub struct Ownership {
    file: File,
}

/// A process that holds the lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// Its face and number, such as `window 4711`; absent when it cannot be told whose lock it is.
    pub name: Option<String>,
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
        file.set_len(0)?;
        file.rewind()?;
        write!(file, "{face} {}", std::process::id())?;
        Ok(Some(Self { file }))
    }
}

impl Drop for Ownership {
    fn drop(&mut self) {
        // Closing the file releases the lock. Should the name stay behind, nobody takes it for an owner.
        let _ = self.file.set_len(0);
    }
}

/// Who holds the lock at `path`; nothing when nobody does.
#[must_use]
pub fn current_owner(path: &Path) -> Option<Owner> {
    let mut file = File::open(path).ok()?;
    match FileExt::try_lock_shared(&file) {
        Err(TryLockError::WouldBlock) => {
            let mut name = String::new();
            // Windows keeps a locked file from being read; then its owner stays nameless.
            let _ = file.read_to_string(&mut name);
            Some(Owner {
                name: Some(name).filter(|name| is_of_a_living_process(name)),
            })
        }
        // A file system that knows no locks cannot say that somebody holds one.
        Ok(()) | Err(TryLockError::Error(_)) => None,
    }
}

/// Whether a name may be that of the process holding the lock. An owner that was killed leaves its name behind, and the
/// next one has the lock a moment before it writes its own.
fn is_of_a_living_process(name: &str) -> bool {
    let Some(Ok(process)) = name.split(' ').nth(1).map(str::parse::<u32>) else {
        return false;
    };
    !cfg!(target_os = "linux") || Path::new(&format!("/proc/{process}")).exists()
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
            current_owner(&path).unwrap().name.unwrap(),
            format!("window {}", std::process::id())
        );
        drop(first);
        assert_eq!(current_owner(&path), None);
        assert!(
            Ownership::try_take(&path, "cli").unwrap().is_some(),
            "the owner let go"
        );
    }

    #[test]
    fn a_name_that_a_killed_process_left_makes_no_owner() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("owner.lock");
        std::fs::write(&path, format!("cli {}", std::process::id())).unwrap();
        assert_eq!(current_owner(&path), None);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn an_owner_that_has_not_written_its_name_is_not_called_by_that_of_a_dead_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("owner.lock");
        let beyond_every_process = u32::MAX;
        for left in [
            format!("cli {beyond_every_process}"),
            String::new(),
            "?".to_owned(),
        ] {
            std::fs::write(&path, &left).unwrap();
            let lock = File::open(&path).unwrap();
            FileExt::try_lock(&lock).unwrap();
            assert_eq!(current_owner(&path), Some(Owner { name: None }), "{left:?}");
        }
    }

    #[test]
    fn an_owner_that_lets_go_takes_its_name_with_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("owner.lock");
        drop(Ownership::try_take(&path, "cli").unwrap().unwrap());
        assert_eq!(std::fs::read_to_string(&path).unwrap(), "");
    }
}
