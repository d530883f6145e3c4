//! Looking at Notion by itself: holding it back, and going on.

use keepsake_app::AppError;
use tauri::State;

use crate::core::Core;

/// Whether Notion is looked at by itself.
#[tauri::command]
#[specta::specta]
pub(crate) fn keeps_in_step(core: State<'_, Core>) -> Result<bool, AppError> {
    Ok(core.get()?.keeps_in_step())
}

/// Has the system ask for what unlocks the keychain, or opens the file of keys with the passphrase, and goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn unlock_keychain(
    core: State<'_, Core>,
    connection: Option<String>,
    passphrase: Option<String>,
) -> Result<(), AppError> {
    let passphrase = passphrase.map(Into::into);
    core.get()?
        .unlock_keychain(connection.as_deref(), passphrase)
        .await
}

/// Begins no sync by itself until then (RFC 3339), or until the person goes on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_syncing(
    core: State<'_, Core>,
    until: Option<String>,
) -> Result<(), AppError> {
    core.get()?.pause_syncing(until.as_deref()).await
}

/// Goes on, with a sync now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_syncing(core: State<'_, Core>) -> Result<(), AppError> {
    core.get()?.resume_syncing().await
}
