//! When the next cycle begins: a pure decision about what is known.
//!
//! Leaves out the cycle itself and how facts are found. The rules it protects: a cycle a minute is enough when nothing is
//! heard; what was changed here, and what an event tells, is not left lying for a minute; a Notion that does not answer
//! is asked less and less often, and at once when it has answered anybody; where the person's
//! openings decide, nothing is looked at by the clock but what failed or was changed here; after a sleep one cycle catches up, however long
//! it was; while the person has paused, nothing begins that the person did not ask for.

use std::time::Duration;

use time::OffsetDateTime;

use super::rhythm;

/// How long a row of edits has to be quiet before they are sent together.
const QUIET: Duration = Duration::from_millis(500);
/// How long the first of them waits at most.
const LONGEST_DEBOUNCE: Duration = Duration::from_millis(1_200);
/// How long the first of several events waits for the others.
const EVENTS_GATHER: Duration = Duration::from_millis(300);
/// Between the end of one cycle and the next that edits or events ask for: somebody who types without a pause must not
/// use up the pace with listings.
const BREATH: Duration = Duration::from_secs(2);
/// The first wait after Notion could not be reached; twice as long after each further attempt.
const OFFLINE_REST: Duration = Duration::from_secs(15);
/// The same after any other failure.
const FAILURE_REST: Duration = Duration::from_secs(30);
/// After the keychain stayed locked: each try makes the system ask the person, who can also unlock it when it suits.
const LOCKED_REST: Duration = Duration::from_secs(3_600);
/// The longest of the others.
const LONGEST_REST: Duration = Duration::from_secs(300);

/// What is known when the next cycle is decided about. Durations are moments on the clock that never goes back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    /// How often a cycle begins when nothing is heard; nothing where the person's openings decide.
    pub(super) every: Option<Duration>,
    /// When the person opened the window last.
    pub(super) opened: Option<Duration>,
    /// The window lies in front.
    pub(super) is_in_front: bool,
    /// Whether the person has paused.
    pub(super) pause: Pause,
    /// When that pause is over by the clock that never goes back, whatever the time of day has become meanwhile.
    pub(super) pause_ends: Option<Duration>,
    /// Notion no longer accepts the token.
    pub(super) needs_sign_in: bool,
    /// The person stopped syncing this workspace.
    pub(super) is_stopped: bool,
    /// Another process owns the data folder and talks to Notion.
    pub(super) is_owned_elsewhere: bool,
    /// The last cycle.
    pub(super) last: Option<LastCycle>,
    /// Edits made here that no cycle has looked at.
    pub(super) edits: Option<Edits>,
    /// When the first event arrived that no cycle has looked at.
    pub(super) event: Option<Duration>,
    /// The person asked for a cycle.
    pub(super) is_wanted: bool,
    /// When Notion last answered anything this process asked.
    pub(super) answered: Option<Duration>,
    /// When the computer was found to have slept since the last cycle.
    pub(super) woke: Option<Duration>,
}

/// Whether cycles are held back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Pause {
    /// They are not.
    #[default]
    None,
    /// Until this time of day, or until the person resumes.
    Until(OffsetDateTime),
    /// Until the person resumes.
    UntilResumed,
}

/// A cycle that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct LastCycle {
    /// When it began.
    pub(super) began: Duration,
    /// When it ended.
    pub(super) ended: Duration,
    /// How it ended.
    pub(super) end: CycleEnd,
    /// How many failed in a row, this one included.
    pub(super) failures: u32,
}

/// How a cycle ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CycleEnd {
    /// It did what it could.
    Done,
    /// Notion could not be reached.
    Offline,
    /// The keychain with the token stayed locked.
    Locked,
    /// It failed otherwise.
    Failed,
}

/// Edits that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edits {
    /// When the first was noticed.
    pub(super) first: Duration,
    /// When the last was noticed.
    pub(super) last: Duration,
}

/// What to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// Begin a cycle now.
    Cycle(Cause),
    /// Nothing before this moment, unless something is heard.
    Wait {
        /// On the clock that never goes back.
        until: Duration,
        /// What for.
        cause: Cause,
    },
    /// Nothing until somebody does something.
    Rest(Reason),
}

/// Why a cycle begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It is the first.
    First,
    /// It is time.
    Routine,
    /// Something was changed here.
    Edit,
    /// An event arrived.
    Event,
    /// The person asked for it.
    Wish,
    /// The last one failed.
    Retry,
    /// The last one failed, and Notion has answered since.
    Answered,
    /// The computer has slept.
    Woke,
    /// The person opened the window.
    Opened,
}

/// Why no cycle begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The person has paused.
    Paused,
    /// The person has to sign in.
    SignIn,
    /// The person stopped syncing this workspace.
    Stopped,
    /// Another process talks to Notion at the moment.
    OtherOwner,
    /// Notion is looked at when the person opens the window.
    UntilOpened,
}

impl Reason {
    /// The word for it in logs and documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Paused => "paused",
            Self::SignIn => "needs_sign_in",
            Self::Stopped => "stopped",
            Self::OtherOwner => "other_owner",
            Self::UntilOpened => "until_opened",
        }
    }
}

impl Cause {
    /// The word for it in logs and documents.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Routine => "routine",
            Self::Edit => "edit",
            Self::Event => "event",
            Self::Wish => "wish",
            Self::Retry => "retry",
            Self::Answered => "answered",
            Self::Woke => "woke",
            Self::Opened => "opened",
        }
    }
}

/// What to do at `now` (on the clock that never goes back), which is `time` of day.
#[must_use]
pub(super) fn next(now: Duration, time: OffsetDateTime, facts: &Facts) -> Next {
    if facts.is_owned_elsewhere {
        return Next::Rest(Reason::OtherOwner);
    }
    if facts.is_stopped {
        return Next::Rest(Reason::Stopped);
    }
    if facts.needs_sign_in {
        return Next::Rest(Reason::SignIn);
    }
    if facts.is_wanted {
        return Next::Cycle(Cause::Wish);
    }
    if holds(now, time, facts) {
        return Next::Rest(Reason::Paused);
    }
    let Some(last) = facts.last else {
        return Next::Cycle(Cause::First);
    };
    let asked = match last.end {
        CycleEnd::Done => soonest(&last, facts),
        CycleEnd::Offline | CycleEnd::Locked | CycleEnd::Failed => {
            Some(after_failure(&last, facts))
        }
    };
    let Some((until, cause)) = asked else {
        return Next::Rest(Reason::UntilOpened);
    };
    if now >= until {
        Next::Cycle(cause)
    } else {
        Next::Wait { until, cause }
    }
}

/// Whether the process that owns the folder is asked for a look, for an opening it cannot hear of; so is a start with the window
/// in front. `asked` is when that was done last.
#[must_use]
pub(super) fn passes_on(
    now: Duration,
    time: OffsetDateTime,
    facts: &Facts,
    asked: Option<Duration>,
) -> bool {
    let is_held_back = facts.is_stopped || facts.needs_sign_in || holds(now, time, facts);
    if !facts.is_owned_elsewhere || facts.every.is_some() || is_held_back {
        return false;
    }
    let Some(looked) = asked.max(facts.last.map(|last| last.began)) else {
        return facts.opened.is_some() || facts.is_in_front;
    };
    let woke = facts.woke.filter(|_| facts.is_in_front);
    rhythm::asked_by(facts.opened.max(woke), looked).is_some_and(|due| now >= due)
}

/// Whether the pause holds. One that has an end is over when its time of day has come, and also when it has lasted as long as
/// was meant: while the computer sleeps only the time of day goes on, and that may be set back.
pub(super) fn holds(now: Duration, time: OffsetDateTime, facts: &Facts) -> bool {
    match facts.pause {
        Pause::None => false,
        Pause::UntilResumed => true,
        Pause::Until(end) => time < end && facts.pause_ends.is_none_or(|ends| now < ends),
    }
}

/// When the next cycle begins after this one, if nothing is heard; nothing where none does.
pub(super) fn due(last: &LastCycle, every: Option<Duration>) -> Option<Duration> {
    match last.end {
        CycleEnd::Done => every.map(|every| (last.began + every).max(last.ended + BREATH)),
        // What failed is tried again, whoever asked for it.
        CycleEnd::Offline | CycleEnd::Locked | CycleEnd::Failed => Some(last.ended + rest(last)),
    }
}

/// The first thing that asks for a cycle after one that did what it could.
fn soonest(last: &LastCycle, facts: &Facts) -> Option<(Duration, Cause)> {
    let breath = last.ended + BREATH;
    let goes_by_openings = facts.every.is_none();
    let routine = due(last, facts.every).map(|at| (at, Cause::Routine));
    let opened = rhythm::asked_by(facts.opened, last.began)
        .filter(|_| goes_by_openings)
        .map(|at| (at.max(breath), Cause::Opened));
    let edit = facts.edits.map(|edits| {
        let quiet = (edits.last + QUIET).min(edits.first + LONGEST_DEBOUNCE);
        (quiet.max(breath), Cause::Edit)
    });
    let event = facts
        .event
        .map(|first| ((first + EVENTS_GATHER).max(breath), Cause::Event));
    // To whoever has the window before them when the computer wakes, that is opening it.
    let woke = facts
        .woke
        .filter(|_| !goes_by_openings || facts.is_in_front)
        .map(|woke| (woke.max(breath), Cause::Woke));
    [routine, opened, edit, event, woke]
        .into_iter()
        .flatten()
        .min_by_key(|(at, _)| *at)
}

/// After a failure neither edits nor events make it sooner: they would fail the same way.
fn after_failure(last: &LastCycle, facts: &Facts) -> (Duration, Cause) {
    if let Some(answered) = facts.answered
        && last.end == CycleEnd::Offline
        && answered > last.ended
    {
        return (answered, Cause::Answered);
    }
    // What failed before the computer slept says nothing about where it is now.
    if let Some(woke) = facts.woke
        && last.end != CycleEnd::Locked
    {
        return (woke, Cause::Woke);
    }
    (last.ended + rest(last), Cause::Retry)
}

fn rest(last: &LastCycle) -> Duration {
    let first = match last.end {
        CycleEnd::Locked => return LOCKED_REST,
        CycleEnd::Offline => OFFLINE_REST,
        CycleEnd::Done | CycleEnd::Failed => FAILURE_REST,
    };
    let doublings = last.failures.saturating_sub(1).min(8);
    first.saturating_mul(1 << doublings).min(LONGEST_REST)
}

#[cfg(test)]
#[path = "schedule_tests.rs"]
mod tests;
