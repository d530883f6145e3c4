//! Where things stand at the start, and connecting a workspace.

use keepsake_app::AppError;
use keepsake_app::dto::{Connection, StartState};
use tauri::State;

use crate::core::Core;

/// Where things stand at the start.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(core: State<'_, Core>) -> Result<StartState, AppError> {
    core.get()?.start().await
}

/// Connects a workspace by a token, which goes to the key store and nowhere else.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_token(
    core: State<'_, Core>,
    token: String,
) -> Result<Connection, AppError> {
    core.get()?.connect_token(token.into()).await
}

/// Connects the workspace that is built in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_sample(core: State<'_, Core>) -> Result<Connection, AppError> {
    core.get()?.connect_sample().await
}

/// Forgets the token of a connection.
#[tauri::command]
#[specta::specta]
pub(crate) async fn disconnect(core: State<'_, Core>, connection: String) -> Result<(), AppError> {
    core.get()?.disconnect(&connection).await
}
