//! What the writing half of a run came to.
//!
//! Leaves out the ledger of what was read. The rule it protects: everything that was changed here is counted as written,
//! settled without a request, decided, waiting or parked; nothing is in none of them.

use serde::{Deserialize, Serialize};

/// The account of what was written to Notion, or why not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PushReport {
    /// Pages of which something was written.
    pub pages: u64,
    /// Properties that were written.
    pub properties: u64,
    /// Texts that were written.
    pub texts: u64,
    /// Of those, texts in which both sides' edits were joined.
    pub merged: u64,
    /// Pages that were made.
    pub created: u64,
    /// Pages that were moved.
    pub moved: u64,
    /// Pages that were put into the trash.
    pub trashed: u64,
    /// Pages that were taken out of the trash.
    pub restored: u64,
    /// Parts that were found to be in step already, without a write.
    pub settled: u64,
    /// Conflicts that a rule decided; the version that lost is kept.
    pub decided: u64,
    /// New conflicts that wait for the person.
    pub asked: u64,
    /// Parts that still wait: for the person, or because they are parked.
    pub waiting: u64,
    /// Parts that were parked by this run.
    pub parked: u64,
    /// Writes whose outcome is not known yet; the next run reads first.
    pub unclear: u64,
    /// Writes that did not happen for a passing reason; the next run tries again.
    pub postponed: u64,
    /// Writes whose answer shows that somebody edited the page between our look and our write.
    pub overtaken: u64,
    /// Comments that say what an entry lacks.
    pub remarks: u64,
}

impl PushReport {
    /// Adds another account.
    pub fn add(&mut self, other: &Self) {
        let Self {
            pages,
            properties,
            texts,
            merged,
            created,
            moved,
            trashed,
            restored,
            settled,
            decided,
            asked,
            waiting,
            parked,
            unclear,
            postponed,
            overtaken,
            remarks,
        } = other;
        self.pages += pages;
        self.properties += properties;
        self.texts += texts;
        self.merged += merged;
        self.created += created;
        self.moved += moved;
        self.trashed += trashed;
        self.restored += restored;
        self.settled += settled;
        self.decided += decided;
        self.asked += asked;
        self.waiting += waiting;
        self.parked += parked;
        self.unclear += unclear;
        self.postponed += postponed;
        self.overtaken += overtaken;
        self.remarks += remarks;
    }

    /// Leaves out what still waits, because it is about to be counted anew.
    pub const fn forget_what_waits(&mut self) {
        (self.waiting, self.postponed) = (0, 0);
    }

    /// Whether anything was sent to Notion that changes something there.
    #[must_use]
    pub const fn wrote(&self) -> bool {
        self.properties + self.texts + self.created + self.moved + self.trashed + self.restored > 0
    }
}

/// What the profiles made of the rows that changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordReport {
    /// Rows that were looked at.
    pub checked: u64,
    /// Of those, rows that keep all rules.
    pub valid: u64,
    /// Of those, entries that stay in draft, with their reasons.
    pub invalid: u64,
    /// Jobs that were made.
    pub jobs: u64,
    /// Changes of state that the profile does not foresee.
    pub jumps: u64,
}

impl RecordReport {
    /// Adds another account.
    pub const fn add(&mut self, other: Self) {
        self.checked += other.checked;
        self.valid += other.valid;
        self.invalid += other.invalid;
        self.jobs += other.jobs;
        self.jumps += other.jumps;
    }
}

/// What a run sent and what became of records, as it is kept beside the run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sent {
    /// What was written to Notion, or why not.
    pub pushed: PushReport,
    /// What the profiles made of the rows that changed.
    pub records: RecordReport,
}

impl Sent {
    /// What is kept beside a run; nothing beside one that none of it was about.
    #[must_use]
    pub fn read(kept: Option<&str>) -> Self {
        kept.and_then(|text| serde_json::from_str(text).ok())
            .unwrap_or_default()
    }

    /// As it is kept; nothing when there is nothing to tell. That something still waits is told where it waits.
    pub(crate) fn text(&self) -> Option<String> {
        let told = PushReport {
            waiting: 0,
            ..self.pushed.clone()
        };
        if told == PushReport::default() && self.records == RecordReport::default() {
            return None;
        }
        serde_json::to_string(self).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_kept_and_what_only_waits_is_not() {
        let mut sent = Sent::default();
        sent.pushed.waiting = 3;
        assert_eq!(sent.text(), None);
        sent.records.checked = 1;
        let kept = sent.text();
        assert_eq!(Sent::read(kept.as_deref()), sent);
        assert_eq!(Sent::read(None), Sent::default());
    }
}
