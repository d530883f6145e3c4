//! An inbox and a token keeper in memory, and requests as Notion makes them.
#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use keepsake_notion::ports::manual::ManualClock;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use time::macros::datetime;
use tower::ServiceExt;

use crate::inbox::{Event, Inbox, InboxError, Kept};
use crate::pairing::{TokenError, TokenKeeper};
use crate::router::{PATH, Ports, receiver};
use crate::signature::{HEADER, sign};

pub(crate) const TOKEN: &str = "secret_0123456789";

/// An inbox that counts its commits.
#[derive(Default)]
pub(crate) struct Shelf {
    pub(crate) events: Mutex<Vec<Event>>,
    pub(crate) commits: AtomicUsize,
    pub(crate) is_full: AtomicBool,
}

impl Shelf {
    pub(crate) fn ids(&self) -> Vec<String> {
        let events = self.events.lock().unwrap();
        events.iter().map(|event| event.id.clone()).collect()
    }
}

#[async_trait]
impl Inbox for Shelf {
    async fn keep(&self, events: Vec<Event>) -> Result<Vec<Kept>, InboxError> {
        if self.is_full.load(Ordering::Relaxed) {
            return Err(InboxError("no space left".to_owned()));
        }
        self.commits.fetch_add(1, Ordering::Relaxed);
        let mut known = self.events.lock().unwrap();
        let keep = |event: Event| {
            if known.iter().any(|one| one.id == event.id) {
                return Kept::Known;
            }
            known.push(event);
            Kept::Stored
        };
        Ok(events.into_iter().map(keep).collect())
    }
}

/// A place for one token.
#[derive(Default, Clone)]
pub(crate) struct Pocket {
    pub(crate) token: Arc<Mutex<Option<String>>>,
    pub(crate) is_locked: Arc<AtomicBool>,
}

#[async_trait]
impl TokenKeeper for Pocket {
    async fn keep(&self, token: SecretString) -> Result<bool, TokenError> {
        if self.is_locked.load(Ordering::Relaxed) {
            return Err(TokenError("locked".to_owned()));
        }
        let mut place = self.token.lock().unwrap();
        if place.is_some() {
            return Ok(false);
        }
        *place = Some(token.expose_secret().to_owned());
        Ok(true)
    }
}

/// A running receiver.
pub(crate) struct Desk {
    pub(crate) router: Router,
    pub(crate) shelf: Arc<Shelf>,
    pub(crate) stored: tokio::sync::watch::Receiver<u64>,
}

impl Desk {
    /// With these tokens, pairing or not. Needs a runtime.
    pub(crate) fn new(tokens: &[&str], pairing: Option<Pocket>) -> Self {
        let shelf = Arc::new(Shelf::default());
        let (router, writer) = receiver(Ports {
            clock: Arc::new(ManualClock::new(datetime!(2026-11-20 10:00 UTC))),
            inbox: Arc::clone(&shelf) as Arc<dyn Inbox>,
            tokens: tokens
                .iter()
                .map(|token| SecretString::from(*token))
                .collect(),
            pairing: pairing.map(|pocket| Box::new(pocket) as Box<dyn TokenKeeper>),
        });
        let stored = writer.stored();
        tokio::spawn(writer.run());
        Self {
            router,
            shelf,
            stored,
        }
    }

    /// With the token of these tests.
    pub(crate) fn paired() -> Self {
        Self::new(&[TOKEN], None)
    }

    /// Posts a body with a signature, as it is.
    pub(crate) async fn post(&self, body: &[u8], signature: Option<&str>) -> (StatusCode, String) {
        let mut request = Request::post(PATH).header("content-type", "application/json");
        if let Some(signature) = signature {
            request = request.header(HEADER, signature);
        }
        let request = request.body(Body::from(body.to_vec())).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        let word = serde_json::from_slice::<Value>(&body)
            .ok()
            .and_then(|answer| answer["status"].as_str().map(ToOwned::to_owned));
        (status, word.unwrap_or_default())
    }

    /// Posts a body that the token of these tests signed.
    pub(crate) async fn deliver(&self, body: &Value) -> (StatusCode, String) {
        self.deliver_bytes(body.to_string().as_bytes()).await
    }

    pub(crate) async fn deliver_bytes(&self, body: &[u8]) -> (StatusCode, String) {
        self.post(body, Some(&signed(body))).await
    }
}

/// The signature of the token of these tests.
pub(crate) fn signed(body: &[u8]) -> String {
    sign(&SecretString::from(TOKEN), body)
}

/// An event about a page.
pub(crate) fn event(id: &str) -> Value {
    json!({
        "id": id, "timestamp": "2026-11-20T10:05:34.285Z", "workspace_id": "w", "type": "page.content_updated",
        "attempt_number": 1, "api_version": "2026-03-11", "authors": [{"id": "a", "type": "person"}],
        "entity": {"id": "1f0e4a6c-2b7d-4f6e-9a53-c0d1e2f3a4b5", "type": "page"}, "data": {},
    })
}

/// A handshake.
pub(crate) fn handshake(token: &str) -> Value {
    json!({"verification_token": token})
}
