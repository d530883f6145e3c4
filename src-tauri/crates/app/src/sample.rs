//! The sample workspace: the simulator inside this process, reached without a socket.
//!
//! Leaves out what is in it. The rule it protects: trying Keepsake needs no account, no network and no key store.

use std::sync::Arc;

use axum::Router;
use axum::body::Body as AxumBody;
use bytes::Bytes;
use futures::TryStreamExt;
use futures::future::{BoxFuture, FutureExt};
use http::{Request, Response};
use keepsake_notion::ports::{Body, Transport, TransportError, TransportErrorKind};
use keepsake_simulator::{Options, Simulator};
use secrecy::SecretString;
use tower::ServiceExt;

use crate::error::AppError;

/// The origin the sample workspace pretends to live at; no name server knows it (RFC 2606).
pub(crate) const ORIGIN: &str = "http://sample.keepsake.invalid";
/// Its pace: nobody limits it.
pub(crate) const REQUESTS_PER_SECOND: u32 = 10;

/// The sample workspace, running.
pub(crate) struct Sample {
    transport: Arc<dyn Transport>,
    token: SecretString,
}

impl Sample {
    /// Makes the workspace, the same one every time.
    pub(crate) fn new() -> Result<Self, AppError> {
        let simulator = Simulator::new("sample", Options::default()).map_err(AppError::internal)?;
        let token = SecretString::from(simulator.token());
        Ok(Self {
            transport: Arc::new(RouterTransport {
                router: simulator.router(),
            }),
            token,
        })
    }

    /// Carries requests to it.
    pub(crate) fn transport(&self) -> Arc<dyn Transport> {
        Arc::clone(&self.transport)
    }

    /// Its token; not a secret, as it opens nothing but the sample.
    pub(crate) fn token(&self) -> SecretString {
        self.token.clone()
    }
}

/// Calls a router as if it were a server.
pub(crate) struct RouterTransport {
    /// The router.
    pub(crate) router: Router,
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
            let pieces = body.into_data_stream().map_err(|error| broken(&error));
            Ok(Response::from_parts(head, Body::from_stream(pieces)))
        }
        .boxed()
    }
}

fn broken(error: &axum::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted, error.to_string())
}
