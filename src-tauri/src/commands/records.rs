//! Records, their history, and changes that are made here.

use keepsake_app::AppError;
use keepsake_app::dto::{
    ChangeAnswer, FieldChange, HistoryEntry, Overtaken, RecordDetail, RecordList, WaitingChange,
};
use tauri::State;

use crate::core::Core;

/// All records of a profile; none of them where the page has them already.
#[tauri::command]
#[specta::specta]
pub(crate) async fn records(
    core: State<'_, Core>,
    profile: String,
    known: Option<String>,
) -> Result<RecordList, AppError> {
    core.get()?.record_list(&profile, known.as_deref()).await
}

/// One record with all of its fields.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record(core: State<'_, Core>, id: String) -> Result<RecordDetail, AppError> {
    core.get()?.record_detail(&id).await
}

/// Changes fields of a record, all or none.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_record(
    core: State<'_, Core>,
    id: String,
    changes: Vec<FieldChange>,
    meant: bool,
) -> Result<ChangeAnswer, AppError> {
    core.get()?.change_record(&id, changes, meant).await
}

/// Makes a record; answers with its id.
#[tauri::command]
#[specta::specta]
pub(crate) async fn new_record(
    core: State<'_, Core>,
    profile: String,
    values: Vec<FieldChange>,
) -> Result<String, AppError> {
    core.get()?.add_record(&profile, values).await
}

/// What was changed about a page, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn record_history(
    core: State<'_, Core>,
    id: String,
) -> Result<Vec<HistoryEntry>, AppError> {
    core.get()?.history(&id).await
}

/// Takes one entry of a page's history back; what it would write over, where nothing was done because that was not meant.
#[tauri::command]
#[specta::specta]
pub(crate) async fn undo_change(
    core: State<'_, Core>,
    id: String,
    entry: String,
    meant: bool,
) -> Result<Option<Overtaken>, AppError> {
    core.get()?.undo_entry(&id, &entry, meant).await
}

/// Changes made here that Notion does not have yet, oldest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn waiting_changes(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<WaitingChange>, AppError> {
    core.get()?.waiting_changes(&connection).await
}
