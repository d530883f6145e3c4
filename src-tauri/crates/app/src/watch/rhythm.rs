//! How often Notion is looked at when nothing is heard: every so often, or when the person opens Keepsake. Pure.
//!
//! Leaves out how far apart looks by the clock are in the end (`interval`) and what else asks for one (`schedule`). The rules it
//! protects: whoever opens Keepsake sees what is new, however often they do it at the price of one look a minute; where
//! openings decide, the clock does not.

use std::time::Duration;

/// An opening so soon after a look began is the one that look was for: the start of the program is both.
const SAME: Duration = Duration::from_secs(10);
/// Between the beginnings of two looks that openings ask for.
const APART: Duration = Duration::from_secs(60);

/// How often Notion is looked at when nothing is heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// So often.
    Every(Duration),
    /// At the start, and when the person brings the window to the front.
    WhenOpened,
}

impl Rhythm {
    /// The time between two looks; nothing where no clock decides.
    #[must_use]
    pub const fn every(self) -> Option<Duration> {
        match self {
            Self::Every(every) => Some(every),
            Self::WhenOpened => None,
        }
    }
}

/// When the person's last opening asks for a look, after one that began at `looked`; nothing when that one was for it.
/// Moments on the clock that never goes back.
pub(super) fn asked_by(opened: Option<Duration>, looked: Duration) -> Option<Duration> {
    opened
        .filter(|opened| *opened > looked + SAME)
        .map(|opened| opened.max(looked + APART))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_opening_asks_for_one_look_and_no_more_than_one_a_minute() {
        let table = [
            ("nobody opened it", None, None),
            ("before the look", Some(90), None),
            ("just as it began", Some(100), None),
            ("while it began", Some(110), None),
            (
                "soon after it: when the minute is over",
                Some(111),
                Some(160),
            ),
            ("late in the minute", Some(159), Some(160)),
            ("when the minute is over", Some(160), Some(160)),
            ("an hour later: at once", Some(3_700), Some(3_700)),
        ];
        for (name, opened, expected) in table {
            let asked = asked_by(opened.map(Duration::from_secs), Duration::from_secs(100));
            assert_eq!(asked, expected.map(Duration::from_secs), "{name}");
        }
    }
}
