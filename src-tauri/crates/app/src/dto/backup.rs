//! Backups, as a face lists them.

use serde::Serialize;
use specta::Type;

/// A copy of the memory.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    /// Where it lies.
    pub path: String,
    /// The name of its file.
    pub name: String,
    /// Why it is there.
    pub kind: BackupKind,
    /// Whether it can be put back.
    pub state: BackupState,
    /// When it was made (RFC 3339); nothing where that cannot be known.
    pub made: Option<String>,
    /// Its size.
    pub bytes: f64,
    /// The workspaces in it.
    pub workspaces: Vec<String>,
    /// Pages whose text is in it.
    pub pages: u32,
}

/// Why a copy of the memory is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum BackupKind {
    /// The person saved it.
    Saved,
    /// It was made before an update.
    BeforeUpdate,
    /// It was the memory until another one took its place.
    Replaced,
}

/// Whether a copy of the memory can be put back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum BackupState {
    /// It is whole.
    Good,
    /// Its contents contradict themselves, or part of it is missing.
    Damaged,
    /// A newer version of Keepsake made it.
    Newer,
    /// It is none of Keepsake's.
    Foreign,
    /// It cannot be read at the moment.
    Unreadable,
}

/// What became of a backup that was put back.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RestoredBackup {
    /// The backup.
    pub backup: Backup,
    /// Where the memory lies that it replaced; nothing when there was none.
    pub replaced: Option<String>,
}
