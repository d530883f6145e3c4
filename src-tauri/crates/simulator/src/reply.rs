//! The last step of an answer: request ids, headers, quirks of form, and what a fault makes of it.

use axum::body::Body;
use bytes::Bytes;
use futures::{StreamExt, stream};
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::error::ApiError;
use crate::faults::{Fault, FaultKind, RetryAfter};
use crate::identifier::Id;
use crate::moment;
use crate::routes::Answer;
use crate::seed::Random;
use crate::state::State;

/// Stands for half of a surrogate pair in stored text; no Rust string can hold the real thing, JSON can.
pub(crate) const LONE_SURROGATE: char = '\u{10fffe}';
/// A body that hides the edge's own page.
const EDGE_PAGE: &str = "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>\
    <p>cloudflare</p></body></html>";
const PROXY_PAGE: &str = "<!DOCTYPE html><html><head><title>Sign in to the network</title></head><body><form>Please accept \
    the terms of this network.</form></body></html>";

/// An answer before it is written.
#[derive(Debug)]
pub(crate) struct Reply {
    status: StatusCode,
    body: Value,
    retry_after: Option<RetryAfter>,
    created: Option<(Id, Vec<Id>)>,
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self {
            status: answer.status,
            body: answer.body,
            retry_after: None,
            created: answer.created,
        }
    }
}

impl From<ApiError> for Reply {
    fn from(error: ApiError) -> Self {
        let retry_after = error.retry_after.map(RetryAfter::Seconds);
        Self {
            status: error.status,
            body: error.to_json(),
            retry_after,
            created: None,
        }
    }
}

impl FaultKind {
    /// The error that is answered instead of doing anything, if this fault is of that kind.
    pub(crate) fn refusal(self) -> Option<ApiError> {
        let error = |status: u16, code, message: &str| {
            Some(ApiError::new(
                StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
                code,
                message,
            ))
        };
        match self {
            Self::RateLimited => error(
                429,
                "rate_limited",
                "You have been rate limited. Please try again in a few minutes.",
            ),
            Self::Blocked => error(429, "rate_limited", "This connection has been blocked.")
                .map(|error| error.with("rate_limit_reason", "public_api_request_blocked".into())),
            Self::Overload => error(
                529,
                "service_overload",
                "Notion is overloaded. Please try again later.",
            ),
            Self::RetryableValidation => error(
                400,
                "validation_error",
                "Rendering exceeded the response time budget. Please back off and try the request again.",
            ),
            Self::CursorRefused => error(
                400,
                "validation_error",
                "The start_cursor provided is invalid.",
            ),
            Self::Conflict => error(
                409,
                "conflict_error",
                "Conflict occurred while saving. Please try again.",
            ),
            Self::InternalError => {
                error(500, "internal_server_error", "Unexpected error occurred.")
            }
            Self::BadGateway => error(502, "bad_gateway", ""),
            Self::Unavailable => error(
                503,
                "service_unavailable",
                "Notion is unavailable. Please try again later.",
            ),
            Self::GatewayTimeout => error(504, "gateway_timeout", "The request timed out."),
            Self::Unauthorized => Some(ApiError::unauthorized()),
            Self::CapabilityMissing => Some(ApiError::restricted()),
            Self::BlockLimit => error(
                403,
                "restricted_resource",
                "The workspace has reached its block limit.",
            )
            .map(|error| error.with("block_limit", "block_creation".into())),
            Self::NotFound => error(
                404,
                "object_not_found",
                "Could not find the object. Make sure it is shared with your integration.",
            ),
            Self::DroppedBefore | Self::Timeout => {
                error(504, "gateway_timeout", "The connection broke.")
            }
            Self::UnavailableAfterSaving
            | Self::UnavailableAfterCommit
            | Self::DroppedAfter
            | Self::TruncatedJson
            | Self::WrongContentType
            | Self::ProxyPage
            | Self::EmptyBody => None,
        }
    }
}

/// How an answer leaves.
pub(crate) enum Sending {
    /// As it is.
    Now(Response<Body>),
    /// Never.
    Never,
}

/// Writes an answer, spoilt by a fault if there is one.
pub(crate) fn send(
    state: &mut State,
    mut reply: Reply,
    fault: Option<&Fault>,
    token: Option<usize>,
    now: i64,
    manual: bool,
) -> Sending {
    let request_id = state.store.identifiers.next_random();
    if let Some(fault) = fault {
        spoil(&mut reply, fault);
        if let (Some(token), Some(RetryAfter::Seconds(seconds) | RetryAfter::Date(seconds))) =
            (token, &reply.retry_after)
        {
            state.meter.hold(
                token,
                now.saturating_add_unsigned(seconds.saturating_mul(1_000)),
            );
        }
    }
    state.meter.answer(reply.status.as_u16());
    let without_id = reply.body.get("templates").is_some();
    if let Some(body) = reply.body.as_object_mut().filter(|_| !without_id) {
        body.insert("request_id".to_owned(), json!(request_id));
    }
    if state.quirks.reordered_keys {
        reply.body = shuffled(reply.body, &mut state.random);
    }
    let text = reply.body.to_string();
    let text = if text.contains(LONE_SURROGATE) {
        text.replace(LONE_SURROGATE, "\\ud800")
    } else {
        text
    };
    let mut body = Body::from(text.clone());
    let mut content_type = "application/json; charset=utf-8";
    let (mut status, mut from_edge) = (reply.status, false);
    match fault.map(|fault| fault.kind) {
        Some(FaultKind::Timeout) if !manual => return Sending::Never,
        Some(FaultKind::DroppedBefore | FaultKind::DroppedAfter | FaultKind::Timeout) => {
            body = broken(Bytes::new())
        }
        Some(FaultKind::TruncatedJson) => {
            let mut half = text.len() / 2;
            while !text.is_char_boundary(half) {
                half -= 1;
            }
            body = Body::from(text[..half].to_owned());
        }
        Some(FaultKind::WrongContentType) => content_type = "text/plain",
        Some(FaultKind::BadGateway) => {
            (body, content_type, from_edge) = (Body::from(EDGE_PAGE), "text/html", true)
        }
        Some(FaultKind::ProxyPage) => {
            (body, content_type, from_edge, status) =
                (Body::from(PROXY_PAGE), "text/html", true, StatusCode::OK);
        }
        Some(FaultKind::EmptyBody) => (body, status) = (Body::empty(), StatusCode::OK),
        _ => {}
    }
    let mut response = Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, content_type)
        .header(header::DATE, moment::http_date(now));
    if !from_edge {
        response = response.header("x-notion-request-id", request_id.to_string());
    }
    if status.as_u16() == 502 {
        response = response.header("cf-ray", "8f0000000000simulated");
    }
    let retry_after = match &reply.retry_after {
        None | Some(RetryAfter::Absent) => None,
        Some(RetryAfter::Seconds(seconds)) => Some(seconds.to_string()),
        Some(RetryAfter::Garbage) => Some("soon-ish".to_owned()),
        Some(RetryAfter::Date(seconds)) => Some(moment::http_date(
            now.saturating_add_unsigned(seconds.saturating_mul(1_000)),
        )),
    };
    if let Some(value) = retry_after.and_then(|text| HeaderValue::from_str(&text).ok()) {
        response = response.header(header::RETRY_AFTER, value);
    }
    Sending::Now(response.body(body).unwrap_or_default())
}

/// What a fault says beside its status.
fn spoil(reply: &mut Reply, fault: &Fault) {
    match fault.kind {
        FaultKind::RateLimited | FaultKind::Overload => {
            let wait = fault.retry_after.clone().unwrap_or(RetryAfter::Seconds(1));
            let reason = fault
                .reason
                .as_deref()
                .unwrap_or("public_api_request_rate_limit");
            if fault.kind == FaultKind::RateLimited {
                reply.body["additional_data"] = json!({"rate_limit_reason": reason});
                if let RetryAfter::Seconds(seconds) = wait {
                    reply.body["additional_data"]["retry_after"] = json!(seconds.to_string());
                }
            }
            reply.retry_after = Some(wait);
        }
        FaultKind::UnavailableAfterSaving | FaultKind::UnavailableAfterCommit
            if reply.status.is_success() =>
        {
            let created = reply.created.take();
            let message = "Notion is unavailable. The change may have been saved.";
            let mut error = ApiError::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "service_unavailable",
                message,
            );
            if fault.kind == FaultKind::UnavailableAfterCommit {
                error = error.with(
                    "retry_guidance",
                    json!(["Read the resource again.", "Do not repeat the request."]),
                );
                if let Some((id, children)) = created {
                    error = error
                        .with("committed_resource_id", json!(id))
                        .with("committed_child_ids", json!(children));
                }
            }
            *reply = error.into();
        }
        _ => {}
    }
}

/// A body that breaks off; over a socket this closes the connection.
fn broken(first: Bytes) -> Body {
    let error = std::io::Error::new(
        std::io::ErrorKind::ConnectionReset,
        "the simulator dropped the connection",
    );
    let parts = stream::iter([Ok(first), Err(error)])
        .filter(|part| futures::future::ready(!matches!(part, Ok(bytes) if bytes.is_empty())));
    Body::from_stream(parts)
}

/// The same JSON with the keys of every object in another order.
fn shuffled(value: Value, random: &mut Random) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<(u64, String, Value)> = fields
                .into_iter()
                .map(|(name, value)| (random.next(), name, shuffled(value, random)))
                .collect();
            fields.sort_by_key(|(order, _, _)| *order);
            Value::Object(
                fields
                    .into_iter()
                    .map(|(_, name, value)| (name, value))
                    .collect::<Map<_, _>>(),
            )
        }
        Value::Array(items) => Value::Array(
            items
                .into_iter()
                .map(|item| shuffled(item, random))
                .collect(),
        ),
        other => other,
    }
}
