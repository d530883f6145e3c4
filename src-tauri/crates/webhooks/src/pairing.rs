//! The keys of signatures: verification tokens, which Notion gives in a request of its own (the handshake).
//!
//! Anybody who finds the address can send such a request, so one is believed only while a person is pairing and has no
//! token yet. That the right one arrived is proved by the person, who gives the token back to Notion. Leaves out where
//! tokens are kept. The rule it protects: a token that is there is never replaced by a request.

use async_trait::async_trait;
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::signature;

/// A token could not be kept; Notion has to send it again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct TokenError(pub String);

/// Keeps the token of a pairing.
#[async_trait]
pub trait TokenKeeper: Send + Sync {
    /// Keeps this token where there was none, and tells the person. `false` when there is one after all.
    async fn keep(&self, token: SecretString) -> Result<bool, TokenError>;
}

/// What became of a handshake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Handshake {
    /// Its token is kept.
    Taken,
    /// Nobody is pairing.
    NobodyPairs,
    /// There is a token.
    HasToken,
}

/// The tokens of now.
pub(crate) struct Tokens {
    known: std::sync::RwLock<Vec<SecretString>>,
    /// Who keeps the token of a pairing, until there is one. Held while it is kept, so that the first one stays.
    pairing: Mutex<Option<Box<dyn TokenKeeper>>>,
}

impl Tokens {
    pub(crate) fn new(known: Vec<SecretString>, pairing: Option<Box<dyn TokenKeeper>>) -> Self {
        Self {
            known: std::sync::RwLock::new(known),
            pairing: Mutex::new(pairing),
        }
    }

    /// Whether a holder of one of the tokens signed this body.
    pub(crate) fn signed(&self, body: &[u8], signature: &[u8; 32]) -> bool {
        let known = self
            .known
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        known
            .iter()
            .any(|token| signature::is_by(token, body, signature))
    }

    /// Takes a token that nothing vouches for.
    pub(crate) async fn take(&self, token: SecretString) -> Result<Handshake, TokenError> {
        let mut pairing = self.pairing.lock().await;
        let Some(keeper) = pairing.as_ref() else {
            return Ok(if self.is_empty() {
                Handshake::NobodyPairs
            } else {
                Handshake::HasToken
            });
        };
        let is_kept = keeper.keep(token.clone()).await?;
        *pairing = None;
        if !is_kept {
            return Ok(Handshake::HasToken);
        }
        self.known
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push(token);
        Ok(Handshake::Taken)
    }

    fn is_empty(&self) -> bool {
        self.known
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .is_empty()
    }
}
