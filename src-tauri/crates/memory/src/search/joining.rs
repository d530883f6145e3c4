//! Joining the parts that the indexes were written in, when a run has ended.
//!
//! SQLite looks for a word in each part of an index, and every commit of an import adds one. Joined while the import writes
//! they would be written over and over; joined at its end they are written about once, and searches take less. What a
//! small run added is joined with parts of its own size, so its end costs no more than it wrote.
//!
//! The rule it protects: other writers get their turn after each step, and a store is sound after any of them.

use crate::error::StoreError;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store, at_length};

/// Pages of an index that are written in one step: some fifty milliseconds.
const PAGES: i64 = 200;

impl Store {
    /// Joins the parts of both indexes.
    pub(crate) async fn join_indexes(&self) -> Result<(), StoreError> {
        for step in [join_passages, join_titles] {
            let mut is_done = false;
            while !is_done {
                let mut writer = self.writer().await;
                is_done = at_length(|| {
                    let mut transaction = writer.begin(Durability::Process)?;
                    let is_done = step(&mut transaction.session())?;
                    transaction.commit()?;
                    Ok::<_, StoreError>(is_done)
                })?;
            }
        }
        Ok(())
    }
}

fn join_passages(session: &mut Session<'_>) -> Result<bool, StoreError> {
    let before = changes(session)?;
    session.execute(
        sql("INSERT INTO passage_words (passage_words, rank) VALUES ('merge', ?)").bind(PAGES),
    )?;
    Ok(changes(session)? - before < 2)
}

fn join_titles(session: &mut Session<'_>) -> Result<bool, StoreError> {
    let before = changes(session)?;
    session.execute(
        sql("INSERT INTO title_words (title_words, rank) VALUES ('merge', ?)").bind(PAGES),
    )?;
    Ok(changes(session)? - before < 2)
}

/// Rows changed so far: a step that joined nothing changes one at most (the documentation of FTS5, "The 'merge' Command").
fn changes(session: &mut Session<'_>) -> Result<i64, StoreError> {
    let (changes,) = session.one(sql("SELECT total_changes()"))?;
    Ok(changes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;
    use crate::test_support::{TestStore, at, body, id, page, store};
    use crate::{Change, RunState};

    async fn parts(test: &TestStore) -> i64 {
        let mut reader = test.store.reader().await.unwrap();
        let (parts,) = reader
            .session()
            .unwrap()
            .one(sql("SELECT count(DISTINCT segid) FROM passage_words_idx"))
            .unwrap();
        parts
    }

    #[tokio::test]
    async fn the_end_of_a_run_joins_what_its_commits_added() {
        let test = store().await;
        let run = test.start().await;
        let mut most = 0;
        for number in 1..=40 {
            test.apply_in(
                run,
                vec![
                    Change::PutObject(page(number, &format!("Page {number}"))),
                    body(number, &format!("common words and word{number}")),
                ],
            )
            .await;
            most = most.max(parts(&test).await);
        }
        assert!(
            most > 6,
            "an import that joins all the time: {most} parts at most"
        );
        test.store
            .finish_run(run, RunState::Completed, at(20))
            .await
            .unwrap();
        assert!(parts(&test).await <= 3, "{} parts", parts(&test).await);
        let report = test.store.integrity_check().await.unwrap();
        assert!(report.is_sound(), "{report:?}");
        assert!(
            test.store
                .body(test.connection, id(7))
                .await
                .unwrap()
                .is_some()
        );
    }
}
