//! How far an import is, where the desktop shows it: on the program's place in the taskbar or the dock.
//!
//! Leaves out everything but imports: what nobody waits for is not worth a bar. The rule it protects: what is over is taken
//! away, and a desktop without such a place is no error.

use std::time::Duration;

use keepsake_app::dto::{Status, StatusState};
use tauri::window::{ProgressBarState, ProgressBarStatus};
use tauri::{AppHandle, Manager, Runtime, async_runtime};

use crate::core::Core;
use crate::window::MAIN;

/// Between two looks.
const APART: Duration = Duration::from_secs(2);

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bar {
    None,
    /// It goes on: so many of a hundred.
    Going(u64),
    /// It waits for Notion or the network.
    Waiting(u64),
}

/// Shows it for as long as the program runs.
pub(crate) fn keep_shown<R: Runtime>(app: &AppHandle<R>) {
    let Ok(mut core) = app.state::<Core>().get() else {
        return;
    };
    let app = app.clone();
    async_runtime::spawn(async move {
        let mut shown = Bar::None;
        let mut writes = core.writes();
        loop {
            if app.state::<Core>().follow(&mut core) {
                writes = core.writes();
            }
            if let Ok(status) = core.status().await {
                let now = bar(&status, shown);
                if now != shown {
                    show(&app, now);
                    shown = now;
                }
            }
            core.wait(APART).await;
            if shown == Bar::None {
                // An import writes all the time; where nothing is written, none has begun.
                core.until_written(&mut writes).await;
            }
        }
    });
}

/// What there is to show. An import that waits keeps its bar; waiting for anything else has none.
fn bar(status: &Status, before: Bar) -> Bar {
    let share = || match u64::from(status.known) {
        0 => 0,
        known => (u64::from(status.finished) * 100 / known).min(100),
    };
    match (status.state, before) {
        (StatusState::Importing, _) => Bar::Going(share()),
        (
            StatusState::Waiting
            | StatusState::Offline
            | StatusState::NotionTrouble
            | StatusState::LittleSpace,
            Bar::Going(_) | Bar::Waiting(_),
        ) if status.known > 0 => Bar::Waiting(share()),
        _ => Bar::None,
    }
}

fn show<R: Runtime>(app: &AppHandle<R>, bar: Bar) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let (status, progress) = match bar {
        Bar::None => (ProgressBarStatus::None, None),
        Bar::Going(share) => (ProgressBarStatus::Normal, Some(share)),
        Bar::Waiting(share) => (ProgressBarStatus::Paused, Some(share)),
    };
    let shown = window.set_progress_bar(ProgressBarState {
        status: Some(status),
        progress,
    });
    if let Err(error) = shown {
        tracing::debug!(%error, "the desktop shows no progress");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(state: StatusState, finished: u32, known: u32) -> Status {
        Status {
            state,
            pages: 0,
            last_sync: None,
            finished,
            known,
            eta_seconds: None,
            finding: false,
            held: false,
            held_until: None,
            free_megabytes: None,
            looking: None,
        }
    }

    #[test]
    fn only_an_import_has_a_bar_and_one_that_waits_keeps_it() {
        use StatusState::{Importing, LittleSpace, Offline, Syncing, UpToDate, Waiting};
        let table = [
            ("nothing runs", UpToDate, 0, 0, Bar::None, Bar::None),
            ("a look by the clock", Syncing, 3, 12, Bar::None, Bar::None),
            (
                "pages are being found",
                Importing,
                0,
                0,
                Bar::None,
                Bar::Going(0),
            ),
            (
                "under way",
                Importing,
                212,
                1_284,
                Bar::Going(0),
                Bar::Going(16),
            ),
            (
                "Notion asked to wait",
                Waiting,
                212,
                1_284,
                Bar::Going(16),
                Bar::Waiting(16),
            ),
            (
                "the disk is nearly full",
                LittleSpace,
                212,
                1_284,
                Bar::Waiting(16),
                Bar::Waiting(16),
            ),
            (
                "the network is gone",
                Offline,
                212,
                1_284,
                Bar::Waiting(16),
                Bar::Waiting(16),
            ),
            ("a sync waits", Waiting, 3, 12, Bar::None, Bar::None),
            ("it is over", UpToDate, 0, 0, Bar::Going(100), Bar::None),
            (
                "offline afterwards",
                Offline,
                0,
                0,
                Bar::Going(100),
                Bar::None,
            ),
        ];
        for (name, state, finished, known, before, expected) in table {
            assert_eq!(
                bar(&status(state, finished, known), before),
                expected,
                "{name}"
            );
        }
    }
}
