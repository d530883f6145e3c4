//! Varieties of trouble: the ways in which one kind of it comes.
//!
//! A refusal asks to wait for a second, for ten minutes or for nothing that can be read, and an event is lost or comes twice:
//! whoever bears with one bears with the others for other reasons. Leaves out where they meet the engine
//! ([`crate::phase`]). The rule it protects: a variety that never came was not simulated, so each is counted by itself.

use keepsake_simulator::RetryAfter;

/// How often each variety has to come in as many schedules as are promised.
const LEAST: u64 = 1_000;

/// How a 429 can ask to wait.
pub(crate) const WAITS: [(&str, RetryAfter); 7] = [
    ("429, Retry-After 0", RetryAfter::Seconds(0)),
    ("429, Retry-After 1", RetryAfter::Seconds(1)),
    ("429, Retry-After 60", RetryAfter::Seconds(60)),
    ("429, Retry-After 600", RetryAfter::Seconds(600)),
    ("429, no Retry-After", RetryAfter::Absent),
    ("429, Retry-After unreadable", RetryAfter::Garbage),
    ("429, Retry-After a date", RetryAfter::Date(20)),
];

/// What a 429 can give as its reason: all that Notion names, and one it does not.
pub(crate) const REASONS: [&str; 5] = [
    "public_api_request_rate_limit",
    "public_api_request_count",
    "space_rate_limit",
    "concurrent_requests",
    "a_reason_of_next_year",
];

/// What happens to events on their way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnItsWay {
    /// It never comes.
    Lost,
    /// It comes with those of another time.
    Late,
    /// It comes twice.
    Twice,
    /// It comes after those that were sent later.
    OutOfOrder,
    /// It could not be stored, so that it was not acknowledged, and is sent again.
    SentAgain,
    /// It is of a kind that nobody here knows.
    UnknownKind,
    /// Somebody else made it up.
    Forged,
}

impl OnItsWay {
    const ALL: [Self; 7] = [
        Self::Lost,
        Self::Late,
        Self::Twice,
        Self::OutOfOrder,
        Self::SentAgain,
        Self::UnknownKind,
        Self::Forged,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Lost => "event lost",
            Self::Late => "event late",
            Self::Twice => "event twice",
            Self::OutOfOrder => "event out of order",
            Self::SentAgain => "event sent again",
            Self::UnknownKind => "event of an unknown kind",
            Self::Forged => "event forged",
        }
    }
}

const COUNT: usize = WAITS.len() + REASONS.len() + OnItsWay::ALL.len() + 1;

/// One way in which a kind of trouble comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variety {
    /// A 429 that asks to wait so, by its place in the list of those.
    Wait(usize),
    /// A 429 that gives this reason, by its place in the list of those.
    Reason(usize),
    /// Trouble with an event.
    Event(OnItsWay),
    /// A person takes the access back, and the program is refused.
    AccessTakenBack,
}

impl Variety {
    fn all() -> impl Iterator<Item = Self> {
        let waits = (0..WAITS.len()).map(Self::Wait);
        let reasons = (0..REASONS.len()).map(Self::Reason);
        let events = OnItsWay::ALL.into_iter().map(Self::Event);
        let access = [Self::AccessTakenBack];
        waits.chain(reasons).chain(events).chain(access)
    }

    fn name(self) -> String {
        match self {
            Self::Wait(number) => WAITS[number].0.to_owned(),
            Self::Reason(number) => format!("429, {}", REASONS[number]),
            Self::Event(trouble) => trouble.name().to_owned(),
            Self::AccessTakenBack => "access taken back".to_owned(),
        }
    }

    const fn place(self) -> usize {
        match self {
            Self::Wait(number) => number,
            Self::Reason(number) => WAITS.len() + number,
            Self::Event(trouble) => WAITS.len() + REASONS.len() + trouble as usize,
            Self::AccessTakenBack => COUNT - 1,
        }
    }
}

/// How often each variety came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Varieties([u64; COUNT]);

impl Varieties {
    /// One of these came so many times.
    pub(crate) fn count(&mut self, variety: Variety, times: u64) {
        self.0[variety.place()] += times;
    }

    /// Adds what came elsewhere.
    pub(crate) fn add(&mut self, others: &Self) {
        for (here, more) in self.0.iter_mut().zip(others.0) {
            *here += more;
        }
    }

    /// Which came less often than is asked of as many schedules as are promised.
    pub(crate) fn too_seldom(&self) -> Vec<String> {
        self.named()
            .filter(|(_, times)| *times < LEAST)
            .map(|(name, times)| format!("{name} came {times} times, {LEAST} are the least"))
            .collect()
    }

    /// Their names and how often each came.
    pub(crate) fn named(&self) -> impl Iterator<Item = (String, u64)> {
        Variety::all().map(|variety| (variety.name(), self.0[variety.place()]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_variety_has_a_place_of_its_own() {
        let places: Vec<usize> = Variety::all().map(Variety::place).collect();
        assert_eq!(places, (0..COUNT).collect::<Vec<_>>());
    }

    #[test]
    fn a_variety_that_came_too_seldom_is_named() {
        let mut varieties = Varieties::default();
        assert_eq!(varieties.too_seldom().len(), COUNT);
        for variety in Variety::all() {
            varieties.count(variety, LEAST);
        }
        assert!(varieties.too_seldom().is_empty());
        let mut fewer = varieties;
        fewer.0[Variety::Event(OnItsWay::Forged).place()] -= 1;
        assert_eq!(
            fewer.too_seldom(),
            ["event forged came 999 times, 1000 are the least"]
        );
        fewer.add(&varieties);
        assert!(fewer.too_seldom().is_empty());
    }
}
