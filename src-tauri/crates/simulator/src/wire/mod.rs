//! Writing the store's objects as the JSON of responses, for one reader, one version and one moment.

mod block;
mod collection;
mod page;
mod people;
mod text;

pub(crate) use page::{REFERENCE_LIMIT, is_reference};

use serde_json::{Value, json};

use crate::connection::{Capability, Connection};
use crate::identifier::Id;
use crate::moment;
use crate::quirks::Quirks;
use crate::signing::{LIFETIME_SECONDS, Signer};
use crate::store::Store;
use crate::store::model::{Icon, Media, Parent};

/// The REST versions the simulator speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// 2025-09-03: `archived` beside `in_trash`, `after` on append, block type `transcription`.
    September2025,
    /// 2026-03-11.
    March2026,
}

impl Version {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "2025-09-03" => Some(Self::September2025),
            "2026-03-11" => Some(Self::March2026),
            _ => None,
        }
    }
}

/// Everything the form of a response depends on.
pub(crate) struct View<'a> {
    pub(crate) store: &'a Store,
    pub(crate) connection: &'a Connection,
    pub(crate) quirks: &'a Quirks,
    pub(crate) signer: &'a Signer,
    pub(crate) version: Version,
    /// Scheme and host the request was sent to; file addresses start with it.
    pub(crate) origin: &'a str,
    pub(crate) now: i64,
}

impl View<'_> {
    /// A time as pages and blocks show it.
    pub(crate) fn time(&self, milliseconds: i64) -> String {
        moment::utc(if self.quirks.minute_rounding {
            moment::minute(milliseconds)
        } else {
            milliseconds
        })
    }

    pub(crate) fn sees(&self, id: Id) -> bool {
        self.store.is_visible(&self.connection.scope, id)
    }

    /// `{"object":"user","id":...}`.
    pub(crate) fn user_reference(&self, id: Id) -> Value {
        json!({"object": "user", "id": id})
    }

    pub(crate) fn parent(&self, parent: Parent) -> Value {
        match parent {
            Parent::Workspace => json!({"type": "workspace", "workspace": true}),
            Parent::Page(id) => json!({"type": "page_id", "page_id": id}),
            Parent::Block(id) => json!({"type": "block_id", "block_id": id}),
            Parent::Database(id) => json!({"type": "database_id", "database_id": id}),
            Parent::DataSource(id) => {
                let database = self.store.sources.get(&id).map(|source| source.database);
                json!({"type": "data_source_id", "data_source_id": id, "database_id": database})
            }
        }
    }

    /// The object of an external or hosted file, without name or caption.
    pub(crate) fn media(&self, media: &Media) -> Value {
        match media {
            Media::External(url) => json!({"type": "external", "external": {"url": url}}),
            Media::Hosted(_) => {
                let expiry = moment::utc(self.now + LIFETIME_SECONDS * 1_000);
                json!({"type": "file", "file": {"url": self.address(media), "expiry_time": expiry}})
            }
        }
    }

    /// The address of an external or hosted file.
    pub(crate) fn address(&self, media: &Media) -> String {
        match media {
            Media::External(url) => url.clone(),
            Media::Hosted(id) => {
                let name = self
                    .store
                    .files
                    .get(id)
                    .map_or("file", |file| file.name.as_str());
                self.signer.address(self.origin, *id, name, self.now)
            }
        }
    }

    pub(crate) fn icon(&self, icon: Option<&Icon>) -> Value {
        match icon {
            None => Value::Null,
            Some(Icon::Emoji(emoji)) => json!({"type": "emoji", "emoji": emoji}),
            Some(Icon::Media(media)) => self.media(media),
            Some(Icon::Custom(id)) => {
                json!({"type": "custom_emoji", "custom_emoji": self.custom_emoji(*id)})
            }
            Some(Icon::Other(value)) => value.clone(),
        }
    }

    pub(crate) fn custom_emoji(&self, id: Id) -> Value {
        self.store.emoji(id).map_or_else(
            || json!({"id": id}),
            |emoji| json!({"id": id, "name": emoji.name, "url": emoji.url}),
        )
    }

    /// Adds what only some versions or moods of Notion show.
    fn finish(&self, mut object: Value, in_trash: bool) -> Value {
        if self.version == Version::September2025 {
            object["archived"] = json!(in_trash);
        }
        if self.quirks.unknown_fields {
            object["simulated_future_field"] = json!({"type": "hologram", "hologram": [1, 2, 3]});
        }
        object
    }

    /// Whether e-mail addresses may be shown.
    pub(crate) fn shows_emails(&self) -> bool {
        self.connection.can(Capability::ReadEmails)
    }
}

/// Wraps one page of results.
pub(crate) fn list(kind: &str, results: Vec<Value>, next_cursor: Option<String>) -> Value {
    let mut list = json!({
        "object": "list",
        "results": null,
        "next_cursor": next_cursor,
        "has_more": next_cursor.is_some(),
        "type": kind,
    });
    // Moved, where the macro would copy each of them.
    list["results"] = Value::Array(results);
    list[kind] = json!({});
    list
}

/// The link of an object for people: `https://app.notion.com/p/Title-hex`.
pub(crate) fn link(title: &str, id: Id) -> String {
    let mut slug = String::new();
    for character in title.chars() {
        if character.is_ascii_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 80 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        format!("https://app.notion.com/p/{}", id.hex())
    } else {
        format!("https://app.notion.com/p/{slug}-{}", id.hex())
    }
}
