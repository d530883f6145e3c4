//! What the engine tells about creations.
//!
//! The rule it protects: a request never carries what the person has changed or taken back since it was read; the batch
//! that notes the request says so.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::columns::{StoredId, millis};
use crate::error::StoreError;
use crate::statement::sql;
use crate::two_way::creations::CreationId;
use crate::two_way::outbox::Retry;

/// Why a page is not made, or not tried again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedCreation {
    /// The creation.
    pub id: CreationId,
    /// When trying again can help.
    pub retry: Retry,
    /// Not before this moment.
    pub not_before: Option<OffsetDateTime>,
    /// Why, as a stable word.
    pub reason: String,
    /// What Notion or the system said.
    pub message: Option<String>,
    /// Notion's id of the refused request.
    pub request_id: Option<String>,
}

/// A request is about to be sent that carries the creation as of `edits`.
pub(crate) fn sent(batch: &mut Batch<'_>, id: CreationId, edits: i64) -> Result<(), StoreError> {
    let changed = batch.session.execute(
        sql(
            "UPDATE creations SET state = 'sent', sent_edits = edits, sent_properties_id = properties_id,
                 sent_markdown_id = markdown_id, sent_time = ?1, attempts = attempts + 1, retry = NULL,
                 not_before = NULL, reason = NULL, message = NULL, request_id = NULL, changed_time = ?1
             WHERE id = ?2 AND connection_id = ?3 AND edits = ?4 AND state IN ('waiting', 'sent', 'parked')",
        )
        .bind(batch.now)
        .bind(id)
        .bind(batch.connection)
        .bind(edits),
    )?;
    if changed == 0 {
        batch.applied.edited_since += 1;
    }
    Ok(())
}

/// Notion has made the page.
pub(crate) fn made(
    batch: &mut Batch<'_>,
    id: CreationId,
    made: NotionId,
) -> Result<(), StoreError> {
    batch.session.execute(
        sql(
            "UPDATE creations SET state = 'made', made = ?1, retry = NULL, not_before = NULL, reason = NULL,
                 message = NULL, request_id = NULL, changed_time = ?2
             WHERE id = ?3 AND connection_id = ?4",
        )
        .bind(StoredId(made))
        .bind(batch.now)
        .bind(id)
        .bind(batch.connection),
    )?;
    Ok(())
}

/// What was written since the request was sent is now among the edits of the page that was made.
pub(crate) fn carried(batch: &mut Batch<'_>, id: CreationId) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE creations SET sent_edits = edits, changed_time = ?
             WHERE id = ? AND connection_id = ? AND state = 'made' AND sent_edits < edits")
        .bind(batch.now)
        .bind(id)
        .bind(batch.connection),
    )?;
    Ok(())
}

/// Nothing is on its way: it was refused, or is known not to have arrived. One that was edited since is another one, and
/// waits to be sent.
pub(crate) fn park(batch: &mut Batch<'_>, parked: &ParkedCreation) -> Result<(), StoreError> {
    let waiting = batch.session.execute(
        sql("UPDATE creations SET state = 'waiting', changed_time = ?
             WHERE id = ? AND connection_id = ? AND state = 'sent' AND edits > sent_edits")
        .bind(batch.now)
        .bind(parked.id)
        .bind(batch.connection),
    )?;
    if waiting > 0 {
        return Ok(());
    }
    batch.session.execute(
        sql(
            "UPDATE creations SET state = 'parked', retry = ?1, not_before = ?2, reason = ?3, message = ?4,
                 request_id = ?5, changed_time = ?6
             WHERE id = ?7 AND connection_id = ?8 AND state IN ('waiting', 'sent', 'parked')",
        )
        .bind(parked.retry)
        .bind(parked.not_before.map(millis))
        .bind(&parked.reason)
        .bind(parked.message.as_deref())
        .bind(parked.request_id.as_deref())
        .bind(batch.now)
        .bind(parked.id)
        .bind(batch.connection),
    )?;
    Ok(())
}
