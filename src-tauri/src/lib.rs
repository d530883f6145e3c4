//! The desktop shell: a window, the commands it may call, and nothing that could be tested without a window.
//!
//! Everything Keepsake does is in `keepsake-app` and below, where no crate knows Tauri. The shell turns arguments into
//! one call and errors into what crosses to the page. It has no SQL, no HTTP and no rule of its own beyond what the
//! webview may reach.

mod arrivals;
mod attachments;
mod closing;
mod commands;
mod core;
mod first_look;
mod first_view;
mod folders;
mod fonts;
mod hidden_start;
mod ipc;
mod last_time;
mod links;
mod notices;
mod room;
mod scheme;
mod settled;
mod surroundings;
mod taskbar;
mod touches;
mod tray;
mod updates;
#[cfg(test)]
mod walls;
mod way_back;
mod window;
mod wishes;

use std::path::Path;
use std::time::Duration;

use keepsake_app::Language;
use tauri::{AppHandle, Manager, RunEvent, Wry, async_runtime};
use tokio::sync::oneshot;

use crate::arrivals::RefusedLinks;
use crate::closing::Question;
use crate::commands::activity::Hearing;
use crate::commands::backup::Offered;
use crate::commands::sign_in::Begun;
use crate::core::Core;
use crate::first_look::FirstLook;
use crate::first_view::FirstView;
use crate::hidden_start::HiddenStart;
use crate::last_time::LastTime;
use crate::notices::SystemNotices;
use crate::room::Roomy;
use crate::touches::Touches;
use crate::tray::Tray;
use crate::updates::Updates;
use crate::wishes::Wishes;

/// Starts without showing the window, where an icon can bring it back.
const HIDDEN: &str = "--hidden";
/// What waits for the page is begun after this at the latest: a web engine in trouble does not keep anything out of step.
const LONGEST_START: Duration = Duration::from_secs(10);

/// Opens the window and returns when it is closed.
///
/// # Errors
/// When the system has no display or the web engine cannot start.
pub fn run() -> tauri::Result<()> {
    let wish = window::theme_from(std::env::var("KEEPSAKE_THEME").ok().as_deref());
    let language = Language::wished(&|name| std::env::var(name).ok());
    // While the toolkit starts.
    let opening = async_runtime::spawn(Core::open());
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(
            |app, arguments, _folder| {
                if !is_hidden(&arguments) {
                    window::raise(app);
                }
                arrivals::take(app, arguments.iter().map(String::as_str));
            },
        ))
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_updater::Builder::new().build())
        .plugin(tauri_plugin_autostart::Builder::new().arg(HIDDEN).build())
        .register_asynchronous_uri_scheme_protocol(attachments::SCHEME, attachments::serve)
        .invoke_handler(ipc::commands().invoke_handler())
        .setup(move |app| {
            let core = async_runtime::block_on(opening)?;
            let folder = core.folder().map(Path::to_owned);
            let last = LastTime::read(folder.as_deref());
            let kept = last.kept();
            let view = FirstView::of(&core, &kept);
            // The page asks again, and is told what is wrong.
            let view = async_runtime::block_on(view).ok();
            let is_set_up = view.as_ref().is_some_and(FirstView::is_set_up);
            let wish = core.theme().or(wish);
            app.manage(core);
            app.manage(Begun::default());
            app.manage(Offered::default());
            app.manage(Hearing::default());
            app.manage(RefusedLinks::default());
            app.manage(Touches::default());
            app.manage(Updates::new());
            app.manage(last);
            app.manage(Roomy(is_set_up.into()));
            let arguments: Vec<String> = std::env::args().collect();
            let shall_be_hidden = is_hidden(&arguments);
            let icon = run_in_background(app.handle(), shall_be_hidden);
            let has_core = app.state::<Core>().get().is_ok();
            let start = hidden_start::decide(
                shall_be_hidden && has_core,
                way_back::find(icon.is_some()),
                kept.when_closed,
            );
            app.manage(FirstLook::new(start == HiddenStart::Shown));
            let (loaded, is_loaded) = oneshot::channel();
            let opening = window::Opening {
                wish,
                language,
                view: view.as_ref(),
                last: &kept,
                folder: folder.as_deref(),
            };
            window::open(app.handle(), &opening, loaded)?;
            match app.state::<Core>().get() {
                Ok(core) => settled::enlarge(app.handle(), core.settings().text_percent),
                // There is no clock to wait by.
                Err(_) => {
                    first_look::show(app.handle());
                }
            }
            arrivals::take(app.handle(), arguments.iter().map(String::as_str));
            async_runtime::spawn(begin_beside(app.handle().clone(), is_loaded, icon, start));
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        RunEvent::Exit => async_runtime::block_on(app.state::<Core>().close()),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::raise(app),
        // macOS starts no second process for a link.
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            window::raise(app);
            arrivals::take(app, urls.iter().map(tauri::Url::as_str));
        }
        _ => {}
    });
    Ok(())
}

/// Begins what can wait until the page is there, so that nothing takes the processor from what is looked at.
async fn begin_beside(
    app: AppHandle,
    page: oneshot::Receiver<()>,
    icon: Option<tray::Icon<Wry>>,
    start: HiddenStart,
) {
    if let Ok(core) = app.state::<Core>().get() {
        tokio::select! {
            _ = page => {}
            () = core.wait(LONGEST_START) => {
                tracing::warn!("the page is not there; what waited for it begins");
            }
        }
    }
    async_runtime::spawn(first_look::show_anyway(app.clone()));
    if start == HiddenStart::WaitsForPanel {
        async_runtime::spawn(hidden_start::show_without_panel(app.clone()));
    }
    app.state::<Core>().keep_in_step(SystemNotices::new(&app));
    accompany(&app, icon);
}

/// What is done beside the window for as long as the program runs, once there is a core.
fn accompany(app: &AppHandle, icon: Option<tray::Icon<Wry>>) {
    if !app.state::<Core>().is_to_be_accompanied() {
        return;
    }
    async_runtime::spawn(tray::keep_shown(app.clone(), icon));
    async_runtime::spawn(updates::keep_looking(app.clone()));
    surroundings::keep_looked_at(app);
    taskbar::keep_shown(app);
}

/// Goes on with the memory that took the place of another, or of one that could not be opened.
pub(crate) fn go_on(app: &AppHandle) {
    app.state::<Core>().keep_in_step(SystemNotices::new(app));
    accompany(app, None);
}

/// Puts the icon on the desktop where the window is not to be shown; without one the window is.
fn run_in_background(app: &AppHandle, shall_be_hidden: bool) -> Option<tray::Icon<Wry>> {
    app.manage(Tray::new());
    app.manage(Wishes::default());
    app.manage(Question::default());
    shall_be_hidden
        .then(|| async_runtime::block_on(tray::begin(app)))
        .flatten()
}

/// Whether the program was started without a wish for its window, when the computer started.
fn is_hidden(arguments: &[String]) -> bool {
    arguments.iter().any(|argument| argument == HIDDEN)
}

/// Writes the TypeScript side of the commands to a file; needs no display.
///
/// # Errors
/// When a type cannot be expressed or the file cannot be written.
pub fn export_bindings(path: &Path) -> Result<(), specta_typescript::Error> {
    ipc::export(path)
}
