//! Waits that Notion or the network imposes on a connection.
//!
//! The client tells of every one; what is kept is the last. The rule it protects: a person who sees nothing move is told
//! until when, and why.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::NOTION_TROUBLE;
use keepsake_notion::ErrorKind;
use keepsake_notion::ports::{ClientEvent, Clock, Watcher};
use time::OffsetDateTime;

/// What Notion answers when it asks everybody to slow down.
const TOO_BUSY: u16 = 529;
/// Shorter waits are part of any conversation.
const WORTH_TELLING: Duration = Duration::from_secs(2);

/// Trouble that lasts longer than this is no hiccup: the person is told that it is Notion's, and where to look (ux C.9).
const LONG: Duration = Duration::from_secs(600);

/// The last wait of a connection.
pub(crate) struct Holds {
    clock: Arc<dyn Clock>,
    last: Mutex<Option<(OffsetDateTime, String)>>,
    room: Mutex<Option<u32>>,
    answered: Mutex<Option<Duration>>,
    /// Since when Notion has answered with nothing but trouble of its own, on the clock that never goes back.
    troubled: Mutex<Option<Duration>>,
}

impl Holds {
    /// No wait so far.
    pub(crate) fn new(clock: Arc<dyn Clock>) -> Self {
        Self {
            clock,
            last: Mutex::new(None),
            room: Mutex::new(None),
            answered: Mutex::new(None),
            troubled: Mutex::new(None),
        }
    }

    /// Until when and why nothing is sent, if that is so at `now`.
    pub(crate) fn current(&self, now: OffsetDateTime) -> Option<(OffsetDateTime, String)> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.clone().filter(|(until, _)| *until > now)
    }

    /// When Notion last answered anything, on the clock that never goes back.
    pub(crate) fn answered(&self) -> Option<Duration> {
        *self.answered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether Notion has had trouble for so long that waiting a little will not do.
    pub(crate) fn is_long_trouble(&self) -> bool {
        let since = *self.troubled.lock().unwrap_or_else(PoisonError::into_inner);
        since.is_some_and(|since| self.clock.elapsed().saturating_sub(since) >= LONG)
    }

    /// Notes what an answer says about how Notion is.
    fn note_health(&self, status: u16) {
        let mut troubled = self.troubled.lock().unwrap_or_else(PoisonError::into_inner);
        match status {
            // Too many people ask: that is a pace and no trouble, and it says nothing of an earlier one.
            TOO_BUSY => {}
            500.. => {
                troubled.get_or_insert(self.clock.elapsed());
            }
            _ => *troubled = None,
        }
    }

    /// Nothing is sent until then.
    pub(crate) fn wait_until(&self, until: OffsetDateTime, reason: &str) {
        self.set(Some((until, reason.to_owned())));
    }

    /// How many megabytes the disk had left when a wait for room began.
    pub(crate) fn room(&self) -> Option<u32> {
        *self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The disk has this much room, which is too little.
    pub(crate) fn note_room(&self, megabytes: Option<u32>) {
        *self.room.lock().unwrap_or_else(PoisonError::into_inner) = megabytes;
    }

    fn set(&self, wait: Option<(OffsetDateTime, String)>) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = wait;
    }
}

impl Watcher for Holds {
    fn on(&self, event: &ClientEvent) {
        if let ClientEvent::Answered { status, .. } = event {
            self.note_health(*status);
            let now = self.clock.elapsed();
            *self.answered.lock().unwrap_or_else(PoisonError::into_inner) = Some(now);
        }
        match event {
            ClientEvent::Held { until, reason } => self.set(Some((*until, reason.clone()))),
            ClientEvent::Retrying { after, kind, .. } if *after >= WORTH_TELLING => {
                let reason = match kind {
                    ErrorKind::Transport => "offline",
                    _ => NOTION_TROUBLE,
                };
                self.set(Some((self.clock.now() + *after, reason.to_owned())));
            }
            ClientEvent::Answered { status, .. } if *status < 400 => self.set(None),
            _ => {}
        }
    }
}
