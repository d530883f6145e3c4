//! Signing in through the system's browser.
//!
//! One sign-in is under way at a time. Who comes back is believed or not by the core; here is only how it gets there: the
//! browser is opened, the wait can be called off, and what was pasted is handed on.

use std::sync::{Arc, Mutex, PoisonError};

use keepsake_app::dto::Connection;
use keepsake_app::{AppError, ErrorCode, OAuthCredentials, SignIn, SignInWay};
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::ipc::Channel;
use tauri::{AppHandle, State, async_runtime};
use tokio::sync::Notify;

use crate::arrivals::{RefusedLink, RefusedLinks};
use crate::core::Core;
use crate::{links, scheme, window};

/// The sign-in that was begun and is not waited for yet, and how its wait is called off.
#[derive(Default)]
pub(crate) struct Begun {
    sign_in: Mutex<Option<SignIn>>,
    called_off: Arc<Notify>,
}

impl Begun {
    fn replace(&self, sign_in: Option<SignIn>) -> Option<SignIn> {
        let mut begun = self.sign_in.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *begun, sign_in)
    }
}

/// An OAuth connection of the person's own.
#[derive(Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnClient {
    client_id: String,
    client_secret: String,
}

/// A sign-in that waits for the browser.
#[derive(Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SignInBegun {
    /// Where the person says yes. It is part of the sign-in and belongs to nobody else.
    address: String,
    /// Whether the system took it for its browser.
    is_opened: bool,
}

/// Whether this build or the settings name a service to sign in through, so that nothing has to be typed.
#[tauri::command]
#[specta::specta]
pub(crate) fn has_sign_in_service(core: State<'_, Core>) -> Result<bool, AppError> {
    Ok(core.get()?.has_broker())
}

/// Begins a sign-in and opens the browser; without a client it goes through the service.
#[tauri::command]
#[specta::specta]
pub(crate) async fn begin_sign_in(
    core: State<'_, Core>,
    begun: State<'_, Begun>,
    client: Option<OwnClient>,
) -> Result<SignInBegun, AppError> {
    let way = match client {
        Some(client) => SignInWay::Own(OAuthCredentials {
            client_id: client.client_id,
            client_secret: client.client_secret.into(),
        }),
        None => SignInWay::Broker {
            // Unknown is no: then the browser comes back to a port.
            link_leads_here: async_runtime::spawn_blocking(scheme::leads_here)
                .await
                .unwrap_or(false),
        },
    };
    begun.called_off.notify_waiters();
    drop(begun.replace(None));
    let sign_in = core.get()?.begin_sign_in(way).await?;
    let address = sign_in.address().to_owned();
    begun.replace(Some(sign_in));
    let is_opened = links::open(&address)
        .inspect_err(|error| tracing::warn!(%error, "the browser could not be opened"))
        .is_ok();
    Ok(SignInBegun { address, is_opened })
}

/// Waits until the person has come back from the browser, and connects.
#[tauri::command]
#[specta::specta]
pub(crate) async fn finish_sign_in(
    app: AppHandle,
    begun: State<'_, Begun>,
) -> Result<Connection, AppError> {
    let called_off = Arc::clone(&begun.called_off);
    let called_off = called_off.notified();
    let sign_in = begun.replace(None);
    let sign_in = sign_in.ok_or_else(|| AppError::new(ErrorCode::Cancelled))?;
    let outcome = tokio::select! {
        outcome = sign_in.finish() => outcome,
        () = called_off => return Err(AppError::new(ErrorCode::Cancelled)),
    };
    window::raise(&app);
    outcome
}

/// Ends the sign-in that is under way, if any.
#[tauri::command]
#[specta::specta]
pub(crate) fn cancel_sign_in(begun: State<'_, Begun>) {
    begun.called_off.notify_waiters();
    drop(begun.replace(None));
}

/// Takes what a person copied out of the browser: its last address, or the code of the service's page.
#[tauri::command]
#[specta::specta]
pub(crate) fn paste_sign_in(core: State<'_, Core>, text: String) -> Result<(), AppError> {
    Ok(core.get()?.came_back_by_hand(&text)?)
}

/// Tells the window of every link into the program that is refused, and of the one it was started with.
#[tauri::command]
#[specta::specta]
pub(crate) fn watch_refused_links(
    refused: State<'_, RefusedLinks>,
    on_refused: Channel<RefusedLink>,
) {
    refused.tell(on_refused);
}
