//! Starting with the computer, without a window.

use keepsake_app::AppError;
use tauri::AppHandle;
use tauri_plugin_autostart::ManagerExt;

/// Whether the program starts when the person logs in.
#[tauri::command]
#[specta::specta]
pub(crate) fn starts_at_login(app: AppHandle) -> Result<bool, AppError> {
    app.autolaunch().is_enabled().map_err(AppError::internal)
}

/// Whether the program shall start when the person logs in.
#[tauri::command]
#[specta::specta]
pub(crate) fn set_starts_at_login(app: AppHandle, start: bool) -> Result<(), AppError> {
    let entry = app.autolaunch();
    if start {
        entry.enable().map_err(AppError::internal)?;
        keepsake_app::tie_start_at_login()
    } else {
        entry.disable().map_err(AppError::internal)
    }
}
