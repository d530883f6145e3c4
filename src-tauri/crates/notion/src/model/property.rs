//! One property of a page, complete.

use serde_json::Value;

use crate::decode::{self, Envelope, Unreadable};
use crate::exchange::Answer;
use crate::list::Paged;
use crate::note::{Note, NoteKind};

/// The answer about one property (Notion API reference: Retrieve a page property item).
#[derive(Debug, Clone, PartialEq)]
pub enum PropertyAnswer {
    /// A property with one value, as it came.
    Single(Value),
    /// One page of a property that is a list: title, rich text, relation, people, some rollups.
    Items {
        /// Property items as they came, each with one element.
        results: Vec<Value>,
        /// Where the next page begins.
        next_cursor: Option<String>,
        /// Whether there is a next page.
        has_more: bool,
        /// What the property is, and for a rollup its running aggregate, final when `has_more` is false.
        property_item: Value,
    },
}

impl PropertyAnswer {
    /// Reads either shape.
    pub(crate) fn read(answer: &mut Answer) -> Result<Self, Unreadable> {
        let fields = decode::map(&answer.raw)?;
        match fields.get("object").and_then(Value::as_str) {
            Some("property_item") => Ok(Self::Single(Value::Object(fields))),
            Some("list") => Self::read_list(answer),
            other => Err(Unreadable(format!(
                "a property item was expected, not {other:?}"
            ))),
        }
    }

    fn read_list(answer: &mut Answer) -> Result<Self, Unreadable> {
        let envelope = Envelope::read(&answer.raw)?;
        let mut results = Vec::with_capacity(envelope.results.len());
        for (index, raw) in envelope.results.iter().enumerate() {
            match serde_json::from_str(raw.get()) {
                Ok(value) => results.push(value),
                Err(error) => answer.notes.push(Note::new(
                    NoteKind::ItemNotDecoded,
                    format!("item {index}"),
                    error.to_string(),
                )),
            }
        }
        let next_cursor = envelope.cursor();
        let has_more = envelope.has_more();
        if has_more && next_cursor.is_none() {
            let detail = "there is more, but no cursor leads to it";
            answer
                .notes
                .push(Note::new(NoteKind::ListIncomplete, "", detail));
        }
        Ok(Self::Items {
            results,
            has_more: has_more && next_cursor.is_some(),
            next_cursor,
            property_item: envelope.property_item,
        })
    }
}

impl Paged for PropertyAnswer {
    fn next_cursor(&self) -> Option<&str> {
        match self {
            Self::Items {
                next_cursor,
                has_more: true,
                ..
            } => next_cursor.as_deref(),
            Self::Items { .. } | Self::Single(_) => None,
        }
    }
}
