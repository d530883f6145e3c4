//! Fate: what happens to every request and every statement of one schedule, and the account of it.
//!
//! Transport and store ask here before they do anything. Leaves out doing it ([`crate::wire`], [`crate::disk`]). The rule it
//! protects: after a kill nothing of that life of the program reaches the disk or Notion any more.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::FutureExt;
use tokio::sync::Notify;

use crate::pace::Pace;
use crate::phase::Phase;
use crate::random::Random;
use crate::trouble::{Fated, KillAt, Often, Trouble, to_request, to_statement};
use crate::variety::{Varieties, Variety};

/// How many faults of each kind were met in each phase.
pub type Table = BTreeMap<(String, Phase), u64>;

/// Decides, and counts.
pub struct Fate {
    state: Mutex<State>,
    death: Notify,
}

struct State {
    requests: Random,
    statements: Random,
    often: Often,
    is_dead: bool,
    /// Nothing is decided or counted while somebody looks.
    is_watched: bool,
    phase: Phase,
    table: Table,
    varieties: Varieties,
    trace: DefaultHasher,
    /// Requests and statements so far: the places where a process can end.
    points: u64,
    /// The point at which this life ends, where all are tried one after the other.
    ends_at: Option<u64>,
    faults: u64,
    kills: u64,
    statements_run: u64,
    pace: Pace,
    /// Requests whose answers are awaited.
    under_way: u64,
    /// Answers since the last commit.
    unstored: u64,
    unanswered: u64,
    audits: bool,
    log: Option<Vec<String>>,
}

/// What has happened so far.
#[derive(Debug, Clone, Default)]
pub struct Account {
    /// Faults by kind and phase.
    pub table: Table,
    /// How often each variety of trouble came.
    pub varieties: Varieties,
    /// Everything that happened, in one number.
    pub trace: u64,
    /// Faults other than kills.
    pub faults: u64,
    /// Ends of the process.
    pub kills: u64,
    /// SQL statements.
    pub statements: u64,
    /// Requests and statements.
    pub points: u64,
    /// Requests whose answers nobody was left to hear or to store.
    pub unanswered: u64,
}

impl Fate {
    /// The fate of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        Self {
            state: Mutex::new(State {
                requests: Random::of(seed, "requests"),
                statements: Random::of(seed, "statements"),
                often: Often::default(),
                is_dead: false,
                is_watched: false,
                phase: Phase::List,
                table: Table::new(),
                varieties: Varieties::default(),
                trace: DefaultHasher::new(),
                points: 0,
                ends_at: None,
                faults: 0,
                kills: 0,
                statements_run: 0,
                pace: Pace::default(),
                under_way: 0,
                unstored: 0,
                unanswered: 0,
                audits: false,
                log: None,
            }),
            death: Notify::new(),
        }
    }

    /// Lets faults happen so many times as often as planned.
    pub fn often(&self, often: Often) {
        self.state().often = often;
    }

    /// Keeps what happens in words, for people.
    pub fn keep_words(&self) {
        self.state().log = Some(Vec::new());
    }

    /// Whether what happens is kept in words.
    pub(crate) fn keeps_words(&self) -> bool {
        self.state().log.is_some()
    }

    /// What happened, in words.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        self.state().log.clone().unwrap_or_default()
    }

    /// Notes something in words, and in the trace.
    pub fn note(&self, words: impl FnOnce() -> String) {
        let mut state = self.state();
        let words = words();
        words.hash(&mut state.trace);
        if let Some(log) = &mut state.log {
            log.push(words);
        }
    }

    /// Says what the engine is doing.
    pub fn enter(&self, phase: Phase) {
        self.state().phase = phase;
    }

    /// Says whether this cycle also looks for edits that leave no trace.
    pub(crate) fn auditing(&self, audits: bool) {
        self.state().audits = audits;
    }

    /// Whether this cycle also looks for edits that leave no trace.
    pub(crate) fn audits(&self) -> bool {
        self.state().audits
    }

    /// Lets somebody look at the store without anything happening to them.
    pub fn watched<T>(&self, look: impl FnOnce() -> T) -> T {
        let before = std::mem::replace(&mut self.state().is_watched, true);
        let seen = look();
        self.state().is_watched = before;
        seen
    }

    /// Ends the process at a point of the next life; nothing when it is never reached.
    pub fn end_at(&self, point: Option<u64>) {
        let mut state = self.state();
        state.points = 0;
        state.ends_at = point;
    }

    /// Whether nothing goes wrong any more.
    pub(crate) fn is_peaceful(&self) -> bool {
        self.state().often == Often::default()
    }

    /// Begins another life.
    pub fn revive(&self) {
        // The end of a life that nobody waited for is not the end of this one.
        let _heard = self.death.notified().now_or_never();
        self.state().is_dead = false;
    }

    /// Whether this life is over.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.state().is_dead
    }

    /// Returns when this life ends.
    pub async fn death(&self) {
        self.death.notified().await;
    }

    /// The account so far.
    #[must_use]
    pub fn account(&self) -> Account {
        let state = self.state();
        Account {
            table: state.table.clone(),
            varieties: state.varieties,
            trace: state.trace.finish(),
            faults: state.faults,
            kills: state.kills,
            statements: state.statements_run,
            points: state.points,
            unanswered: state.unanswered,
        }
    }

    /// Ends this life from outside.
    pub fn kill(&self) {
        let mut state = self.state();
        state.die();
        drop(state);
        self.death.notify_one();
    }

    /// What happens to a request that leaves now; `None` when nobody is left to make it. `continues` says that it goes on
    /// with a list.
    pub(crate) fn request(
        &self,
        phase: Phase,
        continues: bool,
        now: Duration,
        words: impl FnOnce() -> String,
    ) -> Option<Fated> {
        let mut state = self.state();
        if state.is_dead {
            return None;
        }
        state.phase = phase;
        let words = words();
        words.hash(&mut state.trace);
        if let Some(log) = &mut state.log {
            log.push(words);
        }
        let often = state.often;
        let mut fated = to_request(&mut state.requests, often, phase, continues);
        // Two points: before it is sent, and after.
        for at in [KillAt::Before, KillAt::After] {
            state.points += 1;
            if state.ends_at == Some(state.points) {
                fated.kill = Some(at);
            }
        }
        // Notion counts an exchange of tokens for no connection.
        if fated.kill != Some(KillAt::Before) && phase != Phase::Exchange {
            state.pace.sends(now);
            state.under_way += 1;
        }
        Some(fated)
    }

    /// Notes trouble that a request has met.
    pub(crate) fn meets(&self, trouble: Trouble, phase: Phase) {
        let mut state = self.state();
        state.phase = phase;
        state.met(trouble);
    }

    /// Notes that a variety of trouble came so many times.
    pub(crate) fn counts(&self, variety: Variety, times: usize) {
        self.state().varieties.count(variety, times as u64);
    }

    /// Notes the answer to a request; one that asks to wait says until when.
    pub(crate) fn answered(&self, status: u16, hold_until: Duration) {
        let mut state = self.state();
        if state.is_dead {
            // Nobody is left to hear it.
            return;
        }
        status.hash(&mut state.trace);
        state.under_way = state.under_way.saturating_sub(1);
        state.unstored += 1;
        if matches!(status, 429 | 529) {
            state.pace.hears(hold_until);
        }
        if let Some(log) = &mut state.log {
            log.push(format!("    -> {status}"));
        }
    }

    /// Notes that a run was interrupted: what was under way, and what one transaction would have stored, is lost with it.
    pub(crate) fn is_interrupted(&self) {
        self.state().loses_what_is_under_way();
    }

    /// What was sent before it might be.
    pub(crate) fn too_early(&self) -> Option<String> {
        self.state().pace.breach().map(str::to_owned)
    }

    /// What happens to a statement.
    pub(crate) fn statement(&self, sql: &str) -> Option<Trouble> {
        let mut state = self.state();
        if state.is_watched {
            return None;
        }
        if state.is_dead {
            return Some(Trouble::Kill);
        }
        state.statements_run += 1;
        state.points += 1;
        sql.len().hash(&mut state.trace);
        let writes = !sql.starts_with("SELECT") && !sql.starts_with("PRAGMA");
        let during = state.phase;
        let phase = Phase::of_statement(sql).unwrap_or(during);
        let often = state.often;
        let trouble = if state.ends_at == Some(state.points) {
            Some(Trouble::Kill)
        } else {
            to_statement(&mut state.statements, often, phase, writes)
        };
        let Some(trouble) = trouble else {
            if sql.contains("SET hold_until") {
                state.pace.is_stored();
            }
            if sql == "COMMIT" {
                state.unstored = 0;
            }
            return None;
        };
        state.phase = phase;
        if trouble == Trouble::Kill {
            state.die();
            drop(state);
            self.death.notify_one();
        } else {
            state.met(trouble);
            state.phase = during;
        }
        Some(trouble)
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn met(&mut self, trouble: Trouble) {
        *self.table.entry((trouble.name(), self.phase)).or_default() += 1;
        self.faults += 1;
        trouble.hash(&mut self.trace);
        if let Some(log) = &mut self.log {
            log.push(format!(
                "    {} while in {}",
                trouble.name(),
                self.phase.name()
            ));
        }
    }

    fn loses_what_is_under_way(&mut self) {
        self.unanswered += std::mem::take(&mut self.under_way) + std::mem::take(&mut self.unstored);
    }

    fn die(&mut self) {
        if self.is_dead {
            return;
        }
        self.met(Trouble::Kill);
        self.pace.dies();
        self.loses_what_is_under_way();
        self.faults -= 1;
        self.kills += 1;
        self.is_dead = true;
    }
}
