//! Steering the loop: pause, resume, now, stop.
//!
//! The rule it protects: a wish is never lost between two looks of the loop; asking several times before it looks is asking
//! once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::interval::Surroundings;
use super::schedule::Pause;

/// Steers a loop. Clones steer the same one.
#[derive(Debug, Clone)]
pub struct WatchControl {
    wishes: Arc<watch::Sender<Wishes>>,
}

/// What the person wants.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Wishes {
    pub(super) pause: Pause,
    /// How often a cycle was asked for.
    pub(super) asked: u64,
    /// When the person opened the window last, on the clock that never goes back.
    pub(super) opened: Option<Duration>,
    pub(super) stopped: bool,
    /// What is known of the computer and of who sits in front of it.
    pub(super) surroundings: Surroundings,
}

impl Default for WatchControl {
    fn default() -> Self {
        Self::new()
    }
}

impl WatchControl {
    /// Steers a loop that is not paused.
    #[must_use]
    pub fn new() -> Self {
        Self {
            wishes: Arc::new(watch::Sender::new(Wishes::default())),
        }
    }

    /// Begins no cycle until then. Whether one that has begun is held back as well is up to whoever steers it.
    pub fn pause(&self, until: Pause) {
        self.wishes.send_modify(|wishes| wishes.pause = until);
    }

    /// Goes on.
    pub fn resume(&self) {
        self.pause(Pause::None);
    }

    /// Ends this pause, whose time has come; another one that took its place goes on.
    pub(super) fn end_pause(&self, over: Pause) {
        self.wishes.send_if_modified(|wishes| {
            let is_it = wishes.pause == over;
            if is_it {
                wishes.pause = Pause::None;
            }
            is_it
        });
    }

    /// Goes by these surroundings from now on.
    pub fn look_around(&self, surroundings: Surroundings) {
        self.wishes.send_if_modified(|wishes| {
            let before = std::mem::replace(&mut wishes.surroundings, surroundings);
            before != surroundings
        });
    }

    /// How often was set anew, which the loop asks for at each look: it looks now.
    pub(super) fn look_again(&self) {
        self.wishes.send_modify(|_| {});
    }

    /// Begins a cycle now, also in a pause.
    pub fn sync_now(&self) {
        self.wishes.send_modify(|wishes| wishes.asked += 1);
    }

    /// The person opened the window, at this moment on the clock that never goes back.
    pub fn opened(&self, now: Duration) {
        self.wishes.send_modify(|wishes| wishes.opened = Some(now));
    }

    /// Ends the loop after what is under way.
    pub fn stop(&self) {
        self.wishes.send_modify(|wishes| wishes.stopped = true);
    }

    /// Whether cycles are held back.
    #[must_use]
    pub fn paused(&self) -> Pause {
        self.wishes.borrow().pause
    }

    pub(super) fn wishes(&self) -> watch::Receiver<Wishes> {
        self.wishes.subscribe()
    }
}
