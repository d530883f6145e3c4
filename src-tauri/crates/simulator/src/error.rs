//! Errors as the API words them (Notion API reference: Status codes).
//!
//! Codes and the quoted message forms are documented; other wordings are the simulator's own. Nobody should branch on them.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::identifier::Id;

/// An error answer before it is given its request id.
#[derive(Debug, Clone)]
pub(crate) struct ApiError {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) additional: Box<Map<String, Value>>,
    /// Seconds for a `Retry-After` header.
    pub(crate) retry_after: Option<u64>,
}

impl ApiError {
    /// An error of any status.
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            additional: Box::default(),
            retry_after: None,
        }
    }

    /// 400 `validation_error` about the body.
    pub(crate) fn body(detail: impl AsRef<str>) -> Self {
        Self::validation(format!("body failed validation: {}", detail.as_ref()))
    }

    /// 400 `validation_error` with a message of its own.
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "validation_error", message)
    }

    /// 401 `unauthorized`.
    pub(crate) fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "API token is invalid.",
        )
    }

    /// 403 `restricted_resource`: the connection lacks a capability.
    pub(crate) fn restricted() -> Self {
        Self::new(
            StatusCode::FORBIDDEN,
            "restricted_resource",
            "Insufficient permissions for this endpoint. Check the capabilities of your connection.",
        )
    }

    /// 404 `object_not_found` in the documented form; deleted, not shared and of the wrong kind look the same.
    pub(crate) fn not_found(kind: &str, id: Id, connection: &str, bot: Id) -> Self {
        let mut error = Self::new(
            StatusCode::NOT_FOUND,
            "object_not_found",
            format!(
                "Could not find {kind} with ID: {id}. Make sure the relevant pages and databases are shared with your \
                 integration \"{connection}\"."
            ),
        );
        error
            .additional
            .insert("integration_id".to_owned(), json!(bot.to_string()));
        error
    }

    /// Adds a field to `additional_data`.
    pub(crate) fn with(mut self, name: &str, value: Value) -> Self {
        self.additional.insert(name.to_owned(), value);
        self
    }

    /// The JSON body, still without `request_id`.
    pub(crate) fn to_json(&self) -> Value {
        let mut body = json!({
            "object": "error",
            "status": self.status.as_u16(),
            "code": self.code,
            "message": self.message,
        });
        if !self.additional.is_empty() {
            body["additional_data"] = Value::Object(Map::clone(&self.additional));
        }
        body
    }
}
