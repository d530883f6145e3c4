//! Runs and their accounts.
//!
//! A run's account is made when it ends: everything chosen and not in the trash was found; what has no outcome of its own is
//! unchanged. Known holes and requests never made are outcomes too. Items are kept for the last runs, sums for longer, the
//! last import for good; of looks by the clock that brought and sent nothing only the last one.
//!
//! The rules it protects: found = stored + unchanged + skipped + refused + failed, always; looking every minute pushes
//! nothing out of the history.

use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::{ConnectionId, RunId};
use crate::columns::{millis, moment};
use crate::error::StoreError;
use crate::fetches;
use crate::ledger::{Ledger, Run, RunKind, RunState};
use crate::rows::row_struct;
use crate::run_items::problems;
use crate::statement::{Session, sql};
use crate::store::{Durability, Store, at_length};
use crate::tally;

/// Runs whose items are kept.
pub(crate) const RUNS_WITH_ITEMS: i64 = 50;
/// Runs that are kept at all.
const RUNS_KEPT: i64 = 1_000;

/// Who asks for runs by the clock. Most of them bring nothing.
pub const BY_THE_CLOCK: &str = "schedule";

/// Counts requests as sent by this run.
pub(crate) fn add_requests(batch: &mut Batch<'_>, count: u64) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE runs SET requests = requests + ? WHERE id = ?")
            .bind(i64::try_from(count).unwrap_or(i64::MAX))
            .bind(batch.run),
    )?;
    Ok(())
}

/// Notes where this run stands.
pub(crate) fn set_state(batch: &mut Batch<'_>, state: RunState) -> Result<(), StoreError> {
    batch.session.execute(
        sql("UPDATE runs SET state = ? WHERE id = ?")
            .bind(state)
            .bind(batch.run),
    )?;
    Ok(())
}

/// A run to begin.
#[derive(Debug, Clone)]
pub struct NewRun {
    /// What it does.
    pub kind: RunKind,
    /// What started it.
    pub trigger: String,
    /// Goes through logs, audit and errors of everything it does.
    pub correlation_id: String,
    /// What it is told to do (JSON of the engine).
    pub options: String,
}

/// A run with its account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunReport {
    /// The run.
    pub run: Run,
    /// Its account; while it is at work, as it stands.
    pub ledger: Ledger,
}

row_struct! {
    /// A row as read: the raw columns of a [`Run`].
    struct Row {
        id: RunId,
        connection_id: ConnectionId,
        kind: RunKind,
        trigger_name: String,
        state: RunState,
        correlation_id: String,
        options: String,
        requests: i64,
        started_time: i64,
        finished_time: Option<i64>,
        sent: Option<String>,
    }
}

impl Row {
    fn report(self) -> RunReport {
        RunReport {
            ledger: Ledger {
                requests: u64::try_from(self.requests).unwrap_or_default(),
                ..Ledger::default()
            },
            run: Run {
                id: self.id,
                connection: self.connection_id,
                kind: self.kind,
                trigger: self.trigger_name,
                state: self.state,
                correlation_id: self.correlation_id,
                options: self.options,
                started_time: moment(self.started_time),
                finished_time: self.finished_time.map(moment),
                sent: self.sent,
            },
        }
    }
}

fn load(session: &mut Session<'_>, run: RunId) -> Result<RunReport, StoreError> {
    session
        .optional::<Row>(
            sql("SELECT id, connection_id, kind, trigger_name, state, correlation_id, options, requests, started_time,
                        finished_time, sent
                 FROM runs WHERE id = ?")
            .bind(run),
        )?
        .map(Row::report)
        .ok_or(StoreError::UnknownRun(run.get()))
}

/// Adds the sums: those made at the end, or the present ones while the run is at work.
fn add_counts(session: &mut Session<'_>, report: &mut RunReport) -> Result<(), StoreError> {
    match tally::finished(session, report.run.id)? {
        Some(sums) => sums.put_into(&mut report.ledger),
        None => tally::present(session, report.run.connection, report.run.id)?
            .put_into(&mut report.ledger),
    }
    Ok(())
}

impl Store {
    /// Begins a run.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn start_run(
        &self,
        connection: ConnectionId,
        run: NewRun,
        now: OffsetDateTime,
    ) -> Result<RunId, StoreError> {
        let mut writer = self.writer().await;
        let id = writer
            .session()
            .insert(
                sql(
                    "INSERT INTO runs (connection_id, kind, trigger_name, state, correlation_id, options, started_time)
                     VALUES (?, ?, ?, ?, ?, ?, ?)",
                )
                .bind(connection)
                .bind(run.kind)
                .bind(run.trigger)
                .bind(RunState::Running)
                .bind(run.correlation_id)
                .bind(run.options)
                .bind(millis(now)),
            )?;
        Ok(RunId::new(id))
    }

    /// The last run of this kind.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn last_run(
        &self,
        connection: ConnectionId,
        kind: RunKind,
    ) -> Result<Option<Run>, StoreError> {
        let mut reader = self.reader().await?;
        let last = reader
            .session()?
            .optional::<Row>(
                sql("SELECT id, connection_id, kind, trigger_name, state, correlation_id, options, requests,
                            started_time, finished_time, sent
                     FROM runs WHERE connection_id = ? AND kind = ? ORDER BY id DESC LIMIT 1")
                .bind(connection)
                .bind(kind),
            )?;
        Ok(last.map(|row| row.report().run))
    }

    /// The last run of this kind, if it ended before everything was accounted for (a crash leaves it running).
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn resumable_run(
        &self,
        connection: ConnectionId,
        kind: RunKind,
    ) -> Result<Option<Run>, StoreError> {
        let last = self.last_run(connection, kind).await?;
        Ok(last.filter(|run| run.state.is_resumable()))
    }

    /// Takes a run up again with these options, as [`NewRun::options`] has them; its account is opened anew.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownRun`]; or when the store cannot be written.
    pub async fn resume_run(&self, run: RunId, options: &str) -> Result<Run, StoreError> {
        let mut writer = self.writer().await;
        let mut transaction = writer.begin(Durability::Process)?;
        let mut session = transaction.session();
        session.execute(
            sql("UPDATE runs SET state = ?, options = ?, finished_time = NULL WHERE id = ?")
                .bind(RunState::Running)
                .bind(options)
                .bind(run),
        )?;
        tally::reopen(&mut session, run)?;
        let resumed = load(&mut session, run)?.run;
        transaction.commit()?;
        Ok(resumed)
    }

    /// Ends a run and makes its account; then joins what it added to the search index.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownRun`]; or when the store cannot be written.
    pub async fn finish_run(
        &self,
        run: RunId,
        state: RunState,
        now: OffsetDateTime,
    ) -> Result<Ledger, StoreError> {
        let mut writer = self.writer().await;
        let ledger = at_length(|| {
            let mut transaction = writer.begin(Durability::Process)?;
            let mut session = transaction.session();
            let mut report = load(&mut session, run)?;
            let connection = report.run.connection;
            tally::close(&mut session, connection, run)?;
            add_counts(&mut session, &mut report)?;
            report.ledger.items = problems(&mut session, run)?;
            session.execute(
                sql("UPDATE runs SET state = ?, finished_time = ? WHERE id = ?")
                    .bind(state)
                    .bind(millis(now))
                    .bind(run),
            )?;
            if state == RunState::Completed {
                fetches::forget_done(&mut session, connection)?;
            }
            forget_old(&mut session, connection)?;
            transaction.commit()?;
            Ok::<_, StoreError>(report.ledger)
        })?;
        drop(writer);
        // The run has ended whether this succeeds or not.
        if let Err(error) = self.join_indexes().await {
            tracing::warn!(%error, "the parts of the search index stay apart");
        }
        Ok(ledger)
    }

    /// Notes what a run sent and what became of records, before it ends.
    ///
    /// # Errors
    ///
    /// When the store cannot be written.
    pub async fn note_sent(&self, run: RunId, sent: &str) -> Result<(), StoreError> {
        let mut writer = self.writer().await;
        writer.session().execute(
            sql("UPDATE runs SET sent = ? WHERE id = ?")
                .bind(sent)
                .bind(run),
        )?;
        Ok(())
    }

    /// A run with its account and items.
    ///
    /// # Errors
    ///
    /// [`StoreError::UnknownRun`]; or when the store cannot be read.
    pub async fn run(&self, run: RunId) -> Result<RunReport, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let mut report = load(&mut session, run)?;
        add_counts(&mut session, &mut report)?;
        report.ledger.items = problems(&mut session, run)?;
        Ok(report)
    }

    /// The last runs with their sums but without items, newest first.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn runs(
        &self,
        connection: ConnectionId,
        limit: u32,
    ) -> Result<Vec<RunReport>, StoreError> {
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot()?;
        let mut session = snapshot.session();
        let rows: Vec<Row> = session
            .all(
                sql("SELECT id, connection_id, kind, trigger_name, state, correlation_id, options, requests,
                            started_time, finished_time, sent
                     FROM runs WHERE connection_id = ? ORDER BY id DESC LIMIT ?")
                .bind(connection)
                .bind(limit),
            )?;
        let mut reports: Vec<RunReport> = rows.into_iter().map(Row::report).collect();
        for report in &mut reports {
            add_counts(&mut session, report)?;
        }
        Ok(reports)
    }
}

fn forget_old(session: &mut Session<'_>, connection: ConnectionId) -> Result<(), StoreError> {
    // The newest says when was last looked.
    session.execute(
        sql("DELETE FROM runs WHERE connection_id = ?1 AND trigger_name = ?2 AND state = ?3 AND sent IS NULL
                 AND id < (SELECT max(id) FROM runs WHERE connection_id = ?1)
                 AND NOT EXISTS (SELECT 1 FROM run_counts WHERE run_id = runs.id AND stored > 0)")
        .bind(connection)
        .bind(BY_THE_CLOCK)
        .bind(RunState::Completed),
    )?;
    session
        .execute(
            sql("DELETE FROM run_items WHERE run_id IN
                     (SELECT id FROM runs WHERE connection_id = ? ORDER BY id DESC LIMIT -1 OFFSET ?)")
            .bind(connection)
            .bind(RUNS_WITH_ITEMS),
        )?;
    // The last import says what every sync after it brings.
    session.execute(
        sql("DELETE FROM runs WHERE id IN
                     (SELECT id FROM runs WHERE connection_id = ?1 ORDER BY id DESC LIMIT -1 OFFSET ?2)
                 AND id IS NOT (SELECT max(id) FROM runs WHERE connection_id = ?1 AND kind = 'import')")
        .bind(connection)
        .bind(RUNS_KEPT),
    )?;
    Ok(())
}
