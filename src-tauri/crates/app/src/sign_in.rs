//! Signing in to Notion in the person's own browser.
//!
//! One sign-in is under way at a time: [`Keepsake::begin_sign_in`] says where to go, [`SignIn::finish`] waits for whoever
//! comes back: to a port on this computer, by a `keepsake:` link that the system hands over ([`Keepsake::came_back`]), or by
//! what a person pastes ([`Keepsake::came_back_by_hand`]). Leaves out opening the browser and the exchange ([`Keepsake::connect_authorized`]). The rule
//! it protects: whoever comes back is believed once, and only by [`attempt`].

pub mod attempt;
mod loopback;

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use keepsake_notion::{BrokerSignIn, OAuthCredentials};
use secrecy::SecretString;
use tokio::sync::{oneshot, watch};

use crate::connect::{Authorized, clean_token};
use crate::dto;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::secrets::{random, random_word};
use crate::settings::Broker;
use attempt::{Attempt, Brings, Refusal, Route, come_back, pasted};
use loopback::Loopback;

pub use attempt::LIFETIME;
pub use loopback::PORTS;

/// Where a broker sends a browser that cannot come back to a port. Only an installed Keepsake is asked by the system to open
/// it, but any program may have registered it: what it brings is worth nothing without the verifier of the sign-in.
pub const LINK: &str = "keepsake://oauth/callback";

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

/// Through whose connection a person signs in.
#[derive(Debug, Clone)]
pub enum SignInWay {
    /// Their own, with its id and secret.
    Own(OAuthCredentials),
    /// The broker's that the settings name. With `link_leads_here` the browser comes back by [`LINK`], because the system
    /// opens such links with this program; otherwise to a port of this computer, as long as one is free.
    Broker {
        /// Whether this program is the one that the system opens links with.
        link_leads_here: bool,
    },
}

/// Who buys the tokens with what comes back.
#[derive(Debug)]
enum Buyer {
    Own {
        client: OAuthCredentials,
        redirect_uri: String,
    },
    Broker {
        broker: Broker,
        sign_in: BrokerSignIn,
    },
}

/// A sign-in that was begun. It ends when this is dropped.
#[derive(Debug)]
pub struct SignIn {
    address: String,
    buyer: Buyer,
    loopback: Option<Loopback>,
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
    /// Begins to sign in. A sign-in that was under way before is over.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when the id is none, when the settings name no broker, or when other programs hold
    /// every port of [`PORTS`] and there is no other way back; when there is no place to keep what the sign-in gives.
    pub async fn begin_sign_in(&self, way: SignInWay) -> Result<SignIn, AppError> {
        let prepared = match way {
            SignInWay::Own(client) => own(client).await?,
            SignInWay::Broker { link_leads_here } => {
                let broker = self.inner.settings.broker.clone();
                let broker = broker.ok_or_else(|| AppError::invalid("no_broker"))?;
                through(broker, link_leads_here).await?
            }
        };
        self.inner.keys.open().await?;
        let Prepared {
            state,
            client_id,
            route,
            buyer,
            loopback,
        } = prepared;
        let attempt = Attempt::new(state, route, self.inner.ports.clock.elapsed());
        let address = attempt
            .address(&self.inner.settings.notion_url, &client_id)
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
            buyer,
            loopback,
            came,
            under_way: UnderWay {
                core: self.clone(),
                number,
            },
        })
    }

    /// Whether there is a broker to sign in through.
    #[must_use]
    pub fn has_broker(&self) -> bool {
        self.inner.settings.broker.is_some()
    }

    /// Takes the address that the browser was sent back to, where it arrived by itself.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn came_back(&self, address: &str) -> Result<(), Refusal> {
        self.take(address, come_back)
    }

    /// Takes what a person pasted: the address the browser was sent back to, or the code that a broker's page shows.
    ///
    /// # Errors
    /// Why it is not believed.
    pub fn came_back_by_hand(&self, text: &str) -> Result<(), Refusal> {
        self.take(text, pasted)
    }

    fn take(
        &self,
        text: &str,
        read: impl Fn(Option<&mut Attempt>, &str, Duration) -> Result<SecretString, Refusal>,
    ) -> Result<(), Refusal> {
        let mut pending = self.inner.sign_ins.lock();
        let elapsed = self.inner.ports.clock.elapsed();
        let attempt = pending.as_mut().map(|pending| &mut pending.attempt);
        let (answer, told) = match read(attempt, text, elapsed) {
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
    /// Believes nobody who comes back from one that is under way.
    pub(crate) fn forget(&self) {
        *self.lock() = None;
    }

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
            buyer,
            loopback,
            came,
            under_way,
            ..
        } = self;
        let core = under_way.core.clone();
        let clock = &core.inner.ports.clock;
        let (end, ended) = watch::channel(false);
        let serving = async {
            match loopback {
                Some(loopback) => loopback.serve(core.clone(), ended).await,
                None => std::future::pending().await,
            }
        };
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
        let brought = told.map_err(|_| AppError::new(ErrorCode::Cancelled))??;
        core.connect_authorized(match buyer {
            Buyer::Own {
                client,
                redirect_uri,
            } => Authorized::Code {
                code: brought,
                redirect_uri,
                client,
            },
            Buyer::Broker { broker, sign_in } => Authorized::Pickup {
                pickup: brought,
                sign_in,
                broker: broker.url,
            },
        })
        .await
    }
}

/// What a sign-in is begun with.
struct Prepared {
    state: SecretString,
    client_id: String,
    route: Route,
    buyer: Buyer,
    loopback: Option<Loopback>,
}

async fn own(client: OAuthCredentials) -> Result<Prepared, AppError> {
    let client_id = client.client_id.trim().to_owned();
    if client_id.is_empty() {
        return Err(AppError::invalid("empty_client_id"));
    }
    let client = OAuthCredentials {
        client_id: client_id.clone(),
        client_secret: clean_token(&client.client_secret)?,
    };
    let loopback = Loopback::take().await?;
    let place = loopback.place().clone();
    Ok(Prepared {
        state: random_word()?,
        client_id,
        buyer: Buyer::Own {
            client,
            redirect_uri: place.to_string(),
        },
        route: Route {
            redirect: place.clone(),
            end: place,
            brings: Brings::Code,
        },
        loopback: Some(loopback),
    })
}

async fn through(broker: Broker, link_leads_here: bool) -> Result<Prepared, AppError> {
    let loopback = match link_leads_here {
        true => None,
        // The broker's page shows the code to be copied, so there is a way back without any port.
        false => Loopback::take().await.ok(),
    };
    let port = loopback.as_ref().map(Loopback::port);
    let sign_in = BrokerSignIn::new(&random()?, &random()?, port);
    let end = match &loopback {
        Some(loopback) => loopback.place().clone(),
        None => LINK.parse().map_err(AppError::internal)?,
    };
    Ok(Prepared {
        state: sign_in.state().clone(),
        client_id: broker.client_id.clone(),
        route: Route {
            redirect: broker.url.join("/callback").map_err(AppError::internal)?,
            end,
            brings: Brings::Pickup,
        },
        buyer: Buyer::Broker { broker, sign_in },
        loopback,
    })
}
