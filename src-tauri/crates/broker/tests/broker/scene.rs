//! A broker, the Notion behind it, and the app and the browser in front of it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body as AxumBody, to_bytes};
use axum::response::Response as Answer;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt};
use futures::stream::TryStreamExt;
use http::{HeaderMap, Request, Response, StatusCode};
use keepsake_broker::{Key, Limits, Notice, Ports, PublicAddress, Settings, broker};
use keepsake_notion::OAuthCredentials;
use keepsake_notion::ports::manual::ManualClock;
use keepsake_notion::ports::{Body, Transport, TransportError, TransportErrorKind};
use keepsake_simulator::{CLIENT_ID, CLIENT_SECRET, Options, Simulator};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use time::macros::datetime;
use tower::ServiceExt;

/// Where this broker says that it is; the simulator knows the callback below it.
pub(crate) const PUBLIC: &str = "https://keepsake.example";

/// What the next request to Notion meets, instead of the simulator.
pub(crate) enum Next {
    /// This answer.
    Says(u16, &'static [(&'static str, &'static str)], &'static str),
    /// No answer; nothing has arrived where the kind says so.
    Fails(TransportErrorKind),
    /// It is done, and the answer lost.
    IsDoneAndLost,
}

/// The way from the broker to the simulator.
#[derive(Clone)]
pub(crate) struct Way {
    router: Router,
    next: Arc<Mutex<VecDeque<Next>>>,
    sent: Arc<Mutex<Vec<Value>>>,
}

impl Transport for Way {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let body = serde_json::from_slice(request.body()).unwrap();
        self.sent.lock().unwrap().push(body);
        let next = self.next.lock().unwrap().pop_front();
        let router = self.router.clone();
        async move {
            match next {
                Some(Next::Fails(kind)) => return Err(TransportError::new(kind, "lost")),
                Some(Next::Says(status, headers, text)) => {
                    let mut response =
                        Response::new(Body::from(Bytes::from_static(text.as_bytes())));
                    *response.status_mut() = StatusCode::from_u16(status).unwrap();
                    for (name, value) in headers {
                        response.headers_mut().insert(*name, value.parse().unwrap());
                    }
                    return Ok(response);
                }
                Some(Next::IsDoneAndLost) => {
                    let Ok(_) = router.oneshot(request.map(AxumBody::from)).await;
                    let kind = TransportErrorKind::Interrupted;
                    return Err(TransportError::new(kind, "lost"));
                }
                None => {}
            }
            let Ok(answer) = router.oneshot(request.map(AxumBody::from)).await;
            let (head, body) = answer.into_parts();
            let pieces = body.into_data_stream().map_err(|error| {
                TransportError::new(TransportErrorKind::Interrupted, error.to_string())
            });
            Ok(Response::from_parts(head, Body::from_stream(pieces)))
        }
        .boxed()
    }
}

/// Everything that takes part.
pub(crate) struct Scene {
    pub(crate) simulator: Simulator,
    pub(crate) clock: ManualClock,
    broker: Router,
    way: Way,
    notices: Arc<Mutex<Vec<Notice>>>,
}

/// An answer as it is looked at.
pub(crate) struct Told {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Told {
    pub(crate) async fn of(answer: Answer) -> Self {
        let (head, body) = answer.into_parts();
        let text = to_bytes(body, 1 << 20).await.unwrap().to_vec();
        Self {
            status: head.status.as_u16(),
            headers: head.headers,
            text: String::from_utf8(text).unwrap(),
        }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_default()
    }

    /// The status and the code of an error.
    pub(crate) fn refusal(&self) -> (u16, String) {
        let code = self.json()["code"].as_str().unwrap_or_default().to_owned();
        (self.status, code)
    }

    /// Where a page leads.
    pub(crate) fn link(&self) -> Option<String> {
        let (_, rest) = self.text.split_once("href=\"")?;
        let (link, _) = rest.split_once('"')?;
        Some(link.replace("&amp;", "&"))
    }
}

/// A sign-in as an app begins it.
#[derive(Clone)]
pub(crate) struct Begun {
    pub(crate) state: String,
    pub(crate) verifier: String,
}

impl Begun {
    /// The sign-in with this number.
    pub(crate) fn new(number: u8) -> Self {
        let verifier = URL_SAFE_NO_PAD.encode([number; 32]);
        let nonce = URL_SAFE_NO_PAD.encode([number; 16]);
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&verifier));
        Self {
            state: format!("{nonce}.{challenge}"),
            verifier,
        }
    }

    /// The same, coming back on a port of this computer.
    pub(crate) fn by_port(mut self, port: u16) -> Self {
        self.state = format!("{}.{port}", self.state);
        self
    }
}

impl Scene {
    pub(crate) fn new() -> Self {
        Self::with(Limits {
            per_address: keepsake_broker::Rate {
                per_minute: 10_000,
                burst: 10_000,
            },
            overall: keepsake_broker::Rate {
                per_minute: 10_000,
                burst: 10_000,
            },
            ..Limits::default()
        })
    }

    pub(crate) fn with(limits: Limits) -> Self {
        let simulator = Simulator::new("sample", Options::default()).unwrap();
        let clock = ManualClock::new(datetime!(2026-11-20 10:00 UTC));
        let way = Way {
            router: simulator.router(),
            next: Arc::default(),
            sent: Arc::default(),
        };
        let notices = Arc::<Mutex<Vec<Notice>>>::default();
        let heard = Arc::clone(&notices);
        let ports = Ports {
            clock: Arc::new(clock.clone()),
            transport: Arc::new(way.clone()),
            key: Key::fresh().unwrap(),
            tell: Arc::new(move |notice| heard.lock().unwrap().push(notice)),
        };
        Self {
            broker: broker(&settings("https://api.notion.com", PUBLIC, limits), ports),
            simulator,
            clock,
            way,
            notices,
        }
    }

    /// What the next requests to Notion meet.
    pub(crate) fn next(&self, next: impl IntoIterator<Item = Next>) {
        self.way.next.lock().unwrap().extend(next);
    }

    /// How many requests went to Notion.
    pub(crate) fn sent(&self) -> usize {
        self.way.sent.lock().unwrap().len()
    }

    /// The bodies of the requests that went to Notion.
    pub(crate) fn bodies(&self) -> Vec<Value> {
        self.way.sent.lock().unwrap().clone()
    }

    pub(crate) fn notices(&self) -> Vec<Notice> {
        self.notices.lock().unwrap().clone()
    }

    pub(crate) async fn send(&self, request: Request<AxumBody>) -> Told {
        let Ok(answer) = self.broker.clone().oneshot(request).await;
        Told::of(answer).await
    }

    pub(crate) async fn get(&self, path: &str) -> Told {
        self.send(Request::get(path).body(AxumBody::empty()).unwrap())
            .await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Told {
        self.send(posted(path, body)).await
    }

    /// Picks up as an app does.
    pub(crate) async fn pick_up(&self, pickup: &str, verifier: &str) -> Told {
        let body = json!({"pickup": pickup, "verifier": verifier});
        self.post("/pickup", &body).await
    }

    /// A person allows or denies in the browser; the page of the broker they end on.
    pub(crate) async fn browse(&self, begun: &Begun, auto: &str) -> Told {
        let callback = format!("{PUBLIC}/callback");
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", CLIENT_ID)
            .append_pair("redirect_uri", &callback)
            .append_pair("response_type", "code")
            .append_pair("owner", "user")
            .append_pair("state", &begun.state)
            .append_pair("auto", auto)
            .finish();
        let request = Request::get(format!("/v1/oauth/authorize?{query}"))
            .body(AxumBody::empty())
            .unwrap();
        let Ok(answer) = self.simulator.router().oneshot(request).await;
        let sent_to = answer.headers()["location"].to_str().unwrap();
        self.get(sent_to.strip_prefix(PUBLIC).unwrap()).await
    }

    /// The pickup of a sign-in that a person allowed.
    pub(crate) async fn pickup_of(&self, begun: &Begun) -> String {
        let link = self.browse(begun, "allow").await.link().unwrap();
        value_of(&link, "pickup").unwrap()
    }
}

/// A program's request.
pub(crate) fn posted(path: &str, body: &Value) -> Request<AxumBody> {
    Request::post(path)
        .header("content-type", "application/json")
        .body(AxumBody::from(body.to_string()))
        .unwrap()
}

/// A value in the query of a link.
pub(crate) fn value_of(link: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(link).unwrap();
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.map(|(_, value)| value.into_owned())
}

pub(crate) fn settings(notion: &str, public: &str, limits: Limits) -> Settings {
    Settings {
        credentials: OAuthCredentials {
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.into(),
        },
        public_address: PublicAddress::parse(public).unwrap(),
        notion: PublicAddress::parse(notion).unwrap(),
        is_behind_proxy: false,
        limits,
    }
}
