//! Steering the loop: pause, resume, now, stop.
//!
//! The rule it protects: a wish is never lost between two looks of the loop; asking several times before it looks is asking
//! once.

use std::sync::Arc;

use tokio::sync::watch;

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
    pub(super) stopped: bool,
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

    /// Begins no cycle until then. One that has begun comes to its end.
    pub fn pause(&self, until: Pause) {
        self.wishes.send_modify(|wishes| wishes.pause = until);
    }

    /// Goes on.
    pub fn resume(&self) {
        self.pause(Pause::None);
    }

    /// Begins a cycle now, also in a pause.
    pub fn sync_now(&self) {
        self.wishes.send_modify(|wishes| wishes.asked += 1);
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
