//! Starting without the window, as the desktop does when somebody logs in.
//!
//! Leaves out how the window is closed and comes back (`closing`, `way_back`). The rule it protects: a start stays hidden where
//! something can bring the window back that the person knows of: an icon, or a second start where they chose to keep it running.

use std::time::Duration;

use tauri::{AppHandle, Manager, Runtime};

use crate::closing::WhenClosed;
use crate::core::Core;
use crate::tray::Tray;
use crate::way_back::WayBack;
use crate::window;

/// How long a panel that starts together with Keepsake may take: two looks for a place for the icon lie in it.
const PATIENCE: Duration = Duration::from_secs(8);

/// What becomes of the window at a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HiddenStart {
    /// It is shown.
    Shown,
    /// It stays hidden.
    Hidden,
    /// It stays hidden if an icon can be put there soon.
    WaitsForPanel,
}

/// What becomes of it where it `shall_be_hidden`, with this way back and what the person said closing means.
pub(crate) const fn decide(
    shall_be_hidden: bool,
    way: WayBack,
    chosen: Option<WhenClosed>,
) -> HiddenStart {
    match (shall_be_hidden, way, chosen) {
        (false, ..) | (_, WayBack::None, _) => HiddenStart::Shown,
        (_, WayBack::Icon, _) | (_, WayBack::SecondStart, Some(WhenClosed::KeepRunning)) => {
            HiddenStart::Hidden
        }
        (_, WayBack::SecondStart, _) => HiddenStart::WaitsForPanel,
    }
}

/// Shows the window where no icon has found its place.
pub(crate) async fn show_without_panel<R: Runtime>(app: AppHandle<R>) {
    if let Ok(core) = app.state::<Core>().get() {
        core.wait(PATIENCE).await;
    }
    if !app.state::<Tray>().is_there() {
        window::raise(&app);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_stays_hidden_where_the_person_knows_what_brings_the_window_back() {
        use HiddenStart::{Hidden, Shown, WaitsForPanel};
        let keep = Some(WhenClosed::KeepRunning);
        for (shall_be_hidden, way, chosen, expected) in [
            (false, WayBack::Icon, keep, Shown),
            (true, WayBack::Icon, None, Hidden),
            (true, WayBack::Icon, Some(WhenClosed::Quit), Hidden),
            (true, WayBack::SecondStart, keep, Hidden),
            (true, WayBack::SecondStart, None, WaitsForPanel),
            (
                true,
                WayBack::SecondStart,
                Some(WhenClosed::Quit),
                WaitsForPanel,
            ),
            (true, WayBack::None, keep, Shown),
        ] {
            let found = decide(shall_be_hidden, way, chosen);
            assert_eq!(found, expected, "{way:?} {chosen:?}");
        }
    }
}
