//! How large the window is: the first run is one sheet, search and reader need more room.
//!
//! The rules it protects: a window that a person has drawn is never resized, and none is larger than its screen.

use tauri::{AppHandle, LogicalSize, Manager, Monitor, PhysicalPosition, Runtime, WebviewWindow};

use crate::last_time::{LastTime, Size};
use crate::window::MAIN;

/// The first run (ux C.3).
pub(crate) const SHEET: Size = Size {
    width: 880.0,
    height: 640.0,
};
/// Search and reader, as they are drawn.
pub(crate) const LIBRARY: Size = Size {
    width: 1100.0,
    height: 720.0,
};
/// Below this nothing is laid out.
pub(crate) const SMALLEST: Size = Size {
    width: 640.0,
    height: 480.0,
};
/// Pixels that the frame and the bars of a desktop may take from a screen.
const FRAME: f64 = 64.0;
/// How far a size may be from another to count as the same: frames and scales round.
const ABOUT: f64 = 4.0;

/// Whether search and reader have been given their room, so that the size is worth keeping.
pub(crate) struct Roomy(pub(crate) std::sync::atomic::AtomicBool);

/// The size to open with: that of the last time once the first run is over, never more than the screen has.
pub(crate) fn at_start(is_set_up: bool, last: Option<Size>, screen: Option<Size>) -> Size {
    if !is_set_up {
        return SHEET;
    }
    within(last.unwrap_or(LIBRARY), screen)
}

/// Gives search and reader their room, unless the person has drawn the window already.
pub(crate) fn make<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let Some(window) = app.get_webview_window(MAIN) else {
        return Ok(());
    };
    app.state::<Roomy>()
        .0
        .store(true, std::sync::atomic::Ordering::Relaxed);
    if window.is_maximized()? || window.is_fullscreen()? || !is_about(inner(&window)?, SHEET) {
        return Ok(());
    }
    let monitor = window.current_monitor()?;
    let size = within(LIBRARY, monitor.as_ref().map(logical));
    window.set_size(LogicalSize::new(size.width, size.height))?;
    if let Some(monitor) = monitor {
        let (at, to) = (window.outer_position()?, window.outer_size()?);
        let place = inside(
            (at.x, at.y),
            (to.width, to.height),
            (monitor.position().x, monitor.position().y),
            (monitor.size().width, monitor.size().height),
        );
        if place != (at.x, at.y) {
            window.set_position(PhysicalPosition::new(place.0, place.1))?;
        }
    }
    Ok(())
}

/// Remembers the size for the next start.
pub(crate) fn keep<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    let app = window.app_handle();
    if !app
        .state::<Roomy>()
        .0
        .load(std::sync::atomic::Ordering::Relaxed)
    {
        return Ok(());
    }
    let maximized = window.is_maximized()?;
    let size = inner(window)?;
    app.state::<LastTime>().keep(|kept| {
        kept.maximized = maximized;
        if !maximized {
            kept.size = Some(size);
        }
    });
    Ok(())
}

fn inner<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<Size> {
    let size: LogicalSize<f64> = window.inner_size()?.to_logical(window.scale_factor()?);
    Ok(Size {
        width: size.width,
        height: size.height,
    })
}

/// The size of a screen in logical pixels.
pub(crate) fn logical(monitor: &Monitor) -> Size {
    let size: LogicalSize<f64> = monitor.size().to_logical(monitor.scale_factor());
    Size {
        width: size.width,
        height: size.height,
    }
}

fn within(wanted: Size, screen: Option<Size>) -> Size {
    let Some(screen) = screen else { return wanted };
    Size {
        width: wanted.width.min(screen.width).max(SMALLEST.width),
        height: wanted
            .height
            .min(screen.height - FRAME)
            .max(SMALLEST.height),
    }
}

fn is_about(one: Size, other: Size) -> bool {
    (one.width - other.width).abs() < ABOUT && (one.height - other.height).abs() < ABOUT
}

/// Where a window of this size has to stand to lie inside a screen, as near as possible to where it stands.
fn inside(
    (x, y): (i32, i32),
    (width, height): (u32, u32),
    (left, top): (i32, i32),
    (screen_width, screen_height): (u32, u32),
) -> (i32, i32) {
    let fit = |at: i32, size: u32, from: i32, room: u32| {
        let last = i64::from(from) + i64::from(room) - i64::from(size);
        let place = i64::from(at).min(last).max(i64::from(from));
        i32::try_from(place).unwrap_or(at)
    };
    (
        fit(x, width, left, screen_width),
        fit(y, height, top, screen_height),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(width: f64, height: f64) -> Size {
        Size { width, height }
    }

    #[test]
    fn the_first_run_is_one_sheet_whatever_was_before() {
        assert_eq!(at_start(false, Some(size(1500.0, 900.0)), None), SHEET);
    }

    #[test]
    fn the_library_opens_as_it_was_left_and_never_larger_than_the_screen() {
        let screen = Some(size(1280.0, 800.0));
        assert_eq!(at_start(true, None, screen), LIBRARY);
        assert_eq!(
            at_start(true, Some(size(900.0, 700.0)), screen),
            size(900.0, 700.0)
        );
        assert_eq!(
            at_start(true, Some(size(2000.0, 1400.0)), screen),
            size(1280.0, 736.0)
        );
        assert_eq!(at_start(true, Some(size(10.0, 10.0)), screen), SMALLEST);
        assert_eq!(
            at_start(true, None, Some(size(1024.0, 600.0))),
            size(1024.0, 536.0)
        );
    }

    #[test]
    fn a_window_that_grew_is_moved_back_onto_its_screen() {
        let place = |at| inside(at, (1100, 720), (0, 0), (1920, 1080));
        assert_eq!(place((100, 50)), (100, 50));
        assert_eq!(place((1200, 600)), (820, 360));
        assert_eq!(
            inside((2000, 0), (1100, 720), (1920, 0), (1024, 600)),
            (1920, 0)
        );
    }
}
