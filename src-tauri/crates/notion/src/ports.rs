//! What the client needs from outside: time, randomness, HTTP, a durable log of sends, a place for what a sign-in gave, and
//! somebody to tell.
//!
//! Nothing in this crate reads a clock, draws a random number or opens a socket except through these traits, so a test
//! can replay an hour of importing in a millisecond. The real ones are in [`crate::adapters`].
//!
//! The rule it protects: same inputs, same behaviour.

mod body;
#[cfg(any(test, feature = "testing"))]
pub mod fast;
mod grant_store;
#[cfg(any(test, feature = "testing"))]
pub mod manual;
mod send_log;
mod transport;
mod watcher;

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;
use time::OffsetDateTime;

pub use body::{Body, CollectError};
pub use grant_store::{GrantStore, GrantStoreError, GrantedTo, KeptGrant};
pub use send_log::{SendHistory, SendLog, SendLogError};
pub use transport::{Transport, TransportError, TransportErrorKind};
pub use watcher::{ClientEvent, NobodyWatches, Watcher};

/// Time, in both senses, and waiting.
pub trait Clock: Send + Sync {
    /// The time of day. It may jump in both directions; use it for what is stored or shown, never for pacing.
    fn now(&self) -> OffsetDateTime;

    /// Time since an arbitrary start, which never goes backwards. The pace is kept by this one.
    fn elapsed(&self) -> Duration;

    /// Ends once `duration` has passed on [`Clock::elapsed`]. Dropping the future stops the waiting.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// Random numbers for back-off jitter and multipart boundaries. They need not be secret.
pub trait Randomness: Send + Sync {
    /// A number drawn evenly from all 64-bit values.
    fn next_u64(&self) -> u64;
}

/// Everything a client needs from outside.
#[derive(Clone)]
pub struct Ports {
    /// Carries requests; adds no authentication and follows no redirect.
    pub transport: Arc<dyn Transport>,
    /// Time and waiting.
    pub clock: Arc<dyn Clock>,
    /// Jitter.
    pub randomness: Arc<dyn Randomness>,
    /// Remembers send times across restarts.
    pub send_log: Arc<dyn SendLog>,
    /// Told about every send, answer, wait and retry.
    pub watcher: Arc<dyn Watcher>,
}
