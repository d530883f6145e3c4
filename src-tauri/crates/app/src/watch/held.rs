//! Holding back runs that are under way while syncing is paused.
//!
//! Leaves out the pause itself (`in_step`) and runs that the person held back one by one. The rules it protects: a pause sends
//! nothing new at once, and lets go by itself what it held; a run that the person asks for in a pause goes on.

use std::time::Duration;

use keepsake_memory::JobId;
use keepsake_sync::Wish;

use super::schedule::Pause;
use crate::keepsake::Keepsake;

/// What a pause holds back.
#[derive(Default)]
pub(super) struct Held {
    jobs: Vec<JobId>,
    /// When it has lasted as long as was meant, on the clock that never goes back.
    until: Option<Duration>,
}

impl Keepsake {
    /// Holds back what is under way, as long as this pause lasts.
    pub(crate) fn hold_runs(&self, pause: Pause) {
        self.note_end_of(pause);
        let mut held = self.inner.in_step.held();
        for (job, active) in self.inner.jobs.all_active() {
            if active.control.wish() == Wish::Run {
                active.control.pause();
                held.jobs.push(job);
            }
        }
    }

    /// Holds back what was held back by the process before this one, if the pause lasts.
    pub(crate) fn hold_what_was_held(&self) {
        if self.keeps_in_step() {
            return;
        }
        let mut held = self.inner.in_step.held();
        for (job, active) in self.inner.jobs.all_active() {
            if active.take_was_held() && active.control.wish() == Wish::Run {
                active.control.pause();
                held.jobs.push(job);
            }
        }
    }

    /// Notes how long a pause is to last from now on.
    pub(crate) fn note_end_of(&self, pause: Pause) {
        let ports = &self.inner.ports;
        self.inner.in_step.held().until = match pause {
            Pause::Until(end) => Duration::try_from(end - ports.clock.now())
                .ok()
                .map(|left| ports.clock.elapsed() + left),
            Pause::None | Pause::UntilResumed => None,
        };
    }

    /// Lets go what a pause held, once it is over by either clock.
    pub(crate) fn let_go_unless_paused(&self) {
        let until = self.inner.in_step.held().until;
        let has_lasted = until.is_some_and(|until| self.inner.ports.clock.elapsed() >= until);
        if has_lasted || self.keeps_in_step() {
            self.let_go_of_held();
        }
    }

    /// Lets go what a pause held; a run that was stopped meanwhile stays so.
    pub(crate) fn let_go_of_held(&self) {
        let held = std::mem::take(&mut *self.inner.in_step.held());
        let held = held.jobs.into_iter();
        for active in held.filter_map(|job| self.inner.jobs.active(job)) {
            active.control.resume();
        }
    }

    /// Lets go everything that is held back, by whatever.
    pub(crate) fn let_go_of_all(&self) {
        *self.inner.in_step.held() = Held::default();
        for (_, active) in self.inner.jobs.all_active() {
            active.control.resume();
        }
    }
}
