//! The gate every request passes: waits its turn, writes the send log, and lets it go.
//!
//! Whoever is in front of the lanes does the waiting for its own turn; there is no task in the background. The log is
//! written while the slot is still ahead, so that a slow disk does not slow the pace, and always before the send.
//! Everything in memory is kept on the monotonic clock; only the log knows the time of day, because only it outlives the
//! process.
//!
//! The rule it protects: no send that is not in the log, and no place in a lane held by a request that was dropped.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keepsake_planted::{Bug, is as planted};
use time::OffsetDateTime;
use tokio::sync::{Notify, OnceCell};

use super::lanes::{Lanes, Ticket};
use super::pace::{self, History, Pace, Verdict};
use crate::lane::Lane;
use crate::ports::{ClientEvent, Clock, SendLog, SendLogError, Watcher};
use crate::retry::LONGEST_HOLD;

/// How long before its slot a send is written into the log.
const LEAD: Duration = Duration::from_millis(1_000);

/// How much later than logged a request may go out; a later one is logged again. What a restart reads from the log is
/// taken to have been sent this much later.
const TOLERANCE: Duration = Duration::from_millis(250);

/// The furthest a send is logged ahead of its slot when writing is slow.
const LONGEST_AIM: Duration = Duration::from_secs(10);

/// Added to the clock's reading so that sends from before its start have a reading too.
const BEFORE_START: Duration = Duration::from_secs(120);

/// The reason given for a hold that an earlier process received.
const EARLIER_RUN: &str = "earlier_run";

/// One connection's gate.
pub(crate) struct Gate {
    clock: Arc<dyn Clock>,
    log: Arc<dyn SendLog>,
    watcher: Arc<dyn Watcher>,
    pace: Pace,
    loaded: OnceCell<()>,
    state: Mutex<State>,
}

struct State {
    lanes: Lanes<Arc<Notify>>,
    history: History,
    hold: Option<Duration>,
    /// The slot that is in the log and not used yet.
    logged: Option<Duration>,
    /// How long the last writing of the log took.
    last_write: Duration,
}

/// What the holder of a place does next.
enum Step {
    AwaitTurn,
    Sleep(Duration),
    Log(Duration),
    Go(Passed),
}

/// The proof that a request may be sent, and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passed(Duration);

/// A place in a lane, given up when dropped.
struct Place<'a> {
    gate: &'a Gate,
    ticket: Ticket,
    bell: Arc<Notify>,
}

impl Gate {
    pub(crate) fn new(
        pace: Pace,
        clock: Arc<dyn Clock>,
        log: Arc<dyn SendLog>,
        watcher: Arc<dyn Watcher>,
    ) -> Self {
        Self {
            clock,
            log,
            watcher,
            pace,
            loaded: OnceCell::new(),
            state: Mutex::new(State {
                lanes: Lanes::new(),
                history: History::default(),
                hold: None,
                logged: None,
                last_write: Duration::ZERO,
            }),
        }
    }

    /// Waits until a request of this lane may be sent. The caller sends it at once.
    pub(crate) async fn pass(&self, lane: Lane) -> Result<Passed, SendLogError> {
        let place = self.join(lane);
        self.loaded.get_or_try_init(|| self.load()).await?;
        loop {
            match self.step(place.ticket) {
                Step::AwaitTurn => place.bell.notified().await,
                Step::Sleep(duration) => self.clock.sleep(duration).await,
                Step::Log(at) => {
                    let start = self.reading();
                    self.log.record(self.time_of_day(at)).await?;
                    let mut state = self.state();
                    state.logged = Some(at);
                    state.last_write = self.reading() - start;
                }
                Step::Go(passed) => return Ok(passed),
            }
        }
    }

    /// Notes that the first part of the answer to a request has come.
    pub(crate) fn answered(&self, passed: Passed) {
        let now = self.reading();
        self.state().history.answered(passed.0, now);
    }

    /// Lets nothing through for this long. An earlier hold that lasts longer stays.
    pub(crate) async fn hold(&self, wait: Duration, reason: String) -> Result<(), SendLogError> {
        let until = self.reading() + wait.min(LONGEST_HOLD);
        {
            let mut state = self.state();
            if state.hold.is_some_and(|hold| hold >= until) {
                return Ok(());
            }
            state.hold = Some(until);
        }
        let until = self.time_of_day(until);
        self.watcher.on(&ClientEvent::Held { until, reason });
        self.log.hold(until).await
    }

    /// Takes over what an earlier process left in the log. Times in the future, which a clock set back leaves behind,
    /// count as now; the history keeps no more of them than fit into a minute.
    async fn load(&self) -> Result<(), SendLogError> {
        let today = self.clock.now();
        let earlier = self.log.load(today - (pace::MINUTE + TOLERANCE)).await?;
        let now = self.reading();
        let sent = earlier
            .sent
            .iter()
            .filter_map(|at| {
                let age = Duration::try_from(today - *at).unwrap_or_default();
                now.checked_sub(age.saturating_sub(TOLERANCE))
            })
            .collect();
        let hold = earlier
            .hold_until
            .and_then(|until| Duration::try_from(until - today).ok())
            .filter(|left| !left.is_zero())
            .map(|left| now + left.min(LONGEST_HOLD));
        {
            let mut state = self.state();
            state.history = History::of(sent, &self.pace);
            state.hold = state.hold.max(hold);
        }
        if let Some(hold) = hold {
            self.watcher.on(&ClientEvent::Held {
                until: self.time_of_day(hold),
                reason: EARLIER_RUN.to_owned(),
            });
        }
        Ok(())
    }

    fn step(&self, ticket: Ticket) -> Step {
        let now = self.reading();
        let state = &mut *self.state();
        if state.lanes.front().is_none_or(|(front, _)| front != ticket) {
            return Step::AwaitTurn;
        }
        let own = History::default();
        let history = if planted(Bug::LimiterPerTask) {
            &own
        } else {
            &state.history
        };
        let due = match pace::next_send(now, history, state.hold, &self.pace) {
            Verdict::Send => now,
            Verdict::WaitUntil(due) => due,
        };
        if due > now + LEAD {
            return Step::Sleep(due - LEAD - now);
        }
        if state.logged.is_none_or(|logged| due > logged + TOLERANCE) {
            // Writing takes as long as it did last time, and the request cannot go out before that.
            return Step::Log(due.max(now + state.last_write.min(LONGEST_AIM)));
        }
        if due > now {
            return Step::Sleep(due - now);
        }
        state.history.push(now, state.hold, &self.pace);
        state.logged = None;
        state.lanes.serve_front();
        ring_front(state);
        Step::Go(Passed(now))
    }

    fn join(&self, lane: Lane) -> Place<'_> {
        let bell = Arc::new(Notify::new());
        let mut state = self.state();
        let ticket = state.lanes.join(lane, Arc::clone(&bell));
        Place {
            gate: self,
            ticket,
            bell,
        }
    }

    /// The reading of the monotonic clock, shifted so that the last two minutes are never below zero.
    fn reading(&self) -> Duration {
        self.clock.elapsed() + BEFORE_START
    }

    /// The time of day at a reading of the monotonic clock.
    fn time_of_day(&self, reading: Duration) -> OffsetDateTime {
        let now = self.reading();
        match reading.checked_sub(now) {
            Some(ahead) => self.clock.now() + ahead,
            None => self.clock.now() - (now - reading),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Wakes whoever is in front now; a bell rung for nothing costs one look around.
fn ring_front(state: &State) {
    if let Some((_, bell)) = state.lanes.front() {
        bell.notify_one();
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        state.lanes.leave(self.ticket);
        ring_front(&state);
    }
}

#[cfg(test)]
#[path = "gate_tests.rs"]
mod tests;
