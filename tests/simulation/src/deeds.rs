//! What was done in a schedule: the person's edits here, and the writes that reached Notion.
//!
//! The rule it protects: an edit carries a word of its own, so that whoever loses the edit loses the word, and whoever
//! makes it twice has the word twice.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keepsake_memory::Part;
use keepsake_notion::NotionId;

use crate::phase::Phase;
use crate::versions::Versions;

/// One edit made here.
#[derive(Debug, Clone)]
pub struct Deed {
    /// The word it carries.
    pub word: String,
    /// The page; a page made here is named by its provisional id.
    pub object: NotionId,
    /// What was edited; nothing for a page that was made.
    pub part: Option<Part>,
}

/// A write that changed something at Notion.
#[derive(Debug, Clone)]
pub struct Write {
    /// Method and path.
    pub target: String,
    /// What was sent.
    pub body: String,
    /// The workspace's revision before it.
    pub before: u64,
    /// The workspace's revision after it.
    pub after: u64,
}

/// All of them; clones are the same list.
#[derive(Clone, Default)]
pub struct Deeds {
    state: Arc<Mutex<State>>,
    /// Every version of every part.
    pub(crate) versions: Versions,
}

#[derive(Default)]
struct State {
    edits: Vec<Deed>,
    writes: Vec<Write>,
    /// Words of edits that landed between our read and our write of the same property.
    blind: BTreeSet<String>,
    repeated: Option<(Write, Write)>,
    /// Targets of writes of which nobody knows whether they happened, and which nobody has looked at since.
    unclear: HashMap<(String, Phase), String>,
    /// Objects that were written to, nobody knows with what success, and that nobody has looked at by themselves since.
    owed_looks: BTreeSet<String>,
    /// A write to such a target.
    blindly: Option<String>,
    /// Events that were acknowledged.
    acknowledged: BTreeSet<String>,
    last: HashMap<(String, String), usize>,
}

impl Deeds {
    /// The word of the next edit.
    #[must_use]
    pub fn next_word(&self) -> String {
        format!("hxx{}xx", self.state().edits.len())
    }

    /// Notes an edit made here.
    pub fn edited(&self, deed: Deed) {
        self.state().edits.push(deed);
    }

    /// Every edit made here, in order.
    #[must_use]
    pub fn edits(&self) -> Vec<Deed> {
        self.state().edits.clone()
    }

    /// Notes a write that changed something. `touched_since` says whether anything else has happened to its target after
    /// a revision.
    pub(crate) fn wrote(&self, write: Write, touched_since: impl FnOnce(u64) -> bool) {
        let mut state = self.state();
        let key = (write.target.clone(), write.body.clone());
        let place = state.writes.len();
        if let Some(earlier) = state.last.insert(key, place) {
            let earlier = state.writes[earlier].clone();
            if !touched_since(earlier.after) {
                state.repeated.get_or_insert((earlier, write.clone()));
            }
        }
        state.writes.push(write);
    }

    /// Every write that changed something, in order.
    #[must_use]
    pub fn writes(&self) -> Vec<Write> {
        self.state().writes.clone()
    }

    /// A write that was made a second time although nothing had happened in between.
    #[must_use]
    pub fn repeated(&self) -> Option<(Write, Write)> {
        self.state().repeated.clone()
    }

    /// Notes an edit in the blind window of a property write.
    pub(crate) fn blind(&self, word: String) {
        self.state().blind.insert(word);
    }

    /// Whether an edit fell into the blind window of a property write.
    #[must_use]
    pub fn was_blind(&self, word: &str) -> bool {
        self.state().blind.contains(word)
    }

    /// Notes a request before it is done: whoever does not know whether a write happened has to look before the next one of
    /// the same kind.
    pub(crate) fn asks(&self, target: &str, object: &str, write: Option<Phase>) {
        let mut state = self.state();
        let Some(phase) = write else {
            state.owed_looks.remove(object);
            // A list may show any page, and a text or a list of children the blocks of a page.
            if object.is_empty() || target.contains("/blocks/") || target.ends_with("/markdown") {
                state.unclear.clear();
            } else {
                state.unclear.retain(|(other, _), _| other != object);
            }
            return;
        };
        let unclear = state.unclear.get(&(object.to_owned(), phase)).cloned();
        if let Some(earlier) = unclear {
            state.blindly.get_or_insert_with(|| {
                format!("{target} was sent although nobody had looked what became of {earlier}")
            });
        }
    }

    /// Notes a write whose answer does not say whether it happened; what became of it shows where it is looked at.
    pub(crate) fn is_unclear(&self, target: &str, object: &str, phase: Phase, looked_at: &str) {
        let mut state = self.state();
        let key = (object.to_owned(), phase);
        state.unclear.insert(key, target.to_owned());
        state.owed_looks.insert(looked_at.to_owned());
    }

    /// Whether a look at this object finds out what became of a write.
    pub(crate) fn reconciles(&self, object: &str) -> bool {
        self.state().owed_looks.contains(object)
    }

    /// A write without a look after one that may have happened.
    #[must_use]
    pub fn blindly(&self) -> Option<String> {
        self.state().blindly.clone()
    }

    /// Notes an event that was acknowledged.
    pub(crate) fn acknowledged(&self, event: String) {
        self.state().acknowledged.insert(event);
    }

    /// Events that were acknowledged and are not known to be worked off.
    #[must_use]
    pub fn open_events(&self) -> Vec<String> {
        self.state().acknowledged.iter().cloned().collect()
    }

    /// Notes that everything acknowledged so far was looked after.
    pub(crate) fn events_are_looked_after(&self) {
        self.state().acknowledged.clear();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
