//! Blocks, where they were read: pages whose Markdown is lossy, or on request.
//!
//! Blocks of a page lie in order below their parents. A block id is unique in a connection, so a synced copy that is read
//! through two pages is stored once.

use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::change::StoredBlock;
use crate::columns::StoredId;
use crate::error::StoreError;
use crate::packing::pack;
use crate::statement::{batches, sql, sql_rows};

/// Replaces the children of `parent` from the place `first` on.
pub(crate) fn put(
    batch: &mut Batch<'_>,
    object: NotionId,
    parent: NotionId,
    first: u32,
    blocks: &[StoredBlock],
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql("DELETE FROM blocks WHERE object_id = ? AND parent = ? AND ordinal >= ?")
            .bind(row)
            .bind(StoredId(parent))
            .bind(first),
    )?;
    let numbered: Vec<(u32, &StoredBlock)> = (first..).zip(blocks).collect();
    for rows in batches(&numbered) {
        let mut statement = sql_rows(
            "INSERT INTO blocks (connection_id, notion_id, object_id, parent, ordinal, kind, has_children, raw, observed_time)",
            9,
            rows.len(),
            "ON CONFLICT (connection_id, notion_id) DO UPDATE SET
                 object_id = excluded.object_id, parent = excluded.parent, ordinal = excluded.ordinal,
                 kind = excluded.kind, has_children = excluded.has_children, raw = excluded.raw,
                 observed_time = excluded.observed_time",
        );
        for (ordinal, block) in rows {
            statement.push(batch.connection);
            statement.push(StoredId(block.id));
            statement.push(row);
            statement.push(StoredId(parent));
            statement.push(*ordinal);
            statement.push(&block.kind);
            statement.push(block.has_children);
            statement.push(pack(&block.raw));
            statement.push(batch.now);
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}
