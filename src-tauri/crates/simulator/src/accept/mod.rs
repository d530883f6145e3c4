//! Reading what clients send: closed schemas, size limits, and the forms Notion normalises on the way in.
//!
//! The limits are those of the official page "Request limits"; going over one is 400 `validation_error`.

pub(crate) mod blocks;
pub(crate) mod media;
pub(crate) mod properties;
pub(crate) mod rich_text;
pub(crate) mod schema;

use serde_json::{Map, Value};

use crate::error::ApiError;
use crate::identifier::Id;

/// Bytes of one request body.
pub(crate) const BODY_BYTES: usize = 500_000;
/// Elements of any array of blocks, rich text, relations, people or options.
pub(crate) const ARRAY: usize = 100;
/// Blocks in one request, nested ones included.
pub(crate) const BLOCKS: usize = 1_000;
/// Levels of children below the top level of one request.
pub(crate) const NESTING: usize = 2;
/// Characters of one text run and of any URL.
pub(crate) const TEXT: usize = 2_000;
/// Characters of an equation.
pub(crate) const EQUATION: usize = 1_000;
/// Characters of an e-mail address or phone number.
pub(crate) const CONTACT: usize = 200;

/// Fails on the first key that is not allowed.
pub(crate) fn closed(
    object: &Map<String, Value>,
    path: &str,
    allowed: &[&str],
) -> Result<(), ApiError> {
    match object.keys().find(|key| !allowed.contains(&key.as_str())) {
        Some(unknown) => Err(ApiError::body(format!(
            "{path}.{unknown} should be not present."
        ))),
        None => Ok(()),
    }
}

/// The value as an object.
pub(crate) fn object<'a>(value: &'a Value, path: &str) -> Result<&'a Map<String, Value>, ApiError> {
    value
        .as_object()
        .ok_or_else(|| ApiError::body(format!("{path} should be an object.")))
}

/// The value as an array within the limit.
pub(crate) fn array<'a>(value: &'a Value, path: &str) -> Result<&'a Vec<Value>, ApiError> {
    let items = value
        .as_array()
        .ok_or_else(|| ApiError::body(format!("{path} should be an array.")))?;
    if items.len() > ARRAY {
        return Err(ApiError::body(format!(
            "{path}.length should be ≤ `{ARRAY}`, instead was `{}`.",
            items.len()
        )));
    }
    Ok(items)
}

/// The value as text of at most so many characters.
pub(crate) fn text<'a>(value: &'a Value, path: &str, limit: usize) -> Result<&'a str, ApiError> {
    let text = value
        .as_str()
        .ok_or_else(|| ApiError::body(format!("{path} should be a string.")))?;
    let length = text.encode_utf16().count();
    if length > limit {
        return Err(ApiError::body(format!(
            "{path}.length should be ≤ `{limit}`, instead was `{length}`."
        )));
    }
    Ok(text)
}

/// The value as an id.
pub(crate) fn id(value: &Value, path: &str) -> Result<Id, ApiError> {
    value.as_str().and_then(Id::parse).ok_or_else(|| {
        ApiError::body(format!(
            "{path} should be a valid uuid, instead was `{value}`."
        ))
    })
}
