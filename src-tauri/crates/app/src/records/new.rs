//! Making a record.
//!
//! The rule it protects: a record is made whole, with the profile's defaults, or not at all; what Notion makes of it later
//! keeps the id it was given here.

use keepsake_memory::{ConnectionId, CreationParent, NewCreation};
use keepsake_records::new_row;
use keepsake_sync::two_way::profile::Applied;
use keepsake_text::{NotionId, property};
use serde_json::{Map, Value};

use super::set::refused;
use super::show::RecordSeen;
use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;

impl Keepsake {
    /// Makes a record of the profile with this name; its page appears in Notion at the next sync.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for values that break the profile's rules; nothing is made then.
    pub async fn new_record(
        &self,
        connection: &str,
        profile: &str,
        values: &[(String, String)],
    ) -> Result<RecordSeen, AppError> {
        let connection = connection_id(connection)?;
        let applied = self.the_applied(connection, Some(profile)).await?;
        self.make_record(connection, &applied, values).await
    }

    /// The same for a profile that is known.
    pub(super) async fn make_record(
        &self,
        connection: ConnectionId,
        applied: &Applied,
        values: &[(String, String)],
    ) -> Result<RecordSeen, AppError> {
        self.syncing(connection).await?;
        let row = new_row(
            &applied.profile,
            &applied.channels,
            &applied.mapping,
            values,
        )
        .map_err(|errors| refused(&errors, &self.words()))?;
        let mut properties = Map::new();
        for (id, value) in row.as_object().into_iter().flatten() {
            let value = property::writable(value)
                .ok_or_else(|| AppError::internal(format!("{id} has no form to be sent")))?;
            properties.insert(id.clone(), value);
        }
        let provisional = self.provisional_id();
        let creation = NewCreation {
            provisional,
            parent_kind: CreationParent::DataSource,
            parent: applied.data_source,
            properties: Value::Object(properties).to_string(),
            markdown: None,
            profile: Some(applied.id),
            correlation_id: self.unique_name(),
        };
        self.store()
            .add_creation(connection, creation, self.now())
            .await?;
        self.record(&provisional.to_string()).await
    }

    /// An id for a page that Notion has not made yet: a random UUID of version 4 (RFC 9562).
    pub(crate) fn provisional_id(&self) -> NotionId {
        let randomness = &self.inner.ports.randomness;
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&randomness.next_u64().to_be_bytes());
        bytes[8..].copy_from_slice(&randomness.next_u64().to_be_bytes());
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        NotionId::from_bytes(bytes)
    }
}
