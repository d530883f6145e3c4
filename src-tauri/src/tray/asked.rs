//! Where things stand, over all workspaces, as the core tells it. A few counts, no request.

use keepsake_app::dto::{Connection, ConnectionState};
use keepsake_app::{AppError, Keepsake};

use super::menu::Situation;

/// Where things stand; whether a new version is installed is known to the shell alone.
pub(super) async fn situation(core: &Keepsake, is_updated: bool) -> Result<Situation, AppError> {
    let connections = core.connections().await?;
    let mut situation = Situation {
        is_connected: !connections.is_empty(),
        status: core.status().await?,
        decisions: 0,
        brakes: 0,
        parked: 0,
        is_synced: connections.iter().any(is_synced),
        needs_key: connections.iter().any(needs_key),
        is_updated,
    };
    for connection in &connections {
        let attention = core.attention(&connection.id).await?;
        situation.decisions += attention.decisions;
        situation.brakes += attention.brakes;
        situation.parked += attention.parked;
        if situation.status.looking.is_none() {
            // Of several workspaces the core leaves it out; a pause is for all of them.
            situation.status.looking = core.connection_status(&connection.id).await?.looking;
        }
    }
    Ok(situation)
}

/// Whether a connection can be synced.
pub(super) fn is_synced(connection: &Connection) -> bool {
    connection.state == ConnectionState::Ok
}

/// Whether the person stopped syncing a connection.
pub(super) fn is_stopped(connection: &Connection) -> bool {
    connection.state == ConnectionState::Stopped
}

/// Whether Notion no longer accepts the key of a connection.
pub(super) fn needs_key(connection: &Connection) -> bool {
    connection.state == ConnectionState::NeedsSignIn
}

/// The workspace in which something has to be decided.
pub(super) async fn undecided(core: &Keepsake) -> Result<Option<String>, AppError> {
    for connection in core.connections().await? {
        if core.attention(&connection.id).await?.decisions > 0 {
            return Ok(Some(connection.id));
        }
    }
    Ok(None)
}
