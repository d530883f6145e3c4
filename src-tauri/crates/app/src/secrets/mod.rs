//! Where tokens are kept: the system's keychain, else a file that is encrypted.
//!
//! Leaves out which secrets there are and under which account they lie. The rule it protects: a secret is in the place
//! this module opened and nowhere else: not in the store, not in logs, not in the window, not in arguments.

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::home::Home;

/// A place for secrets, each under the name of an account.
#[async_trait]
pub trait KeyStore: Send + Sync {
    /// The secret of `account`, if there is one.
    async fn get(&self, account: &str) -> Result<Option<SecretString>, SecretError>;

    /// Keeps a secret, in place of an earlier one.
    async fn set(&self, account: &str, secret: SecretString) -> Result<(), SecretError>;

    /// Forgets the secret of `account`; one that is not there is no error.
    async fn delete(&self, account: &str) -> Result<(), SecretError>;
}

/// Which place was opened; every face says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretStoreKind {
    /// The system's keychain.
    Keychain,
    /// A file encrypted under the person's passphrase.
    PassphraseFile,
    /// A file encrypted under a key file with mode 0600.
    KeyFile,
}

/// Why a secret cannot be had or kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// The keychain is locked, or the passphrase was wrong or not given.
    #[error("the key store is locked: {detail}")]
    Locked {
        /// What was said.
        detail: String,
    },
    /// There is no place for secrets here.
    #[error("there is no key store: {detail}")]
    Missing {
        /// What was said.
        detail: String,
    },
    /// The place is there, but reading or writing failed.
    #[error("the key store failed: {detail}")]
    Failed {
        /// What was said; never the secret.
        detail: String,
    },
}

/// Asks a person for the passphrase of the encrypted file.
pub trait PassphrasePrompt: Send + Sync {
    /// The passphrase, or nothing when nobody can be asked. `is_new` is true when it is chosen now.
    fn ask(&self, is_new: bool) -> Option<SecretString>;
}

/// For faces that cannot ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct NobodyToAsk;

impl PassphrasePrompt for NobodyToAsk {
    fn ask(&self, _is_new: bool) -> Option<SecretString> {
        None
    }
}

/// Opens the best place for secrets that this computer has.
///
/// # Errors
/// [`SecretError::Locked`] or [`SecretError::Missing`] when there is none that can be used now.
pub async fn open(
    _home: &Home,
    _prompt: &dyn PassphrasePrompt,
) -> Result<(Arc<dyn KeyStore>, SecretStoreKind), SecretError> {
    Err(SecretError::Missing {
        detail: "no place for secrets is known on this system".to_owned(),
    })
}
