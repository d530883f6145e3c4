//! The three priorities a request can have.

/// Which requests go first when the budget is short (requirement C2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lane {
    /// A person is waiting for this answer.
    Interactive,
    /// Keeping what is remembered up to date.
    Sync,
    /// Importing much at once.
    Bulk,
}

impl Lane {
    /// All lanes, first priority first.
    pub const ALL: [Self; 3] = [Self::Interactive, Self::Sync, Self::Bulk];

    /// The position of the lane in [`Lane::ALL`].
    pub(crate) const fn index(self) -> usize {
        match self {
            Self::Interactive => 0,
            Self::Sync => 1,
            Self::Bulk => 2,
        }
    }
}
