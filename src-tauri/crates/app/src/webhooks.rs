//! Receiving Notion's webhooks: pairing, keeping events, and looking at what they are about.
//!
//! What a request has to look like is `keepsake-webhooks`' business; here are the tokens, the store, and the run that an
//! event asks for. The rules it protects: the key of the signatures lies in the key store and nowhere else; an event makes
//! a change arrive sooner, and without any event it arrives all the same; receiving needs no ownership of the data folder,
//! because the store is enough.

mod keeping;
mod working_off;

use std::sync::Arc;

use keepsake_memory::{Connection, ConnectionKind};
use keepsake_webhooks::{Ports, TokenKeeper};
use secrecy::SecretString;
use tokio::net::TcpListener;

use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::keys;

pub use keepsake_webhooks::PATH;

use keeping::{StoredEvents, TokenInKeys};

/// Events that are counted before "many" is said.
const COUNTED: u32 = 1_000;

/// What a receiver tells.
#[derive(Debug, Clone)]
pub enum WebhookNews {
    /// Notion's verification token arrived and is kept. The person gives it back to Notion, which proves that it is the
    /// right one.
    Paired {
        /// The connection it is for.
        connection: String,
        /// The token.
        token: SecretString,
    },
    /// Events asked for a run, and it is over.
    Synced {
        /// Whose workspace.
        connection: String,
        /// The run, with its account.
        run: Box<crate::dto::RunSummary>,
    },
    /// The run that events asked for failed; it is tried again.
    Failed {
        /// Whose workspace.
        connection: String,
        /// Why.
        error: AppError,
    },
}

/// Hears what a receiver tells.
pub type Listener = Arc<dyn Fn(WebhookNews) + Send + Sync>;

/// Where webhooks of a connection stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebhookStatus {
    /// There is a verification token.
    pub is_paired: bool,
    /// Events that are stored and not worked off; 1,000 when there are more.
    pub waiting: usize,
}

impl Keepsake {
    /// Where webhooks of a connection stand.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotConnected`]; or when the key store or the store cannot be read.
    pub async fn webhook_status(&self, connection: &str) -> Result<WebhookStatus, AppError> {
        let connection = self.real_connection(connection).await?;
        let (store, _) = self.inner.keys.open().await?;
        let token = store.get(&keys::webhook_account(&connection)).await?;
        let waiting = self.store().new_events(connection.id, COUNTED).await?;
        Ok(WebhookStatus {
            is_paired: token.is_some(),
            waiting: waiting.len(),
        })
    }

    /// Forgets the verification token of a connection; whether there was one. From then on its events are refused.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotConnected`]; or when the key store cannot be written.
    pub async fn forget_webhook(&self, connection: &str) -> Result<bool, AppError> {
        let connection = self.real_connection(connection).await?;
        let account = keys::webhook_account(&connection);
        let (store, _) = self.inner.keys.open().await?;
        let was_there = store.get(&account).await?.is_some();
        store.delete(&account).await?;
        tracing::info!(connection = %connection.id, was_there, "a verification token was forgotten");
        Ok(was_there)
    }

    /// Receives webhooks of all connections until this process is asked to stop, and pairs this one, if any.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when the connection that is to be paired has a token; when the key store cannot be
    /// read; when the socket fails. What a run meets is told and ends nothing.
    pub async fn receive_webhooks(
        &self,
        socket: TcpListener,
        pairing: Option<&str>,
        tell: Listener,
    ) -> Result<(), AppError> {
        let pairing = match pairing {
            None => None,
            Some(connection) => Some(self.pairing_of(connection, Arc::clone(&tell)).await?),
        };
        let (router, writer) = keepsake_webhooks::receiver(Ports {
            clock: Arc::clone(&self.inner.ports.clock),
            inbox: Arc::new(StoredEvents::new(self)),
            tokens: self.verification_tokens().await?,
            pairing,
        });
        let stored = writer.stored();
        let mut stopping = self.inner.jobs.stopping();
        let mut closing = self.inner.closing.subscribe();
        let end = async move {
            tokio::select! {
                _ = stopping.changed() => {}
                _ = closing.wait_for(|closing| *closing) => {}
            }
        };
        tracing::info!("receiving webhooks");
        tokio::select! {
            served = keepsake_webhooks::serve(socket, router, writer, end) => {
                served.map_err(AppError::internal)?;
            }
            never = self.work_off_events(stored, &*tell) => match never {},
        }
        tracing::info!("no longer receiving webhooks");
        Ok(())
    }

    /// Who keeps the token of a pairing.
    async fn pairing_of(
        &self,
        connection: &str,
        tell: Listener,
    ) -> Result<Box<dyn TokenKeeper>, AppError> {
        let connection = self.real_connection(connection).await?;
        let (store, _) = self.inner.keys.open().await?;
        let account = keys::webhook_account(&connection);
        if store.get(&account).await?.is_some() {
            return Err(AppError::invalid("webhook_paired").with("connection", connection.id));
        }
        let connection = connection.id.to_string();
        let keeper = TokenInKeys::new(store, account, move |token| {
            tell(WebhookNews::Paired {
                connection: connection.clone(),
                token,
            });
        });
        Ok(Box::new(keeper))
    }

    async fn verification_tokens(&self) -> Result<Vec<SecretString>, AppError> {
        let mut tokens = Vec::new();
        let connections = self.store().connections().await?;
        let real = connections.iter().filter(|connection| is_real(connection));
        for connection in real {
            let (store, _) = self.inner.keys.open().await?;
            tokens.extend(store.get(&keys::webhook_account(connection)).await?);
        }
        Ok(tokens)
    }

    /// A connection that Notion can send events about.
    async fn real_connection(&self, connection: &str) -> Result<Connection, AppError> {
        let found = self.store().connection(connection_id(connection)?).await?;
        if !is_real(&found) {
            return Err(AppError::invalid("webhook_sample"));
        }
        Ok(found)
    }
}

/// The sample workspace lives in each process of its own and sends nothing.
fn is_real(connection: &Connection) -> bool {
    connection.details.kind != ConnectionKind::Sample
}
