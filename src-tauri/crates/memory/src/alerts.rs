//! Alerts: what a person should know about, grouped, with its history.
//!
//! The rule it protects: what happens again and again is one alert that counts. One that the person has seen says nothing
//! more until it is worse or was over in between.

use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{millis, moment, row_id, stored_as_word};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::statement::sql;
use crate::store::{Durability, Store};

row_id!(
    /// An alert.
    AlertId
);

stored_as_word! {
    /// How bad it is, better before worse.
    pub enum Severity {
        /// Good to know.
        Info => "info",
        /// Something may go wrong.
        Warning => "warning",
        /// Something went wrong.
        Error => "error",
        /// Nothing goes on without the person.
        Critical => "critical",
    }
}

impl Severity {
    const fn rank(self) -> i64 {
        match self {
            Self::Info => 0,
            Self::Warning => 1,
            Self::Error => 2,
            Self::Critical => 3,
        }
    }
}

stored_as_word! {
    /// Where an alert stands.
    pub enum AlertState {
        /// The person has not seen it.
        Open => "open",
        /// The person has seen it, and it is not over.
        Acknowledged => "acknowledged",
        /// It is over.
        Cleared => "cleared",
    }
}

/// Something a person should know about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAlert {
    /// The connection it is about.
    pub connection: Option<ConnectionId>,
    /// What happened, as a stable word.
    pub kind: String,
    /// How bad it is.
    pub severity: Severity,
    /// Alerts with the same key are one, whatever connection they name.
    pub group_key: String,
    /// What Notion or the system said.
    pub message: String,
    /// Whatever else is known (JSON).
    pub detail: String,
}

/// An alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// The connection it is about.
    pub connection: Option<ConnectionId>,
    /// What happened, as a stable word.
    pub kind: String,
    /// How bad it is at its worst.
    pub severity: Severity,
    /// What makes several of them one.
    pub group_key: String,
    /// What Notion or the system said, the last time.
    pub message: String,
    /// Whatever else is known (JSON), the last time.
    pub detail: String,
    /// How often it happened.
    pub count: u64,
    /// When it happened first.
    pub first_time: OffsetDateTime,
    /// When it happened last.
    pub last_time: OffsetDateTime,
    /// Where it stands.
    pub state: AlertState,
    /// When it was told outside of the window, as bad as it is now.
    pub delivered_time: Option<OffsetDateTime>,
}

row_struct! {
    /// The row of an [`Alert`].
    struct Row {
        id: AlertId,
        connection_id: Option<ConnectionId>,
        kind: String,
        severity: Severity,
        group_key: String,
        message: String,
        detail: String,
        count: u32,
        first_time: i64,
        last_time: i64,
        state: AlertState,
        delivered_time: Option<i64>,
    }
}

impl From<Row> for Alert {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            connection: row.connection_id,
            kind: row.kind,
            severity: row.severity,
            group_key: row.group_key,
            message: row.message,
            detail: row.detail,
            count: u64::from(row.count),
            first_time: moment(row.first_time),
            last_time: moment(row.last_time),
            state: row.state,
            delivered_time: row.delivered_time.map(moment),
        }
    }
}

/// Alerts; the rest of the query follows.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, connection_id, kind, severity, group_key, message, detail, count, first_time, last_time, state,
                    delivered_time
             FROM alerts ",
            $rest
        )
    };
}

impl Store {
    /// Raises an alert, or counts one that is not over. Worse than before, it is open and undelivered again.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn raise_alert(
        &self,
        alert: NewAlert,
        now: OffsetDateTime,
    ) -> Result<AlertId, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Process)?;
        let mut session = transaction.session();
        let known: Option<(AlertId, Severity)> = session.optional(
            sql("SELECT id, severity FROM alerts WHERE group_key = ? AND state <> 'cleared'")
                .bind(&alert.group_key),
        )?;
        let id = if let Some((id, severity)) = known {
            let worse = alert.severity.rank() > severity.rank();
            session.execute(
                sql(
                    "UPDATE alerts SET kind = ?1, severity = ?2, message = ?3, detail = ?4, count = count + 1,
                         last_time = ?5, state = iif(?6, 'open', state),
                         delivered_time = iif(?6, NULL, delivered_time)
                     WHERE id = ?7",
                )
                .bind(alert.kind)
                .bind(if worse { alert.severity } else { severity })
                .bind(alert.message)
                .bind(alert.detail)
                .bind(millis(now))
                .bind(worse)
                .bind(id),
            )?;
            id
        } else {
            AlertId::new(session.insert(
                sql(
                    "INSERT INTO alerts (connection_id, kind, severity, group_key, message, detail, count, first_time,
                         last_time, state)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, 1, ?7, ?7, 'open')",
                )
                .bind(alert.connection)
                .bind(alert.kind)
                .bind(alert.severity)
                .bind(alert.group_key)
                .bind(alert.message)
                .bind(alert.detail)
                .bind(millis(now)),
            )?)
        };
        transaction.commit()?;
        Ok(id)
    }

    /// It is over; whether there was such an alert.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn clear_alert(&self, group_key: &str) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let changed = writer.session().execute(
            sql("UPDATE alerts SET state = 'cleared' WHERE group_key = ? AND state <> 'cleared'")
                .bind(group_key),
        )?;
        Ok(changed > 0)
    }

    /// The person has seen it; whether it was open. Survives a power cut once this returns.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn acknowledge_alert(&self, id: AlertId) -> Result<bool, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Power)?;
        let changed = transaction.session().execute(
            sql("UPDATE alerts SET state = 'acknowledged' WHERE id = ? AND state = 'open'")
                .bind(id),
        )?;
        transaction.commit()?;
        Ok(changed > 0)
    }

    /// Alerts, newest first: those that the person has not seen, or all.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn alerts(&self, open_only: bool, limit: u32) -> Result<Vec<Alert>, StoreError> {
        let statement = if open_only {
            sql(select!(
                "WHERE state <> 'cleared' AND state = 'open' ORDER BY last_time DESC, id DESC LIMIT ?"
            ))
        } else {
            sql(select!("ORDER BY last_time DESC, id DESC LIMIT ?"))
        };
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(statement.bind(limit))?;
        Ok(rows.into_iter().map(Alert::from).collect())
    }

    /// Alerts that are open and have not been told outside of the window, oldest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn undelivered_alerts(&self, limit: u32) -> Result<Vec<Alert>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(select!(
                "WHERE state <> 'cleared' AND state = 'open' AND delivered_time IS NULL ORDER BY id LIMIT ?"
            ))
            .bind(limit),
        )?;
        Ok(rows.into_iter().map(Alert::from).collect())
    }

    /// It was told outside of the window, as bad as it was then.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn mark_alert_delivered(
        &self,
        id: AlertId,
        severity: Severity,
        now: OffsetDateTime,
    ) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer.session().execute(
            sql("UPDATE alerts SET delivered_time = ? WHERE id = ? AND severity = ?")
                .bind(millis(now))
                .bind(id)
                .bind(severity),
        )?;
        Ok(())
    }
}
