//! What search and queries return: one of several kinds of objects.

use keepsake_text::NotionId;

use super::data_source::DataSource;
use super::database::Database;
use super::page::Page;
use crate::decode::fields::Fields;
use crate::decode::{Model, Unreadable};
use crate::note::NoteKind;

/// An object in a list. Decoding never fails: what cannot be read as a whole is at least named.
#[derive(Debug, Clone, PartialEq)]
pub enum Object {
    /// A page.
    Page(Page),
    /// A data source.
    DataSource(DataSource),
    /// A database container.
    Database(Database),
    /// An object of which only kind and id are known: the connection may not read it, or the rest could not be decoded
    /// (then a note says so).
    Partial {
        /// Its kind, in Notion's word.
        object: String,
        /// Its id.
        id: NotionId,
    },
    /// An object of another kind, or without a readable id (then a note says so).
    Unknown {
        /// Its kind, in Notion's word, or empty.
        object: String,
    },
}

impl Model for Object {
    fn read(fields: &mut Fields<'_>) -> Result<Self, Unreadable> {
        let object = match fields.object() {
            Ok(object) => object,
            Err(Unreadable(reason)) => {
                fields.note(NoteKind::ItemNotDecoded, reason);
                return Ok(Self::Unknown {
                    object: String::new(),
                });
            }
        };
        if !matches!(object.as_str(), "page" | "data_source" | "database") {
            return Ok(Self::Unknown { object });
        }
        let id = match fields.own_id() {
            Ok(id) => id,
            Err(Unreadable(reason)) => {
                fields.note(NoteKind::ItemNotDecoded, reason);
                return Ok(Self::Unknown { object });
            }
        };
        if fields.left() == 0 {
            return Ok(Self::Partial { object, id });
        }
        let read = match object.as_str() {
            "page" => Page::read_rest(id, fields).map(Self::Page),
            "data_source" => DataSource::read_rest(id, fields).map(Self::DataSource),
            _ => Database::read_rest(id, fields).map(Self::Database),
        };
        Ok(read.unwrap_or_else(|Unreadable(reason)| {
            fields.note(NoteKind::ItemNotDecoded, reason);
            Self::Partial { object, id }
        }))
    }
}
