//! What a program is told when the broker itself says no, in the shape of Notion's own errors, so that one client
//! understands both.
//!
//! Leaves out Notion's refusals, which pass as they are (`relay`). The rules it protects: no code of ours is one of Notion's,
//! so none can be mistaken for Notion's word that a connection is over; no message repeats anything that was sent.

use std::time::Duration;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use crate::pickups::Denied;

/// The header in which Notion names an exchange.
pub(crate) const REQUEST_ID: &str = "x-notion-request-id";

/// A refusal of ours. docs/broker.md has the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: &'static str,
    retry_after: Option<Duration>,
    request_id: Option<String>,
}

impl Refusal {
    const fn new(status: StatusCode, code: &'static str, message: &'static str) -> Self {
        Self {
            status,
            code,
            message,
            retry_after: None,
            request_id: None,
        }
    }

    /// The same, with when to come again.
    pub(crate) const fn after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }

    /// The same, about an exchange that Notion has a name for.
    pub(crate) fn named(mut self, request_id: Option<String>) -> Self {
        self.request_id = request_id;
        self
    }

    pub(crate) const fn bad_request() -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "bad_request",
            "The body is not the JSON object that is asked for here.",
        )
    }

    pub(crate) const fn not_json() -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_json",
            "The body has to be sent as application/json.",
        )
    }

    pub(crate) const fn from_a_page() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "from_a_page",
            "This is for programs; a page in a browser may not ask.",
        )
    }

    pub(crate) const fn too_large() -> Self {
        Self::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "The body is larger than anything that is asked for here.",
        )
    }

    pub(crate) const fn too_slow() -> Self {
        Self::new(
            StatusCode::REQUEST_TIMEOUT,
            "too_slow",
            "The body did not arrive in time.",
        )
    }

    pub(crate) const fn no_such_path() -> Self {
        Self::new(
            StatusCode::NOT_FOUND,
            "no_such_path",
            "There is nothing at this path.",
        )
    }

    pub(crate) const fn no_such_method() -> Self {
        Self::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "no_such_method",
            "This path is asked for with another method.",
        )
    }

    pub(crate) const fn too_often(wait: Duration) -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_often",
            "Too many requests; nothing was done.",
        )
        .after(wait)
    }

    pub(crate) const fn busy() -> Self {
        Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "broker_busy",
            "Too much is under way; nothing was done.",
        )
        .after(Duration::from_secs(5))
    }

    /// Notion was not reached, so nothing was done.
    pub(crate) const fn unreached() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "notion_unreached",
            "Notion could not be reached; nothing was done.",
        )
        .after(Duration::from_secs(5))
    }

    /// Nobody knows whether it was done.
    pub(crate) const fn unclear() -> Self {
        Self::new(
            StatusCode::BAD_GATEWAY,
            "outcome_unclear",
            "Notion gave no good answer; it may have done what was asked.",
        )
    }

    /// Notion refuses the broker, not the person.
    pub(crate) const fn broker_refused() -> Self {
        Self::new(
            StatusCode::SERVICE_UNAVAILABLE,
            "broker_refused",
            "Notion does not accept this broker at present; no connection is lost by that.",
        )
        .after(Duration::from_secs(300))
    }
}

impl From<Denied> for Refusal {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Unknown => Self::new(
                StatusCode::NOT_FOUND,
                "pickup_unknown",
                "This pickup was not made here, or before the last start.",
            ),
            Denied::Expired => Self::new(
                StatusCode::GONE,
                "pickup_expired",
                "This pickup was good for five minutes, which are over.",
            ),
            Denied::WrongVerifier => Self::new(
                StatusCode::FORBIDDEN,
                "verifier_wrong",
                "This pickup belongs to another sign-in. It is worth nothing from now on.",
            ),
            Denied::Used => Self::new(
                StatusCode::CONFLICT,
                "pickup_used",
                "This pickup was used before.",
            ),
            Denied::Tried => Self::new(
                StatusCode::CONFLICT,
                "pickup_tried",
                "Somebody else tried this pickup first. They were given nothing, and it is worth nothing from now on.",
            ),
            Denied::Full => Self::busy(),
        }
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut body = json!({
            "object": "error",
            "status": self.status.as_u16(),
            "code": self.code,
            "message": self.message,
        });
        if let Some(id) = &self.request_id {
            body["request_id"] = id.as_str().into();
        }
        let kind = [(header::CONTENT_TYPE, "application/json")];
        let mut response = (self.status, kind, body.to_string()).into_response();
        let headers = response.headers_mut();
        if let Some(wait) = self.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(whole_seconds(wait)));
        }
        if let Some(id) = self
            .request_id
            .and_then(|id| HeaderValue::try_from(id).ok())
        {
            headers.insert(REQUEST_ID, id);
        }
        response
    }
}

/// At least one, and never too early.
fn whole_seconds(wait: Duration) -> u64 {
    let rounded = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    rounded.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_asked_to_come_again_too_early() {
        for (milliseconds, seconds) in [(0, 1), (1, 1), (1_000, 1), (1_001, 2), (61_500, 62)] {
            let wait = Duration::from_millis(milliseconds);
            assert_eq!(whole_seconds(wait), seconds, "{milliseconds}");
        }
    }
}
