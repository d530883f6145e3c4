//! What follows from a link to something that nothing has shown.
//!
//! Pure. Leaves out which links these are (the store knows), and whether what comes is chosen: it is put where it lies, like
//! what search lists. The rule it protects: what Notion does not show is linked and not shared, which is no hole in what was
//! chosen and nothing that went wrong.

use std::collections::{HashMap, HashSet};

use keepsake_memory::{Change, Known, Unseen};
use keepsake_notion::{ErrorKind, Object, Parent};
use keepsake_text::NotionId;

use super::object;
use crate::read::Read;

/// One read for each. None of them waits for the choice: nobody knows yet where these things lie.
#[must_use]
pub fn reads(unseen: &[Unseen]) -> Vec<Change> {
    let reads = unseen.iter().map(|unseen| Read::Linked {
        id: unseen.id,
        kind: unseen.kind,
    });
    reads
        .map(|read| Change::AddFetch(read.owed(None, 0)))
        .collect()
}

/// Everything that an answer to such a read brings with it: the object, and the database that a data source lies in.
#[must_use]
pub fn named(object: &Object) -> Vec<NotionId> {
    let around = match object {
        Object::DataSource(source) => match source.parent {
            Parent::Database(database) => Some(database),
            _ => None,
        },
        _ => None,
    };
    object::id(object).into_iter().chain(around).collect()
}

/// The changes of an answer, with a mark for everything in it that was not known.
#[must_use]
pub fn marked(mut changes: Vec<Change>, known: &HashMap<NotionId, Known>) -> Vec<Change> {
    let mut seen = HashSet::new();
    let new: Vec<NotionId> = changes
        .iter()
        .filter_map(|change| match change {
            Change::PutObject(object) => Some(object.id),
            _ => None,
        })
        .filter(|id| !known.contains_key(id) && seen.insert(*id))
        .collect();
    changes.extend(
        new.into_iter()
            .map(|object| Change::MarkFoundByLink { object }),
    );
    changes
}

/// Whether a failure says that Notion does not show it. A link does not always say what it leads to: the id of a block, or
/// of a page that is read as a database, is refused as such.
#[must_use]
pub const fn is_not_shown(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::NotFound | ErrorKind::Permission | ErrorKind::Validation
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use super::*;
    use crate::plan::object::named as placeholder;
    use keepsake_memory::{Fetch, FetchId, FetchKind, ObjectKind, Reach, StoredParent};

    const fn id(number: u8) -> NotionId {
        NotionId::from_bytes([number; 16])
    }

    #[test]
    fn every_target_is_read_once_as_what_it_is_and_whatever_is_chosen() {
        for kind in [
            ObjectKind::Page,
            ObjectKind::Database,
            ObjectKind::DataSource,
        ] {
            let reads = reads(&[Unseen { id: id(1), kind }]);
            let [Change::AddFetch(owed)] = reads.as_slice() else {
                panic!("one read: {reads:?}")
            };
            assert_eq!(
                (owed.kind, owed.target, owed.object),
                (FetchKind::Linked, id(1), None)
            );
            let kept = Fetch {
                id: FetchId::new(1),
                kind: owed.kind,
                target: owed.target,
                object: owed.object,
                detail: owed.detail.clone(),
                priority: owed.priority,
                order: owed.order,
                attempts: 0,
            };
            let read = Read::from_fetch(&kept).unwrap();
            assert_eq!(
                read,
                Read::Linked { id: id(1), kind },
                "read back as it was kept"
            );
        }
    }

    #[test]
    fn only_what_was_not_known_is_marked_and_each_once() {
        let put = |number| {
            placeholder(
                id(number),
                ObjectKind::Page,
                StoredParent::Workspace,
                String::new(),
            )
        };
        let known = Known {
            kind: ObjectKind::Page,
            edited_time: None,
            metadata_hash: None,
            body_edited_time: None,
            body_settled: false,
            body_echo_time: None,
            source_hash: None,
            reach: Reach::Ok,
            in_trash: false,
            trash_seen: false,
            in_scope: true,
            container: None,
        };
        let changes = marked(
            vec![put(1), put(2), put(2)],
            &HashMap::from([(id(1), known)]),
        );
        let marks: Vec<_> = changes
            .iter()
            .filter_map(|change| match change {
                Change::MarkFoundByLink { object } => Some(*object),
                _ => None,
            })
            .collect();
        assert_eq!((changes.len(), marks), (4, vec![id(2)]));
    }

    #[test]
    fn what_notion_does_not_show_is_told_from_what_went_wrong() {
        for (kind, expected) in [
            (ErrorKind::NotFound, true),
            (ErrorKind::Permission, true),
            (ErrorKind::Validation, true),
            (ErrorKind::Authentication, false),
            (ErrorKind::RateLimited, false),
            (ErrorKind::Server, false),
            (ErrorKind::Transport, false),
            (ErrorKind::Malformed, false),
            (ErrorKind::Blocked, false),
        ] {
            assert_eq!(is_not_shown(kind), expected, "{kind:?}");
        }
    }
}
