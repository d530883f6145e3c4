//! The place on this computer where the browser comes back to.
//!
//! Ports are fixed, because Notion compares the whole address with those that were registered. `localhost` may mean either
//! family of addresses, so both are taken, or neither: what somebody else holds would hear the code. Leaves out what is
//! believed ([`super::attempt`]). The rule it protects: nothing leaves this place but one page of words; no script, no
//! cache, no address of the page that leads on.

use std::future::IntoFuture as _;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use axum::Router;
use axum::extract::State;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::watch;
use url::Url;

use super::attempt::Refusal;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::words::Words;

/// The ports that are registered with Notion, in the order in which they are tried.
pub const PORTS: [u16; 3] = [43_110, 43_111, 43_112];
/// The path that is registered with them.
const PATH: &str = "/oauth/callback";

/// Taken ports, before anybody has come.
#[derive(Debug)]
pub(super) struct Loopback {
    sockets: Vec<TcpListener>,
    place: Url,
    port: u16,
}

impl Loopback {
    /// Takes the first port that is free in both families.
    pub(super) async fn take() -> Result<Self, AppError> {
        let mut last = None;
        for port in PORTS {
            match sockets(port).await {
                Ok(sockets) => {
                    let place = format!("http://localhost:{port}{PATH}");
                    return Ok(Self {
                        sockets,
                        place: place.parse().map_err(AppError::internal)?,
                        port,
                    });
                }
                Err(error) => last = Some(error),
            }
        }
        let detail = last.map(|error| error.to_string()).unwrap_or_default();
        let ports = PORTS.map(|port| port.to_string()).join(", ");
        Err(AppError::invalid("sign_in_ports")
            .with("ports", ports)
            .with("detail", detail))
    }

    /// The address that the browser comes back to.
    pub(super) const fn place(&self) -> &Url {
        &self.place
    }

    /// Its port.
    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    /// Answers whoever comes until `end` says so; then what has begun is answered to its end.
    pub(super) async fn serve(
        self,
        core: Keepsake,
        end: watch::Receiver<bool>,
    ) -> std::io::Result<()> {
        let router = Router::new().route(PATH, get(come)).with_state(core);
        let served = self.sockets.into_iter().map(|socket| {
            let mut end = end.clone();
            let ended = async move {
                // Whoever has gone has ended it, too.
                let _ = end.wait_for(|end| *end).await;
            };
            axum::serve(socket, router.clone())
                .with_graceful_shutdown(ended)
                .into_future()
        });
        futures::future::try_join_all(served).await.map(|_| ())
    }
}

async fn sockets(port: u16) -> std::io::Result<Vec<TcpListener>> {
    let mut sockets = vec![TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await?];
    match TcpListener::bind(SocketAddr::from((Ipv6Addr::LOCALHOST, port))).await {
        Ok(socket) => sockets.push(socket),
        Err(error) if error.kind() == ErrorKind::AddrInUse => return Err(error),
        // A computer without addresses of that family.
        Err(error) => tracing::debug!(%error, port, "nobody can come back by IPv6"),
    }
    Ok(sockets)
}

async fn come(State(core): State<Keepsake>, uri: Uri, headers: HeaderMap) -> Response {
    let words = core.words();
    // A page of another name that was made to lead here says that name.
    let named = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        // A name that brings a path of its own would hide the one that was asked for.
        .and_then(|host| host.parse::<Authority>().ok())
        .and_then(|host| Url::parse(&format!("http://{host}{uri}")).ok());
    let Some(address) = named else {
        return page(
            &words,
            StatusCode::BAD_REQUEST,
            &words.of_error(&Refusal::OtherPlace.into()),
        );
    };
    match core.came_back(address.as_str()) {
        Ok(()) => page(&words, StatusCode::OK, &words.say("sign-in-came-back", &[])),
        Err(refusal) => {
            tracing::info!(
                because = refusal.as_str(),
                "a return from the browser was refused"
            );
            page(
                &words,
                StatusCode::BAD_REQUEST,
                &words.of_error(&refusal.into()),
            )
        }
    }
}

fn page(words: &Words, status: StatusCode, sentence: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        ),
        (header::CONNECTION, "close"),
    ];
    let title = keepsake_text::html::escaped(&words.say("sign-in-page-title", &[]));
    let sentence = keepsake_text::html::escaped(sentence);
    let language = words.language().tag();
    let body = format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <body style=\"font:1.05rem/1.5 system-ui,sans-serif;max-width:34rem;margin:20vh auto;padding:0 1.5rem\">\
         <h1 style=\"font-size:1.4rem\">{title}</h1><p>{sentence}</p></body></html>"
    );
    (status, headers, body).into_response()
}
