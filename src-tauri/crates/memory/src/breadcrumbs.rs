//! What an object lies in, from the workspace inwards.
//!
//! The rule it protects: containers that hold each other in a circle end the way up.

use std::collections::HashMap;

use keepsake_text::NotionId;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredId, number_list};
use crate::error::StoreError;
use crate::statement::{Session, sql};
use crate::store::Store;

/// A step on the way to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// The object.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
}

/// The ways to these objects, by row, outermost first. A data source named like its database is left out.
pub(crate) fn above(
    session: &mut Session<'_>,
    rows: &[i64],
) -> Result<HashMap<i64, Vec<Crumb>>, StoreError> {
    let steps: Vec<(i64, StoredId, ObjectKind, String)> = session
        .all(
            sql("WITH RECURSIVE up (start, depth, connection_id, notion_id, kind, title, container) AS (
                     SELECT id, 0, connection_id, notion_id, kind, title, container FROM objects
                     WHERE id IN (SELECT value FROM json_each(?))
                     UNION ALL
                     SELECT up.start, up.depth + 1, o.connection_id, o.notion_id, o.kind, o.title, o.container
                     FROM up JOIN objects o ON o.connection_id = up.connection_id AND o.notion_id = up.container
                     WHERE up.depth < 40
                 )
                 SELECT start, notion_id, kind, title FROM up WHERE depth > 0 ORDER BY start, depth")
            .bind(number_list(rows.iter().copied())),
        )?;
    let mut ways: HashMap<i64, Vec<Crumb>> = HashMap::new();
    for (start, id, kind, title) in steps {
        let way = ways.entry(start).or_default();
        // Once round a circle is enough; what follows repeats.
        if way.iter().any(|crumb| crumb.id == id.0) {
            continue;
        }
        way.push(Crumb {
            id: id.0,
            kind,
            title,
        });
    }
    for way in ways.values_mut() {
        way.reverse();
        let mut above: Option<(ObjectKind, String)> = None;
        way.retain(|crumb| {
            let repeats = crumb.kind == ObjectKind::DataSource
                && above.as_ref().is_some_and(|(kind, title)| {
                    *kind == ObjectKind::Database
                        && (crumb.title.is_empty() || crumb.title == *title)
                });
            above = Some((crumb.kind, crumb.title.clone()));
            !repeats
        });
    }
    Ok(ways)
}

impl Store {
    /// What an object lies in, from the outside inwards.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn breadcrumb(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<Vec<Crumb>, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let row: Option<(i64,)> = session.optional(
            sql("SELECT id FROM objects WHERE connection_id = ? AND notion_id = ?")
                .bind(connection)
                .bind(StoredId(object)),
        )?;
        let Some((row,)) = row else {
            return Ok(Vec::new());
        };
        Ok(above(&mut session, &[row])?
            .remove(&row)
            .unwrap_or_default())
    }
}
