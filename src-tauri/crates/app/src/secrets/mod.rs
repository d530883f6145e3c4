//! Where tokens are kept: the system's keychain, else a file that is encrypted.
//!
//! Leaves out which secrets there are and under which account they lie. The rule it protects: a secret is in the place
//! this module opened and nowhere else: not in the store, not in logs, not in the window, not in arguments.
//!
//! Which place it is stays the same for a data folder once a secret lies in it: a keychain that is not there today is
//! an error and no reason to ask for everything again and keep it in a weaker place.

mod encrypted_file;
mod format;
mod key;
mod keychain;
mod passphrase;
mod private_file;
mod random;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::home::Home;

use self::encrypted_file::EncryptedFile;
use self::key::Cost;
use self::keychain::{Connect, Keychain};
pub(crate) use self::passphrase::Typed;
pub use self::passphrase::{NobodyToAsk, PassphraseInFile, PassphrasePrompt};
pub(crate) use self::random::{random, random_word};

/// A place for secrets, each under the name of an account.
#[async_trait]
pub trait KeyStore: Send + Sync {
    /// The secret of `account`, if there is one.
    async fn get(&self, account: &str) -> Result<Option<SecretString>, SecretError>;

    /// Keeps a secret, in place of an earlier one.
    async fn set(&self, account: &str, secret: SecretString) -> Result<(), SecretError>;

    /// Forgets the secret of `account`; one that is not there is no error.
    async fn delete(&self, account: &str) -> Result<(), SecretError>;

    /// Forgets whatever lies here, also under accounts that nobody knows any more. A system's keychain cannot name those, and
    /// forgets nothing.
    async fn clear(&self) -> Result<(), SecretError> {
        Ok(())
    }
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

impl SecretError {
    fn locked(detail: impl ToString) -> Self {
        Self::Locked {
            detail: detail.to_string(),
        }
    }

    fn missing(detail: impl ToString) -> Self {
        Self::Missing {
            detail: detail.to_string(),
        }
    }

    fn failed(detail: impl ToString) -> Self {
        Self::Failed {
            detail: detail.to_string(),
        }
    }

    fn io(what: &str, path: &Path, error: &std::io::Error) -> Self {
        Self::failed(format!("cannot {what} {}: {error}", path.display()))
    }
}

/// Opens the place for secrets of this data folder: the one that holds some already, else the keychain, else an
/// encrypted file. The file is under the passphrase that `prompt` gives, or, when it gives none, under a key file.
///
/// Asking blocks the thread until the person has answered.
///
/// # Errors
/// [`SecretError::Locked`] when the passphrase is missing or wrong, [`SecretError::Missing`] when secrets lie in a
/// keychain that does not answer, [`SecretError::Failed`] when the folder cannot be used.
pub async fn open(
    home: &Home,
    prompt: &dyn PassphrasePrompt,
) -> Result<(Arc<dyn KeyStore>, SecretStoreKind), SecretError> {
    open_with(&home.secrets(), prompt, keychain::system, Cost::STANDARD).await
}

/// Which place holds the secrets of this data folder; nothing where none are kept yet. Opens nothing and asks nobody.
#[must_use]
pub fn place_of(home: &Home) -> Option<SecretStoreKind> {
    let folder = home.secrets();
    // A mark that cannot be read is one all the same.
    if Keychain::is_used_by(&folder).unwrap_or(true) {
        return Some(SecretStoreKind::Keychain);
    }
    EncryptedFile::kind_in(&folder).ok().flatten()
}

/// Whether this data folder has a place for secrets, readable or not.
pub(crate) fn is_used(home: &Home) -> bool {
    let folder = home.secrets();
    Keychain::is_used_by(&folder).unwrap_or(true) || EncryptedFile::is_used_by(&folder)
}

/// Removes the encrypted file of a folder of secrets with its key, where there is one. What it lies under need not be known.
pub(crate) fn remove_file(folder: &Path) -> std::io::Result<()> {
    EncryptedFile::remove(folder)
}

/// Opens it as on a system that has no keychain, with passphrases that are cheap to try.
#[cfg(test)]
pub(crate) async fn open_without_keychain(
    home: &Home,
    prompt: &dyn PassphrasePrompt,
) -> Result<(Arc<dyn KeyStore>, SecretStoreKind), SecretError> {
    let none: Connect = || Err(keyring_core::Error::NoDefaultStore);
    open_with(&home.secrets(), prompt, none, Cost::CHEAP).await
}

async fn open_with(
    folder: &Path,
    prompt: &dyn PassphrasePrompt,
    connect: Connect,
    cost: Cost,
) -> Result<(Arc<dyn KeyStore>, SecretStoreKind), SecretError> {
    private_file::make_folder(folder)?;
    let in_keychain = Keychain::is_used_by(folder)?;
    if in_keychain || !EncryptedFile::is_used_by(folder) {
        match Keychain::open(folder, connect).await {
            Ok(keychain) => return Ok((Arc::new(keychain), SecretStoreKind::Keychain)),
            Err(error) if in_keychain => return Err(error),
            Err(error) => tracing::info!(%error, "no keychain; secrets go to an encrypted file"),
        }
    }
    let file = EncryptedFile::open(folder, prompt, cost).await?;
    let kind = file.kind();
    Ok((Arc::new(file), kind))
}
