//! Profiles: the rules that turn the rows of a database into records.

use keepsake_app::AppError;
use keepsake_app::dto::{Profile, ProfilePreview, ProfileWish};
use tauri::State;

use crate::core::Core;

/// The profiles in force, oldest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn profiles(
    core: State<'_, Core>,
    connection: String,
) -> Result<Vec<Profile>, AppError> {
    core.get()?.profiles(&connection).await
}

/// What putting a profile into force would do; changes nothing.
#[tauri::command]
#[specta::specta]
pub(crate) async fn preview_profile(
    core: State<'_, Core>,
    connection: String,
    wish: ProfileWish,
) -> Result<ProfilePreview, AppError> {
    core.get()?.preview_profile(&connection, wish).await
}

/// Creates the database of a profile, or attaches the profile to one that is there.
#[tauri::command]
#[specta::specta]
pub(crate) async fn apply_profile(
    core: State<'_, Core>,
    connection: String,
    wish: ProfileWish,
) -> Result<Profile, AppError> {
    core.get()?.apply_profile(&connection, wish).await
}

/// Takes a profile off; Notion is left as it is.
#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_profile(core: State<'_, Core>, profile: String) -> Result<(), AppError> {
    core.get()?.remove_profile(&profile).await
}
