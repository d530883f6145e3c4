//! Asking for work and waiting for it, whichever process does it.
//!
//! The rules it protects: asking twice for the same run or the same database is asking once, so what a killed process left is
//! gone on with instead of done again; while nobody owns the folder, whoever waits becomes the owner; an owner that does not work is
//! not waited for without end.

use std::time::Duration;

use keepsake_memory::{Job, JobId, JobState};

use super::lock;
use super::work::{self, Done, Likeness, Work};
use crate::dto::Progress;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::owner;
use crate::progress::Snapshot;

/// Between two looks at a job: messages go to a face at most ten times a second.
const LOOK: Duration = Duration::from_millis(100);
/// How long another owner may leave a job lying. One that works takes it within a second.
const PATIENCE: Duration = Duration::from_secs(60);

impl Keepsake {
    /// Puts work into the queue, or finds the same there.
    pub(crate) async fn enqueue(&self, work: &Work) -> Result<JobId, AppError> {
        if let Some(same) = self.same_work(work).await? {
            lock(&self.inner.jobs.asked).push(same);
            return Ok(same);
        }
        let job = work.to_job(self.unique_name());
        let id = self.store().enqueue_job(job, self.now()).await?;
        lock(&self.inner.jobs.asked).push(id);
        self.inner.jobs.enqueued.notify_one();
        Ok(id)
    }

    /// Stops everything this process asked for, after what is under way; whoever waits for it gets its outcome.
    ///
    /// # Errors
    /// When the store cannot be written.
    pub async fn stop_what_was_asked(&self) -> Result<(), AppError> {
        self.inner.jobs.stopped.send_modify(|times| *times += 1);
        let asked = lock(&self.inner.jobs.asked).clone();
        for job in asked {
            match self.inner.jobs.active(job) {
                Some(active) => active.control.stop(),
                None => self.store().cancel_job(job, self.now()).await?,
            }
        }
        Ok(())
    }

    /// A job that is not over and does the same. One that does nearly the same, left by a process that is gone, is
    /// withdrawn: the person has changed their mind. One that a pause holds may be none to wait for.
    async fn same_work(&self, work: &Work) -> Result<Option<JobId>, AppError> {
        for job in self.store().open_jobs().await? {
            let likeness = match Work::of(&job) {
                Some(_) if self.is_outdated(work, &job) => Likeness::None,
                Some(theirs) if !job.cancel_requested => work.likeness(&theirs),
                _ => Likeness::None,
            };
            match likeness {
                Likeness::Same => return Ok(Some(job.id)),
                Likeness::Near if self.has_no_owner() => {
                    self.store().cancel_job(job.id, self.now()).await?;
                }
                Likeness::Near | Likeness::None => {}
            }
        }
        Ok(None)
    }

    /// Whether a pause holds a job so that this work has to be one of its own: in another process that has it let go; and a
    /// look that was begun before a pause does not see what was changed in it.
    fn is_outdated(&self, work: &Work, job: &Job) -> bool {
        match self.inner.jobs.active(job.id) {
            Some(active) => active.is_held() && work.looks(),
            None => !self.inner.jobs.is_owner() && !self.has_no_owner() && is_held_by_a_pause(job),
        }
    }

    pub(crate) fn has_no_owner(&self) -> bool {
        owner::current_owner(&self.inner.home.owner_lock()).is_none()
    }

    /// Waits for a job and tells how far it is.
    pub(crate) async fn follow(
        &self,
        id: JobId,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Done, AppError> {
        let mut lines = 0;
        let mut told = None;
        let clock = &self.inner.ports.clock;
        let mut heard = clock.elapsed();
        loop {
            let Some(job) = self.store().job(id).await? else {
                return Err(AppError::new(ErrorCode::NotFound)
                    .with("what", "run")
                    .with("id", id));
            };
            let snapshot = match self.inner.jobs.active(id) {
                Some(active) => active.snapshot(),
                None => job
                    .progress
                    .as_deref()
                    .map(Snapshot::from_json)
                    .unwrap_or_default(),
            };
            let message = snapshot.message(self.now(), &mut lines);
            if told.as_ref() != Some(&message) {
                tell(message.clone());
                // Lines are told once; what comes next is compared without them.
                told = Some(Progress {
                    log: Vec::new(),
                    ..message
                });
            }
            if let Some(outcome) = work::outcome(&job) {
                lock(&self.inner.jobs.asked).retain(|asked| *asked != id);
                return outcome;
            }
            if let Some(trouble) = self.inner.jobs.trouble_with(id) {
                return Err(trouble);
            }
            if self.own_for(id)? || job.state != JobState::Waiting {
                heard = clock.elapsed();
            } else if clock.elapsed().saturating_sub(heard) > PATIENCE {
                let busy = self.owner_is_busy("wait");
                self.store().cancel_job(id, self.now()).await?;
                return Err(busy);
            }
            clock.sleep(LOOK).await;
        }
    }

    /// Does work and waits for it.
    pub(crate) async fn do_and_wait(
        &self,
        work: &Work,
        tell: &(dyn Fn(Progress) + Send + Sync),
    ) -> Result<Done, AppError> {
        let id = self.enqueue(work).await?;
        self.follow(id, tell).await
    }
}

/// Whether a pause of syncing holds it, as its owner told last.
fn is_held_by_a_pause(job: &Job) -> bool {
    let progress = job.progress.as_deref().map(Snapshot::from_json);
    progress.is_some_and(|progress| progress.is_held_by_a_pause())
}
