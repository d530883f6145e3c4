//! Exchanging a token that Notion refuses for a new one.
//!
//! Notion does not say how long an access token lives: it is used until a call answers 401, then the refresh token buys
//! the next pair (Notion API reference: Authentication, "Token"). A refresh token works once.
//!
//! One exchange serves everybody: whoever meets the refusal waits for it, whoever comes while it is under way shares its
//! outcome. It runs as a task of its own, because a caller who gives up must not take the answer with him. Before the
//! refresh token goes out it is noted that it does; the new pair is kept before anything uses it; a pair that cannot be
//! kept stays in memory, unused, until it can.
//!
//! What is left open is the moment between Notion's answer and its keeping. A process that ends there has lost the new
//! pair, and nobody can bring it back. The note makes that known: the next refusal is [`RenewalFailure::CutShort`], the
//! person is told what happened, and signing in again mends it.
//!
//! Leaves out where grants are kept ([`GrantStore`]) and signing in. The rules it protects: no token is used before it is
//! kept; a refresh that fails for a passing reason costs a wait and never the connection.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use futures::future::{BoxFuture, FutureExt};
use keepsake_planted::{Bug, is as planted};
use secrecy::{ExposeSecret, SecretString};
use tracing::Instrument as _;

use crate::authorization::without;
use crate::broker::BrokerClient;
use crate::error::{Error, ErrorKind, Failure};
use crate::oauth::{OAuthClient, TokenGrant};
use crate::ports::{GrantStore, GrantStoreError, GrantedTo, KeptGrant, Ports};
use crate::settings::Settings;

/// How long the planted mistake keeps a pair in memory only.
const TOO_LATE: std::time::Duration = std::time::Duration::from_secs(1);

/// The tokens of one connection that was signed in. Clones are the same ones: every client of the connection has to share
/// them, or two would spend one refresh token.
#[derive(Clone)]
pub struct Tokens(Arc<Inner>);

/// Why a token that was refused could not be exchanged for a new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenewalFailure {
    /// Notion could not be asked, or did not answer as it should: a failure of this kind. The refresh token is still there.
    Unanswered(ErrorKind),
    /// The place where tokens are kept could not be read or written. A pair that came stays in memory and is not used.
    NotKept,
    /// Notion refuses the refresh token, and an earlier exchange of it was cut short before its answer was kept: the new pair
    /// is lost and the old one used up.
    CutShort,
    /// Notion refuses the refresh token or the credentials.
    Refused,
}

/// Which of the tokens that were used one after the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Edition(u64);

/// What came of a renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renewed {
    /// There is another token than the one that was refused.
    New,
    /// There is nothing to exchange: the refusal stands.
    Impossible,
}

struct Inner {
    settings: Settings,
    ports: Ports,
    store: Arc<dyn GrantStore>,
    /// Never held over a wait.
    current: Mutex<Current>,
    exchange: tokio::sync::Mutex<Exchanging>,
    /// How many exchanges have come to an end.
    ended: AtomicU64,
}

struct Current {
    access_token: SecretString,
    edition: Edition,
    /// Nothing was loaded yet, or Notion has refused it.
    is_stale: bool,
}

/// What only the one exchange at a time looks at.
#[derive(Default)]
struct Exchanging {
    /// A pair that Notion gave and the store did not take, with the access token it replaces.
    not_kept: Option<(SecretString, KeptGrant)>,
    /// A refresh token that Notion has refused, and how.
    refused: Option<(SecretString, Error)>,
    /// How the last exchange failed, if it did.
    failure: Option<Error>,
}

impl Tokens {
    /// The tokens in `store`. Exchanges go to the origin of `settings`, on a budget of their own, because Notion counts them
    /// for no connection: `ports` needs a send log of its own.
    #[must_use]
    pub fn new(settings: Settings, store: Arc<dyn GrantStore>, ports: Ports) -> Self {
        Self(Arc::new(Inner {
            settings,
            ports,
            store,
            current: Mutex::new(Current {
                access_token: SecretString::default(),
                edition: Edition::default(),
                is_stale: true,
            }),
            exchange: tokio::sync::Mutex::default(),
            ended: AtomicU64::new(0),
        }))
    }

    /// The token to send.
    pub(crate) fn current(&self) -> (SecretString, Edition) {
        let current = self.0.current();
        (current.access_token.clone(), current.edition)
    }

    /// A text without the token, should somebody have echoed it.
    pub(crate) fn scrub(&self, text: String) -> String {
        without(&self.0.current().access_token, text)
    }

    /// Waits until there is a token that is not known to be refused. Where none can be had, the refused one is tried again.
    pub(crate) async fn ready(&self, attempted: &str) -> Result<(), Error> {
        let stale = {
            let current = self.0.current();
            current.is_stale.then_some(current.edition)
        };
        match stale {
            Some(edition) => self.renew(edition, attempted).await.map(|_| ()),
            None => Ok(()),
        }
    }

    /// Sees to it that another token than the refused one is used from now on.
    pub(crate) async fn renew(&self, refused: Edition, attempted: &str) -> Result<Renewed, Error> {
        self.0.gave_up(refused);
        let seen = self.0.ended.load(Ordering::Acquire);
        let work = Arc::clone(&self.0).renew(refused, seen);
        let outcome = match tokio::spawn(work.in_current_span()).await {
            Ok(outcome) => outcome,
            Err(stopped) => match stopped.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(Failure::new(
                    ErrorKind::Transport,
                    "the program is shutting down",
                    attempted,
                )
                .into()),
            },
        };
        outcome.map_err(|error| {
            Error::from(Failure {
                attempted: attempted.to_owned(),
                ..Failure::clone(&error)
            })
        })
    }
}

impl Inner {
    /// In a box, because an exchange is itself a call of a client.
    fn renew(
        self: Arc<Self>,
        refused: Edition,
        seen: u64,
    ) -> BoxFuture<'static, Result<Renewed, Error>> {
        async move {
            let mut exchange = self.exchange.lock().await;
            if self.current().edition != refused {
                return Ok(Renewed::New);
            }
            if self.ended.load(Ordering::Acquire) != seen
                && let Some(failure) = &exchange.failure
            {
                return Err(failure.clone());
            }
            let outcome = self.exchange(&mut exchange).await;
            exchange.failure = outcome.as_ref().err().cloned();
            self.ended.fetch_add(1, Ordering::AcqRel);
            outcome
        }
        .boxed()
    }

    async fn exchange(&self, exchange: &mut Exchanging) -> Result<Renewed, Error> {
        if let Some((replaced, grant)) = exchange.not_kept.take() {
            return self.keep(exchange, replaced, grant).await;
        }
        let kept = self.load().await?;
        let current = self.current().access_token.clone();
        if !same(&kept.access_token, &current) {
            self.use_from_now_on(&kept);
            return Ok(Renewed::New);
        }
        let Some(refresh_token) = kept.refresh_token.clone() else {
            self.current().is_stale = false;
            return Ok(Renewed::Impossible);
        };
        if let Some((token, error)) = &exchange.refused
            && same(token, &refresh_token)
        {
            return Err(error.clone());
        }
        let noted = KeptGrant {
            in_exchange: true,
            ..kept.clone()
        };
        if !kept.in_exchange {
            let noted = self.store.save(&noted).await;
            noted.map_err(|error| not_kept(&error, "nothing was exchanged"))?;
        }
        match self.ask(&kept.client, &refresh_token).await {
            Ok(given) => {
                tracing::info!("the token was renewed");
                self.keep(exchange, kept.access_token.clone(), renewed(given, kept))
                    .await
            }
            Err(error) => {
                let error = error.map_message(|message| without(&refresh_token, message));
                Err(self.failed(exchange, kept, refresh_token, &error).await)
            }
        }
    }

    /// Asks whoever the grant was given to for the next pair.
    async fn ask(
        &self,
        granted_to: &GrantedTo,
        refresh_token: &SecretString,
    ) -> Result<TokenGrant, Error> {
        let ports = self.ports.clone();
        match granted_to {
            GrantedTo::Own(credentials) => {
                let client = OAuthClient::new(&self.settings, credentials.clone(), ports);
                client.refresh(refresh_token).await
            }
            GrantedTo::Broker(origin) => {
                let settings = Settings {
                    base_url: origin.clone(),
                    ..self.settings.clone()
                };
                let client = BrokerClient::new(&settings, ports);
                client.refresh(refresh_token).await
            }
        }
    }

    /// Keeps a pair that Notion gave, and uses it only then. One whose connection was given up meanwhile is not kept.
    async fn keep(
        &self,
        exchange: &mut Exchanging,
        replaced: SecretString,
        grant: KeptGrant,
    ) -> Result<Renewed, Error> {
        if planted(Bug::RotatedTokenSavedAfterUse) {
            self.use_from_now_on(&grant);
            let (clock, store) = (Arc::clone(&self.ports.clock), Arc::clone(&self.store));
            tokio::spawn(async move {
                clock.sleep(TOO_LATE).await;
                let _whether_kept = store.save(&grant).await;
            });
            return Ok(Renewed::New);
        }
        let kept = match self.store.load().await {
            Ok(Some(kept)) if same(&kept.access_token, &replaced) => {
                self.store.save(&grant).await.map(|()| grant.clone())
            }
            // The person has signed in again meanwhile.
            Ok(Some(newer)) => Ok(newer),
            Ok(None) => return Err(nothing_kept()),
            Err(error) => Err(error),
        };
        match kept {
            Ok(kept) => {
                self.use_from_now_on(&kept);
                Ok(Renewed::New)
            }
            Err(error) => {
                tracing::error!(%error, "the renewed token could not be kept and is not used");
                exchange.not_kept = Some((replaced, grant));
                Err(not_kept(&error, "the new token waits and is not used"))
            }
        }
    }

    /// What a failed refresh means.
    async fn failed(
        &self,
        exchange: &mut Exchanging,
        kept: KeptGrant,
        refresh_token: SecretString,
        error: &Error,
    ) -> Error {
        let failure = match error.code.as_deref() {
            Some("invalid_grant") if kept.in_exchange => RenewalFailure::CutShort,
            Some("invalid_grant" | "invalid_client" | "unauthorized_client") => {
                RenewalFailure::Refused
            }
            _ => RenewalFailure::Unanswered(error.kind),
        };
        tracing::warn!(%error, ?failure, "the token was not renewed");
        // What came of it is known, so the note goes. One that stays would only give a later refusal a wrong reason.
        if !error.outcome_unclear && !kept.in_exchange {
            let _whether_kept = self.store.save(&kept).await;
        }
        let failed = Error::from(Failure {
            kind: match failure {
                RenewalFailure::CutShort | RenewalFailure::Refused => ErrorKind::Authentication,
                RenewalFailure::Unanswered(_) | RenewalFailure::NotKept => ErrorKind::Renewal,
            },
            message: format!("the token could not be renewed: {}", error.message),
            renewal: Some(failure),
            // Asking once more with the same refresh token is all that can be done about a lost answer: where the
            // request never arrived it helps, and where it did the new pair is gone either way.
            passing: error.passing || error.outcome_unclear,
            outcome_unclear: false,
            unsent: true,
            ..Failure::clone(error)
        });
        if failed.kind == ErrorKind::Authentication {
            exchange.refused = Some((refresh_token, failed.clone()));
        }
        failed
    }

    async fn load(&self) -> Result<KeptGrant, Error> {
        match self.store.load().await {
            Ok(Some(kept)) => Ok(kept),
            Ok(None) => Err(nothing_kept()),
            Err(error) => Err(not_kept(&error, "nothing was exchanged")),
        }
    }

    fn use_from_now_on(&self, grant: &KeptGrant) {
        let mut current = self.current();
        current.access_token = grant.access_token.clone();
        current.edition.0 += 1;
        current.is_stale = false;
    }

    /// Notes that Notion refuses a token, so that nobody sends it again.
    fn gave_up(&self, refused: Edition) {
        let mut current = self.current();
        current.is_stale |= current.edition == refused;
    }

    fn current(&self) -> MutexGuard<'_, Current> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What is kept after a refresh. Where Notion gives no new refresh token, the old one goes on working.
fn renewed(given: TokenGrant, kept: KeptGrant) -> KeptGrant {
    KeptGrant {
        access_token: given.access_token,
        refresh_token: given.refresh_token.or(kept.refresh_token),
        client: kept.client,
        in_exchange: false,
    }
}

fn nothing_kept() -> Error {
    Error::from(Failure {
        renewal: Some(RenewalFailure::Refused),
        unsent: true,
        ..Failure::new(ErrorKind::Authentication, "no token is kept any more", "")
    })
}

fn not_kept(error: &GrantStoreError, consequence: &str) -> Error {
    Error::from(Failure {
        renewal: Some(RenewalFailure::NotKept),
        passing: true,
        unsent: true,
        ..Failure::new(ErrorKind::Renewal, format!("{error}; {consequence}"), "")
    })
}

fn same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
}

impl fmt::Debug for Tokens {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Tokens").finish_non_exhaustive()
    }
}
