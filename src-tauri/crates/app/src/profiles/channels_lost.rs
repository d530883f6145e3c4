//! Folders of channels that give none any more, although a profile in force has some.
//!
//! Leaves out reading them into force (`channels_again`). The rules it protects: what holds meanwhile is what was read
//! before, and that is said for as long as it is so; looking changes nothing that is remembered.

use std::path::Path;

use keepsake_memory::{ConnectionId, Store};
use keepsake_records::Channels;

use super::{channels_again::checkpoint, files};
use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::words::Words;

/// A folder that gives no channels, of a profile that was put into force with some.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostChannels {
    /// The profile's name.
    pub profile: String,
    /// The folder, as an absolute path.
    pub folder: String,
    /// What became of it: `missing`, `empty`, or `refused` where a file in it cannot be used.
    pub finding: &'static str,
    /// How many channels were read before and hold until it is back.
    pub known: usize,
}

impl Keepsake {
    /// The folders of channels that give none, of the profiles in force on a connection.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn lost_channels(&self, connection: &str) -> Result<Vec<LostChannels>, AppError> {
        let connection = self.store().connection(connection_id(connection)?).await?;
        lost_channels(self.store(), connection.id).await
    }
}

/// The same without a core.
pub(crate) async fn lost_channels(
    store: &Store,
    connection: ConnectionId,
) -> Result<Vec<LostChannels>, AppError> {
    let mut lost = Vec::new();
    for stored in store.profiles(connection).await? {
        let known: Channels = serde_json::from_str(&stored.channels).unwrap_or_default();
        if !stored.active || known.is_empty() {
            continue;
        }
        let folder = store.checkpoint(connection, &checkpoint(stored.id)).await?;
        let Some(folder) = folder else { continue };
        if let Some(finding) = loss(Path::new(&folder)).await {
            lost.push(LostChannels {
                profile: stored.name,
                folder,
                finding,
                known: known.iter().count(),
            });
        }
    }
    Ok(lost)
}

/// Why a folder gives no channels; nothing where it gives some.
async fn loss(folder: &Path) -> Option<&'static str> {
    let is_there = tokio::fs::metadata(folder)
        .await
        .is_ok_and(|data| data.is_dir());
    if !is_there {
        return Some("missing");
    }
    // Only whether it gives some is asked for here.
    match files::channels_in(folder, &Words::english()).await {
        Ok(channels) if channels.is_empty() => Some("empty"),
        Ok(_) => None,
        Err(_) => Some("refused"),
    }
}
