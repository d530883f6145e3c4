//! The log of sends in the store, as the product keeps it: its writes are part of what an import costs.

use async_trait::async_trait;
use keepsake_memory::{ConnectionId, Store, StoreError};
use keepsake_notion::ports::{SendHistory, SendLog, SendLogError};
use time::OffsetDateTime;

/// The sends of one connection.
pub(crate) struct KeptSends {
    /// Where they are kept.
    pub(crate) store: Store,
    /// Whose they are.
    pub(crate) connection: ConnectionId,
}

fn refused(error: StoreError) -> SendLogError {
    SendLogError::new(error.to_string())
}

#[async_trait]
impl SendLog for KeptSends {
    async fn load(&self, since: OffsetDateTime) -> Result<SendHistory, SendLogError> {
        let history = self.store.load_sends(self.connection, since).await;
        let history = history.map_err(refused)?;
        Ok(SendHistory {
            sent: history.sent,
            hold_until: history.hold_until,
        })
    }

    async fn record(&self, at: OffsetDateTime) -> Result<(), SendLogError> {
        let recorded = self.store.record_send(self.connection, at).await;
        recorded.map_err(refused)
    }

    async fn hold(&self, until: OffsetDateTime) -> Result<(), SendLogError> {
        let held = self.store.hold_sends(self.connection, until).await;
        held.map_err(refused)
    }
}
