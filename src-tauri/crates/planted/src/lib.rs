//! Mistakes made on purpose.
//!
//! A simulation that never fails proves nothing. Each [`Bug`] is a mistake that programs of this kind really make; the code
//! it belongs to asks [`is`] and, where the answer is yes, makes it. The simulation plants one after the other and has to
//! find each.
//!
//! The rule it protects: none of this can reach a person. Without the feature `armed` the answer is a constant `false`, so
//! the compiler removes the mistakes; the feature is switched on in `tests/simulation` only, which is a workspace of its
//! own, so that no build of the product can be given it by accident.

#[cfg(feature = "armed")]
mod armed;

#[cfg(feature = "armed")]
pub use armed::{Armed, MARK, arm, is};

/// Whether this mistake is to be made.
#[cfg(not(feature = "armed"))]
#[inline(always)]
#[must_use]
pub const fn is(_bug: Bug) -> bool {
    false
}

/// Declares the mistakes and everything that lists them.
macro_rules! bugs {
    ($($(#[doc = $doc:literal])+ $name:ident,)+) => {
        /// A mistake that can be planted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Bug {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Bug {
            /// All of them, in the order they are declared.
            pub const ALL: &[Self] = &[$(Self::$name),+];
        }
    };
}

bugs! {
    /// A listing stops at results that are exactly as old as the last one saw (`>` for `>=`), so an edit that came in the
    /// same minute after the listing is never seen.
    WatermarkSkipsItsOwnMinute,
    /// The row of the outbox is removed before the request instead of with its outcome.
    OutboxRowForgotten,
    /// A write answered with 500 is sent again although it may have been done.
    PostRetriedOn500,
    /// A push that succeeded clears what was edited here while it was under way.
    DirtyFlagClearedUnconditionally,
    /// What answers 404, or is missing among the children of its parent, is taken to be deleted.
    AbsenceTakenAsDeletion,
    /// A second event of the same page is taken to be the first one again.
    WebhookDeduplicatedByPage,
    /// After a restart the pace begins as if nothing had been sent before.
    FullBucketAfterRestart,
    /// After a restart a `Retry-After` that has not passed is forgotten.
    RetryAfterForgottenAfterRestart,
    /// A merge that takes for base what Notion shows now, so that what is ours always looks like the only change.
    MergeWithoutBase,
    /// A hash over file addresses with their signatures, which differ at each read.
    HashOverSignedUrl,
    /// The losing side of a conflict is not kept.
    ConflictLoserDropped,
    /// What was pushed is not noted as agreed, so it looks like a change and is pushed again.
    EchoPushedAgain,
    /// A list that ends because of Notion's cap is taken to be complete.
    CapIgnored,
    /// Child pages are read as if they were content of their parent.
    ChildPageRecursed,
    /// The search index is written outside of the transaction of what it describes.
    IndexOutsideTransaction,
    /// After a kill a listing goes on from a cursor that is older than what it has stored.
    StaleCursorAfterKill,
    /// Each handle on a client keeps a pace of its own.
    LimiterPerTask,
    /// The local clock is compared with times of Notion.
    LocalClockAgainstServerTime,
    /// What Notion answered to a push is stored before, and apart from, the end of its outbox row.
    RemoteCommittedBeforeOutbox,
    /// A transaction that is given up is left open.
    CancelledBegin,
    /// A creation whose 503 names what was made is made again.
    CommittedCreateRepeated,
    /// A relation that was read cut at 25 is written back as if it were whole.
    CutRelationWrittenBack,
    /// A status with a name nobody knows is taken to be a draft.
    UnknownStatusTakenAsDraft,
    /// The brake against mass deletion counts each page of results by itself.
    BrakeCountedPerPage,
    /// Markdown that Notion cut is taken as the agreed text of a page.
    TruncatedMarkdownAsBase,
    /// A page of results with fewer results than asked for is taken to be the last.
    ShortPageTakenAsEnd,
    /// A webhook is answered before its event is stored.
    WebhookAcknowledgedBeforeStored,
    /// An edit by our own bot is taken to be our own push, whatever it says.
    EchoRecognisedByAuthorAlone,
    /// A 409 is answered by the same write again, without a look at what changed.
    ConflictRepeatedBlindly,
    /// A token that was exchanged for a new one is stored after the new one was used.
    RotatedTokenSavedAfterUse,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_thirty_mistakes() {
        assert_eq!(Bug::ALL.len(), 30);
    }

    #[cfg(not(feature = "armed"))]
    #[test]
    fn a_product_makes_none_of_them() {
        assert!(Bug::ALL.iter().all(|bug| !is(*bug)));
    }
}
