//! Is everything there, once? An export held against the simulator's truth.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use keepsake_simulator::Simulator;
use serde_json::Value;

use crate::served::Served;
use crate::typed::{Home, IMPORT};

/// An import comes to its end, everything the token may see is there, once, and no more was asked of Notion than the
/// least and this.
pub(crate) fn assert_complete(notion: &Served, home: &Home, asked_in_vain: u64) {
    let ledger = home.run(&IMPORT).data();
    assert_eq!(
        (&ledger["state"], &ledger["items"]),
        (&"completed".into(), &serde_json::json!([]))
    );
    let exported = Exported::of(home);
    exported.assert_objects(notion.simulator());
    exported.assert_every_word_once(notion.simulator());
    let meters = notion.meters();
    assert!(
        meters.counted <= meters.minimum.import + asked_in_vain,
        "{} requests for {} and {asked_in_vain}: {:?} {:?}",
        meters.counted,
        meters.minimum.import,
        meters.per_endpoint,
        meters.per_status
    );
}

/// What an export in JSON lines holds.
pub(crate) struct Exported {
    objects: Vec<Value>,
    /// All its lines, of every kind.
    text: String,
}

impl Exported {
    /// Exports a home; everything in it has to be in order.
    pub(crate) fn of(home: &Home) -> Self {
        let out = home.out();
        let folder = out.to_str().unwrap();
        home.run(&["export", "--format", "jsonl", "--out", folder, "--json"])
            .data();
        let objects = fs::read_to_string(out.join("objects.jsonl")).unwrap();
        let mut text = objects.clone();
        for name in ["blocks", "comments", "users", "files"] {
            // Kinds of which there are none have no file.
            text += &fs::read_to_string(out.join(format!("{name}.jsonl"))).unwrap_or_default();
        }
        Self {
            objects: objects
                .lines()
                .map(|line| serde_json::from_str(line).unwrap())
                .collect(),
            text,
        }
    }

    /// How many objects there are.
    pub(crate) fn len(&self) -> usize {
        self.objects.len()
    }

    /// Every object the token may see is there, once, and nothing else.
    pub(crate) fn assert_objects(&self, simulator: &Simulator) {
        let mut here = BTreeSet::new();
        for object in &self.objects {
            let id = object["id"].as_str().unwrap().to_owned();
            assert!(here.insert(id), "twice: {}", object["id"]);
        }
        let visible: BTreeSet<String> = simulator
            .truth()
            .objects
            .into_iter()
            .filter(|object| object.visible && !object.in_trash)
            .map(|object| object.id.to_string())
            .collect();
        assert_eq!(here, visible);
    }

    /// Every word of its own that the token may see is somewhere. Comments cost requests and are not asked for.
    pub(crate) fn assert_every_word(&self, simulator: &Simulator) {
        let missing: Vec<_> = simulator
            .truth()
            .tokens
            .into_iter()
            .filter(|token| token.visible && !matches!(token.kind, "comment" | "file"))
            .filter(|token| !self.text.contains(&token.token))
            .collect();
        assert!(missing.is_empty(), "missing: {missing:?}");
    }

    /// Every word of its own stands exactly once: in the text of its page, or in its title.
    pub(crate) fn assert_every_word_once(&self, simulator: &Simulator) {
        let mut places: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
        for object in &self.objects {
            let id = object["id"].as_str().unwrap();
            for (kind, field) in [("text", "markdown"), ("title", "title")] {
                for word in words(object[field].as_str().unwrap_or_default()) {
                    places.entry(word).or_default().push((kind, id));
                }
            }
        }
        let truth = simulator.truth();
        assert!(truth.tokens.len() > self.objects.len());
        for token in truth.tokens {
            let object = token.object.to_string();
            let found = places.get(token.token.as_str()).map(Vec::as_slice);
            // A page names its children, so a title stands once as a title and may stand in the text above it.
            let own: Vec<_> = found
                .unwrap_or_default()
                .iter()
                .filter(|(kind, _)| *kind == token.kind)
                .collect();
            assert_eq!(own, [&(token.kind, object.as_str())], "{token:?}");
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
}
