//! The sentences of the page, from the one Fluent catalogue (`locales/*/broker.ftl`).
//!
//! The rule it protects: no sentence a person reads is written in code.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::{LanguageIdentifier, langid};

use crate::language::Language;

const ENGLISH: LanguageIdentifier = langid!("en");
const GERMAN: LanguageIdentifier = langid!("de");
const ENGLISH_FILE: &str = include_str!("../../../../locales/en/broker.ftl");
const GERMAN_FILE: &str = include_str!("../../../../locales/de/broker.ftl");

/// The catalogue in both languages.
pub(crate) struct Words {
    english: FluentBundle<FluentResource>,
    german: FluentBundle<FluentResource>,
}

impl Words {
    pub(crate) fn new() -> Self {
        Self {
            english: bundle(ENGLISH, ENGLISH_FILE),
            german: bundle(GERMAN, GERMAN_FILE),
        }
    }

    /// The sentence with this key, with `$code` in it where it has one.
    pub(crate) fn say(&self, language: Language, key: &str, code: &str) -> String {
        let bundle = match language {
            Language::English => &self.english,
            Language::German => &self.german,
        };
        let Some(pattern) = bundle.get_message(key).and_then(|found| found.value()) else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        arguments.set("code", code);
        let mut errors = Vec::new();
        bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned()
    }
}

fn bundle(language: LanguageIdentifier, file: &str) -> FluentBundle<FluentResource> {
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    bundle.set_use_isolating(false);
    // What could be understood is kept; a test makes sure that this is everything.
    let resource =
        FluentResource::try_new(file.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use std::collections::BTreeSet;

    use super::*;

    fn keys(file: &str) -> BTreeSet<&str> {
        file.lines()
            .filter(|line| line.starts_with("broker-"))
            .map(|line| line.split(" =").next().unwrap())
            .collect()
    }

    #[test]
    fn both_languages_say_the_same_things() {
        for file in [ENGLISH_FILE, GERMAN_FILE] {
            assert!(FluentResource::try_new(file.to_owned()).is_ok());
        }
        assert_eq!(keys(ENGLISH_FILE), keys(GERMAN_FILE));
        let words = Words::new();
        for key in keys(ENGLISH_FILE) {
            let (english, german) = (
                words.say(Language::English, key, "c"),
                words.say(Language::German, key, "c"),
            );
            assert!(!english.contains("broker-") && !german.contains("broker-"));
            assert_ne!(english, german, "{key}");
        }
    }
}
