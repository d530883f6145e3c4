//! Sentences that people read about records, told so that a face can tell them in another language.
//!
//! The enums of this crate say everything in plain English through `Display`. A face that has the
//! sentence in its own catalogue asks for its code and its arguments instead. Nothing is translated
//! here.
//!
//! The rule it protects: no face takes an English sentence apart to learn what it says.

use std::fmt;

/// Something that is said to a person.
pub trait Sentence: fmt::Display {
    /// Names the sentence in a catalogue: lower case, words joined by hyphens, never reworded.
    fn code(&self) -> &'static str;

    /// What the sentence speaks about, by name. Counts are digits; lists are joined by `, `.
    fn arguments(&self) -> Vec<(&'static str, String)>;
}

/// Names in quotes, joined by commas, as sentences list them.
pub(crate) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names
        .into_iter()
        .map(|name| format!("“{name}”"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// Names joined by commas.
pub(crate) fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().collect::<Vec<_>>().join(", ")
}

/// A count with its noun.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    if count == 1 {
        format!("1 {noun}")
    } else {
        format!("{count} {noun}s")
    }
}
