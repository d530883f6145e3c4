//! Calling a router as if it were a server.

use axum::{Router, body::Body as AxumBody};
use bytes::Bytes;
use futures::{
    TryStreamExt,
    future::{BoxFuture, FutureExt},
};
use http::{Request, Response};
use keepsake_notion::ports::{Body, Transport, TransportError, TransportErrorKind};
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
