//! Choosing what to remember.

use keepsake_app::AppError;
use keepsake_app::dto::{CatalogSummary, Estimate, ImportOptions, Selection, TreeNode};
use tauri::State;

use crate::core::Core;

/// Looks around in Notion for what the connection can see.
#[tauri::command]
#[specta::specta]
pub(crate) async fn refresh_catalog(
    core: State<'_, Core>,
    connection: String,
) -> Result<CatalogSummary, AppError> {
    core.get()?.refresh_catalog(&connection).await
}

/// Everything the connection can see, parents before children.
#[tauri::command]
#[specta::specta]
pub(crate) async fn tree(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<TreeNode>, AppError> {
    core.get()?.tree(&connection).await
}

/// What an import of this choice would cost.
#[tauri::command]
#[specta::specta]
pub(crate) async fn estimate(
    core: State<'_, Core>,
    connection: String,
    selection: Selection,
    options: ImportOptions,
) -> Result<Estimate, AppError> {
    core.get()?.estimate(&connection, selection, options).await
}
