//! Leaving the program: the only way a link gets out.

use keepsake_app::AppError;

use crate::links;

/// Opens a link in the system's browser, or in Notion's own program.
#[tauri::command]
#[specta::specta]
pub(crate) fn open_external(url: String) -> Result<(), AppError> {
    links::open(&url)
}
