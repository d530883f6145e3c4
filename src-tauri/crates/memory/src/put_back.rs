//! Putting a copy in the place of the store, or nothing: what was there is moved aside and kept.
//!
//! For a store that no process has open; whoever calls makes sure of that as far as it can be known, and a store that somebody
//! reads or writes is refused here. The rules it protects: at every moment the place of the store holds the old one or the
//! new one, whole; what was there is never deleted; a log is never left beside a store it does not belong to.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use time::OffsetDateTime;

use crate::backup::{
    CopyFacts, look, make_folder_durable, mark, new_private_file, remove_if_there, with_end,
};
use crate::error::StoreError;
use crate::schema;
use crate::statement::{Session, sql};
use crate::store::at_length;

/// How long another process is waited for that may be about to let go.
const BUSY_TIMEOUT: Duration = Duration::from_secs(1);
/// Names tried for what is moved aside.
const NAMES_TRIED: u32 = 1000;

/// A copy that is the store now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBack {
    /// What is in it.
    pub facts: CopyFacts,
    /// Where the store lies that it replaced; nothing when there was none.
    pub replaced: Option<PathBuf>,
}

/// What has just been done. A test ends the world after each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step {
    /// The copy lies beside the store, whole.
    Copied,
    /// What is there has a second name.
    Named,
    /// Its log lies with its second name.
    LogMoved,
    /// The copy is the store.
    InPlace,
}

/// Sees each step, and may end the world after it.
pub(crate) type AfterStep<'w> = &'w mut dyn FnMut(Step) -> Result<(), StoreError>;

/// Makes the copy at `copy` the store at `store`.
///
/// # Errors
///
/// What [`crate::look_at_copy`] says of a copy that cannot be used; [`StoreError::Busy`] while somebody has the store open;
/// [`StoreError::DiskFull`] or [`StoreError::Io`]. The store is what it was then.
pub async fn put_back(
    copy: &Path,
    store: &Path,
    now: OffsetDateTime,
) -> Result<PutBack, StoreError> {
    at_length(|| {
        let done = put_back_with(copy, store, now, &mut |_| Ok(()));
        if done.is_err() {
            // It is whole or half; it is not wanted either way.
            let _ = remove_if_there(&with_end(store, ".arriving"));
        }
        done
    })
}

/// Moves the store at `store` aside, so that opening it makes a new one; where it lies now.
///
/// # Errors
///
/// [`StoreError::Busy`] while somebody has it open, or when it cannot be moved. It is where it was then.
pub async fn start_fresh(store: &Path, now: OffsetDateTime) -> Result<Option<PathBuf>, StoreError> {
    at_length(|| {
        settle(store)?;
        if !store.try_exists()? {
            return Ok(None);
        }
        let aside = free_name(store, now)?;
        move_log(store, &aside)?;
        std::fs::rename(store, &aside)?;
        make_folder_durable(store);
        Ok(Some(aside))
    })
}

pub(crate) fn put_back_with(
    copy: &Path,
    store: &Path,
    now: OffsetDateTime,
    after: AfterStep<'_>,
) -> Result<PutBack, StoreError> {
    look(copy)?;
    settle(store)?;
    let arriving = with_end(store, ".arriving");
    remove_if_there(&arriving)?;
    carry(copy, &arriving)?;
    drop(mark(&arriving)?);
    // What arrived is looked at, and not what was sent.
    let facts = look(&arriving)?;
    after(Step::Copied)?;
    let replaced = if store.try_exists()? {
        let aside = free_name(store, now)?;
        // A second name first, and no move: the place of the store is never empty.
        name_again(store, &aside)?;
        after(Step::Named)?;
        move_log(store, &aside)?;
        after(Step::LogMoved)?;
        Some(aside)
    } else {
        move_log(store, &free_name(store, now)?)?;
        None
    };
    std::fs::rename(&arriving, store)?;
    make_folder_durable(store);
    after(Step::InPlace)?;
    Ok(PutBack { facts, replaced })
}

/// Folds the log of a store that can be read into it, and finds out that nobody has it open. One that is damaged stays as it
/// is, for whoever looks into it.
fn settle(store: &Path) -> Result<(), StoreError> {
    match schema::inspect(store) {
        Err(StoreError::Damaged { .. }) => return Ok(()),
        Ok((schema::Standing::Empty, None)) => return Ok(()),
        Ok(_) | Err(StoreError::Newer { .. } | StoreError::Drifted { .. }) => {}
        Err(error) => return Err(error),
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(store, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let mode: Result<(String,), _> =
        Session::new(&connection, None).one(sql("PRAGMA journal_mode = DELETE"));
    match mode {
        // SQLite keeps the log where somebody else reads it.
        Ok((mode,)) if mode == "wal" => Err(StoreError::Busy),
        Ok(_) | Err(StoreError::Damaged { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A durable copy of the bytes, readable by this user only.
fn carry(from: &Path, to: &Path) -> Result<(), StoreError> {
    let mut source = std::fs::File::open(from)?;
    let mut target = new_private_file(to)?;
    io::copy(&mut source, &mut target)?;
    target.sync_all()?;
    Ok(())
}

/// Gives the store a second name, or its bytes a second place where a file can have only one.
fn name_again(store: &Path, aside: &Path) -> Result<(), StoreError> {
    match std::fs::hard_link(store, aside) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error.into()),
        Err(_) => carry(store, aside),
    }
}

/// Moves the logs of a store to where it will lie.
fn move_log(store: &Path, aside: &Path) -> Result<(), StoreError> {
    for end in ["-wal", "-journal"] {
        match std::fs::rename(with_end(store, end), with_end(aside, end)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    // The index of a log is made anew by whoever opens it.
    remove_if_there(&with_end(store, "-shm"))?;
    Ok(())
}

/// `<store>.<date>-<time>.replaced`, in UTC, with a number where two would be the same.
fn free_name(store: &Path, now: OffsetDateTime) -> Result<PathBuf, StoreError> {
    let now = now.to_offset(time::UtcOffset::UTC);
    let stamp = format!(
        "{}-{:02}{:02}{:02}",
        now.date(),
        now.hour(),
        now.minute(),
        now.second()
    );
    for number in 1..=NAMES_TRIED {
        let aside = match number {
            1 => with_end(store, &format!(".{stamp}.replaced")),
            number => with_end(store, &format!(".{stamp}-{number}.replaced")),
        };
        if !aside.try_exists()? {
            return Ok(aside);
        }
    }
    Err(StoreError::AlreadyThere {
        path: store.to_owned(),
    })
}
