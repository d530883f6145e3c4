//! Workspaces that were forgotten: out of sight at once, removed for good when their time is over, back on request.
//!
//! Leaves out keys, files and how long that time is. The rules it protects: what is forgotten is in no list, no search and no
//! run; bringing it back needs nothing but this store, and what was changed here and not sent is still there then.

use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{millis, moment};
use crate::connections::{Connection, ConnectionState, Row};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::scope;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store, at_length};

row_struct! {
    /// A row as read.
    struct ForgottenRow {
        forgotten_time: i64,
        ..row: Row,
    }
}

impl Store {
    /// Puts a connection and everything remembered through it aside.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be written.
    pub async fn forget_connection(
        &self,
        id: ConnectionId,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            let known = session.execute(
                sql("UPDATE connections SET forgotten_time = ?1, state = ?2 WHERE id = ?3 AND forgotten_time IS NULL")
                    .bind(millis(now))
                    .bind(ConnectionState::Stopped)
                    .bind(id),
            )?;
            if known == 0 {
                return Err(StoreError::UnknownConnection(id.get()));
            }
            // What is not in scope is in no search.
            session.execute(
                sql("UPDATE objects SET in_scope = 0 WHERE connection_id = ? AND in_scope = 1")
                    .bind(id),
            )?;
            session.execute(sql("DELETE FROM alerts WHERE connection_id = ?").bind(id))?;
            transaction.commit()
        })
    }

    /// What was put aside, and when; the first forgotten first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn forgotten(&self) -> Result<Vec<(Connection, OffsetDateTime)>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<ForgottenRow> = reader.session()?.all(sql(
            "SELECT id, bot_id, base_url, kind, state, workspace_id, workspace_name, workspace_icon, bot_name,
                    include_by_default, created_time, forgotten_time
             FROM connections WHERE forgotten_time IS NOT NULL ORDER BY forgotten_time, id",
        ))?;
        Ok(rows
            .into_iter()
            .map(|found| (found.row.into(), moment(found.forgotten_time)))
            .collect())
    }

    /// Brings back what was put aside. Its key is gone: it has to be connected again before anything is brought from Notion.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`] when nothing of it is left; or when the store cannot be written.
    pub async fn restore_connection(&self, id: ConnectionId) -> Result<(), StoreError> {
        {
            let mut writer = self.writer().await;
            let mut transaction = writer.begin(Durability::Power)?;
            if bring_back(&mut transaction.session(), id)? == 0 {
                return Err(StoreError::UnknownConnection(id.get()));
            }
            transaction.commit()?;
        }
        self.recompute_scope(id).await?;
        Ok(())
    }
}

/// Puts a connection among those in use again, with its choice to be applied anew; how many were not.
pub(crate) fn bring_back(session: &mut Session<'_>, id: ConnectionId) -> Result<u64, StoreError> {
    let back = session.execute(
        sql("UPDATE connections SET forgotten_time = NULL WHERE id = ? AND forgotten_time IS NOT NULL")
            .bind(id),
    )?;
    if back > 0 {
        scope::mark_stale(session, id)?;
    }
    Ok(back)
}
