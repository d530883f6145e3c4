//! The sentences people read, from the one Fluent catalogue that window, tray and command line share.
//!
//! The files are `locales/<language>/*.ftl` at the top of the repository and are part of the program; the web view loads
//! the same ones. The rule it protects: no sentence is written in code.

use std::fmt;
use std::io::Read as _;

use flate2::read::DeflateDecoder;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::error::AppError;
use crate::language::Language;

/// The files of the catalogue, packed by `build.rs`.
const ENGLISH: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/en.deflate"));
const GERMAN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/de.deflate"));

/// The catalogue in one language.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Words")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::english()
    }
}

impl Words {
    /// The English catalogue.
    #[must_use]
    pub fn english() -> Self {
        Self::in_language(Language::English)
    }

    /// The catalogue in this language; what has not been translated is said in English.
    #[must_use]
    pub fn in_language(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Isolation marks would show up as boxes in terminals.
        bundle.set_use_isolating(false);
        let translated = match language {
            Language::English => None,
            Language::German => Some(GERMAN),
        };
        // One over the other, the last on top.
        for packed in [ENGLISH].into_iter().chain(translated) {
            // What could be understood is kept; a test makes sure that this is everything.
            let resource =
                FluentResource::try_new(unpacked(packed)).unwrap_or_else(|(resource, _)| resource);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// The language that is spoken.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The sentence with this key. A key that is missing is shown as itself, so that it is noticed.
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        let Some(pattern) = self
            .bundle
            .get_message(key)
            .and_then(|message| message.value())
        else {
            return key.to_owned();
        };
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, value.to_fluent());
        }
        let mut errors = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned()
    }

    /// Whether there is a sentence with this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle.has_message(key)
    }

    /// What an error says: what happened, what it means for the data, what to do.
    #[must_use]
    pub fn of_error(&self, error: &AppError) -> String {
        let values: Vec<_> = error
            .details
            .iter()
            .map(|(name, value)| (name.as_str(), Value::Text(value)))
            .collect();
        self.say(&format!("error-{}", error.code), &values)
    }
}

/// The text of a language's files. It is part of the program, so nothing can be wrong with it; a test reads it to its end.
fn unpacked(packed: &[u8]) -> String {
    let mut text = String::new();
    if let Err(error) = DeflateDecoder::new(packed).read_to_string(&mut text) {
        tracing::error!(%error, "the catalogue cannot be unpacked");
    }
    text
}

/// Something to put into a sentence.
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    /// Words or a name.
    Text(&'a str),
    /// A number; the catalogue chooses the plural.
    Count(u64),
}

impl Value<'_> {
    fn to_fluent(self) -> FluentValue<'static> {
        match self {
            Self::Text(text) => FluentValue::from(text.to_owned()),
            #[expect(
                clippy::cast_precision_loss,
                reason = "counts people read are far below 2^52"
            )]
            Self::Count(count) => FluentValue::from(count as f64),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
    use super::*;
    use crate::error::ErrorCode;

    /// A file as it stands at the end of what is packed.
    fn last_file(language: &str, name: &str) -> String {
        let file = format!("../../../locales/{language}/{name}.ftl");
        std::fs::read_to_string(file).unwrap() + "\n"
    }

    #[test]
    fn every_file_of_the_catalogue_is_understood() {
        for (packed, language, last) in [(ENGLISH, "en", "backup"), (GERMAN, "de", "help")] {
            let text = unpacked(packed);
            assert!(
                text.ends_with(&last_file(language, last)),
                "packed to the end"
            );
            if let Err((_, errors)) = FluentResource::try_new(text) {
                panic!("{errors:?}");
            }
        }
    }

    #[test]
    fn no_key_is_in_two_files() {
        let mut seen = std::collections::HashSet::new();
        for line in unpacked(ENGLISH).lines() {
            let key = line.split(" =").next().unwrap_or_default();
            let is_key =
                line.contains(" =") && key.starts_with(|letter: char| letter.is_ascii_alphabetic());
            assert!(
                !is_key || seen.insert(key.to_owned()),
                "{key} is there twice"
            );
        }
    }

    #[test]
    fn every_refused_deed_is_named_with_the_switch_that_allows_it() {
        use keepsake_notion::Capability;
        let words = Words::english();
        for need in keepsake_notion::Need::all() {
            let switch = match need.capability {
                Capability::ReadContent => "“Read content”",
                Capability::UpdateContent => "“Update content”",
                Capability::InsertContent => "“Insert content”",
                Capability::ReadComments => "“Read comments”",
                Capability::InsertComments => "“Insert comments”",
                Capability::ReadUsers => "“Read user information”",
            };
            let error = AppError::new(ErrorCode::Permission)
                .with("action", "PATCH")
                .with("deed", need.deed)
                .with("capability", need.capability.as_str());
            let sentence = words.of_error(&error);
            assert!(sentence.contains(switch), "{sentence}");
            assert!(!sentence.contains("PATCH"), "{}: {sentence}", need.deed);
        }
        for (part, switch) in [
            ("page", "“Insert content”"),
            ("property", "“Update content”"),
            ("place", "“Update content”"),
            ("trash", "“Update content”"),
            ("body", "“Update content”"),
        ] {
            let sentence = words.say("parked-no_permission", &[("part", Value::Text(part))]);
            let others = ["“Insert content”", "“Update content”"];
            let named = others.iter().filter(|other| sentence.contains(**other));
            let most = if part == "body" { 2 } else { 1 };
            assert!(sentence.contains(switch), "{sentence}");
            assert_eq!(named.count(), most, "{sentence}");
        }
    }

    #[test]
    fn every_reason_for_not_sending_a_change_has_a_sentence() {
        let words = Words::english();
        for reason in [
            "no_permission",
            "block_limit",
            "row_limit",
            "not_shared",
            "refused_by_notion",
            "unprovable",
            "not_writable",
            "would_drop_pages",
            "overtaken",
            "postponed",
            "several_candidates",
            "in_trash_with_parent",
            "property_missing",
            "read_only",
            "place_not_possible",
            "place_unknown",
            "lossy_base",
        ] {
            assert!(
                words.has(&format!("parked-{reason}")),
                "no sentence for {reason}"
            );
        }
    }

    #[test]
    fn every_error_code_has_a_sentence() {
        let words = Words::english();
        for code in ErrorCode::ALL {
            assert!(
                words.has(&format!("error-{code}")),
                "no sentence for {code}"
            );
        }
    }

    #[test]
    fn a_sentence_knows_plurals_and_names() {
        let words = Words::english();
        assert_eq!(
            words.say("count-pages", &[("count", Value::Count(1))]),
            "1 page"
        );
        assert_eq!(
            words.say("count-pages", &[("count", Value::Count(2))]),
            "2 pages"
        );
        let error = AppError::new(ErrorCode::Offline).with("host", "api.notion.com");
        assert!(words.of_error(&error).contains("api.notion.com"));
    }

    #[test]
    fn every_language_says_everything_that_english_says() {
        let keys = |text: &str| -> std::collections::BTreeSet<String> {
            text.lines()
                .filter(|line| line.starts_with(|letter: char| letter.is_ascii_lowercase()))
                .filter_map(|line| line.split_once(" ="))
                .map(|(key, _)| key.to_owned())
                .collect()
        };
        // English has the terminal's help beside what it explains.
        let german = unpacked(GERMAN);
        let german = german.strip_suffix(&last_file("de", "help")).unwrap();
        assert_eq!(keys(&unpacked(ENGLISH)), keys(german));
    }

    #[test]
    fn a_missing_key_is_shown_as_itself() {
        assert_eq!(Words::english().say("no-such-key", &[]), "no-such-key");
    }
}
