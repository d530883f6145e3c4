//! The person's choice: what of a connection is remembered.
//!
//! Marks say yes or no for an object and everything below it, now and in future; the nearest mark at or above an object
//! decides, and the connection's default where there is none. Rows are below their data source, that is below its database,
//! that is below its page. Where the person wants it, single rows that chosen pages point at count as marked (`linked_rows`).
//!
//! The rules it protects: cycles of containers end, whatever Notion says lives in what; what is stored and leaves because
//! somebody moved it or no longer points at it stays here as it was last read, once what was changed here is sent.

use std::collections::{HashMap, HashSet};

use keepsake_text::NotionId;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredId, id_list, number_list};
use crate::error::StoreError;
use crate::statement::{Session, batches, sql, sql_pieces, sql_rows};
use crate::store::{Durability, Store, at_length};
use crate::{fetches, linked_rows};

/// A person's choice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Selection {
    /// Whether objects without a mark at or above them are chosen.
    pub include_by_default: bool,
    /// Whether rows of databases that are left out are chosen where something chosen points at them.
    pub linked_rows: bool,
    /// Objects with a mark of their own, by id.
    pub marks: Vec<(NotionId, bool)>,
}

/// What a choice comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Chosen objects that are not in the trash.
    pub included: u64,
    /// Objects for which the choice differs from before.
    pub changed: u64,
}

impl Store {
    /// Replaces the marks of the person's choice; [`Store::recompute_scope`] makes them count.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be written.
    pub async fn set_selection(
        &self,
        connection: ConnectionId,
        include_by_default: bool,
        marks: Vec<(NotionId, bool)>,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let selection = Selection {
            include_by_default,
            marks,
            ..stored(&mut session, connection)?
        };
        choose(&mut session, connection, &selection)?;
        transaction.commit()
    }

    /// The person's choice.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be read.
    pub async fn selection(&self, connection: ConnectionId) -> Result<Selection, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        stored(&mut snapshot.session(), connection)
    }

    /// Decides for every object whether it is chosen. Costs next to nothing while neither choice nor tree has changed.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be written.
    pub async fn recompute_scope(&self, connection: ConnectionId) -> Result<Scope, StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Process)?;
            let mut session = transaction.session();
            let (stale,): (bool,) = session
                .optional(sql("SELECT scope_stale FROM connections WHERE id = ?").bind(connection))?
                .ok_or(StoreError::UnknownConnection(connection.get()))?;
            let changed = if stale {
                decide(&mut session, connection, Leaving::Settled)?
            } else {
                0
            };
            let (included,): (u32,) = session
            .one(
                sql("SELECT count(*) FROM objects WHERE connection_id = ? AND in_scope = 1 AND in_trash = 0")
                    .bind(connection),
            )?;
            transaction.commit()?;
            Ok(Scope {
                included: u64::from(included),
                changed,
            })
        })
    }
}

/// Replaces the person's choice.
pub(crate) fn choose(
    session: &mut Session<'_>,
    connection: ConnectionId,
    selection: &Selection,
) -> Result<(), StoreError> {
    let found = session.execute(
        sql("UPDATE connections SET include_by_default = ?, linked_rows = ?, scope_stale = 1 WHERE id = ?")
            .bind(selection.include_by_default)
            .bind(selection.linked_rows)
            .bind(connection),
    )?;
    if found == 0 {
        return Err(StoreError::UnknownConnection(connection.get()));
    }
    session.execute(sql("DELETE FROM selection WHERE connection_id = ?").bind(connection))?;
    for rows in batches(&selection.marks) {
        let mut statement = sql_rows(
            "INSERT INTO selection (connection_id, notion_id, included)",
            3,
            rows.len(),
            "ON CONFLICT (connection_id, notion_id) DO UPDATE SET included = excluded.included",
        );
        for (id, included) in rows {
            statement.push(connection);
            statement.push(StoredId(*id));
            statement.push(*included);
        }
        session.execute(statement)?;
    }
    Ok(())
}

/// The person's choice.
pub(crate) fn stored(
    session: &mut Session<'_>,
    connection: ConnectionId,
) -> Result<Selection, StoreError> {
    let (include_by_default, linked_rows): (bool, bool) = session
        .optional(
            sql("SELECT include_by_default, linked_rows FROM connections WHERE id = ?")
                .bind(connection),
        )?
        .ok_or(StoreError::UnknownConnection(connection.get()))?;
    let rows: Vec<(StoredId, bool)> = session.all(
        sql("SELECT notion_id, included FROM selection WHERE connection_id = ? ORDER BY notion_id")
            .bind(connection),
    )?;
    Ok(Selection {
        include_by_default,
        linked_rows,
        marks: rows
            .into_iter()
            .map(|(id, included)| (id.0, included))
            .collect(),
    })
}

/// Whether a choice includes each object, given with what it lies in: the nearest mark at or above it decides.
pub(crate) fn nearest_mark(
    places: impl Iterator<Item = (NotionId, Option<NotionId>)> + Clone,
    selection: &Selection,
) -> Vec<bool> {
    let marks: HashMap<NotionId, bool> = selection.marks.iter().copied().collect();
    let containers: HashMap<NotionId, Option<NotionId>> = places.clone().collect();
    let mut decided: HashMap<NotionId, bool> = HashMap::with_capacity(containers.len());
    let mut way = Vec::new();
    for (id, _) in places.clone() {
        let mut here = id;
        let mut seen = HashSet::new();
        let answer = loop {
            if let Some(known) = decided.get(&here).or_else(|| marks.get(&here)) {
                break *known;
            }
            // Containers that hold each other in a circle have nothing above them.
            if !seen.insert(here) {
                break selection.include_by_default;
            }
            way.push(here);
            match containers.get(&here).copied().flatten() {
                Some(above) => here = above,
                None => break selection.include_by_default,
            }
        };
        decided.extend(way.drain(..).map(|id| (id, answer)));
        decided.insert(id, answer);
    }
    places
        .map(|(id, _)| decided.get(&id).copied().unwrap_or_default())
        .collect()
}

/// Notes that the choice has to be applied anew.
pub(crate) fn mark_stale(
    session: &mut Session<'_>,
    connection: ConnectionId,
) -> Result<(), StoreError> {
    session.execute(
        sql("UPDATE connections SET scope_stale = 1 WHERE id = ? AND scope_stale = 0")
            .bind(connection),
    )?;
    Ok(())
}

/// Notes that what points at what has changed: where that decides, the choice has to be applied anew.
pub(crate) fn mark_repointed(
    session: &mut Session<'_>,
    connection: ConnectionId,
) -> Result<(), StoreError> {
    session.execute(
        sql("UPDATE connections SET scope_stale = 1 WHERE id = ? AND linked_rows = 1 AND scope_stale = 0")
            .bind(connection),
    )?;
    Ok(())
}

/// From every mark down to the next mark. An unmarked object has one container, so it is reached at most once, and a cycle is
/// entered at a mark and left when that mark comes round again. Without statistics SQLite 3.51 would go through all objects for
/// every step, so the order and index of the join are told. Binds the connection, the default, and what counts as marked.
const FROM_EVERY_MARK_DOWN: &str = "WITH RECURSIVE marked (notion_id, included) AS (
         SELECT notion_id, included FROM selection WHERE connection_id = ?1
         UNION ALL
         SELECT unhex(value), 1 FROM json_each(?3)
     ),
     below (notion_id, included) AS (
         SELECT notion_id, included FROM marked
         UNION ALL
         SELECT o.notion_id, below.included
         FROM below CROSS JOIN objects o INDEXED BY objects_by_container
             ON o.connection_id = ?1 AND o.container = below.notion_id
         WHERE o.notion_id NOT IN (SELECT notion_id FROM marked)
     ) ";

const IS_DECIDED_DIFFERENTLY: &str = "in_scope <> CASE
     WHEN notion_id IN (SELECT notion_id FROM below WHERE included <> ?2) THEN 1 - ?2
     ELSE ?2 END";

/// What leaves when the choice is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// Everything: the person wants it, and was told what is unsent.
    All,
    /// What both sides agree on. What was changed here waits until it is, since what is kept is not sent.
    Settled,
}

/// Applies the choice to all objects and to the requests for them; how many objects it decides differently for.
pub(crate) fn decide(
    session: &mut Session<'_>,
    connection: ConnectionId,
    leaving: Leaving,
) -> Result<u64, StoreError> {
    let selection = stored(session, connection)?;
    let linked = id_list(linked_rows::of(session, connection, &selection)?);
    let waiting = match leaving {
        Leaving::All => Vec::new(),
        Leaving::Settled => unsettled_leavers(session, connection, &selection, &linked)?,
    };
    let changed: Vec<(i64, ObjectKind, bool)> = session.all(
        sql_pieces([
            FROM_EVERY_MARK_DOWN,
            // Rows that a profile keeps in step are not held back from it.
            "UPDATE objects SET in_scope = 1 - in_scope,
                 kept = in_scope = 1 AND in_trash = 0
                     AND EXISTS (SELECT 1 FROM bodies b WHERE b.object_id = objects.id)
                     AND NOT EXISTS (SELECT 1 FROM profiles p
                                     WHERE p.connection_id = ?1 AND p.data_source = objects.container AND p.active = 1)
             WHERE connection_id = ?1 AND ",
            IS_DECIDED_DIFFERENTLY,
            " AND id NOT IN (SELECT value FROM json_each(?4)) RETURNING id, kind, in_scope",
        ])
        .bind(connection)
        .bind(selection.include_by_default)
        .bind(linked.as_str())
        .bind(number_list(waiting.iter().copied())),
    )?;
    // What is chosen again is in step with Notion again.
    session.execute(
        sql("UPDATE objects SET kept = 0 WHERE connection_id = ? AND kept = 1 AND in_scope = 1")
            .bind(connection),
    )?;
    keep_what_holds(session, connection, &changed)?;
    fetches::park_all(session, connection)?;
    session.execute(
        sql("UPDATE connections SET scope_stale = ? WHERE id = ?")
            .bind(!waiting.is_empty())
            .bind(connection),
    )?;
    Ok(changed.len() as u64)
}

/// What would leave and was changed here, or is to be decided about.
fn unsettled_leavers(
    session: &mut Session<'_>,
    connection: ConnectionId,
    selection: &Selection,
    linked: &str,
) -> Result<Vec<i64>, StoreError> {
    let unsettled: Vec<(i64,)> = session.all(
        sql("SELECT object_id FROM copies WHERE EXISTS
                 (SELECT 1 FROM objects o WHERE o.id = object_id AND o.connection_id = ?1 AND o.in_scope = 1)
             UNION
             SELECT object_id FROM conflicts WHERE connection_id = ?1 AND state = 'open'")
        .bind(connection),
    )?;
    if unsettled.is_empty() {
        return Ok(Vec::new());
    }
    let waiting: Vec<(i64,)> = session.all(
        sql_pieces([
            FROM_EVERY_MARK_DOWN,
            "SELECT id FROM objects WHERE connection_id = ?1 AND in_scope = 1 AND ",
            IS_DECIDED_DIFFERENTLY,
            " AND id IN (SELECT value FROM json_each(?4))",
        ])
        .bind(connection)
        .bind(selection.include_by_default)
        .bind(linked)
        .bind(number_list(unsettled.into_iter().map(|(id,)| id))),
    )?;
    Ok(waiting.into_iter().map(|(id,)| id).collect())
}

/// A database stays beside rows of it that stay, if it left with them.
fn keep_what_holds(
    session: &mut Session<'_>,
    connection: ConnectionId,
    changed: &[(i64, ObjectKind, bool)],
) -> Result<(), StoreError> {
    for kind in [ObjectKind::DataSource, ObjectKind::Database] {
        let left = changed
            .iter()
            .filter(|(_, changed, in_scope)| *changed == kind && !in_scope)
            .map(|(id, ..)| *id);
        session.execute(
            sql("UPDATE objects SET kept = 1
                 WHERE id IN (SELECT value FROM json_each(?2)) AND in_trash = 0 AND EXISTS
                     (SELECT 1 FROM objects c
                      WHERE c.connection_id = ?1 AND c.container = objects.notion_id AND c.kept = 1)")
            .bind(connection)
            .bind(number_list(left)),
        )?;
    }
    Ok(())
}
