//! Where events are kept, as a port.
//!
//! The rule it protects: an inbox says that events are kept only once they survive a power cut.

use async_trait::async_trait;
use bytes::Bytes;
use keepsake_text::NotionId;
use time::OffsetDateTime;

/// An event as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Notion's id of it, the same at each delivery; made from the body where there is none.
    pub id: String,
    /// What happened, in Notion's words, such as `page.content_updated`; `unknown` where it does not say.
    pub kind: String,
    /// What to look at again.
    pub subject: Option<Subject>,
    /// The workspace it happened in, as Notion names it.
    pub workspace: Option<String>,
    /// The body, byte for byte.
    pub raw: Bytes,
    /// When it arrived, by our clock.
    pub received: OffsetDateTime,
}

/// Something in Notion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// Its id.
    pub id: NotionId,
    /// What it is, in Notion's words: `page`, `database`, `data_source`, ...
    pub kind: String,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// It is new and stored.
    Stored,
    /// One with this id was stored before.
    Known,
}

/// Events could not be kept; Notion has to send them again.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct InboxError(pub String);

/// Keeps events.
#[async_trait]
pub trait Inbox: Send + Sync {
    /// Keeps all of these or none, in one transaction that survives a power cut. Says of each, in order, whether it is
    /// new; the second of two with the same id is known.
    async fn keep(&self, events: Vec<Event>) -> Result<Vec<Kept>, InboxError>;
}
