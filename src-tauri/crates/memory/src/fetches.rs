//! The requests still to be made.
//!
//! A fetch waits from the change that found the need for it to the change that stores its answer; then it is kept as done
//! until its run ends, so that what refers to itself in a circle is read once. Two indexes make the next ones a constant-time
//! look-up however many wait. The rule it protects: what is finished is settled in the same commit as its answer arrives,
//! and an id is never given to another fetch.

use std::ops::RangeInclusive;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::{ConnectionId, FetchId, FetchKind, NewFetch};
use crate::columns::{NO_IDS, StoredId, id_list, millis, number_list};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::{Session, batches, sql, sql_rows};
use crate::store::Store;

/// A request waiting to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetch {
    /// Its id.
    pub id: FetchId,
    /// What is asked for.
    pub kind: FetchKind,
    /// What it is asked of.
    pub target: NotionId,
    /// The object the answer belongs to.
    pub object: Option<NotionId>,
    /// What the asker left to continue with.
    pub detail: String,
    /// Lower is sooner.
    pub priority: i64,
    /// Within a priority, higher is sooner.
    pub order: i64,
    /// How often it was put off.
    pub attempts: u32,
}

/// How a request that is made again replaces the row of the earlier one, where that is outdated.
macro_rules! replaced_where {
    ($outdated:literal) => {
        concat!(
            "ON CONFLICT (connection_id, kind, target, key) DO UPDATE SET
                 object = excluded.object, detail = excluded.detail, priority = excluded.priority,
                 position = excluded.position, attempts = 0, not_before = NULL, done = 0, run_id = excluded.run_id
             WHERE done = 1 AND ",
            $outdated
        )
    };
}

/// Adds requests; one that waits already, or was made in this run, is left as it is.
///
/// Some have to be made again even in the same run, which may have been interrupted for days: a body whose page was edited
/// since, because its order is the time of that edit; the parts of a body that was read again, because their order is the
/// time of that reading; a property, which is asked for only when its page has changed.
pub(crate) fn add(batch: &mut Batch<'_>, fetches: Vec<NewFetch>) -> Result<(), StoreError> {
    let (again, once): (Vec<_>, Vec<_>) = fetches.iter().partition(|fetch| fetch.again);
    add_or_replace(
        batch,
        &once,
        replaced_where!(
            "(run_id IS NOT excluded.run_id OR kind = 'property'
              OR (kind IN ('body', 'part') AND position <> excluded.position))"
        ),
    )?;
    add_or_replace(batch, &again, replaced_where!("TRUE"))?;
    park(batch, fetches.iter().filter_map(|fetch| fetch.object))
}

fn add_or_replace(
    batch: &mut Batch<'_>,
    fetches: &[&NewFetch],
    replaced: &'static str,
) -> Result<(), StoreError> {
    for rows in batches(fetches) {
        let mut statement = sql_rows(
            "INSERT INTO fetches (connection_id, kind, target, key, object, detail, priority, position, run_id)",
            9,
            rows.len(),
            replaced,
        );
        for fetch in rows {
            statement.push(batch.connection);
            statement.push(fetch.kind);
            statement.push(StoredId(fetch.target));
            statement.push(&fetch.key);
            statement.push(fetch.object.map(StoredId));
            statement.push(&fetch.detail);
            statement.push(fetch.priority);
            statement.push(fetch.order);
            statement.push(batch.run);
        }
        batch.applied.fetches_added += batch.session.execute(statement)?;
    }
    Ok(())
}

/// Lets the requests for those of the objects wait that are not chosen.
pub(crate) fn park(
    batch: &mut Batch<'_>,
    objects: impl IntoIterator<Item = NotionId>,
) -> Result<(), StoreError> {
    let objects = id_list(objects);
    if objects == NO_IDS {
        return Ok(());
    }
    batch.session.execute(
        sql("UPDATE fetches SET parked = 1
                 WHERE parked = 0 AND connection_id = ?1 AND object IN (
                     SELECT o.notion_id FROM json_each(?2) j
                     CROSS JOIN objects o ON o.connection_id = ?1 AND o.notion_id = unhex(j.value)
                     WHERE o.in_scope = 0)")
        .bind(batch.connection)
        .bind(objects),
    )?;
    Ok(())
}

/// Decides for all requests whether their objects are chosen.
pub(crate) fn park_all(
    session: &mut Session<'_>,
    connection: ConnectionId,
) -> Result<(), StoreError> {
    session
        .execute(
            sql("UPDATE fetches SET parked = 1 - parked
                 WHERE connection_id = ?1 AND object IS NOT NULL AND parked <> EXISTS (
                     SELECT 1 FROM objects o
                     WHERE o.connection_id = ?1 AND o.notion_id = fetches.object AND o.in_scope = 0)")
            .bind(connection),
        )?;
    Ok(())
}

/// Settles finished requests. Signed addresses are not kept.
pub(crate) fn finish(batch: &mut Batch<'_>, ids: &[FetchId]) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE fetches SET done = 1, run_id = ?, detail = '{}'
                 WHERE id IN (SELECT value FROM json_each(?)) AND +connection_id = ?")
        .bind(batch.run)
        .bind(number_list(ids.iter().map(|id| id.get())))
        .bind(batch.connection),
    )?;
    Ok(())
}

/// Forgets requests that are not made.
pub(crate) fn forget(batch: &mut Batch<'_>, ids: &[FetchId]) -> Result<(), StoreError> {
    batch.session.execute(
        sql("DELETE FROM fetches WHERE id IN (SELECT value FROM json_each(?)) AND +connection_id = ?")
            .bind(number_list(ids.iter().map(|id| id.get())))
            .bind(batch.connection),
    )?;
    Ok(())
}

/// Forgets what was done, once its run is over.
pub(crate) fn forget_done(
    session: &mut Session<'_>,
    connection: ConnectionId,
) -> Result<(), StoreError> {
    session.execute(
        sql("DELETE FROM fetches WHERE connection_id = ? AND done = 1").bind(connection),
    )?;
    Ok(())
}

/// Puts a request off.
pub(crate) fn retry(
    batch: &mut Batch<'_>,
    id: FetchId,
    after: i64,
    detail: Option<String>,
) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE fetches
                 SET not_before = ?, attempts = attempts + 1, detail = coalesce(?, detail)
                 WHERE connection_id = ? AND id = ?")
        .bind(after)
        .bind(detail)
        .bind(batch.connection)
        .bind(id),
    )?;
    Ok(())
}

row_struct! {
    /// A row as read: the raw columns of a [`Fetch`].
    struct Row {
        id: FetchId,
        kind: FetchKind,
        target: StoredId,
        object: Option<StoredId>,
        detail: String,
        priority: i64,
        position: i64,
        attempts: u32,
    }
}

impl From<Row> for Fetch {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            target: row.target.0,
            object: row.object.map(|id| id.0),
            detail: row.detail,
            priority: row.priority,
            order: row.position,
            attempts: row.attempts,
        }
    }
}

/// How many requests of a kind wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FetchCount {
    /// The kind.
    pub kind: FetchKind,
    /// How many.
    pub waiting: u64,
}

impl Store {
    /// The next requests whose priority lies in `priorities`: by priority, then the highest order; those put off only
    /// once their moment has come. Requests for objects outside the person's choice wait.
    ///
    /// `exclude` are requests in flight. Takes the same time however many wait.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn next_fetches(
        &self,
        connection: ConnectionId,
        priorities: RangeInclusive<i64>,
        limit: usize,
        exclude: &[FetchId],
        now: OffsetDateTime,
    ) -> Result<Vec<Fetch>, StoreError> {
        let wanted = i64::try_from(limit.saturating_add(exclude.len())).unwrap_or(i64::MAX);
        let mut reader = self.reader().await?;
        let mut session = reader.session()?;
        let mut rows: Vec<Row> = session
            .all(
                sql("SELECT id, kind, target, object, detail, priority, position, attempts FROM fetches f
                     WHERE connection_id = ?1 AND not_before IS NULL AND done = 0 AND parked = 0 AND priority BETWEEN ?2 AND ?3
                     ORDER BY priority, position DESC, id LIMIT ?4")
                .bind(connection)
                .bind(*priorities.start())
                .bind(*priorities.end())
                .bind(wanted),
            )?;
        let due: Vec<Row> = session
            .all(
                sql("SELECT id, kind, target, object, detail, priority, position, attempts FROM fetches f
                     WHERE connection_id = ?1 AND not_before IS NOT NULL AND not_before <= ?2 AND done = 0 AND parked = 0
                       AND priority BETWEEN ?3 AND ?4
                     ORDER BY not_before LIMIT ?5")
                .bind(connection)
                .bind(millis(now))
                .bind(*priorities.start())
                .bind(*priorities.end())
                .bind(wanted),
            )?;
        rows.extend(due);
        rows.retain(|row| !exclude.contains(&row.id));
        rows.sort_by_key(|row| (row.priority, std::cmp::Reverse(row.position), row.id));
        rows.truncate(limit);
        Ok(rows.into_iter().map(Fetch::from).collect())
    }

    /// Whether any request waits for what is chosen, put off or not.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn has_waiting_fetches(&self, connection: ConnectionId) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        let (waits,): (bool,) = reader
            .session()?
            .one(
                sql("SELECT EXISTS (SELECT 1 FROM fetches f WHERE connection_id = ?1 AND done = 0 AND parked = 0)")
                .bind(connection),
            )?;
        Ok(waits)
    }

    /// Whether any part of an object's text is still to be read.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn has_waiting_parts(
        &self,
        connection: ConnectionId,
        object: NotionId,
    ) -> Result<bool, StoreError> {
        let mut reader = self.reader().await?;
        let (waits,): (bool,) = reader.session()?.one(
            sql("SELECT EXISTS (SELECT 1 FROM fetches
                     WHERE connection_id = ? AND object = ? AND kind = 'part' AND done = 0)")
            .bind(connection)
            .bind(StoredId(object)),
        )?;
        Ok(waits)
    }

    /// When the earliest of the requests that were put off may be made; nothing when none was.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn next_fetch_time(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<OffsetDateTime>, StoreError> {
        let mut reader = self.reader().await?;
        let (earliest,): (Option<i64>,) = reader
            .session()?
            .one(
                sql("SELECT min(not_before) FROM fetches f
                     WHERE connection_id = ?1 AND not_before IS NOT NULL AND done = 0 AND parked = 0")
                .bind(connection),
            )?;
        Ok(earliest.map(crate::columns::moment))
    }

    /// How many requests wait for what is chosen, by kind.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn fetch_counts(
        &self,
        connection: ConnectionId,
    ) -> Result<Vec<FetchCount>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(FetchKind, u32)> = reader
            .session()?
            .all(
                sql("SELECT kind, count(*) FROM fetches f WHERE connection_id = ?1 AND done = 0 AND parked = 0
                     GROUP BY kind")
                    .bind(connection),
            )?;
        Ok(rows
            .into_iter()
            .map(|(kind, waiting)| FetchCount {
                kind,
                waiting: u64::from(waiting),
            })
            .collect())
    }
}
