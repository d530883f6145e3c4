//! For the tests of this crate: a transport that answers from a script, and clients on a clock that nobody waits for.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt};
use http::{Request, Response};
use serde_json::Value;
use time::OffsetDateTime;
use time::macros::datetime;
use url::Url;

use crate::adapters::MemorySendLog;
use crate::client::Client;
use crate::ports::manual::ManualClock;
use crate::ports::{
    Body, ClientEvent, Clock, Ports, Randomness, Transport, TransportError, TransportErrorKind,
    Watcher,
};
use crate::settings::Settings;

/// When the tests begin.
pub(crate) const START: OffsetDateTime = datetime!(2026-11-20 10:00 UTC);

/// The token of the tests, which must never be seen.
pub(crate) const TOKEN: &str = "ntn_canary_4711";

/// What the script says about one request.
pub(crate) enum Line {
    /// An answer.
    Answer(Response<Bytes>),
    /// No answer.
    Fails(TransportErrorKind),
    /// An answer whose body breaks off; its request id is `broken-off`.
    BreaksOff,
    /// No answer ever.
    Silence,
}

/// Answers requests in order. A request the script does not know is an answer nobody can mistake.
pub(crate) struct Script {
    clock: ManualClock,
    lines: Mutex<VecDeque<Line>>,
    requests: Mutex<Vec<(OffsetDateTime, Request<Bytes>)>>,
    latency: Duration,
}

impl Script {
    /// The requests received, with the time of each.
    pub(crate) fn requests(&self) -> Vec<(OffsetDateTime, Request<Bytes>)> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.clone()
    }

    /// When requests were received, counted from the start.
    pub(crate) fn times(&self) -> Vec<Duration> {
        self.requests()
            .iter()
            .map(|(at, _)| Duration::try_from(*at - START).unwrap_or_default())
            .collect()
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.push((self.clock.now(), request));
        let mut lines = self.lines.lock().unwrap_or_else(PoisonError::into_inner);
        let line = lines
            .pop_front()
            .unwrap_or_else(|| json(599, r#"{"object":"error","code":"not_in_the_script"}"#));
        let clock = self.clock.clone();
        let latency = self.latency;
        async move {
            clock.sleep(latency).await;
            match line {
                Line::Answer(response) => Ok(response.map(Body::from)),
                Line::Fails(kind) => Err(TransportError::new(kind, "as the script says")),
                Line::BreaksOff => {
                    let half = Ok(Bytes::from_static(b"{\"object\":"));
                    let reset = TransportError::new(TransportErrorKind::Interrupted, "reset");
                    let pieces = futures::stream::iter([half, Err(reset)]);
                    let mut response = Response::new(Body::from_stream(pieces));
                    let name = http::HeaderValue::from_static("broken-off");
                    response.headers_mut().insert("x-notion-request-id", name);
                    Ok(response)
                }
                Line::Silence => futures::future::pending().await,
            }
        }
        .boxed()
    }
}

/// Remembers what a client did.
#[derive(Default)]
pub(crate) struct Diary(Mutex<Vec<ClientEvent>>);

impl Diary {
    pub(crate) fn events(&self) -> Vec<ClientEvent> {
        let events = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        events.clone()
    }
}

impl Watcher for Diary {
    fn on(&self, event: &ClientEvent) {
        let mut events = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        events.push(event.clone());
    }
}

/// Randomness without surprises: jitter is one.
pub(crate) struct Even;

impl Randomness for Even {
    fn next_u64(&self) -> u64 {
        1 << 63
    }
}

/// A client, and everything around it.
pub(crate) struct Scene {
    pub(crate) client: Client,
    pub(crate) script: Arc<Script>,
    pub(crate) clock: ManualClock,
    pub(crate) diary: Arc<Diary>,
}

/// A client that finds these answers.
pub(crate) fn scene(lines: impl IntoIterator<Item = Line>) -> Scene {
    scene_with(lines, Duration::from_millis(100), |_| {})
}

/// A client with changed settings, answered after `latency`.
pub(crate) fn scene_with(
    lines: impl IntoIterator<Item = Line>,
    latency: Duration,
    change: impl FnOnce(&mut Settings),
) -> Scene {
    let (script, clock, diary, ports) = stage(lines, latency);
    let mut settings = settings();
    change(&mut settings);
    Scene {
        client: Client::new(settings, TOKEN.into(), ports),
        script,
        clock,
        diary,
    }
}

/// Ports that lead to a script.
pub(crate) fn stage(
    lines: impl IntoIterator<Item = Line>,
    latency: Duration,
) -> (Arc<Script>, ManualClock, Arc<Diary>, Ports) {
    let clock = ManualClock::new(START);
    let script = Arc::new(Script {
        clock: clock.clone(),
        lines: Mutex::new(lines.into_iter().collect()),
        requests: Mutex::default(),
        latency,
    });
    let diary = Arc::new(Diary::default());
    let ports = Ports {
        transport: Arc::<Script>::clone(&script),
        clock: Arc::new(clock.clone()),
        randomness: Arc::new(Even),
        send_log: Arc::new(MemorySendLog::new()),
        watcher: Arc::<Diary>::clone(&diary),
    };
    (script, clock, diary, ports)
}

/// The default settings, for an address that does not exist.
pub(crate) fn settings() -> Settings {
    let url = Url::parse("https://notion.test").unwrap_or_else(|_| unreachable!());
    Settings::for_base_url(url)
}

/// An answer with this status and body.
pub(crate) fn json(status: u16, body: &str) -> Line {
    with_headers(status, &[], body)
}

/// A good answer.
pub(crate) fn ok(body: &Value) -> Line {
    json(200, &body.to_string())
}

/// An error of Notion's.
pub(crate) fn refusal(status: u16, code: &str) -> Line {
    json(
        status,
        &serde_json::json!({"object": "error", "status": status, "code": code, "message": "no"})
            .to_string(),
    )
}

/// An answer with headers.
pub(crate) fn with_headers(status: u16, headers: &[(&str, &str)], body: &str) -> Line {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let response = response.body(Bytes::copy_from_slice(body.as_bytes()));
    Line::Answer(response.unwrap_or_else(|_| unreachable!()))
}
