//! What a person should know about.

use keepsake_app::AppError;
use keepsake_app::dto::Alert;
use tauri::State;

use crate::core::Core;

/// Alerts, open ones first, then the newest.
#[tauri::command]
#[specta::specta]
pub(crate) async fn alerts(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<Alert>, AppError> {
    core.get()?.alerts(Some(&connection)).await
}

/// Somebody has looked at an alert.
#[tauri::command]
#[specta::specta]
pub(crate) async fn acknowledge_alert(core: State<'_, Core>, id: String) -> Result<(), AppError> {
    core.get()?.acknowledge_alert(&id).await
}
