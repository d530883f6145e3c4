//! The font of a page that asks for the desktop's where that is missing.
//!
//! Leaves out which fonts the page asks for (`ui/styles/tokens.css`). Only WebKitGTK needs it: it takes a serif one then, and a list of
//! others in the page would be looked up for every size and weight before anything is shown.

use tauri::{Runtime, WebviewWindow};

/// Has the engine take the same kind of font.
#[cfg(target_os = "linux")]
pub(crate) fn settle<R: Runtime>(window: &WebviewWindow<R>) {
    use webkit2gtk::{SettingsExt, WebViewExt};

    let settled = window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_default_font_family("sans-serif");
        }
    });
    if let Err(error) = settled {
        tracing::warn!(%error, "a font that is missing may be replaced by one of another kind");
    }
}

/// Engines elsewhere bring the font of their system.
#[cfg(not(target_os = "linux"))]
pub(crate) fn settle<R: Runtime>(_window: &WebviewWindow<R>) {}
