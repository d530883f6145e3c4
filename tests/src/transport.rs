//! Calling a router as if it were a server, and dying while doing so.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use axum::{Router, body::Body as AxumBody};
use bytes::Bytes;
use futures::{
    TryStreamExt,
    future::{BoxFuture, FutureExt},
};
use http::{Request, Response};
use keepsake_notion::ports::{Body, Transport, TransportError, TransportErrorKind};
use tokio::sync::Notify;
use tower::ServiceExt;

/// Carries requests to a router in this process.
#[derive(Clone, Debug)]
pub struct RouterTransport {
    router: Router,
}

impl RouterTransport {
    /// A transport to `router`.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router }
    }
}

impl Transport for RouterTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let answer = self.router.clone().oneshot(request.map(AxumBody::from));
        async move {
            let Ok(answer) = answer.await;
            let (head, body) = answer.into_parts();
            let pieces = body.into_data_stream().map_err(|error| {
                TransportError::new(TransportErrorKind::Interrupted, error.to_string())
            });
            Ok(Response::from_parts(head, Body::from_stream(pieces)))
        }
        .boxed()
    }
}

/// A transport on which a process dies: after so many requests no answer ever comes, and whoever waits for the death hears
/// of it.
#[derive(Clone)]
pub struct MortalTransport {
    inner: Arc<dyn Transport>,
    left: Arc<AtomicI64>,
    died: Arc<Notify>,
}

impl MortalTransport {
    /// A transport that lives for ever, until told otherwise.
    #[must_use]
    pub fn new(inner: Arc<dyn Transport>) -> Self {
        Self {
            inner,
            left: Arc::new(AtomicI64::new(i64::MAX)),
            died: Arc::new(Notify::new()),
        }
    }

    /// Lets it live for `requests` more; the next one is its last and stays without an answer.
    pub fn live_for(&self, requests: i64) {
        self.left.store(requests, Ordering::SeqCst);
    }

    /// Lets it live for ever.
    pub fn revive(&self) {
        self.left.store(i64::MAX, Ordering::SeqCst);
    }

    /// Returns when it has died.
    pub async fn death(&self) {
        self.died.notified().await;
    }
}

impl Transport for MortalTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        if self.left.fetch_sub(1, Ordering::SeqCst) > 0 {
            return self.inner.send(request);
        }
        self.died.notify_one();
        // The request goes out and is answered; only nobody is left to hear the answer.
        let sent = self.inner.send(request);
        async move {
            let _unheard = sent.await;
            futures::future::pending().await
        }
        .boxed()
    }
}
