//! Every version that Notion has shown or the person here has wanted of each part of a page.
//!
//! What a conflict keeps is compared with these, byte for byte. Texts are compared without the lines that stand for child
//! pages, which come and go with those. The rule it protects: this is noted where a version comes to be, not where it is
//! stored.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keepsake_memory::Part;
use keepsake_notion::NotionId;
use keepsake_simulator::Sight;
use keepsake_sync::two_way::remote::place_of;
use keepsake_text::{dialect, property};

/// All of them; clones are the same.
#[derive(Clone, Default)]
pub(crate) struct Versions {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    is_kept: bool,
    shown: HashMap<(NotionId, Part), HashSet<u64>>,
    wanted: HashMap<(NotionId, Part), HashSet<u64>>,
}

fn fingerprint(part: &Part, text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    if *part == Part::Body {
        without_children(text).hash(&mut hasher);
    } else {
        text.hash(&mut hasher);
    }
    hasher.finish()
}

/// A text without the lines that stand for child pages and databases.
pub(crate) fn without_children(text: &str) -> String {
    let is_own = |line: &&str| {
        let line = line.trim_start();
        !line.starts_with("<page ") && !line.starts_with("<database ")
    };
    text.lines().filter(is_own).collect::<Vec<_>>().join("\n")
}

impl Versions {
    /// Begins to note versions; before, none is.
    pub(crate) fn keep(&self) {
        self.state().is_kept = true;
    }

    /// Whether versions are noted.
    pub(crate) fn are_kept(&self) -> bool {
        self.state().is_kept
    }

    /// Notes what Notion shows of a page.
    pub(crate) fn shows(&self, sight: &Sight) {
        let Some(id) = NotionId::parse(&sight.id.to_string()) else {
            return;
        };
        let mut state = self.state();
        let mut note = |part: Part, text: &str| {
            let print = fingerprint(&part, text);
            state.shown.entry((id, part)).or_default().insert(print);
        };
        let properties = sight.object["properties"].as_object();
        for value in properties.into_iter().flat_map(|all| all.values()) {
            if let (Some(property), Some(writable)) =
                (value["id"].as_str(), property::writable(value))
            {
                note(Part::Property(property.to_owned()), &writable.to_string());
            }
        }
        if let Some(place) = place_of(&sight.object) {
            note(Part::Place, &place);
        }
        if let Some(text) = &sight.markdown {
            note(Part::Body, &dialect::stable(text));
        }
    }

    /// Notes what the person here wants.
    pub(crate) fn wants(&self, object: NotionId, part: &Part, text: &str) {
        let print = fingerprint(part, text);
        let mut state = self.state();
        if state.is_kept {
            let wanted = state.wanted.entry((object, part.clone())).or_default();
            wanted.insert(print);
        }
    }

    /// Whether Notion has ever shown this of a part; yes where nothing is known of it.
    pub(crate) fn was_shown(&self, object: NotionId, part: &Part, text: &str) -> bool {
        let state = self.state();
        let shown = state.shown.get(&(object, part.clone()));
        shown.is_none_or(|shown| shown.contains(&fingerprint(part, text)))
    }

    /// Whether the person here has ever wanted this of a part.
    pub(crate) fn was_wanted(&self, object: NotionId, part: &Part, text: &str) -> bool {
        let state = self.state();
        let wanted = state.wanted.get(&(object, part.clone()));
        wanted.is_some_and(|wanted| wanted.contains(&fingerprint(part, text)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_children_are_no_part_of_a_version() {
        let text = "one\n\t<page url=\"x\">A</page>\ntwo\n<database url=\"y\">B</database>";
        assert_eq!(without_children(text), "one\ntwo");
    }
}
