//! Notices on the desktop: what waits for the person, said where somebody sees it who looks at something else.
//!
//! `place` says where a click leads, `bubbles` speaks to the desktop where clicks are heard of, `markup` takes signs of markup away. Leaves out which alerts are
//! worth it, how often, and what they name (`keepsake-app`). The rules it protects: nobody who looks at the window is called to
//! it; nothing that is shown is a sign of markup; what is no longer true is taken away where the
//! desktop allows it.

#[cfg(target_os = "linux")]
mod bubbles;
#[cfg(target_os = "linux")]
mod markup;
mod place;

use keepsake_app::alerts::{DesktopNotices, Notice};
use tauri::{AppHandle, Manager, Runtime};
use tauri_plugin_notification::NotificationExt;

use crate::tray;
use crate::window::MAIN;

/// The notices of the system this program runs on.
pub(crate) struct SystemNotices<R: Runtime> {
    app: AppHandle<R>,
    #[cfg(target_os = "linux")]
    bubbles: Option<bubbles::Bubbles>,
}

impl<R: Runtime> SystemNotices<R> {
    /// In the language that is spoken at the moment.
    pub(crate) fn new(app: &AppHandle<R>) -> Self {
        Self {
            app: app.clone(),
            #[cfg(target_os = "linux")]
            bubbles: {
                let opened = app.clone();
                bubbles::Bubbles::on_desktop(move |wish| place::open(&opened, wish))
            },
        }
    }

    fn is_looked_at(&self) -> bool {
        let window = self.app.get_webview_window(MAIN);
        window.is_some_and(|window| window.is_focused().unwrap_or(false))
    }

    /// Shows one that can be clicked; whether the desktop took it.
    #[cfg(target_os = "linux")]
    fn show_to_click(&self, notice: &Notice, title: &str, body: &str) -> bool {
        let (Some(bubbles), Some(wish)) = (&self.bubbles, place::of(notice)) else {
            return false;
        };
        let shown = bubbles.show(&subject(notice), title, body, wish);
        if let Err(error) = &shown {
            tracing::info!(%error, "the desktop takes no notice that can be clicked");
        }
        shown.is_ok()
    }

    /// Nothing here tells of clicks.
    #[cfg(not(target_os = "linux"))]
    fn show_to_click(&self, _notice: &Notice, _title: &str, _body: &str) -> bool {
        false
    }
}

impl<R: Runtime> DesktopNotices for SystemNotices<R> {
    fn show(&self, notice: &Notice) {
        if self.is_looked_at() {
            return;
        }
        let workspace = notice.connection.as_ref().map(|(_, name)| name.as_str());
        let title = workspace.unwrap_or(&self.app.package_info().name);
        let body = notice.said_in(&tray::words(&self.app));
        if self.show_to_click(notice, title, &body) {
            return;
        }
        // What the desktop can is not known on this way.
        #[cfg(target_os = "linux")]
        let body = markup::plain(&body);
        let builder = self.app.notification().builder();
        if let Err(error) = builder.title(title).body(body).show() {
            tracing::info!(%error, kind = notice.kind, "the system shows no notices");
        }
    }

    #[cfg(target_os = "linux")]
    fn withdraw(&self, kind: &str, connection: Option<&str>) {
        if let Some(bubbles) = &self.bubbles {
            bubbles.withdraw(&named(kind, connection));
        }
    }
}

/// What makes several notices one.
#[cfg(target_os = "linux")]
fn subject(notice: &Notice) -> String {
    let connection = notice.connection.as_ref().map(|(id, _)| id.as_str());
    named(&notice.kind, connection)
}

#[cfg(target_os = "linux")]
fn named(kind: &str, connection: Option<&str>) -> String {
    format!("{kind}:{}", connection.unwrap_or_default())
}
