//! The way of each record through the states, legal steps and illegal ones.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, moment};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::Store;
use crate::two_way::parts::Origin;

/// A step from one state to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTransition {
    /// The page.
    pub object: NotionId,
    /// The state before; nothing for the first one.
    pub from_state: Option<String>,
    /// The state after.
    pub to_state: String,
    /// The exact name of the status before.
    pub from_name: Option<String>,
    /// The exact name of the status after.
    pub to_name: Option<String>,
    /// Whether the profile allows the step.
    pub legal: bool,
    /// Where it came from.
    pub origin: Origin,
}

/// A step that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    /// The state before; nothing for the first one.
    pub from_state: Option<String>,
    /// The state after.
    pub to_state: String,
    /// The exact name of the status before.
    pub from_name: Option<String>,
    /// The exact name of the status after.
    pub to_name: Option<String>,
    /// Whether the profile allows the step.
    pub legal: bool,
    /// Where it came from.
    pub origin: Origin,
    /// When it was seen.
    pub time: OffsetDateTime,
}

/// Notes a step.
pub(crate) fn put(batch: &mut Batch<'_>, new: &NewTransition) -> Result<(), StoreError> {
    let row = batch.row(new.object)?;
    batch.session.execute(
        sql(
            "INSERT INTO transitions (object_id, from_state, to_state, from_name, to_name, legal, origin, time)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(row)
        .bind(new.from_state.as_deref())
        .bind(&new.to_state)
        .bind(new.from_name.as_deref())
        .bind(new.to_name.as_deref())
        .bind(new.legal)
        .bind(new.origin)
        .bind(batch.now),
    )?;
    Ok(())
}

row_struct! {
    /// The row of a [`Transition`].
    struct Row {
        from_state: Option<String>,
        to_state: String,
        from_name: Option<String>,
        to_name: Option<String>,
        legal: bool,
        origin: Origin,
        time: i64,
    }
}

impl Store {
    /// The steps of one record, oldest first: the newest 1,000.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn transitions(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Vec<Transition>, StoreError> {
        let mut reader = self.reader().await?;
        let mut rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT t.from_state, t.to_state, t.from_name, t.to_name, t.legal, t.origin, t.time
                 FROM objects o CROSS JOIN transitions t ON t.object_id = o.id
                 WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY t.id DESC LIMIT 1000",
            )
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        rows.reverse();
        Ok(rows
            .into_iter()
            .map(|row| Transition {
                from_state: row.from_state,
                to_state: row.to_state,
                from_name: row.from_name,
                to_name: row.to_name,
                legal: row.legal,
                origin: row.origin,
                time: moment(row.time),
            })
            .collect())
    }
}
