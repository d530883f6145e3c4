//! Changing the choice of what is remembered: what that does, and what becomes of what is stored and leaves it.
//!
//! What leaves either stays as it was last read, to be found and read here and neither read nor written again, or its
//! texts, files and comments are removed, so that it is like what was never chosen: its title and properties stay in the
//! list to pick from. Leaves out the bytes of files. The rule it protects: choice and what it does to what is stored change in
//! the same commit; what is said before is what is done.

use std::collections::{HashMap, HashSet};

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::{Applied, ConnectionId, NewFetch, ObjectKind};
use crate::columns::{StoredId, id_list, millis, number_list};
use crate::connections::give_space_back;
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::scope::{Leaving, Selection, choose, decide, nearest_mark};
use crate::statement::{Session, sql};
use crate::store::{Durability, Store, at_length};
use crate::{contents, fetches, linked_rows, passages};

/// What becomes of what is stored of an object that leaves the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It stays as it was last read.
    Keep,
    /// It is removed.
    Remove,
}

/// An object of which something is stored, and which a choice leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaver {
    /// Its id.
    pub id: NotionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
    /// Whether it was changed here and Notion does not have that yet.
    pub is_unsent: bool,
    /// Whether files of its properties, its icon or its cover are stored: they are named by its metadata, not by its text.
    pub has_own_files: bool,
}

/// What a choice would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChoiceEffect {
    /// What is stored and would leave, in the order in which it was first seen.
    pub leaving: Vec<Leaver>,
    /// Pages that would be chosen and are not chosen now.
    pub arriving: u64,
    /// Those of them of which the text is stored already.
    pub arriving_stored: u64,
}

/// What a change of the choice has done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ChangedChoice {
    /// What left it.
    pub left: Vec<Leaver>,
    /// Pages that are chosen and were not before.
    pub arrived: u64,
}

row_struct! {
    /// What deciding needs of an object.
    struct Row {
        id: i64,
        notion_id: StoredId,
        kind: ObjectKind,
        title: String,
        container: Option<StoredId>,
        in_scope: bool,
        in_trash: bool,
        has_body: bool,
        is_unsent: bool,
        has_own_files: bool,
    }
}

impl Store {
    /// What a choice would do; changes nothing.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn choice_effect(
        &self,
        connection: ConnectionId,
        selection: &Selection,
    ) -> Result<ChoiceEffect, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let rows = load(&mut session, connection)?;
            let chosen = chosen(&mut session, connection, &rows, selection)?;
            let arriving = || {
                let rows = rows.iter().zip(&chosen);
                rows.filter(|(row, chosen)| {
                    **chosen && !row.in_scope && !row.in_trash && row.kind == ObjectKind::Page
                })
            };
            Ok(ChoiceEffect {
                leaving: leaving(&rows, &chosen).into_iter().map(leaver).collect(),
                arriving: arriving().count() as u64,
                arriving_stored: arriving().filter(|(row, _)| row.has_body).count() as u64,
            })
        })
    }

    /// Changes the choice, and does with what is stored of what leaves it as the person says. `again` names the read that
    /// brings the text of a removed page back, should it be chosen again.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be written. Nothing is changed then.
    pub async fn change_choice(
        &self,
        connection: ConnectionId,
        selection: &Selection,
        fate: Fate,
        again: &(dyn Fn(&Leaver) -> NewFetch + Send + Sync),
        now: OffsetDateTime,
    ) -> Result<ChangedChoice, StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            let before = load(&mut session, connection)?;
            choose(&mut session, connection, selection)?;
            decide(&mut session, connection, Leaving::All)?;
            let after = chosen(&mut session, connection, &before, selection)?;
            let leaving = leaving(&before, &after);
            let rows: Vec<i64> = leaving.iter().map(|row| row.id).collect();
            let changed = ChangedChoice {
                left: leaving.into_iter().map(leaver).collect(),
                arrived: before
                    .iter()
                    .zip(&after)
                    .filter(|(row, chosen)| **chosen && !row.in_scope && !row.in_trash)
                    .count() as u64,
            };
            match fate {
                _ if rows.is_empty() => {}
                Fate::Keep => {
                    session.execute(
                        sql("UPDATE objects SET kept = 1 WHERE id IN (SELECT value FROM json_each(?))")
                            .bind(number_list(rows.iter().copied())),
                    )?;
                }
                Fate::Remove => {
                    remove(&mut session, connection, &rows, &changed.left)?;
                    let mut batch = Batch {
                        session: transaction.session(),
                        connection,
                        run: None,
                        now: millis(now),
                        rows: HashMap::new(),
                        applied: Applied::default(),
                        touched: Vec::new(),
                    };
                    let pages = changed
                        .left
                        .iter()
                        .filter(|left| left.kind == ObjectKind::Page || left.has_own_files);
                    fetches::add(&mut batch, pages.map(again).collect())?;
                }
            }
            transaction.commit()?;
            if fate == Fate::Remove && !rows.is_empty() {
                give_space_back(&mut writer.session())?;
            }
            Ok(changed)
        })
    }

    /// Whether an object left the choice and stays here as it was last read.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn is_kept(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        let (kept,): (bool,) = reader.session()?.one(
            sql("SELECT EXISTS (SELECT 1 FROM objects
                     WHERE connection_id = ? AND notion_id = ? AND kept = 1)")
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(kept)
    }
}

fn load(session: &mut Session<'_>, connection: ConnectionId) -> Result<Vec<Row>, StoreError> {
    session.all(
        sql("SELECT o.id, o.notion_id, o.kind, o.title, o.container, o.in_scope, o.in_trash,
                    EXISTS (SELECT 1 FROM bodies b WHERE b.object_id = o.id) AS has_body,
                    EXISTS (SELECT 1 FROM copies c WHERE c.object_id = o.id) AS is_unsent,
                    EXISTS (SELECT 1 FROM files f WHERE f.object_id = o.id
                            AND (f.place IN ('icon', 'cover') OR f.place LIKE 'property:%')) AS has_own_files
             FROM objects o WHERE o.connection_id = ? ORDER BY o.id")
        .bind(connection),
    )
}

/// Whether a choice includes each object. As [`decide`] does it in the store.
fn chosen(
    session: &mut Session<'_>,
    connection: ConnectionId,
    rows: &[Row],
    selection: &Selection,
) -> Result<Vec<bool>, StoreError> {
    let mut selection = selection.clone();
    let linked = linked_rows::of(session, connection, &selection)?;
    selection
        .marks
        .extend(linked.into_iter().map(|id| (id, true)));
    let places = rows
        .iter()
        .map(|row| (row.notion_id.0, row.container.map(|id| id.0)));
    Ok(nearest_mark(places, &selection))
}

/// What is stored, was chosen and is not any more: pages with a text, and what holds them and leaves with them.
fn leaving<'r>(rows: &'r [Row], chosen: &[bool]) -> Vec<&'r Row> {
    let leaves: HashMap<NotionId, &Row> = rows
        .iter()
        .zip(chosen)
        .filter(|(row, chosen)| row.in_scope && !row.in_trash && !**chosen)
        .map(|(row, _)| (row.notion_id.0, row))
        .collect();
    let mut stored: HashSet<i64> = HashSet::new();
    for row in leaves.values().filter(|row| row.has_body) {
        let mut here = Some(*row);
        while let Some(row) = here {
            let is_part = row.has_body || row.kind != ObjectKind::Page;
            if is_part && !stored.insert(row.id) {
                break;
            }
            // A page without a text that holds one with a text has nothing to leave with.
            here = row
                .container
                .and_then(|id| leaves.get(&id.0).copied())
                .filter(|above| above.kind != ObjectKind::Page);
        }
    }
    rows.iter().filter(|row| stored.contains(&row.id)).collect()
}

fn leaver(row: &Row) -> Leaver {
    Leaver {
        id: row.notion_id.0,
        kind: row.kind,
        title: row.title.clone(),
        is_unsent: row.is_unsent,
        has_own_files: row.has_own_files,
    }
}

/// Removes the texts, files and comments of objects, and everything that was done about them here.
fn remove(
    session: &mut Session<'_>,
    connection: ConnectionId,
    rows: &[i64],
    left: &[Leaver],
) -> Result<(), StoreError> {
    for row in rows {
        passages::remove_read(session, *row)?;
    }
    let list = number_list(rows.iter().copied());
    for statement in [
        "DELETE FROM bodies WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM revisions WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM blocks WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM comments WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM files WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM links WHERE origin = 'body' AND object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM copies WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM outbox WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM conflicts WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM part_history WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM records WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM records_due WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM record_jobs WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM transitions WHERE object_id IN (SELECT value FROM json_each(?))",
        "DELETE FROM audits WHERE object_id IN (SELECT value FROM json_each(?))",
        "UPDATE objects SET kept = 0 WHERE id IN (SELECT value FROM json_each(?))",
    ] {
        session.execute(sql(statement).bind(list.as_str()))?;
    }
    // Files that its metadata names are asked for again only when the metadata is new.
    session.execute(
        sql("UPDATE objects SET metadata_hash = NULL
             WHERE connection_id = ? AND notion_id IN (SELECT unhex(value) FROM json_each(?))")
        .bind(connection)
        .bind(id_list(
            left.iter()
                .filter(|left| left.has_own_files)
                .map(|left| left.id),
        )),
    )?;
    let ids = id_list(left.iter().map(|left| left.id));
    session.execute(
        sql(
            "DELETE FROM fetches WHERE connection_id = ? AND object IN (SELECT unhex(value) FROM json_each(?))",
        )
        .bind(connection)
        .bind(ids.as_str()),
    )?;
    session.execute(
        sql("DELETE FROM checkpoints WHERE connection_id = ?1 AND name IN
                 (SELECT 'pending_text/' || lower(substr(value, 1, 8) || '-' || substr(value, 9, 4) || '-'
                     || substr(value, 13, 4) || '-' || substr(value, 17, 4) || '-' || substr(value, 21))
                  FROM json_each(?2))")
        .bind(connection)
        .bind(ids.as_str()),
    )?;
    contents::forget_unused(session)?;
    // Merges the index, so that the words of what was removed are no longer in it.
    session.execute(sql(
        "INSERT INTO passage_words (passage_words) VALUES ('optimize')",
    ))?;
    Ok(())
}
