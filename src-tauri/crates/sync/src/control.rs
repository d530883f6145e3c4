//! How a person steers a run: pause, resume, stop.
//!
//! Leaves out who shows the buttons. The rule it protects: pausing and stopping take effect before the next request,
//! and the request that is under way is always finished and stored, so nothing that was fetched is thrown away.

use tokio::sync::watch;

/// What the person wants the run to do now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Go on.
    Run,
    /// Send nothing new until resumed.
    Pause,
    /// Finish what is in flight, then end the run.
    Stop,
}

/// A cheap handle on a run; every clone steers the same run.
#[derive(Clone, Debug)]
pub struct Control {
    wish: watch::Sender<Wish>,
}

impl Default for Control {
    fn default() -> Self {
        Self {
            wish: watch::Sender::new(Wish::Run),
        }
    }
}

impl Control {
    /// A control whose run goes on until told otherwise.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sends nothing new until [`Control::resume`].
    pub fn pause(&self) {
        self.change(Wish::Pause);
    }

    /// Goes on after a pause.
    pub fn resume(&self) {
        self.change(Wish::Run);
    }

    /// Ends the run after what is in flight; there is no way back from a stop.
    pub fn stop(&self) {
        self.wish.send_replace(Wish::Stop);
    }

    /// What the person wants now.
    #[must_use]
    pub fn wish(&self) -> Wish {
        *self.wish.borrow()
    }

    /// Whether the run is paused.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.wish() == Wish::Pause
    }

    /// Waits until the wish differs from `seen`. Cancel safe.
    pub async fn changed_from(&self, seen: Wish) {
        let mut receiver = self.wish.subscribe();
        // The sender lives in `self`, so the channel cannot close while we wait.
        let _ = receiver.wait_for(|wish| *wish != seen).await;
    }

    /// Waits out a pause; whether to go on, and not to stop. Cancel safe.
    pub async fn goes_on(&self) -> bool {
        loop {
            match self.wish() {
                Wish::Run => return true,
                Wish::Stop => return false,
                wish @ Wish::Pause => self.changed_from(wish).await,
            }
        }
    }

    fn change(&self, to: Wish) {
        self.wish.send_if_modified(|wish| {
            let changes = *wish != Wish::Stop && *wish != to;
            if changes {
                *wish = to;
            }
            changes
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_cannot_be_taken_back() {
        let control = Control::new();
        control.stop();
        control.resume();
        control.pause();
        assert_eq!(control.wish(), Wish::Stop);
    }

    #[tokio::test]
    async fn a_clone_pauses_the_same_run() {
        let control = Control::new();
        let other = control.clone();
        other.pause();
        control.changed_from(Wish::Run).await;
        assert!(control.is_paused());
    }
}
