//! Asking Notion in the name of the public connection, once for each request, and saying what came of it.
//!
//! Nothing is tried again here: the app has a budget, patience and a note that its token went out, and decides. An answer
//! passes byte for byte, with Notion's name for the exchange, as long as it is Notion's own; whether a token was spent when
//! there is none is told as unclear. Where Notion refuses the broker itself, that is kept from the apps, which would
//! take it for the end of their connection, and told to whoever runs the broker.
//!
//! The rules it protects: the client secret goes to Notion and to nobody else; only Notion's own words can end a connection.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderValue, Request, StatusCode};
use keepsake_notion::API_VERSION;
use keepsake_notion::ports::{CollectError, Transport};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::answer::{REQUEST_ID, Refusal};
use crate::settings::Settings;

/// The largest answer that is read, in bytes. A grant has about one thousand.
const LARGEST_ANSWER: usize = 64 * 1024;

/// The codes of Notion's OAuth endpoints, in either style (Notion API reference: Authorization).
const OAUTH_CODES: [&str; 8] = [
    "internal_server_error",
    "invalid_client",
    "invalid_grant",
    "invalid_request",
    "invalid_scope",
    "test_env_error",
    "unauthorized_client",
    "unsupported_grant_type",
];

/// What whoever runs the broker should hear.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// Notion refuses the client id or secret, or the redirect address; nobody can sign in or renew a token.
    BrokerRefused {
        /// Notion's word for it.
        code: String,
        /// Notion's name for the exchange.
        request_id: Option<String>,
    },
    /// Somebody tried a link that was not theirs, and got nothing.
    LinkTried,
}

/// Hears notices.
pub(crate) type Tell = Arc<dyn Fn(Notice) + Send + Sync>;

/// What came of a request to Notion.
pub(crate) enum Outcome {
    /// Notion did it, and says this.
    Done(Passed),
    /// Notion refuses, in these words of its own.
    Refused(Passed),
    /// Notion wants to be asked later, in these words of its own. Nothing was done.
    Postponed(Passed),
    /// Notion refuses the broker. Nothing was done.
    BrokerRefused(Option<String>),
    /// Nothing reached Notion.
    Unreached,
    /// It may have been done.
    Unclear(Option<String>),
}

/// An answer of Notion's, as it came.
pub(crate) struct Passed {
    status: StatusCode,
    body: Bytes,
    request_id: Option<HeaderValue>,
    retry_after: Option<HeaderValue>,
}

/// The way to Notion.
pub(crate) struct Relay {
    transport: Arc<dyn Transport>,
    authorization: Zeroizing<String>,
    token: String,
    revoke: String,
    redirect: String,
    tell: Tell,
}

impl Relay {
    pub(crate) fn new(settings: &Settings, transport: Arc<dyn Transport>, tell: Tell) -> Self {
        let credentials = &settings.credentials;
        let secret = credentials.client_secret.expose_secret();
        let pair = Zeroizing::new(format!("{}:{secret}", credentials.client_id));
        Self {
            transport,
            authorization: Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes()))),
            token: settings.notion.at("v1/oauth/token"),
            revoke: settings.notion.at("v1/oauth/revoke"),
            redirect: settings.public_address.callback(),
            tell,
        }
    }

    /// Exchanges a code.
    pub(crate) async fn exchange(&self, code: &SecretString) -> Outcome {
        let body = json!({
            "grant_type": "authorization_code",
            "code": code.expose_secret(),
            "redirect_uri": self.redirect,
        });
        self.ask(&self.token, &body, has_token).await
    }

    /// Buys a new pair.
    pub(crate) async fn refresh(&self, refresh_token: &SecretString) -> Outcome {
        let body = json!({
            "grant_type": "refresh_token",
            "refresh_token": refresh_token.expose_secret(),
        });
        self.ask(&self.token, &body, has_token).await
    }

    /// Makes a token useless.
    pub(crate) async fn revoke(&self, token: &SecretString) -> Outcome {
        let body = json!({"token": token.expose_secret()});
        self.ask(&self.revoke, &body, |_| true).await
    }

    async fn ask(&self, url: &str, body: &Value, is_good: fn(&Value) -> bool) -> Outcome {
        let Some(request) = self.request(url, body) else {
            return Outcome::Unreached;
        };
        let response = match self.transport.send(request).await {
            Ok(response) => response,
            Err(error) if error.is_unsent() => return Outcome::Unreached,
            Err(_) => return Outcome::Unclear(None),
        };
        let (head, body) = response.into_parts();
        let named = request_id(&head.headers);
        match body.collect(LARGEST_ANSWER).await {
            Ok(body) => self.understand(head.status, &head.headers, body, is_good),
            Err(CollectError::Broken(_) | CollectError::Limit { .. }) => Outcome::Unclear(named),
        }
    }

    fn request(&self, url: &str, body: &Value) -> Option<Request<Bytes>> {
        let mut authorization = HeaderValue::try_from(self.authorization.as_str()).ok()?;
        authorization.set_sensitive(true);
        Request::post(url)
            .header(AUTHORIZATION, authorization)
            .header(CONTENT_TYPE, "application/json")
            .header("notion-version", API_VERSION)
            .body(Bytes::from(body.to_string()))
            .ok()
    }

    fn understand(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: Bytes,
        is_good: fn(&Value) -> bool,
    ) -> Outcome {
        let value: Value = serde_json::from_slice(&body).unwrap_or_default();
        let request_id = request_id(headers).or_else(|| text(&value, "request_id"));
        let code = own_code(&value, headers.contains_key(REQUEST_ID));
        let passed = Passed {
            status,
            body,
            request_id: headers.get(REQUEST_ID).cloned(),
            retry_after: headers.get(RETRY_AFTER).cloned(),
        };
        match (status.as_u16(), code.as_deref()) {
            (200..=299, _) if value.is_object() && is_good(&value) => Outcome::Done(passed),
            (200..=299, _) => Outcome::Unclear(request_id),
            (_, Some(code @ ("invalid_client" | "unauthorized_client"))) => {
                let code = code.to_owned();
                (self.tell)(Notice::BrokerRefused {
                    code,
                    request_id: request_id.clone(),
                });
                Outcome::BrokerRefused(request_id)
            }
            (429 | 529, Some(_)) => Outcome::Postponed(passed),
            (400..=499, Some(_)) => Outcome::Refused(passed),
            // Somebody between us and Notion said no, as companies' proxies do.
            (300..=499, None) => Outcome::Unreached,
            _ => Outcome::Unclear(request_id),
        }
    }
}

impl Outcome {
    /// Whether a code is certainly unspent.
    pub(crate) const fn certainly_nothing(&self) -> bool {
        matches!(
            self,
            Self::Postponed(_) | Self::BrokerRefused(_) | Self::Unreached
        )
    }
}

impl IntoResponse for Outcome {
    fn into_response(self) -> Response {
        match self {
            Self::Done(passed) | Self::Refused(passed) | Self::Postponed(passed) => {
                passed.into_response()
            }
            Self::BrokerRefused(id) => Refusal::broker_refused().named(id).into_response(),
            Self::Unreached => Refusal::unreached().into_response(),
            Self::Unclear(id) => Refusal::unclear().named(id).into_response(),
        }
    }
}

impl IntoResponse for Passed {
    fn into_response(self) -> Response {
        let kind = [(CONTENT_TYPE, "application/json")];
        let mut response = (self.status, kind, self.body).into_response();
        let headers = response.headers_mut();
        if let Some(id) = self.request_id {
            headers.insert(REQUEST_ID, id);
        }
        if let Some(wait) = self.retry_after {
            headers.insert(RETRY_AFTER, wait);
        }
        response
    }
}

fn has_token(value: &Value) -> bool {
    value["access_token"]
        .as_str()
        .is_some_and(|token| !token.is_empty())
}

/// The code of an error that is Notion's own.
fn own_code(value: &Value, is_named: bool) -> Option<String> {
    let code = text(value, "code").or_else(|| text(value, "error"))?;
    let is_own = is_named || value["object"] == "error" || OAUTH_CODES.contains(&code.as_str());
    is_own.then_some(code)
}

fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get(REQUEST_ID)?.to_str().ok()?;
    (!id.is_empty()).then(|| id.to_owned())
}

fn text(value: &Value, key: &str) -> Option<String> {
    value[key].as_str().map(str::to_owned)
}
