//! Whether a failed attempt is made again (requirement C3; Notion API reference: Status codes, "Retry?").
//!
//! | Failure | Read | Delete | Write |
//! | --- | --- | --- | --- |
//! | 429, 529 | after `Retry-After` | after `Retry-After` | after `Retry-After` |
//! | 429 `public_api_request_blocked` | never | never | never |
//! | 500, 502, 503, 504 | back off | back off | read first |
//! | no connection was made | back off | back off | back off |
//! | broken connection, time-out | back off | back off | read first |
//! | 409 `conflict_error` | back off | read first | read first |
//! | 409 `row_limit_exceeded` | never | never | never |
//! | token not renewed for a passing reason | back off | back off | back off |
//! | 400 whose message asks for it | back off | back off | back off |
//! | answer not Notion's, or cut off | back off | back off | read first when it was a 2xx, else never |
//! | everything else | never | never | never |
//!
//! "Read first" is for the caller: it alone knows what to read. The error says so by its `outcome_unclear`.
//!
//! The rule it protects: a write is never made twice because an answer was lost.

use std::time::Duration;

use crate::error::{Error, ErrorKind};
use keepsake_planted::{Bug, is as planted};

/// The longest back-off delay.
const LONGEST_BACKOFF: Duration = Duration::from_secs(60);

/// The longest wait that is honoured when Notion limits requests; a longer one is absurd or the fault of a clock.
pub(crate) const LONGEST_HOLD: Duration = Duration::from_secs(60 * 60);

/// Retries for an answer that is not Notion's: a sign-in page does not go away by asking often.
const RETRIES_OF_FOREIGN_ANSWERS: u32 = 2;

/// What a call does, which decides how it may be repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It changes nothing. `POST` search and query are reads.
    Read,
    /// It leaves the same state when made twice.
    Delete,
    /// It changes something each time.
    Write,
}

/// What to do about a failed attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Retry {
    /// Make the call again after this wait.
    After(Duration),
    /// Report the failure.
    Never,
    /// Report the failure: the call may have had its effect, or its ground has shifted. Reading comes before writing.
    Reconcile,
}

/// How patient a client is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Patience {
    /// Retries after the first attempt.
    pub(crate) max_retries: u32,
    /// The first back-off delay.
    pub(crate) base: Duration,
}

/// Decides what follows a failure of attempt number `attempt` (counted from 1). `random` is any 64-bit number.
pub(crate) fn decide(
    error: &Error,
    effect: Effect,
    attempt: u32,
    patience: Patience,
    random: u64,
) -> Retry {
    let exclusive = effect != Effect::Read;
    let wait = wait(error, attempt, patience, random);
    let again = if attempt <= patience.max_retries {
        Retry::After(wait)
    } else {
        Retry::Never
    };
    match error.kind {
        ErrorKind::Server if planted(Bug::PostRetriedOn500) => again,
        ErrorKind::Conflict if planted(Bug::ConflictRepeatedBlindly) => again,
        ErrorKind::Conflict if error.passing && exclusive => Retry::Reconcile,
        ErrorKind::RateLimited
        | ErrorKind::Conflict
        | ErrorKind::Validation
        | ErrorKind::Renewal
            if error.passing =>
        {
            again
        }
        ErrorKind::Server | ErrorKind::Transport | ErrorKind::Malformed
            if effect == Effect::Write && error.may_have_happened() =>
        {
            Retry::Reconcile
        }
        ErrorKind::Malformed if effect == Effect::Write => Retry::Never,
        ErrorKind::Malformed if error.foreign && attempt > RETRIES_OF_FOREIGN_ANSWERS => {
            Retry::Never
        }
        ErrorKind::Server | ErrorKind::Transport | ErrorKind::Malformed if error.passing => again,
        ErrorKind::RateLimited
        | ErrorKind::Blocked
        | ErrorKind::Authentication
        | ErrorKind::Permission
        | ErrorKind::NotFound
        | ErrorKind::Validation
        | ErrorKind::Conflict
        | ErrorKind::Server
        | ErrorKind::Transport
        | ErrorKind::Malformed
        | ErrorKind::SendLog
        | ErrorKind::Renewal => Retry::Never,
    }
}

/// What Notion asked for, else exponential back-off with jitter (half to one and a half times the nominal delay).
pub(crate) fn wait(error: &Error, attempt: u32, patience: Patience, random: u64) -> Duration {
    let longest = match error.kind {
        ErrorKind::RateLimited => LONGEST_HOLD,
        _ => LONGEST_BACKOFF,
    };
    match error.retry_after {
        Some(advice) => advice.min(longest),
        None => backoff(patience.base, attempt, random),
    }
}

fn backoff(base: Duration, attempt: u32, random: u64) -> Duration {
    let doublings = attempt.saturating_sub(1).min(16);
    let nominal = base.saturating_mul(1 << doublings).min(LONGEST_BACKOFF);
    // The upper 32 bits as a fraction of one.
    let fraction = f64::from(u32::try_from(random >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX);
    nominal.mul_f64(0.5 + fraction).min(LONGEST_BACKOFF)
}

#[cfg(test)]
#[path = "retry_tests.rs"]
mod tests;
