//! Leaving: taking everything along, forgetting a workspace, and the end of everything.

use keepsake_app::dto::ExportedWorkspace;
use keepsake_app::{AppError, Left, LockedKeys, MemoryFate};
use tauri::{AppHandle, State};
use tauri_plugin_autostart::ManagerExt;

use crate::core::Core;
use crate::last_time::LastTime;
use crate::{folders, settled};

/// Puts everything of a workspace into a folder of the person's downloads; answers with its name there and
/// with how much of it Notion does not have.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_workspace(
    app: AppHandle,
    core: State<'_, Core>,
    connection: String,
) -> Result<ExportedWorkspace, AppError> {
    let folder = folders::downloads(&app)?;
    core.get()?.export_workspace(&connection, &folder).await
}

/// What the person has said about keys whose place cannot be opened.
pub(crate) const fn locked_keys(leave: bool) -> LockedKeys {
    if leave {
        LockedKeys::Leave
    } else {
        LockedKeys::Refuse
    }
}

/// Puts a workspace aside; it can be brought back for a while. With `leave_keys` its key stays where it lies.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_workspace(
    core: State<'_, Core>,
    connection: String,
    leave_keys: bool,
) -> Result<Left, AppError> {
    core.get()?
        .disconnect_with(&connection, MemoryFate::Forget, locked_keys(leave_keys))
        .await
}

/// Brings back a workspace that was forgotten.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_workspace(
    core: State<'_, Core>,
    connection: String,
) -> Result<(), AppError> {
    core.get()?.restore_forgotten(&connection).await
}

/// Removes a workspace that was forgotten for good, before its time is over.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_forgotten_workspace(
    core: State<'_, Core>,
    connection: String,
) -> Result<(), AppError> {
    core.get()?.remove_forgotten_now(&connection).await
}

/// Deletes everything that Keepsake keeps on this computer. With `leave_keys` a locked keychain is left alone.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_everything(
    app: AppHandle,
    core: State<'_, Core>,
    last: State<'_, LastTime>,
    leave_keys: bool,
) -> Result<Left, AppError> {
    let core = core.get()?;
    // First of all, so that nothing starts with the computer whose memory is gone.
    app.autolaunch().disable().map_err(AppError::internal)?;
    let left = core.delete_everything(locked_keys(leave_keys)).await?;
    last.forget();
    settled::forget_browsing(&app)?;
    settled::apply(&app, &core.settings());
    Ok(left)
}
