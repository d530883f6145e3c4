//! One call carried out: through the gate, out, back, and again where that is right.
//!
//! An answer leaves here only as a JSON object; what the object means is decided in [`crate::decode`].
//!
//! The rules it protects: every attempt passes the gate; a token is asked for when its turn has come, so that nobody who
//! waited goes out with one that was replaced meanwhile; bodies and tokens are never logged.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Request, StatusCode};
use serde_json::value::RawValue;
use time::OffsetDateTime;
use url::Url;

use crate::authorization::Authorization;
use crate::budget::gate::{Gate, Passed};
use crate::budget::pace::Pace;
use crate::call::Call;
use crate::decode::json;
use crate::error::{Error, ErrorKind, Failure, answer, http_date};
use crate::lane::Lane;
use crate::note::Note;
use crate::ports::{
    ClientEvent, Clock, CollectError, Ports, Randomness, Transport, TransportError,
    TransportErrorKind, Watcher,
};
use crate::renewal::{Edition, Renewed};
use crate::retry::{self, Effect, Patience, Retry};
use crate::settings::Settings;

/// The largest answer that is read, in bytes. A full page of 100 rows stays far below.
const LARGEST_ANSWER: usize = 64 * 1024 * 1024;

/// What all clones of a client share.
pub(crate) struct Exchange {
    base_url: Url,
    version: String,
    authorization: Authorization,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
    watcher: Arc<dyn Watcher>,
    gate: Gate,
    sent: AtomicU64,
}

/// A JSON object Notion answered with.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) raw: Box<RawValue>,
    pub(crate) request_id: Option<String>,
    pub(crate) server_time: Option<OffsetDateTime>,
    pub(crate) notes: Vec<Note>,
}

/// A failed attempt.
struct Refusal {
    error: Error,
    /// The token that Notion refused, where that is the failure.
    token: Option<Edition>,
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self { error, token: None }
    }
}

impl Exchange {
    pub(crate) fn new(settings: &Settings, authorization: Authorization, ports: Ports) -> Self {
        let gate = Gate::new(
            Pace::new(settings.requests_per_second),
            Arc::clone(&ports.clock),
            ports.send_log,
            Arc::clone(&ports.watcher),
        );
        Self {
            base_url: settings.base_url.clone(),
            version: settings.version.clone(),
            authorization,
            transport: ports.transport,
            clock: ports.clock,
            randomness: ports.randomness,
            watcher: ports.watcher,
            gate,
            sent: AtomicU64::new(0),
        }
    }

    /// How many requests were sent, retries included.
    pub(crate) fn requests_sent(&self) -> u64 {
        self.sent.load(Ordering::Relaxed)
    }

    /// A random number, for what needs one besides jitter.
    pub(crate) fn random(&self) -> u64 {
        self.randomness.next_u64()
    }

    /// Makes the call until it succeeds or is not to be made again.
    pub(crate) async fn perform(
        &self,
        lane: Lane,
        patience: Patience,
        call: &Call,
    ) -> Result<Answer, Error> {
        let mut attempt = 1_u32;
        let mut may_have_happened = false;
        let mut was_renewed = false;
        loop {
            let refusal = match self.attempt(lane, call).await {
                Ok(answer) => return Ok(answer),
                Err(refusal) => refusal,
            };
            let error = match refusal.token {
                // Once: a new token that is refused as well says that the person has to sign in.
                Some(token) if !was_renewed => {
                    was_renewed = true;
                    match self.authorization.renew(token, &call.attempted).await {
                        Ok(Renewed::New) => continue,
                        Ok(Renewed::Impossible) => refusal.error,
                        Err(error) => error,
                    }
                }
                _ => refusal.error,
            };
            let error = error.map_message(|message| self.authorization.scrub(message));
            may_have_happened |= call.effect != Effect::Read && error.may_have_happened();
            let random = self.random();
            if error.kind == ErrorKind::RateLimited {
                let wait = retry::wait(&error, attempt, patience, random);
                self.gate
                    .hold(wait, hold_reason(&error))
                    .await
                    .map_err(|error| Error::from_send_log(&error, &call.attempted))?;
            }
            match retry::decide(&error, call.effect, attempt, patience, random) {
                Retry::After(wait) => {
                    self.watcher.on(&ClientEvent::Retrying {
                        endpoint: call.endpoint,
                        attempt,
                        after: wait,
                        kind: error.kind,
                        request_id: error.request_id.clone(),
                    });
                    // The gate itself waits out a rate limit, for everybody.
                    if error.kind != ErrorKind::RateLimited {
                        self.clock.sleep(wait).await;
                    }
                    attempt += 1;
                }
                Retry::Reconcile => return Err(error.with_unclear_outcome()),
                Retry::Never if may_have_happened => return Err(error.with_unclear_outcome()),
                Retry::Never => return Err(error),
            }
        }
    }

    async fn attempt(&self, lane: Lane, call: &Call) -> Result<Answer, Refusal> {
        let mut request = self.request(call)?;
        self.authorization.ready(&call.attempted).await?;
        let passed = self
            .gate
            .pass(lane)
            .await
            .map_err(|error| Error::from_send_log(&error, &call.attempted))?;
        let (header, token) = self.authorization.header(&call.attempted)?;
        if let Some(header) = header {
            request.headers_mut().insert(AUTHORIZATION, header);
        }
        self.sent.fetch_add(1, Ordering::Relaxed);
        self.watcher.on(&ClientEvent::Sent {
            endpoint: call.endpoint,
            lane,
        });
        let start = self.clock.elapsed();
        let received = self.send(request, call, passed).await;
        let duration = self.clock.elapsed().saturating_sub(start);
        self.report(call, &received, duration);
        let (status, headers, body) = received?;
        self.read(status, &headers, body, call)
            .map_err(|error| Refusal {
                token: (error.kind == ErrorKind::Authentication && error.status == Some(401))
                    .then_some(token),
                error,
            })
    }

    async fn send(
        &self,
        request: Request<Bytes>,
        call: &Call,
        passed: Passed,
    ) -> Result<(StatusCode, HeaderMap, Bytes), Error> {
        let broken = |error: &TransportError| Error::from_transport(error, &call.attempted);
        let response = self
            .transport
            .send(request)
            .await
            .map_err(|error| broken(&error))?;
        self.gate.answered(passed);
        let (head, body) = response.into_parts();
        let body = body
            .collect(LARGEST_ANSWER)
            .await
            .map_err(|error| match error {
                // Part of an answer has come, so the request did arrive, whatever the adapter calls the failure.
                CollectError::Broken(TransportError { kind, message }) => {
                    let kind = match kind {
                        TransportErrorKind::Timeout => kind,
                        _ => TransportErrorKind::Interrupted,
                    };
                    broken(&TransportError::new(kind, message))
                        .of_answer(head.status.as_u16(), answer::request_id(&head.headers))
                }
                CollectError::Limit { limit } => {
                    answer::too_large(head.status, &head.headers, limit, &call.attempted)
                }
            })?;
        Ok((head.status, head.headers, body))
    }

    fn read(
        &self,
        status: StatusCode,
        headers: &HeaderMap,
        body: Bytes,
        call: &Call,
    ) -> Result<Answer, Error> {
        let attempted = &call.attempted;
        if !status.is_success() {
            let now = self.clock.now();
            let error = answer::refusal(status, headers, &body, attempted, now);
            return Err(error.of_endpoint(call.endpoint));
        }
        let Some((raw, notes)) = json::object(&body) else {
            return Err(answer::not_json(status, headers, &body, attempted));
        };
        Ok(Answer {
            status: status.as_u16(),
            raw,
            notes,
            request_id: answer::request_id(headers),
            server_time: http_date::server_time(headers),
        })
    }

    fn request(&self, call: &Call) -> Result<Request<Bytes>, Error> {
        let mut request = Request::builder()
            .method(call.method.clone())
            .uri(call.url(&self.base_url).as_str())
            .header(ACCEPT, "application/json")
            .header("notion-version", &self.version);
        let body = match &call.body {
            Some(payload) => {
                request = request.header(CONTENT_TYPE, &payload.content_type);
                payload.bytes.clone()
            }
            None => Bytes::new(),
        };
        request.body(body).map_err(|error| {
            Error::from(Failure {
                unsent: true,
                ..Failure::new(
                    ErrorKind::Validation,
                    format!("the request cannot be built: {error}"),
                    &call.attempted,
                )
            })
        })
    }

    /// The one log line and the one event of an exchange.
    fn report(
        &self,
        call: &Call,
        received: &Result<(StatusCode, HeaderMap, Bytes), Error>,
        duration: Duration,
    ) {
        let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let (status, request_id) = match received {
            Ok((status, headers, _)) => (Some(status.as_u16()), answer::request_id(headers)),
            Err(error) => (error.status, error.request_id.clone()),
        };
        match status {
            Some(status) => {
                tracing::debug!(
                    endpoint = call.endpoint,
                    status,
                    request_id,
                    duration_ms,
                    "notion answered"
                );
                self.watcher.on(&ClientEvent::Answered {
                    endpoint: call.endpoint,
                    status,
                    request_id,
                    duration,
                });
            }
            None => tracing::debug!(
                endpoint = call.endpoint,
                duration_ms,
                "notion did not answer"
            ),
        }
    }
}

/// Why Notion limits us, in its own words.
fn hold_reason(error: &Error) -> String {
    error
        .additional
        .get("rate_limit_reason")
        .and_then(serde_json::Value::as_str)
        .or(error.code.as_deref())
        .unwrap_or("rate_limited")
        .to_owned()
}
