//! What the person has set, as far as it concerns what the page cannot reach: the frame of the window and the icon.

use keepsake_app::AppError;
use keepsake_app::dto::SettingsShown;
use keepsake_app::preferences::Theme as Wanted;
use tauri::{AppHandle, Manager, Runtime, Theme};

use crate::tray::Tray;
use crate::window::{self, MAIN};

/// The theme of the window; nothing where it is that of the system.
pub(crate) const fn theme(wanted: Wanted) -> Option<Theme> {
    match wanted {
        Wanted::System => None,
        Wanted::Light => Some(Theme::Light),
        Wanted::Dark => Some(Theme::Dark),
    }
}

/// Lets what is set take effect.
pub(crate) fn apply<R: Runtime>(app: &AppHandle<R>, shown: &SettingsShown) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window::paint(&window, theme(shown.theme))
    {
        tracing::warn!(%error, "the window keeps its colours");
    }
    enlarge(app, shown.text_percent);
    app.state::<Tray>().look_again();
}

/// Shows everything as large as the person wants texts. As a zoom of the page and not as a size of its letters, the window reacts
/// as if it were smaller, so that nothing is cut off.
pub(crate) fn enlarge<R: Runtime>(app: &AppHandle<R>, percent: u32) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window.set_zoom(f64::from(percent) / 100.0)
    {
        tracing::warn!(%error, "the page keeps its size");
    }
}

/// Takes away what the web engine has written of its own accord.
pub(crate) fn forget_browsing<R: Runtime>(app: &AppHandle<R>) -> Result<(), AppError> {
    match app.get_webview_window(MAIN) {
        Some(window) => window.clear_all_browsing_data().map_err(AppError::internal),
        None => Ok(()),
    }
}
