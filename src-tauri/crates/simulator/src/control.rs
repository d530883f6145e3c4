//! The simulator's own endpoints under `/simulator`: meters, truth, clock, edits, tokens, faults, quirks, webhooks.
//!
//! They are for tests and people; none of them exists in the real API and none needs a token.

use axum::body::Body;
use bytes::Bytes;
use http::{Method, Response, StatusCode, header, request::Parts};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::connection::TokenState;
use crate::edits::Edit;
use crate::faults::Fault;
use crate::moment;
use crate::quirks::Quirks;
use crate::simulator::Simulator;
use crate::webhooks::Subscription;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClockChange {
    advance_ms: Option<u64>,
    set: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenChange {
    token: String,
    state: TokenState,
}

/// A list or a single one.
#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany<T> {
    Many(Vec<T>),
    One(T),
}

impl<T> OneOrMany<T> {
    fn into_vec(self) -> Vec<T> {
        match self {
            Self::Many(many) => many,
            Self::One(one) => vec![one],
        }
    }
}

/// Answers one request outside `/v1` and `/files`.
pub(crate) fn handle(simulator: &Simulator, parts: &Parts, body: &Bytes) -> Response<Body> {
    match respond(simulator, parts, body) {
        Ok(value) => write(StatusCode::OK, &value),
        Err((status, message)) => write(status, &json!({"error": message})),
    }
}

fn write(status: StatusCode, value: &Value) -> Response<Body> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .body(Body::from(value.to_string()))
        .unwrap_or_default()
}

type Refused = (StatusCode, String);

fn read<'b, T: Deserialize<'b>>(body: &'b Bytes) -> Result<T, Refused> {
    serde_json::from_slice(body).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))
}

fn show<T: serde::Serialize>(value: &T) -> Result<Value, Refused> {
    serde_json::to_value(value)
        .map_err(|error| (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()))
}

fn respond(simulator: &Simulator, parts: &Parts, body: &Bytes) -> Result<Value, Refused> {
    let method = &parts.method;
    match (parts.uri.path(), method) {
        ("/simulator", &Method::GET) => {
            Ok(json!({"workspace": simulator.workspace(), "tokens": show(&simulator.tokens())?}))
        }
        ("/simulator/meters", &Method::GET) => show(&simulator.meters()),
        ("/simulator/meters", &Method::DELETE) => {
            simulator.reset_meters();
            show(&simulator.meters())
        }
        ("/simulator/truth", &Method::GET) => show(&simulator.truth()),
        ("/simulator/clock", &Method::GET) => Ok(clock(simulator)),
        ("/simulator/clock", &Method::POST) => {
            let change: ClockChange = read(body)?;
            if let Some(milliseconds) = change.advance_ms {
                simulator.clock().advance(milliseconds);
            }
            if let Some(text) = change.set {
                let moment = moment::parse(&text).ok_or((
                    StatusCode::BAD_REQUEST,
                    "`set` should be an ISO 8601 time".to_owned(),
                ))?;
                simulator
                    .clock()
                    .set(crate::clock::from_milliseconds(moment));
            }
            Ok(clock(simulator))
        }
        ("/simulator/edits", &Method::GET) => show(&simulator.lock().store.log),
        ("/simulator/edits", &Method::POST) => {
            let edits: OneOrMany<Edit> = read(body)?;
            let mut made = Vec::new();
            for edit in edits.into_vec() {
                made.push(
                    simulator
                        .edit(&edit)
                        .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?,
                );
            }
            show(&made)
        }
        ("/simulator/tokens", &Method::POST) => {
            let change: TokenChange = read(body)?;
            if !simulator.set_token_state(&change.token, change.state) {
                return Err((StatusCode::BAD_REQUEST, "there is no such token".to_owned()));
            }
            show(&simulator.tokens())
        }
        ("/simulator/faults", &Method::GET) => faults(simulator),
        ("/simulator/faults", &Method::POST) => {
            let ordered: OneOrMany<Fault> = read(body)?;
            for fault in ordered.into_vec() {
                simulator.add_fault(fault);
            }
            faults(simulator)
        }
        ("/simulator/faults", &Method::DELETE) => {
            simulator.clear_faults();
            faults(simulator)
        }
        ("/simulator/quirks", &Method::GET) => show(&simulator.quirks()),
        ("/simulator/quirks", &Method::POST) => {
            let mut merged = show(&simulator.quirks())?;
            let changes: Value = read(body)?;
            if let (Some(merged), Value::Object(changes)) = (merged.as_object_mut(), changes) {
                merged.extend(changes);
            }
            let quirks: Quirks = serde_json::from_value(merged)
                .map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))?;
            simulator.set_quirks(quirks);
            show(&simulator.quirks())
        }
        ("/simulator/webhooks", &Method::GET) => show(&simulator.lock().webhooks.report()),
        ("/simulator/webhooks", &Method::POST) => {
            let subscription: Subscription = read(body)?;
            let now = simulator.clock().milliseconds();
            let state = &mut *simulator.lock();
            state
                .webhooks
                .subscribe(&mut state.store, subscription, now);
            show(&state.webhooks.report())
        }
        ("/simulator/webhooks", &Method::DELETE) => {
            simulator.lock().webhooks.unsubscribe();
            Ok(json!({}))
        }
        (path, _) => Err((StatusCode::NOT_FOUND, format!("nothing at {method} {path}"))),
    }
}

fn clock(simulator: &Simulator) -> Value {
    let now = simulator.clock().milliseconds();
    json!({"now": moment::utc(now), "milliseconds": now})
}

fn faults(simulator: &Simulator) -> Result<Value, Refused> {
    let state = simulator.lock();
    let done: serde_json::Map<String, Value> = state
        .faults
        .done
        .iter()
        .filter_map(|(kind, count)| {
            show(kind)
                .ok()
                .and_then(|kind| kind.as_str().map(|kind| (kind.to_owned(), json!(count))))
        })
        .collect();
    Ok(json!({"active": show(&state.faults.active)?, "done": done}))
}
