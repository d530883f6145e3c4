//! The durable place of what a sign-in gave.
//!
//! Notion exchanges tokens in pairs: a refresh token buys the next pair once and is worthless from then on (Notion API
//! reference: Authentication, "Token"). Whoever uses a new pair that was not kept locks the person out at the next
//! restart. A store holds the grant of one connection as one piece, so a pair is never kept by halves.
//!
//! The rule it protects: what is used is what a restart would find.

use std::fmt;

use async_trait::async_trait;
use secrecy::SecretString;
use url::Url;

use crate::oauth::OAuthCredentials;

/// Keeps the grant of one connection.
#[async_trait]
pub trait GrantStore: Send + Sync {
    /// What is kept now; another process may have renewed it. `None` when the connection has no grant.
    async fn load(&self) -> Result<Option<KeptGrant>, GrantStoreError>;

    /// Keeps this in place of what was kept: all of it or nothing. Returns once it would survive a crash.
    async fn save(&self, grant: &KeptGrant) -> Result<(), GrantStoreError>;
}

/// Everything a renewal needs. No part of it can be printed.
#[derive(Clone)]
pub struct KeptGrant {
    /// The token for API calls.
    pub access_token: SecretString,
    /// Buys the next pair; without it a refused token cannot be renewed.
    pub refresh_token: Option<SecretString>,
    /// Who it was given to, and so who can renew it.
    pub client: GrantedTo,
    /// Whether the refresh token has gone out to Notion and no answer to it was kept: it may be used up.
    pub in_exchange: bool,
}

/// Who a grant was given to: Notion renews it for nobody else.
#[derive(Clone, Debug)]
pub enum GrantedTo {
    /// An OAuth connection whose id and secret are the person's own.
    Own(OAuthCredentials),
    /// The connection of the broker at this origin, which has its secret (`crate::broker`).
    Broker(Url),
}

impl fmt::Debug for KeptGrant {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("KeptGrant")
            .field("client", &self.client)
            .field("in_exchange", &self.in_exchange)
            .finish_non_exhaustive()
    }
}

/// The place could not be read or written.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the place where tokens are kept is not available: {message}")]
pub struct GrantStoreError {
    /// The reason, in the words of the store; never a token.
    pub message: String,
}

impl GrantStoreError {
    /// An error with this reason.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}
