//! What a connection may see: shared roots and everything below them, except where sharing is restricted.

use std::collections::BTreeSet;

use super::Store;
use crate::identifier::Id;

/// What was shared with a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// All the workspace (personal access tokens).
    Everything,
    /// The ticked objects and what is below them.
    Shared(BTreeSet<Id>),
}

/// Why an object cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hidden {
    /// Neither it nor anything above it is shared.
    NotShared,
    /// A page on the way up does not pass sharing on.
    Restricted,
    /// It is not there.
    Missing,
}

impl Hidden {
    /// The reason in words, for the truth report.
    pub(crate) const fn reason(self) -> &'static str {
        match self {
            Self::NotShared => "not shared",
            Self::Restricted => "restricted page",
            Self::Missing => "missing",
        }
    }
}

impl Scope {
    /// Whether the object was ticked itself.
    pub(crate) fn is_direct(&self, id: Id) -> bool {
        matches!(self, Self::Shared(roots) if roots.contains(&id))
    }
}

impl Store {
    /// Whether a connection with this scope can read the object, and if not, why. Trash does not hide.
    pub(crate) fn hidden(&self, scope: &Scope, id: Id) -> Option<Hidden> {
        if self.parent(id).is_none() {
            return Some(Hidden::Missing);
        }
        for above in self.line(id) {
            if scope.is_direct(above) {
                return None;
            }
            if self.pages.get(&above).is_some_and(|page| page.restricted) {
                return Some(Hidden::Restricted);
            }
        }
        if *scope == Scope::Everything {
            None
        } else {
            Some(Hidden::NotShared)
        }
    }

    /// Whether a connection with this scope can read the object.
    pub(crate) fn is_visible(&self, scope: &Scope, id: Id) -> bool {
        self.hidden(scope, id).is_none()
    }
}
