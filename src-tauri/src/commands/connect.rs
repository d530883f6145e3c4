//! Where things stand at the start, and connecting a workspace.

use keepsake_app::dto::{Connection, StartState};
use keepsake_app::{AppError, Left, MemoryFate};
use tauri::{AppHandle, State};

use super::leaving::locked_keys;
use crate::core::Core;
use crate::first_view;
use crate::last_time::LastTime;

/// Where things stand at the start, with the workspace that was shown last.
#[tauri::command]
#[specta::specta]
pub(crate) async fn start(
    app: AppHandle,
    core: State<'_, Core>,
    last: State<'_, LastTime>,
) -> Result<StartState, AppError> {
    // What stood in the way may be gone: a disk that was full, a folder that was away.
    if core.get().is_err() && core.try_again().await {
        crate::go_on(&app);
    }
    let kept = last.kept();
    first_view::start(&core.get()?, kept.connection.as_deref(), &kept).await
}

/// All connections, the oldest first.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connections(core: State<'_, Core>) -> Result<Vec<Connection>, AppError> {
    core.get()?.connections().await
}

/// Where things stand with one connection, which is shown from now on.
#[tauri::command]
#[specta::specta]
pub(crate) async fn show_connection(
    core: State<'_, Core>,
    last: State<'_, LastTime>,
    connection: String,
) -> Result<StartState, AppError> {
    let state = first_view::start(&core.get()?, Some(&connection), &last.kept()).await?;
    last.keep(|kept| kept.connection = Some(connection));
    Ok(state)
}

/// Connects a workspace by a token, which goes to the key store and nowhere else.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_token(
    core: State<'_, Core>,
    token: String,
) -> Result<Connection, AppError> {
    core.get()?.connect_token(token.into()).await
}

/// Connects the workspace that is built in.
#[tauri::command]
#[specta::specta]
pub(crate) async fn connect_sample(core: State<'_, Core>) -> Result<Connection, AppError> {
    core.get()?.connect_sample().await
}

/// Forgets the key of a connection and tells what became of the access in Notion, with `remove` also everything that is remembered through it.
/// With `leave_keys` the key stays where it lies.
#[tauri::command]
#[specta::specta]
pub(crate) async fn disconnect(
    core: State<'_, Core>,
    connection: String,
    remove: bool,
    leave_keys: bool,
) -> Result<Left, AppError> {
    let fate = if remove {
        MemoryFate::Remove
    } else {
        MemoryFate::Keep
    };
    core.get()?
        .disconnect_with(&connection, fate, locked_keys(leave_keys))
        .await
}
