//! Copies of a store: making one while it is used, looking at one, and finding those that lie beside it.
//!
//! A copy is one file with everything the store holds, and nothing that lies outside of it: neither the bytes of files nor any
//! key. It carries when it was made in its header, so that it can be told after it was carried somewhere else. Leaves out
//! putting one back (`put_back`). The rules it protects: a copy is there whole or not at all; what is looked at is not changed,
//! not even by a log beside it; nothing is overwritten that was not meant to be.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use time::OffsetDateTime;

use crate::error::StoreError;
use crate::schema::{self, Standing};
use crate::statement::{Session, sql};
use crate::store::{Store, at_length};

/// What a copy says it is, in the header of its file: "KPSK".
const APPLICATION: i32 = 0x4B50_534B;
/// The schema version since which a connection can be out of sight.
const FORGOTTEN_SINCE: i64 = 6;
/// How long a copy waits for another process's write.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Things that are wrong with a copy and are told.
const TOLD: usize = 3;

/// Whether a file that is there may be replaced by a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overwrite {
    /// It stays as it is, and saving is refused.
    Never,
    /// It goes when the copy is complete.
    Replace,
}

/// What is known of a copy that is sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyFacts {
    /// When it was made, as it says itself; nothing for one that was made before copies said so.
    pub made: Option<OffsetDateTime>,
    /// Its size.
    pub bytes: u64,
    /// The workspaces in it, the oldest first.
    pub workspaces: Vec<String>,
    /// Pages whose text is in it.
    pub pages: u64,
}

/// What lies beside a store, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BesideKind {
    /// A copy that was made before an update.
    BeforeUpdate,
    /// A store that was moved aside for another one.
    Replaced,
    /// What an operation that was cut short left behind, or a log of a store that was moved aside.
    Remains,
}

/// A file that lies beside a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The file.
    pub path: PathBuf,
    /// Why it is there.
    pub kind: BesideKind,
    /// When, as its name says.
    pub named_time: Option<OffsetDateTime>,
}

impl Store {
    /// Makes a copy while the store is used: one state of it, complete and durable when this returns.
    ///
    /// # Errors
    ///
    /// [`StoreError::AlreadyThere`] when something is there that may not be replaced, or when `target` is the store itself;
    /// [`StoreError::DiskFull`] or [`StoreError::Io`] when it cannot be written. Nothing of the copy is left then, and what was
    /// there before still is.
    pub async fn save_copy(
        &self,
        target: &Path,
        overwrite: Overwrite,
        now: OffsetDateTime,
    ) -> Result<CopyFacts, StoreError> {
        let path = self.path();
        at_length(|| {
            if is_same_file(path, target) {
                return Err(already_there(target));
            }
            // On a connection of its own: a reader sees one state, and keeps nobody from writing.
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(BUSY_TIMEOUT)?;
            let mut session = Session::new(&connection, self.watch());
            write_copy(&mut session, target, overwrite, now)?;
            look(target)
        })
    }
}

/// Looks at a copy without opening it as a store: whether it is one of ours, sound, and what is in it.
///
/// # Errors
///
/// [`StoreError::Drifted`] for a file that is not Keepsake's, [`StoreError::Newer`], [`StoreError::Damaged`], or
/// [`StoreError::Io`] when it cannot be read.
pub async fn look_at_copy(path: &Path) -> Result<CopyFacts, StoreError> {
    at_length(|| look(path))
}

/// What lies beside the store at `store`: copies and what was moved aside, in no order.
///
/// # Errors
///
/// When the folder cannot be read; one that is not there holds nothing.
pub fn beside(store: &Path) -> io::Result<Vec<Beside>> {
    let folder = match store.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let stem = store
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let rest = name
            .strip_prefix(&stem)
            .and_then(|rest| rest.strip_prefix('.'));
        if let Some((kind, named_time)) = rest.and_then(kind_of) {
            let path = entry.path();
            found.push(Beside {
                path,
                kind,
                named_time,
            });
        }
    }
    Ok(found)
}

/// What the rest of a name says, after that of the store and a dot.
fn kind_of(rest: &str) -> Option<(BesideKind, Option<OffsetDateTime>)> {
    if let Some(middle) = rest
        .strip_prefix('v')
        .and_then(|rest| rest.strip_suffix(".backup"))
    {
        let millis = middle
            .split('.')
            .nth(1)
            .and_then(|text| text.parse::<i128>().ok());
        let time = millis.and_then(|millis| {
            OffsetDateTime::from_unix_timestamp_nanos(millis.checked_mul(1_000_000)?).ok()
        });
        return Some((BesideKind::BeforeUpdate, time));
    }
    if rest.ends_with(".replaced") {
        return Some((BesideKind::Replaced, None));
    }
    let is_left = ["replaced-wal", "arriving", "partial", "partial-journal"]
        .iter()
        .any(|end| rest.ends_with(end));
    is_left.then_some((BesideKind::Remains, None))
}

/// Looks at a file as [`look_at_copy`] does.
pub(crate) fn look(path: &Path) -> Result<CopyFacts, StoreError> {
    let metadata = std::fs::metadata(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(unchanging(path), flags)?;
    let mut session = Session::new(&connection, None);
    let Standing::Version(schema) = schema::standing(&mut session)? else {
        return Err(StoreError::Drifted {
            detail: "nothing of Keepsake's is in the file".to_owned(),
        });
    };
    check(&mut session)?;
    let (application,): (i32,) = session.one(sql("PRAGMA application_id"))?;
    let (stamp,): (i32,) = session.one(sql("PRAGMA user_version"))?;
    let made = (application == APPLICATION && stamp != 0)
        .then(|| OffsetDateTime::from_unix_timestamp(i64::from(stamp.cast_unsigned())).ok())
        .flatten();
    let workspaces: Vec<(String,)> = session.all(if schema >= FORGOTTEN_SINCE {
        sql("SELECT workspace_name FROM connections WHERE forgotten_time IS NULL ORDER BY id")
    } else {
        sql("SELECT workspace_name FROM connections ORDER BY id")
    })?;
    let (pages,): (i64,) = session.one(sql("SELECT count(*) FROM bodies"))?;
    Ok(CopyFacts {
        made,
        bytes: metadata.len(),
        workspaces: workspaces.into_iter().map(|(name,)| name).collect(),
        pages: u64::try_from(pages).unwrap_or_default(),
    })
}

fn check(session: &mut Session<'_>) -> Result<(), StoreError> {
    let lines: Vec<(String,)> = session.all(sql("PRAGMA quick_check(100)"))?;
    let wrong: Vec<String> = lines
        .into_iter()
        .map(|(line,)| line)
        .filter(|line| line != "ok")
        .take(TOLD)
        .collect();
    if wrong.is_empty() {
        Ok(())
    } else {
        Err(StoreError::damaged(wrong.join("; ")))
    }
}

/// Copies what a session sees: written beside under a name of its own, made durable, then given its name.
pub(crate) fn write_copy(
    session: &mut Session<'_>,
    target: &Path,
    overwrite: Overwrite,
    now: OffsetDateTime,
) -> Result<(), StoreError> {
    refuse_what_is_there(target, overwrite)?;
    let partial = with_end(target, ".partial");
    remove_if_there(&partial)?;
    let written = fill(session, &partial, now)
        .and_then(|()| refuse_what_is_there(target, overwrite))
        .and_then(|()| Ok(std::fs::rename(&partial, target)?));
    if written.is_err() {
        // What is half is of no use. That it cannot be removed either changes nothing about the error.
        let _ = remove_if_there(&partial);
        let _ = remove_if_there(&with_end(&partial, "-journal"));
    }
    written?;
    make_folder_durable(target);
    Ok(())
}

fn fill(session: &mut Session<'_>, partial: &Path, now: OffsetDateTime) -> Result<(), StoreError> {
    let Some(name) = partial.to_str() else {
        return Err(StoreError::Io {
            detail: format!("{} is no name SQLite can write to", partial.display()),
        });
    };
    // SQLite fills an empty file, and keeps its mode.
    new_private_file(partial)?;
    session.execute(sql("VACUUM INTO ?").bind(name))?;
    stamp(partial, now)?;
    std::fs::OpenOptions::new()
        .write(true)
        .open(partial)?
        .sync_all()?;
    Ok(())
}

/// Writes into the header what the file is, and when it was made.
fn stamp(partial: &Path, now: OffsetDateTime) -> Result<(), StoreError> {
    let connection = mark(partial)?;
    let seconds = u32::try_from(now.unix_timestamp()).unwrap_or_default();
    connection.pragma_update(None, "user_version", seconds.cast_signed())?;
    Ok(())
}

/// Writes into the header that the file is a copy.
pub(crate) fn mark(copy: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(copy, flags)?;
    connection.execute_batch("PRAGMA journal_mode = DELETE")?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    Ok(connection)
}

fn refuse_what_is_there(target: &Path, overwrite: Overwrite) -> Result<(), StoreError> {
    match std::fs::symlink_metadata(target) {
        Ok(metadata) if overwrite == Overwrite::Never || metadata.is_dir() => {
            Err(already_there(target))
        }
        _ => Ok(()),
    }
}

fn already_there(path: &Path) -> StoreError {
    StoreError::AlreadyThere {
        path: path.to_owned(),
    }
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A file that only this user can read.
pub(crate) fn new_private_file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// The path with something added to its name.
pub(crate) fn with_end(path: &Path, end: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(OsString::from(end));
    PathBuf::from(name)
}

pub(crate) fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes the name of a file last through a power cut. Not every file system can; the file itself is durable already.
pub(crate) fn make_folder_durable(path: &Path) {
    let folder = path.parent().unwrap_or(path);
    if cfg!(unix)
        && let Ok(folder) = std::fs::File::open(folder)
        && let Err(error) = folder.sync_all()
    {
        tracing::debug!(%error, "the folder of a copy cannot be made durable");
    }
}

/// The address of a file that SQLite reads without lock and log: nothing comes to lie beside it.
fn unchanging(path: &Path) -> String {
    let mut address = String::from("file:");
    if cfg!(windows) {
        address.push('/');
    }
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => address.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b':' | b'.' | b'-' | b'_' => {
                address.push(char::from(*byte));
            }
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address.push_str("?immutable=1");
    address
}
