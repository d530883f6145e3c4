//! The client of one connection.
//!
//! A client is a handle: clones and lanes share one budget, one token and one count of requests. Every call runs as a task
//! of its own, so that a caller who is busy elsewhere neither slows the pace nor holds up the others; dropping the call
//! stops the task.

use std::fmt;
use std::sync::Arc;

use secrecy::SecretString;
use tracing::Instrument as _;

use crate::authorization::Authorization;
use crate::call::Call;
use crate::decode::{self, Model};
use crate::error::{Error, ErrorKind, Failure};
use crate::exchange::{Answer, Exchange};
use crate::lane::Lane;
use crate::list::List;
use crate::ports::Ports;
use crate::renewal::Tokens;
use crate::reply::Reply;
use crate::retry::{Effect, Patience};
use crate::settings::Settings;

/// A typed client of the Notion API. Cheap to clone. Calls need a tokio runtime.
#[derive(Clone)]
pub struct Client {
    exchange: Arc<Exchange>,
    lane: Lane,
    patience: Patience,
    page_size: u32,
}

impl Client {
    /// A client for the connection that `token` belongs to, on the [`Lane::Interactive`] lane.
    #[must_use]
    pub fn new(settings: Settings, token: SecretString, ports: Ports) -> Self {
        Self::with_authorization(&settings, Authorization::Bearer(token), ports)
    }

    /// A client for a connection that was signed in: a token that Notion refuses is exchanged for a new one, once, and the
    /// call made again.
    #[must_use]
    pub fn renewing(settings: Settings, tokens: Tokens, ports: Ports) -> Self {
        Self::with_authorization(&settings, Authorization::Renewable(tokens), ports)
    }

    pub(crate) fn with_authorization(
        settings: &Settings,
        authorization: Authorization,
        ports: Ports,
    ) -> Self {
        Self {
            lane: Lane::Interactive,
            patience: Patience {
                max_retries: settings.max_retries,
                base: settings.retry_base,
            },
            page_size: settings.clamped_page_size(),
            exchange: Arc::new(Exchange::new(settings, authorization, ports)),
        }
    }

    /// The same client with its requests on another lane.
    #[must_use]
    pub fn on_lane(&self, lane: Lane) -> Self {
        Self {
            lane,
            ..self.clone()
        }
    }

    /// The same client with another number of retries, for a check whose answer somebody waits for.
    #[must_use]
    pub fn with_max_retries(&self, max_retries: u32) -> Self {
        let patience = Patience {
            max_retries,
            ..self.patience
        };
        Self {
            patience,
            ..self.clone()
        }
    }

    /// How many requests were sent through this client and its clones, retries included.
    #[must_use]
    pub fn requests_sent(&self) -> u64 {
        self.exchange.requests_sent()
    }

    pub(crate) fn page_size(&self) -> u32 {
        self.page_size
    }

    pub(crate) fn random(&self) -> u64 {
        self.exchange.random()
    }

    /// Makes a call whose answer is one object.
    pub(crate) async fn single<T: Model>(&self, call: Call) -> Result<Reply<T>, Error> {
        let (effect, attempted) = (call.effect, call.attempted.clone());
        let reply = decode::single(self.perform(call).await?, &attempted);
        reply.map_err(|error| unreadable(error, effect))
    }

    /// Makes a call whose answer is a page of a list.
    pub(crate) async fn list<T: Model>(&self, call: Call) -> Result<Reply<List<T>>, Error> {
        let (effect, attempted) = (call.effect, call.attempted.clone());
        let reply = decode::list(self.perform(call).await?, &attempted);
        reply.map_err(|error| unreadable(error, effect))
    }

    pub(crate) async fn perform(&self, call: Call) -> Result<Answer, Error> {
        let exchange = Arc::clone(&self.exchange);
        let (lane, patience) = (self.lane, self.patience);
        let attempted = call.attempted.clone();
        let work = async move { exchange.perform(lane, patience, &call).await };
        let mut task = Stopping(tokio::spawn(work.in_current_span()));
        match (&mut task.0).await {
            Ok(outcome) => outcome,
            Err(stopped) => match stopped.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(_) => Err(Failure::new(
                    ErrorKind::Transport,
                    "the program is shutting down",
                    &attempted,
                )
                .into()),
            },
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("lane", &self.lane)
            .finish_non_exhaustive()
    }
}

/// A success that cannot be read: what was asked for has happened, but what came of it is not known.
fn unreadable(error: Error, effect: Effect) -> Error {
    match effect {
        Effect::Read => error,
        Effect::Delete | Effect::Write => error.with_unclear_outcome(),
    }
}

/// A task that ends with whoever waits for it.
struct Stopping<T>(tokio::task::JoinHandle<T>);

impl<T> Drop for Stopping<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[cfg(test)]
mod tests;
