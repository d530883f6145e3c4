//! Leaving: taking everything along, forgetting a workspace, and the end of everything.

use keepsake_app::dto::ExportedWorkspace;
use keepsake_app::{Access, AppError, KeysLeft, Left, LockedKeys, MemoryFate};
use serde::Serialize;
use specta::Type;
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

/// Something beside the memory that could not be removed with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Remains {
    /// What the web engine has written of its own accord.
    WebData,
    /// The entry that starts the program when the person logs in.
    StartAtLogin,
}

/// What deleting everything leaves behind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Deleted {
    /// What became of the access in Notion.
    access: Access,
    /// Where keys may still lie.
    keys: KeysLeft,
    /// What else is still there.
    remains: Vec<Remains>,
}

/// Deletes everything that Keepsake keeps on this computer. With `leave_keys` a locked keychain is left alone.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_everything(
    app: AppHandle,
    core: State<'_, Core>,
    last: State<'_, LastTime>,
    leave_keys: bool,
) -> Result<Deleted, AppError> {
    let core = core.get()?;
    let Left { access, keys } = core.delete_everything(locked_keys(leave_keys)).await?;
    // The memory is gone from here on: the window has to begin anew, so what fails now is told and is no failure.
    last.forget();
    let remains = remove_beside(&app);
    settled::apply(&app, &core.settings());
    Ok(Deleted {
        access,
        keys,
        remains,
    })
}

/// Removes what lies beside the memory and answers with what could not be removed. Only now: had the deletion failed, the
/// person would still have a memory that is to be kept in step.
fn remove_beside(app: &AppHandle) -> Vec<Remains> {
    let start_at_login = app.autolaunch().disable().map_err(AppError::internal);
    [
        (Remains::StartAtLogin, start_at_login),
        (Remains::WebData, settled::forget_browsing(app)),
    ]
    .into_iter()
    .filter_map(|(what, removed)| {
        let error = removed.err()?;
        tracing::warn!(%error, ?what, "something could not be deleted with everything");
        Some(what)
    })
    .collect()
}
