//! The page on which the version from here goes on, where a person keeps both.
//!
//! Leaves out deciding to keep both (`decide`). The rules it protects: of a record it is a whole record, so that it breaks
//! no rule which the first one keeps; it never queues a second job for the same thing.

use keepsake_memory::{
    Conflict, ConnectionId, CreationParent, NewCreation, StoredObject, StoredParent,
};
use keepsake_records::Field;
use keepsake_sync::two_way::profile::Applied;
use keepsake_text::{NotionId, property};
use serde_json::{Map, Value};

use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::words;

impl Keepsake {
    /// Puts the version from here onto a page of its own, beside the one it is of.
    pub(super) async fn keep_on_a_second_page(
        &self,
        connection: ConnectionId,
        conflict: &Conflict,
        text: &str,
    ) -> Result<(), AppError> {
        let object = self.store().object(connection, conflict.object).await?;
        let object = object.ok_or_else(|| {
            AppError::new(ErrorCode::NotFound)
                .with("what", "page")
                .with("id", conflict.object)
        })?;
        match self.profile_over(connection, &object).await {
            Ok(applied) => self.copy_record(connection, &object, &applied, text).await,
            // No record: no profile says which of its properties could be written.
            Err(error) if error.code == ErrorCode::NotFound => {
                let (kind, parent) = beside(&object);
                let title = self.marked(&object.title, None);
                self.add_page(connection, kind, parent, &title, Some(text))
                    .await
                    .map(drop)
            }
            Err(error) => Err(error),
        }
    }

    /// A record with everything that is here of another one.
    async fn copy_record(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
        applied: &Applied,
        text: &str,
    ) -> Result<(), AppError> {
        let page = self.page_here(connection, object.id).await?;
        let page = page.unwrap_or(Value::Null);
        let title_field = applied.profile.title_field();
        let longest = title_field.and_then(|field| field.max_length);
        let title = self.marked(&object.title, longest);
        let mut properties = copied(applied, &page);
        let title_id = title_field.and_then(|field| applied.mapping.of(&field.key));
        properties.insert(
            title_id
                .map_or("title", |mapped| &mapped.property_id)
                .to_owned(),
            property::writable_from_words("title", &title)
                .map_err(|error| AppError::invalid("field").with("detail", error))?,
        );
        let creation = NewCreation {
            provisional: self.provisional_id(),
            parent_kind: CreationParent::DataSource,
            parent: applied.data_source,
            properties: Value::Object(properties).to_string(),
            markdown: Some(text.to_owned()).filter(|text| !text.trim().is_empty()),
            profile: Some(applied.id),
            correlation_id: self.unique_name(),
        };
        self.store()
            .add_creation(connection, creation, self.now())
            .await?;
        Ok(())
    }

    /// A title that says whose version it is, of at most so many characters.
    fn marked(&self, title: &str, longest: Option<usize>) -> String {
        let words = self.words();
        let now = self.now();
        let day = words.say(
            "day-and-month",
            &[
                ("day", words::Value::Count(now.day().into())),
                ("month", words::Value::Count(u8::from(now.month()).into())),
            ],
        );
        let say = |title: &str| {
            words.say(
                "conflict-second-page",
                &[
                    ("title", words::Value::Text(title)),
                    ("day", words::Value::Text(&day)),
                ],
            )
        };
        let mark = say("").chars().count();
        let room = longest.map_or(usize::MAX, |longest| longest.saturating_sub(mark));
        let title: String = title.chars().take(room).collect();
        say(&title)
    }
}

/// What a record has that a new one may be given, without its title.
fn copied(applied: &Applied, page: &Value) -> Map<String, Value> {
    let profile = &applied.profile;
    let title = profile.title_field().map(|field| field.key.as_str());
    let given = profile
        .fields
        .iter()
        .filter(|field| field.is_given_at_creation() && Some(field.key.as_str()) != title);
    given
        .filter_map(|field| {
            let mapped = applied.mapping.of(&field.key)?;
            let value = property::writable(applied.mapping.value_in(&field.key, page)?)?;
            let value = unqueued(applied, field, value)?;
            (!is_empty(&value)).then(|| (mapped.property_id.clone(), value))
        })
        .collect()
}

/// A status by which a job would be made for the second time becomes that of a record that nobody has queued.
fn unqueued(applied: &Applied, field: &Field, value: Value) -> Option<Value> {
    let status = &applied.profile.status;
    let Some(queue) = applied.profile.queue.as_ref() else {
        return Some(value);
    };
    let (kind, content) = value.as_object()?.iter().next()?;
    let name = content.get("name").and_then(Value::as_str);
    let is_queued = field.key == status.field
        && name.and_then(|name| status.state_of(name)) == Some(&queue.state);
    if !is_queued {
        return Some(value);
    }
    let initial = status.name_for(&status.initial, None)?;
    property::writable_from_words(kind, initial).ok()
}

fn is_empty(value: &Value) -> bool {
    let content = value.as_object().and_then(|value| value.values().next());
    match content {
        None | Some(Value::Null) => true,
        Some(Value::Array(items)) => items.is_empty(),
        Some(_) => false,
    }
}

/// Where a second page goes: beside the first one, or, at the top of the workspace, into it.
fn beside(object: &StoredObject) -> (CreationParent, NotionId) {
    match object.parent {
        StoredParent::Page(page) => (CreationParent::Page, page),
        StoredParent::DataSource(source) => (CreationParent::DataSource, source),
        StoredParent::Workspace
        | StoredParent::Block(_)
        | StoredParent::Database(_)
        | StoredParent::Unknown => (CreationParent::Page, object.id),
    }
}
