//! The keys of what ends: their place is opened first, and where it stays shut the person decides.
//!
//! Leaves out how a place is unlocked (`unlocking`) and what else ends (`disconnect`, `leaving`). The rules it protects:
//! nothing is ended before it is known whether its key can be removed, unless the person says that it may stay; nobody has
//! to know a passphrase to leave; and of a key that may still lie somewhere nobody is told that it is gone.

use std::sync::Arc;

use keepsake_memory::{Connection, ConnectionKind, ConnectionState, Job};
use serde::Serialize;
use specta::Type;

use crate::disconnect::Access;
use crate::error::{AppError, ErrorCode};
use crate::jobs::Work;
use crate::keepsake::Keepsake;
use crate::secrets::{self, KeyStore, SecretError, SecretStoreKind};
use crate::{failures, keys};

/// What happens where the place of a key cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LockedKeys {
    /// Nothing: everything stays as it is, so that the place can be unlocked first.
    Refuse,
    /// It goes on, and the place is left alone: the person has said that the keys may stay there.
    Leave,
}

/// Where keys of what has ended may still lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeysLeft {
    /// Nowhere: they are removed.
    None,
    /// In the system's keychain, which was locked or did not answer. A person can remove them there.
    InKeychain,
    /// In the encrypted file, which could not be opened and holds the keys of other workspaces too.
    InFile,
}

/// What an end leaves behind outside of the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Left {
    /// What became of the access in Notion.
    pub access: Access,
    /// Where keys may still lie.
    pub keys: KeysLeft,
}

/// The place of keys; nothing where none lie anywhere, or where it is left alone.
pub(crate) type Reached = Option<Arc<dyn KeyStore>>;

impl Keepsake {
    /// Opens the place of these keys and reads them, so that a keychain asks for its password before anything has ended.
    pub(crate) async fn reach_keys(&self, accounts: &[String]) -> Result<Reached, AppError> {
        if accounts.is_empty() || self.inner.keys.are_nowhere() {
            return Ok(None);
        }
        self.opened_for(accounts)
            .await
            .map_err(|error| match error.code {
                // Nothing was to be stored: the sentence is another one.
                ErrorCode::KeychainMissing => error.with("reason", "leaving"),
                _ => error,
            })
    }

    /// The same for a connection that ends. One that had ended before needs none: its key was removed then,
    /// unless that was interrupted, so that it is told of as one that may be there still.
    pub(crate) async fn reach_keys_of(
        &self,
        connection: &Connection,
        locked: LockedKeys,
    ) -> Result<Reached, AppError> {
        if locked == LockedKeys::Leave {
            return Ok(None);
        }
        match self.reach_keys(&keys::accounts_of(connection)).await {
            Err(error) if connection.state == ConnectionState::Stopped => {
                tracing::info!(%error, "what had ended goes without its keys");
                Ok(None)
            }
            reached => reached,
        }
    }

    async fn opened_for(&self, accounts: &[String]) -> Result<Reached, AppError> {
        let (store, _) = self.inner.keys.open().await?;
        for account in accounts {
            match store.get(account).await {
                // It can be removed all the same.
                Err(SecretError::Failed { detail }) => {
                    tracing::warn!(detail, "a key could not be read");
                }
                read => drop(read?),
            }
        }
        Ok(Some(store))
    }

    /// The same before everything is deleted. A file goes whole, whatever it lies under, so it is opened only to give access
    /// back; and a keychain that is not there must not keep anybody from leaving.
    pub(crate) async fn reach_last_keys(
        &self,
        connections: &[Connection],
        accounts: &[String],
        locked: LockedKeys,
    ) -> Result<Reached, AppError> {
        let in_keychain = self.inner.keys.place() == Some(SecretStoreKind::Keychain);
        let is_signed_in = |one: &Connection| one.details.kind == ConnectionKind::OAuth;
        let is_needed = in_keychain || connections.iter().any(is_signed_in);
        if locked == LockedKeys::Leave || !is_needed {
            return Ok(None);
        }
        match self.reach_keys(accounts).await {
            Err(error) if in_keychain && error.code == ErrorCode::KeychainLocked => Err(error),
            Err(error) => {
                tracing::warn!(%error, "everything is deleted without its keys");
                Ok(None)
            }
            reached => reached,
        }
    }

    /// Removes the keys of everything from where they were reached. A file of keys is no matter here: it goes whole.
    pub(crate) async fn remove_last_keys(&self, accounts: &[String], reached: Reached) -> KeysLeft {
        let in_keychain = self.inner.keys.place() == Some(SecretStoreKind::Keychain);
        if !in_keychain || accounts.is_empty() {
            return KeysLeft::None;
        }
        let Some(store) = reached else {
            return KeysLeft::InKeychain;
        };
        let mut left = KeysLeft::None;
        for account in accounts {
            if let Err(error) = store.delete(account).await {
                tracing::warn!(%error, "a key could not be removed");
                left = KeysLeft::InKeychain;
            }
        }
        left
    }

    /// Removes the keys of a connection from where they were reached.
    pub(crate) async fn remove_keys_of(
        &self,
        connection: &Connection,
        reached: Reached,
    ) -> Result<KeysLeft, AppError> {
        let accounts = keys::accounts_of(connection);
        if accounts.is_empty() || self.inner.keys.are_nowhere() {
            return Ok(KeysLeft::None);
        }
        let Some(store) = reached else {
            return self.leave_keys_of(connection).await;
        };
        for account in accounts {
            store.delete(&account).await?;
        }
        // One that ended while the file was shut has left its key in it, maybe under a name that nobody knows any more.
        if !self.has_keys_of_others(connection).await? {
            store.clear().await?;
        }
        Ok(KeysLeft::None)
    }

    /// Whether a connection other than this one has a key, or one is being made.
    async fn has_keys_of_others(&self, connection: &Connection) -> Result<bool, AppError> {
        let checks = |job: &Job| matches!(Work::of(job), Some(Work::Check { .. }));
        if self.store().open_jobs().await?.iter().any(checks) {
            return Ok(true);
        }
        let has_a_key = |one: &Connection| {
            one.id != connection.id
                && one.details.kind != ConnectionKind::Sample
                && one.state != ConnectionState::Stopped
        };
        Ok(self.store().connections().await?.iter().any(has_a_key))
    }

    /// Does what can be done about the keys of a connection while their place stays shut. One key cannot be taken out of a
    /// sealed file; the last ones can, with the file, and then somebody who forgot its passphrase can begin anew.
    async fn leave_keys_of(&self, connection: &Connection) -> Result<KeysLeft, AppError> {
        if self.inner.keys.place() == Some(SecretStoreKind::Keychain) {
            return Ok(KeysLeft::InKeychain);
        }
        if self.has_keys_of_others(connection).await? {
            return Ok(KeysLeft::InFile);
        }
        self.remove_file_of_keys().await?;
        tracing::info!("the file of keys is removed: no key in it is needed any more");
        Ok(KeysLeft::None)
    }

    /// Removes the encrypted file of keys, where there is one, without opening it.
    pub(crate) async fn remove_file_of_keys(&self) -> Result<(), AppError> {
        let folder = self.inner.home.secrets();
        secrets::remove_file(&folder).map_err(|error| failures::unwritable(&folder, &error))?;
        self.inner.keys.forget().await;
        Ok(())
    }
}
