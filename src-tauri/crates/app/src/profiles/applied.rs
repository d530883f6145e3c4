//! The profiles that are in force.
//!
//! The rule it protects: what was applied is what counts, not what the file says by now.

use keepsake_memory::{ConnectionId, ProfileId};
use keepsake_records::{Row, validate};
use keepsake_sync::two_way::profile::{Applied, Unreadable};
use serde_json::Value;

use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;

/// What a page is by a profile.
pub(crate) fn row(applied: &Applied, page: &Value) -> Row {
    validate(&applied.profile, &applied.channels, &applied.mapping, page)
}

/// Whether a profile in force goes by this name or number.
pub(crate) fn is_called(applied: &Applied, name: &str) -> bool {
    applied.profile.name == name || applied.id.to_string() == name
}

impl From<Unreadable> for AppError {
    fn from(error: Unreadable) -> Self {
        Self::internal(error)
    }
}

impl Keepsake {
    /// The profiles in force of a connection, oldest first.
    pub(crate) async fn applied(&self, connection: ConnectionId) -> Result<Vec<Applied>, AppError> {
        let stored = self.store().profiles(connection).await?;
        let active = stored.iter().filter(|stored| stored.active);
        Ok(active
            .map(Applied::read)
            .collect::<Result<Vec<_>, Unreadable>>()?)
    }

    /// The profile in force with this number, and its connection.
    pub(crate) async fn applied_numbered(
        &self,
        number: &str,
    ) -> Result<(ConnectionId, Applied), AppError> {
        let missing = || {
            AppError::new(ErrorCode::NotFound)
                .with("what", "applied_profile")
                .with("id", number)
        };
        let id: ProfileId = number.parse().map_err(|_| missing())?;
        let stored = self.store().profile(id).await?.ok_or_else(missing)?;
        Ok((stored.connection, Applied::read(&stored)?))
    }

    /// The one profile in force, or the one that is named.
    pub(crate) async fn the_applied(
        &self,
        connection: ConnectionId,
        name: Option<&str>,
    ) -> Result<Applied, AppError> {
        let mut all = self.applied(connection).await?;
        if let Some(name) = name {
            all.retain(|one| is_called(one, name));
        }
        match all.len() {
            1 => Ok(all.remove(0)),
            0 => Err(AppError::invalid("no_profile").with("name", name.unwrap_or("none"))),
            _ => {
                let names = all
                    .iter()
                    .map(|one| format!("{} {}", one.id, one.profile.name));
                Err(AppError::invalid("several_profiles")
                    .with("profiles", names.collect::<Vec<_>>().join(", ")))
            }
        }
    }
}
