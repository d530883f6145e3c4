//! Which language is spoken: what the person wishes for, then what the system says, then English.
//!
//! Leaves out the sentences ([`crate::words`]) and changing the language while running (`speech`). The rule it
//! protects: every face chooses by the same order, and whatever is wished for, there is a language.

use unic_langid::{LanguageIdentifier, langid};

use crate::settings::Environment;

/// Goes before what the system says.
pub const WISH: &str = "KEEPSAKE_LANGUAGE";
/// What says a terminal's language, the first that is set.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, which everything else falls back to.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// The one to speak in this process.
    #[must_use]
    pub fn of_process() -> Self {
        Self::chosen(&|name| std::env::var(name).ok(), sys_locale::get_locales())
    }

    /// What was wished for, when anything was; English where the system has no language (`C`, `POSIX`), whatever else is set;
    /// else the first of the system's languages that there is.
    #[must_use]
    pub fn chosen(environment: Environment<'_>, system: impl IntoIterator<Item = String>) -> Self {
        let set = |name: &str| environment(name).filter(|value| !value.is_empty());
        if let Some(wish) = set(WISH) {
            return Self::first_of([wish]);
        }
        match VARIABLES.into_iter().find_map(set) {
            Some(locale) if is_without_language(&locale) => Self::English,
            _ => Self::first_of(system),
        }
    }

    /// The wish, where there is one, for whoever finds out the system's language on its own.
    #[must_use]
    pub fn wished(environment: Environment<'_>) -> Option<Self> {
        environment(WISH)
            .filter(|value| !value.is_empty())
            .map(|wish| Self::first_of([wish]))
    }

    /// The first of these that there is (`de-AT` and `de_AT.UTF-8` are German), English otherwise.
    #[must_use]
    pub fn first_of(wanted: impl IntoIterator<Item = String>) -> Self {
        let known = wanted.into_iter().find_map(|one| {
            let tag = one.split(['.', '@']).next().unwrap_or_default();
            let language = tag.parse::<LanguageIdentifier>().ok()?.language;
            Self::ALL
                .into_iter()
                .find(|known| known.identifier().language == language)
        });
        known.unwrap_or_default()
    }

    /// Its tag (RFC 5646).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    pub(crate) const fn identifier(self) -> LanguageIdentifier {
        match self {
            Self::English => langid!("en"),
            Self::German => langid!("de"),
        }
    }
}

fn is_without_language(locale: &str) -> bool {
    let name = locale.split(['.', '@']).next().unwrap_or_default();
    matches!(name, "C" | "POSIX")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_what_was_wished_for_then_what_the_system_says() {
        use Language::{English, German};
        for (variables, system, expected) in [
            (vec![], vec![], English),
            (vec![], vec!["de-DE"], German),
            (vec![("LANG", "de_DE.UTF-8")], vec!["de-DE"], German),
            (vec![("LANG", "de_AT@euro")], vec!["de-AT"], German),
            (vec![("LANG", "fr_FR.UTF-8")], vec!["fr-FR"], English),
            (vec![("LANG", "fr_FR.UTF-8")], vec!["fr-FR", "de"], German),
            (
                vec![("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")],
                vec!["C", "de-DE"],
                English,
            ),
            (
                vec![("LC_MESSAGES", "POSIX"), ("LANG", "de_DE")],
                vec!["POSIX", "de-DE"],
                English,
            ),
            (vec![("LANG", "C.UTF-8")], vec!["de", "C"], English),
            (
                vec![("LC_ALL", ""), ("LANG", "de_DE")],
                vec!["de-DE"],
                German,
            ),
            (
                vec![("LC_ALL", "en_GB"), ("LANG", "de_DE")],
                vec!["en-GB", "de-DE"],
                English,
            ),
            (vec![(WISH, "de"), ("LC_ALL", "C")], vec!["C"], German),
            (vec![(WISH, "de_CH.UTF-8")], vec!["en"], German),
            (
                vec![(WISH, "en"), ("LANG", "de_DE")],
                vec!["de-DE"],
                English,
            ),
            (
                vec![(WISH, "fr"), ("LANG", "de_DE")],
                vec!["de-DE"],
                English,
            ),
            (
                vec![(WISH, "not a language"), ("LANG", "de_DE")],
                vec!["de-DE"],
                English,
            ),
            (vec![(WISH, ""), ("LANG", "de_DE")], vec!["de-DE"], German),
        ] {
            let environment = |name: &str| {
                let found = variables.iter().find(|(one, _)| *one == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            let system = system.into_iter().map(ToOwned::to_owned);
            assert_eq!(
                Language::chosen(&environment, system),
                expected,
                "{variables:?}"
            );
        }
    }

    #[test]
    fn a_wish_is_known_apart_from_what_the_system_says() {
        assert_eq!(Language::wished(&|_| None), None);
        let wish = |name: &str| (name == WISH).then(|| "de".to_owned());
        assert_eq!(Language::wished(&wish), Some(Language::German));
        let other = |name: &str| (name == "LANG").then(|| "de".to_owned());
        assert_eq!(Language::wished(&other), None);
    }

    #[test]
    fn every_language_is_found_by_its_tag() {
        for language in Language::ALL {
            assert_eq!(Language::first_of([language.tag().to_owned()]), language);
        }
    }
}
