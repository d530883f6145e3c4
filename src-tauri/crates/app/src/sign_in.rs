//! Signing in to Notion in the person's own browser.
//!
//! One sign-in is under way at a time: [`Keepsake::begin_sign_in`] says where to go, [`SignIn::finish`] waits for whoever
//! comes back: to a port on this computer, or by an address that a person pastes or the system hands over
//! ([`Keepsake::came_back`]). Leaves out opening the browser and the exchange ([`Keepsake::connect_authorized`]). The rule
//! it protects: whoever comes back is believed once, and only by [`attempt`].

pub mod attempt;
mod loopback;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use keepsake_notion::OAuthCredentials;
use secrecy::SecretString;
use tokio::sync::{oneshot, watch};

use crate::connect::{Authorized, clean_token};
use crate::dto;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::secrets::random_word;
use attempt::{Attempt, Refusal, come_back};
use loopback::Loopback;

pub use attempt::LIFETIME;
pub use loopback::PORTS;

/// How long a browser may take to fetch the page that tells it to close.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// The sign-in that is under way, if any.
#[derive(Default)]
pub(crate) struct SignIns {
    pending: Mutex<Option<Pending>>,
}

struct Pending {
    number: u64,
    attempt: Attempt,
    /// Hears once what came of it.
    hears: Option<oneshot::Sender<Result<SecretString, Refusal>>>,
}

/// A sign-in that was begun. It ends when this is dropped.
#[derive(Debug)]
pub struct SignIn {
    address: String,
    client: OAuthCredentials,
    loopback: Loopback,
    came: oneshot::Receiver<Result<SecretString, Refusal>>,
    under_way: UnderWay,
}

/// Ends a sign-in when it is dropped, unless another one has taken its place.
struct UnderWay {
    core: Keepsake,
    number: u64,
}

impl std::fmt::Debug for UnderWay {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("UnderWay").finish_non_exhaustive()
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let mut pending = self.core.inner.sign_ins.lock();
        if pending
            .as_ref()
            .is_some_and(|pending| pending.number == self.number)
        {
            *pending = None;
        }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        let error = Self::invalid(refusal.as_str());
        match refusal {
            Refusal::Notion(reason) => error.with("reason", reason),
            _ => error,
        }
    }
}

impl Keepsake {
    /// Begins to sign in with the id and secret of an OAuth connection of the person's own. One that was under way before
    /// is over.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when the id is none, or when other programs hold every port of [`PORTS`]; when
    /// there is no place to keep what the sign-in gives.
    pub async fn begin_sign_in(&self, client: OAuthCredentials) -> Result<SignIn, AppError> {
        if client.client_id.trim().is_empty() {
            return Err(AppError::invalid("empty_client_id"));
        }
        let client = OAuthCredentials {
            client_id: client.client_id.trim().to_owned(),
            client_secret: clean_token(&client.client_secret)?,
        };
        self.inner.keys.open().await?;
        let loopback = Loopback::take().await?;
        let attempt = Attempt::new(
            random_word()?,
            loopback.redirect().clone(),
            self.inner.ports.clock.elapsed(),
        );
        let address = attempt
            .address(&self.inner.settings.notion_url, &client.client_id)
            .map_err(AppError::internal)?;
        let number = self.inner.ports.randomness.next_u64();
        let (hears, came) = oneshot::channel();
        *self.inner.sign_ins.lock() = Some(Pending {
            number,
            attempt,
            hears: Some(hears),
        });
        tracing::info!("a sign-in was begun");
        Ok(SignIn {
            address: address.into(),
            client,
            loopback,
            came,
            under_way: UnderWay {
                core: self.clone(),
                number,
            },
        })
    }

    /// Takes the address that the browser was sent back to, wherever it arrived.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn came_back(&self, address: &str) -> Result<(), Refusal> {
        let mut pending = self.inner.sign_ins.lock();
        let elapsed = self.inner.ports.clock.elapsed();
        let attempt = pending.as_mut().map(|pending| &mut pending.attempt);
        let (answer, told) = match come_back(attempt, address, elapsed) {
            Ok(code) => (Ok(()), Some(Ok(code))),
            Err(refusal) if refusal.ends() => (Err(refusal.clone()), Some(Err(refusal))),
            Err(refusal) => (Err(refusal), None),
        };
        let hears = pending
            .as_mut()
            .and_then(|pending| told.is_some().then(|| pending.hears.take()).flatten());
        if let (Some(hears), Some(told)) = (hears, told) {
            // Whoever has stopped waiting has cancelled.
            let _ = hears.send(told);
        }
        answer
    }
}

impl SignIns {
    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Pending>> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SignIn {
    /// Where the person says yes, in a browser. It holds the state of this sign-in and belongs to nobody else.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Waits until the person has come back, and connects.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when the person said no or took longer than [`LIFETIME`];
    /// [`crate::ErrorCode::TokenRefused`] when Notion does not accept the code or the secret.
    pub async fn finish(self) -> Result<dto::Connection, AppError> {
        let Self {
            client,
            loopback,
            came,
            under_way,
            ..
        } = self;
        let core = under_way.core.clone();
        let redirect_uri = loopback.redirect().to_string();
        let clock = &core.inner.ports.clock;
        let (end, ended) = watch::channel(false);
        let serving = loopback.serve(core.clone(), ended);
        tokio::pin!(serving);
        let told = tokio::select! {
            told = came => told,
            served = &mut serving => {
                return Err(match served {
                    Ok(()) => AppError::internal("nobody can come back any more"),
                    Err(error) => AppError::internal(error),
                });
            }
            () = clock.sleep(LIFETIME) => return Err(Refusal::Expired.into()),
        };
        end.send_replace(true);
        // The page that says so reaches the browser before the place closes.
        tokio::select! {
            _ = serving => {}
            () = clock.sleep(LAST_WORDS) => {}
        }
        // Whoever begins another sign-in ends this one.
        let code = told.map_err(|_| AppError::new(ErrorCode::Cancelled))??;
        core.connect_authorized(Authorized {
            code,
            redirect_uri,
            client,
        })
        .await
    }
}
