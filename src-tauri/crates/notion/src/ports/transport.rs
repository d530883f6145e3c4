//! The port that carries one HTTP exchange.
//!
//! It knows nothing of Notion: no token, no retry, no pace. Time-outs belong to the adapter behind it.
//!
//! The rule it protects: what is known about how far a request got is said, because a write that may have arrived must
//! never be repeated blindly.

use bytes::Bytes;
use futures::future::BoxFuture;
use http::{Request, Response};

use super::Body;

/// Sends a request and returns the answer as soon as its headers are there.
pub trait Transport: Send + Sync {
    /// Sends `request`. Redirects are returned, not followed; nothing is added that authenticates.
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>>;
}

/// An exchange that brought no complete answer.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{message}")]
pub struct TransportError {
    /// How far it got.
    pub kind: TransportErrorKind,
    /// What went wrong, in the words of the layer below, without addresses that could carry secrets.
    pub message: String,
}

/// How far an exchange got before it failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TransportErrorKind {
    /// No connection was made, so nothing was sent: no network, name not found, refused, certificate not accepted.
    Connect,
    /// A proxy refused to connect us, for want of a sign-in or by its rules, so nothing was sent.
    Proxy,
    /// The time-out passed; the request may or may not have arrived.
    Timeout,
    /// The connection broke off after it was made; the request may or may not have arrived.
    Interrupted,
    /// The request itself could not be built or sent, for a reason that will not pass.
    Unusable,
}

impl TransportError {
    /// An error of `kind` described by `message`.
    pub fn new(kind: TransportErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }

    /// Whether the request certainly never left, so that even a write may be sent again.
    #[must_use]
    pub const fn is_unsent(&self) -> bool {
        matches!(
            self.kind,
            TransportErrorKind::Connect | TransportErrorKind::Proxy | TransportErrorKind::Unusable
        )
    }
}
