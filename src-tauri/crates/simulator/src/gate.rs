//! What happens around every API request, in order: meter, fault, token, limit, version, route, capability, body, handler.
//!
//! The order is that of the real API as far as recorded errors show it: an unknown path with a good token is a 400, a bad
//! token is a 401 whatever the path.

use bytes::Bytes;
use http::{Method, StatusCode, request::Parts};
use serde_json::{Map, Value};

use crate::accept::BODY_BYTES;
use crate::connection::TokenState;
use crate::error::ApiError;
use crate::faults::Fault;
use crate::reply::Reply;
use crate::routes::{Answer, Call, Endpoint, table};
use crate::signing::pairs;
use crate::state::State;
use crate::wire::Version;

/// What the gate lets out: an answer in the making, and the fault that will spoil it.
pub(crate) struct Outcome {
    pub(crate) reply: Reply,
    pub(crate) fault: Option<Fault>,
}

/// Answers one API request.
pub(crate) fn handle(state: &mut State, parts: &Parts, body: Bytes, now: i64) -> Outcome {
    let path = parts.uri.path();
    let found = table::find(&parts.method, path);
    let token = bearer(state, parts);
    let name = found.as_ref().map_or_else(
        || format!("{} (unknown)", parts.method),
        |(endpoint, _)| endpoint.name(),
    );
    state.meter.request(&name, token, now);
    let writes = found
        .as_ref()
        .is_some_and(|(endpoint, _)| endpoint.writes());
    let fault = state.faults.strike(&name, writes, continues(parts, &body));
    if let Some(fault) = &fault
        && let Some(error) = fault.kind.refusal()
    {
        return Outcome {
            reply: error.into(),
            fault: Some(fault.clone()),
        };
    }
    let reply = match pass(state, parts, body, now, found, token) {
        Ok(answer) => Reply::from(answer),
        Err(error) => {
            if let (Some(seconds), Some(token)) = (error.retry_after, token) {
                state.meter.hold(
                    token,
                    now.saturating_add_unsigned(seconds.saturating_mul(1_000)),
                );
            }
            Reply::from(error)
        }
    };
    Outcome { reply, fault }
}

/// Whether a request goes on with a list.
fn continues(parts: &Parts, body: &[u8]) -> bool {
    let key = "start_cursor";
    let in_address = parts.uri.query().is_some_and(|query| query.contains(key));
    in_address || body.windows(key.len()).any(|text| text == key.as_bytes())
}

/// The connection a bearer token belongs to, whatever its state.
pub(crate) fn bearer(state: &State, parts: &Parts) -> Option<usize> {
    let header = parts
        .headers
        .get(http::header::AUTHORIZATION)?
        .to_str()
        .ok()?;
    let token = header
        .strip_prefix("Bearer ")
        .or_else(|| header.strip_prefix("bearer "))?;
    state
        .connections
        .iter()
        .position(|connection| connection.token == token)
}

fn pass(
    state: &mut State,
    parts: &Parts,
    raw: Bytes,
    now: i64,
    found: Option<(&'static Endpoint, Vec<(&'static str, String)>)>,
    token: Option<usize>,
) -> Result<Answer, ApiError> {
    let connection = token.filter(|token| state.connections[*token].state == TokenState::Valid);
    let connection = connection.ok_or_else(ApiError::unauthorized)?;
    if let Err(seconds) = state.limiter.admit(connection, now) {
        return Err(rate_limited(seconds));
    }
    let version = version(parts)?;
    let Some((endpoint, parameters)) = found else {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            "invalid_request_url",
            "Invalid request URL.",
        ));
    };
    if endpoint
        .needs
        .is_some_and(|needs| !state.connections[connection].can(needs))
    {
        return Err(ApiError::restricted());
    }
    let content_type = parts
        .headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let call = Call {
        endpoint,
        parameters,
        query: pairs(parts.uri.query().unwrap_or_default()),
        body: read_body(endpoint, parts, content_type, &raw)?,
        content_type: content_type.to_owned(),
        raw,
        connection,
        version,
        origin: origin(parts),
        now,
    };
    (endpoint.handler)(state, &call)
}

/// 429 of the connection's own limit.
pub(crate) fn rate_limited(seconds: u64) -> ApiError {
    let mut error = ApiError::new(
        StatusCode::TOO_MANY_REQUESTS,
        "rate_limited",
        "You have been rate limited. Please try again in a few minutes.",
    )
    .with("rate_limit_reason", "public_api_request_rate_limit".into())
    .with("retry_after", seconds.to_string().into());
    error.retry_after = Some(seconds);
    error
}

fn version(parts: &Parts) -> Result<Version, ApiError> {
    let Some(header) = parts.headers.get("notion-version") else {
        return Err(ApiError::new(
            StatusCode::BAD_REQUEST,
            "missing_version",
            "Notion-Version header should be defined, instead was `undefined`.",
        ));
    };
    let text = header.to_str().unwrap_or_default();
    Version::parse(text).ok_or_else(|| {
        ApiError::validation(format!("Notion-Version header should be `\"2026-03-11\"` or `\"2025-09-03\"`, instead was `\"{text}\"`."))
    })
}

fn read_body(
    endpoint: &Endpoint,
    parts: &Parts,
    content_type: &str,
    raw: &[u8],
) -> Result<Map<String, Value>, ApiError> {
    let takes_json = parts.method != Method::GET && parts.method != Method::DELETE;
    if !takes_json || raw.is_empty() || content_type.starts_with("multipart/") {
        return Ok(Map::new());
    }
    if raw.len() > BODY_BYTES {
        return Err(ApiError::validation(format!(
            "The request body should have at most {BODY_BYTES} bytes."
        )));
    }
    let value: Value = serde_json::from_slice(raw).map_err(|_| {
        ApiError::new(
            StatusCode::BAD_REQUEST,
            "invalid_json",
            "Error parsing JSON body.",
        )
    })?;
    let Value::Object(body) = value else {
        return Err(ApiError::body("body should be an object."));
    };
    crate::accept::closed(&body, "body", endpoint.keys)?;
    Ok(body)
}

/// Scheme and host the client used; file addresses lead back there.
pub(crate) fn origin(parts: &Parts) -> String {
    if let (Some(scheme), Some(authority)) = (parts.uri.scheme_str(), parts.uri.authority()) {
        return format!("{scheme}://{authority}");
    }
    let host = parts
        .headers
        .get(http::header::HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("localhost");
    format!("http://{host}")
}
