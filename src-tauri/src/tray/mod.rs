//! The icon that shows while Keepsake runs: its picture, its sentence and its menu (ux C.7).
//!
//! `menu` derives what is shown, `asked` asks the core where things stand, `clicks` carries out what is clicked; here it is put on
//! the desktop. The rules it protects: a desktop without a place for icons is no error, and is tried again; texts are changed
//! in place, because some panels lose a menu that is made anew while it is open.

mod asked;
mod clicks;
mod menu;
mod picture;
mod times;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use keepsake_app::{Keepsake, Language, Words};
use tauri::menu::{Menu, MenuItem, PredefinedMenuItem, Submenu};
use tauri::tray::{TrayIcon, TrayIconBuilder};
use tauri::{AppHandle, Manager, Runtime, Theme};
use time::{OffsetDateTime, UtcOffset};
use tokio::sync::Notify;

use self::menu::{Entry, Line, Shown};
use crate::core::Core;
use crate::updates::Updates;
use crate::way_back;
use crate::window::MAIN;

/// Between two looks at where things stand, and between those for a place for the icon.
const OFTEN: Duration = Duration::from_secs(5);
/// The same where nothing is written, when only how long ago something was changes, and where there still is no place.
const SELDOM: Duration = Duration::from_secs(60);
/// So many looks find no place for the icon before it is looked for seldom: a panel that starts with the desktop is there by then.
const LOOKS_FOR_PANEL: u32 = 12;

/// What the rest of the shell knows of the icon.
pub(crate) struct Tray {
    is_there: AtomicBool,
    changed: Notify,
}

impl Tray {
    /// An icon that is not there yet.
    pub(crate) fn new() -> Self {
        Self {
            is_there: AtomicBool::new(false),
            changed: Notify::new(),
        }
    }

    /// Whether the desktop took the icon.
    pub(crate) fn is_there(&self) -> bool {
        self.is_there.load(Ordering::Relaxed)
    }

    /// What is shown may have changed.
    pub(crate) fn look_again(&self) {
        self.changed.notify_one();
    }
}

/// The words of the language that is spoken now, outside of the page.
pub(crate) fn words<R: Runtime>(app: &AppHandle<R>) -> Arc<Words> {
    match app.state::<Core>().get() {
        Ok(core) => core.words(),
        Err(_) => Arc::new(Words::in_language(Language::of_process())),
    }
}

/// The icon on the desktop and what it shows.
pub(crate) struct Icon<R: Runtime> {
    icon: TrayIcon<R>,
    shown: Shown,
    is_dark: bool,
    handles: Vec<Handle<R>>,
}

/// An entry in the menu of the system.
enum Handle<R: Runtime> {
    Line(MenuItem<R>),
    Choice(Submenu<R>, Vec<MenuItem<R>>),
    Separator(PredefinedMenuItem<R>),
}

/// Puts the icon on the desktop, if there is a place for it and something to say.
pub(crate) async fn begin<R: Runtime>(app: &AppHandle<R>) -> Option<Icon<R>> {
    if !way_back::has_panel() {
        return None;
    }
    let shown = look(app).await?;
    match build(app, shown) {
        Ok(icon) => {
            app.state::<Tray>().is_there.store(true, Ordering::Relaxed);
            Some(icon)
        }
        Err(error) => {
            tracing::info!(%error, "the desktop has no place for an icon");
            None
        }
    }
}

/// Keeps what the icon shows true for as long as the program runs; without one, waits for a place to put it.
pub(crate) async fn keep_shown<R: Runtime>(app: AppHandle<R>, mut icon: Option<Icon<R>>) {
    let tray = app.state::<Tray>();
    let Ok(mut core) = app.state::<Core>().get() else {
        return;
    };
    let mut writes = core.writes();
    let mut without = 0;
    loop {
        if app.state::<Core>().follow(&mut core) {
            writes = core.writes();
        }
        show(&app, &mut icon).await;
        let rest = async {
            if icon.is_none() {
                return core.wait(until_panel_is_looked_for(without)).await;
            }
            core.wait(OFTEN).await;
            tokio::select! {
                () = core.until_written(&mut writes) => {}
                () = core.wait(SELDOM) => {}
            }
        };
        tokio::select! {
            () = tray.changed.notified() => {}
            () = rest => {}
        }
        without += 1;
    }
}

/// How long until a place for the icon is looked for again, after so many looks without one. Asking for it costs a word with the
/// session's bus, and most desktops without one never get one.
const fn until_panel_is_looked_for(without: u32) -> Duration {
    if without < LOOKS_FOR_PANEL {
        OFTEN
    } else {
        SELDOM
    }
}

/// Shows what is true now.
async fn show<R: Runtime>(app: &AppHandle<R>, icon: &mut Option<Icon<R>>) {
    match icon {
        None => *icon = begin(app).await,
        Some(icon) => {
            if let Some(shown) = look(app).await
                && let Err(error) = apply(app, icon, shown)
            {
                tracing::warn!(%error, "the icon shows what was true before");
            }
        }
    }
}

/// What there is to show; nothing without a core.
async fn look<R: Runtime>(app: &AppHandle<R>) -> Option<Shown> {
    let core = app.state::<Core>().get().ok()?;
    let is_updated = app.state::<Updates>().installed().is_some();
    match asked::situation(&core, is_updated).await {
        Ok(situation) => Some(Shown::of(&situation, &core.words(), now(&core))),
        Err(error) => {
            tracing::debug!(%error, "where things stand is not known");
            None
        }
    }
}

/// The present, in the time of this place.
fn now(core: &Keepsake) -> OffsetDateTime {
    let now = core.now();
    now.to_offset(UtcOffset::local_offset_at(now).unwrap_or(UtcOffset::UTC))
}

fn build<R: Runtime>(app: &AppHandle<R>, shown: Shown) -> tauri::Result<Icon<R>> {
    let (menu, handles) = menu_of(app, &shown.entries)?;
    let is_dark = is_dark(app);
    let icon = TrayIconBuilder::with_id("keepsake")
        .icon(picture::of(shown.mark, is_dark)?)
        .icon_as_template(true)
        .menu(&menu)
        .show_menu_on_left_click(cfg!(target_os = "macos"))
        .on_menu_event(|app, event| clicks::on_entry(app, event.id().as_ref()))
        .on_tray_icon_event(|icon, event| clicks::on_icon(icon.app_handle(), &event))
        .build(app)?;
    say(&icon, &shown.sentence)?;
    Ok(Icon {
        icon,
        shown,
        is_dark,
        handles,
    })
}

fn apply<R: Runtime>(app: &AppHandle<R>, icon: &mut Icon<R>, shown: Shown) -> tauri::Result<()> {
    let is_dark = is_dark(app);
    if (shown.mark, is_dark) != (icon.shown.mark, icon.is_dark) {
        icon.icon
            .set_icon_with_as_template(Some(picture::of(shown.mark, is_dark)?), true)?;
    }
    if shown.sentence != icon.shown.sentence {
        say(&icon.icon, &shown.sentence)?;
    }
    if shown.is_like(&icon.shown) {
        for (handle, (entry, before)) in icon
            .handles
            .iter()
            .zip(shown.entries.iter().zip(&icon.shown.entries))
        {
            if entry != before {
                change(handle, entry)?;
            }
        }
    } else {
        let (menu, handles) = menu_of(app, &shown.entries)?;
        icon.icon.set_menu(Some(menu))?;
        icon.handles = handles;
    }
    icon.is_dark = is_dark;
    icon.shown = shown;
    Ok(())
}

/// The sentence where the pointer rests; panels on Linux show the title there, while macOS would write it beside the icon.
fn say<R: Runtime>(icon: &TrayIcon<R>, sentence: &str) -> tauri::Result<()> {
    icon.set_tooltip(Some(sentence))?;
    if cfg!(target_os = "linux") {
        icon.set_title(Some(sentence))?;
    }
    Ok(())
}

fn is_dark<R: Runtime>(app: &AppHandle<R>) -> bool {
    app.get_webview_window(MAIN)
        .is_some_and(|window| window.theme().is_ok_and(|theme| theme == Theme::Dark))
}

fn menu_of<R: Runtime>(
    app: &AppHandle<R>,
    entries: &[Entry],
) -> tauri::Result<(Menu<R>, Vec<Handle<R>>)> {
    let menu = Menu::new(app)?;
    let mut handles = Vec::with_capacity(entries.len());
    for entry in entries {
        let handle = match entry {
            Entry::Line(line) => Handle::Line(item(app, line)?),
            Entry::Choice(line, lines) => {
                let (id, is_enabled) = (line.deed.id(), line.is_enabled);
                let choice = Submenu::with_id(app, id, &line.text, is_enabled)?;
                let items = lines
                    .iter()
                    .map(|line| item(app, line))
                    .collect::<tauri::Result<Vec<_>>>()?;
                for one in &items {
                    choice.append(one)?;
                }
                Handle::Choice(choice, items)
            }
            Entry::Separator => Handle::Separator(PredefinedMenuItem::separator(app)?),
        };
        match &handle {
            Handle::Line(item) => menu.append(item)?,
            Handle::Choice(choice, _) => menu.append(choice)?,
            Handle::Separator(line) => menu.append(line)?,
        }
        handles.push(handle);
    }
    Ok((menu, handles))
}

fn item<R: Runtime>(app: &AppHandle<R>, line: &Line) -> tauri::Result<MenuItem<R>> {
    let (id, is_enabled) = (line.deed.id(), line.is_enabled);
    MenuItem::with_id(app, id, &line.text, is_enabled, None::<&str>)
}

fn change<R: Runtime>(handle: &Handle<R>, entry: &Entry) -> tauri::Result<()> {
    match (handle, entry) {
        (Handle::Line(item), Entry::Line(line)) => change_line(item, line),
        (Handle::Choice(choice, items), Entry::Choice(line, lines)) => {
            choice.set_enabled(line.is_enabled)?;
            for (item, line) in items.iter().zip(lines) {
                change_line(item, line)?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn change_line<R: Runtime>(item: &MenuItem<R>, line: &Line) -> tauri::Result<()> {
    item.set_text(&line.text)?;
    item.set_enabled(line.is_enabled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_for_the_icon_is_looked_for_often_for_a_minute_and_once_a_minute_then() {
        let often: Duration = (0..LOOKS_FOR_PANEL).map(until_panel_is_looked_for).sum();
        assert_eq!(often, Duration::from_secs(60));
        assert_eq!(
            until_panel_is_looked_for(LOOKS_FOR_PANEL),
            Duration::from_secs(60)
        );
    }
}
