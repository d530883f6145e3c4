//! Properties that a profile in force uses and that its database no longer has.
//!
//! Leaves out what records do without them (`keepsake-records`). The rule it protects: what is missing on every row because
//! its column is gone is said once, as what it is; looking changes nothing that is remembered.

use std::collections::HashSet;

use keepsake_memory::{ConnectionId, Store};
use keepsake_sync::two_way::profile::Applied;
use serde_json::Value;

use crate::connect::connection_id;
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Properties that are gone from the database of a profile in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LostProperties {
    /// The profile's name.
    pub profile: String,
    /// The database's title; empty where it has none.
    pub database: String,
    /// What the properties were called, in the order of the profile's fields.
    pub properties: Vec<String>,
}

impl Keepsake {
    /// What is gone from the databases of the profiles in force on a connection.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn lost_properties(&self, connection: &str) -> Result<Vec<LostProperties>, AppError> {
        let connection = self.store().connection(connection_id(connection)?).await?;
        lost_properties(self.store(), connection.id).await
    }
}

/// The same without a core.
pub(crate) async fn lost_properties(
    store: &Store,
    connection: ConnectionId,
) -> Result<Vec<LostProperties>, AppError> {
    let mut lost = Vec::new();
    for stored in store.profiles(connection).await? {
        if !stored.active {
            continue;
        }
        let schema = store.raw(connection, stored.data_source).await?;
        let Some(schema) = schema.as_ref().and_then(|schema| schema.get("properties")) else {
            continue;
        };
        let applied = Applied::read(&stored)?;
        let properties = gone(&applied, schema);
        if properties.is_empty() {
            continue;
        }
        let source = store.object(connection, stored.data_source).await?;
        lost.push(LostProperties {
            profile: stored.name,
            database: source.map(|source| source.title).unwrap_or_default(),
            properties,
        });
    }
    Ok(lost)
}

/// The names of the mapped properties that a schema no longer has, by their ids.
fn gone(applied: &Applied, schema: &Value) -> Vec<String> {
    let properties = schema.as_object().into_iter().flat_map(|all| all.values());
    let there: HashSet<&str> = properties
        .filter_map(|property| applied.mapping.by_property(property.get("id")?.as_str()?))
        .map(|mapped| mapped.property_id.as_str())
        .collect();
    let mapped = applied.mapping.iter();
    mapped
        .filter(|mapped| !there.contains(mapped.property_id.as_str()))
        .map(|mapped| mapped.property.clone())
        .collect()
}
