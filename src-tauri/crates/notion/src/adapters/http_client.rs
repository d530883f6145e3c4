//! The transport behind the product: reqwest over rustls.
//!
//! The rules it protects: redirects are returned, not followed, so a token can never travel to another origin by way of
//! one; the system's proxies (`HTTPS_PROXY` and its like) carry everything but what is addressed to this computer.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt};
use futures::stream::TryStreamExt;
use http::{Request, Response};

use crate::loopback::is_loopback;
use crate::ports::{Body, Transport, TransportError, TransportErrorKind};

/// How long making a connection may take, when the whole time-out is not shorter.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// HTTP through reqwest, with the proxies of the system.
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    clients: Arc<Clients>,
}

#[derive(Debug)]
struct Clients {
    /// By way of the system's proxies, if there are any.
    outside: reqwest::Client,
    /// To this computer.
    loopback: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport for API calls: `timeout` covers one exchange from connecting to the last byte.
    ///
    /// # Errors
    /// When the TLS set-up of the machine is unusable.
    pub fn for_api(timeout: Duration) -> Result<Self, TransportError> {
        Self::build(timeout, |builder| builder.timeout(timeout))
    }

    /// A transport for downloads: `timeout` covers each silence, not the whole file, which may be large.
    ///
    /// # Errors
    /// When the TLS set-up of the machine is unusable.
    pub fn for_files(timeout: Duration) -> Result<Self, TransportError> {
        Self::build(timeout, |builder| builder.read_timeout(timeout))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter of the transport port"
    )]
    fn build(
        timeout: Duration,
        with_timeout: impl Fn(reqwest::ClientBuilder) -> reqwest::ClientBuilder,
    ) -> Result<Self, TransportError> {
        // A second installation answers with the first provider; either is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = || {
            let builder = reqwest::Client::builder()
                .redirect(reqwest::redirect::Policy::none())
                .user_agent(concat!("keepsake/", env!("CARGO_PKG_VERSION")))
                .connect_timeout(timeout.min(CONNECT_TIMEOUT));
            with_timeout(builder)
        };
        let unusable = |error: reqwest::Error| {
            TransportError::new(TransportErrorKind::Unusable, words(&error))
        };
        Ok(Self {
            clients: Arc::new(Clients {
                outside: builder().build().map_err(unusable)?,
                loopback: builder().no_proxy().build().map_err(unusable)?,
            }),
        })
    }
}

impl Clients {
    fn for_address(&self, url: &url::Url) -> &reqwest::Client {
        if is_loopback(url) {
            &self.loopback
        } else {
            &self.outside
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let clients = Arc::clone(&self.clients);
        async move {
            let request = reqwest::Request::try_from(request).map_err(as_transport_error)?;
            let client = clients.for_address(request.url());
            let answer = client.execute(request).await.map_err(as_transport_error)?;
            let mut response = Response::new(());
            *response.status_mut() = answer.status();
            *response.headers_mut() = answer.headers().clone();
            let body = Body::from_stream(answer.bytes_stream().map_err(as_transport_error));
            Ok(response.map(|()| body))
        }
        .boxed()
    }
}

/// How the layer below words the refusal of a proxy that was asked to connect us; it has no type for it.
const PROXY_REFUSALS: [&str; 2] = [
    "tunnel error: proxy authorization required",
    "tunnel error: unsuccessful",
];

fn as_transport_error(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    let message = words(&error);
    let kind = if error.is_builder() {
        TransportErrorKind::Unusable
    } else if error.is_connect() {
        if PROXY_REFUSALS.iter().any(|words| message.contains(words)) {
            TransportErrorKind::Proxy
        } else {
            TransportErrorKind::Connect
        }
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, message)
}

/// The error and its causes in one line. Addresses are left out by the caller: signed links are secrets.
fn words(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        text.push_str(": ");
        text.push_str(&deeper.to_string());
        cause = deeper.source();
    }
    text
}

#[cfg(test)]
#[path = "http_client_tests.rs"]
mod tests;
