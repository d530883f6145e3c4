//! Outcomes of single things in a run.
//!
//! The rule it protects: of several outcomes of one thing the worst stays, with its reason, in whatever order they come.

use keepsake_text::NotionId;

use crate::apply::Batch;
use crate::change::RunId;
use crate::columns::clean;
use crate::error::StoreError;
use crate::ledger::{LedgerItem, Outcome, What};
use crate::rows::row_struct;
use crate::statement::{Session, batches, sql, sql_rows};

/// Notes outcomes. Outside of a run there is no account to keep.
pub(crate) fn put(batch: &mut Batch<'_>, items: Vec<LedgerItem>) -> Result<(), StoreError> {
    let Some(run) = batch.run else {
        return Ok(());
    };
    for rows in batches(&items) {
        let mut statement = sql_rows(
            "INSERT INTO run_items (run_id, what, item, object_id, outcome, reason, message, request_id)",
            8,
            rows.len(),
            "ON CONFLICT (run_id, what, item) DO UPDATE SET
                 object_id = excluded.object_id, outcome = excluded.outcome, reason = excluded.reason,
                 message = excluded.message, request_id = excluded.request_id
             WHERE excluded.outcome > outcome",
        );
        for item in rows {
            let object = match item.what {
                What::Object => NotionId::parse(&item.id).and_then(|id| batch.rows.get(&id)),
                What::File | What::Comment | What::User | What::Block | What::Property => None,
            };
            statement.push(run);
            statement.push(item.what);
            statement.push(&item.id);
            statement.push(object.copied());
            statement.push(item.outcome.rank());
            statement.push(clean(&item.reason));
            statement.push(item.message.as_deref().map(clean));
            statement.push(item.request_id.as_deref());
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}

row_struct! {
    /// A row as read: the raw columns of a [`LedgerItem`].
    struct Row {
        what: What,
        item: String,
        outcome: i64,
        reason: String,
        message: Option<String>,
        request_id: Option<String>,
    }
}

impl From<Row> for LedgerItem {
    fn from(row: Row) -> Self {
        Self {
            what: row.what,
            id: row.item,
            outcome: Outcome::from_rank(row.outcome),
            reason: row.reason,
            message: row.message,
            request_id: row.request_id,
        }
    }
}

/// Everything of a run that was neither stored nor unchanged, worst first.
pub(crate) fn problems(
    session: &mut Session<'_>,
    run: RunId,
) -> Result<Vec<LedgerItem>, StoreError> {
    let rows: Vec<Row> = session.all(
        sql(
            "SELECT what, item, outcome, reason, message, request_id FROM run_items
                 WHERE run_id = ? AND outcome > 0 ORDER BY outcome DESC, what, item",
        )
        .bind(run),
    )?;
    Ok(rows.into_iter().map(LedgerItem::from).collect())
}
