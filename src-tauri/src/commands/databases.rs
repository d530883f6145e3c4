//! Databases as tables and boards, and the views a person keeps of them.

use keepsake_app::AppError;
use keepsake_app::dto::{DataTable, GroupWish, KeptView, TableGroup, TableLook, TableRows};
use tauri::{AppHandle, State};

use crate::core::Core;
use crate::folders::downloads;

/// A table of a database, with its columns and kept views.
#[tauri::command]
#[specta::specta]
pub(crate) async fn data_table(
    core: State<'_, Core>,
    source: String,
) -> Result<DataTable, AppError> {
    core.get()?.data_table(&source).await
}

/// A part of the rows that a look shows; of one column of its board, where one is named.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_rows(
    core: State<'_, Core>,
    source: String,
    look: TableLook,
    group: Option<GroupWish>,
    offset: u32,
    limit: u32,
) -> Result<TableRows, AppError> {
    core.get()?
        .table_rows(&source, &look, group, offset, limit)
        .await
}

/// The columns of the board that a look shows.
#[tauri::command]
#[specta::specta]
pub(crate) async fn table_groups(
    core: State<'_, Core>,
    source: String,
    look: TableLook,
) -> Result<Vec<TableGroup>, AppError> {
    core.get()?.table_groups(&source, &look).await
}

/// Keeps what is shown under a name, at this place or last; answers with all views.
#[tauri::command]
#[specta::specta]
pub(crate) async fn keep_view(
    core: State<'_, Core>,
    source: String,
    name: String,
    look: TableLook,
    position: Option<u32>,
) -> Result<Vec<KeptView>, AppError> {
    core.get()?.keep_view(&source, &name, &look, position).await
}

/// Gives a view another name and lets it show something else; answers with all views.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_view(
    core: State<'_, Core>,
    source: String,
    view: String,
    name: String,
    look: TableLook,
) -> Result<Vec<KeptView>, AppError> {
    core.get()?.change_view(&source, &view, &name, &look).await
}

/// Takes a view away; answers with those that are left.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_view(
    core: State<'_, Core>,
    source: String,
    view: String,
) -> Result<Vec<KeptView>, AppError> {
    core.get()?.remove_view(&source, &view).await
}

/// Puts views into this order; answers with all of them.
#[tauri::command]
#[specta::specta]
pub(crate) async fn order_views(
    core: State<'_, Core>,
    source: String,
    order: Vec<String>,
) -> Result<Vec<KeptView>, AppError> {
    core.get()?.order_views(&source, &order).await
}

/// Puts the table that a look shows into the person's downloads as CSV; answers with its name there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_table(
    app: AppHandle,
    core: State<'_, Core>,
    source: String,
    look: TableLook,
) -> Result<String, AppError> {
    let folder = downloads(&app)?;
    core.get()?.save_table(&source, &look, &folder).await
}
