//! The end of everything: a store with nothing in it, and files in which nothing can be read any more.
//!
//! Leaves out the files beside the store. The rule it protects: what was in the store is in no page, free page, index or log of
//! it afterwards, and a store that somebody else is reading says so instead of leaving half of it behind.

use crate::error::StoreError;
use crate::search::refill::refill;
use crate::statement::sql;
use crate::store::{Durability, Store, at_length};

/// Empties every table, those first on which others hang.
const EMPTY: [&str; 37] = [
    "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
    "INSERT INTO title_words (title_words) VALUES ('delete-all')",
    "DELETE FROM passages",
    "DELETE FROM connections",
    "DELETE FROM alerts",
    "DELETE FROM audits",
    "DELETE FROM blocks",
    "DELETE FROM bodies",
    "DELETE FROM brakes",
    "DELETE FROM checkpoints",
    "DELETE FROM comments",
    "DELETE FROM conflicts",
    "DELETE FROM copies",
    "DELETE FROM creations",
    "DELETE FROM fetches",
    "DELETE FROM files",
    "DELETE FROM jobs",
    "DELETE FROM links",
    "DELETE FROM object_raw",
    "DELETE FROM objects",
    "DELETE FROM outbox",
    "DELETE FROM part_history",
    "DELETE FROM profiles",
    "DELETE FROM properties",
    "DELETE FROM record_jobs",
    "DELETE FROM records",
    "DELETE FROM records_due",
    "DELETE FROM revisions",
    "DELETE FROM run_counts",
    "DELETE FROM run_items",
    "DELETE FROM runs",
    "DELETE FROM selection",
    "DELETE FROM sends",
    "DELETE FROM transitions",
    "DELETE FROM users",
    "DELETE FROM watermarks",
    "DELETE FROM webhook_events",
];

impl Store {
    /// Removes everything, for good.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] when another process reads what is removed: it is gone from the store then, but not from its log;
    /// asking again finishes it. Or when the store cannot be written; nothing is removed then.
    pub async fn erase(&self) -> Result<(), StoreError> {
        // Nobody of this process may still be reading what is to go.
        let _nobody_reads = self.without_readers().await?;
        let mut writer = self.writer().await;
        at_length(|| {
            // What is deleted is written over, and not only forgotten (SQLite: PRAGMA secure_delete).
            writer.session().execute(sql("PRAGMA secure_delete = ON"))?;
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            for statement in EMPTY {
                session.execute(sql(statement))?;
            }
            session.execute(sql("DELETE FROM contents"))?;
            transaction.commit()?;
            let mut session = writer.session();
            session.execute(sql("VACUUM"))?;
            let (busy, _, _): (i64, i64, i64) =
                session.one(sql("PRAGMA wal_checkpoint(TRUNCATE)"))?;
            session.execute(sql("PRAGMA secure_delete = OFF"))?;
            if busy == 0 {
                Ok(())
            } else {
                Err(StoreError::Busy)
            }
        })
    }

    /// Makes both indexes of the search anew from what is remembered.
    ///
    /// # Errors
    ///
    /// When the store cannot be written; the indexes are as they were then.
    pub async fn rebuild_index(&self) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Process)?;
            let mut session = transaction.session();
            for statement in &EMPTY[..2] {
                session.execute(sql(statement))?;
            }
            refill(&mut session)?;
            transaction.commit()
        })
    }
}
