//! Secrets in the keychain of the system: Secret Service on Linux, Keychain on macOS, Credential Manager on Windows.
//!
//! Two data folders on one computer must not read or overwrite each other's secrets, also after one was moved: so each
//! folder has an id of its own, in a file beside where secrets would lie, and that id is part of every entry's name.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use keyring_core::{CredentialStore, Entry, Error};
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use super::random::random;
use super::{KeyStore, SecretError, private_file};

/// The name people see in their keychain's own window.
const SERVICE: &str = "Keepsake";

/// The file with the folder's id; it is there once a secret was to be kept in the keychain.
const MARKER: &str = "keychain";

/// How long a keychain may take to answer before it counts as missing.
const ANSWER: Duration = Duration::from_secs(20);

/// How long a person may take to unlock it.
const UNLOCK: Duration = Duration::from_secs(180);

/// Connects to a keychain; blocks.
pub(super) type Connect = fn() -> keyring_core::Result<Arc<CredentialStore>>;

/// Connects to the keychain of this system.
#[cfg(target_os = "linux")]
pub(super) fn system() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = zbus_secret_service_keyring_store::Store::new()?;
    Ok(store)
}

/// Connects to the keychain of this system.
#[cfg(target_os = "macos")]
pub(super) fn system() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = apple_native_keyring_store::keychain::Store::new()?;
    Ok(store)
}

/// Connects to the keychain of this system.
#[cfg(windows)]
pub(super) fn system() -> keyring_core::Result<Arc<CredentialStore>> {
    let store: Arc<CredentialStore> = windows_native_keyring_store::Store::new()?;
    Ok(store)
}

/// Connects to the keychain of this system.
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
pub(super) fn system() -> keyring_core::Result<Arc<CredentialStore>> {
    Err(Error::NotSupportedByStore(
        "this system has no keychain".to_owned(),
    ))
}

/// The keychain, as one data folder uses it.
pub(super) struct Keychain {
    store: Arc<CredentialStore>,
    marker: PathBuf,
}

impl Keychain {
    /// Whether secrets of this folder lie in the keychain.
    pub(super) fn is_used_by(folder: &Path) -> Result<bool, SecretError> {
        Ok(id_of(&folder.join(MARKER))?.is_some())
    }

    /// Connects to the keychain.
    pub(super) async fn open(folder: &Path, connect: Connect) -> Result<Self, SecretError> {
        let store = in_background(ANSWER, move || connect().map_err(SecretError::missing))
            .await
            .map_err(|error| match error {
                SecretError::Locked { detail } => SecretError::Missing { detail },
                other => other,
            })?;
        Ok(Self {
            store,
            marker: folder.join(MARKER),
        })
    }

    /// Does something with an account's entry, where there is one.
    async fn with_entry<T: Send + 'static>(
        &self,
        account: &str,
        work: impl FnOnce(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, SecretError> {
        let Some(id) = id_of(&self.marker)? else {
            return Ok(None);
        };
        let store = Arc::clone(&self.store);
        let user = format!("{account} ({id})");
        in_background(UNLOCK, move || {
            let entry = store.build(SERVICE, &user, None).map_err(failure)?;
            match work(&entry) {
                Ok(answer) => Ok(Some(answer)),
                Err(Error::NoEntry) => Ok(None),
                Err(error) => Err(failure(error)),
            }
        })
        .await
    }
}

#[async_trait]
impl KeyStore for Keychain {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, SecretError> {
        self.with_entry(account, |entry| {
            let password = Zeroizing::new(entry.get_password()?);
            Ok(SecretString::from(password.as_str()))
        })
        .await
    }

    async fn set(&self, account: &str, secret: SecretString) -> Result<(), SecretError> {
        private_file::read_or_make(&self.marker, || {
            let id = random::<16>()?;
            Ok(id
                .iter()
                .map(|byte| format!("{byte:02x}"))
                .collect::<String>()
                .into_bytes())
        })?;
        self.with_entry(account, move |entry| {
            entry.set_password(secret.expose_secret())
        })
        .await?;
        Ok(())
    }

    async fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.with_entry(account, Entry::delete_credential).await?;
        Ok(())
    }
}

/// The folder's id, when its secrets lie in the keychain.
fn id_of(marker: &Path) -> Result<Option<String>, SecretError> {
    let Some(contents) = private_file::read(marker)? else {
        return Ok(None);
    };
    match String::from_utf8(contents) {
        Ok(id) if id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) => Ok(Some(id)),
        _ => Err(SecretError::failed(format!(
            "{} is damaged",
            marker.display()
        ))),
    }
}

/// What a keychain's error means here. Its text never holds the secret: the variants that carry one do not show it.
fn failure(error: Error) -> SecretError {
    match error {
        Error::NoStorageAccess(_) => SecretError::locked(error),
        Error::NoDefaultStore | Error::NotSupportedByStore(_) => SecretError::missing(error),
        Error::BadEncoding(mut bytes) => {
            zeroize::Zeroize::zeroize(&mut bytes);
            SecretError::failed("the keychain's entry is no text")
        }
        other => SecretError::failed(other),
    }
}

/// Runs what blocks away from the threads that serve requests, and stops waiting after `patience`: a keychain waits for
/// its person, who may not be there.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the adapter to a service that may never answer"
)]
async fn in_background<T: Send + 'static>(
    patience: Duration,
    work: impl FnOnce() -> Result<T, SecretError> + Send + 'static,
) -> Result<T, SecretError> {
    match tokio::time::timeout(patience, tokio::task::spawn_blocking(work)).await {
        Ok(finished) => finished.map_err(SecretError::failed)?,
        Err(_) => Err(SecretError::locked("the keychain did not answer in time")),
    }
}
