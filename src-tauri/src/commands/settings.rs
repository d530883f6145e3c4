//! What the person sets, where everything is kept, and what helps when something is wrong.

use keepsake_app::AppError;
use keepsake_app::dto::{DataPlace, SecretStore, SettingChange, SettingsShown, WorkspaceCard};
use serde::Deserialize;
use specta::Type;
use tauri::{AppHandle, State};

use crate::core::{self, Core};
use crate::last_time::LastTime;
use crate::{folders, settled};

/// A folder that can be opened in the system's file manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Folder {
    /// Where everything is kept.
    Data,
    /// The logs.
    Logs,
}

/// What is set, as it takes effect.
#[tauri::command]
#[specta::specta]
pub(crate) async fn settings(core: State<'_, Core>) -> Result<SettingsShown, AppError> {
    Ok(core.get()?.settings())
}

/// Changes one setting, which takes effect at once.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_setting(
    app: AppHandle,
    core: State<'_, Core>,
    change: SettingChange,
) -> Result<SettingsShown, AppError> {
    let shown = core.get()?.change_setting(&change)?;
    settled::apply(&app, &shown);
    Ok(shown)
}

/// Sets everything back to what it was at first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reset_settings(
    app: AppHandle,
    core: State<'_, Core>,
    last: State<'_, LastTime>,
) -> Result<SettingsShown, AppError> {
    let shown = core.get()?.reset_settings()?;
    last.reset_settings();
    settled::apply(&app, &shown);
    Ok(shown)
}

/// Every workspace as its card shows it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn workspace_cards(core: State<'_, Core>) -> Result<Vec<WorkspaceCard>, AppError> {
    core.get()?.workspace_cards().await
}

/// Where everything is kept, and how much it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn data_place(core: State<'_, Core>) -> Result<DataPlace, AppError> {
    core.get()?.data_place().await
}

/// Where secrets are kept on this computer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn secret_store(core: State<'_, Core>) -> Result<SecretStore, AppError> {
    Ok(core.get()?.secret_store().await)
}

/// Shows a folder in the system's file manager.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_folder(folder: Folder) -> Result<(), AppError> {
    // Also where the memory cannot be opened: the logs may say why.
    let home = core::options()?.home;
    folders::open(&match folder {
        Folder::Data => home.root().to_owned(),
        Folder::Logs => home.logs(),
    })
}

/// Makes the index of the search anew.
#[tauri::command]
#[specta::specta]
pub(crate) async fn rebuild_index(core: State<'_, Core>) -> Result<(), AppError> {
    core.get()?.rebuild_index().await
}

/// What somebody who helps needs to know, to be read before it is saved.
#[tauri::command]
#[specta::specta]
pub(crate) async fn diagnostics(core: State<'_, Core>) -> Result<String, AppError> {
    match core.get() {
        Ok(core) => core.diagnostics().await,
        Err(refusal) => keepsake_app::diagnostics_without_memory(&core::options()?, &refusal).await,
    }
}

/// Puts what was read into the person's downloads; answers with its name there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_diagnostics(app: AppHandle, text: String) -> Result<String, AppError> {
    let folder = folders::downloads(&app)?;
    keepsake_app::save_text(&text, "keepsake-diagnostics.json", &folder).await
}
