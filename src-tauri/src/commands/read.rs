//! Reading what is remembered.

use keepsake_app::AppError;
use keepsake_app::dto::{ReaderPage, SearchResults, Status};
use tauri::State;

use crate::core::Core;

/// The one sentence about where things stand with a connection.
#[tauri::command]
#[specta::specta]
pub(crate) async fn status(core: State<'_, Core>, connection: String) -> Result<Status, AppError> {
    core.get()?.connection_status(&connection).await
}

/// Finds pages by words, as they are typed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search(
    core: State<'_, Core>,
    connection: Option<String>,
    text: String,
    limit: u32,
) -> Result<SearchResults, AppError> {
    core.get()?
        .search(connection.as_deref(), &text, limit)
        .await
}

/// A page as the reader shows it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn page(core: State<'_, Core>, id: String) -> Result<ReaderPage, AppError> {
    core.get()?.page(&id).await
}

/// A page's Markdown, for the clipboard.
#[tauri::command]
#[specta::specta]
pub(crate) async fn copy_markdown(core: State<'_, Core>, id: String) -> Result<String, AppError> {
    core.get()?.copy_markdown(&id).await
}
