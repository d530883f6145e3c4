//! The one window: made hidden, and coloured like the page it will show, so that nothing flashes when it is shown (`first_look`).
//!
//! It shows what is built into the program and nothing else: navigation to any other place is refused, and so are new
//! windows and downloads. Links of a remembered page leave through `open_external`, never through the webview. What the
//! web engine writes of its own accord lies in the data folder, too; without one it writes nothing.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use keepsake_app::Language;
use tauri::utils::config::Color;
use tauri::webview::{DownloadEvent, NewWindowResponse, PageLoadEvent};
use tauri::{
    AppHandle, Manager, Runtime, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    WindowEvent,
};
use tokio::sync::oneshot;

use crate::closing;
use crate::core::Core;
use crate::first_view::FirstView;
use crate::fonts;
use crate::last_time::Kept;
use crate::room::{self, SMALLEST};
use crate::touches::Touches;
use crate::tray::Tray;

/// The label of the window, which the capability file names too.
pub(crate) const MAIN: &str = "main";

/// The desk of the design, light and dark: what is behind the page before it has painted.
const LIGHT_DESK: Color = Color(0xf1, 0xee, 0xe7, 0xff);
const DARK_DESK: Color = Color(0x14, 0x13, 0x10, 0xff);

/// How the window comes.
pub(crate) struct Opening<'a> {
    /// The theme that overrides that of the system.
    pub(crate) wish: Option<Theme>,
    /// The language that overrides that of the system.
    pub(crate) language: Option<Language>,
    /// What the page shows first, where it is known.
    pub(crate) view: Option<&'a FirstView>,
    /// How it was left.
    pub(crate) last: &'a Kept,
    /// The data folder, if there is one.
    pub(crate) folder: Option<&'a Path>,
}

/// Makes the window, and tells when its page is there.
pub(crate) fn open<R: Runtime>(
    app: &AppHandle<R>,
    &Opening {
        wish,
        language,
        view,
        last,
        folder,
    }: &Opening<'_>,
    loaded: oneshot::Sender<()>,
) -> tauri::Result<()> {
    let screen = app.primary_monitor()?.as_ref().map(room::logical);
    let is_set_up = view.is_some_and(FirstView::is_set_up);
    let size = room::at_start(is_set_up, last.size, screen);
    let page = WebviewUrl::App(page(language, is_set_up));
    let loaded = Mutex::new(Some(loaded));
    let builder = WebviewWindowBuilder::new(app, MAIN, page).on_page_load(move |_, load| {
        if load.event() == PageLoadEvent::Finished
            && let Ok(mut loaded) = loaded.lock()
            && let Some(loaded) = loaded.take()
        {
            // Whoever waited too long does without.
            let _ = loaded.send(());
        }
    });
    let builder = match view.and_then(FirstView::script) {
        Some(script) => builder.initialization_script(script),
        None => builder,
    };
    let builder = match folder {
        Some(folder) => builder.data_directory(folder.join("webview")),
        None => builder.incognito(true),
    };
    let window = builder
        .title("Keepsake")
        .inner_size(size.width, size.height)
        .min_inner_size(SMALLEST.width, SMALLEST.height)
        .maximized(is_set_up && last.maximized)
        .visible(false)
        .theme(wish)
        .background_color(desk(wish.unwrap_or(Theme::Light)))
        .on_navigation(is_ours)
        .on_document_title_changed(|window, title| {
            if let Err(error) = window.set_title(&title) {
                tracing::debug!(%error, "the window keeps its title");
            }
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, event| !matches!(event, DownloadEvent::Requested { .. }))
        .build()?;
    fonts::settle(&window);
    follow(&window);
    // GTK takes a theme only from a window that exists.
    paint(&window, wish)
}

/// Gives the window the colours of a theme, or those of the system.
pub(crate) fn paint<R: Runtime>(
    window: &WebviewWindow<R>,
    wish: Option<Theme>,
) -> tauri::Result<()> {
    window.set_theme(wish)?;
    let theme = match wish {
        Some(theme) => theme,
        None => window.theme()?,
    };
    window.set_background_color(Some(desk(theme)))
}

/// Brings the window back.
pub(crate) fn raise<R: Runtime>(app: &AppHandle<R>) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    for result in [window.unminimize(), window.show(), window.set_focus()] {
        if let Err(error) = result {
            tracing::warn!(%error, "the window could not be raised");
        }
    }
}

/// The theme a picture or a test asks for through `KEEPSAKE_THEME`; anything else follows the system.
pub(crate) fn theme_from(value: Option<&str>) -> Option<Theme> {
    match value {
        Some("light") => Some(Theme::Light),
        Some("dark") => Some(Theme::Dark),
        _ => None,
    }
}

/// The page, which finds out the system's languages on its own unless it is told one, and reads the main window at once where that is
/// what comes.
fn page(language: Option<Language>, is_set_up: bool) -> PathBuf {
    let language = language.map(|language| format!("language={}", language.tag()));
    let parts = [language, is_set_up.then(|| "main".to_owned())];
    match parts.into_iter().flatten().collect::<Vec<_>>().join("&") {
        none if none.is_empty() => "index.html".into(),
        parts => format!("index.html?{parts}").into(),
    }
}

/// Whether a place is inside the program: `tauri://localhost`, on Windows `http://tauri.localhost`.
fn is_ours(place: &Url) -> bool {
    matches!(
        (place.scheme(), place.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    )
}

fn desk(theme: Theme) -> Color {
    match theme {
        Theme::Dark => DARK_DESK,
        _ => LIGHT_DESK,
    }
}

/// Reacts to what happens to the window from outside.
fn follow<R: Runtime>(window: &WebviewWindow<R>) {
    let this = window.clone();
    window.on_window_event(move |event| {
        let (done, what) = match event {
            WindowEvent::ThemeChanged(theme) => {
                this.state::<Tray>().look_again();
                (
                    this.set_background_color(Some(desk(*theme))),
                    "the window kept the colour of the other theme",
                )
            }
            WindowEvent::Focused(true) => {
                this.state::<Touches>().note();
                // Without a core there is nothing to look with.
                if let Ok(core) = this.state::<Core>().get() {
                    core.window_opened();
                }
                return;
            }
            WindowEvent::CloseRequested { api, .. } => {
                let kept = room::keep(&this);
                if closing::requested(&this) {
                    api.prevent_close();
                }
                (kept, "the size of the window is not known")
            }
            _ => return,
        };
        if let Err(error) = done {
            tracing::warn!(%error, "{what}");
        }
    });
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn the_window_stays_inside_the_program() {
        for ours in [
            "tauri://localhost/",
            "tauri://localhost/index.html#/search",
            "http://tauri.localhost/",
        ] {
            assert!(is_ours(&ours.parse().unwrap()), "{ours}");
        }
        for foreign in [
            "https://www.notion.so/",
            "http://localhost/",
            "https://tauri.localhost.example.org/",
            "file:///etc/passwd",
            "data:text/html,hello",
            "javascript:alert(1)",
            "about:blank",
            "keepsake-file://localhost/0",
        ] {
            assert!(!is_ours(&foreign.parse().unwrap()), "{foreign}");
        }
    }

    #[test]
    fn the_page_is_told_a_language_only_where_one_was_wished_for() {
        assert_eq!(page(None, false), PathBuf::from("index.html"));
        let german = page(Some(Language::German), false);
        assert_eq!(german, PathBuf::from("index.html?language=de"));
        let both = page(Some(Language::German), true);
        assert_eq!(both, PathBuf::from("index.html?language=de&main"));
    }

    #[test]
    fn only_the_two_themes_can_be_asked_for() {
        assert_eq!(theme_from(Some("light")), Some(Theme::Light));
        assert_eq!(theme_from(Some("dark")), Some(Theme::Dark));
        assert_eq!(theme_from(Some("sepia")), None);
        assert_eq!(theme_from(None), None);
    }
}
