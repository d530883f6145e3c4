//! A place of keys that is locked: the person unlocks it, and syncing goes on.
//!
//! Leaves out how a keychain asks: reading a secret makes the system do that (`secrets`). The rules it protects: nobody is
//! told that it goes on while the key still cannot be read, and a passphrase is kept nowhere.

use keepsake_memory::{Connection, ConnectionKind};
use secrecy::SecretString;

use crate::connect::connection_id;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::keys::account;

impl Keepsake {
    /// Has the system ask for what unlocks the keychain, by reading the key of a connection, or opens the file of keys with
    /// the passphrase, for as long as this process lasts; then looks at Notion at once where that is done by itself. Lasts as
    /// long as the person takes. Whoever is about to connect needs no connection for it.
    ///
    /// # Errors
    /// [`ErrorCode::KeychainLocked`] when it stays locked, its `reason` being `passphrase` where one is needed and
    /// `wrong_passphrase` where this one does not open the file; [`ErrorCode::NeedsSignIn`] when there is no key in it.
    pub async fn unlock_keychain(
        &self,
        connection: Option<&str>,
        passphrase: Option<SecretString>,
    ) -> Result<(), AppError> {
        let connection = match connection {
            Some(id) => Some(self.store().connection(connection_id(id)?).await?),
            None => None,
        };
        self.unlock(connection.as_ref(), passphrase).await?;
        self.inner.jobs.is_over(ErrorCode::KeychainLocked);
        if self.keeps_in_step() {
            self.inner.in_step.sync_now();
        }
        Ok(())
    }

    async fn unlock(
        &self,
        connection: Option<&Connection>,
        passphrase: Option<SecretString>,
    ) -> Result<(), AppError> {
        if connection.is_some_and(|one| one.details.kind == ConnectionKind::Sample) {
            return Ok(());
        }
        let keys = &self.inner.keys;
        let (store, _) = match passphrase {
            Some(passphrase) => keys.open_with(passphrase).await?,
            None => keys.open().await?,
        };
        let Some(connection) = connection else {
            return Ok(());
        };
        let kept = store.get(&account(connection)).await;
        match kept.map_err(|error| keys.refused(&error, "passphrase"))? {
            Some(_) => Ok(()),
            None => Err(AppError::needs_sign_in(false, None)),
        }
    }
}
