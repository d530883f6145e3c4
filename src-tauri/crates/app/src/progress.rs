//! How far a run has come, for this process and for others that wait for it.
//!
//! The engine reports to a [`Board`]; a [`Snapshot`] of it is what watchers here read and what is written beside the job
//! for watchers elsewhere. Leaves out how often either is read. The rule it protects: every watcher sees the same
//! figures, whichever process does the work.

mod eta;
mod holds;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keepsake_notion::ports::Clock;
use keepsake_sync::{Control, ProgressSink, ProgressUpdate};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::dto::{self, LogLine, LogOutcome, Phase, Progress};
use eta::{Done, Eta};
pub(crate) use holds::Holds;

/// The word for a wait until the disk has room.
pub(crate) const LITTLE_SPACE: &str = "little_space";

/// The word for a wait because Notion has trouble of its own.
pub(crate) const NOTION_TROUBLE: &str = "notion_trouble";
/// The same once it has lasted so long that somebody may want to know more.
pub(crate) const LONG_TROUBLE: &str = "long_trouble";

/// Lines a watcher in this process can fall behind.
const LINES_KEPT: usize = 256;
/// Lines written beside the job: those of about a second.
const LINES_WRITTEN: usize = 24;

/// Takes the reports of one run.
pub(crate) struct Board {
    clock: Arc<dyn Clock>,
    control: Control,
    holds: Arc<Holds>,
    state: Mutex<State>,
}

struct State {
    update: Option<ProgressUpdate>,
    eta: Eta,
    lines: VecDeque<Line>,
    seen: u64,
}

/// What a board shows at one moment.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Snapshot {
    phase: Option<Phase>,
    known: u32,
    finished: u32,
    stored: u32,
    skipped: u32,
    refused: u32,
    failed: u32,
    files_stored: u32,
    requests: u32,
    titles_complete: bool,
    paused: bool,
    /// A pause of syncing holds it, also where it waits for its turn and shows nothing yet.
    #[serde(default)]
    by_a_pause: bool,
    eta_seconds: Option<u32>,
    waiting_until: Option<OffsetDateTime>,
    waiting_reason: Option<String>,
    #[serde(default)]
    waiting_megabytes: Option<u32>,
    lines: Vec<Line>,
    lines_seen: u64,
}

/// A wait, where there is one.
#[derive(Default)]
struct Waiting {
    until: Option<OffsetDateTime>,
    reason: Option<String>,
    megabytes: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Line {
    time: OffsetDateTime,
    outcome: LogOutcome,
    title: String,
    detail: String,
}

impl Board {
    /// A board for a run at this pace that `control` steers and whose requests `holds` watches.
    pub(crate) fn new(
        clock: Arc<dyn Clock>,
        control: Control,
        holds: Arc<Holds>,
        requests_per_second: u32,
    ) -> Self {
        let state = State {
            update: None,
            eta: Eta::new(requests_per_second),
            lines: VecDeque::new(),
            seen: 0,
        };
        Self {
            clock,
            control,
            holds,
            state: Mutex::new(state),
        }
    }

    /// The report of a comparison, which has only a number of pages.
    pub(crate) fn comparing(checked: u64, expected: u64) -> ProgressUpdate {
        ProgressUpdate {
            phase: keepsake_sync::Phase::Reading,
            known: expected,
            finished: checked,
            stored: 0,
            skipped: 0,
            refused: 0,
            failed: 0,
            files_stored: 0,
            owed: (expected.saturating_sub(checked)) * 2,
            requests: checked * 2,
            titles_complete: true,
            line: None,
        }
    }

    /// What it shows now.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let state = self.state();
        let Some(update) = &state.update else {
            let waiting = self.waiting();
            return Snapshot {
                paused: self.control.is_paused(),
                waiting_until: waiting.until,
                waiting_reason: waiting.reason,
                waiting_megabytes: waiting.megabytes,
                ..Snapshot::default()
            };
        };
        let remaining = update.known.saturating_sub(update.finished);
        let waiting = self.waiting();
        let eta = match update.phase {
            keepsake_sync::Phase::Done => None,
            _ => state.eta.seconds(remaining, update.owed),
        };
        Snapshot {
            phase: Some(phase(update.phase)),
            known: dto::count(update.known),
            finished: dto::count(update.finished),
            stored: dto::count(update.stored),
            skipped: dto::count(update.skipped),
            refused: dto::count(update.refused),
            failed: dto::count(update.failed),
            files_stored: dto::count(update.files_stored),
            requests: dto::count(update.requests),
            titles_complete: update.titles_complete,
            paused: self.control.is_paused(),
            by_a_pause: false,
            eta_seconds: eta,
            waiting_until: waiting.until,
            waiting_reason: waiting.reason,
            waiting_megabytes: waiting.megabytes,
            lines: state.lines.iter().cloned().collect(),
            lines_seen: state.seen,
        }
    }

    /// Until when and why nothing is sent at the moment.
    fn waiting(&self) -> Waiting {
        let Some((until, reason)) = self.holds.current(self.clock.now()) else {
            return Waiting::default();
        };
        let is_for_room = reason == LITTLE_SPACE;
        let reason = if reason == NOTION_TROUBLE && self.holds.is_long_trouble() {
            LONG_TROUBLE.to_owned()
        } else {
            reason
        };
        Waiting {
            until: Some(until),
            reason: Some(reason),
            megabytes: self.holds.room().filter(|_| is_for_room),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ProgressSink for Board {
    fn progress(&self, mut update: ProgressUpdate) {
        let mut state = self.state();
        if let Some(line) = update.line.take() {
            if state.lines.len() == LINES_KEPT {
                state.lines.pop_front();
            }
            state.lines.push_back(Line {
                time: self.clock.now(),
                outcome: outcome(line.outcome),
                title: line.title,
                detail: line.reason.unwrap_or_default(),
            });
            state.seen += 1;
        }
        let done = Done {
            requests: update.requests,
            finished: update.finished,
        };
        state
            .eta
            .observe(self.clock.elapsed(), done, self.control.is_paused());
        state.update = Some(update);
    }
}

impl Snapshot {
    /// Whether it is held back, or waits behind what is.
    pub(crate) const fn is_held(&self) -> bool {
        self.paused || self.by_a_pause
    }

    /// Whether a pause of syncing holds it back.
    pub(crate) const fn is_held_by_a_pause(&self) -> bool {
        self.by_a_pause
    }

    /// The same, with whether a pause of syncing holds it.
    pub(crate) const fn held_by_a_pause(mut self, is_held: bool) -> Self {
        self.by_a_pause = is_held;
        self
    }

    /// The same, held back.
    pub(crate) fn held(mut self) -> Self {
        self.paused = true;
        self
    }

    /// What is written beside the job: as little as watchers elsewhere need.
    pub(crate) fn into_json(mut self) -> String {
        let surplus = self.lines.len().saturating_sub(LINES_WRITTEN);
        self.lines.drain(..surplus);
        // Cannot fail: there are only text keys.
        serde_json::to_string(&self).unwrap_or_default()
    }

    /// How many objects were stored.
    pub(crate) const fn stored(&self) -> u32 {
        self.stored
    }

    /// Reads it back; what another version wrote shows as nothing.
    pub(crate) fn from_json(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }

    /// The message for a watcher that has seen `lines` lines so far; counts on.
    pub(crate) fn message(&self, now: OffsetDateTime, lines: &mut u64) -> Progress {
        let phase = self.phase.unwrap_or(Phase::Finding);
        let fresh = usize::try_from(self.lines_seen.saturating_sub(*lines)).unwrap_or(usize::MAX);
        *lines = self.lines_seen.max(*lines);
        let others = self.stored + self.skipped + self.refused + self.failed;
        Progress {
            phase,
            sentence_key: self.sentence_key(phase).to_owned(),
            known: self.known,
            finished: self.finished,
            stored: self.stored,
            unchanged: self.finished.saturating_sub(others),
            skipped: self.skipped,
            refused: self.refused,
            failed: self.failed,
            files_stored: self.files_stored,
            remaining: self.known.saturating_sub(self.finished),
            requests: self.requests,
            eta_seconds: self.eta_seconds,
            waiting_seconds: self
                .waiting_until
                .and_then(|until| seconds_until(until, now)),
            waiting_reason: self.waiting_reason.clone(),
            waiting_megabytes: self.waiting_megabytes,
            titles_complete: self.titles_complete,
            paused: self.paused,
            log: self
                .lines
                .iter()
                .skip(self.lines.len().saturating_sub(fresh))
                .map(Line::shown)
                .collect(),
        }
    }

    fn sentence_key(&self, phase: Phase) -> &'static str {
        if self.paused {
            return "progress-paused";
        }
        match (phase, &self.waiting_until) {
            (Phase::Finding | Phase::Reading | Phase::Linking, Some(_)) => "progress-waiting",
            (Phase::Finding, None) => "phase-finding",
            (Phase::Reading, None) => "phase-reading",
            (Phase::Linking, None) => "phase-linking",
            (Phase::Done, _) => "phase-done",
        }
    }
}

impl Line {
    fn shown(&self) -> LogLine {
        LogLine {
            time: dto::moment(self.time),
            outcome: self.outcome,
            title: self.title.clone(),
            detail: self.detail.clone(),
        }
    }
}

fn seconds_until(until: OffsetDateTime, now: OffsetDateTime) -> Option<u32> {
    let seconds = (until - now).as_seconds_f64().ceil();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "`as` saturates"
    )]
    (seconds > 0.0).then_some(seconds as u32)
}

fn phase(phase: keepsake_sync::Phase) -> Phase {
    match phase {
        keepsake_sync::Phase::Finding => Phase::Finding,
        keepsake_sync::Phase::Reading => Phase::Reading,
        keepsake_sync::Phase::Linking => Phase::Linking,
        keepsake_sync::Phase::Done => Phase::Done,
    }
}

fn outcome(outcome: keepsake_sync::LogOutcome) -> LogOutcome {
    match outcome {
        keepsake_sync::LogOutcome::Stored => LogOutcome::Stored,
        keepsake_sync::LogOutcome::Skipped => LogOutcome::Skipped,
        keepsake_sync::LogOutcome::Refused => LogOutcome::Refused,
        keepsake_sync::LogOutcome::Failed => LogOutcome::Failed,
    }
}

#[cfg(test)]
#[path = "progress/tests.rs"]
mod tests;
