//! Clients of connections: one per connection and process, so that whoever asks shares one budget.
//!
//! Leaves out requests. The rules it protects: a token goes to the origin it was connected at and to no other, never
//! unprotected; what is sent is recorded in the store before it is sent, or, for a token whose connection is not known
//! yet, as soon as it is.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use keepsake_memory::{Connection, ConnectionId, ConnectionKind, Store};
use keepsake_notion::adapters::MemorySendLog;
use keepsake_notion::ports::{self, SendHistory, SendLog, SendLogError, Transport, Watcher};
use keepsake_notion::{
    BrokerClient, Client, Lane, OAuthClient, OAuthCredentials, Settings, Tokens,
};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use tokio::sync::{Mutex, OwnedMutexGuard};
use url::Url;

use crate::error::{AppError, ErrorCode};
use crate::grants::{self, InKeyStore};
use crate::keepsake::Keepsake;
use crate::keys;
use crate::progress::Holds;
use crate::sample::{self, Sample};
use crate::settings;
use crate::stopped::refuse_stopped;

/// How far back the budget looks, and a little.
const BUDGET_LOOKS_BACK: time::Duration = time::Duration::minutes(2);

/// The clients that were needed so far, and whose turn it is.
#[derive(Default)]
pub(crate) struct Links {
    open: Mutex<HashMap<ConnectionId, Link>>,
    turns: Mutex<HashMap<ConnectionId, Arc<Mutex<()>>>>,
    /// The tokens of connections that were signed in. They outlive their clients: of two that were alive at once each would
    /// spend the refresh token.
    tokens: Mutex<HashMap<ConnectionId, Tokens>>,
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
    /// What it was made with; absent where that changes by itself.
    token: Option<SecretString>,
}

/// A way to check a token.
pub(crate) struct Checking {
    /// Asks Notion; retries once, because somebody is waiting.
    pub(crate) client: Client,
    /// What it has sent, unless that is in the store already.
    sends: Option<Arc<MemorySendLog>>,
}

impl Keepsake {
    /// The client of a connection.
    pub(crate) async fn link(&self, connection: &Connection) -> Result<Link, AppError> {
        refuse_stopped(connection)?;
        let mut open = self.inner.links.open.lock().await;
        if let Some(link) = open.get(&connection.id) {
            return Ok(link.clone());
        }
        let link = self.new_link(connection).await?;
        open.insert(connection.id, link.clone());
        Ok(link)
    }

    /// The pace of a connection: requests a second.
    pub(crate) fn allowed_each_second(&self, connection: &Connection) -> u32 {
        match connection.details.kind {
            ConnectionKind::Sample => sample::REQUESTS_PER_SECOND,
            ConnectionKind::Token | ConnectionKind::OAuth => {
                self.inner.settings.requests_per_second
            }
        }
    }

    /// When Notion last answered this process on a connection, on the clock that never goes back.
    pub(crate) async fn answered(&self, connection: ConnectionId) -> Option<std::time::Duration> {
        let open = self.inner.links.open.lock().await;
        open.get(&connection).and_then(|link| link.holds.answered())
    }

    /// Whether Notion has had trouble of its own for long, as far as this process has asked on a connection.
    pub(crate) async fn is_in_long_trouble(&self, connection: ConnectionId) -> bool {
        let open = self.inner.links.open.lock().await;
        open.get(&connection)
            .is_some_and(|link| link.holds.is_long_trouble())
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

    /// Forgets the client of a connection if it has another token than the one that is kept now. With the same token it
    /// stays, and with it the budget of whoever uses it at the moment.
    pub(crate) async fn unlink_if_renewed(&self, connection: &Connection) -> Result<(), AppError> {
        let (store, _) = self.inner.keys.open().await?;
        let token = store.get(&keys::account(connection)).await?;
        let mut open = self.inner.links.open.lock().await;
        let is_signed_in = connection.details.kind == ConnectionKind::OAuth;
        let is_same = |link: &Link| match (&link.token, &token) {
            (Some(theirs), Some(token)) => !is_signed_in && same(theirs, token),
            // One that was signed in looks for another token itself once its own is refused.
            (None, Some(_)) => is_signed_in,
            (_, None) => false,
        };
        if open.get(&connection.id).is_some_and(|link| !is_same(link)) {
            open.remove(&connection.id);
        }
        Ok(())
    }

    /// How to check a token: on the budget of the connection that has the same one, or, where none has, on one of its own
    /// that is counted afterwards ([`Keepsake::count_check`]).
    pub(crate) async fn checking(
        &self,
        base_url: &str,
        token: &SecretString,
    ) -> Result<Checking, AppError> {
        if let Some(connection) = self.connection_with(base_url, token).await? {
            let link = self.link(&connection).await?;
            let client = link.client.on_lane(Lane::Interactive).with_max_retries(1);
            return Ok(Checking {
                client,
                sends: None,
            });
        }
        let origin = protected(base_url)?;
        let sends = Arc::new(MemorySendLog::new());
        let ports = self.client_ports(
            Arc::clone(&self.inner.ports.api),
            Arc::clone(&sends) as Arc<dyn SendLog>,
            Arc::new(ports::NobodyWatches),
        );
        let settings = self.client_settings(origin, self.inner.settings.requests_per_second);
        let client = Client::new(settings, token.clone(), ports).with_max_retries(1);
        Ok(Checking {
            client,
            sends: Some(sends),
        })
    }

    /// Counts what a check has sent to the connection whose token it was.
    pub(crate) async fn count_check(
        &self,
        connection: ConnectionId,
        checking: &Checking,
    ) -> Result<(), AppError> {
        let Some(sends) = &checking.sends else {
            return Ok(());
        };
        let history = sends
            .load(self.now() - BUDGET_LOOKS_BACK)
            .await
            .map_err(AppError::internal)?;
        for at in history.sent {
            self.store().record_send(connection, at).await?;
        }
        if let Some(until) = history.hold_until {
            self.store().hold_sends(connection, until).await?;
        }
        Ok(())
    }

    /// The connection at this origin that has this very token.
    async fn connection_with(
        &self,
        base_url: &str,
        token: &SecretString,
    ) -> Result<Option<Connection>, AppError> {
        let (store, _) = self.inner.keys.open().await?;
        for connection in self.store().connections().await? {
            let is_there = connection.details.kind != ConnectionKind::Sample
                && connection.details.base_url == base_url;
            if !is_there {
                continue;
            }
            let theirs = match store.get(&keys::account(&connection)).await? {
                // One that cannot be read has no token that could be this one.
                Some(kept) if connection.details.kind == ConnectionKind::OAuth => {
                    grants::read(&kept).ok().map(|grant| grant.access_token)
                }
                kept => kept,
            };
            if theirs.is_some_and(|theirs| same(&theirs, token)) {
                return Ok(Some(connection));
            }
        }
        Ok(None)
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
        let kind = connection.details.kind;
        let holds = Arc::new(Holds::new(Arc::clone(&self.inner.ports.clock)));
        let send_log = StoredSends {
            store: self.store().clone(),
            connection: connection.id,
        };
        let (origin, api, files, requests_per_second) = match kind {
            ConnectionKind::Sample => {
                let sample = self.sample().await?;
                let origin = address(&connection.details.base_url)?;
                let pace = sample::REQUESTS_PER_SECOND;
                (origin, sample.transport(), sample.transport(), pace)
            }
            ConnectionKind::Token | ConnectionKind::OAuth => {
                let ports = &self.inner.ports;
                let origin = protected(&connection.details.base_url)?;
                let pace = self.inner.settings.requests_per_second;
                (
                    origin,
                    Arc::clone(&ports.api),
                    Arc::clone(&ports.files),
                    pace,
                )
            }
        };
        let ports = self.client_ports(
            api,
            Arc::new(send_log),
            Arc::clone(&holds) as Arc<dyn Watcher>,
        );
        let settings = self.client_settings(origin, requests_per_second);
        let (client, token) = match kind {
            ConnectionKind::OAuth => {
                let tokens = self.tokens(connection).await?;
                (Client::renewing(settings, tokens, ports), None)
            }
            ConnectionKind::Token => {
                let token = self.kept(connection).await?;
                (Client::new(settings, token.clone(), ports), Some(token))
            }
            ConnectionKind::Sample => {
                let token = self.sample().await?.token();
                (Client::new(settings, token.clone(), ports), Some(token))
            }
        };
        Ok(Link {
            client,
            files,
            holds,
            requests_per_second,
            token,
        })
    }

    /// What the key store holds for a connection.
    async fn kept(&self, connection: &Connection) -> Result<SecretString, AppError> {
        let (store, _) = self.inner.keys.open().await?;
        let kept = store.get(&keys::account(connection)).await?;
        kept.ok_or_else(|| AppError::new(ErrorCode::NeedsSignIn))
    }

    /// The tokens of a connection that was signed in: the same ones for every client of it.
    async fn tokens(&self, connection: &Connection) -> Result<Tokens, AppError> {
        self.kept(connection).await?;
        let mut known = self.inner.links.tokens.lock().await;
        if let Some(tokens) = known.get(&connection.id) {
            return Ok(tokens.clone());
        }
        let (keys, _) = self.inner.keys.open().await?;
        let store = InKeyStore {
            keys,
            account: keys::account(connection),
        };
        let (settings, ports) = self.exchanging(&connection.details.base_url)?;
        let tokens = Tokens::new(settings, Arc::new(store), ports);
        known.insert(connection.id, tokens.clone());
        Ok(tokens)
    }

    /// A client that exchanges codes for an integration.
    pub(crate) fn oauth_client(
        &self,
        base_url: &str,
        client: OAuthCredentials,
    ) -> Result<OAuthClient, AppError> {
        let (settings, ports) = self.exchanging(base_url)?;
        Ok(OAuthClient::new(&settings, client, ports))
    }

    /// A client of the broker at an origin.
    pub(crate) fn broker_client(&self, origin: &str) -> Result<BrokerClient, AppError> {
        let (settings, ports) = self.exchanging(origin)?;
        Ok(BrokerClient::new(&settings, ports))
    }

    /// What exchanging tokens at an origin needs. Notion counts it for no connection.
    fn exchanging(&self, base_url: &str) -> Result<(Settings, ports::Ports), AppError> {
        let configured = self.inner.settings.requests_per_second;
        let settings = self.client_settings(protected(base_url)?, configured);
        let ports = self.client_ports(
            Arc::clone(&self.inner.ports.api),
            Arc::new(MemorySendLog::new()),
            Arc::new(ports::NobodyWatches),
        );
        Ok((settings, ports))
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

fn same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
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
            .map_err(unavailable)?;
        // Only a picture for people: no request fails for it.
        if let Err(error) = self.store.note_queue_length(self.connection, at).await {
            tracing::debug!(%error, "what waits could not be counted");
        }
        Ok(())
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
