//! Forgetting single pages: what was remembered of them goes, their names stay in the tree, no longer chosen.
//!
//! A page is forgotten with everything inside it, because that is how far a choice reaches. Leaves out the bytes of files
//! (the engine's folder) and whole connections (`connections`).
//!
//! The rule it protects: after it nothing of the pages but their names and places is in any table, in the index, or in free
//! pages of the file; and no later run brings them back unless they are chosen again.

use keepsake_text::NotionId;

use crate::change::ConnectionId;
use crate::columns::{StoredId, number_list};
use crate::connections::give_space_back;
use crate::error::StoreError;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store, at_length};
use crate::{contents, passages, scope};

/// What forgetting a page takes with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Forgetting {
    /// Pages, databases and rows, the page itself included.
    pub objects: u64,
    /// Those of them with changes made here that Notion does not have yet.
    pub unsent: u64,
}

impl Store {
    /// What forgetting a page would take with it.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn forgetting(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Forgetting, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let rows = at_and_below(&mut session, connection, id)?;
        sum(&mut session, &rows)
    }

    /// Forgets a page and everything inside it; the choice leaves them out from now on.
    ///
    /// # Errors
    ///
    /// When the store cannot be written; nothing is forgotten then.
    pub async fn forget_object(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Forgetting, StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            let rows = at_and_below(&mut session, connection, id)?;
            let taken = sum(&mut session, &rows)?;
            for row in &rows {
                passages::remove_all(&mut session, row.row)?;
            }
            empty(&mut session, connection, &rows)?;
            leave_out(&mut session, connection, id, &rows)?;
            contents::forget_unused(&mut session)?;
            // Merges the index: only then are words that were taken out no longer in it.
            session.execute(sql(
                "INSERT INTO passage_words (passage_words) VALUES ('optimize')",
            ))?;
            transaction.commit()?;
            give_space_back(&mut writer.session())?;
            Ok(taken)
        })
    }
}

/// An object that is forgotten.
struct Gone {
    row: i64,
    id: NotionId,
}

fn at_and_below(
    session: &mut Session<'_>,
    connection: ConnectionId,
    id: NotionId,
) -> Result<Vec<Gone>, StoreError> {
    let rows: Vec<(i64, StoredId)> = session.all(
        sql("WITH RECURSIVE below (id, notion_id) AS (
                 SELECT id, notion_id FROM objects WHERE connection_id = ?1 AND notion_id = ?2
                 UNION
                 SELECT o.id, o.notion_id FROM below
                 CROSS JOIN objects o INDEXED BY objects_by_container
                     ON o.connection_id = ?1 AND o.container = below.notion_id)
             SELECT id, notion_id FROM below ORDER BY id")
        .bind(connection)
        .bind(StoredId(id)),
    )?;
    let gone = rows.into_iter().map(|(row, id)| Gone { row, id: id.0 });
    Ok(gone.collect())
}

fn list_of(rows: &[Gone]) -> String {
    number_list(rows.iter().map(|gone| gone.row))
}

fn sum(session: &mut Session<'_>, rows: &[Gone]) -> Result<Forgetting, StoreError> {
    let (unsent,): (u32,) = session.one(
        sql(
            "SELECT count(DISTINCT object_id) FROM copies WHERE object_id IN (SELECT value FROM json_each(?))",
        )
        .bind(list_of(rows)),
    )?;
    Ok(Forgetting {
        objects: rows.len() as u64,
        unsent: u64::from(unsent),
    })
}

/// Drops everything that is stored of the objects, and leaves of each what a tree shows of one that is not chosen.
fn empty(
    session: &mut Session<'_>,
    connection: ConnectionId,
    rows: &[Gone],
) -> Result<(), StoreError> {
    let list = list_of(rows);
    for statement in [
        "DELETE FROM object_raw WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM bodies WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM revisions WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM properties WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM blocks WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM comments WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM files WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM links WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM outbox WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM copies WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM conflicts WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM part_history WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM transitions WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM record_jobs WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM records_due WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM records WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM audits WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM opened WHERE object_id IN (SELECT value FROM json_each(?))",
        "UPDATE objects SET kept = 0, partial = 1, metadata_hash = NULL, reach = 'ok', reach_reason = NULL,
             reach_request_id = NULL, trash_seen = 0
         WHERE id IN (SELECT value FROM json_each(?))",
    ] {
        session.execute(sql(statement).bind(&list))?;
    }
    for gone in rows {
        // Reads that are owed, and what a page that was made here was made of.
        for statement in [
            "DELETE FROM fetches WHERE connection_id = ? AND object = ?",
            "DELETE FROM creations WHERE connection_id = ? AND made = ?",
        ] {
            session.execute(sql(statement).bind(connection).bind(StoredId(gone.id)))?;
        }
    }
    Ok(())
}

/// Takes the objects out of the choice: a mark on the topmost one, and none below it that says otherwise.
fn leave_out(
    session: &mut Session<'_>,
    connection: ConnectionId,
    id: NotionId,
    rows: &[Gone],
) -> Result<(), StoreError> {
    for gone in rows {
        session.execute(
            sql("DELETE FROM selection WHERE connection_id = ? AND notion_id = ?")
                .bind(connection)
                .bind(StoredId(gone.id)),
        )?;
    }
    session.execute(
        sql("INSERT INTO selection (connection_id, notion_id, included) VALUES (?, ?, 0)")
            .bind(connection)
            .bind(StoredId(id)),
    )?;
    scope::decide(session, connection, scope::Leaving::All)?;
    Ok(())
}
