//! The events that people's log filters know by name (requirement B8), of what Notion refused.
//!
//! The rule it protects: the same refusal is the same event, whether something was read or written, and it says which
//! operation met it.

use keepsake_notion::{Error, ErrorKind};

/// Logs the kind of a refusal; what is no event of its own stays with whoever met it.
pub(super) fn refused(error: &Error, correlation_id: &str) {
    let request_id = error.request_id.as_deref();
    match error.kind() {
        ErrorKind::Authentication => {
            tracing::error!(event = "notion_auth_error", correlation_id, request_id, %error);
        }
        ErrorKind::Validation => {
            tracing::error!(event = "notion_bad_request", correlation_id, request_id, %error);
        }
        ErrorKind::NotFound => {
            tracing::warn!(event = "notion_page_not_found", correlation_id, request_id, %error);
        }
        _ => {}
    }
}
