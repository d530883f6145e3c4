//! What closing the window means: the end, or syncing that goes on without one.
//!
//! The rules it protects: a window is never hidden where nothing can bring it back; nothing goes on in the background that the
//! person has not agreed to; and a page that does not answer cannot keep the window open.

use std::sync::atomic::{AtomicBool, Ordering};

use keepsake_app::Keepsake;
use keepsake_app::dto::{ConnectionKind, ConnectionState};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::{AppHandle, Manager, Runtime, WebviewWindow, async_runtime};

use crate::core::Core;
use crate::last_time::LastTime;
use crate::room;
use crate::tray::Tray;
use crate::way_back::{self, WayBack};
use crate::window::MAIN;
use crate::wishes::{Wish, Wishes};

/// What the person has chosen for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum WhenClosed {
    KeepRunning,
    Quit,
}

/// What the person answers to the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ClosingAnswer {
    KeepRunning,
    Quit,
    /// The window stays open.
    Stay,
}

/// Whether the page can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    Listens,
    /// There is none, or none that works.
    Deaf,
    /// It was asked and has not answered.
    Asked,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Closing {
    Quit,
    Hide,
    Ask,
}

/// The question that is open.
#[derive(Default)]
pub(crate) struct Question(AtomicBool);

/// What closing the window does. Where nothing is kept in step there is nothing to go on with.
fn decide(way: WayBack, chosen: Option<WhenClosed>, keeps_in_step: bool, page: Page) -> Closing {
    match (way, chosen, page) {
        _ if !keeps_in_step => Closing::Quit,
        (WayBack::None, ..) | (_, Some(WhenClosed::Quit), _) => Closing::Quit,
        (_, Some(WhenClosed::KeepRunning), _) => Closing::Hide,
        (WayBack::Icon, None, Page::Listens) => Closing::Ask,
        (WayBack::Icon, None, Page::Deaf | Page::Asked) | (WayBack::SecondStart, None, _) => {
            Closing::Quit
        }
    }
}

/// Somebody wants to close the window; answers whether it stays.
pub(crate) fn requested<R: Runtime>(window: &WebviewWindow<R>) -> bool {
    let app = window.app_handle();
    let is_asked = &app.state::<Question>().0;
    let wishes = app.state::<Wishes>();
    let page = match (wishes.is_heard(), is_asked.load(Ordering::Relaxed)) {
        (false, _) => Page::Deaf,
        (true, true) => Page::Asked,
        (true, false) => Page::Listens,
    };
    let way = way_back::find(app.state::<Tray>().is_there());
    let chosen = app.state::<LastTime>().kept().when_closed;
    match decide(way, chosen, keeps_in_step(app), page) {
        Closing::Quit => false,
        Closing::Hide => hide(window),
        Closing::Ask => {
            is_asked.store(true, Ordering::Relaxed);
            wishes.tell(Wish::AskClosing);
            true
        }
    }
}

/// The person has answered; `remember` asks never again.
pub(crate) fn answered<R: Runtime>(app: &AppHandle<R>, answer: ClosingAnswer, remember: bool) {
    app.state::<Question>().0.store(false, Ordering::Relaxed);
    let chosen = match answer {
        ClosingAnswer::Stay => return,
        ClosingAnswer::KeepRunning => WhenClosed::KeepRunning,
        ClosingAnswer::Quit => WhenClosed::Quit,
    };
    if remember {
        choose(app, chosen);
    }
    let is_hidden = chosen == WhenClosed::KeepRunning
        && way_back::find(app.state::<Tray>().is_there()) != WayBack::None
        && app
            .get_webview_window(MAIN)
            .is_some_and(|window| hide(&window));
    if !is_hidden {
        quit(app);
    }
}

/// Keeps what the person has chosen for good.
pub(crate) fn choose<R: Runtime>(app: &AppHandle<R>, chosen: WhenClosed) {
    app.state::<LastTime>()
        .keep(|kept| kept.when_closed = Some(chosen));
}

/// Ends the program.
pub(crate) fn quit<R: Runtime>(app: &AppHandle<R>) {
    keep_size(app);
    app.exit(0);
}

/// Keeps what the window is like for the next start.
pub(crate) fn keep_size<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN)
        && let Err(error) = room::keep(&window)
    {
        tracing::warn!(%error, "the size of the window is not known");
    }
}

/// Whether the window is hidden now.
fn hide<R: Runtime>(window: &WebviewWindow<R>) -> bool {
    match window.hide() {
        Ok(()) => true,
        Err(error) => {
            tracing::warn!(%error, "the window could not be hidden");
            false
        }
    }
}

fn keeps_in_step<R: Runtime>(app: &AppHandle<R>) -> bool {
    let Ok(core) = app.state::<Core>().get() else {
        return false;
    };
    async_runtime::block_on(has_notion(&core))
}

/// Whether there is a workspace in Notion that is synced; the sample never changes.
async fn has_notion(core: &Keepsake) -> bool {
    let connections = core.connections().await.unwrap_or_default();
    connections.iter().any(|connection| {
        connection.kind != ConnectionKind::Sample && connection.state != ConnectionState::Stopped
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const WAYS: [WayBack; 3] = [WayBack::Icon, WayBack::SecondStart, WayBack::None];
    const PAGES: [Page; 3] = [Page::Listens, Page::Deaf, Page::Asked];
    const CHOICES: [Option<WhenClosed>; 3] =
        [None, Some(WhenClosed::KeepRunning), Some(WhenClosed::Quit)];

    #[test]
    fn closing_asks_hides_or_quits() {
        use WhenClosed::{KeepRunning, Quit};
        for (way, chosen, page, closing) in [
            (WayBack::Icon, None, Page::Listens, Closing::Ask),
            (WayBack::Icon, None, Page::Deaf, Closing::Quit),
            (WayBack::Icon, None, Page::Asked, Closing::Quit),
            (
                WayBack::Icon,
                Some(KeepRunning),
                Page::Listens,
                Closing::Hide,
            ),
            (WayBack::Icon, Some(KeepRunning), Page::Deaf, Closing::Hide),
            (WayBack::Icon, Some(Quit), Page::Listens, Closing::Quit),
            (WayBack::SecondStart, None, Page::Listens, Closing::Quit),
            (
                WayBack::SecondStart,
                Some(KeepRunning),
                Page::Listens,
                Closing::Hide,
            ),
            (
                WayBack::SecondStart,
                Some(Quit),
                Page::Listens,
                Closing::Quit,
            ),
        ] {
            assert_eq!(
                decide(way, chosen, true, page),
                closing,
                "{way:?}, {chosen:?}, {page:?}"
            );
        }
    }

    #[test]
    fn a_window_that_nothing_could_bring_back_is_never_hidden() {
        for (chosen, page) in pairs(CHOICES, PAGES) {
            assert_eq!(decide(WayBack::None, chosen, true, page), Closing::Quit);
        }
    }

    #[test]
    fn where_nothing_is_kept_in_step_closing_is_the_end() {
        for way in WAYS {
            for (chosen, page) in pairs(CHOICES, PAGES) {
                assert_eq!(decide(way, chosen, false, page), Closing::Quit);
            }
        }
    }

    #[test]
    fn nothing_goes_on_in_the_background_unless_it_was_chosen() {
        for way in WAYS {
            for page in PAGES {
                assert_ne!(decide(way, None, true, page), Closing::Hide);
            }
        }
    }

    fn pairs<A: Copy, B: Copy>(one: [A; 3], other: [B; 3]) -> Vec<(A, B)> {
        one.iter()
            .flat_map(|&a| other.iter().map(move |&b| (a, b)))
            .collect()
    }
}
