//! A successful answer.

use serde_json::value::RawValue;
use time::OffsetDateTime;

use crate::note::Note;

/// A decoded answer and everything that came with it.
#[derive(Debug, Clone)]
pub struct Reply<T> {
    /// The answer, decoded.
    pub value: T,
    /// The answer as it came, except that text which is no Unicode was mended (a note says so).
    pub raw: Box<RawValue>,
    /// Notion's name for the exchange.
    pub request_id: Option<String>,
    /// Notion's time of day when it answered, to the second (`Date` header). Compare Notion's times with this one, not
    /// with the local clock.
    pub server_time: Option<OffsetDateTime>,
    /// What could not be understood.
    pub notes: Vec<Note>,
}
