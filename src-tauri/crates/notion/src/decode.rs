//! From JSON to values, forgiving what is not known.
//!
//! A field of an unknown shape costs a note and stays in `extra`; an item that cannot be read costs a note and is kept as it
//! came; only an answer that is not what was asked for at all fails the call.

pub(crate) mod fields;
pub(crate) mod json;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::error::Error;
use crate::exchange::Answer;
use crate::list::{Item, List, Undecoded};
use crate::note::{Note, NoteKind};
use crate::reply::Reply;
use fields::Fields;

/// Why a value could not be decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable(pub(crate) String);

/// A type that is read from the fields of a JSON object.
pub(crate) trait Model: Sized {
    /// Reads the fields it knows; what is left goes into its `extra`.
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable>;
}

/// Decodes an answer that is one object.
pub(crate) fn single<T: Model>(mut answer: Answer, attempted: &str) -> Result<Reply<T>, Error> {
    let value = item(&answer.raw, &mut answer.notes);
    reply(answer, value, attempted)
}

/// Decodes an answer that is a page of a list.
pub(crate) fn list<T: Model>(mut answer: Answer, attempted: &str) -> Result<Reply<List<T>>, Error> {
    let value = page(&answer.raw, &mut answer.notes);
    reply(answer, value, attempted)
}

/// Puts a decoded value together with what came along.
pub(crate) fn reply<T>(
    answer: Answer,
    value: Result<T, Unreadable>,
    attempted: &str,
) -> Result<Reply<T>, Error> {
    let request_id = answer.request_id.or_else(|| body_request_id(&answer.raw));
    match value {
        Ok(value) => Ok(Reply {
            value,
            raw: answer.raw,
            request_id,
            server_time: answer.server_time,
            notes: answer.notes,
        }),
        Err(Unreadable(reason)) => {
            let message = format!("the answer is not what was asked for: {reason}");
            Err(Error::unexpected_shape(attempted, None, message)
                .of_answer(answer.status, request_id))
        }
    }
}

/// Decodes one object.
pub(crate) fn item<T: Model>(raw: &RawValue, notes: &mut Vec<Note>) -> Result<T, Unreadable> {
    T::read(&mut Fields::new(map(raw)?, notes))
}

/// The fields of a JSON object.
pub(crate) fn map(raw: &RawValue) -> Result<Map<String, Value>, Unreadable> {
    serde_json::from_str(raw.get()).map_err(|error| Unreadable(error.to_string()))
}

/// The envelope of a list. Everything but the results may be missing or odd.
#[derive(Deserialize)]
pub(crate) struct Envelope<'a> {
    #[serde(borrow)]
    pub(crate) results: Vec<&'a RawValue>,
    #[serde(default)]
    next_cursor: Value,
    #[serde(default)]
    has_more: Value,
    #[serde(default)]
    request_status: Value,
    #[serde(default)]
    pub(crate) property_item: Value,
}

impl<'a> Envelope<'a> {
    pub(crate) fn read(raw: &'a RawValue) -> Result<Self, Unreadable> {
        serde_json::from_str(raw.get()).map_err(|error| Unreadable(format!("no list: {error}")))
    }

    pub(crate) fn cursor(&self) -> Option<String> {
        self.next_cursor
            .as_str()
            .filter(|cursor| !cursor.is_empty())
            .map(str::to_owned)
    }

    pub(crate) fn has_more(&self) -> bool {
        self.has_more
            .as_bool()
            .unwrap_or_else(|| self.cursor().is_some())
    }

    /// Why the list is cut, if it is (Notion API reference: "request_status").
    fn incomplete(&self) -> Option<String> {
        if self.request_status.get("type")?.as_str()? != "incomplete" {
            return None;
        }
        let reason = self.request_status.get("incomplete_reason");
        Some(
            reason
                .and_then(Value::as_str)
                .unwrap_or("incomplete")
                .to_owned(),
        )
    }
}

fn page<T: Model>(raw: &RawValue, notes: &mut Vec<Note>) -> Result<List<T>, Unreadable> {
    let envelope = Envelope::read(raw)?;
    let mut results = Vec::with_capacity(envelope.results.len());
    let mut undecoded = Vec::new();
    for (index, raw) in envelope.results.iter().enumerate() {
        match item(raw, notes) {
            Ok(value) => results.push(Item {
                value,
                raw: (*raw).to_owned(),
            }),
            Err(Unreadable(reason)) => {
                notes.push(Note::new(
                    NoteKind::ItemNotDecoded,
                    format!("item {index}"),
                    reason.clone(),
                ));
                undecoded.push(Undecoded {
                    reason,
                    raw: (*raw).to_owned(),
                });
            }
        }
    }
    let mut list = List {
        results,
        undecoded,
        next_cursor: envelope.cursor(),
        has_more: envelope.has_more(),
        incomplete: envelope.incomplete(),
    };
    if list.has_more && list.next_cursor.is_none() {
        let detail = "there is more, but no cursor leads to it";
        notes.push(Note::new(NoteKind::ListIncomplete, "", detail));
        list.incomplete.get_or_insert(detail.to_owned());
        list.has_more = false;
    }
    Ok(list)
}

fn body_request_id(raw: &RawValue) -> Option<String> {
    #[derive(Deserialize)]
    struct WithRequestId {
        #[serde(default)]
        request_id: Option<String>,
    }
    let body: WithRequestId = serde_json::from_str(raw.get()).ok()?;
    body.request_id
}

#[cfg(test)]
mod tests;
