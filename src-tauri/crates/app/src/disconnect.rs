//! The end of a connection: its key, the access in Notion, and what is remembered through it.
//!
//! Leaves out making one (`connect`). The rules it protects: a connection ends also where Notion cannot be asked, and the
//! person hears whether the access stayed; nothing of it writes any more before anything of it is removed.

use std::time::Duration;

use keepsake_memory::{Connection, ConnectionId, ConnectionKind, JobId};
use keepsake_notion::ports::GrantedTo;
use keepsake_text::ContentHash;
use secrecy::SecretString;
use serde::Serialize;
use specta::Type;
use tokio::fs;

use crate::connect::connection_id;
use crate::error::AppError;
use crate::jobs::Work;
use crate::keepsake::Keepsake;
use crate::last_keys::{Left, LockedKeys};
use crate::secrets::KeyStore;
use crate::{grants, keys};

/// How long Notion is waited for when the access is to be taken back: nobody should have to be online to leave.
const PATIENCE: Duration = Duration::from_secs(15);

/// What becomes of what is remembered through a connection that is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemoryFate {
    /// It stays and can be read.
    Keep,
    /// It is out of sight, can be brought back for a while, and is removed then.
    Forget,
    /// It is removed, files included.
    Remove,
}

/// What became of the access that the key of a removed connection gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Access {
    /// Notion took it back: the key is worth nothing any more.
    TakenBack,
    /// Only a person can take it back, in Notion's settings: an internal token cannot be revoked (Notion API reference:
    /// Revoke token).
    Stays,
    /// Notion could not be asked, or did not do it. A person can, in Notion's settings.
    Unanswered,
    /// There was none.
    None,
}

impl Keepsake {
    /// Forgets the key of a connection and keeps what is remembered: it can be read, and is not synced any more.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotConnected`]; or when the key store or the store cannot be written.
    pub async fn disconnect(&self, connection: &str) -> Result<Left, AppError> {
        self.disconnect_with(connection, MemoryFate::Keep, LockedKeys::Refuse)
            .await
    }

    /// Takes the access back where that can be done, forgets the key of a connection, and on request everything remembered
    /// through it.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotConnected`]; [`crate::ErrorCode::KeychainLocked`] and [`crate::ErrorCode::KeychainMissing`] where the
    /// key cannot be reached and is not to be left, and then nothing has changed; or when the key store or the store cannot
    /// be written.
    pub async fn disconnect_with(
        &self,
        connection: &str,
        fate: MemoryFate,
        locked: LockedKeys,
    ) -> Result<Left, AppError> {
        let connection = self.store().connection(connection_id(connection)?).await?;
        let reached = self.reach_keys_of(&connection, locked).await?;
        if fate == MemoryFate::Keep {
            // First, so that no cycle begins meanwhile and calls the missing key a refused one.
            self.stop_syncing(connection.id).await?;
        }
        self.end_runs_of(connection.id).await?;
        let access = self.take_access_back(&connection, reached.as_deref()).await;
        let keys = self.remove_keys_of(&connection, reached).await?;
        self.unlink(connection.id).await;
        match fate {
            MemoryFate::Keep => {}
            MemoryFate::Forget => {
                self.store()
                    .forget_connection(connection.id, self.now())
                    .await?;
            }
            MemoryFate::Remove => {
                self.remove_older_copies()?;
                self.store().remove_connection(connection.id).await?;
                self.remove_unused_files().await?;
            }
        }
        Ok(Left { access, keys })
    }

    /// Asks Notion to take back what a sign-in gave, where its key was reached.
    pub(crate) async fn take_access_back(
        &self,
        connection: &Connection,
        reached: Option<&dyn KeyStore>,
    ) -> Access {
        match connection.details.kind {
            ConnectionKind::Sample => return Access::None,
            ConnectionKind::Token => return Access::Stays,
            ConnectionKind::OAuth => {}
        }
        let Some(store) = reached else {
            return Access::Unanswered;
        };
        match self.ask_to_take_back(connection, store).await {
            Ok(access) => access,
            Err(error) => {
                tracing::warn!(%error, "the access could not be taken back");
                Access::Unanswered
            }
        }
    }

    async fn ask_to_take_back(
        &self,
        connection: &Connection,
        store: &dyn KeyStore,
    ) -> Result<Access, AppError> {
        let Some(kept) = store.get(&keys::account(connection)).await? else {
            return Ok(Access::None);
        };
        let grant = grants::read(&kept)?;
        let asked = self.revoke(
            &connection.details.base_url,
            &grant.client,
            &grant.access_token,
        );
        tokio::select! {
            outcome = asked => outcome.map(|()| Access::TakenBack),
            () = self.inner.ports.clock.sleep(PATIENCE) => Err(AppError::internal("no answer came in time")),
        }
    }

    async fn revoke(
        &self,
        base_url: &str,
        client: &GrantedTo,
        token: &SecretString,
    ) -> Result<(), AppError> {
        match client {
            GrantedTo::Own(credentials) => {
                let client = self.oauth_client(base_url, credentials.clone())?;
                Ok(client.revoke(token).await?)
            }
            GrantedTo::Broker(origin) => {
                let client = self.broker_client(origin.as_str())?;
                Ok(client.revoke(token).await?)
            }
        }
    }

    /// Stops what is under way for a connection, here or in another process, and waits for it.
    pub(crate) async fn end_runs_of(&self, connection: ConnectionId) -> Result<(), AppError> {
        let mut theirs = Vec::new();
        for job in self.store().open_jobs().await? {
            let concerned = match Work::of(&job) {
                Some(
                    Work::Run { connection, .. }
                    | Work::Verify { connection, .. }
                    | Work::Schema { connection, .. },
                ) => connection,
                Some(Work::Check { .. }) | None => continue,
            };
            if concerned == connection {
                theirs.push(job.id);
            }
        }
        self.end_jobs(&theirs).await
    }

    /// Stops jobs, here or in another process, and waits until they write no more. All of them first: one that waits for its
    /// turn behind another must not take it.
    pub(crate) async fn end_jobs(&self, jobs: &[JobId]) -> Result<(), AppError> {
        for job in jobs {
            self.store().cancel_job(*job, self.now()).await?;
        }
        for job in jobs {
            // How it ends makes no difference.
            let _ = self.follow(*job, &|_| {}).await;
        }
        Ok(())
    }

    /// Removes files that no object shows any more.
    pub(crate) async fn remove_unused_files(&self) -> Result<(), AppError> {
        let unreadable = |error: std::io::Error| AppError::internal(error);
        let Ok(mut shelves) = fs::read_dir(self.inner.home.files()).await else {
            return Ok(());
        };
        while let Some(shelf) = shelves.next_entry().await.map_err(unreadable)? {
            let Ok(mut files) = fs::read_dir(shelf.path()).await else {
                continue;
            };
            while let Some(file) = files.next_entry().await.map_err(unreadable)? {
                let hash = file
                    .file_name()
                    .to_str()
                    .and_then(|name| name.parse::<ContentHash>().ok());
                let Some(hash) = hash else { continue };
                if !self.store().is_file_used(hash).await? {
                    fs::remove_file(file.path()).await.map_err(unreadable)?;
                }
            }
        }
        Ok(())
    }
}
