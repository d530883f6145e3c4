//! A place of keys that is locked: the person unlocks it, and syncing goes on.
//!
//! Leaves out how a keychain asks: reading a secret makes the system do that (`secrets`). The rules it protects: nobody is
//! told that it goes on while the key still cannot be read, and a passphrase is kept nowhere.

use keepsake_memory::{Connection, ConnectionKind};
use secrecy::SecretString;

use crate::connect::connection_id;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::keys;
use crate::secrets::SecretStoreKind;

impl Keepsake {
    /// Has the system ask for what unlocks the keychain, by reading the key of a connection, or opens the file of keys with
    /// the passphrase, for as long as this process lasts; then looks at Notion at once where that is done by itself. Lasts as
    /// long as the person takes.
    ///
    /// # Errors
    /// [`ErrorCode::KeychainLocked`] when it stays locked, its `reason` being `passphrase` where one is needed and
    /// `wrong_passphrase` where this one does not open the file; [`ErrorCode::NeedsSignIn`] when there is no key in it.
    pub async fn unlock_keychain(
        &self,
        connection: &str,
        passphrase: Option<SecretString>,
    ) -> Result<(), AppError> {
        let connection = self.store().connection(connection_id(connection)?).await?;
        if connection.details.kind != ConnectionKind::Sample {
            let reason = match passphrase {
                Some(_) => "wrong_passphrase",
                None => "passphrase",
            };
            let is_there = self.has_key(&connection, passphrase).await;
            let is_there = is_there.map_err(|error| self.why_locked(error, reason))?;
            if !is_there {
                return Err(AppError::needs_sign_in(false, None));
            }
        }
        self.inner.jobs.is_over(ErrorCode::KeychainLocked);
        if self.keeps_in_step() {
            self.inner.in_step.sync_now();
        }
        Ok(())
    }

    async fn has_key(
        &self,
        connection: &Connection,
        passphrase: Option<SecretString>,
    ) -> Result<bool, AppError> {
        let keys = &self.inner.keys;
        let (store, _) = match passphrase {
            Some(passphrase) => keys.open_with(passphrase).await?,
            None => keys.open().await?,
        };
        Ok(store.get(&keys::account(connection)).await?.is_some())
    }

    fn why_locked(&self, error: AppError, reason: &str) -> AppError {
        let is_under_passphrase = self.inner.keys.place() == Some(SecretStoreKind::PassphraseFile);
        if error.code == ErrorCode::KeychainLocked && is_under_passphrase {
            error.with("reason", reason)
        } else {
            error
        }
    }
}
