//! What a failed read means for the run.
//!
//! Pure. Leaves out the client's own retries, which lie below: what arrives here has already been tried as often as
//! the client's policy allows. The rules it protects: one bad page never blocks others, and a 404 is "unreachable",
//! never a deletion (Notion API, "Status codes": not shared and not existing look the same).

use keepsake_notion::ErrorKind;

/// How often a read that fails for a passing reason is taken up again within one run.
pub const PASSES: u32 = 2;

/// How many reads in a row may fail for want of an answer before the run is interrupted instead of going on failing.
pub const UNANSWERED_IN_A_ROW: u32 = 3;

/// What to do about a failed read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The token is not accepted: stop and ask the person to sign in. Nothing is lost, the read stays owed.
    SignIn,
    /// Notion does not give it to us; named in the ledger with this reason.
    Refuse(&'static str),
    /// It cannot be read; named in the ledger with this reason.
    Fail(&'static str),
    /// A passing trouble: the read stays owed and is tried again after the others.
    Later,
    /// Notion blocks us, or our own send log or our tokens cannot be kept: go no further.
    Interrupt,
}

/// Judges a failed read that has been taken up `attempts` times before.
#[must_use]
pub fn judge(kind: ErrorKind, attempts: u32) -> Verdict {
    let passing = |reason| {
        if attempts + 1 >= PASSES {
            Verdict::Fail(reason)
        } else {
            Verdict::Later
        }
    };
    match kind {
        ErrorKind::Authentication => Verdict::SignIn,
        ErrorKind::Permission => Verdict::Refuse("no_permission"),
        ErrorKind::NotFound => Verdict::Refuse("not_shared"),
        ErrorKind::Validation => Verdict::Fail("not_readable"),
        ErrorKind::RateLimited => Verdict::Later,
        ErrorKind::Conflict => passing("conflict"),
        ErrorKind::Server => passing("notion_trouble"),
        ErrorKind::Transport => passing("no_answer"),
        ErrorKind::Malformed => passing("malformed_answer"),
        ErrorKind::Blocked | ErrorKind::SendLog | ErrorKind::Renewal => Verdict::Interrupt,
    }
}

/// Whether a failure says that nobody answered at all, as opposed to Notion answering with an error about one thing.
#[must_use]
pub fn is_unanswered(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::Transport | ErrorKind::Malformed | ErrorKind::Server
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_failure_has_one_consequence() {
        let table = [
            (
                "a refused token pauses for sign-in",
                ErrorKind::Authentication,
                0,
                Verdict::SignIn,
            ),
            (
                "a missing capability is listed",
                ErrorKind::Permission,
                0,
                Verdict::Refuse("no_permission"),
            ),
            (
                "what is not shared is listed and not deleted",
                ErrorKind::NotFound,
                5,
                Verdict::Refuse("not_shared"),
            ),
            (
                "an invalid request is not repeated",
                ErrorKind::Validation,
                0,
                Verdict::Fail("not_readable"),
            ),
            (
                "a server in trouble is asked again",
                ErrorKind::Server,
                0,
                Verdict::Later,
            ),
            (
                "and listed when it stays in trouble",
                ErrorKind::Server,
                1,
                Verdict::Fail("notion_trouble"),
            ),
            (
                "a lost answer is asked for again",
                ErrorKind::Transport,
                0,
                Verdict::Later,
            ),
            (
                "a web page instead of an answer is asked again",
                ErrorKind::Malformed,
                0,
                Verdict::Later,
            ),
            (
                "being slowed down is never a failure",
                ErrorKind::RateLimited,
                9,
                Verdict::Later,
            ),
            (
                "a token that cannot be renewed for now stops the run and fails no page",
                ErrorKind::Renewal,
                0,
                Verdict::Interrupt,
            ),
            (
                "a block by Notion stops the run",
                ErrorKind::Blocked,
                0,
                Verdict::Interrupt,
            ),
        ];
        for (sentence, kind, attempts, expected) in table {
            assert_eq!(judge(kind, attempts), expected, "{sentence}");
        }
    }
}
