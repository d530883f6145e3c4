//! What a hit shows of its object: title, place, and the passage that says why it was found.
//!
//! Where only the title was found, that is the beginning of the body; without a body, the properties or comments.

use std::collections::HashMap;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::StoredId;
use crate::error::StoreError;
use crate::packing::unpack;
use crate::passages;
use crate::rows::row_struct;
use crate::search::candidates::Candidate;
use crate::statement::{Session, sql};

/// An object as hits show it.
pub(crate) struct Shown {
    pub(crate) notion_id: StoredId,
    pub(crate) connection: ConnectionId,
    pub(crate) kind: ObjectKind,
    pub(crate) title: String,
    pub(crate) icon: Option<String>,
    /// Unix milliseconds.
    pub(crate) edited_time: Option<i64>,
    /// Its passage; empty where it has none.
    pub(crate) text: String,
}

row_struct! {
    struct Row {
        id: i64,
        notion_id: StoredId,
        connection_id: ConnectionId,
        kind: ObjectKind,
        title: String,
        icon: Option<String>,
        edited_time: Option<i64>,
        packed: Option<Vec<u8>>,
    }
}

/// What to show of each candidate, by object.
pub(crate) fn load(
    session: &mut Session<'_>,
    candidates: &[Candidate],
) -> Result<HashMap<i64, Shown>, StoreError> {
    let places: Vec<[i64; 2]> = candidates
        .iter()
        .map(
            |Candidate {
                 object, passage, ..
             }| {
                let beginning = || passages::first_of_body(*object);
                [*object, passage.unwrap_or_else(beginning)]
            },
        )
        .collect();
    let places = serde_json::to_string(&places)
        .map_err(|error| StoreError::damaged(format!("a list of rows: {error}")))?;
    let rows: Vec<Row> = session
        .all(
            sql(
                "SELECT o.id, o.notion_id, o.connection_id, o.kind, o.title, o.icon, o.edited_time, p.packed
                 FROM json_each(?1) c
                 CROSS JOIN objects o ON o.id = c.value ->> 0
                 LEFT JOIN passages p ON p.id = coalesce(
                     (SELECT id FROM passages WHERE id = c.value ->> 1),
                     (SELECT min(id) FROM passages WHERE id >= o.id << 16 AND id < (o.id + 1) << 16))",
            )
            .bind(places),
        )?;
    rows.into_iter()
        .map(|row| {
            let shown = Shown {
                notion_id: row.notion_id,
                connection: row.connection_id,
                kind: row.kind,
                title: row.title,
                icon: row.icon,
                edited_time: row.edited_time,
                text: row.packed.as_deref().map_or(Ok(String::new()), unpack)?,
            };
            Ok((row.id, shown))
        })
        .collect()
}
