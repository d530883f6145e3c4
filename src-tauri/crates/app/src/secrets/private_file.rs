//! Files that only their owner can read, and that are either the old or the new ones after a crash, never half of one.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::SecretError;
use super::random::random;

/// The file whose lock every change in the folder of secrets is made under.
pub(super) const LOCK: &str = "lock";

/// Makes a folder, with those above it, that only its owner can enter.
pub(super) fn make_folder(folder: &Path) -> Result<(), SecretError> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder
        .create(folder)
        .map_err(|error| SecretError::io("make", folder, &error))
}

/// The contents of a file, or nothing when there is none.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, SecretError> {
    match fs::read(path) {
        Ok(contents) => Ok(Some(contents)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SecretError::io("read", path, &error)),
    }
}

/// Puts a file in the place of another: written beside it, flushed to the disk, then renamed.
pub(super) fn replace(path: &Path, contents: &[u8]) -> Result<(), SecretError> {
    let beside = beside(path)?;
    let result = create(&beside, contents)
        .and_then(|()| fs::rename(&beside, path))
        .and_then(|()| flush_folder(path));
    if result.is_err() {
        // Nothing to add when this fails too: the first error says why.
        let _ = fs::remove_file(&beside);
    }
    result.map_err(|error| SecretError::io("write", path, &error))
}

/// The contents of a file, made first when there is none; whoever asks at the same time gets the same.
pub(super) fn read_or_make(
    path: &Path,
    contents: impl FnOnce() -> Result<Vec<u8>, SecretError>,
) -> Result<Vec<u8>, SecretError> {
    let _lock = lock(&path.with_file_name(LOCK))?;
    if let Some(contents) = read(path)? {
        return Ok(contents);
    }
    let contents = contents()?;
    replace(path, &contents)?;
    Ok(contents)
}

/// Whether others than the owner may read the file.
pub(super) fn is_shared(path: &Path) -> Result<bool, SecretError> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let metadata =
            fs::metadata(path).map_err(|error| SecretError::io("look at", path, &error))?;
        Ok(metadata.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        // The folder of the person's profile keeps others out there.
        let _ = path;
        Ok(false)
    }
}

/// Holds a lock, between processes as well as within one, until it is dropped.
pub(super) fn lock(path: &Path) -> Result<File, SecretError> {
    let mut options = private();
    options.read(true).create(true).truncate(false);
    options
        .open(path)
        .and_then(|file| file.lock().map(|()| file))
        .map_err(|error| SecretError::io("lock", path, &error))
}

fn create(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut file = private().create_new(true).open(path)?;
    file.write_all(contents)?;
    file.sync_all()
}

fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// A name in the same folder that nobody else uses.
fn beside(path: &Path) -> Result<PathBuf, SecretError> {
    let mark = u64::from_le_bytes(random()?);
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{mark:016x}.new"));
    Ok(path.with_file_name(name))
}

fn flush_folder(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(folder) = path.parent() {
        File::open(folder)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}
