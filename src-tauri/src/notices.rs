//! Notices on the desktop: what waits for the person, said where somebody sees it who looks at something else.
//!
//! Leaves out which alerts are worth it, and how often (`keepsake-app`). The rule it protects: nobody who looks at the window
//! is called to it; what is shown are counts and names of workspaces, never anything from a page.

use keepsake_app::alerts::{DesktopNotices, Notice};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

use crate::tray;
use crate::window::MAIN;

/// The notices of the system this program runs on.
pub(crate) struct SystemNotices<R: Runtime>(pub(crate) AppHandle<R>);

impl<R: Runtime> SystemNotices<R> {
    fn is_looked_at(&self) -> bool {
        let window = self.0.get_webview_window(MAIN);
        window.is_some_and(|window| window.is_focused().unwrap_or(false))
    }
}

impl<R: Runtime> DesktopNotices for SystemNotices<R> {
    fn show(&self, notice: &Notice) {
        if self.is_looked_at() {
            return;
        }
        let workspace = notice.connection.as_ref().map(|(_, name)| name.as_str());
        let shown = self
            .0
            .notification()
            .builder()
            .title(workspace.unwrap_or(&self.0.package_info().name))
            .body(notice.sentence_in(&tray::words(&self.0)))
            .show();
        if let Err(error) = shown {
            tracing::info!(%error, kind = notice.kind, "the system shows no notices");
        }
    }
}
