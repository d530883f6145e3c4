//! Running without a window: what the shell asks of the page, and what the person answers.

use keepsake_app::AppError;
use tauri::ipc::Channel;
use tauri::{AppHandle, State, WebviewWindow};

use crate::closing::{self, ClosingAnswer, WhenClosed};
use crate::first_look;
use crate::last_time::LastTime;
use crate::touches::Touches;
use crate::wishes::{Wish, Wishes};

/// The page has its first view: a window that waits for it is shown.
#[tauri::command]
#[specta::specta]
pub(crate) fn show_window(app: AppHandle) {
    first_look::show(&app);
}

/// Somebody uses the page.
#[tauri::command]
#[specta::specta]
pub(crate) fn note_touch(touches: State<'_, Touches>) {
    touches.note();
}

/// Tells the page from now on what it is asked to do.
#[tauri::command]
#[specta::specta]
pub(crate) fn hear_wishes(wishes: State<'_, Wishes>, on_wish: Channel<Wish>) {
    wishes.listen(on_wish);
}

/// What is to become of the program whose window somebody wants to close; `remember` asks never again.
#[tauri::command]
#[specta::specta]
pub(crate) fn answer_closing(app: AppHandle, answer: ClosingAnswer, remember: bool) {
    closing::answered(&app, answer, remember);
}

/// Closes the window as if by hand: what that means is decided, or asked, in the same place.
#[tauri::command]
#[specta::specta]
pub(crate) fn close_window(window: WebviewWindow) -> Result<(), AppError> {
    window.close().map_err(AppError::internal)
}

/// Ends the program.
#[tauri::command]
#[specta::specta]
pub(crate) fn quit(app: AppHandle) {
    closing::quit(&app);
}

/// Whether it goes on running when its window is closed; nothing when the person has not said.
#[tauri::command]
#[specta::specta]
pub(crate) fn keeps_running(last: State<'_, LastTime>) -> Option<bool> {
    let chosen = last.kept().when_closed;
    chosen.map(|chosen| chosen == WhenClosed::KeepRunning)
}

/// Whether it shall go on running when its window is closed.
#[tauri::command]
#[specta::specta]
pub(crate) fn set_keeps_running(app: AppHandle, keep: bool) {
    closing::choose(
        &app,
        if keep {
            WhenClosed::KeepRunning
        } else {
            WhenClosed::Quit
        },
    );
}
