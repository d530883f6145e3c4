//! What is answered to whom.
//!
//! | Request | From | Answer |
//! | --- | --- | --- |
//! | `GET /callback` | the browser, sent by Notion | a page that leads back to the app |
//! | `POST /pickup` | the app | the grant, once |
//! | `POST /refresh` | the app | a new pair |
//! | `POST /revoke` | the app | that the token is useless now |
//! | `GET /health` | whoever watches over the broker | that it is there |
//!
//! docs/broker.md has the JSON. Leaves out what is behind these words. The rule it protects: nothing reaches Notion that was
//! not looked at here first, for its size, its shape and how often it comes.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http::{HeaderMap, HeaderValue, header};
use keepsake_notion::ports::{Clock, Transport};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::answer::Refusal;
use crate::language::Language;
use crate::limits::{Gate, address_of};
use crate::page::{Pages, Subject, policy};
use crate::pickups::{Denied, Pickups};
use crate::relay::{Notice, Relay, Tell};
use crate::seal::{Key, LONGEST_CODE, Seal};
use crate::settings::Settings;
use crate::sign_in::{SignIn, is_verifier};

/// The largest body that is read, in bytes: a pickup or a token with some air.
pub const BODY_LIMIT: usize = 8 * 1024;
/// How long a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);
/// The longest query of a callback that is looked at, in bytes.
const LONGEST_QUERY: usize = 2_048;
/// The longest token that is passed on, in bytes.
const LONGEST_TOKEN: usize = 2_048;
/// What a person's refusal or Notion's trouble is called (RFC 6749, 4.1.2.1). Nothing else is repeated.
const ERRORS: [&str; 7] = [
    "access_denied",
    "invalid_request",
    "invalid_scope",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_response_type",
];
/// What an error is called that has no name of these.
const OTHER_ERROR: &str = "server_error";

/// What a broker needs from outside.
pub struct Ports {
    /// Time and waiting.
    pub clock: Arc<dyn Clock>,
    /// Carries requests to Notion. Its time-out has to be shorter than the patience of the apps.
    pub transport: Arc<dyn Transport>,
    /// Encrypts the pickups of this process.
    pub key: Key,
    /// Hears what whoever runs the broker should know. No secret is in it.
    pub tell: Arc<dyn Fn(Notice) + Send + Sync>,
}

/// The answers to requests.
pub fn broker(settings: &Settings, ports: Ports) -> Router {
    let limits = &settings.limits;
    let clock = &ports.clock;
    let desk = Arc::new(Desk {
        gate: Gate::new(limits, Arc::clone(clock)),
        pickups: Pickups::new(Seal::new(&ports.key), Arc::clone(clock), limits.pickups),
        relay: Relay::new(settings, ports.transport, Arc::clone(&ports.tell)),
        pages: Pages::new(),
        under_way: Semaphore::new(limits.in_flight),
        is_behind_proxy: settings.is_behind_proxy,
        clock: ports.clock,
        tell: ports.tell,
    });
    Router::new()
        .route("/callback", get(callback))
        .route("/pickup", post(pickup))
        .route("/refresh", post(refresh))
        .route("/revoke", post(revoke))
        .fallback(async || Refusal::no_such_path())
        .layer(middleware::from_fn_with_state(Arc::clone(&desk), enter))
        .route("/health", get(health))
        .method_not_allowed_fallback(async || Refusal::no_such_method())
        .layer(middleware::map_response(protect))
        .with_state(desk)
}

struct Desk {
    gate: Gate,
    pickups: Pickups,
    relay: Relay,
    pages: Pages,
    under_way: Semaphore,
    is_behind_proxy: bool,
    clock: Arc<dyn Clock>,
    tell: Tell,
}

/// Lets a request in, or not.
async fn enter(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let address = address_of(&request, desk.is_behind_proxy);
    let Err(wait) = desk.gate.enter(address) else {
        return next.run(request).await;
    };
    if request.uri().path() == "/callback" {
        let language = Language::of(request.headers());
        return desk.pages.show(language, Subject::Busy, None);
    }
    Refusal::too_often(wait).into_response()
}

/// What every answer says about itself: it is not kept, framed, guessed at or referred to, and loads nothing.
async fn protect(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if let Some(policy) = policy() {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

async fn health() -> Response {
    let kind = [(header::CONTENT_TYPE, "application/json")];
    (kind, "{\"status\":\"ok\"}").into_response()
}

async fn callback(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let language = Language::of(request.headers());
    let query = request.uri().query().unwrap_or_default();
    let stray = || desk.pages.show(language, Subject::Stray, None);
    let Some(returned) = Returned::read(query) else {
        return stray();
    };
    let Some(sign_in) = SignIn::read(&returned.state) else {
        return stray();
    };
    let (target, state) = (sign_in.target(), sign_in.state);
    match returned.what {
        What::Error(error) => {
            let back = format!("{target}?error={error}&state={state}");
            let subject = match error {
                "access_denied" => Subject::Denied,
                code => Subject::Failed { code },
            };
            desk.pages.show(language, subject, Some(&back))
        }
        What::Code(code) => {
            let Some(pickup) = desk.pickups.make(&code, sign_in.challenge) else {
                return stray();
            };
            let back = format!("{target}?pickup={pickup}&state={state}");
            let subject = Subject::Granted { pickup: &pickup };
            desk.pages.show(language, subject, Some(&back))
        }
    }
}

/// What Notion has sent the browser with.
struct Returned {
    state: String,
    what: What,
}

enum What {
    Code(SecretString),
    Error(&'static str),
}

impl Returned {
    /// One state, and one code or one error; more of either is nothing Notion does.
    fn read(query: &str) -> Option<Self> {
        if query.len() > LONGEST_QUERY {
            return None;
        }
        let (mut state, mut code, mut error) = (None, None, None);
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let place = match name.as_ref() {
                "state" => &mut state,
                "code" => &mut code,
                "error" => &mut error,
                _ => continue,
            };
            if place.replace(value.into_owned()).is_some() {
                return None;
            }
        }
        let what = match (code, error) {
            (Some(code), None) if is_word(&code, LONGEST_CODE) => What::Code(code.into()),
            (None, Some(error)) => {
                let known = ERRORS.iter().find(|known| **known == error);
                What::Error(known.copied().unwrap_or(OTHER_ERROR))
            }
            _ => return None,
        };
        Some(Self {
            state: state?,
            what,
        })
    }
}

#[derive(Deserialize)]
struct PickupBody {
    pickup: SecretString,
    verifier: SecretString,
}

#[derive(Deserialize)]
struct RefreshBody {
    refresh_token: SecretString,
}

#[derive(Deserialize)]
struct RevokeBody {
    token: SecretString,
}

async fn pickup(State(desk): State<Arc<Desk>>, request: Request) -> Result<Response, Refusal> {
    let body: PickupBody = desk.read(request).await?;
    let verifier = body.verifier.expose_secret();
    if !is_verifier(verifier) {
        return Err(Refusal::bad_request());
    }
    let _turn = desk.turn()?;
    let claimed = desk.pickups.claim(body.pickup.expose_secret(), verifier);
    let claimed = claimed.inspect_err(|denied| {
        if *denied == Denied::WrongVerifier {
            (desk.tell)(Notice::LinkTried);
        }
    })?;
    let outcome = desk.relay.exchange(&claimed.code).await;
    if outcome.certainly_nothing() {
        desk.pickups.give_back(claimed.number);
    }
    Ok(outcome.into_response())
}

async fn refresh(State(desk): State<Arc<Desk>>, request: Request) -> Result<Response, Refusal> {
    let body: RefreshBody = desk.read(request).await?;
    let token = as_token(&body.refresh_token)?;
    let _turn = desk.turn()?;
    Ok(desk.relay.refresh(token).await.into_response())
}

async fn revoke(State(desk): State<Arc<Desk>>, request: Request) -> Result<Response, Refusal> {
    let body: RevokeBody = desk.read(request).await?;
    let token = as_token(&body.token)?;
    let _turn = desk.turn()?;
    Ok(desk.relay.revoke(token).await.into_response())
}

impl Desk {
    /// The body of a program's request.
    async fn read<T: DeserializeOwned>(&self, request: Request) -> Result<T, Refusal> {
        let (head, body) = request.into_parts();
        if head.headers.contains_key(header::ORIGIN) {
            return Err(Refusal::from_a_page());
        }
        if !is_json(&head.headers) {
            return Err(Refusal::not_json());
        }
        let body = self.collect(body).await?;
        serde_json::from_slice(&body).map_err(|_| Refusal::bad_request())
    }

    async fn collect(&self, body: Body) -> Result<bytes::Bytes, Refusal> {
        tokio::select! {
            biased;
            // It broke off or is too large; whoever is still there is told the latter.
            body = to_bytes(body, BODY_LIMIT) => body.map_err(|_| Refusal::too_large()),
            () = self.clock.sleep(BODY_TIME) => Err(Refusal::too_slow()),
        }
    }

    /// A turn to ask Notion; nobody waits for one.
    fn turn(&self) -> Result<SemaphorePermit<'_>, Refusal> {
        self.under_way.try_acquire().map_err(|_| Refusal::busy())
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

fn as_token(token: &SecretString) -> Result<&SecretString, Refusal> {
    is_word(token.expose_secret(), LONGEST_TOKEN)
        .then_some(token)
        .ok_or(Refusal::bad_request())
}

/// Visible letters of ASCII, as codes and tokens have them.
fn is_word(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic())
}
