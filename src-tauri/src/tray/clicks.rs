//! What a click in the menu does: one call into the core, or a word to the page.

use keepsake_app::dto::Connection;
use keepsake_app::{AppError, Keepsake};
use tauri::tray::{MouseButton, MouseButtonState, TrayIconEvent};
use tauri::{AppHandle, Manager, Runtime, async_runtime};
use time::format_description::well_known::Rfc3339;
use time::{Duration, OffsetDateTime};

use super::menu::Deed;
use super::{Tray, asked, now, times};
use crate::core::Core;
use crate::wishes::{Wish, Wishes};
use crate::{closing, updates, window};

/// The icon itself was clicked: the left button opens the window where it does not open the menu.
pub(super) fn on_icon<R: Runtime>(app: &AppHandle<R>, event: &TrayIconEvent) {
    let opens = matches!(
        event,
        TrayIconEvent::Click {
            button: MouseButton::Left,
            button_state: MouseButtonState::Up,
            ..
        }
    );
    if opens && !cfg!(target_os = "macos") {
        window::raise(app);
    }
}

/// An entry was clicked.
pub(super) fn on_entry<R: Runtime>(app: &AppHandle<R>, id: &str) {
    let Some(deed) = Deed::of(id) else {
        return;
    };
    match deed {
        Deed::Quit => closing::quit(app),
        Deed::Restart => updates::restart(app),
        Deed::Open => window::raise(app),
        Deed::Search => open_at(app, Wish::Search),
        Deed::Settings => open_at(app, Wish::Settings),
        _ => {
            let app = app.clone();
            async_runtime::spawn(async move {
                if let Err(error) = carry_out(&app, deed).await {
                    tracing::warn!(%error, entry = deed.id(), "what was clicked could not be done");
                }
                app.state::<Tray>().look_again();
            });
        }
    }
}

async fn carry_out<R: Runtime>(app: &AppHandle<R>, deed: Deed) -> Result<(), AppError> {
    let core = app.state::<Core>().get()?;
    match deed {
        Deed::Sync => sync(&core).await,
        Deed::PauseHour => pause(&core, Some(now(&core) + Duration::HOUR)).await,
        Deed::PauseTomorrow => pause(&core, Some(times::tomorrow(now(&core)))).await,
        Deed::PauseResumed => pause(&core, None).await,
        Deed::Resume => core.resume_syncing().await,
        Deed::Decide => {
            if let Some(connection) = asked::undecided(&core).await? {
                open_at(app, Wish::Decide { connection });
            }
            Ok(())
        }
        Deed::Reconnect => connect_again(app, &core, asked::needs_key).await,
        Deed::ConnectAgain => connect_again(app, &core, asked::is_stopped).await,
        Deed::Say
        | Deed::Search
        | Deed::Open
        | Deed::Settings
        | Deed::Pause
        | Deed::Restart
        | Deed::Quit => Ok(()),
    }
}

async fn sync(core: &Keepsake) -> Result<(), AppError> {
    for connection in core.connections().await? {
        if asked::is_synced(&connection) {
            core.sync_now(&connection.id).await?;
        }
    }
    Ok(())
}

/// Asks in the window for the key of the first workspace that is such a one.
async fn connect_again<R: Runtime>(
    app: &AppHandle<R>,
    core: &Keepsake,
    is_it: fn(&Connection) -> bool,
) -> Result<(), AppError> {
    let connections = core.connections().await?;
    if let Some(one) = connections.into_iter().find(is_it) {
        open_at(app, Wish::Reconnect { connection: one.id });
    }
    Ok(())
}

async fn pause(core: &Keepsake, until: Option<OffsetDateTime>) -> Result<(), AppError> {
    let until = until
        .map(|moment| moment.format(&Rfc3339))
        .transpose()
        .map_err(AppError::internal)?;
    core.pause_syncing(until.as_deref()).await
}

fn open_at<R: Runtime>(app: &AppHandle<R>, wish: Wish) {
    app.state::<Wishes>().tell(wish);
    window::raise(app);
}
