//! Every sentence the command says is in the catalogue.

use std::path::Path;

use keepsake_app::{Language, Words};

fn sources(folder: &Path, texts: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, texts);
        } else {
            texts.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_sentence_is_in_the_catalogue() {
    let words = Words::english();
    let mut texts = Vec::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut texts,
    );
    let keys: Vec<&str> = texts
        .iter()
        .flat_map(|text| text.split('"'))
        .filter(|text| text.len() > 4 && text.starts_with("cli-") && !text.contains('{'))
        // The beginning of a key: what it ends in is known only to the command.
        .filter(|text| !text.ends_with('-'))
        .collect();
    assert!(keys.len() > 30);
    // The help and what was typed wrong are clap's in English.
    let german = Words::in_language(Language::German);
    for key in keys {
        let is_of_clap = key.starts_with("cli-help") || key.starts_with("cli-usage");
        let has = if is_of_clap { &german } else { &words };
        assert!(has.has(key), "{key} is missing");
    }
    for name in ["objects", "files", "comments"] {
        assert!(words.has(&format!("cli-found-{name}")));
    }
}
