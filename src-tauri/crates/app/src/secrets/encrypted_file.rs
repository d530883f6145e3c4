//! Secrets in an encrypted file, for systems without a keychain.
//!
//! Several processes may use it at once: each reading and each change happens under a lock and on what lies on the
//! disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};

use super::format::{self, Accounts, Protection};
use super::key::{self, Cost, Key};
use super::passphrase::PassphrasePrompt;
use super::random::random;
use super::{KeyStore, SecretError, SecretStoreKind, private_file};

const SECRETS: &str = "secrets.enc";
const KEY: &str = "key";

/// The file of secrets of a data folder.
pub(super) struct EncryptedFile {
    vault: Arc<Vault>,
}

struct Vault {
    folder: PathBuf,
    protection: Protection,
    key: Key,
}

impl EncryptedFile {
    /// Whether secrets lie in this folder's file.
    pub(super) fn is_used_by(folder: &Path) -> bool {
        folder.join(SECRETS).exists()
    }

    /// What this folder's file is encrypted under, if there is one.
    pub(super) fn kind_in(folder: &Path) -> Result<Option<SecretStoreKind>, SecretError> {
        Ok(protection_in(folder)?.map(|protection| kind_of(&protection)))
    }

    /// Removes this folder's file and what it is encrypted under: a key file without it opens nothing.
    pub(super) fn remove(folder: &Path) -> io::Result<()> {
        for name in [SECRETS, KEY] {
            match fs::remove_file(folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// Opens the file, asking for its passphrase when it has one. The file itself is written with the first secret.
    pub(super) async fn open(
        folder: &Path,
        prompt: &dyn PassphrasePrompt,
        cost: Cost,
    ) -> Result<Self, SecretError> {
        let folder = folder.to_owned();
        let protection = protection_in(&folder)?;
        let asked = match protection {
            Some(Protection::KeyFile) => None,
            Some(Protection::Passphrase { .. }) => Some(
                prompt
                    .ask(false)
                    .ok_or_else(|| SecretError::locked("no passphrase was given"))?,
            ),
            None => prompt
                .ask(true)
                .filter(|passphrase| !passphrase.expose_secret().is_empty()),
        };
        in_background(move || {
            let protection = match (protection, &asked) {
                (Some(protection), _) => protection,
                (None, Some(_)) => Protection::Passphrase {
                    cost,
                    salt: random()?,
                },
                (None, None) => Protection::KeyFile,
            };
            let key = match (&protection, &asked) {
                (Protection::Passphrase { cost, salt }, Some(passphrase)) => {
                    key::derive(passphrase, salt, *cost)?
                }
                _ if EncryptedFile::is_used_by(&folder) => key::load(&folder.join(KEY))?,
                _ => key::load_or_make(&folder.join(KEY))?,
            };
            let vault = Vault {
                folder,
                protection,
                key,
            };
            // A wrong passphrase shows now and not when a token is needed.
            vault.accounts()?;
            Ok(Self {
                vault: Arc::new(vault),
            })
        })
        .await
    }

    /// What the file is encrypted under.
    pub(super) fn kind(&self) -> SecretStoreKind {
        kind_of(&self.vault.protection)
    }

    /// Works with the accounts under the lock, and writes them when `change` says that it changed them.
    async fn with_accounts<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Accounts) -> (T, bool) + Send + 'static,
    ) -> Result<T, SecretError> {
        let vault = Arc::clone(&self.vault);
        in_background(move || {
            let _lock = private_file::lock(&vault.folder.join(private_file::LOCK))?;
            let mut accounts = vault.accounts()?;
            let (answer, changed) = change(&mut accounts);
            if changed {
                let file = format::seal(&accounts, &vault.protection, &vault.key)?;
                private_file::replace(&vault.folder.join(SECRETS), &file)?;
            }
            Ok(answer)
        })
        .await
    }
}

impl Vault {
    fn accounts(&self) -> Result<Accounts, SecretError> {
        match private_file::read(&self.folder.join(SECRETS))? {
            Some(file) => format::unseal(&file, &self.protection, &self.key),
            None => Ok(Accounts::new()),
        }
    }
}

#[async_trait]
impl KeyStore for EncryptedFile {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, SecretError> {
        let account = account.to_owned();
        self.with_accounts(move |accounts| (accounts.get(&account).cloned(), false))
            .await
    }

    async fn set(&self, account: &str, secret: SecretString) -> Result<(), SecretError> {
        let account = account.to_owned();
        self.with_accounts(move |accounts| {
            accounts.insert(account, secret);
            ((), true)
        })
        .await
    }

    async fn delete(&self, account: &str) -> Result<(), SecretError> {
        let account = account.to_owned();
        self.with_accounts(move |accounts| ((), accounts.remove(&account).is_some()))
            .await
    }

    async fn clear(&self) -> Result<(), SecretError> {
        self.with_accounts(|accounts| {
            let had_some = !accounts.is_empty();
            accounts.clear();
            ((), had_some)
        })
        .await
    }
}

fn protection_in(folder: &Path) -> Result<Option<Protection>, SecretError> {
    private_file::read(&folder.join(SECRETS))?
        .map(|file| format::protection(&file))
        .transpose()
}

fn kind_of(protection: &Protection) -> SecretStoreKind {
    match protection {
        Protection::Passphrase { .. } => SecretStoreKind::PassphraseFile,
        Protection::KeyFile => SecretStoreKind::KeyFile,
    }
}

/// Runs what blocks (the disk, making a key) away from the threads that serve requests.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SecretError> + Send + 'static,
) -> Result<T, SecretError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(SecretError::failed)?
}
