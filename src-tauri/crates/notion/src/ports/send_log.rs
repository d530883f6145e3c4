//! The durable memory of when requests were sent.
//!
//! Notion counts requests over a minute and does not care that a process was restarted in between. The store keeps this
//! log; the client writes to it before it sends.
//!
//! The rule it protects: a restart starts where the last process ended, with its budget as used as it was.

use async_trait::async_trait;
use time::OffsetDateTime;

/// Remembers send times and the current hold. One log belongs to one connection.
#[async_trait]
pub trait SendLog: Send + Sync {
    /// The sends recorded at or after `since`, in any order, and the last hold.
    async fn load(&self, since: OffsetDateTime) -> Result<SendHistory, SendLogError>;

    /// Records a send that is about to happen. Returns once the record would survive a crash.
    ///
    /// `at` may lie a little in the future. Records older than two minutes may be forgotten.
    async fn record(&self, at: OffsetDateTime) -> Result<(), SendLogError>;

    /// Records that nothing may be sent before `until`. Replaces an earlier hold.
    async fn hold(&self, until: OffsetDateTime) -> Result<(), SendLogError>;
}

/// What a [`SendLog`] remembers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SendHistory {
    /// When requests were sent.
    pub sent: Vec<OffsetDateTime>,
    /// When Notion allows the next request, if it asked for a wait.
    pub hold_until: Option<OffsetDateTime>,
}

/// The send log could not be read or written; nothing was sent.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the log of sent requests is not available: {message}")]
pub struct SendLogError {
    /// The reason, in the words of the store.
    pub message: String,
}

impl SendLogError {
    /// An error with this reason.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
        }
    }
}
