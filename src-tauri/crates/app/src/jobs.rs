//! Jobs: what a face asks the owner of the data folder to do.
//!
//! `work` says what there is to do, `perform` does it, `owner` takes jobs out of the store while this process holds the
//! folder, `follow` waits for one wherever it is done, `troubles` are why neither can go on. The rule it protects: jobs in the store are the only channel
//! between processes, and whoever dies in the middle of one leaves it to the next owner.

mod follow;
mod owner;
mod perform;
mod troubles;
mod work;

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keepsake_memory::{ConnectionId, JobId};
use keepsake_sync::{Control, Wish};
use tokio::sync::{Notify, watch};

use crate::error::{AppError, ErrorCode};
use crate::progress::{Board, Snapshot};

use troubles::Troubles;
pub(crate) use work::{Done, Work};
pub use work::{Verification, VerifiedPage};

/// What this process does at the moment.
pub(crate) struct Jobs {
    active: Mutex<HashMap<JobId, Arc<Active>>>,
    /// What this process asked for.
    asked: Mutex<Vec<JobId>>,
    /// How often everything this process asked for was stopped.
    stopped: watch::Sender<u64>,
    /// Somebody in this process has enqueued a job.
    enqueued: Notify,
    /// Whether this process owns the folder, or tries to all the time.
    owning: watch::Sender<bool>,
    /// Whether this process goes on owning the folder, or trying to, until the core is closed.
    owning_lasts: AtomicBool,
    /// Whether this process owns the folder.
    is_owner: AtomicBool,
    /// Whether a loop of this process keeps connections in step.
    pub(crate) watching: AtomicBool,
    /// Whose turn it is to change what a database looks like: of two who want the same one, the second finds it made.
    schemas: tokio::sync::Mutex<()>,
    last_failure: Mutex<Option<ErrorCode>>,
    troubles: Troubles,
}

/// A job that this process performs.
pub(crate) struct Active {
    /// Steers it.
    pub(crate) control: Control,
    /// The connection whose content it brings; nothing of what a pause does not hold back.
    brings_for: Option<ConnectionId>,
    handing_over: AtomicBool,
    /// A pause holds it back, and lets it go when it is over.
    is_held: AtomicBool,
    /// It was held back when it was handed over.
    is_handed_over_held: AtomicBool,
    board: Mutex<Option<Arc<Board>>>,
    /// How often it was held.
    pub(crate) beats: AtomicU32,
    /// How many pages it had stored when that was last told.
    pub(crate) told: AtomicU32,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            active: Mutex::default(),
            asked: Mutex::default(),
            stopped: watch::Sender::new(0),
            enqueued: Notify::new(),
            owning: watch::Sender::new(false),
            owning_lasts: AtomicBool::new(false),
            is_owner: AtomicBool::new(false),
            watching: AtomicBool::new(false),
            schemas: tokio::sync::Mutex::default(),
            last_failure: Mutex::default(),
            troubles: Troubles::default(),
        }
    }
}

impl Jobs {
    /// The job, if this process performs it.
    pub(crate) fn active(&self, id: JobId) -> Option<Arc<Active>> {
        lock(&self.active).get(&id).cloned()
    }

    /// Every job that this process performs.
    pub(crate) fn all_active(&self) -> Vec<Arc<Active>> {
        lock(&self.active).values().cloned().collect()
    }

    /// Changes when everything this process asked for is stopped, for work that is no job.
    pub(crate) fn stopping(&self) -> watch::Receiver<u64> {
        self.stopped.subscribe()
    }

    /// Why the last job of this process failed; nothing once one succeeded.
    pub(crate) fn last_failure(&self) -> Option<ErrorCode> {
        *lock(&self.last_failure)
    }

    /// Whether this process owns the folder now.
    pub(crate) fn is_owner(&self) -> bool {
        self.is_owner.load(Ordering::Acquire)
    }

    /// Waits until this process no longer owns the folder.
    pub(crate) async fn until_owner_is_gone(&self) {
        let mut owning = self.owning.subscribe();
        // The sender lives in `self`, so the channel cannot close while we wait.
        let _ = owning.wait_for(|owning| !owning).await;
    }

    /// Why nobody can perform a job, or tell what came of it.
    fn trouble_with(&self, job: JobId) -> Option<AppError> {
        self.troubles.of(job, self.active(job).is_some())
    }

    /// What the last job failed of is over, before another one shows it.
    pub(crate) fn is_over(&self, failure: ErrorCode) {
        let mut last = lock(&self.last_failure);
        if *last == Some(failure) {
            *last = None;
        }
    }

    fn note_outcome(&self, failure: Option<ErrorCode>) {
        *lock(&self.last_failure) = failure;
    }
}

impl Active {
    fn new(brings_for: Option<ConnectionId>) -> Self {
        Self {
            control: Control::new(),
            brings_for,
            handing_over: AtomicBool::new(false),
            is_held: AtomicBool::new(false),
            is_handed_over_held: AtomicBool::new(false),
            board: Mutex::new(None),
            beats: AtomicU32::new(0),
            told: AtomicU32::new(0),
        }
    }

    /// How far it is.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let snapshot = lock(&self.board)
            .as_ref()
            .map(|board| board.snapshot())
            .unwrap_or_default();
        if self.is_handed_over_held.load(Ordering::Relaxed) {
            return snapshot.held();
        }
        snapshot.held_by_a_pause(self.is_held())
    }

    /// The connection whose content it brings; nothing of what a pause does not hold back.
    pub(crate) const fn brings_for(&self) -> Option<ConnectionId> {
        self.brings_for
    }

    /// Holds it back as long as a pause lasts, unless somebody does already.
    pub(crate) fn hold(&self) {
        if self.brings_for.is_some() && self.control.wish() == Wish::Run {
            self.is_held.store(true, Ordering::Release);
            self.control.pause();
        }
    }

    /// Whether a pause holds it back.
    pub(crate) fn is_held(&self) -> bool {
        self.is_held.load(Ordering::Acquire)
    }

    /// Lets it go if a pause holds it back; one that was stopped meanwhile stays so.
    pub(crate) fn let_go(&self) {
        if self.is_held.swap(false, Ordering::AcqRel) {
            self.control.resume();
        }
    }

    /// Holds it back until the person lets it go.
    pub(crate) fn pause(&self) {
        self.is_held.store(false, Ordering::Release);
        self.control.pause();
    }

    /// Lets it go, whatever holds it back.
    pub(crate) fn resume(&self) {
        self.is_held.store(false, Ordering::Release);
        self.control.resume();
    }

    fn show_on(&self, board: Arc<Board>) {
        *lock(&self.board) = Some(board);
    }

    /// Ends it here so that the next owner goes on with it.
    fn hand_over(&self) {
        let is_held = self.control.wish() == Wish::Pause;
        self.is_handed_over_held.store(is_held, Ordering::Relaxed);
        self.handing_over.store(true, Ordering::Relaxed);
        self.control.stop();
    }

    fn is_handing_over(&self) -> bool {
        self.handing_over.load(Ordering::Relaxed)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
