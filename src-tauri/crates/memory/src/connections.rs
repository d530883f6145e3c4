//! Connections: our links to workspaces.
//!
//! A connection is found again by its bot and the address it was made at, so that two people of one workspace stay apart and
//! a token is only ever sent where it was given. Tokens are not here. The rule it protects: removing a connection removes
//! everything remembered through it.

use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{millis, moment, stored_as_word};
use crate::contents;
use crate::error::StoreError;
use crate::forgotten;
use crate::passages;
use crate::rows::row_struct;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store, at_length};
use crate::titles;

stored_as_word! {
    /// How a connection was made.
    pub enum ConnectionKind {
        /// With a pasted token.
        Token => "token",
        /// By signing in.
        OAuth => "oauth",
        /// The built-in sample workspace.
        Sample => "sample",
    }
}

stored_as_word! {
    /// Whether a connection works.
    pub enum ConnectionState {
        /// It does, as far as known.
        Ok => "ok",
        /// Notion refused its token.
        NeedsSignIn => "needs_sign_in",
        /// The person ended syncing: what is stored can be read, and nothing is brought, sent or changed.
        Stopped => "stopped",
    }
}

/// A connection to make or to bring up to date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewConnection {
    /// The bot's id (Notion API reference: User); opaque.
    pub bot_id: String,
    /// The origin its token may be sent to.
    pub base_url: String,
    /// How it was made.
    pub kind: ConnectionKind,
    /// The workspace's id, where Notion tells it.
    pub workspace_id: Option<String>,
    /// The workspace's name.
    pub workspace_name: String,
    /// An emoji or the address of a picture.
    pub workspace_icon: Option<String>,
    /// The bot's name.
    pub bot_name: Option<String>,
}

/// A connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// Its id.
    pub id: ConnectionId,
    /// What it was made of.
    pub details: NewConnection,
    /// Whether it works.
    pub state: ConnectionState,
    /// Whether objects without a mark above them are chosen.
    pub include_by_default: bool,
    /// When it was made.
    pub created_time: OffsetDateTime,
}

row_struct! {
    /// A row as read: the raw columns of a [`Connection`].
    pub(crate) struct Row {
        id: ConnectionId,
        bot_id: String,
        base_url: String,
        kind: ConnectionKind,
        state: ConnectionState,
        workspace_id: Option<String>,
        workspace_name: String,
        workspace_icon: Option<String>,
        bot_name: Option<String>,
        include_by_default: bool,
        created_time: i64,
    }
}

impl From<Row> for Connection {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            details: NewConnection {
                bot_id: row.bot_id,
                base_url: row.base_url,
                kind: row.kind,
                workspace_id: row.workspace_id,
                workspace_name: row.workspace_name,
                workspace_icon: row.workspace_icon,
                bot_name: row.bot_name,
            },
            state: row.state,
            include_by_default: row.include_by_default,
            created_time: moment(row.created_time),
        }
    }
}

impl Store {
    /// Makes a connection, or brings the one with this bot and address up to date; either way it works from now on, and what
    /// was forgotten of it is back.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn put_connection(
        &self,
        connection: NewConnection,
        now: OffsetDateTime,
    ) -> Result<ConnectionId, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let mut session = transaction.session();
        let (id,): (ConnectionId,) = session
            .one(
                sql(
                    "INSERT INTO connections (bot_id, base_url, kind, state, workspace_id, workspace_name,
                         workspace_icon, bot_name, created_time)
                     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                     ON CONFLICT (bot_id, base_url) DO UPDATE SET
                         kind = excluded.kind, state = excluded.state, workspace_id = excluded.workspace_id,
                         workspace_name = excluded.workspace_name, workspace_icon = excluded.workspace_icon,
                         bot_name = excluded.bot_name
                     RETURNING id",
                )
                .bind(connection.bot_id)
                .bind(connection.base_url)
                .bind(connection.kind)
                .bind(ConnectionState::Ok)
                .bind(connection.workspace_id)
                .bind(connection.workspace_name)
                .bind(connection.workspace_icon)
                .bind(connection.bot_name)
                .bind(millis(now)),
            )?;
        forgotten::bring_back(&mut session, id)?;
        transaction.commit()?;
        Ok(id)
    }

    /// All connections that are in use, oldest first; those that were forgotten are none (`forgotten`).
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn connections(&self) -> Result<Vec<Connection>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader
            .session()?
            .all(sql(
                "SELECT id, bot_id, base_url, kind, state, workspace_id, workspace_name, workspace_icon, bot_name,
                        include_by_default, created_time
                 FROM connections WHERE forgotten_time IS NULL ORDER BY id",
            ))?;
        Ok(rows.into_iter().map(Connection::from).collect())
    }

    /// One connection.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownConnection`]; or when the store cannot be read.
    pub async fn connection(&self, id: ConnectionId) -> Result<Connection, StoreError> {
        let mut reader = self.reader().await?;
        reader
            .session()?
            .optional::<Row>(
                sql("SELECT id, bot_id, base_url, kind, state, workspace_id, workspace_name, workspace_icon, bot_name,
                            include_by_default, created_time
                     FROM connections WHERE id = ? AND forgotten_time IS NULL")
                .bind(id),
            )?
            .map(Connection::from)
            .ok_or(StoreError::UnknownConnection(id.get()))
    }

    /// Notes whether a connection works. What the person stopped stays stopped when Notion refuses its token as well.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn set_connection_state(
        &self,
        id: ConnectionId,
        state: ConnectionState,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer.session().execute(
            sql("UPDATE connections SET state = ?1 WHERE id = ?2 AND NOT (state = ?3 AND ?1 = ?4)")
                .bind(state)
                .bind(id)
                .bind(ConnectionState::Stopped)
                .bind(ConnectionState::NeedsSignIn),
        )?;
        Ok(())
    }

    /// Removes a connection and everything remembered through it, and gives the space back.
    ///
    /// # Errors
    ///
    /// When the store cannot be written; nothing is removed then.
    pub async fn remove_connection(&self, id: ConnectionId) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            forget_words(&mut session, id)?;
            forget_events(&mut session, id)?;
            forget_jobs(&mut session, id)?;
            session.execute(sql("DELETE FROM connections WHERE id = ?").bind(id))?;
            contents::forget_unused(&mut session)?;
            transaction.commit()?;
            give_space_back(&mut writer.session())
        })
    }

    /// Removes everything remembered through a connection, edits that Notion does not have yet included, and gives the
    /// space back. The connection, the person's choice, the profiles and the history of runs stay, so the next import
    /// begins as the first one did.
    ///
    /// # Errors
    ///
    /// When the store cannot be written; nothing is removed then.
    pub async fn forget_remembered(&self, id: ConnectionId) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut transaction = writer.begin(Durability::Power)?;
            let mut session = transaction.session();
            forget_words(&mut session, id)?;
            forget_events(&mut session, id)?;
            for statement in [
                "DELETE FROM objects WHERE connection_id = ?",
                "DELETE FROM users WHERE connection_id = ?",
                "DELETE FROM fetches WHERE connection_id = ?",
                "DELETE FROM checkpoints WHERE connection_id = ?",
                "DELETE FROM watermarks WHERE connection_id = ?",
                "DELETE FROM creations WHERE connection_id = ?",
                "DELETE FROM brakes WHERE connection_id = ?",
                "DELETE FROM alerts WHERE connection_id = ?",
            ] {
                session.execute(sql(statement).bind(id))?;
            }
            contents::forget_unused(&mut session)?;
            transaction.commit()?;
            give_space_back(&mut writer.session())
        })
    }
}

/// What was deleted must not stay readable in free pages of the file or its log.
pub(crate) fn give_space_back(session: &mut Session<'_>) -> Result<(), StoreError> {
    session.execute(sql("VACUUM"))?;
    session.execute(sql("PRAGMA wal_checkpoint(TRUNCATE)"))?;
    Ok(())
}

/// Drops the webhook events of the connection's workspace that no other connection sees; with the last connection, all.
fn forget_events(session: &mut Session<'_>, id: ConnectionId) -> Result<(), StoreError> {
    let (others,): (i64,) =
        session.one(sql("SELECT count(*) FROM connections WHERE id <> ?").bind(id))?;
    if others == 0 {
        session.execute(sql("DELETE FROM webhook_events"))?;
        return Ok(());
    }
    session.execute(
        sql(
            "DELETE FROM webhook_events WHERE workspace = (SELECT workspace_id FROM connections WHERE id = ?1)
                 AND NOT EXISTS (SELECT 1 FROM connections c
                     WHERE c.id <> ?1 AND c.workspace_id = webhook_events.workspace)",
        )
        .bind(id),
    )?;
    Ok(())
}

/// Drops the jobs that were done for a connection: the log of a run names pages. Whoever puts a job names its connection in it.
fn forget_jobs(session: &mut Session<'_>, id: ConnectionId) -> Result<(), StoreError> {
    session.execute(
        sql(
            "DELETE FROM jobs WHERE state NOT IN ('waiting', 'running')
                 AND CASE WHEN json_valid(payload) THEN json_extract(payload, '$.connection') END = ?",
        )
        .bind(id),
    )?;
    Ok(())
}

/// Takes the words of everything remembered through a connection out of the index.
fn forget_words(session: &mut Session<'_>, id: ConnectionId) -> Result<(), StoreError> {
    let (others,): (i64,) =
        session.one(sql("SELECT count(*) FROM connections WHERE id <> ?").bind(id))?;
    if others == 0 {
        session.execute(sql(
            "INSERT INTO passage_words (passage_words) VALUES ('delete-all')",
        ))?;
        session.execute(sql(
            "INSERT INTO title_words (title_words) VALUES ('delete-all')",
        ))?;
        session.execute(sql("DELETE FROM passages"))?;
    } else {
        let objects: Vec<(i64, String)> = session.all(
            sql("SELECT id, title FROM objects WHERE connection_id = ? ORDER BY id").bind(id),
        )?;
        for (row, title) in objects {
            passages::remove_all(session, row)?;
            titles::remove(session, &[(row, title.as_str())])?;
        }
        // Merges the index, so that words of removed pages are no longer in it.
        session.execute(sql(
            "INSERT INTO passage_words (passage_words) VALUES ('optimize')",
        ))?;
        session.execute(sql(
            "INSERT INTO title_words (title_words) VALUES ('optimize')",
        ))?;
    }
    Ok(())
}
