//! Working off jobs while this process owns the data folder.
//!
//! Leaves out what a job does. The rules it protects: only the owner claims jobs; a job is held by a heartbeat as long as
//! it is performed; an owner that lets go hands what it had not finished to the next one.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use keepsake_memory::{Job, JobId, StoreError};
use tokio::task::JoinSet;

use super::work::{self, Done, Work};
use super::{Active, lock};
use crate::error::{AppError, ErrorCode};
use crate::failures;
use crate::keepsake::Keepsake;
use crate::owner::{self, Ownership};
use crate::progress::Snapshot;

/// How long a job is held without a heartbeat. Long, because a laptop may sleep; when an owner dies, the next one knows
/// it by the lock and does not wait for this.
const LEASE: time::Duration = time::Duration::minutes(10);
/// Between two heartbeats: how often watchers elsewhere see progress and how soon a cancel is noticed.
const HEARTBEAT: Duration = Duration::from_millis(500);
/// How soon it is tried again when the store could not be written.
const AGAIN: Duration = Duration::from_millis(250);
/// Between two looks for jobs although nothing was written: the hold on a job ends by itself.
const ANYWAY: Duration = Duration::from_secs(60);
/// Between two attempts to become the owner in the background.
const KNOCK: Duration = Duration::from_secs(1);
/// Jobs that are performed at once.
const AT_ONCE: usize = 8;
/// How long ended jobs are kept for whoever still waits for them.
const KEPT: time::Duration = time::Duration::days(7);

/// What came of looking for a job.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Claim {
    Started,
    NoneWaits,
    /// The store could not be written.
    Failed,
}

impl Keepsake {
    /// Owns the folder whenever no other process does, until the core is closed.
    pub(crate) fn own_in_background(&self) {
        self.inner.jobs.owning_lasts.store(true, Ordering::Release);
        self.inner.jobs.owning.send_replace(true);
        let core = self.clone();
        tokio::spawn(async move {
            // Before anything is performed: what a pause held is held again.
            core.take_up_pause().await;
            while !core.is_closing() {
                match core.take_folder() {
                    Ok(Some(ownership)) => core.own(ownership, None).await,
                    Ok(None) => {}
                    Err(error) => tracing::warn!(%error, "the owner lock cannot be taken"),
                }
                core.pause_unless_closing(KNOCK).await;
            }
            core.inner.jobs.owning.send_replace(false);
        });
    }

    /// Owns the folder until the job is over, if nobody owns it now. Answers with whether the folder is ours.
    pub(super) fn own_for(&self, job: JobId) -> Result<bool, AppError> {
        if *self.inner.jobs.owning.borrow() {
            return Ok(true);
        }
        let Some(ownership) = self.take_folder()? else {
            return Ok(false);
        };
        self.inner.jobs.owning.send_replace(true);
        let core = self.clone();
        tokio::spawn(async move {
            core.own(ownership, Some(job)).await;
            core.inner.jobs.owning.send_replace(false);
        });
        Ok(true)
    }

    /// Owns the folder from now on until the core is closed, or says who does. Waits for what this process owns it for at
    /// the moment.
    pub(crate) async fn own_or_refuse(&self, action: &str) -> Result<(), AppError> {
        let jobs = &self.inner.jobs;
        if jobs.owning_lasts.load(Ordering::Acquire) {
            return Ok(());
        }
        jobs.until_owner_is_gone().await;
        let Some(ownership) = self.take_folder()? else {
            return Err(self.owner_is_busy(action));
        };
        jobs.owning_lasts.store(true, Ordering::Release);
        jobs.owning.send_replace(true);
        let core = self.clone();
        tokio::spawn(async move {
            core.own(ownership, None).await;
            core.inner.jobs.owning.send_replace(false);
        });
        Ok(())
    }

    /// The other process that owns the folder, as it is put behind "another Keepsake"; nothing when there is none, or
    /// when it is this one.
    #[must_use]
    pub fn other_owner(&self) -> Option<String> {
        if *self.inner.jobs.owning.borrow() {
            return None;
        }
        owner::current_owner(&self.inner.home.owner_lock()).map(|owner| {
            owner
                .name
                .map(|name| format!(" ({name})"))
                .unwrap_or_default()
        })
    }

    /// The error about something that only the owner can do.
    pub(crate) fn owner_is_busy(&self, action: &str) -> AppError {
        AppError::new(ErrorCode::OwnerBusy)
            .with("action", action)
            .with("owner", self.other_owner().unwrap_or_default())
    }

    fn take_folder(&self) -> Result<Option<Ownership>, AppError> {
        Ownership::try_take(&self.inner.home.owner_lock(), self.inner.face.as_str())
            .map_err(|error| failures::unwritable(&self.inner.home.owner_lock(), &error))
    }

    pub(crate) fn is_closing(&self) -> bool {
        *self.inner.closing.borrow()
    }

    /// Waits so long, or until the core is closed.
    pub(crate) async fn pause_unless_closing(&self, duration: Duration) {
        let mut closing = self.inner.closing.subscribe();
        tokio::select! {
            () = self.inner.ports.clock.sleep(duration) => {}
            _ = closing.wait_for(|closing| *closing) => {}
        }
    }

    /// Works off jobs until `until` is over (or for ever), then hands over what is still running.
    async fn own(&self, ownership: Ownership, until: Option<JobId>) {
        tracing::info!("owning the data folder");
        self.inner.jobs.is_owner.store(true, Ordering::Release);
        let mut has_taken_over = false;
        let mut working = JoinSet::new();
        let mut writes = self.writes();
        while !self.is_closing() && !self.is_over(until).await {
            has_taken_over = has_taken_over || self.take_over().await;
            let mut claim = if has_taken_over {
                Claim::Started
            } else {
                Claim::Failed
            };
            while claim == Claim::Started && working.len() < AT_ONCE {
                claim = self.start_next(&mut working).await;
            }
            let rest = if claim == Claim::Failed {
                AGAIN
            } else {
                ANYWAY
            };
            tokio::select! {
                Some(_) = working.join_next() => {}
                () = self.inner.jobs.enqueued.notified() => {}
                () = writes.next() => {}
                () = self.pause_unless_closing(rest) => {}
            }
        }
        for active in lock(&self.inner.jobs.active).values() {
            active.hand_over();
        }
        while working.join_next().await.is_some() {}
        self.inner.jobs.troubles.can_claim();
        self.inner.jobs.is_owner.store(false, Ordering::Release);
        drop(ownership);
        tracing::info!("no longer owning the data folder");
    }

    /// Takes over what the last owner left: nobody else holds the lock, so whoever held these jobs is gone. `false` when
    /// the store cannot be written, and it has to be tried again.
    async fn take_over(&self) -> bool {
        let taken = match self.store().recover_jobs(self.now() + LEASE).await {
            Ok(_) => self.forget_old_jobs().await,
            Err(error) => Err(error),
        };
        match taken {
            Ok(_) => true,
            Err(error) => {
                self.inner.jobs.troubles.cannot_claim(error);
                false
            }
        }
    }

    /// Forgets jobs that ended so long ago that nobody waits for them any more; how many.
    pub(crate) async fn forget_old_jobs(&self) -> Result<u64, StoreError> {
        self.store().forget_jobs(self.now() - KEPT).await
    }

    async fn is_over(&self, job: Option<JobId>) -> bool {
        let Some(job) = job else { return false };
        match self.store().job(job).await {
            Ok(job) => job.is_none_or(|job| job.state.is_over()),
            Err(error) => {
                tracing::warn!(%error, "a job could not be looked up");
                false
            }
        }
    }

    /// Starts the next job.
    async fn start_next(&self, working: &mut JoinSet<()>) -> Claim {
        let job = match self.store().claim_job(LEASE, self.now()).await {
            Ok(job) => {
                self.inner.jobs.troubles.can_claim();
                job
            }
            Err(error) => {
                self.inner.jobs.troubles.cannot_claim(error);
                return Claim::Failed;
            }
        };
        let Some(job) = job else {
            return Claim::NoneWaits;
        };
        let before = job.progress.as_deref().map(Snapshot::from_json);
        let was_held = before.is_some_and(|before| before.is_held());
        let work = Work::of(&job);
        if let Some(Work::Run { connection, .. }) = &work
            && !was_held
            && !work.as_ref().is_some_and(Work::is_by_the_clock)
        {
            // Another process asks for it, and it must not wait behind what a pause holds.
            self.let_go_of(*connection);
        }
        let active = Arc::new(Active::new(work.and_then(|work| work.brings_for())));
        lock(&self.inner.jobs.active).insert(job.id, Arc::clone(&active));
        if was_held && !self.keeps_in_step() {
            active.hold();
        }
        let core = self.clone();
        working.spawn(async move {
            if let Err(error) = core.work_off(&job, &active).await {
                tracing::warn!(%error, job = %job.id, "the outcome of a job could not be kept");
            }
            lock(&core.inner.jobs.active).remove(&job.id);
        });
        Claim::Started
    }

    /// Performs a job under a heartbeat and keeps its outcome.
    async fn work_off(&self, job: &Job, active: &Arc<Active>) -> Result<(), StoreError> {
        if job.cancel_requested {
            return self
                .store()
                .abandon_job(job.id, job.fence, self.now())
                .await;
        }
        tracing::info!(job = %job.id, kind = job.kind, correlation_id = job.correlation_id, "job started");
        // Both are polled all the time: the performer may hold the store's writer that the heartbeat waits for.
        let outcome = tokio::select! {
            outcome = self.perform(job, active) => outcome,
            lost = self.heartbeat(job, active) => return Err(lost),
        };
        self.beat(job, active).await?;
        let kept = self.keep_at_last(job, active, outcome.clone()).await;
        self.inner.jobs.troubles.leave(job.id);
        self.note_changes(&outcome).await;
        if !active.is_handing_over() {
            self.look_after(job, &outcome).await;
        }
        kept
    }

    /// Keeps the outcome of a job as soon as the store can be written. Whoever waits for it here hears of it at once, and
    /// an owner that lets go does not wait: the next one performs the job again.
    async fn keep_at_last(
        &self,
        job: &Job,
        active: &Active,
        outcome: Result<Done, AppError>,
    ) -> Result<(), StoreError> {
        loop {
            let error = match self.keep(job, active, outcome.clone()).await {
                Ok(()) => return Ok(()),
                Err(lost @ StoreError::LeaseLost(_)) => return Err(lost),
                Err(error) => error,
            };
            if active.is_handing_over() {
                return Err(error);
            }
            let trouble = match &outcome {
                Ok(_) => error.into(),
                Err(failure) => failure.clone(),
            };
            self.inner.jobs.troubles.meet(job.id, trouble);
            self.pause_unless_closing(HEARTBEAT).await;
        }
    }

    /// Holds the job until it turns out to be lost.
    async fn heartbeat(&self, job: &Job, active: &Active) -> StoreError {
        loop {
            self.inner.ports.clock.sleep(HEARTBEAT).await;
            if let Err(lost) = self.beat(job, active).await {
                return lost;
            }
        }
    }

    /// Holds the job and tells how far it is.
    async fn beat(&self, job: &Job, active: &Active) -> Result<(), StoreError> {
        self.note_progress(active);
        let progress = active.snapshot().into_json();
        match self
            .store()
            .hold_job(job.id, job.fence, LEASE, Some(&progress), self.now())
            .await
        {
            Ok(true) => active.control.stop(),
            Ok(false) => {}
            Err(lost @ StoreError::LeaseLost(_)) => return Err(lost),
            // The store may be busy or the disk full for a moment; the lease lasts longer than that.
            Err(error) => tracing::warn!(%error, job = %job.id, "a heartbeat was missed"),
        }
        Ok(())
    }

    async fn keep(
        &self,
        job: &Job,
        active: &Active,
        outcome: Result<Done, AppError>,
    ) -> Result<(), StoreError> {
        let now = self.now();
        let is_unfinished =
            active.is_handing_over() && !matches!(outcome, Ok(Done::Checked { .. }));
        if is_unfinished {
            return self
                .store()
                .fail_job(job.id, job.fence, "handed over", Some(now), now)
                .await;
        }
        match outcome {
            Ok(done) => {
                tracing::info!(job = %job.id, "job finished");
                self.inner.jobs.note_outcome(None);
                // Cannot fail: there are only text keys.
                let result = serde_json::to_string(&done).unwrap_or_default();
                self.store()
                    .finish_job(job.id, job.fence, &result, now)
                    .await
            }
            Err(error) if error.code == ErrorCode::Cancelled => {
                self.store().abandon_job(job.id, job.fence, now).await
            }
            Err(error) => {
                tracing::warn!(job = %job.id, %error, "job failed");
                self.inner.jobs.note_outcome(Some(error.code));
                self.store()
                    .fail_job(job.id, job.fence, &work::error_to_json(&error), None, now)
                    .await
            }
        }
    }
}

impl Active {
    /// Whether the job was asked to end, here or from elsewhere.
    pub(super) fn is_ending(&self) -> bool {
        self.handing_over.load(Ordering::Relaxed)
            || self.control.wish() == keepsake_sync::Wish::Stop
    }
}

impl Work {
    /// A job to put into the queue.
    pub(super) fn to_job(&self, correlation_id: String) -> keepsake_memory::NewJob {
        keepsake_memory::NewJob {
            kind: self.kind().to_owned(),
            // Cannot fail: there are only text keys.
            payload: serde_json::to_string(self).unwrap_or_default(),
            priority: self.priority(),
            // A job is tried again only when its owner was killed; that is no fault of the job.
            max_attempts: u32::MAX,
            correlation_id,
            not_before: None,
        }
    }
}
