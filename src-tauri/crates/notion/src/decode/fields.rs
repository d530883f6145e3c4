//! The fields of one object, taken out one by one.

use keepsake_text::NotionId;
use serde_json::{Map, Value};
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use super::Unreadable;
use crate::model::parent::Parent;
use crate::note::{Note, NoteKind};

/// Fields not yet read. Null counts as absent; a value of an unexpected shape is noted and left in place.
pub(crate) struct Fields<'n> {
    map: Map<String, Value>,
    notes: &'n mut Vec<Note>,
    subject: String,
}

impl<'n> Fields<'n> {
    pub(crate) fn new(mut map: Map<String, Value>, notes: &'n mut Vec<Note>) -> Self {
        map.remove("request_id");
        Self {
            map,
            notes,
            subject: String::new(),
        }
    }

    /// The `object` field, which tells what this is.
    pub(crate) fn object(&mut self) -> Result<String, Unreadable> {
        let object = self
            .text("object")
            .ok_or_else(|| Unreadable("`object` is missing".to_owned()))?;
        self.subject.clone_from(&object);
        Ok(object)
    }

    /// Makes sure that this is an `expected`.
    pub(crate) fn expect(&mut self, expected: &str) -> Result<(), Unreadable> {
        let object = self.object()?;
        if object == expected {
            Ok(())
        } else {
            Err(Unreadable(format!(
                "a {expected} was expected, not {object:?}"
            )))
        }
    }

    /// The object's own id, without which it is nothing.
    pub(crate) fn own_id(&mut self) -> Result<NotionId, Unreadable> {
        let id = self
            .text("id")
            .ok_or_else(|| Unreadable("`id` is missing".to_owned()))?;
        let id: NotionId = id
            .parse()
            .map_err(|error| Unreadable(format!("`id`: {error}")))?;
        self.subject = format!("{} {id}", self.subject);
        Ok(id)
    }

    /// A time that has to be there.
    pub(crate) fn required_time(&mut self, key: &str) -> Result<OffsetDateTime, Unreadable> {
        self.time(key)
            .ok_or_else(|| Unreadable(format!("`{key}` is missing or no time")))
    }

    pub(crate) fn time(&mut self, key: &str) -> Option<OffsetDateTime> {
        self.convert(key, |value| {
            let time = OffsetDateTime::parse(value.as_str()?, &Rfc3339).ok()?;
            time.checked_to_offset(UtcOffset::UTC)
        })
    }

    pub(crate) fn text(&mut self, key: &str) -> Option<String> {
        match self.map.get_mut(key)? {
            Value::String(text) => {
                let text = std::mem::take(text);
                self.map.remove(key);
                Some(text)
            }
            _ => self.convert(key, |_| None),
        }
    }

    pub(crate) fn id(&mut self, key: &str) -> Option<NotionId> {
        self.convert(key, |value| NotionId::parse(value.as_str()?))
    }

    /// The id in a reference such as `{"object":"user","id":"..."}`.
    pub(crate) fn reference(&mut self, key: &str) -> Option<NotionId> {
        self.convert(key, |value| NotionId::parse(value.get("id")?.as_str()?))
    }

    /// A flag; absent is false.
    pub(crate) fn flag(&mut self, key: &str) -> bool {
        self.convert(key, Value::as_bool).unwrap_or(false)
    }

    /// Whether the object is in the trash, also in the words of versions before 2026-03-11.
    pub(crate) fn in_trash(&mut self) -> bool {
        let archived = self.flag("archived");
        self.flag("in_trash") || archived
    }

    pub(crate) fn number(&mut self, key: &str) -> Option<u64> {
        self.convert(key, Value::as_u64)
    }

    /// Any value but null.
    pub(crate) fn value(&mut self, key: &str) -> Option<Value> {
        self.map.remove(key).filter(|value| !value.is_null())
    }

    /// A list that stays JSON (rich text, attachments), empty when absent.
    pub(crate) fn list(&mut self, key: &str) -> Value {
        self.value(key).unwrap_or_else(|| Value::Array(Vec::new()))
    }

    /// An object of further fields, empty when absent.
    pub(crate) fn map(&mut self, key: &str) -> Map<String, Value> {
        match self.map.get_mut(key) {
            Some(Value::Object(map)) => {
                let map = std::mem::take(map);
                self.map.remove(key);
                map
            }
            _ => self.convert(key, |_| None).unwrap_or_default(),
        }
    }

    pub(crate) fn parent(&mut self, key: &str) -> Parent {
        Parent::from(self.value(key).unwrap_or(Value::Null))
    }

    /// A list whose elements are read by `read`; those that cannot be read are noted and left out.
    pub(crate) fn elements<T>(&mut self, key: &str, read: impl Fn(&Value) -> Option<T>) -> Vec<T> {
        let Some(Value::Array(elements)) = self.value(key) else {
            return Vec::new();
        };
        let mut values = Vec::with_capacity(elements.len());
        for element in &elements {
            match read(element) {
                Some(value) => values.push(value),
                None => self.not_understood(key, element),
            }
        }
        values
    }

    /// How many fields are left.
    pub(crate) fn left(&self) -> usize {
        self.map.len()
    }

    /// The fields nobody asked for.
    pub(crate) fn extra(&mut self) -> Map<String, Value> {
        std::mem::take(&mut self.map)
    }

    /// Adds a note about this object.
    pub(crate) fn note(&mut self, kind: NoteKind, detail: String) {
        self.notes
            .push(Note::new(kind, self.subject.clone(), detail));
    }

    fn convert<T>(&mut self, key: &str, read: impl FnOnce(&Value) -> Option<T>) -> Option<T> {
        let value = self.map.get(key)?;
        if value.is_null() {
            self.map.remove(key);
            return None;
        }
        match read(value) {
            Some(read) => {
                self.map.remove(key);
                Some(read)
            }
            None => {
                let value = value.clone();
                self.not_understood(key, &value);
                None
            }
        }
    }

    fn not_understood(&mut self, key: &str, value: &Value) {
        let shown: String = value.to_string().chars().take(60).collect();
        self.note(NoteKind::FieldNotUnderstood, format!("`{key}` is {shown}"));
    }
}
