//! The log of sent requests, kept in the store as the product keeps it.
//!
//! The rule it protects: what a restart knows about the pace is what the store knew.

use async_trait::async_trait;
use keepsake_memory::{ConnectionId, Store, StoreError};
use keepsake_notion::ports::{SendHistory, SendLog, SendLogError};
use time::OffsetDateTime;

/// One connection's log in the store.
pub(crate) struct StoredSends {
    pub(crate) store: Store,
    pub(crate) connection: ConnectionId,
}

fn unavailable(error: &StoreError) -> SendLogError {
    SendLogError::new(error.to_string())
}

#[async_trait]
impl SendLog for StoredSends {
    async fn load(&self, since: OffsetDateTime) -> Result<SendHistory, SendLogError> {
        let kept = self.store.load_sends(self.connection, since).await;
        let kept = kept.map_err(|error| unavailable(&error))?;
        Ok(SendHistory {
            sent: kept.sent,
            hold_until: kept.hold_until,
        })
    }

    async fn record(&self, at: OffsetDateTime) -> Result<(), SendLogError> {
        let recorded = self.store.record_send(self.connection, at).await;
        recorded.map_err(|error| unavailable(&error))
    }

    async fn hold(&self, until: OffsetDateTime) -> Result<(), SendLogError> {
        let held = self.store.hold_sends(self.connection, until).await;
        held.map_err(|error| unavailable(&error))
    }
}
