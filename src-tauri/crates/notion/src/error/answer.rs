//! What an HTTP answer that is not a success means.
//!
//! Notion's own errors are JSON objects with a `code` (OAuth has a second style with `error`). Whatever else arrives was
//! made by the edge in front of Notion or by somebody else on the way: company proxies, hotel Wi-Fi sign-in pages, a
//! server at a wrong address (Notion API reference: Status codes; "Error bodies may be non-JSON").

use std::time::Duration;

use http::{HeaderMap, StatusCode};
use serde_json::Value;
use time::OffsetDateTime;

use super::{Error, ErrorKind, Failure, http_date};
use crate::decode::{self, json};

/// Notion's name for an exchange.
pub(crate) const REQUEST_ID: &str = "x-notion-request-id";

/// The edge's name for an exchange (Notion API reference: "cf-ray").
const EDGE_RAY: &str = "cf-ray";

/// How much of an unreadable answer is shown.
const EXCERPT: usize = 200;

/// Phrases by which a refusal asks to be repeated later. The only place where a message decides anything: the code of
/// these is the common `validation_error`.
const ASKS_FOR_BACKOFF: [&str; 4] = [
    "response time budget",
    "exponential backoff",
    "back off",
    "backoff",
];

/// The request id in the headers of an answer.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<String> {
    headers
        .get(REQUEST_ID)?
        .to_str()
        .ok()
        .map(str::to_owned)
        .filter(|id| !id.is_empty())
}

/// The error that an answer with a status other than 2xx stands for.
pub(crate) fn refusal(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    attempted: &str,
    now: OffsetDateTime,
) -> Error {
    let request_id = request_id(headers);
    let own = OwnError::read(body, request_id.is_some());
    let mut failure = match own {
        Some(own) => own.into_failure(status, attempted),
        None => not_notions(status, headers, body, request_id.is_some(), attempted),
    };
    failure.status = Some(status.as_u16());
    failure.request_id = request_id.or(failure.request_id);
    failure.retry_after = http_date::retry_after(headers, now).or_else(|| {
        let seconds = failure.additional.get("retry_after")?;
        let wait = match seconds {
            Value::String(text) => http_date::seconds(text)?,
            number => Duration::try_from_secs_f64(number.as_f64()?).ok()?,
        };
        (!wait.is_zero()).then_some(wait)
    });
    failure.into()
}

/// The error that a 2xx answer without a JSON object stands for.
pub(crate) fn not_json(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    attempted: &str,
) -> Error {
    let request_id = request_id(headers);
    let page = is_page(headers, body);
    let message = if body.is_empty() {
        "the answer is empty".to_owned()
    } else if page {
        format!(
            "the answer is a web page{}, not Notion's: a proxy or a Wi-Fi sign-in page may be in between",
            page_title(body)
        )
    } else if body.trim_ascii_start().starts_with(b"{") {
        // What has come of it is the person's own text, which belongs into no log.
        format!(
            "the answer is incomplete: it ends after {} bytes",
            body.len()
        )
    } else {
        format!("the answer is not JSON; it begins with {:?}", excerpt(body))
    };
    Error::from(Failure {
        status: Some(status.as_u16()),
        passing: true,
        foreign: page && request_id.is_none(),
        request_id,
        ..Failure::new(ErrorKind::Malformed, message, attempted)
    })
}

/// The error for an answer larger than we are ready to keep.
pub(crate) fn too_large(
    status: StatusCode,
    headers: &HeaderMap,
    limit: usize,
    attempted: &str,
) -> Error {
    Error::from(Failure {
        status: Some(status.as_u16()),
        request_id: request_id(headers),
        ..Failure::new(
            ErrorKind::Malformed,
            format!("the answer is larger than {limit} bytes"),
            attempted,
        )
    })
}

/// The codes of the OAuth endpoints, whose errors may lack `"object": "error"`.
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

/// An error body in one of Notion's two styles.
struct OwnError {
    code: String,
    message: String,
    request_id: Option<String>,
    additional: Value,
}

impl OwnError {
    /// Reads either style. Somebody else's JSON, which may have a `code` too, is none of them.
    fn read(body: &[u8], from_notion: bool) -> Option<Self> {
        let (raw, _) = json::object(body)?;
        let mut fields = decode::map(&raw).ok()?;
        let is_error = fields.get("object").is_some_and(|object| object == "error");
        let mut text = |key: &str| match fields.remove(key) {
            Some(Value::String(text)) => Some(text),
            _ => None,
        };
        let (code, message) = match text("code") {
            Some(code) => (code, text("message")),
            None => (text("error")?, text("error_description")),
        };
        if !(is_error || from_notion || OAUTH_CODES.contains(&code.as_str())) {
            return None;
        }
        let request_id = text("request_id");
        Some(Self {
            message: message.unwrap_or_else(|| code.clone()),
            code,
            request_id,
            additional: fields.remove("additional_data").unwrap_or(Value::Null),
        })
    }

    fn into_failure(self, status: StatusCode, attempted: &str) -> Failure {
        let blocked = self
            .additional
            .get("rate_limit_reason")
            .is_some_and(|reason| reason == "public_api_request_blocked");
        let kind = match (self.code.as_str(), status.as_u16()) {
            ("rate_limited", _) | (_, 429) if blocked => ErrorKind::Blocked,
            ("rate_limited" | "service_overload", _) | (_, 429 | 529) => ErrorKind::RateLimited,
            ("unauthorized" | "invalid_grant" | "invalid_client" | "unauthorized_client", _)
            | (_, 401) => ErrorKind::Authentication,
            ("restricted_resource", _) | (_, 403) => ErrorKind::Permission,
            ("object_not_found", _) | (_, 404) => ErrorKind::NotFound,
            ("conflict_error", _) | (_, 409) => ErrorKind::Conflict,
            (_, 408 | 500..=599) => ErrorKind::Server,
            _ => ErrorKind::Validation,
        };
        let passing = match kind {
            ErrorKind::RateLimited | ErrorKind::Server => true,
            ErrorKind::Conflict => self.code == "conflict_error",
            ErrorKind::Validation => {
                let message = self.message.to_lowercase();
                ASKS_FOR_BACKOFF
                    .iter()
                    .any(|phrase| message.contains(phrase))
            }
            _ => false,
        };
        Failure {
            code: Some(self.code),
            additional: self.additional,
            request_id: self.request_id,
            passing,
            ..Failure::new(kind, self.message, attempted)
        }
    }
}

/// An answer that is no error of Notion's. With Notion's request id it still comes from its edge.
fn not_notions(
    status: StatusCode,
    headers: &HeaderMap,
    body: &[u8],
    from_notion: bool,
    attempted: &str,
) -> Failure {
    let shown = if is_page(headers, body) {
        format!("a web page{}", page_title(body))
    } else if body.is_empty() {
        "nothing further".to_owned()
    } else {
        format!("{:?}", excerpt(body))
    };
    let (kind, passing, message) = match status.as_u16() {
        429 | 529 => (
            ErrorKind::RateLimited,
            true,
            format!("too many requests; the answer holds {shown}"),
        ),
        300..=399 => (
            ErrorKind::Malformed,
            true,
            format!(
                "the request was redirected{}; a Wi-Fi sign-in page or a wrong address may be the cause",
                redirect_host(headers)
            ),
        ),
        407 | 511 => (
            ErrorKind::Transport,
            false,
            "a proxy on the way wants a sign-in".to_owned(),
        ),
        408 | 500..=599 => (
            ErrorKind::Server,
            true,
            format!("Notion or a server in front of it is in trouble; the answer holds {shown}"),
        ),
        413 => (
            ErrorKind::Validation,
            false,
            "the request is too large".to_owned(),
        ),
        _ => (
            ErrorKind::Malformed,
            false,
            format!(
                "the answer is not Notion's, it holds {shown}: a proxy may be in between or the address is wrong"
            ),
        ),
    };
    Failure {
        passing,
        // These two are a proxy's own word: the request went no further.
        unsent: matches!(status.as_u16(), 407 | 511),
        foreign: !from_notion
            && match status.as_u16() {
                408 | 413 | 429 | 529 => false,
                511 => true,
                // Notion's edge signs its pages of trouble; a proxy that cannot reach Notion does not.
                500..=599 => is_page(headers, body) && !headers.contains_key(EDGE_RAY),
                status => (300..500).contains(&status),
            },
        ..Failure::new(kind, message, attempted)
    }
}

fn is_page(headers: &HeaderMap, body: &[u8]) -> bool {
    let by_type = headers
        .get(http::header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.to_ascii_lowercase().contains("html"));
    let start = body.trim_ascii_start();
    start.starts_with(b"<") || (by_type && !start.starts_with(b"{"))
}

/// The title of a web page, in parentheses with a space before, or nothing.
fn page_title(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..8 * 1024).unwrap_or(body));
    let lower = text.to_ascii_lowercase();
    let title = lower.find("<title").and_then(|start| {
        let open = start + lower.get(start..)?.find('>')? + 1;
        let close = open + lower.get(open..)?.find("</title")?;
        text.get(open..close)
    });
    match title.map(str::trim) {
        Some(title) if !title.is_empty() => {
            format!(" ({:?})", title.chars().take(80).collect::<String>())
        }
        _ => String::new(),
    }
}

fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body.get(..EXCERPT * 4).unwrap_or(body));
    text.trim().chars().take(EXCERPT).collect()
}

/// The host a redirect points at, without the rest of the address, which could carry secrets.
fn redirect_host(headers: &HeaderMap) -> String {
    headers
        .get(http::header::LOCATION)
        .and_then(|value| url::Url::parse(value.to_str().ok()?).ok())
        .and_then(|url| url.host_str().map(|host| format!(" to {host}")))
        .unwrap_or_default()
}

#[cfg(test)]
#[path = "answer_tests.rs"]
mod tests;
