//! People and bots of the workspace.

use crate::apply::Batch;
use crate::change::{ConnectionId, StoredUser};
use crate::columns::{StoredId, clean};
use crate::error::StoreError;
use crate::packing::{pack, unpack};
use crate::statement::{batches, sql, sql_rows};
use crate::store::Store;

/// Stores users; a partial one (no name) never hides a known name.
pub(crate) fn put(batch: &mut Batch<'_>, users: &[StoredUser]) -> Result<(), StoreError> {
    for rows in batches(users) {
        let mut statement = sql_rows(
            "INSERT INTO users (connection_id, notion_id, kind, name, raw, observed_time)",
            6,
            rows.len(),
            "ON CONFLICT (connection_id, notion_id) DO UPDATE SET
                 kind = excluded.kind, name = excluded.name, raw = excluded.raw, observed_time = excluded.observed_time
             WHERE excluded.name <> '' OR name = ''",
        );
        for user in rows {
            statement.push(batch.connection);
            statement.push(StoredId(user.id));
            statement.push(&user.kind);
            statement.push(clean(&user.name));
            statement.push(pack(&user.raw));
            statement.push(batch.now);
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}

impl Store {
    /// The known users of a connection, by name.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn users(&self, connection: ConnectionId) -> Result<Vec<StoredUser>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(StoredId, String, String, Vec<u8>)> = reader
            .session()?
            .all(
                sql("SELECT notion_id, kind, name, raw FROM users WHERE connection_id = ? ORDER BY name, id")
                    .bind(connection),
            )?;
        rows.into_iter()
            .map(|(id, kind, name, raw)| {
                Ok(StoredUser {
                    id: id.0,
                    kind,
                    name,
                    raw: unpack(&raw)?,
                })
            })
            .collect()
    }
}
