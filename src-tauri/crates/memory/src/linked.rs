//! What pages point at and nothing has shown yet: an import asks Notion for it, once.
//!
//! Search leaves out some of what is shared. Children are left out here, they have reads of their own; so is what Notion does
//! not answer for, which is asked again as a hole (`wanted`). Leaves out asking. The rule it protects: only what is chosen
//! leads on, and what was asked for in a run is not asked for again in it.

use std::collections::{HashMap, HashSet};

use keepsake_text::NotionId;
use keepsake_text::dialect::{Referent, links};

use crate::apply::Batch;
use crate::change::{ConnectionId, FetchKind, LinkKind, ObjectKind};
use crate::columns::StoredId;
use crate::error::StoreError;
use crate::not_shared::text_of;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::{Store, at_length};

/// Something that is pointed at and that nothing has shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unseen {
    /// Its id.
    pub id: NotionId,
    /// What it is, as far as what points at it says.
    pub kind: ObjectKind,
}

row_struct! {
    /// One pointer.
    struct Row {
        target: StoredId,
        kind: LinkKind,
        object: i64,
    }
}

/// Notes that nothing had listed an object.
pub(crate) fn mark(batch: &mut Batch<'_>, object: NotionId) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch
        .session
        .execute(sql("UPDATE objects SET found_by_link = 1 WHERE id = ?").bind(row))?;
    Ok(())
}

impl Store {
    /// What chosen objects point at and nothing has shown, each once, without what was asked for already in this run.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn unseen_targets(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<Unseen>, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let rows: Vec<Row> = session.all(
                sql("SELECT l.target, l.kind, o.id AS object
                     FROM objects o CROSS JOIN links l ON l.object_id = o.id
                     WHERE o.connection_id = ?1 AND o.in_scope = 1 AND o.in_trash = 0 AND l.kind <> 'child'
                       AND NOT EXISTS (SELECT 1 FROM objects t
                                       WHERE t.connection_id = ?1 AND t.notion_id = l.target)
                       AND NOT EXISTS (SELECT 1 FROM blocks b
                                       WHERE b.connection_id = ?1 AND b.notion_id = l.target)
                       AND NOT EXISTS (SELECT 1 FROM creations c
                                       WHERE c.connection_id = ?1 AND (c.provisional = l.target OR c.made = l.target))
                       AND NOT EXISTS (SELECT 1 FROM fetches f
                                       WHERE f.connection_id = ?1 AND f.kind = ?2 AND f.target = l.target)
                     ORDER BY o.id, l.target, l.kind")
                .bind(connection)
                .bind(FetchKind::Linked),
            )?;
            distinct(&mut session, rows)
        })
    }
}

/// Takes the first pointer at each target for what it says of it.
fn distinct(session: &mut Session<'_>, rows: Vec<Row>) -> Result<Vec<Unseen>, StoreError> {
    let mut seen = HashSet::with_capacity(rows.len());
    let mut unseen = Vec::new();
    // Rows come object by object.
    let mut read: Option<(i64, HashMap<NotionId, ObjectKind>)> = None;
    for row in rows {
        let id = row.target.0;
        if !seen.insert(id) {
            continue;
        }
        let kind = match row.kind {
            LinkKind::Relation | LinkKind::Child => ObjectKind::Page,
            LinkKind::Mention => {
                if read
                    .as_ref()
                    .is_none_or(|(object, _)| *object != row.object)
                {
                    read = Some((row.object, mentioned(session, row.object)?));
                }
                let kinds = read.as_ref().map(|(_, kinds)| kinds);
                let said = kinds.and_then(|kinds| kinds.get(&id)).copied();
                said.unwrap_or(ObjectKind::Page)
            }
        };
        unseen.push(Unseen { id, kind });
    }
    Ok(unseen)
}

/// What a text says of what it mentions.
fn mentioned(
    session: &mut Session<'_>,
    object: i64,
) -> Result<HashMap<NotionId, ObjectKind>, StoreError> {
    let mentions = links(&text_of(session, object)?).mentions.into_iter();
    Ok(mentions
        .map(|link| {
            let kind = match link.kind {
                Referent::Page => ObjectKind::Page,
                Referent::Database => ObjectKind::Database,
                Referent::DataSource => ObjectKind::DataSource,
            };
            (link.id, kind)
        })
        .collect())
}
