//! Who is told what the client does: a progress view, a request counter, a test.
//!
//! The rule it protects: events carry endpoint templates and ids of requests, never tokens, addresses or contents.

use std::time::Duration;

use time::OffsetDateTime;

use crate::error::ErrorKind;
use crate::lane::Lane;

/// Receives events as they happen, on the task that caused them: return quickly.
pub trait Watcher: Send + Sync {
    /// Something happened.
    fn on(&self, event: &ClientEvent);
}

/// Something a client did.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ClientEvent {
    /// A request goes out now.
    Sent {
        /// Method and path template, such as `GET /v1/pages/{id}`.
        endpoint: &'static str,
        /// The lane it waited in.
        lane: Lane,
    },
    /// An answer arrived, good or bad.
    Answered {
        /// Method and path template.
        endpoint: &'static str,
        /// HTTP status.
        status: u16,
        /// Notion's name for the exchange.
        request_id: Option<String>,
        /// From sending to the last byte.
        duration: Duration,
    },
    /// Nothing is sent before `until`, because Notion said so.
    Held {
        /// When sending goes on.
        until: OffsetDateTime,
        /// Notion's `rate_limit_reason`, its error code, or `earlier_run` for a hold found in the send log.
        reason: String,
    },
    /// A request failed in a way that passes and will be sent again.
    Retrying {
        /// Method and path template.
        endpoint: &'static str,
        /// The attempt that failed, counted from 1.
        attempt: u32,
        /// The wait before the next one.
        after: Duration,
        /// What failed.
        kind: ErrorKind,
        /// Notion's name for the failed exchange.
        request_id: Option<String>,
    },
}

/// The watcher for those who do not look.
#[derive(Debug, Clone, Copy, Default)]
pub struct NobodyWatches;

impl Watcher for NobodyWatches {
    fn on(&self, _event: &ClientEvent) {}
}
