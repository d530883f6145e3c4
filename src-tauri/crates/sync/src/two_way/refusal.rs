//! What a failed write means for what was to be written.
//!
//! Pure. Leaves out retries, which the client has done before a failure comes here ([`keepsake_notion`]). The rules it
//! protects: nothing that was not written is forgotten; what Notion refuses for a reason that will not pass by itself is
//! parked and tried again only when something changed that can help; a write whose outcome is unclear is read before
//! anything else happens.

use keepsake_notion::{Error, ErrorKind};

/// When something that is parked is worth another try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helps {
    /// One side changes, or the person says "try again".
    Change,
    /// The person gives the connection more rights or room. Nothing of that can be seen, so it is tried again now and then,
    /// too.
    Rights,
}

/// What follows from a failed write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Consequence {
    /// It may have happened: the intent stays, and the next cycle reads before it writes.
    Unclear,
    /// It did not happen; the next cycle tries again.
    Later,
    /// It did not happen and will not by itself.
    Park {
        /// A word faces have a sentence for.
        reason: &'static str,
        /// When another try is worth it.
        helps: Helps,
    },
    /// The token is not accepted: the cycle ends.
    SignIn,
    /// Notion or the way to it fails for everything: the cycle ends.
    Interrupt,
}

/// Judges a failed write.
#[must_use]
pub fn judge(error: &Error) -> Consequence {
    if error.outcome_unclear {
        return Consequence::Unclear;
    }
    if error.is_stale_cursor() {
        // The list has changed while it was read.
        return Consequence::Later;
    }
    match error.kind() {
        ErrorKind::Authentication => Consequence::SignIn,
        ErrorKind::Blocked | ErrorKind::SendLog | ErrorKind::Renewal | ErrorKind::Transport => {
            Consequence::Interrupt
        }
        ErrorKind::Permission => Consequence::Park {
            reason: if is_block_limit(error) {
                "block_limit"
            } else {
                "no_permission"
            },
            helps: Helps::Rights,
        },
        ErrorKind::NotFound => Consequence::Park {
            reason: "not_shared",
            helps: Helps::Rights,
        },
        ErrorKind::Validation if !error.is_retryable() => Consequence::Park {
            reason: "refused_by_notion",
            helps: Helps::Change,
        },
        ErrorKind::Conflict if error.code.as_deref() == Some("row_limit_exceeded") => {
            Consequence::Park {
                reason: "row_limit",
                helps: Helps::Rights,
            }
        }
        ErrorKind::Malformed if error.foreign => Consequence::Interrupt,
        ErrorKind::Validation
        | ErrorKind::Conflict
        | ErrorKind::RateLimited
        | ErrorKind::Server
        | ErrorKind::Malformed => Consequence::Later,
    }
}

/// A workspace without room for more blocks says so beside the code of a missing right (Notion API reference: Workspace
/// block limits).
fn is_block_limit(error: &Error) -> bool {
    error.additional.get("block_limit").is_some()
}
