//! Leaving the program: the only ways a link or a file gets out, and room for what stays.

use keepsake_app::AppError;
use tauri::{AppHandle, State};

use crate::core::Core;
use crate::last_time::LastTime;
use crate::{folders, links, room};

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
    let core = core.get()?;
    let folder = folders::downloads(&app)?;
    core.save_file(&hash, &name, &folder).await
}

/// The memory is used although its first import is not over.
#[tauri::command]
#[specta::specta]
pub(crate) fn note_in_use(last: State<'_, LastTime>, connection: String) {
    last.keep(|kept| {
        kept.used.retain(|one| *one != connection);
        kept.used.push(connection);
    });
}

/// Makes the window large enough for search and reader, unless the person has drawn it already.
#[tauri::command]
#[specta::specta]
pub(crate) fn make_room(app: AppHandle) -> Result<(), AppError> {
    room::make(&app).map_err(AppError::internal)
}
