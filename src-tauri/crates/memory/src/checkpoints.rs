//! Named values of a connection: cursors, watermarks, horizons. What they mean is the engine's business.

use std::collections::BTreeMap;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::error::StoreError;
use crate::statement::sql;
use crate::store::Store;

/// Sets or forgets a value.
pub(crate) fn set(
    batch: &mut Batch<'_>,
    name: &str,
    value: Option<&str>,
) -> Result<(), StoreError> {
    let statement = match value {
        Some(value) => sql(
            "INSERT INTO checkpoints (connection_id, name, value) VALUES (?, ?, ?)
             ON CONFLICT (connection_id, name) DO UPDATE SET value = excluded.value",
        )
        .bind(batch.connection)
        .bind(name)
        .bind(value),
        None => sql("DELETE FROM checkpoints WHERE connection_id = ? AND name = ?")
            .bind(batch.connection)
            .bind(name),
    };
    batch.session.execute(statement)?;
    Ok(())
}

impl Store {
    /// All named values of a connection.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn checkpoints(
        &self,
        connection: ConnectionId,
    ) -> Result<BTreeMap<String, String>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(String, String)> = reader.session()?.all(
            sql("SELECT name, value FROM checkpoints WHERE connection_id = ?").bind(connection),
        )?;
        Ok(rows.into_iter().collect())
    }

    /// One named value.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn checkpoint(
        &self,
        connection: ConnectionId,
        name: &str,
    ) -> Result<Option<String>, StoreError> {
        let mut reader = self.reader().await?;
        let found: Option<(String,)> = reader.session()?.optional(
            sql("SELECT value FROM checkpoints WHERE connection_id = ? AND name = ?")
                .bind(connection)
                .bind(name),
        )?;
        Ok(found.map(|(value,)| value))
    }
}
