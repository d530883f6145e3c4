//! What the whole of a text has to look like.

use std::fmt;

use regex::{Regex, RegexBuilder};

/// A regular expression that has to match a text from its beginning to its end.
///
/// Matching takes time in proportion to the text, whatever the expression.
#[derive(Debug, Clone)]
pub struct Pattern {
    written: String,
    matcher: Regex,
}

/// How large a compiled expression may get, in bytes: far more than a rule for a field needs.
const LARGEST: usize = 1 << 20;

impl Pattern {
    /// Reads an expression.
    ///
    /// # Errors
    /// What is wrong with it, in one line.
    pub fn new(written: &str) -> Result<Self, String> {
        // Alone first, or `a)(b` would pass inside the brackets below.
        RegexBuilder::new(written)
            .size_limit(LARGEST)
            .build()
            .and_then(|_| {
                RegexBuilder::new(&format!("^(?:{written})$"))
                    .size_limit(LARGEST)
                    .build()
            })
            .map(|matcher| Self {
                written: written.to_owned(),
                matcher,
            })
            .map_err(|error| last_line(&error.to_string()))
    }

    /// Whether the whole text is as the expression says.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.matcher.is_match(text)
    }

    /// The expression as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.written
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.written)
    }
}

/// The library draws the expression and says what is wrong in the last line.
fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or(message).trim();
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        reason = "tests may panic"
    )]
    use super::*;

    #[test]
    fn a_pattern_has_to_match_the_whole_text() {
        let pattern = Pattern::new("[a-z]+|[0-9]+").unwrap();
        for (text, matches) in [("abc", true), ("12", true), ("abc1", false), ("", false)] {
            assert_eq!(pattern.matches(text), matches, "{text}");
        }
    }

    #[test]
    fn an_expression_that_cannot_be_read_says_why() {
        for (written, why) in [
            ("[a-", "unclosed character class"),
            ("a)(b", "unopened group"),
            (
                "(?=look)",
                "look-around, including look-ahead and look-behind, is not supported",
            ),
        ] {
            assert_eq!(Pattern::new(written).unwrap_err(), why, "{written}");
        }
        assert!(
            Pattern::new("(?:\\w{500}){500}").is_err(),
            "too large an expression"
        );
    }
}
