//! Leaving the program: the only ways a link or a file gets out, and room for what stays.

use std::path::PathBuf;

use keepsake_app::AppError;
use tauri::{AppHandle, Manager, State};

use crate::core::Core;
use crate::{links, room};

/// Opens a link in the system's browser, or in Notion's own program.
#[tauri::command]
#[specta::specta]
pub(crate) fn open_external(url: String) -> Result<(), AppError> {
    links::open(&url)
}

/// Puts a copy of a stored attachment into the person's downloads; answers with its name there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_file(
    app: AppHandle,
    core: State<'_, Core>,
    hash: String,
    name: String,
) -> Result<String, AppError> {
    let folder = downloads(&app)?;
    core.get()?.save_file(&hash, &name, &folder).await
}

/// Where the person looks for what was saved.
pub(super) fn downloads(app: &AppHandle) -> Result<PathBuf, AppError> {
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

/// Makes the window large enough for search and reader, unless the person has drawn it already.
#[tauri::command]
#[specta::specta]
pub(crate) fn make_room(app: AppHandle) -> Result<(), AppError> {
    room::make(&app).map_err(AppError::internal)
}
