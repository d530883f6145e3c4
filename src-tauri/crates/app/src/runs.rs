//! Importing, syncing, verifying, and the history of runs.
//!
//! A run is known to a face by the number of its job until it is over, and by its own number in the history. Leaves out
//! how a run works. The rule it protects: import and sync take the same way; whatever interrupts one, the next goes on.

use std::sync::Arc;

use keepsake_memory::{JobId, RunReport};
use keepsake_sync::{RunKind, Wish};

use crate::catalog::notion_id;
use crate::connect::connection_id;
use crate::dto::{self, ImportOptions, Progress, RunResult, RunState, RunSummary, Selection};
use crate::error::{AppError, ErrorCode};
use crate::jobs::{Active, Done, Verification, Work};
use crate::keepsake::Keepsake;
use crate::watch;

/// How far back the history is looked through to say where things stand.
pub(crate) const RECENT_RUNS: u32 = 50;
/// Runs shown in the window.
const RUNS_SHOWN: u32 = 50;
/// Items of a run whose titles are looked up for the window.
const TITLES_SHOWN: usize = 200;

impl Keepsake {
    /// Starts an import of this choice, or goes on with one; answers with what [`Keepsake::watch_run`] takes.
    ///
    /// # Errors
    /// When the store cannot be written or an id is none.
    pub async fn start_import(
        &self,
        connection: &str,
        selection: Selection,
        options: ImportOptions,
    ) -> Result<String, AppError> {
        let id = self.syncing(connection_id(connection)?).await?.id;
        self.refuse_unknown(id, &selection).await?;
        self.choose(id, &selection).await?;
        self.owe_files_left_out(id, options).await?;
        self.start_run(id, RunKind::Import, options.into()).await
    }

    /// What besides pages the last import brought, and everything since brings; what is usual when there was none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn import_options(&self, connection: &str) -> Result<ImportOptions, AppError> {
        let id = connection_id(connection)?;
        Ok(self.options_of_last_import(id).await?.into())
    }

    /// Brings what has changed; answers with what [`Keepsake::watch_run`] takes.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn sync_now(&self, connection: &str) -> Result<String, AppError> {
        let id = self.syncing(connection_id(connection)?).await?.id;
        let options = self.options_of_last_import(id).await?;
        self.start_run(id, RunKind::Sync, options).await
    }

    /// What besides pages the last import brought; what is usual when there was none.
    pub(crate) async fn options_of_last_import(
        &self,
        connection: keepsake_memory::ConnectionId,
    ) -> Result<keepsake_sync::ImportOptions, AppError> {
        let last = self
            .store()
            .last_run(connection, keepsake_memory::RunKind::Import)
            .await?;
        Ok(last
            .and_then(|run| serde_json::from_str(&run.options).ok())
            .unwrap_or_default())
    }

    /// Asks for a run, also in a pause; answers with what [`Keepsake::watch_run`] takes.
    pub(crate) async fn start_run(
        &self,
        connection: keepsake_memory::ConnectionId,
        kind: RunKind,
        options: keepsake_sync::ImportOptions,
    ) -> Result<String, AppError> {
        let trigger = self.inner.face.as_str().to_owned();
        let job = self
            .enqueue(&Work::Run {
                connection,
                kind,
                options,
                trigger,
            })
            .await?;
        // It joins one that is under way, or waits for it.
        self.let_go_of(connection);
        Ok(job.to_string())
    }

    /// Waits for a run and tells how far it is, at most ten times a second.
    ///
    /// # Errors
    /// Why the run was interrupted; what it read is kept.
    pub async fn watch_run(
        &self,
        run: &str,
        tell: impl Fn(Progress) + Send + Sync,
    ) -> Result<RunResult, AppError> {
        match self.follow(job_id(run)?, &tell).await? {
            Done::Ran {
                run: number,
                resumed,
                refused_request,
                cut_short,
                pushed,
                records,
                audits,
            } => {
                let report = self.store().run(number).await?;
                let brakes = self.open_brakes(report.run.connection).await?;
                let mut summary = RunSummary::from(report);
                if self.inner.face == crate::Face::Window {
                    self.add_titles(&mut summary).await?;
                }
                Ok(RunResult {
                    run: run.to_owned(),
                    state: summary.state,
                    resumed,
                    refused_request,
                    cut_short,
                    summary,
                    pushed: pushed.into(),
                    records: records.into(),
                    brakes,
                    audits: dto::count(audits),
                })
            }
            Done::Checked { .. } | Done::Verified(_) | Done::Schema { .. } => {
                Err(AppError::new(ErrorCode::NotFound)
                    .with("what", "run")
                    .with("id", run))
            }
        }
    }

    /// Sends nothing new until the run is resumed. A run that is over stays so.
    ///
    /// # Errors
    /// [`ErrorCode::OwnerBusy`] when another process does it.
    pub async fn pause_run(&self, run: &str) -> Result<(), AppError> {
        if let Some(active) = self.active_run(run, "pause").await? {
            active.pause();
        }
        Ok(())
    }

    /// Goes on after a pause. Where all syncing is paused and that holds the run, the pause is over.
    ///
    /// # Errors
    /// [`ErrorCode::OwnerBusy`] when another process does it; or when the end of the pause cannot be kept.
    pub async fn resume_run(&self, run: &str) -> Result<(), AppError> {
        match self.active_run(run, "resume").await? {
            Some(active) if active.is_held() => self.resume_syncing().await,
            Some(active) => {
                active.resume();
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Ends a run after what is under way, also one of another process. With `remove`, what the connection has
    /// remembered is removed once the run has ended; the connection stays.
    ///
    /// # Errors
    /// When the store cannot be read or written.
    pub async fn stop_run(&self, run: &str, remove: bool) -> Result<(), AppError> {
        let id = job_id(run)?;
        if let Some(active) = self.inner.jobs.active(id)
            && active.control.wish() != Wish::Stop
        {
            active.control.stop();
        } else {
            self.store().cancel_job(id, self.now()).await?;
        }
        if remove {
            self.forget_contents_of(id).await?;
        }
        Ok(())
    }

    /// The runs of a connection with their items, newest first, without the looks by the clock that came to nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn runs(&self, connection: &str) -> Result<Vec<RunSummary>, AppError> {
        let mut runs = self.runs_with(connection, RUNS_SHOWN).await?;
        runs.retain(|run| !is_nothing_but_a_look(run));
        for run in &mut runs {
            self.add_titles(run).await?;
        }
        Ok(runs)
    }

    /// The last runs of a connection with all their items, newest first.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn runs_with(
        &self,
        connection: &str,
        limit: u32,
    ) -> Result<Vec<RunSummary>, AppError> {
        let connection = self
            .store()
            .connection(connection_id(connection)?)
            .await?
            .id;
        let mut runs = Vec::new();
        for report in self.store().runs(connection, limit).await? {
            let whole: RunReport = self.store().run(report.run.id).await?;
            let mut summary = RunSummary::from(whole);
            if summary.state == RunState::Running && self.open_run(connection).await?.is_none() {
                // A killed process leaves it so.
                summary.state = RunState::Failed;
            }
            runs.push(summary);
        }
        Ok(runs)
    }

    /// A run of the history with its items and their titles.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no such run; or when the store cannot be read.
    pub async fn run_summary(&self, run: &str) -> Result<RunSummary, AppError> {
        let unknown = || {
            AppError::new(ErrorCode::NotFound)
                .with("what", "run")
                .with("id", run)
        };
        let id = run.parse().map_err(|_| unknown())?;
        let report = match self.store().run(id).await {
            Err(keepsake_memory::StoreError::UnknownRun(_)) => return Err(unknown()),
            report => report?,
        };
        let mut summary = RunSummary::from(report);
        self.add_titles(&mut summary).await?;
        Ok(summary)
    }

    /// Compares stored pages with Notion: about `sample` of them, or all.
    ///
    /// # Errors
    /// When Notion cannot be asked.
    pub async fn verify(
        &self,
        connection: &str,
        sample: Option<u32>,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Verification, AppError> {
        let connection = self.syncing(connection_id(connection)?).await?.id;
        match self
            .do_and_wait(&Work::Verify { connection, sample }, tell)
            .await?
        {
            Done::Verified(verification) => Ok(verification),
            Done::Ran { .. } | Done::Checked { .. } | Done::Schema { .. } => Err(
                AppError::internal("a comparison answered with something else"),
            ),
        }
    }

    /// The run of a connection that is not over, with its job; the one that goes first of several.
    pub(crate) async fn open_run(
        &self,
        connection: keepsake_memory::ConnectionId,
    ) -> Result<Option<OpenRun>, AppError> {
        Ok(self.open_runs(connection).await?.into_iter().next())
    }

    /// The runs of a connection that are not over, with their jobs. Of several, all but one wait for their turn.
    pub(crate) async fn open_runs(
        &self,
        connection: keepsake_memory::ConnectionId,
    ) -> Result<Vec<OpenRun>, AppError> {
        let jobs = self.store().open_jobs().await?;
        let of = |job| match Work::of(job)? {
            Work::Run {
                connection: theirs,
                kind,
                trigger,
                ..
            } if theirs == connection && !job.cancel_requested => Some(OpenRun {
                job: job.id,
                kind,
                by_the_clock: trigger == watch::TRIGGER,
            }),
            Work::Run { .. } | Work::Check { .. } | Work::Verify { .. } | Work::Schema { .. } => {
                None
            }
        };
        Ok(jobs.iter().filter_map(of).collect())
    }

    async fn add_titles(&self, summary: &mut RunSummary) -> Result<(), AppError> {
        let connection = match summary.id.parse() {
            Ok(run) => self.store().run(run).await?.run.connection,
            Err(_) => return Ok(()),
        };
        for item in summary.items.iter_mut().take(TITLES_SHOWN) {
            let Ok(id) = notion_id(&item.id) else {
                continue;
            };
            if let Some(object) = self.store().object(connection, id).await? {
                item.title = object.title;
            }
        }
        Ok(())
    }

    /// A run of this process; nothing when it is over.
    async fn active_run(&self, run: &str, action: &str) -> Result<Option<Arc<Active>>, AppError> {
        let id = job_id(run)?;
        if let Some(active) = self.inner.jobs.active(id) {
            return Ok(Some(active));
        }
        match self.store().job(id).await? {
            Some(job) if job.state.is_over() => Ok(None),
            Some(_) => Err(self.owner_is_busy(action)),
            None => Err(AppError::new(ErrorCode::NotFound)
                .with("what", "run")
                .with("id", run)),
        }
    }

    /// Removes what the connection of a job has remembered, once the job is over.
    async fn forget_contents_of(&self, job: JobId) -> Result<(), AppError> {
        let Some(row) = self.store().job(job).await? else {
            return Ok(());
        };
        let Some(Work::Run { connection, .. }) = Work::of(&row) else {
            return Ok(());
        };
        // However it ended, it no longer writes.
        let _ = self.follow(job, &|_| {}).await;
        let _turn = self.turn(connection).await;
        self.remove_older_copies()?;
        self.store().forget_remembered(connection).await?;
        self.remove_unused_files().await
    }
}

/// A run that is not over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct OpenRun {
    /// Its job.
    pub(crate) job: JobId,
    /// What it does.
    pub(crate) kind: RunKind,
    /// Nobody asked for it.
    pub(crate) by_the_clock: bool,
}

/// Whether nobody asked for a run, and nothing came of it.
fn is_nothing_but_a_look(run: &RunSummary) -> bool {
    let stored = [run.objects, run.files, run.comments].map(|counts| counts.stored);
    run.trigger == watch::TRIGGER
        && run.state == RunState::Completed
        && stored == [0; 3]
        && (run.pushed, run.records) == Default::default()
}

/// The job that a face knows as a run.
pub(crate) fn job_id(run: &str) -> Result<JobId, AppError> {
    run.parse().map_err(|_| {
        AppError::new(ErrorCode::NotFound)
            .with("what", "run")
            .with("id", run)
    })
}
