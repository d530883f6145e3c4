//! Holding back runs that are under way while syncing is paused.
//!
//! Leaves out the pause itself (`in_step`) and runs that the person held back one by one. The rules it protects: a pause sends
//! nothing new at once, and lets go by itself what it held; a run that the person asks for in a pause goes on, and no other.

use std::time::Duration;

use keepsake_memory::{ConnectionId, JobId};

use super::schedule::Pause;
use crate::dto::moment;
use crate::keepsake::Keepsake;

impl Keepsake {
    /// Holds back what is under way, as long as this pause lasts.
    pub(super) fn hold_runs(&self, pause: Pause) {
        self.note_end_of(pause);
        for active in self.inner.jobs.all_active() {
            active.hold();
        }
    }

    /// Notes how long a pause is to last from now on.
    pub(super) fn note_end_of(&self, pause: Pause) {
        let ports = &self.inner.ports;
        // On the clock that never goes back, too.
        let end = match pause {
            Pause::Until(end) => Duration::try_from(end - ports.clock.now())
                .ok()
                .map(|left| ports.clock.elapsed() + left),
            Pause::None | Pause::UntilResumed => None,
        };
        *self.inner.in_step.held_until() = end;
    }

    /// Lets go what a pause held, once it is over by either clock.
    pub(super) fn let_go_unless_paused(&self) {
        let until = *self.inner.in_step.held_until();
        let has_lasted = until.is_some_and(|until| self.inner.ports.clock.elapsed() >= until);
        if has_lasted || self.keeps_in_step() {
            for active in self.inner.jobs.all_active() {
                active.let_go();
            }
        }
    }

    /// Until when a pause holds this back, where it has an end (RFC 3339).
    pub(crate) fn held_until(&self, job: JobId) -> Option<String> {
        let is_held = self.inner.jobs.active(job)?.is_held();
        match self.inner.in_step.paused() {
            Pause::Until(end) if is_held => Some(moment(end)),
            Pause::Until(_) | Pause::UntilResumed | Pause::None => None,
        }
    }

    /// Lets go what a pause holds of one connection: the person asked for it.
    pub(crate) fn let_go_of(&self, connection: ConnectionId) {
        for active in self.inner.jobs.all_active() {
            if active.brings_for() == Some(connection) {
                active.let_go();
            }
        }
    }

    /// Lets go everything that is held back, by whatever.
    pub(super) fn let_go_of_all(&self) {
        *self.inner.in_step.held_until() = None;
        for active in self.inner.jobs.all_active() {
            active.resume();
        }
    }
}
