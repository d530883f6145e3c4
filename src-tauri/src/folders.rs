//! Folders of the person: where copies go, and what the file manager shows.

use std::path::{Path, PathBuf};

use keepsake_app::AppError;
use tauri::{AppHandle, Manager};

/// Where the person's downloads lie.
pub(crate) fn downloads(app: &AppHandle) -> Result<PathBuf, AppError> {
    match app.path().download_dir() {
        Ok(folder) => Ok(folder),
        // A system that names no such folder: where most have it.
        Err(_) => Ok(app
            .path()
            .home_dir()
            .map_err(AppError::internal)?
            .join("Downloads")),
    }
}

/// Shows a folder of ours in the file manager.
pub(crate) fn open(folder: &Path) -> Result<(), AppError> {
    open::that_detached(folder).map_err(AppError::internal)
}
