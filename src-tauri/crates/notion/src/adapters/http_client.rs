//! The transport behind the product: reqwest over rustls.
//!
//! The rules it protects: redirects are returned, not followed, so a token can never travel to another origin by way of
//! one; the system's proxies (`HTTPS_PROXY` and its like) carry everything but what is addressed to this computer.

use std::error::Error as _;
use std::sync::{Arc, OnceLock};
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

/// Made when they are first needed: reading the certificates that a system trusts takes longer than opening the memory.
#[derive(Debug)]
struct Clients {
    patience: Patience,
    /// By way of the system's proxies, if there are any.
    outside: OnceLock<reqwest::Client>,
    /// To this computer.
    loopback: OnceLock<reqwest::Client>,
}

/// What a time-out covers.
#[derive(Debug, Clone, Copy)]
enum Patience {
    /// One exchange from connecting to the last byte.
    Exchange(Duration),
    /// Each silence.
    Silence(Duration),
}

impl ReqwestTransport {
    /// A transport for API calls: `timeout` covers one exchange from connecting to the last byte.
    #[must_use]
    pub fn for_api(timeout: Duration) -> Self {
        Self::with(Patience::Exchange(timeout))
    }

    /// A transport for downloads: `timeout` covers each silence, not the whole file, which may be large.
    #[must_use]
    pub fn for_files(timeout: Duration) -> Self {
        Self::with(Patience::Silence(timeout))
    }

    fn with(patience: Patience) -> Self {
        // A second installation answers with the first provider; either is one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self {
            clients: Arc::new(Clients {
                patience,
                outside: OnceLock::new(),
                loopback: OnceLock::new(),
            }),
        }
    }
}

impl Clients {
    /// The client for an address. A machine whose TLS set-up is unusable is told about here.
    fn for_address(&self, url: &url::Url) -> Result<&reqwest::Client, TransportError> {
        let is_loopback = is_loopback(url);
        let client = if is_loopback {
            &self.loopback
        } else {
            &self.outside
        };
        if let Some(made) = client.get() {
            return Ok(made);
        }
        let builder = self.builder();
        let builder = if is_loopback {
            builder.no_proxy()
        } else {
            builder
        };
        let made = builder
            .build()
            .map_err(|error| TransportError::new(TransportErrorKind::Unusable, words(&error)))?;
        Ok(client.get_or_init(|| made))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the adapter of the transport port"
    )]
    fn builder(&self) -> reqwest::ClientBuilder {
        let (Patience::Exchange(timeout) | Patience::Silence(timeout)) = self.patience;
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(concat!("keepsake/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(timeout.min(CONNECT_TIMEOUT));
        match self.patience {
            Patience::Exchange(timeout) => builder.timeout(timeout),
            Patience::Silence(timeout) => builder.read_timeout(timeout),
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
            let client = clients.for_address(request.url())?;
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
