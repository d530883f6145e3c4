//! One record with all of its fields.
//!
//! The rule it protects: where a change made here has not reached Notion, both values are told.

use keepsake_memory::{ConnectionId, Part, StoredObject};
use keepsake_records::row::canonical::texts;
use keepsake_sync::two_way::overlay::overlaid;
use keepsake_sync::two_way::profile::Applied;
use serde_json::Value;

use super::find::{Found, page_of};
use super::shape::{JobSeen, Record, job_word};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::profiles::{self, not_a_record};

/// A record with its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSeen {
    /// The record.
    pub record: Record,
    /// The number of the profile it belongs to.
    pub profile: String,
    /// Where it is in Notion; nothing for what is not there.
    pub url: Option<String>,
    /// Every field of the profile.
    pub fields: Vec<FieldSeen>,
}

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSeen {
    /// What the profile calls it.
    pub key: String,
    /// What the property is called in Notion.
    pub name: String,
    /// Its value as text; empty where it has none.
    pub value: String,
    /// What Notion still has, where a change made here has not been sent.
    pub in_notion: Option<String>,
}

impl Keepsake {
    /// One record.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is none with this id.
    pub async fn record(&self, id: &str) -> Result<RecordSeen, AppError> {
        match self.found(id).await? {
            Found::Page { connection, object } => self.record_of_page(connection, &object).await,
            Found::Creation { creation, .. } => {
                let applied = self.profile_of_creation(&creation).await?;
                let page = page_of(&creation)?;
                let row = profiles::row(&applied, &page);
                let fields = fields(&applied, &row.values, None);
                Ok(RecordSeen {
                    record: Record::of_creation(&applied, &creation, row),
                    profile: applied.id.to_string(),
                    url: None,
                    fields,
                })
            }
        }
    }

    pub(super) async fn record_of_page(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
    ) -> Result<RecordSeen, AppError> {
        let applied = self.profile_over(connection, object).await?;
        self.derive_records(connection).await?;
        let id = object.id;
        let stored = self.store().record(connection, id).await?;
        let stored = stored.ok_or_else(|| not_a_record(id))?;
        let mut record = Record::of(&applied, stored)?;
        let standing = self.standing_of(connection, &applied, object, &mut record);
        let raw = standing.await?;
        let unsettled = self.store().unsettled_of(connection, id).await?;
        let parts = unsettled
            .map(|unsettled| unsettled.parts)
            .unwrap_or_default();
        let here = profiles::row(&applied, &overlaid(&raw, &parts));
        let there = profiles::row(&applied, &raw);
        let changed: Vec<&str> = parts
            .iter()
            .filter_map(|part| match &part.part {
                Part::Property(id) => Some(applied.mapping.by_property(id)?.field.as_str()),
                Part::Body | Part::Place | Part::Trash => None,
            })
            .collect();
        let mut fields = fields(&applied, &here.values, Some(&there.values));
        for field in &mut fields {
            if !changed.contains(&field.key.as_str()) {
                field.in_notion = None;
            }
        }
        Ok(RecordSeen {
            record,
            profile: applied.id.to_string(),
            url: object.url.clone(),
            fields,
        })
    }

    /// Completes a record by what waits, what is undecided and its job; answers with the page's JSON.
    async fn standing_of(
        &self,
        connection: ConnectionId,
        applied: &Applied,
        object: &StoredObject,
        record: &mut Record,
    ) -> Result<Value, AppError> {
        let id = object.id;
        if let Some(unsettled) = self.store().unsettled_of(connection, id).await? {
            let parts = unsettled.parts.iter();
            record.waiting = parts
                .map(|part| super::list::part_name(applied, &part.part))
                .collect();
        }
        let conflicts = self.store().conflicts(connection, true).await?;
        record.conflict = conflicts.iter().any(|conflict| conflict.object == id);
        record.job = self
            .store()
            .record_job(connection, id)
            .await?
            .map(|job| JobSeen {
                id: job.id.to_string(),
                state: job_word(job.state),
            });
        let raw = self.store().raw(connection, id).await?;
        Ok(raw.unwrap_or(Value::Null))
    }
}

fn fields(
    applied: &Applied,
    values: &std::collections::BTreeMap<String, Value>,
    there: Option<&std::collections::BTreeMap<String, Value>>,
) -> Vec<FieldSeen> {
    let text = |values: &std::collections::BTreeMap<String, Value>, key: &str| {
        values.get(key).map(texts).unwrap_or_default().join(", ")
    };
    let fields = applied.profile.fields.iter();
    fields
        .map(|field| FieldSeen {
            key: field.key.clone(),
            name: match applied.mapping.of(&field.key) {
                Some(mapped) => mapped.property.clone(),
                None => field.property.clone(),
            },
            value: text(values, &field.key),
            in_notion: there.map(|there| text(there, &field.key)),
        })
        .collect()
}

/// What the property with this id is called on a page.
pub(crate) fn property_called(page: &Value, id: &str) -> Option<String> {
    let properties = page.get("properties")?.as_object()?;
    let found = properties
        .iter()
        .find(|(_, value)| value.get("id").and_then(Value::as_str) == Some(id));
    found.map(|(name, _)| name.clone())
}
