//! New versions of the program: where things stand with them, and what the person wants done.

use serde::Serialize;
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::last_time::LastTime;
use crate::updates::{self, UpdateStanding, Updates};

/// What is always true of new versions.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct UpdateFacts {
    /// The version that runs.
    version: String,
    /// It looks by itself, once a day.
    looks_by_itself: bool,
    /// Where people find new versions themselves.
    download_page: Option<String>,
}

/// What is always true of new versions.
#[tauri::command]
#[specta::specta]
pub(crate) fn update_facts(
    app: AppHandle,
    updates: State<'_, Updates>,
    last: State<'_, LastTime>,
) -> UpdateFacts {
    UpdateFacts {
        version: app.package_info().version.to_string(),
        looks_by_itself: last.kept().looks_for_updates.unwrap_or(true),
        download_page: updates.download_page(),
    }
}

/// Tells where things stand, now and whenever that changes.
#[tauri::command]
#[specta::specta]
pub(crate) fn watch_updates(updates: State<'_, Updates>, on_standing: Channel<UpdateStanding>) {
    updates.watch(on_standing);
}

/// Whether it shall look by itself.
#[tauri::command]
#[specta::specta]
pub(crate) fn set_looks_for_updates(last: State<'_, LastTime>, looks: bool) {
    last.keep(|kept| kept.looks_for_updates = Some(looks));
}

/// Looks for a new version.
#[tauri::command]
#[specta::specta]
pub(crate) async fn look_for_update(app: AppHandle) {
    updates::look(&app).await;
}

/// Fetches the version that was found.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fetch_update(app: AppHandle) {
    updates::fetch(&app).await;
}

/// Installs what was fetched.
#[tauri::command]
#[specta::specta]
pub(crate) async fn install_update(app: AppHandle) {
    updates::install(&app).await;
}

/// Ends the program and starts the version that was installed.
#[tauri::command]
#[specta::specta]
pub(crate) fn restart_to_update(app: AppHandle) {
    updates::restart(&app);
}
