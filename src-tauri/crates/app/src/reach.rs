//! Whether Notion is there at all: one request without a token, which Notion refuses in its own way.
//!
//! Leaves out what follows from it. The rule it protects: neither a sign-in page nor a proxy passes for Notion, and finding
//! out sends no secret.

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};
use keepsake_notion::API_VERSION;
use keepsake_notion::ports::Transport;

/// Enough of an answer to tell Notion's from a stranger's.
const ANSWER_LIMIT: usize = 64 * 1024;

/// Who answers at an origin.
pub(crate) struct Reached {
    /// What was answered.
    pub(crate) status: StatusCode,
    /// What came with it.
    pub(crate) headers: HeaderMap,
    /// Whether that was Notion.
    pub(crate) is_notion: bool,
}

/// Asks who is at an origin; nobody, in the words of the layer below.
pub(crate) async fn ask(transport: &dyn Transport, origin: &str) -> Result<Reached, String> {
    let request = Request::builder()
        .method(Method::GET)
        .uri(format!("{origin}/v1/users/me"))
        .header("Notion-Version", API_VERSION)
        .body(Bytes::new())
        .map_err(|error| error.to_string())?;
    let answer = transport
        .send(request)
        .await
        .map_err(|error| format!("{origin}: {error}"))?;
    let (parts, body) = answer.into_parts();
    let is_notion = match body.collect(ANSWER_LIMIT).await {
        Ok(body) => {
            let error: Option<serde_json::Value> = serde_json::from_slice(&body).ok();
            parts.status == StatusCode::UNAUTHORIZED
                && error.is_some_and(|error| {
                    error.get("object").and_then(|object| object.as_str()) == Some("error")
                })
        }
        Err(_) => false,
    };
    Ok(Reached {
        status: parts.status,
        headers: parts.headers,
        is_notion,
    })
}
