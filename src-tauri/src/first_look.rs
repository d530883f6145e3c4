//! Showing the window at a start: when the page says that its first view is there.
//!
//! A web engine that is seen while its page is still empty paints that first, and what the page has to show waits for it. Leaves out
//! bringing the window back later (`window`). The rule it protects: a window whose page never says so is shown all the same,
//! because only there can be seen what went wrong.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

use crate::core::Core;
use crate::window::MAIN;

/// How long after it was loaded a page may take for its first view.
const PATIENCE: Duration = Duration::from_secs(2);

/// Whether the window is still to be shown for the first time.
#[derive(Debug)]
pub(crate) struct FirstLook(AtomicBool);

impl FirstLook {
    /// Of a start that shall show the window, or not.
    pub(crate) const fn new(is_wanted: bool) -> Self {
        Self(AtomicBool::new(is_wanted))
    }

    /// Takes the turn to show it, which there is once at most, and never without a wish for it; whether there was one.
    fn take(&self) -> bool {
        self.0.swap(false, Ordering::AcqRel)
    }
}

/// Shows the window, unless that was done or is not wished for; whether it was still to be done.
pub(crate) fn show<R: Runtime>(app: &AppHandle<R>) -> bool {
    let is_due = app.state::<FirstLook>().take();
    if is_due
        && let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = window.show()
    {
        tracing::error!(%error, "the window could not be shown");
    }
    is_due
}

/// Shows the window of a page that was loaded, although it may say nothing.
pub(crate) async fn show_anyway<R: Runtime>(app: AppHandle<R>) {
    // Without a core the window was not waited for.
    let Ok(core) = app.state::<Core>().get() else {
        return;
    };
    core.wait(PATIENCE).await;
    if show(&app) {
        tracing::warn!("the page does not say that its first view is there");
    }
}

#[cfg(test)]
mod tests {
    use super::FirstLook;

    #[test]
    fn a_window_is_shown_once_and_only_where_it_is_wanted() {
        let wanted = FirstLook::new(true);
        assert_eq!((wanted.take(), wanted.take()), (true, false));
        assert!(!FirstLook::new(false).take());
    }
}
