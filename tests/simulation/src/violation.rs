//! A broken promise.

use std::fmt;

/// The fifteen promises, as they are numbered in the table of the documentation.
pub const PROMISES: [&str; 15] = [
    "convergence",
    "no local edit lost",
    "no remote edit lost",
    "no duplicates",
    "a second cycle writes nothing and costs at most 2 requests",
    "the pace",
    "conflicts keep base and both sides",
    "absence is not deletion",
    "the brake",
    "a sound store",
    "few requests",
    "rest within ten cycles",
    "the watermark passes nothing unseen",
    "our own writes change nothing",
    "a token is kept before it is used",
];

/// Which promise, and how it was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    promise: usize,
    sentence: String,
}

impl Violation {
    /// The breach of a promise, numbered from 1.
    pub fn new(promise: usize, sentence: impl Into<String>) -> Self {
        Self {
            promise,
            sentence: sentence.into(),
        }
    }

    /// The number of the promise, from 1.
    #[must_use]
    pub const fn promise(&self) -> usize {
        self.promise
    }

    /// Whether both sides only differ: what leaves no trace at Notion is due after a full audit.
    #[must_use]
    pub const fn may_be_unseen(&self) -> bool {
        matches!(self.promise, 1 | 3 | 8)
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = PROMISES.get(self.promise.wrapping_sub(1)).unwrap_or(&"");
        write!(
            formatter,
            "invariant {} ({name}): {}",
            self.promise, self.sentence
        )
    }
}
