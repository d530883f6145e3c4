//! Clients of connections: one per connection and process, so that whoever asks shares one budget.
//!
//! Leaves out requests. The rules it protects: a token goes to the origin it was connected at and to no other, never
//! unprotected; what was sent is recorded in the store before it is sent.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use keepsake_memory::{Connection, ConnectionId, ConnectionKind, Store};
use keepsake_notion::adapters::MemorySendLog;
use keepsake_notion::ports::{self, SendHistory, SendLog, SendLogError, Transport, Watcher};
use keepsake_notion::{Client, Settings};
use secrecy::SecretString;
use time::OffsetDateTime;
use tokio::sync::{Mutex, OwnedMutexGuard};
use url::Url;

use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::keys;
use crate::progress::Holds;
use crate::sample::{self, Sample};
use crate::settings;

/// The clients that were needed so far, and whose turn it is.
#[derive(Default)]
pub(crate) struct Links {
    open: Mutex<HashMap<ConnectionId, Link>>,
    turns: Mutex<HashMap<ConnectionId, Arc<Mutex<()>>>>,
}

/// A connection that can be used.
#[derive(Clone)]
pub(crate) struct Link {
    /// Asks Notion.
    pub(crate) client: Client,
    /// Fetches files.
    pub(crate) files: Arc<dyn Transport>,
    /// Knows why nothing is sent.
    pub(crate) holds: Arc<Holds>,
    /// The pace.
    pub(crate) requests_per_second: u32,
}

impl Keepsake {
    /// The client of a connection.
    pub(crate) async fn link(&self, connection: &Connection) -> Result<Link, AppError> {
        let mut open = self.inner.links.open.lock().await;
        if let Some(link) = open.get(&connection.id) {
            return Ok(link.clone());
        }
        let link = self.new_link(connection).await?;
        open.insert(connection.id, link.clone());
        Ok(link)
    }

    /// Forgets the client of a connection, whose token was replaced or removed.
    pub(crate) async fn unlink(&self, connection: ConnectionId) {
        self.inner.links.open.lock().await.remove(&connection);
    }

    /// Waits until no other run of this process works on the connection.
    pub(crate) async fn turn(&self, connection: ConnectionId) -> OwnedMutexGuard<()> {
        let turn = Arc::clone(
            self.inner
                .links
                .turns
                .lock()
                .await
                .entry(connection)
                .or_default(),
        );
        turn.lock_owned().await
    }

    /// The sample workspace of this process.
    pub(crate) async fn sample(&self) -> Result<&Sample, AppError> {
        self.inner
            .sample
            .get_or_try_init(async || Sample::new())
            .await
    }

    /// A client for a token that is not checked yet; it retries once, because somebody is waiting.
    pub(crate) fn unchecked_client(
        &self,
        base_url: &str,
        token: SecretString,
    ) -> Result<Client, AppError> {
        let origin = protected(base_url)?;
        let ports = self.client_ports(
            Arc::clone(&self.inner.ports.api),
            Arc::new(MemorySendLog::new()),
            Arc::new(ports::NobodyWatches),
        );
        let settings = self.client_settings(origin, self.inner.settings.requests_per_second);
        Ok(Client::new(settings, token, ports).with_max_retries(1))
    }

    /// A client for the sample workspace before it is connected.
    pub(crate) fn sample_client(&self, sample: &Sample) -> Result<Client, AppError> {
        let ports = self.client_ports(
            sample.transport(),
            Arc::new(MemorySendLog::new()),
            Arc::new(ports::NobodyWatches),
        );
        Ok(Client::new(
            self.client_settings(address(sample::ORIGIN)?, sample::REQUESTS_PER_SECOND),
            sample.token(),
            ports,
        ))
    }

    async fn new_link(&self, connection: &Connection) -> Result<Link, AppError> {
        let base_url = &connection.details.base_url;
        let (origin, token, api, files, requests_per_second) =
            if connection.details.kind == ConnectionKind::Sample {
                let sample = self.sample().await?;
                (
                    address(base_url)?,
                    sample.token(),
                    sample.transport(),
                    sample.transport(),
                    sample::REQUESTS_PER_SECOND,
                )
            } else {
                let origin = protected(base_url)?;
                let (store, _) = self.inner.keys.open().await?;
                let token = store.get(&keys::account(connection)).await?;
                let token = token.ok_or_else(|| AppError::new(ErrorCode::NeedsSignIn))?;
                let ports = &self.inner.ports;
                (
                    origin,
                    token,
                    Arc::clone(&ports.api),
                    Arc::clone(&ports.files),
                    self.inner.settings.requests_per_second,
                )
            };
        let holds = Arc::new(Holds::new(Arc::clone(&self.inner.ports.clock)));
        let send_log = StoredSends {
            store: self.store().clone(),
            connection: connection.id,
        };
        let ports = self.client_ports(
            api,
            Arc::new(send_log),
            Arc::clone(&holds) as Arc<dyn Watcher>,
        );
        let settings = self.client_settings(origin, requests_per_second);
        Ok(Link {
            client: Client::new(settings, token, ports),
            files,
            holds,
            requests_per_second,
        })
    }

    fn client_settings(&self, origin: Url, requests_per_second: u32) -> Settings {
        let configured = &self.inner.settings;
        Settings {
            requests_per_second,
            timeout: configured.request_timeout,
            page_size: configured.page_size,
            max_retries: configured.max_retries,
            ..Settings::for_base_url(origin)
        }
    }

    fn client_ports(
        &self,
        transport: Arc<dyn Transport>,
        send_log: Arc<dyn SendLog>,
        watcher: Arc<dyn Watcher>,
    ) -> ports::Ports {
        ports::Ports {
            transport,
            clock: Arc::clone(&self.inner.ports.clock),
            randomness: Arc::clone(&self.inner.ports.randomness),
            send_log,
            watcher,
        }
    }
}

fn address(base_url: &str) -> Result<Url, AppError> {
    Url::parse(base_url).map_err(AppError::internal)
}

/// The origin of a connection, unless everybody on the way could read a token that is sent there. Settings refuse such an
/// origin too; this is for one that the store has from elsewhere.
fn protected(base_url: &str) -> Result<Url, AppError> {
    let origin = address(base_url)?;
    if !settings::keeps_secrets(&origin) {
        return Err(AppError::invalid(settings::PLAIN_HTTP)
            .with("place", "memory.db")
            .with("detail", base_url));
    }
    Ok(origin)
}

/// The store's record of what was sent on a connection.
struct StoredSends {
    store: Store,
    connection: ConnectionId,
}

#[async_trait]
impl SendLog for StoredSends {
    async fn load(&self, since: OffsetDateTime) -> Result<SendHistory, SendLogError> {
        let history = self
            .store
            .load_sends(self.connection, since)
            .await
            .map_err(unavailable)?;
        Ok(SendHistory {
            sent: history.sent,
            hold_until: history.hold_until,
        })
    }

    async fn record(&self, at: OffsetDateTime) -> Result<(), SendLogError> {
        self.store
            .record_send(self.connection, at)
            .await
            .map_err(unavailable)
    }

    async fn hold(&self, until: OffsetDateTime) -> Result<(), SendLogError> {
        self.store
            .hold_sends(self.connection, until)
            .await
            .map_err(unavailable)
    }
}

fn unavailable(error: keepsake_memory::StoreError) -> SendLogError {
    SendLogError::new(error.to_string())
}
