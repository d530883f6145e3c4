//! Conflicts: both sides changed a part. All three versions are kept, whatever is decided.
//!
//! The rule it protects: a part has one open conflict at most, and none is ever overwritten: one that is overtaken by newer
//! versions stays, replaced.

use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, moment, row_id, stored_as_word};
use crate::contents;
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::Store;
use crate::two_way::parts::Part;

row_id!(
    /// A conflict.
    ConflictId
);

stored_as_word! {
    /// Which version a decision kept.
    pub enum Kept {
        /// What was wanted here.
        Local => "local",
        /// What Notion had.
        Notion => "notion",
        /// Both, one after the other.
        Both => "both",
        /// A text made of both.
        Merged => "merged",
    }
}

stored_as_word! {
    /// Where a conflict stands.
    pub enum ConflictState {
        /// A person has to decide.
        Open => "open",
        /// It was decided, by a person or a policy.
        Resolved => "resolved",
        /// Another conflict about the same part took its place.
        Replaced => "replaced",
    }
}

/// A conflict that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConflict {
    /// The object.
    pub object: NotionId,
    /// The part.
    pub part: Part,
    /// What both sides had agreed on.
    pub base: Option<String>,
    /// What was wanted here.
    pub local: Option<String>,
    /// What Notion had.
    pub remote: Option<String>,
    /// The policy of the part, as a stable word.
    pub policy: String,
    /// What the policy kept; nothing when a person has to decide.
    pub kept: Option<Kept>,
    /// Whatever else is known (JSON).
    pub detail: String,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
}

/// A conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Its id.
    pub id: ConflictId,
    /// The object.
    pub object: NotionId,
    /// The part.
    pub part: Part,
    /// What both sides had agreed on.
    pub base: Option<String>,
    /// What was wanted here.
    pub local: Option<String>,
    /// What Notion had.
    pub remote: Option<String>,
    /// The policy of the part.
    pub policy: String,
    /// What was kept.
    pub kept: Option<Kept>,
    /// Where it stands.
    pub state: ConflictState,
    /// Whatever else is known (JSON).
    pub detail: String,
    /// Goes through logs, audit and errors.
    pub correlation_id: String,
    /// When it was found.
    pub created_time: OffsetDateTime,
    /// When it was decided or replaced.
    pub resolved_time: Option<OffsetDateTime>,
}

/// Notes a conflict. The same one again changes nothing; another one about a part takes the place of an open one.
pub(crate) fn put(batch: &mut Batch<'_>, new: &NewConflict) -> Result<(), StoreError> {
    if planted(Bug::ConflictLoserDropped) && new.kept.is_some() {
        return Ok(());
    }
    let row = batch.row(new.object)?;
    let base = contents::put(&mut batch.session, new.base.as_deref())?;
    let local = contents::put(&mut batch.session, new.local.as_deref())?;
    let remote = contents::put(&mut batch.session, new.remote.as_deref())?;
    let open: Option<(ConflictId, bool)> = batch.session.optional(
        sql(
            "SELECT id, base_id IS ?3 AND local_id IS ?4 AND remote_id IS ?5 FROM conflicts
                 WHERE object_id = ?1 AND part = ?2 AND state = 'open'",
        )
        .bind(row)
        .bind(&new.part)
        .bind(base)
        .bind(local)
        .bind(remote),
    )?;
    if let Some((id, same)) = open {
        if same {
            return match new.kept {
                Some(kept) => resolve(batch, id, kept),
                None => Ok(()),
            };
        }
        batch.session.execute(
            sql("UPDATE conflicts SET state = 'replaced', resolved_time = ? WHERE id = ?")
                .bind(batch.now)
                .bind(id),
        )?;
    }
    let state = match new.kept {
        Some(_) => ConflictState::Resolved,
        None => ConflictState::Open,
    };
    batch.session.execute(
        sql(
            "INSERT INTO conflicts (connection_id, object_id, part, base_id, local_id, remote_id, policy, kept, state,
                 detail, correlation_id, created_time, resolved_time)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, iif(?8 IS NULL, NULL, ?12))",
        )
        .bind(batch.connection)
        .bind(row)
        .bind(&new.part)
        .bind(base)
        .bind(local)
        .bind(remote)
        .bind(&new.policy)
        .bind(new.kept)
        .bind(state)
        .bind(&new.detail)
        .bind(&new.correlation_id)
        .bind(batch.now),
    )?;
    Ok(())
}

/// Nothing is left to be decided about a part: both sides have the same, or what was wanted here was taken back.
pub(crate) fn withdraw(batch: &mut Batch<'_>, row: i64, part: &Part) -> Result<(), StoreError> {
    batch.session.execute(
        sql(
            "UPDATE conflicts SET state = 'resolved', kept = 'notion', resolved_time = ?
             WHERE object_id = ? AND part = ? AND state = 'open'",
        )
        .bind(batch.now)
        .bind(row)
        .bind(part),
    )?;
    Ok(())
}

/// Notes a decision; one that was made before stays.
pub(crate) fn resolve(batch: &mut Batch<'_>, id: ConflictId, kept: Kept) -> Result<(), StoreError> {
    batch.session.execute(
        sql(
            "UPDATE conflicts SET state = 'resolved', kept = ?, resolved_time = ?
             WHERE id = ? AND connection_id = ? AND state = 'open'",
        )
        .bind(kept)
        .bind(batch.now)
        .bind(id)
        .bind(batch.connection),
    )?;
    Ok(())
}

row_struct! {
    /// The row of a [`Conflict`].
    struct Row {
        id: ConflictId,
        notion_id: StoredId,
        part: Part,
        base: Option<Vec<u8>>,
        local: Option<Vec<u8>>,
        remote: Option<Vec<u8>>,
        policy: String,
        kept: Option<Kept>,
        state: ConflictState,
        detail: String,
        correlation_id: String,
        created_time: i64,
        resolved_time: Option<i64>,
    }
}

impl TryFrom<Row> for Conflict {
    type Error = StoreError;

    fn try_from(row: Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            object: row.notion_id.0,
            part: row.part,
            base: contents::text(row.base)?,
            local: contents::text(row.local)?,
            remote: contents::text(row.remote)?,
            policy: row.policy,
            kept: row.kept,
            state: row.state,
            detail: row.detail,
            correlation_id: row.correlation_id,
            created_time: moment(row.created_time),
            resolved_time: row.resolved_time.map(moment),
        })
    }
}

/// Conflicts with their texts; the rest of the query follows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT f.id, o.notion_id, f.part, b.packed AS base, l.packed AS local, r.packed AS remote, f.policy,
                    f.kept, f.state, f.detail, f.correlation_id, f.created_time, f.resolved_time
             FROM conflicts f CROSS JOIN objects o ON o.id = f.object_id LEFT JOIN contents b ON b.id = f.base_id
                  LEFT JOIN contents l ON l.id = f.local_id LEFT JOIN contents r ON r.id = f.remote_id ",
            $rest
        )
    };
}

impl Store {
    /// The conflicts of a connection, newest first: those a person has to decide, or the newest 1,000 of all.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn conflicts(
        &self,
        connection: ConnectionId,
        open_only: bool,
    ) -> Result<Vec<Conflict>, StoreError> {
        let statement = if open_only {
            sql(select!(
                "WHERE f.connection_id = ? AND f.state = 'open' ORDER BY f.id DESC"
            ))
        } else {
            sql(select!(
                "WHERE f.connection_id = ? ORDER BY f.id DESC LIMIT 1000"
            ))
        };
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(statement.bind(connection))?;
        rows.into_iter().map(Conflict::try_from).collect()
    }

    /// One conflict.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn conflict(
        &self,
        connection: ConnectionId,
        id: ConflictId,
    ) -> Result<Option<Conflict>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(select!("WHERE f.id = ? AND f.connection_id = ?"))
                .bind(id)
                .bind(connection),
        )?;
        row.map(Conflict::try_from).transpose()
    }

    /// How many conflicts a person has to decide.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn count_conflicts(&self, connection: ConnectionId) -> Result<u64, StoreError> {
        let mut reader = self.reader().await?;
        let (count,): (u32,) = reader.session()?.one(
            sql("SELECT count(*) FROM conflicts WHERE connection_id = ? AND state = 'open'")
                .bind(connection),
        )?;
        Ok(u64::from(count))
    }
}
