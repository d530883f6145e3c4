//! Attachments of an export: copied once each, under a name that says what they are.
//!
//! The rule it protects: no name from Notion is a path, and no attachment takes the place of another.

use keepsake_memory::{FileRecord, FileStatus};
use keepsake_sync::FileFolder;
use keepsake_text::file_name;

use super::folder::ExportFolder;
use crate::error::AppError;

/// Copies a stored file into `files/`; answers with its path in the export, or nothing when it is not stored.
pub(super) fn copy(
    from: &FileFolder,
    folder: &mut ExportFolder,
    file: &FileRecord,
) -> Result<Option<String>, AppError> {
    let FileStatus::Stored { hash, .. } = &file.status else {
        return Ok(None);
    };
    let start: String = hash.to_string().chars().take(12).collect();
    let name = format!("files/{start}-{}", file_name::safe(&file.name, "file"));
    if folder.has_written(&name) {
        return Ok(Some(name));
    }
    let source = from.path(*hash);
    if !source.exists() {
        tracing::warn!(%hash, "a stored attachment is missing on disk");
        return Ok(None);
    }
    folder.copy(&source, &name)?;
    Ok(Some(name))
}
