//! Backups of the memory: saving one, finding and judging those there are, putting one back, and starting fresh.
//!
//! All but saving works without an open core, because that is when it is needed. A backup holds everything that was read, and what
//! was changed here; not the bytes of attachments, which lie beside the memory, and no key. The rules it protects: only a backup
//! that is sound takes the place of the memory; the memory it replaces is kept, and told where; nobody replaces what another
//! process works with.

use std::path::{Path, PathBuf};

use keepsake_memory::{
    self as memory, Beside, BesideKind, CopyFacts, Overwrite, StoreError, look_at_copy,
};
use time::OffsetDateTime;

use crate::dto::{self, Backup, BackupKind, BackupState, RestoredBackup};
use crate::error::{AppError, ErrorCode};
use crate::failures;
use crate::home::Home;
use crate::keepsake::{Face, Keepsake};
use crate::owner::Ownership;

/// How the name of a backup begins and ends that somebody saved.
const BEGIN: &str = "keepsake-";
const END: &str = ".backup";
/// Names tried before giving up: with a number from the second on.
const NAMES_TRIED: u32 = 1000;

impl Keepsake {
    /// Saves a backup as this file.
    ///
    /// # Errors
    /// [`ErrorCode::InvalidInput`] when something is there that may not be replaced; or when it cannot be written, and nothing of
    /// it is left then.
    pub async fn save_backup(&self, target: &Path, overwrite: bool) -> Result<Backup, AppError> {
        let overwrite = match overwrite {
            true => Overwrite::Replace,
            false => Overwrite::Never,
        };
        let saved = self.store().save_copy(target, overwrite, self.now()).await;
        let facts = saved.map_err(|error| unsaved(error, target))?;
        tracing::info!(bytes = facts.bytes, "a backup was saved");
        Ok(shown(target, BackupKind::Saved, None, &Ok(facts)))
    }

    /// Saves a backup under a name of today in this folder; `here` is the present in the time of this place.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn save_backup_into(
        &self,
        folder: &Path,
        here: OffsetDateTime,
    ) -> Result<Backup, AppError> {
        std::fs::create_dir_all(folder).map_err(|error| failures::unwritable(folder, &error))?;
        for number in 1..=NAMES_TRIED {
            let target = folder.join(backup_name(here, number));
            match self.save_backup(&target, false).await {
                Err(error) if is_there(&error) => {}
                saved => return saved,
            }
        }
        Err(AppError::invalid("backup_there").with("path", folder.display()))
    }
}

/// The name of a backup that is made now: `keepsake-2026-11-22-0940.backup`, with a number from the second on.
#[must_use]
pub fn backup_name(here: OffsetDateTime, number: u32) -> String {
    let day = format!("{}-{:02}{:02}", here.date(), here.hour(), here.minute());
    match number {
        0 | 1 => format!("{BEGIN}{day}{END}"),
        number => format!("{BEGIN}{day}-{number}{END}"),
    }
}

/// Backups beside the memory, and those that somebody saved in these folders; the newest first.
///
/// # Errors
/// When the data folder cannot be read.
pub async fn backups(home: &Home, folders: &[PathBuf]) -> Result<Vec<Backup>, AppError> {
    let beside = memory::beside(&home.memory())
        .map_err(|error| failures::unwritable(home.root(), &error))?;
    let mut found = Vec::new();
    for Beside {
        path,
        kind,
        named_time,
    } in beside
    {
        let kind = match kind {
            BesideKind::BeforeUpdate => BackupKind::BeforeUpdate,
            BesideKind::Replaced => BackupKind::Replaced,
            BesideKind::Remains => continue,
        };
        found.push(shown(&path, kind, named_time, &look_at_copy(&path).await));
    }
    for path in folders.iter().flat_map(|folder| saved_in(folder)) {
        found.push(look_at_backup(&path).await);
    }
    // The texts are all of one form and in UTC.
    found.sort_by(|one, other| other.made.cmp(&one.made));
    Ok(found)
}

/// What a file is that somebody wants to put back.
pub async fn look_at_backup(path: &Path) -> Backup {
    shown(path, BackupKind::Saved, None, &look_at_copy(path).await)
}

/// Puts a backup in the place of the memory, which is moved aside.
///
/// # Errors
/// [`ErrorCode::InvalidInput`] for a file that cannot be put back, [`ErrorCode::OwnerBusy`] while a process works with the memory;
/// or when it cannot be written. The memory is what it was then.
pub async fn restore_backup(
    home: &Home,
    face: Face,
    path: &Path,
    now: OffsetDateTime,
) -> Result<RestoredBackup, AppError> {
    let looked = look_at_copy(path).await;
    if let Err(error) = &looked {
        return Err(unusable(error, path));
    }
    let backup = shown(path, BackupKind::Saved, None, &looked);
    let _ownership = own(home, face)?;
    let done = memory::put_back(path, &home.memory(), now).await;
    let done = done.map_err(|error| not_replaced(error, home))?;
    tracing::info!(replaced = ?done.replaced, "a backup was put back");
    Ok(RestoredBackup {
        backup,
        replaced: done.replaced.map(|path| path.display().to_string()),
    })
}

/// Moves the memory aside, so that the next start makes an empty one; where it lies now.
///
/// # Errors
/// [`ErrorCode::OwnerBusy`] while a process works with it; or when it cannot be moved.
pub async fn start_fresh(
    home: &Home,
    face: Face,
    now: OffsetDateTime,
) -> Result<Option<String>, AppError> {
    let _ownership = own(home, face)?;
    let aside = memory::start_fresh(&home.memory(), now).await;
    let aside = aside.map_err(|error| not_replaced(error, home))?;
    tracing::info!(?aside, "the memory was moved aside");
    Ok(aside.map(|path| path.display().to_string()))
}

/// Keeps every other process from working with the memory, or says that one does.
fn own(home: &Home, face: Face) -> Result<Ownership, AppError> {
    home.prepare()
        .map_err(|error| failures::unwritable(home.root(), &error))?;
    let lock = home.owner_lock();
    Ownership::try_take(&lock, face.as_str())
        .map_err(|error| failures::unwritable(&lock, &error))?
        .ok_or_else(in_use)
}

fn in_use() -> AppError {
    AppError::new(ErrorCode::OwnerBusy).with("action", "replace")
}

fn not_replaced(error: StoreError, home: &Home) -> AppError {
    match error {
        StoreError::Busy => in_use(),
        other => failures::opening(other, &home.memory()),
    }
}

fn is_there(error: &AppError) -> bool {
    error.details.get("problem").map(String::as_str) == Some("backup_there")
}

fn unsaved(error: StoreError, target: &Path) -> AppError {
    match error {
        StoreError::AlreadyThere { path } => {
            AppError::invalid("backup_there").with("path", path.display())
        }
        StoreError::Io { .. } => AppError::from(error).with("place", target.display()),
        other => other.into(),
    }
}

/// Why a file cannot be put back.
fn unusable(error: &StoreError, path: &Path) -> AppError {
    let problem = match state_of(error) {
        BackupState::Newer => "backup_newer",
        BackupState::Damaged => "backup_damaged",
        BackupState::Foreign => "backup_foreign",
        BackupState::Good | BackupState::Unreadable => "backup_unreadable",
    };
    AppError::invalid(problem)
        .with("path", path.display())
        .with("detail", error)
}

fn state_of(error: &StoreError) -> BackupState {
    match error {
        StoreError::Newer { .. } => BackupState::Newer,
        StoreError::Drifted { .. } => BackupState::Foreign,
        StoreError::Damaged { .. } => BackupState::Damaged,
        _ => BackupState::Unreadable,
    }
}

fn shown(
    path: &Path,
    kind: BackupKind,
    named_time: Option<OffsetDateTime>,
    looked: &Result<CopyFacts, StoreError>,
) -> Backup {
    let name = path.file_name().unwrap_or_default();
    let metadata = std::fs::metadata(path).ok();
    let written = metadata
        .as_ref()
        .and_then(|metadata| metadata.modified().ok())
        .map(OffsetDateTime::from);
    let told = looked.as_ref().ok().and_then(|facts| facts.made);
    // What was the memory may once have been a copy, and says so still.
    let made = match kind {
        BackupKind::Replaced => written,
        BackupKind::Saved | BackupKind::BeforeUpdate => told.or(named_time).or(written),
    };
    let facts = looked.as_ref().ok();
    Backup {
        path: path.display().to_string(),
        name: name.to_string_lossy().into_owned(),
        kind,
        state: match looked {
            Ok(_) => BackupState::Good,
            Err(error) => state_of(error),
        },
        made: made.map(|made| dto::moment(made.replace_nanosecond(0).unwrap_or(made))),
        bytes: dto::bytes(metadata.map_or(0, |metadata| metadata.len())),
        workspaces: facts
            .map(|facts| facts.workspaces.clone())
            .unwrap_or_default(),
        pages: dto::count(facts.map_or(0, |facts| facts.pages)),
    }
}

/// Files in a folder that are called like a saved backup. A folder that cannot be read has none.
fn saved_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .filter(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with(BEGIN) && name.ends_with(END)
        })
        .map(|entry| entry.path())
        .collect()
}
