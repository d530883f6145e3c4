//! A keychain that is locked: the person unlocks it, and syncing goes on.
//!
//! Leaves out how a keychain asks: reading a secret makes the system do that (`secrets`). The rule it protects: nobody is
//! told that it goes on while the key still cannot be read.

use keepsake_memory::ConnectionKind;

use crate::connect::connection_id;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::keys;

impl Keepsake {
    /// Has the system ask for what unlocks the keychain, by reading the key of a connection; then looks at Notion at once
    /// where that is done by itself. Lasts as long as the person takes.
    ///
    /// # Errors
    /// [`ErrorCode::KeychainLocked`] when it stays locked, [`ErrorCode::NeedsSignIn`] when there is no key in it.
    pub async fn unlock_keychain(&self, connection: &str) -> Result<(), AppError> {
        let connection = self.store().connection(connection_id(connection)?).await?;
        if connection.details.kind != ConnectionKind::Sample {
            let (store, _) = self.inner.keys.open().await?;
            if store.get(&keys::account(&connection)).await?.is_none() {
                return Err(AppError::needs_sign_in(false, None));
            }
        }
        self.inner.jobs.is_over(ErrorCode::KeychainLocked);
        if self.keeps_in_step() {
            self.inner.in_step.sync_now();
        }
        Ok(())
    }
}
