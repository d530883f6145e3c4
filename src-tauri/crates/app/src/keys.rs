//! The tokens and grants of connections, in the key store.
//!
//! The key store is opened when the first token is needed, because opening may ask a person. Leaves out what the store is.
//! The rule it protects: a token is found only under the origin and bot it was given for.

use std::sync::Arc;

use keepsake_memory::{Connection, ConnectionKind};
use secrecy::SecretString;
use tokio::sync::Mutex;

use crate::error::AppError;
use crate::home::Home;
use crate::secrets::{self, KeyStore, PassphrasePrompt, SecretError, SecretStoreKind, Typed};

/// How the account of a grant that is not checked yet begins.
const UNCHECKED_GRANT: &str = "unchecked grant ";

/// A key store and what it is.
pub(crate) type OpenKeyStore = (Arc<dyn KeyStore>, SecretStoreKind);

/// The key store, opened or not yet.
pub(crate) struct Keys {
    home: Home,
    prompt: Arc<dyn PassphrasePrompt>,
    /// One that was handed in, which nobody can take away.
    given: Option<OpenKeyStore>,
    opened: Mutex<Option<OpenKeyStore>>,
}

impl Keys {
    /// With a key store that is open already, or one that is opened when it is needed.
    pub(crate) fn new(
        home: Home,
        prompt: Arc<dyn PassphrasePrompt>,
        opened: Option<OpenKeyStore>,
    ) -> Self {
        Self {
            home,
            prompt,
            given: opened,
            opened: Mutex::default(),
        }
    }

    /// The key store and what it is.
    pub(crate) async fn open(&self) -> Result<OpenKeyStore, AppError> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let mut opened = self.opened.lock().await;
        // Another process may have put the first secret somewhere else than it would have come from here.
        let lies_there =
            |(_, kind): &&OpenKeyStore| self.place().is_none_or(|place| place == *kind);
        if let Some(opened) = opened.as_ref().filter(lies_there) {
            return Ok(opened.clone());
        }
        let now = secrets::open(&self.home, &*self.prompt).await;
        let now = now.map_err(|error| self.refused(&error, "passphrase"))?;
        *opened = Some(now.clone());
        Ok(now)
    }

    /// Opens it anew with a passphrase that somebody has typed, for as long as this process lasts. One that is wrong changes
    /// nothing.
    pub(crate) async fn open_with(
        &self,
        passphrase: SecretString,
    ) -> Result<OpenKeyStore, AppError> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let mut opened = self.opened.lock().await;
        let now = secrets::open(&self.home, &Typed(passphrase)).await;
        let now = now.map_err(|error| self.refused(&error, "wrong_passphrase"))?;
        *opened = Some(now.clone());
        Ok(now)
    }

    /// Why it could not be opened; of a file under a passphrase with this reason, of one under a key file with that it is.
    pub(crate) fn refused(&self, error: &SecretError, reason: &str) -> AppError {
        let refused = AppError::from(error.clone());
        match (error, self.place()) {
            (SecretError::Locked { .. }, Some(SecretStoreKind::PassphraseFile)) => {
                refused.with("reason", reason)
            }
            (SecretError::Locked { .. }, Some(SecretStoreKind::KeyFile)) => {
                refused.with("reason", "key_file")
            }
            _ => refused,
        }
    }

    /// Where secrets lie; nothing where none are kept yet. Opens nothing.
    pub(crate) fn place(&self) -> Option<SecretStoreKind> {
        match &self.given {
            Some((_, kind)) => Some(*kind),
            None => secrets::place_of(&self.home),
        }
    }

    /// Whether no secret was ever kept for this folder: then opening a place would only make one, and may ask for a passphrase
    /// for nothing.
    pub(crate) fn are_nowhere(&self) -> bool {
        self.given.is_none() && !secrets::is_used(&self.home)
    }

    /// Whether secrets lie where somebody can unlock them: in the system's keychain, or under a passphrase.
    pub(crate) fn can_be_unlocked(&self) -> bool {
        matches!(
            self.place(),
            Some(SecretStoreKind::Keychain | SecretStoreKind::PassphraseFile)
        )
    }

    /// Opens it anew when it is needed next: what it lay in is gone.
    pub(crate) async fn forget(&self) {
        *self.opened.lock().await = None;
    }

    /// Who is asked for a passphrase, and the key store as far as it is open: for a check of everything.
    pub(crate) async fn for_a_check(&self) -> (Arc<dyn PassphrasePrompt>, Option<OpenKeyStore>) {
        let opened = match &self.given {
            Some(given) => Some(given.clone()),
            None => self.opened.lock().await.clone(),
        };
        (Arc::clone(&self.prompt), opened)
    }
}

/// The account under which the token of a connection lies, or the grant of one that was signed in.
pub(crate) fn account(connection: &Connection) -> String {
    let details = &connection.details;
    account_of(details.kind, &details.base_url, &details.bot_id)
}

/// The account under which the key of the signatures of a connection's webhooks lies.
pub(crate) fn webhook_account(connection: &Connection) -> String {
    let details = &connection.details;
    format!("webhook {} {}", details.base_url, details.bot_id)
}

/// Every account under which something of a connection may lie; the sample has none.
pub(crate) fn accounts_of(connection: &Connection) -> Vec<String> {
    match connection.details.kind {
        ConnectionKind::Sample => Vec::new(),
        ConnectionKind::OAuth | ConnectionKind::Token => {
            vec![account(connection), webhook_account(connection)]
        }
    }
}

/// The account of a bot at an origin.
pub(crate) fn account_of(kind: ConnectionKind, base_url: &str, bot: &str) -> String {
    match kind {
        ConnectionKind::OAuth => format!("grant {base_url} {bot}"),
        ConnectionKind::Token | ConnectionKind::Sample => format!("token {base_url} {bot}"),
    }
}

/// The account of a token or a grant that was given and is not checked yet.
pub(crate) fn unchecked_account(kind: ConnectionKind, name: &str) -> String {
    match kind {
        ConnectionKind::OAuth => format!("{UNCHECKED_GRANT}{name}"),
        ConnectionKind::Token | ConnectionKind::Sample => format!("unchecked {name}"),
    }
}

/// What lies under the account of something that is not checked yet.
pub(crate) fn kind_of_unchecked(account: &str) -> ConnectionKind {
    if account.starts_with(UNCHECKED_GRANT) {
        ConnectionKind::OAuth
    } else {
        ConnectionKind::Token
    }
}
