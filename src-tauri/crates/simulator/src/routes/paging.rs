//! Pages of lists: sizes, cursors, and the quirk of pages that come back short.

use serde_json::Value;

use super::Call;
use crate::error::ApiError;
use crate::state::State;

/// The largest and the default `page_size`.
pub(crate) const LARGEST: usize = 100;

impl Call {
    /// `page_size` from the query or the body.
    pub(crate) fn page_size(&self) -> Result<usize, ApiError> {
        let given = match (self.query("page_size"), self.body.get("page_size")) {
            (Some(text), _) => text.parse::<u64>().ok(),
            (None, Some(Value::Null) | None) => return Ok(LARGEST),
            (None, Some(value)) => value.as_u64(),
        };
        match given.and_then(|size| usize::try_from(size).ok()) {
            Some(size @ 1..=LARGEST) => Ok(size),
            _ => Err(ApiError::body(
                "body.page_size should be a number from 1 to 100.",
            )),
        }
    }

    /// `start_cursor` from the query or the body.
    pub(crate) fn cursor(&self) -> Result<Option<&str>, ApiError> {
        match (self.query("start_cursor"), self.body.get("start_cursor")) {
            (Some(cursor), _) => Ok(Some(cursor)),
            (None, None) => Ok(None),
            (None, Some(Value::String(cursor))) => Ok(Some(cursor)),
            (None, Some(_)) => Err(ApiError::body(
                "body.start_cursor should be a string or not present.",
            )),
        }
    }
}

/// The answer to a cursor that leads nowhere.
pub(crate) fn stale_cursor(cursor: &str) -> ApiError {
    ApiError::validation(format!("The start_cursor provided is invalid: {cursor}"))
}

/// Cuts one page out of a list whose cursors are the keys of their next items.
pub(crate) fn page<T: Clone>(
    state: &mut State,
    call: &Call,
    items: &[T],
    key: impl Fn(usize, &T) -> String,
) -> Result<(Vec<T>, Option<String>), ApiError> {
    let size = page_length(state, call.page_size()?);
    let start = match call.cursor()? {
        None => 0,
        Some(cursor) => items
            .iter()
            .enumerate()
            .position(|(index, item)| key(index, item) == cursor)
            .ok_or_else(|| stale_cursor(cursor))?,
    };
    let end = (start + size).min(items.len());
    let next = items.get(end).map(|item| key(end, item));
    Ok((items[start..end].to_vec(), next))
}

/// The number of results of one page: what was asked for, or sometimes less.
pub(crate) fn page_length(state: &mut State, asked: usize) -> usize {
    if state.quirks.short_pages && state.random.chance(0.2) {
        let shorter = 1 + state.random.below(u64::try_from(asked).unwrap_or(1));
        return usize::try_from(shorter).unwrap_or(asked);
    }
    asked
}
