//! What is answered to whom.
//!
//! | Request | Answer |
//! | --- | --- |
//! | signed, new | 200 `received`, once it is stored |
//! | signed, known | 200 `already_processed` |
//! | signed, cannot be stored now | 503 `not_stored`: Notion sends it again, up to eight times within a day |
//! | not signed, or not by the token's holder | 401 `not_signed` |
//! | a handshake while a person is pairing | 200 `received`, once its token is kept |
//! | any other handshake | 409 `not_pairing` or `already_paired`: Notion shows the person that it failed, instead of waiting for a token that nobody gets to see |
//! | larger than any event, or slower | 413, 408 |
//!
//! Leaves out what becomes of events. The rule it protects: who may not write here learns nothing but that.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use keepsake_notion::ports::Clock;
use secrecy::SecretString;

use crate::inbox::{Inbox, Kept};
use crate::message::{self, Message};
use crate::pairing::{Handshake, TokenKeeper, Tokens};
use crate::signature;
use crate::writer::{Arrivals, Writer, writer};

/// Where events are taken.
pub const PATH: &str = "/webhook/notion";
/// The largest body that is read, in bytes. Events carry ids and have a few kilobytes.
pub const BODY_LIMIT: usize = 256 * 1024;
/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// What a receiver needs from outside.
pub struct Ports {
    /// Time and waiting.
    pub clock: Arc<dyn Clock>,
    /// Keeps events.
    pub inbox: Arc<dyn Inbox>,
    /// The tokens whose signatures are believed: one for each subscription.
    pub tokens: Vec<SecretString>,
    /// Takes a token, while a person is pairing.
    pub pairing: Option<Box<dyn TokenKeeper>>,
}

/// The answers to requests, and the writer that has to run beside them.
pub fn receiver(ports: Ports) -> (Router, Writer) {
    let (arrivals, writer) = writer(ports.inbox, Arc::clone(&ports.clock));
    let desk = Desk {
        clock: ports.clock,
        tokens: Tokens::new(ports.tokens, ports.pairing),
        arrivals,
    };
    let router = Router::new()
        .route(PATH, post(take))
        .route("/health", get(health))
        .with_state(Arc::new(desk));
    (router, writer)
}

struct Desk {
    clock: Arc<dyn Clock>,
    tokens: Tokens,
    arrivals: Arrivals,
}

/// An answer: a status and one word.
struct Answer(StatusCode, &'static str);

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let body = format!("{{\"status\":\"{}\"}}", self.1);
        let kind = [(header::CONTENT_TYPE, "application/json")];
        (self.0, kind, body).into_response()
    }
}

async fn health() -> Answer {
    Answer(StatusCode::OK, "ok")
}

async fn take(State(desk): State<Arc<Desk>>, headers: HeaderMap, body: Body) -> Answer {
    let body = tokio::select! {
        biased;
        body = to_bytes(body, BODY_LIMIT) => body,
        () = desk.clock.sleep(BODY_TIME) => return Answer(StatusCode::REQUEST_TIMEOUT, "too_slow"),
    };
    // It broke off or is too large; whoever is still there is told the latter.
    let Ok(body) = body else {
        return Answer(StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    };
    desk.answer(&headers, &body).await
}

impl Desk {
    async fn answer(&self, headers: &HeaderMap, body: &Bytes) -> Answer {
        let signature = signature::of(headers);
        let is_signed = signature
            .as_ref()
            .is_some_and(|signature| self.tokens.signed(body, signature));
        match message::understand(body, self.clock.now()) {
            // Sent again by whom we know: there is nothing to do.
            Message::Handshake(_) if is_signed => Answer(StatusCode::OK, "received"),
            Message::Handshake(token) => {
                // Notion signs its handshake with the token in it. That proves nothing, but what is signed by anything else
                // is not Notion's.
                let is_foreign = match signature {
                    Some(signature) => !signature::is_by(&token, body, &signature),
                    None => headers.contains_key(signature::HEADER),
                };
                if is_foreign {
                    return refused();
                }
                self.pair(token).await
            }
            Message::Event(_) if !is_signed => refused(),
            Message::Event(event) => match self.arrivals.keep(event).await {
                Ok(Kept::Stored) => Answer(StatusCode::OK, "received"),
                Ok(Kept::Known) => Answer(StatusCode::OK, "already_processed"),
                Err(_) => Answer(StatusCode::SERVICE_UNAVAILABLE, "not_stored"),
            },
        }
    }

    async fn pair(&self, token: SecretString) -> Answer {
        match self.tokens.take(token).await {
            Ok(Handshake::Taken) => {
                tracing::info!("a verification token was taken");
                Answer(StatusCode::OK, "received")
            }
            Ok(Handshake::NobodyPairs) => Answer(StatusCode::CONFLICT, "not_pairing"),
            Ok(Handshake::HasToken) => Answer(StatusCode::CONFLICT, "already_paired"),
            Err(error) => {
                tracing::error!(event = "webhook_processing_failed", %error);
                Answer(StatusCode::SERVICE_UNAVAILABLE, "not_stored")
            }
        }
    }
}

fn refused() -> Answer {
    tracing::warn!("a webhook that is not signed by Notion was refused");
    Answer(StatusCode::UNAUTHORIZED, "not_signed")
}

#[cfg(test)]
#[path = "router_tests.rs"]
mod tests;
