//! Changes that can be written together, because none of them looks at what another one does beyond the objects being
//! there.
//!
//! Leaves out the writing itself. The rule it protects: what is written together comes out the same as one after the other;
//! a change that would not waits until those before it are written.

use keepsake_text::NotionId;

use crate::bodies::NewBody;
use crate::change::{Change, FetchId, Link, NewFetch, ObservedObject};
use crate::columns::millis;
use crate::files::FileRecord;
use crate::ledger::LedgerItem;

/// What is written together, by kind, each in the order it came.
#[derive(Default)]
pub(crate) struct Groups {
    pub(crate) objects: Vec<ObservedObject>,
    pub(crate) containers: Vec<(NotionId, NotionId)>,
    pub(crate) bodies: Vec<NewBody>,
    pub(crate) links: Vec<(NotionId, Vec<Link>)>,
    pub(crate) files: Vec<FileRecord>,
    pub(crate) fetches: Vec<NewFetch>,
    pub(crate) finished: Vec<FetchId>,
    pub(crate) dropped: Vec<FetchId>,
    pub(crate) outcomes: Vec<LedgerItem>,
    pub(crate) requests: u64,
}

impl Groups {
    /// The group of one change.
    pub(crate) fn of(change: Change) -> Self {
        let mut groups = Self::default();
        // Nothing has been taken before, so nothing has to wait.
        let _ = groups.take(change);
        groups
    }

    /// Takes a change, or gives back one that has to wait for those taken so far.
    pub(crate) fn take(&mut self, change: Change) -> Result<(), Box<Change>> {
        match change {
            Change::PutObject(object) => self.objects.push(object),
            Change::PutContainer { object, container } => self.containers.push((object, container)),
            Change::PutBody { object, .. }
                if self.bodies.iter().any(|body| body.object == object) =>
            {
                return Err(Box::new(change));
            }
            Change::PutBody {
                object,
                markdown,
                source_hash,
                edited_time,
                settled,
                lossy,
                truncated,
            } => self.bodies.push(NewBody {
                object,
                markdown,
                source_hash,
                edited_time: millis(edited_time),
                settled,
                lossy,
                truncated,
            }),
            Change::PutLinks { object, links } => self.links.push((object, links)),
            Change::PutFile(file) => self.files.push(file),
            Change::AddFetch(fetch) => self.fetches.push(fetch),
            Change::FinishFetch(id) => self.finished.push(id),
            Change::DropFetch(id) => self.dropped.push(id),
            Change::Ledger(item) => self.outcomes.push(item),
            Change::AddRequests(count) => self.requests = self.requests.saturating_add(count),
            other => return Err(Box::new(other)),
        }
        Ok(())
    }
}
