//! Naming pages in a notice on the desktop, where the person has switched that on.
//!
//! Leaves out signs of markup, which only the desktop knows to write (the shell). The rules it protects: titles are in no alert
//! that is kept and in nothing that leaves this computer; a title, which anybody may have written, is one short line and
//! turns nothing around it about.

use std::collections::BTreeSet;

use keepsake_memory::ConnectionId;

use super::kinds::AlertKind;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::words::{Value, Words};

/// Characters of a title that are shown.
const LONGEST: usize = 60;

/// The pages that a notice is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPages {
    /// The title of the first one.
    pub first: String,
    /// How many others there are.
    pub others: u64,
}

impl NamedPages {
    /// A sentence that says which pages it is about.
    pub(super) fn before(&self, sentence: &str, words: &Words) -> String {
        let title = match one_line(&self.first) {
            title if title.is_empty() => words.say("untitled", &[]),
            title => title,
        };
        let values = [
            ("title", Value::Text(&title)),
            ("others", Value::Count(self.others)),
            ("sentence", Value::Text(sentence)),
        ];
        words.say("desktop-naming", &values)
    }
}

/// A title as one short line, without what turns the text around it about.
fn one_line(title: &str) -> String {
    let shown = |sign: &char| !matches!(sign, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let spaced = |sign: char| if sign.is_control() { ' ' } else { sign };
    let line: String = title.chars().filter(shown).map(spaced).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let start: String = line.chars().take(LONGEST - 1).collect();
    format!("{}…", start.trim_end())
}

impl Keepsake {
    /// The pages that an alert is about, the newest first; nothing where it is about none, or the person names none.
    pub(super) async fn pages_to_name(
        &self,
        kind: &str,
        connection: Option<ConnectionId>,
    ) -> Result<Option<NamedPages>, AppError> {
        let (Some(kind), Some(connection)) = (AlertKind::of(kind), connection) else {
            return Ok(None);
        };
        if !self.names_pages() {
            return Ok(None);
        }
        match kind {
            AlertKind::Decisions => {
                let conflicts = self.store().conflicts(connection, true).await?;
                let Some(newest) = conflicts.first() else {
                    return Ok(None);
                };
                let object = self.store().object(connection, newest.object).await?;
                let pages: BTreeSet<_> = conflicts.iter().map(|one| one.object).collect();
                Ok(Some(NamedPages {
                    first: object.map(|object| object.title).unwrap_or_default(),
                    others: (pages.len() as u64).saturating_sub(1),
                }))
            }
            AlertKind::Brake => {
                let brakes = self.open_brakes(connection).await?;
                Ok(brakes.into_iter().next().and_then(|brake| {
                    Some(NamedPages {
                        first: brake.titles.into_iter().next()?,
                        others: u64::from(brake.planned.saturating_sub(1)),
                    })
                }))
            }
            AlertKind::AuthFailure
            | AlertKind::ConnectionLost
            | AlertKind::SyncFailure
            | AlertKind::DiskFull
            | AlertKind::LittleSpace
            | AlertKind::Parked
            | AlertKind::ChannelsMissing
            | AlertKind::Test => Ok(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[test]
    fn a_notice_names_the_first_page_and_counts_the_others_in_both_languages() {
        let long = "A".repeat(80);
        let cut = format!("“{}…”: It waits.", "A".repeat(59));
        let table = [
            (
                "Holidays",
                0,
                "“Holidays”: It waits.",
                "„Holidays“: It waits.",
            ),
            (
                "Holidays",
                1,
                "“Holidays” and 1 more: It waits.",
                "„Holidays“ und 1 weitere: It waits.",
            ),
            (
                "R&D <2027>",
                3,
                "“R&D <2027>” and 3 more: It waits.",
                "„R&D <2027>“ und 3 weitere: It waits.",
            ),
            (" \n", 0, "“Untitled”: It waits.", "„Ohne Titel“: It waits."),
            (
                "Two\r\nlines\tand a bell\u{7}",
                0,
                "“Two lines and a bell”: It waits.",
                "„Two lines and a bell“: It waits.",
            ),
            (
                "Safe \u{202e}txt.exe\u{2066}",
                0,
                "“Safe txt.exe”: It waits.",
                "„Safe txt.exe“: It waits.",
            ),
            (
                "{ $sentence } { untitled }",
                0,
                "“{ $sentence } { untitled }”: It waits.",
                "„{ $sentence } { untitled }“: It waits.",
            ),
            (&long, 0, &cut, &cut.replace('“', "„").replace('”', "“")),
        ];
        for (title, others, english, german) in table {
            let pages = NamedPages {
                first: title.to_owned(),
                others,
            };
            let said = |language| pages.before("It waits.", &Words::in_language(language));
            assert_eq!(said(Language::English), english);
            assert_eq!(said(Language::German), german);
        }
    }
}
