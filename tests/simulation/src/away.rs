//! What could not be seen, or was in the trash, and when: it comes back without a trace.

use std::collections::{HashMap, HashSet};

use keepsake_simulator::{Id, Place};

/// Everything that was away at some moment of a schedule.
#[derive(Debug, Default)]
pub(crate) struct Away {
    /// When each object was last away (Unix milliseconds).
    last: HashMap<Id, i64>,
    has_hidden: bool,
    trashed: HashSet<Id>,
}

impl Away {
    /// Takes note of where everything is now.
    pub(crate) fn note(&mut self, places: &[Place], now: i64) {
        for place in places {
            self.has_hidden |= !place.visible;
            if place.in_trash {
                self.trashed.insert(place.id);
            }
            if !place.visible || place.in_trash {
                self.last.insert(place.id, now);
            }
        }
    }

    /// When an object could last not be seen, or was in the trash (Unix milliseconds).
    pub(crate) fn last(&self, id: Id) -> Option<i64> {
        self.last.get(&id).copied()
    }

    /// Whether anything could not be seen at some moment.
    pub(crate) const fn has_hidden(&self) -> bool {
        self.has_hidden
    }

    /// Whether an object was in the trash at some moment.
    pub(crate) fn was_trashed(&self, id: Id) -> bool {
        self.trashed.contains(&id)
    }
}
