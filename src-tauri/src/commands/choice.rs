//! Changing the choice later, and what to ask access for.

use keepsake_app::AppError;
use keepsake_app::dto::{
    ChangedChoice, ChoiceEffect, ImportOptions, LeavingFate, NotShared, Selection,
};
use tauri::State;

use crate::core::Core;

/// The choice that was made last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn selection(
    core: State<'_, Core>,
    connection: String,
) -> Result<Selection, AppError> {
    core.get()?.selection(&connection).await
}

/// What besides pages the last import brought.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_options(
    core: State<'_, Core>,
    connection: String,
) -> Result<ImportOptions, AppError> {
    core.get()?.import_options(&connection).await
}

/// What a choice would do to what is stored.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choice_effect(
    core: State<'_, Core>,
    connection: String,
    selection: Selection,
) -> Result<ChoiceEffect, AppError> {
    core.get()?.choice_effect(&connection, selection).await
}

/// Changes the choice; answers with the import of what is new.
#[tauri::command]
#[specta::specta]
pub(crate) async fn change_choice(
    core: State<'_, Core>,
    connection: String,
    selection: Selection,
    fate: LeavingFate,
    options: ImportOptions,
) -> Result<ChangedChoice, AppError> {
    core.get()?
        .change_choice(&connection, selection, fate, options)
        .await
}

/// What pages point at and Notion does not show.
#[tauri::command]
#[specta::specta]
pub(crate) async fn not_shared(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<NotShared>, AppError> {
    core.get()?.not_shared(&connection).await
}
