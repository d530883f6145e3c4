//! Where everything is kept, how much it is, and what workspaces look like on their cards.
//!
//! Leaves out removing any of it (`leaving`). The rule it protects: sizes are those of the disk, and a file that cannot be
//! looked at is no error.

use std::path::Path;

use keepsake_memory::ObjectKind;

use crate::dto::{self, DataPlace, ForgottenWorkspace, SecretStore, WorkspaceCard};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::leaving::KEPT;
use crate::secrets::SecretStoreKind;

impl Keepsake {
    /// Every workspace as its card shows it, the oldest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn workspace_cards(&self) -> Result<Vec<WorkspaceCard>, AppError> {
        let mut cards = Vec::new();
        for connection in self.store().connections().await? {
            let id = connection.id;
            let databases = self
                .store()
                .count_chosen(id, Some(ObjectKind::DataSource))
                .await?;
            cards.push(WorkspaceCard {
                status: self.connection_status(&id.to_string()).await?,
                connection: connection.into(),
                databases: dto::count(databases),
            });
        }
        Ok(cards)
    }

    /// Where everything is kept, and how much it is.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn data_place(&self) -> Result<DataPlace, AppError> {
        let home = &self.inner.home;
        let whole = size_of(home.root());
        let files = size_of(&home.files());
        let memory: u64 = ["", "-wal", "-shm"]
            .iter()
            .map(|end| {
                let mut name = home.memory().into_os_string();
                name.push(end);
                size_of(Path::new(&name))
            })
            .sum();
        Ok(DataPlace {
            folder: home.root().display().to_string(),
            memory_bytes: dto::bytes(memory),
            file_bytes: dto::bytes(files),
            other_bytes: dto::bytes(whole.saturating_sub(files + memory)),
            secret_store: self.secret_store().await,
            forgotten: self.forgotten().await?,
        })
    }

    /// Where secrets are kept on this computer. Opens it, for which a system may ask the person.
    pub async fn secret_store(&self) -> SecretStore {
        match self.inner.keys.open().await {
            Ok((_, SecretStoreKind::Keychain)) => SecretStore::Keychain,
            Ok((_, SecretStoreKind::PassphraseFile)) => SecretStore::PassphraseFile,
            Ok((_, SecretStoreKind::KeyFile)) => SecretStore::KeyFile,
            // Locked is no other place.
            Err(_) if self.inner.keys.place() == Some(SecretStoreKind::PassphraseFile) => {
                SecretStore::PassphraseFile
            }
            Err(error) => {
                tracing::info!(%error, "no key store");
                SecretStore::Unavailable
            }
        }
    }

    /// What was forgotten and can be brought back, the first forgotten first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn forgotten(&self) -> Result<Vec<ForgottenWorkspace>, AppError> {
        let all = self.store().forgotten().await?;
        Ok(all
            .into_iter()
            .map(|(connection, time)| ForgottenWorkspace {
                id: connection.id.to_string(),
                workspace_name: connection.details.workspace_name,
                forgotten_time: dto::moment(time),
                removed_time: dto::moment(time + KEPT),
            })
            .collect())
    }

    /// Makes the index of the search anew.
    ///
    /// # Errors
    /// When the store cannot be written; the index is as it was then.
    pub async fn rebuild_index(&self) -> Result<(), AppError> {
        Ok(self.store().rebuild_index().await?)
    }
}

/// The bytes of a file, or of everything in a folder. Links are not followed.
fn size_of(path: &Path) -> u64 {
    let Ok(metadata) = std::fs::symlink_metadata(path) else {
        return 0;
    };
    if !metadata.is_dir() {
        return metadata.len();
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries.map(|entry| size_of(&entry.path())).sum()
}
