//! Importing, and following a run.

use keepsake_app::AppError;
use keepsake_app::dto::{ImportOptions, Progress, RunResult, RunSummary, Selection};
use tauri::State;
use tauri::ipc::Channel;

use crate::core::Core;

/// Starts an import of this choice; answers with the run to watch.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_import(
    core: State<'_, Core>,
    connection: String,
    selection: Selection,
    options: ImportOptions,
) -> Result<String, AppError> {
    core.get()?
        .start_import(&connection, selection, options)
        .await
}

/// Follows a run to its end.
#[tauri::command]
#[specta::specta]
pub(crate) async fn watch_run(
    core: State<'_, Core>,
    run: String,
    on_progress: Channel<Progress>,
) -> Result<RunResult, AppError> {
    let tell = move |progress| {
        // A window that has gone has no use for it, and the run goes on without it.
        if let Err(error) = on_progress.send(progress) {
            tracing::debug!(%error, "progress had nobody to go to");
        }
    };
    core.get()?.watch_run(&run, tell).await
}

/// Lets what is under way finish and starts nothing new.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_run(core: State<'_, Core>, run: String) -> Result<(), AppError> {
    core.get()?.pause_run(&run).await
}

/// Goes on after a pause.
#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_run(core: State<'_, Core>, run: String) -> Result<(), AppError> {
    core.get()?.resume_run(&run).await
}

/// Ends a run early; `remove` takes back what it brought.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_run(
    core: State<'_, Core>,
    run: String,
    remove: bool,
) -> Result<(), AppError> {
    core.get()?.stop_run(&run, remove).await
}

/// Brings the memory up to date; answers with the run to watch.
#[tauri::command]
#[specta::specta]
pub(crate) async fn sync_now(
    core: State<'_, Core>,
    connection: String,
) -> Result<String, AppError> {
    core.get()?.sync_now(&connection).await
}

/// Goes on with the last import, or does it once more; answers with the run to watch.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_again(
    core: State<'_, Core>,
    connection: String,
) -> Result<String, AppError> {
    core.get()?.import_again(&connection).await
}

/// The runs of a connection, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn runs(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<RunSummary>, AppError> {
    core.get()?.runs(&connection).await
}
