//! Where objects are: their containers, the trash, and whether Notion answers for them.
//!
//! The rule it protects: absence is not deletion. Only Notion's own word puts an object in the trash; one it does not
//! answer for keeps everything that is stored of it.

use std::collections::HashMap;

use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::columns::{clean, stored_as_word};
use crate::error::StoreError;
use crate::statement::sql;

stored_as_word! {
    /// Whether Notion answers for an object.
    pub enum Reach {
        /// It does.
        Ok => "ok",
        /// It does not: unshared, restricted or gone, which cannot be told apart.
        Unreachable => "unreachable",
    }
}

/// Notes the page, database or data source around objects whose parent is a block; the last word on an object counts.
pub(crate) fn put_containers(
    batch: &mut Batch<'_>,
    containers: Vec<(NotionId, NotionId)>,
) -> Result<(), StoreError> {
    let mut places: HashMap<i64, NotionId> = HashMap::with_capacity(containers.len());
    for (object, container) in containers {
        places.insert(batch.row(object)?, container);
    }
    let places: HashMap<String, String> = places
        .into_iter()
        .map(|(row, container)| (row.to_string(), container.to_hex()))
        .collect();
    let changed = batch.session.execute(
        sql(
            "UPDATE objects SET container = unhex(j.value) FROM json_each(?) j
                 WHERE objects.id = CAST(j.key AS INTEGER) AND container IS NOT unhex(j.value)",
        )
        .bind(serde_json::json!(places).to_string()),
    )?;
    batch.applied.tree_changed |= changed > 0;
    Ok(())
}

/// Puts an object in the trash.
pub(crate) fn mark_trashed(batch: &mut Batch<'_>, object: NotionId) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let changed = batch.session.execute(
        sql("UPDATE objects SET in_trash = 1, trash_seen = 0 WHERE id = ? AND in_trash = 0")
            .bind(row),
    )?;
    if changed > 0 {
        batch.touched.push(row);
        // What is in the trash brings no linked rows along.
        batch.applied.links_changed = true;
    }
    Ok(())
}

/// Forgets that Notion once did not answer.
pub(crate) fn mark_reachable(batch: &mut Batch<'_>, object: NotionId) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql(
            "UPDATE objects SET reach = 'ok', reach_reason = NULL, reach_request_id = NULL
                 WHERE id = ? AND reach <> 'ok'",
        )
        .bind(row),
    )?;
    Ok(())
}

/// Notes that Notion does not answer, and why.
pub(crate) fn mark_unreachable(
    batch: &mut Batch<'_>,
    object: NotionId,
    reason: &str,
    request_id: Option<&str>,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch
        .session
        .execute(
            sql("UPDATE objects SET reach = 'unreachable', reach_reason = ?, reach_request_id = ? WHERE id = ?")
                .bind(clean(reason))
                .bind(request_id)
                .bind(row),
        )?;
    Ok(())
}
