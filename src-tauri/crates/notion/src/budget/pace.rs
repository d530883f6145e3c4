//! When the next request may be sent. Pure: the clock's reading comes in, a decision goes out.
//!
//! Three rules hold together. Requests are spread evenly, one per `1000 / rate` ms and a little; at most `rate` go out in
//! any 1,010 ms; at most `60 * rate` in any 60.5 s. The margins over one second and one minute absorb what the network adds
//! on the way, because Notion counts arrivals (Notion API reference: Request limits).
//!
//! Evenness is measured from when a request was due, so that a timer's lateness does not add up over thousands of
//! requests; the two guards are measured from when requests really went out, so that lateness can never bunch them.
//! On a busy machine a request can also be held up on its way by more than the margin. Where a quick answer shows by when
//! it had arrived, the guard over a second counts from then; so it does for a slow answer of a server that is usually
//! quick, because then it was the way that took so long.

use std::collections::VecDeque;
use std::time::Duration;

use crate::settings::MAX_REQUESTS_PER_SECOND;

/// The window in which at most `rate` requests go out.
pub(crate) const SECOND: Duration = Duration::from_millis(1_010);

/// How soon an answer has to come to say something about when the request arrived. Later ones, as from Notion itself,
/// tell how long the server took.
const QUICK: Duration = Duration::from_millis(100);

/// How many answers tell what is usual.
const USUAL: usize = 15;

/// The longest time on the way that is reckoned with; what takes longer is the server's doing or lost.
const LONGEST_WAY: Duration = Duration::from_secs(1);

/// What is left of [`SECOND`] once the arrival is known.
const SECOND_AFTER_ARRIVAL: Duration = Duration::from_millis(1_001);

/// The window in which at most `60 * rate` requests go out.
pub(crate) const MINUTE: Duration = Duration::from_millis(60_500);

/// A rate, with the figures that follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pace {
    in_a_second: usize,
    in_a_minute: usize,
    interval: Duration,
}

impl Pace {
    /// The pace for a rate in requests per second, brought into 1 to 10.
    pub(crate) fn new(requests_per_second: u32) -> Self {
        let rate = requests_per_second.clamp(1, MAX_REQUESTS_PER_SECOND);
        let in_a_second = usize::try_from(rate).unwrap_or(1);
        Self {
            in_a_second,
            in_a_minute: in_a_second * 60,
            interval: Duration::from_millis(u64::from(1_000 / rate) + 1),
        }
    }
}

/// Whether a request may go out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Now.
    Send,
    /// Not before this reading of the clock.
    WaitUntil(Duration),
}

/// The sends of the last minute, oldest first, as readings of one monotonic clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct History {
    sent: VecDeque<Sent>,
    /// When the last send was due, or when it went out if that was much later.
    last_due: Option<Duration>,
}

/// One send.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sent {
    at: Duration,
    /// How long the answer took; nothing while there is none.
    answer: Option<Duration>,
}

impl Sent {
    fn new(at: Duration) -> Self {
        Self { at, answer: None }
    }

    /// When this send no longer counts for the guard over a second.
    fn leaves_the_second(&self, server_is_quick: bool) -> Duration {
        let answer = self
            .answer
            .filter(|answer| server_is_quick || *answer <= QUICK)
            .unwrap_or_default();
        self.at + SECOND.max(answer.min(LONGEST_WAY) + SECOND_AFTER_ARRIVAL)
    }
}

impl History {
    /// A history of these sends, in any order.
    pub(crate) fn of(mut sent: Vec<Duration>, pace: &Pace) -> Self {
        sent.sort_unstable();
        let last_due = sent.last().copied();
        let surplus = sent.len().saturating_sub(pace.in_a_minute);
        Self {
            sent: sent.into_iter().skip(surplus).map(Sent::new).collect(),
            last_due,
        }
    }

    /// Adds a send at `now`.
    pub(crate) fn push(&mut self, now: Duration, hold: Option<Duration>, pace: &Pace) {
        let due = due(self, hold, pace);
        let lateness = now.saturating_sub(due);
        self.last_due = Some(if lateness <= pace.interval / 2 {
            due
        } else {
            now
        });
        if self.sent.len() == pace.in_a_minute {
            self.sent.pop_front();
        }
        self.sent.push_back(Sent::new(now));
    }

    /// Notes that the request sent at `at` was answered at `now`.
    pub(crate) fn answered(&mut self, at: Duration, now: Duration) {
        let sent = self.sent.iter_mut().rev().find(|sent| sent.at == at);
        if let Some(sent) = sent {
            sent.answer = Some(now.saturating_sub(at));
        }
    }

    /// Whether at least half of the last answers were quick.
    fn server_is_quick(&self) -> bool {
        let answers = self.sent.iter().rev().filter_map(|sent| sent.answer);
        let (quick, slow): (Vec<_>, Vec<_>) =
            answers.take(USUAL).partition(|answer| *answer <= QUICK);
        quick.len() >= slow.len()
    }

    /// The send that is the `count`th from the end.
    fn nth_last(&self, count: usize) -> Option<&Sent> {
        let index = self.sent.len().checked_sub(count)?;
        self.sent.get(index)
    }
}

/// Decides whether a request may go out at `now`, after `history`, with nothing allowed before `hold`.
pub(crate) fn next_send(
    now: Duration,
    history: &History,
    hold: Option<Duration>,
    pace: &Pace,
) -> Verdict {
    let due = due(history, hold, pace);
    if due <= now {
        Verdict::Send
    } else {
        Verdict::WaitUntil(due)
    }
}

/// The first moment at which all rules allow a send; long past when nothing was sent lately.
fn due(history: &History, hold: Option<Duration>, pace: &Pace) -> Duration {
    [
        history.last_due.map(|due| due + pace.interval),
        history
            .nth_last(pace.in_a_second)
            .map(|sent| sent.leaves_the_second(history.server_is_quick())),
        history
            .nth_last(pace.in_a_minute)
            .map(|sent| sent.at + MINUTE),
        hold,
    ]
    .into_iter()
    .flatten()
    .max()
    .unwrap_or_default()
}

#[cfg(test)]
#[path = "pace_tests.rs"]
mod tests;
