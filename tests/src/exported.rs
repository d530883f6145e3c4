//! Is everything in an export? Compares the files of an export in JSON lines with the simulator's ground truth.
//!
//! The rule it protects: the truth is derived from the simulator's store and not from its answers, and the memory is read
//! as another program would read it, so what any step on the way forgets is found missing, where it belongs.

use std::{
    collections::{BTreeSet, HashMap},
    fs,
    path::Path,
};

use keepsake_app::dto::{RunItem, What};
use keepsake_simulator::{Token, Truth, TruthFile, TruthProperty};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The lines of an export, and what its files hold.
pub struct Exported {
    objects: HashMap<String, Value>,
    /// The JSON of everything that belongs to an object: its own line and those of its blocks.
    texts: HashMap<String, String>,
    comments: HashMap<String, Value>,
    users: BTreeSet<String>,
    /// Hashes of the bytes in `files/`.
    hashes: BTreeSet<String>,
}

impl Exported {
    /// Reads an export.
    #[must_use]
    pub fn read(folder: &Path) -> Self {
        let objects = by_id(lines(&folder.join("objects.jsonl")));
        let mut texts: HashMap<String, String> = objects
            .iter()
            .map(|(id, line)| (id.clone(), shown(line)))
            .collect();
        for block in lines(&folder.join("blocks.jsonl")) {
            let page = block["page"].as_str().unwrap().to_owned();
            texts.entry(page).or_default().push_str(&shown(&block));
        }
        let mut hashes = BTreeSet::new();
        for file in lines(&folder.join("files.jsonl")) {
            if let Some(path) = file["path"].as_str() {
                let bytes = fs::read(folder.join(path)).unwrap();
                let hash = Sha256::digest(&bytes);
                hashes.insert(hash.iter().map(|byte| format!("{byte:02x}")).collect());
            }
        }
        Self {
            objects,
            texts,
            comments: by_id(lines(&folder.join("comments.jsonl"))),
            users: by_id(lines(&folder.join("users.jsonl")))
                .into_keys()
                .collect(),
            hashes,
        }
    }

    /// What the truth has and the export lacks although it can be had, and what the export has although it is hidden.
    /// Files that were left out have to be among `items`.
    #[must_use]
    pub fn differences(&self, truth: &Truth, items: &[RunItem]) -> Vec<String> {
        let objects = truth
            .objects
            .iter()
            .filter(|object| object.visible && !object.in_trash)
            .filter(|object| {
                let here = self.objects.get(&object.id.to_string());
                here.is_none_or(|here| {
                    here["kind"] != object.kind
                        || object.parent.is_none() != (here["parent"]["kind"] == "workspace")
                })
            })
            .map(|object| format!("object {object:?}"));
        let words = truth
            .tokens
            .iter()
            .filter(|token| !self.has_word_as_it_should(token))
            .map(|token| format!("word {token:?}"));
        let values = truth
            .properties
            .iter()
            .filter(|value| value.why_not.is_none() && !self.has_value(value))
            .map(|value| format!("value {value:?}"));
        let comments = truth
            .comments
            .iter()
            .filter(|comment| {
                let here = self.comments.get(&comment.id.to_string());
                let on = comment.on.map(|on| on.to_string());
                match here {
                    Some(here) => {
                        !comment.visible
                            || here["on"].as_str() != on.as_deref()
                            || !has_words(&shown(&here["text"]), &comment.text)
                    }
                    None => comment.visible,
                }
            })
            .map(|comment| format!("comment {comment:?}"));
        let users = truth
            .users
            .iter()
            .filter(|user| user.why_not.is_none() && !self.users.contains(&user.id.to_string()))
            .map(|user| format!("user {user:?}"));
        let files = truth
            .files
            .iter()
            .filter(|file| file.visible && !self.has_file(file) && !is_named(file, items))
            .map(|file| format!("file {file:?}"));
        objects
            .chain(words)
            .chain(values)
            .chain(comments)
            .chain(users)
            .chain(files)
            .collect()
    }

    /// A word that can be read stands with its object, one that cannot nowhere; but a page that is not shared may be named
    /// where it was seen.
    fn has_word_as_it_should(&self, token: &Token) -> bool {
        let is_here = if token.kind == "comment" {
            self.comments
                .values()
                .any(|comment| shown(&comment["text"]).contains(&token.token))
        } else if token.visible {
            let own = self.texts.get(&token.object.to_string());
            own.is_some_and(|own| own.contains(&token.token))
        } else {
            self.texts.values().any(|text| text.contains(&token.token))
        };
        is_here == token.visible || token.kind == "title" && !token.visible
    }

    fn has_value(&self, truth: &TruthProperty) -> bool {
        let Some(object) = self.objects.get(&truth.object.to_string()) else {
            return false;
        };
        let property = &object["properties"][&truth.name];
        let here = &property[&truth.kind];
        let list = |key: &str| -> Vec<Value> {
            let values = here.as_array().into_iter().flatten();
            values.map(|value| value[key].clone()).collect()
        };
        property["type"].as_str() == Some(&truth.kind)
            && match (truth.kind.as_str(), &truth.value) {
                ("title" | "rich_text", Value::String(text)) => has_words(&shown(here), text),
                ("relation" | "people", Value::Array(ids)) => list("id") == *ids,
                ("files", Value::Array(names)) => list("name") == *names,
                (_, value) => here == value,
            }
    }

    fn has_file(&self, file: &TruthFile) -> bool {
        file.sha256
            .as_ref()
            .is_some_and(|hash| self.hashes.contains(hash))
    }
}

/// Whether the account of a run says what became of a file.
fn is_named(file: &TruthFile, items: &[RunItem]) -> bool {
    items.iter().any(|item| {
        item.what == What::File && !item.reason.is_empty() && item.id.contains(&file.name)
    })
}

/// All strings in a JSON value, as they are meant, whatever JSON escapes.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => format!("{text}\n"),
        Value::Array(values) => values.iter().map(shown).collect(),
        Value::Object(fields) => fields.values().map(shown).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
    }
}

/// Whether a text has every word of another one.
fn has_words(text: &str, words: &str) -> bool {
    words
        .split(|letter: char| !letter.is_alphanumeric())
        .all(|word| text.contains(word))
}

fn lines(path: &Path) -> Vec<Value> {
    // Of what there is none, there is no file.
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn by_id(lines: Vec<Value>) -> HashMap<String, Value> {
    let mut found = HashMap::new();
    for line in lines {
        let id = line["id"].as_str().unwrap().to_owned();
        let twice = found.insert(id, line);
        assert!(twice.is_none(), "twice: {twice:?}");
    }
    found
}
