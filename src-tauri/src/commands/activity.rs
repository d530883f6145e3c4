//! What is going on, what went on, and being told when something has changed.

use std::sync::atomic::{AtomicU64, Ordering};

use keepsake_app::AppError;
use keepsake_app::dto::{Problem, ReportFormat, Traffic, What};
use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State, async_runtime};

use crate::core::Core;

/// Something has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Changed {
    /// A run that is under way has stored pages.
    pub(crate) pages: bool,
    /// Something changed that more than pages show.
    pub(crate) run_over: bool,
    /// When Notion was looked at last, or is looked at next.
    pub(crate) looked: bool,
}

/// Which page hears of changes: the one that asked last.
#[derive(Default)]
pub(crate) struct Hearing(AtomicU64);

/// Tells the page from now on when something has changed.
#[tauri::command]
#[specta::specta]
pub(crate) fn hear_changes(
    app: AppHandle,
    core: State<'_, Core>,
    on_change: Channel<Changed>,
) -> Result<(), AppError> {
    let core = core.get()?;
    let turn = app.state::<Hearing>().0.fetch_add(1, Ordering::Relaxed) + 1;
    let mut known = core.changes();
    async_runtime::spawn(async move {
        while let Some(now) = core.changes_after(known).await {
            let is_last = app.state::<Hearing>().0.load(Ordering::Relaxed) == turn;
            let changed = Changed {
                pages: now.pages != known.pages,
                run_over: now.runs != known.runs,
                looked: now.looks != known.looks,
            };
            if !is_last || on_change.send(changed).is_err() {
                return;
            }
            known = now;
        }
    });
    Ok(())
}

/// What was sent to Notion over the last minutes, and what waited for it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn traffic(
    core: State<'_, Core>,
    connection: String,
) -> Result<Traffic, AppError> {
    core.get()?.traffic(&connection).await
}

/// What could not be had and still cannot.
#[tauri::command]
#[specta::specta]
pub(crate) async fn problems(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<Problem>, AppError> {
    core.get()?.problems(&connection).await
}

/// Reads one of these again; answers with the run to watch.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_problem(
    core: State<'_, Core>,
    connection: String,
    what: What,
    id: String,
) -> Result<String, AppError> {
    core.get()?.retry_problem(&connection, what, &id).await
}

/// Puts the account of a run into the person's downloads; answers with the name of the file there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_run_report(
    app: AppHandle,
    core: State<'_, Core>,
    run: String,
    format: ReportFormat,
) -> Result<String, AppError> {
    let core = core.get()?;
    let folder = crate::folders::downloads(&app)?;
    core.save_run_report(&run, format, &core.words(), &folder)
        .await
}
