//! Whether the disk has room for what a run is about to write.
//!
//! Leaves out how a system is asked for the free space, which comes in from outside, and what a face does while there is
//! none. The rule it protects: an import stops while there is still room for everything else on the computer, and so
//! little that is written each minute does not.

use std::sync::Arc;
use std::time::Duration;

use crate::{error::RunError, request::RunKind};

/// How much an import leaves free when nothing else is said, in bytes (ux C.9).
pub const KEPT_FREE: u64 = 500_000_000;
/// Of that, what a run that writes little leaves free: one part in so many.
const LITTLE: u64 = 5;
/// Between two looks at the disk while a run goes on.
pub(crate) const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Tells how many bytes are free where a run writes; nothing where the system does not say.
pub type FreeSpace = Arc<dyn Fn() -> Option<u64> + Send + Sync>;

/// What is about to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writing {
    /// Whole workspaces.
    Import,
    /// A file that pages have; nobody knows how large it is.
    Attachment,
    /// Titles, and what changed since the last look.
    Changes,
}

impl From<RunKind> for Writing {
    fn from(kind: RunKind) -> Self {
        match kind {
            RunKind::Import => Self::Import,
            RunKind::Sync | RunKind::Discover => Self::Changes,
        }
    }
}

/// The disk has less room than is left free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LittleRoom {
    /// Bytes that are free.
    pub free: u64,
    /// Bytes that have to be free before it goes on.
    pub needed: u64,
}

/// The disk a run writes to, and how much of it is left free.
#[derive(Clone)]
pub struct Room {
    free: FreeSpace,
    kept_free: u64,
}

impl Room {
    /// On a disk whose free space `free` tells, of which an import leaves `kept_free` bytes.
    #[must_use]
    pub fn new(free: FreeSpace, kept_free: u64) -> Self {
        Self { free, kept_free }
    }

    /// On a disk that nobody looks at.
    #[must_use]
    pub fn without_limit() -> Self {
        Self::new(Arc::new(|| None), 0)
    }

    /// Looks whether there is room.
    ///
    /// # Errors
    /// [`LittleRoom`] when there is less than has to be left free.
    pub fn look(&self, writing: Writing) -> Result<(), LittleRoom> {
        judge(writing, (self.free)(), self.kept_free)
    }
}

/// Whether there is room. A system that does not say how much there is keeps nobody from trying.
fn judge(writing: Writing, free: Option<u64>, kept_free: u64) -> Result<(), LittleRoom> {
    let needed = match writing {
        Writing::Import | Writing::Attachment => kept_free,
        Writing::Changes => kept_free / LITTLE,
    };
    match free {
        Some(free) if free < needed => Err(LittleRoom { free, needed }),
        Some(_) | None => Ok(()),
    }
}

impl From<LittleRoom> for RunError {
    fn from(little: LittleRoom) -> Self {
        Self::LittleRoom(little)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1_000_000;

    #[test]
    fn an_import_and_a_file_wait_below_500_mb_and_what_is_small_goes_on_down_to_100() {
        use Writing::{Attachment, Changes, Import};
        let little = |free, needed| Err(LittleRoom { free, needed });
        let table = [
            (Import, Some(500 * MB), Ok(())),
            (Import, Some(500 * MB - 1), little(500 * MB - 1, 500 * MB)),
            (Import, Some(0), little(0, 500 * MB)),
            (Attachment, Some(500 * MB), Ok(())),
            (Attachment, Some(340 * MB), little(340 * MB, 500 * MB)),
            (Changes, Some(340 * MB), Ok(())),
            (Changes, Some(100 * MB), Ok(())),
            (Changes, Some(99 * MB), little(99 * MB, 100 * MB)),
            (Import, None, Ok(())),
            (Changes, None, Ok(())),
        ];
        for (writing, free, expected) in table {
            assert_eq!(
                judge(writing, free, KEPT_FREE),
                expected,
                "{writing:?} {free:?}"
            );
        }
    }

    #[test]
    fn where_nothing_is_to_be_left_free_nothing_waits() {
        for writing in [Writing::Import, Writing::Attachment, Writing::Changes] {
            assert_eq!(judge(writing, Some(0), 0), Ok(()));
        }
    }
}
