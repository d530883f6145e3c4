//! Printing: one JSON document or plain lines to standard output, everything else to standard error.
//!
//! The rule it protects: with `--json`, standard output is exactly one document, whatever happens.

use std::io::{self, IsTerminal, Write};

use keepsake_app::words::Value;
use keepsake_app::{AppError, Words};
use serde::Serialize;
use serde_json::json;
use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

use crate::exit::Exit;

/// The version of the shapes that `--json` prints.
const VERSION: u32 = 1;

/// Where a command prints.
pub(crate) struct Output {
    json: bool,
    words: Words,
}

impl Output {
    /// Prints documents when `json` is set, else lines.
    pub(crate) const fn new(json: bool, words: Words) -> Self {
        Self { json, words }
    }

    /// Whether documents are printed.
    pub(crate) const fn is_json(&self) -> bool {
        self.json
    }

    /// The catalogue.
    pub(crate) const fn words(&self) -> &Words {
        &self.words
    }

    /// A sentence of the catalogue.
    pub(crate) fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        self.words.say(key, values)
    }

    /// A stable word of `--json`, as people say it; itself where the catalogue has none.
    pub(crate) fn word(&self, family: &str, word: &str) -> String {
        let key = format!("cli-{family}-{word}");
        if self.words.has(&key) {
            self.words.say(&key, &[])
        } else {
            word.to_owned()
        }
    }

    /// A moment (RFC 3339) in the time of this place; a text that is none stays as it is.
    pub(crate) fn moment(&self, text: &str) -> String {
        let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) else {
            return text.to_owned();
        };
        let offset = UtcOffset::local_offset_at(moment).unwrap_or(UtcOffset::UTC);
        moment_in(&self.words, moment.to_offset(offset))
    }

    /// Words set apart from what is around them.
    pub(crate) fn quoted(&self, text: &str) -> String {
        self.words.say("cli-quoted", &[("text", Value::Text(text))])
    }

    /// Prints the answer: as a document, or as the lines that `text` makes of it.
    pub(crate) fn answer<T: Serialize>(&self, data: &T, text: impl FnOnce(&T, &Self) -> String) {
        if self.json {
            print(&json!({"version": VERSION, "ok": true, "data": data}).to_string());
        } else {
            print(text(data, self).trim_end());
        }
    }

    /// Prints lines as they are, also where documents were asked for.
    pub(crate) fn raw(&self, text: &str) {
        print(text);
    }

    /// Tells the person something beside the answer.
    pub(crate) fn note(&self, text: &str) {
        // Nobody is left to tell when standard error is gone.
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// Prints an error; answers with what to exit with.
    pub(crate) fn fail(&self, error: &AppError) -> Exit {
        let message = self.words.of_error(error);
        if self.json {
            let error = json!({
                "code": error.code,
                "message": message,
                "retryable": error.retryable,
                "request_id": error.request_id,
                "details": error.details,
            });
            print(&json!({"version": VERSION, "ok": false, "error": error}).to_string());
        } else {
            self.note(&message);
            if let Some(id) = &error.request_id {
                self.note(&self.say("cli-request-id", &[("id", Value::Text(id))]));
            }
        }
        Exit::of(error)
    }

    /// Marks words in a terminal; elsewhere they stay as they are.
    pub(crate) fn marked(&self, text: &str) -> String {
        let is_plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        if is_plain || !io::stdout().is_terminal() {
            text.to_owned()
        } else {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        }
    }
}

fn moment_in(words: &Words, moment: OffsetDateTime) -> String {
    let two = |number: u8| format!("{number:02}");
    let (month, day) = (two(moment.month().into()), two(moment.day()));
    let year = moment.year().to_string();
    let time = format!("{}:{}", two(moment.hour()), two(moment.minute()));
    let values = [
        ("year", Value::Text(&year)),
        ("month", Value::Text(&month)),
        ("day", Value::Text(&day)),
        ("time", Value::Text(&time)),
    ];
    words.say("cli-moment", &values)
}

/// Makes text from a page harmless for a terminal: control characters could move the cursor or change its title.
pub(crate) fn shown(text: &str) -> String {
    let harmless = |letter: char| {
        if letter.is_control() && letter != '\n' && letter != '\t' {
            '\u{fffd}'
        } else {
            letter
        }
    };
    text.chars().map(harmless).collect()
}

fn print(text: &str) {
    // A reader that has seen enough (`| head`) closes the pipe; that is no error.
    let _ = writeln!(io::stdout().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use keepsake_app::Language;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn a_moment_is_written_as_the_language_writes_it() {
        let moment = datetime!(2026-11-02 09:05:59 +1);
        for (language, expected) in [
            (Language::English, "2026-11-02 09:05"),
            (Language::German, "02.11.2026 09:05"),
        ] {
            assert_eq!(moment_in(&Words::in_language(language), moment), expected);
        }
        let output = Output::new(false, Words::english());
        assert_eq!(output.moment("no moment"), "no moment");
    }

    #[test]
    fn a_stable_word_is_said_as_people_say_it() {
        let output = Output::new(false, Words::in_language(Language::German));
        assert_eq!(output.word("outcome", "refused"), "verweigert");
        assert_eq!(output.word("outcome", "invented"), "invented");
        assert_eq!(output.quoted("a"), "„a“");
    }

    #[test]
    fn text_of_a_page_cannot_command_the_terminal() {
        assert_eq!(
            shown("a\u{1b}]0;x\u{7}b\nc\td"),
            "a\u{fffd}]0;x\u{fffd}b\nc\td"
        );
    }
}
