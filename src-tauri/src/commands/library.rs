//! Living in the memory: narrowed search, what was used lately, versions of a page, forgetting one, opening attachments.

use keepsake_app::AppError;
use keepsake_app::dto::{
    ForgottenPages, PageVersions, RecentPages, SearchFilter, SearchResults, ShownVersion,
    VersionDifference,
};
use tauri::{AppHandle, State};

use crate::core::Core;
use crate::{folders, links};

/// Finds pages by words, narrowed down; without words it lists what passes.
#[tauri::command]
#[specta::specta]
pub(crate) async fn find(
    core: State<'_, Core>,
    connection: Option<String>,
    text: String,
    filter: SearchFilter,
    limit: u32,
) -> Result<SearchResults, AppError> {
    core.get()?
        .find(connection.as_deref(), &text, &filter, limit)
        .await
}

/// What was opened here and edited lately.
#[tauri::command]
#[specta::specta]
pub(crate) async fn recent(
    core: State<'_, Core>,
    connection: Option<String>,
    limit: u32,
) -> Result<RecentPages, AppError> {
    core.get()?.recent(connection.as_deref(), limit).await
}

/// Notes that a page was opened.
#[tauri::command]
#[specta::specta]
pub(crate) async fn note_opened(core: State<'_, Core>, id: String) -> Result<(), AppError> {
    core.get()?.note_opened(&id).await
}

/// The versions of a page that are remembered, newest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn versions(core: State<'_, Core>, id: String) -> Result<PageVersions, AppError> {
    core.get()?.versions(&id).await
}

/// A page as it was: the number of a version, or a moment (RFC 3339).
#[tauri::command]
#[specta::specta]
pub(crate) async fn version(
    core: State<'_, Core>,
    id: String,
    which: String,
) -> Result<ShownVersion, AppError> {
    core.get()?.version(&id, &which).await
}

/// What changed from one version to another; without `from`, from the one before.
#[tauri::command]
#[specta::specta]
pub(crate) async fn version_difference(
    core: State<'_, Core>,
    id: String,
    from: Option<String>,
    to: String,
) -> Result<VersionDifference, AppError> {
    core.get()?
        .version_difference(&id, from.as_deref(), &to)
        .await
}

/// What forgetting a page would take with it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forgetting(
    core: State<'_, Core>,
    id: String,
) -> Result<ForgottenPages, AppError> {
    core.get()?.forgetting(&id).await
}

/// Forgets a page and everything inside it.
#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_page(
    core: State<'_, Core>,
    id: String,
) -> Result<ForgottenPages, AppError> {
    core.get()?.forget_page(&id).await
}

/// Puts a copy of an attachment into the downloads and opens it in its own program; answers with its name there. Only of
/// types that show something and run nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_file(
    app: AppHandle,
    core: State<'_, Core>,
    hash: String,
    name: String,
) -> Result<String, AppError> {
    let folder = folders::downloads(&app)?;
    let name = core.get()?.save_file(&hash, &name, &folder).await?;
    links::open_document(&folder.join(&name))?;
    Ok(name)
}
