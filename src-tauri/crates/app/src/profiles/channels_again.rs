//! Reading the channels of a profile in force again, where they were read when it was applied.
//!
//! The rule it protects: a channel whose file appears is known at the next sync, without applying the profile again; a
//! folder that cannot be read, or that is empty by now, leaves everything as it was.

use std::path::Path;

use keepsake_memory::{ConnectionId, NewProfile, ProfileId};

use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Under which name the store keeps the folder.
pub(crate) fn checkpoint(profile: ProfileId) -> String {
    format!("channels_of_profile_{profile}")
}

impl Keepsake {
    /// Takes over what has changed in the folders of channels.
    pub(crate) async fn read_channels_again(
        &self,
        connection: ConnectionId,
    ) -> Result<(), AppError> {
        for stored in self.store().profiles(connection).await? {
            let folder = self
                .store()
                .checkpoint(connection, &checkpoint(stored.id))
                .await?;
            let Some(folder) = folder.filter(|_| stored.active) else {
                continue;
            };
            let read = match self.channels(Some(Path::new(&folder))).await {
                Ok(read) => read,
                Err(error) => {
                    tracing::warn!(%error, profile = stored.name, "the channels could not be read again");
                    continue;
                }
            };
            let channels = serde_json::to_string(&read.channels).map_err(AppError::internal)?;
            if channels == stored.channels {
                continue;
            }
            if read.channels.is_empty() {
                // A drive that is not there looks like this, and every row would be invalid for it.
                tracing::warn!(
                    folder,
                    profile = stored.name,
                    "the folder of channels is empty; those read before are kept"
                );
                continue;
            }
            tracing::info!(profile = stored.name, folder, "the channels have changed");
            let profile = NewProfile {
                name: stored.name,
                data_source: stored.data_source,
                source: stored.source,
                channels,
                mapping: stored.mapping,
                active: stored.active,
            };
            self.store()
                .put_profile(connection, profile, self.now())
                .await?;
        }
        Ok(())
    }
}
