//! Keeping in step as long as a window is open: which connections the loop works on, and what the window shows of it.
//!
//! Leaves out the loop itself (`cycles`). The rules it protects: the loop begins where an import has come to its end, and
//! not beside one that is going on; an import that a person stopped stays as it is; a pause lasts as long as the person
//! said, whether the program is ended or the computer sleeps meanwhile.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keepsake_memory::{
    Connection, ConnectionId, ConnectionKind, ConnectionState, KeptPause, RunKind as StoredRunKind,
    RunState,
};
use keepsake_sync::RunKind;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use tokio::sync::OnceCell;

use super::control::WatchControl;
use super::interval::{Later, Surroundings};
use super::news::WatchNews;
use super::rhythm::Rhythm;
use super::schedule::Pause;
use crate::dto::{Looking, LookingLater, moment};
use crate::error::AppError;
use crate::keepsake::{Face, Keepsake};
use crate::writes::Writes;

/// Between two looks which connections are to be kept in step, while things are written.
const LOOK: Duration = Duration::from_secs(2);
/// The same while nothing is.
const SELDOM: Duration = Duration::from_secs(10);

/// The loop of a window.
#[derive(Default)]
pub(crate) struct InStep {
    control: WatchControl,
    /// When each connection is looked at next, of those that are kept in step.
    next: Mutex<HashMap<String, NextLook>>,
    /// When the pause has lasted as long as was meant, on the clock that never goes back.
    held_until: Mutex<Option<Duration>>,
    /// The pause as it is kept.
    kept: tokio::sync::Mutex<Pause>,
    /// The pause of an earlier start was taken up.
    taken_up: OnceCell<()>,
}

/// When a connection is looked at next, and why not as soon as configured.
type NextLook = Option<(OffsetDateTime, Option<Later>)>;

impl InStep {
    fn next(&self) -> MutexGuard<'_, HashMap<String, NextLook>> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn held_until(&self) -> MutexGuard<'_, Option<Duration>> {
        self.held_until
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Goes by what is set now: where that changes when it looks next, it is told.
    pub(crate) fn look_again(&self) {
        self.control.look_again();
    }

    /// Keeps these in step; whether it did not before, or did with others.
    fn keep(&self, wanted: &[String]) -> bool {
        let mut next = self.next();
        let is_same = next.len() == wanted.len() && wanted.iter().all(|one| next.contains_key(one));
        next.retain(|known, _| wanted.contains(known));
        for connection in wanted {
            next.entry(connection.clone()).or_insert(None);
        }
        !is_same
    }

    pub(super) fn paused(&self) -> Pause {
        self.control.paused()
    }

    /// Asks for a look now.
    pub(crate) fn sync_now(&self) {
        self.control.sync_now();
    }

    /// Looks now in place of a look that was ended before it had done its work. In a pause its end brings one.
    pub(crate) fn make_up(&self) {
        if self.paused() == Pause::None {
            self.sync_now();
        }
    }

    fn hear(&self, news: WatchNews) {
        let (connection, next) = match news {
            WatchNews::Cycle(report) => (report.connection, report.next.map(|at| (at, None))),
            WatchNews::Next {
                connection,
                at,
                later,
            } => (connection, Some((at, later))),
            WatchNews::Resting { connection, .. } => (connection, None),
        };
        if let Some(known) = self.next().get_mut(&connection) {
            *known = next;
        }
    }

    /// What the window shows of a connection; nothing of one that is not kept in step.
    pub(crate) fn shown(
        &self,
        connection: ConnectionId,
        rhythm: Rhythm,
        now: OffsetDateTime,
    ) -> Option<Looking> {
        let next = *self.next().get(&connection.to_string())?;
        let (is_paused, until) = match self.control.paused() {
            Pause::None => (false, None),
            Pause::Until(end) => (now < end, Some(end)),
            Pause::UntilResumed => (true, None),
        };
        let next = next.filter(|_| !is_paused);
        Some(Looking {
            next: next.map(|(at, _)| moment(at)),
            when_opened: rhythm == Rhythm::WhenOpened,
            later: next.and_then(|(_, later)| later).map(LookingLater::from),
            paused: is_paused,
            paused_until: until.filter(|_| is_paused).map(moment),
        })
    }
}

impl Keepsake {
    /// Keeps everything in step that was imported, until the core is closed; cycles begin as configured, and soon after
    /// edits. Asking for it twice does it once.
    pub async fn keep_in_step(&self) {
        let in_step = &self.inner.in_step;
        self.take_up_pause().await;
        self.tidy_forgotten().await;
        let mut writes = self.writes();
        while !self.is_closing() {
            let wanted = self.to_keep_in_step().await;
            if in_step.keep(&wanted) {
                self.note_standing();
            }
            if !wanted.is_empty() {
                let tell = |news| {
                    // After each cycle it is told when the next one begins.
                    let is_over = matches!(news, WatchNews::Cycle(_));
                    in_step.hear(news);
                    if !is_over {
                        self.note_look();
                    }
                };
                tokio::select! {
                    ended = self.watch(&wanted, None, &in_step.control, &tell) => {
                        if let Err(error) = ended {
                            tracing::warn!(%error, "nothing is kept in step");
                        }
                    }
                    () = self.until_not_wanted(&wanted, &mut writes) => continue,
                }
            }
            self.rest(&mut writes).await;
        }
    }

    /// Waits until there may be something else to keep in step.
    async fn rest(&self, writes: &mut Writes) {
        self.let_go_unless_paused();
        self.pause_unless_closing(LOOK).await;
        tokio::select! {
            () = writes.next() => {}
            () = self.pause_unless_closing(SELDOM) => {}
        }
    }

    /// Whether syncing goes on by itself: nobody has paused it, or the pause is over.
    #[must_use]
    pub fn keeps_in_step(&self) -> bool {
        match self.inner.in_step.control.paused() {
            Pause::None => true,
            Pause::Until(end) => end <= self.now(),
            Pause::UntilResumed => false,
        }
    }

    /// Begins no cycle until then (RFC 3339), or until [`Keepsake::resume_syncing`]. What is under way in this process sends
    /// nothing new until then either; the request that is out comes to its end.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when the moment is none; or when the store cannot be written: it holds then until the
    /// program ends.
    pub async fn pause_syncing(&self, until: Option<&str>) -> Result<(), AppError> {
        let pause = match until {
            None => Pause::UntilResumed,
            Some(text) => OffsetDateTime::parse(text, &Rfc3339)
                .map(Pause::Until)
                .map_err(|_| AppError::invalid("not_a_moment").with("text", text))?,
        };
        self.take_up_pause().await;
        self.inner.in_step.control.pause(pause);
        self.hold_runs(pause);
        self.keep_pause().await
    }

    /// Goes on after a pause, at once, also with runs that were held back one by one.
    ///
    /// # Errors
    /// When the store cannot be written: the next start would hold syncing back again.
    pub async fn resume_syncing(&self) -> Result<(), AppError> {
        self.take_up_pause().await;
        self.inner.in_step.control.resume();
        self.let_go_of_all();
        self.inner.in_step.control.sync_now();
        self.keep_pause().await
    }

    /// The person brought the window to the front: where the setting says so, Notion is looked at now.
    pub fn window_opened(&self) {
        let now = self.inner.ports.clock.elapsed();
        self.inner.in_step.control.opened(now);
    }

    /// Goes by these surroundings from now on.
    pub fn look_around(&self, surroundings: Surroundings) {
        self.inner.in_step.control.look_around(surroundings);
    }

    /// Goes on with the pause of an earlier start, unless it is over; once, and in the window only.
    pub(crate) async fn take_up_pause(&self) {
        let read = || self.read_pause();
        self.inner.in_step.taken_up.get_or_init(read).await;
    }

    async fn read_pause(&self) {
        if self.inner.face != Face::Window {
            return;
        }
        let mut kept = self.inner.in_step.kept.lock().await;
        *kept = match self.store().pause().await {
            Ok(Some(KeptPause::Until(end))) => Pause::Until(end),
            Ok(Some(KeptPause::UntilResumed)) => Pause::UntilResumed,
            Ok(None) => Pause::None,
            Err(error) => {
                tracing::warn!(%error, "it is not known whether syncing is paused");
                Pause::None
            }
        };
        self.inner.in_step.control.pause(*kept);
        self.note_end_of(*kept);
    }

    /// Keeps the pause as it is now.
    async fn keep_pause(&self) -> Result<(), AppError> {
        let in_step = &self.inner.in_step;
        let mut kept = in_step.kept.lock().await;
        let now = in_step.control.paused();
        if *kept == now {
            return Ok(());
        }
        self.note_standing();
        let wanted = match now {
            Pause::None => None,
            Pause::Until(end) => Some(KeptPause::Until(end)),
            Pause::UntilResumed => Some(KeptPause::UntilResumed),
        };
        self.store().keep_pause(wanted).await?;
        *kept = now;
        Ok(())
    }

    async fn until_not_wanted(&self, wanted: &[String], writes: &mut Writes) {
        while self.to_keep_in_step().await == wanted {
            // One whose time has come is over for the next start, too.
            if let Err(error) = self.keep_pause().await {
                tracing::warn!(%error, "the end of a pause could not be kept");
            }
            self.rest(writes).await;
            if self.is_closing() {
                return;
            }
        }
    }

    /// The connections whose import is over, oldest first.
    async fn to_keep_in_step(&self) -> Vec<String> {
        let found = async {
            let mut wanted = Vec::new();
            for connection in self.store().connections().await? {
                if self.is_to_be_kept_in_step(&connection).await? {
                    wanted.push(connection.id.to_string());
                }
            }
            Ok::<_, AppError>(wanted)
        };
        found.await.unwrap_or_else(|error| {
            tracing::warn!(%error, "it is not known what to keep in step");
            Vec::new()
        })
    }

    async fn is_to_be_kept_in_step(&self, connection: &Connection) -> Result<bool, AppError> {
        let is_stopped = connection.state == ConnectionState::Stopped;
        if is_stopped || connection.details.kind == ConnectionKind::Sample {
            // Nobody but this person changes the sample.
            return Ok(false);
        }
        let import = StoredRunKind::Import;
        let last = self.store().last_run(connection.id, import).await?;
        let is_complete = last.is_some_and(|run| run.state == RunState::Completed);
        let open = self.open_run(connection.id).await?;
        Ok(is_complete && open.is_none_or(|run| run.kind != RunKind::Import))
    }
}

#[cfg(test)]
#[path = "in_step_tests.rs"]
mod tests;
