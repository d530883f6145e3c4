//! Which language a browser asks for (RFC 9110, 12.5.4).
//!
//! Leaves out everything but the two there are. The rule it protects: whatever a browser sends, there is a language.

use http::{HeaderMap, header};

/// A language of the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    English,
    German,
}

impl Language {
    /// The one a browser likes best; English where it likes neither.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let wanted = headers
            .get_all(header::ACCEPT_LANGUAGE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(read);
        // Of equal ones the first counts.
        let best = wanted.fold(
            None,
            |best: Option<(Self, f32)>, (language, weight)| match best {
                Some((_, heavier)) if heavier >= weight => best,
                _ => Some((language, weight)),
            },
        );
        best.map_or(Self::English, |(language, _)| language)
    }

    /// Its tag (RFC 5646).
    pub(crate) const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

fn read(range: &str) -> Option<(Language, f32)> {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next()?;
    let language = match tag.split('-').next()?.to_ascii_lowercase().as_str() {
        "en" | "*" => Language::English,
        "de" => Language::German,
        _ => return None,
    };
    let weight = parts
        .find_map(|part| part.strip_prefix("q="))
        .map_or(Some(1.0), |text| text.parse::<f32>().ok())?;
    (weight > 0.0).then_some((language, weight))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn the_language_a_browser_likes_best_is_taken() {
        for (wanted, expected) in [
            ("de", Language::German),
            ("de-AT,de;q=0.9,en;q=0.8", Language::German),
            ("en-GB,en;q=0.9,de;q=0.8", Language::English),
            ("fr,de;q=0.5,en;q=0.3", Language::German),
            ("en;q=0.3, DE;q=0.5", Language::German),
            ("de;q=0,en;q=0.1", Language::English),
            ("fr", Language::English),
            ("*", Language::English),
            ("", Language::English),
            (";;;,,,q=", Language::English),
            ("de;q=many", Language::English),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_LANGUAGE, wanted.parse().unwrap());
            assert_eq!(Language::of(&headers), expected, "{wanted:?}");
        }
        assert_eq!(Language::of(&HeaderMap::new()), Language::English);
    }
}
