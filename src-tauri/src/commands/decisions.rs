//! What needs a person's decision.

use keepsake_app::AppError;
use keepsake_app::dto::{Attention, BrakeDirection, ConflictDetail, Decision, Decisions};
use tauri::State;

use crate::core::Core;

/// Everything that waits for a decision.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decisions(
    core: State<'_, Core>,
    connection: String,
) -> Result<Decisions, AppError> {
    core.get()?.decisions(&connection).await
}

/// The conflict of a page with all versions.
#[tauri::command]
#[specta::specta]
pub(crate) async fn conflict(
    core: State<'_, Core>,
    connection: String,
    page: String,
) -> Result<ConflictDetail, AppError> {
    core.get()?.conflict(&connection, &page).await
}

/// Decides every conflict of these pages.
#[tauri::command]
#[specta::specta]
pub(crate) async fn decide(
    core: State<'_, Core>,
    connection: String,
    decisions: Vec<Decision>,
) -> Result<(), AppError> {
    core.get()?.decide(&connection, decisions).await
}

/// Answers a plan that stopped because it would take away too much.
#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_brake(
    core: State<'_, Core>,
    connection: String,
    direction: BrakeDirection,
    allow: bool,
) -> Result<(), AppError> {
    core.get()?
        .answer_brake(&connection, direction, allow)
        .await
}

/// Tries a change again that could not be sent.
#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_parked(core: State<'_, Core>, id: String) -> Result<(), AppError> {
    core.get()?.retry_parked(&id).await.map(drop)
}

/// How many things wait, for badges.
#[tauri::command]
#[specta::specta]
pub(crate) async fn attention(
    core: State<'_, Core>,
    connection: String,
) -> Result<Attention, AppError> {
    core.get()?.attention(&connection).await
}
