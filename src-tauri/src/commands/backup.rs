//! Backups: saving one, finding those there are, putting one back, and starting fresh. All but saving works without a core.
//!
//! The rule it protects: the page puts back only what it was offered, from the list or by the person's own hand.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use keepsake_app::dto::{Backup, RestoredBackup};
use keepsake_app::{AppError, Face};
use tauri::{AppHandle, Manager, State};
use time::UtcOffset;

use crate::core::{self, Core};
use crate::{folders, window};

/// The files that the page may ask to put back, by what it calls them.
#[derive(Default)]
pub(crate) struct Offered(Mutex<HashMap<String, PathBuf>>);

impl Offered {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, path: &str) -> Result<PathBuf, AppError> {
        let found = self.lock().get(path).cloned();
        found.ok_or_else(|| AppError::internal("a backup that was not offered"))
    }
}

/// Saves a backup into the person's downloads.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_backup(app: AppHandle, core: State<'_, Core>) -> Result<Backup, AppError> {
    let core = core.get()?;
    let now = core.now();
    let here = now.to_offset(UtcOffset::local_offset_at(now).unwrap_or(UtcOffset::UTC));
    core.save_backup_into(&folders::downloads(&app)?, here)
        .await
}

/// Backups beside the memory and in the person's downloads, the newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn backups(
    app: AppHandle,
    offered: State<'_, Offered>,
) -> Result<Vec<Backup>, AppError> {
    let folders = [folders::downloads(&app)?];
    let found = keepsake_app::backups(&core::options()?.home, &folders).await?;
    let mut offered = offered.lock();
    for one in &found {
        offered.insert(one.path.clone(), PathBuf::from(&one.path));
    }
    Ok(found)
}

/// Lets the person choose a file in the system's own dialog; nothing when that is called off.
#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_backup(
    app: AppHandle,
    offered: State<'_, Offered>,
    title: String,
) -> Result<Option<Backup>, AppError> {
    let mut dialog = rfd::AsyncFileDialog::new().set_title(title);
    if let Ok(folder) = folders::downloads(&app) {
        dialog = dialog.set_directory(folder);
    }
    if let Some(window) = app.get_webview_window(window::MAIN) {
        dialog = dialog.set_parent(&window);
    }
    let Some(chosen) = dialog.pick_file().await else {
        return Ok(None);
    };
    let path = chosen.path().to_owned();
    let backup = keepsake_app::look_at_backup(&path).await;
    offered.lock().insert(backup.path.clone(), path);
    Ok(Some(backup))
}

/// Puts a backup in the place of the memory, which is moved aside, and goes on with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(
    app: AppHandle,
    core: State<'_, Core>,
    offered: State<'_, Offered>,
    path: String,
) -> Result<RestoredBackup, AppError> {
    let path = offered.find(&path)?;
    let done = core
        .replace(async |home, now| {
            keepsake_app::restore_backup(home, Face::Window, &path, now).await
        })
        .await;
    crate::go_on(&app);
    done
}

/// Moves the memory aside and goes on with an empty one; answers with where it lies now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start_fresh(
    app: AppHandle,
    core: State<'_, Core>,
) -> Result<Option<String>, AppError> {
    let done = core
        .replace(async |home, now| keepsake_app::start_fresh(home, Face::Window, now).await)
        .await;
    crate::go_on(&app);
    done
}
