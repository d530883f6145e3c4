//! A workspace that the person stopped syncing: what is refused there, and that nobody is called for it.
//!
//! Leaves out how it comes to that (`disconnect`) and its end (`connect`). The rule it protects: what is stored can be read,
//! searched, exported and forgotten; nothing is asked of Notion, and nothing is changed that would have to go there, because
//! nobody could say when.

use keepsake_memory::{Connection, ConnectionId, ConnectionState};

use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::records::Found;

/// The error about something that goes on only once the workspace is connected again.
pub(crate) fn refuse_stopped(connection: &Connection) -> Result<(), AppError> {
    match connection.state {
        ConnectionState::Stopped => Err(AppError::new(ErrorCode::ConnectionStopped)
            .with("workspace", &connection.details.workspace_name)),
        ConnectionState::Ok | ConnectionState::NeedsSignIn => Ok(()),
    }
}

impl Keepsake {
    /// The connection, unless the person stopped syncing it.
    pub(crate) async fn syncing(&self, connection: ConnectionId) -> Result<Connection, AppError> {
        let connection = self.store().connection(connection).await?;
        refuse_stopped(&connection)?;
        Ok(connection)
    }

    /// What an id means, where it may be changed.
    pub(crate) async fn found_to_change(&self, id: &str) -> Result<Found, AppError> {
        let found = self.found(id).await?;
        let (Found::Page { connection, .. } | Found::Creation { connection, .. }) = &found;
        self.syncing(*connection).await?;
        Ok(found)
    }

    /// Stops syncing: nothing that was told of this workspace is still to be done.
    pub(crate) async fn stop_syncing(&self, connection: ConnectionId) -> Result<(), AppError> {
        self.store()
            .set_connection_state(connection, ConnectionState::Stopped)
            .await?;
        self.withdraw_alerts(connection).await
    }
}
