//! Rows of databases that the person left out, and that something chosen points at.
//!
//! A wish of the person's own, off until then: it remembers more than what is ticked. Leaves out where pointers come from
//! (`links`) and making it count (`scope`). The rules it protects: one step and no further, so that a row that came along
//! brings no others; a row that was left out itself stays out.

use std::collections::HashSet;

use keepsake_text::NotionId;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::StoredId;
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::scope::{Selection, nearest_mark};
use crate::statement::{Session, sql};
use crate::store::{Store, at_length};

row_struct! {
    /// What finding them needs of an object.
    struct Row {
        id: i64,
        notion_id: StoredId,
        kind: ObjectKind,
        container: Option<StoredId>,
        in_trash: bool,
    }
}

impl Store {
    /// Rows that a choice brings in only because something chosen points at them.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn linked_rows(
        &self,
        connection: ConnectionId,
        selection: &Selection,
    ) -> Result<Vec<NotionId>, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            of(&mut snapshot.session(), connection, selection)
        })
    }
}

/// Those of a choice; none where it does not want them.
pub(crate) fn of(
    session: &mut Session<'_>,
    connection: ConnectionId,
    selection: &Selection,
) -> Result<Vec<NotionId>, StoreError> {
    if !selection.linked_rows {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = session.all(
        sql("SELECT id, notion_id, kind, container, in_trash FROM objects WHERE connection_id = ? ORDER BY id")
            .bind(connection),
    )?;
    let links: Vec<(i64, StoredId)> = session.all(
        sql(
            "SELECT DISTINCT l.object_id, l.target FROM links l JOIN objects o ON o.id = l.object_id
                 WHERE o.connection_id = ? AND l.kind <> 'child'",
        )
        .bind(connection),
    )?;
    Ok(pointed_at(&rows, &links, selection))
}

fn pointed_at(rows: &[Row], links: &[(i64, StoredId)], selection: &Selection) -> Vec<NotionId> {
    let places = rows
        .iter()
        .map(|row| (row.notion_id.0, row.container.map(|id| id.0)));
    let chosen = nearest_mark(places, selection);
    let pointing: HashSet<i64> = rows
        .iter()
        .zip(&chosen)
        .filter(|(row, chosen)| **chosen && !row.in_trash)
        .map(|(row, _)| row.id)
        .collect();
    let targets: HashSet<NotionId> = links
        .iter()
        .filter(|(from, _)| pointing.contains(from))
        .map(|(_, target)| target.0)
        .collect();
    let marked: HashSet<NotionId> = selection.marks.iter().map(|(id, _)| *id).collect();
    let sources: HashSet<NotionId> = rows
        .iter()
        .filter(|row| row.kind == ObjectKind::DataSource)
        .map(|row| row.notion_id.0)
        .collect();
    let is_row = |row: &Row| {
        row.kind == ObjectKind::Page
            && row
                .container
                .is_some_and(|source| sources.contains(&source.0))
    };
    rows.iter()
        .zip(&chosen)
        .filter(|(row, chosen)| !**chosen && is_row(row))
        .map(|(row, _)| row.notion_id.0)
        .filter(|id| targets.contains(id) && !marked.contains(id))
        .collect()
}
