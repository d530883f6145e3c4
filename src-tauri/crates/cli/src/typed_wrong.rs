//! What was typed wrong, said in languages other than English.
//!
//! clap says it in English; where the catalogue has sentences for it (`locales/<language>/help.ftl`), the common mistakes are said
//! with those, from what clap knows about them. Leaves out the rare ones, which stay clap's. The rule it protects: nothing that
//! clap knows is lost, neither what is meant nor what would be possible.

use std::net::AddrParseError;
use std::num::{IntErrorKind, ParseIntError};

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use keepsake_app::Words;
use keepsake_app::words::Value;

use crate::arguments::NoTime;
use crate::help;

/// What is wrong, what was perhaps meant, and how it is typed; nothing where only clap can say it.
pub(crate) fn told(error: &Error, words: &Words) -> Option<String> {
    if !words.has("cli-usage-error") {
        return None;
    }
    let what = sentence(error, words)?;
    let say = |key: &str, name: &str, value: &str| words.say(key, &[(name, Value::Text(value))]);
    let mut text = say("cli-usage-error", "what", &what);
    let suggested = [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ];
    if let Some(suggestion) = suggested.iter().find_map(|kind| known(error, *kind)) {
        let suggestion = say("cli-usage-suggestion", "suggestion", &suggestion);
        text.push_str(&format!("\n\n  {suggestion}"));
    }
    if let Some(usage) = known(error, ContextKind::Usage) {
        let heading = words.say("cli-usage-heading", &[]);
        let usage = help::usage(&usage, words);
        text.push_str(&format!("\n\n{heading}: {usage}"));
    }
    text.push_str(&format!("\n\n{}", words.say("cli-usage-more", &[])));
    Some(text)
}

fn sentence(error: &Error, words: &Words) -> Option<String> {
    let argument = known(error, ContextKind::InvalidArg);
    let value = known(error, ContextKind::InvalidValue);
    let command = known(error, ContextKind::InvalidSubcommand);
    let other = known(error, ContextKind::PriorArg);
    let (key, argument, known) = match error.kind() {
        ErrorKind::UnknownArgument => ("cli-usage-unknown-argument", argument?, None),
        ErrorKind::InvalidSubcommand => ("cli-usage-unknown-command", command?, None),
        ErrorKind::MissingRequiredArgument => ("cli-usage-missing-argument", argument?, None),
        ErrorKind::MissingSubcommand => {
            let known = known(error, ContextKind::ValidSubcommand);
            ("cli-usage-missing-command", command?, known)
        }
        ErrorKind::InvalidValue if value.as_deref().is_none_or(str::is_empty) => {
            ("cli-usage-missing-value", argument?, None)
        }
        ErrorKind::InvalidValue => match known(error, ContextKind::ValidValue) {
            None => ("cli-usage-invalid-value", argument?, None),
            known => ("cli-usage-invalid-value-of", argument?, known),
        },
        ErrorKind::ValueValidation => ("cli-usage-invalid-value-because", argument?, None),
        ErrorKind::ArgumentConflict if argument == other => ("cli-usage-twice", argument?, None),
        ErrorKind::ArgumentConflict if other.is_some() => ("cli-usage-conflict", argument?, None),
        _ => return None,
    };
    let detail = detail(error, words);
    let values = [
        ("argument", Value::Text(&argument)),
        ("value", Value::Text(value.as_deref().unwrap_or_default())),
        ("other", Value::Text(other.as_deref().unwrap_or_default())),
        ("known", Value::Text(known.as_deref().unwrap_or_default())),
        ("detail", Value::Text(detail.as_deref().unwrap_or_default())),
    ];
    Some(words.say(key, &values))
}

/// Why a value does not do; in the words of whoever read it where the catalogue has none.
fn detail(error: &Error, words: &Words) -> Option<String> {
    let source = std::error::Error::source(error)?;
    let say = |key: &str| Some(words.say(key, &[]));
    if source.is::<NoTime>() {
        return say(NoTime::KEY);
    }
    if source.is::<AddrParseError>() {
        return say("cli-usage-no-address");
    }
    if let Some(error) = source.downcast_ref::<ParseIntError>() {
        return say(match error.kind() {
            IntErrorKind::PosOverflow => "cli-usage-number-too-large",
            IntErrorKind::NegOverflow => "cli-usage-number-too-small",
            _ => "cli-usage-no-number",
        });
    }
    let text = source.to_string();
    Some(match bounds(&text) {
        Some((least, most)) => words.say(
            "cli-usage-out-of-range",
            &[("least", Value::Text(least)), ("most", Value::Text(most))],
        ),
        None => text,
    })
}

/// The least and the most in clap's own `7 is not in 1..=5`; the most is `none` where there is no bound.
fn bounds(text: &str) -> Option<(&str, &str)> {
    let (_, range) = text.rsplit_once(" is not in ")?;
    let (least, most) = range.split_once("..")?;
    let most = most.trim_start_matches('=');
    let is_number = |text: &str| text.parse::<u64>().is_ok();
    let is_bound = most.parse::<u32>().is_ok_and(|most| most < u32::MAX);
    is_number(least).then_some((least, if is_bound { most } else { "none" }))
}

/// What clap knows about an error, as one text.
fn known(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) if !texts.is_empty() => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use clap::CommandFactory;
    use keepsake_app::Language;

    use super::*;
    use crate::arguments::Arguments;

    fn refused(line: &str, words: &Words) -> Error {
        let command = help::in_language(Arguments::command(), words);
        command.try_get_matches_from(line.split(' ')).unwrap_err()
    }

    #[test]
    fn the_common_mistakes_are_told_in_german() {
        let german = Words::in_language(Language::German);
        for (line, told_parts) in [
            (
                "keepsake frobnicate",
                vec!["Den Befehl „frobnicate“ gibt es nicht."],
            ),
            (
                "keepsake serch x",
                vec!["Den Befehl „serch“ gibt es nicht.", "Meintest du „search“?"],
            ),
            (
                "keepsake status --jsn",
                vec!["„--jsn“ gibt es hier nicht.", "„--json“?"],
            ),
            ("keepsake search", vec!["Es fehlt: <WÖRTER>..."]),
            (
                "keepsake --json",
                vec!["Zu „keepsake“ fehlt ein Befehl.", "import, sync"],
            ),
            (
                "keepsake search x --limit",
                vec!["„--limit <ANZAHL>“ braucht einen Wert."],
            ),
            (
                "keepsake export --format xml --out x",
                vec!["„xml“ geht", "markdown, jsonl, csv"],
            ),
            (
                "keepsake search x --limit 0",
                vec!["„0“ geht für", "eine ganze Zahl von 1 bis 1000"],
            ),
            (
                "keepsake search x --limit many",
                vec!["„many“ geht für", ": gib eine ganze Zahl an"],
            ),
            (
                "keepsake search x --limit 99999999999999999999",
                vec![": die Zahl ist zu groß"],
            ),
            (
                "keepsake verify --sample-size 0",
                vec![": gib eine ganze Zahl an, mindestens 1"],
            ),
            (
                "keepsake simulator --port 70000",
                vec!["eine ganze Zahl von 0 bis 65535"],
            ),
            (
                "keepsake sync --watch --every 1s",
                vec!["„1s“ geht für „--every <ZEIT>“ nicht: gib eine Zeit von 10s bis 24h an"],
            ),
            (
                "keepsake webhooks --listen here",
                vec!["„here“ geht für „--listen <ADRESSE>“ nicht: gib eine Adresse mit Port an"],
            ),
            (
                "keepsake import --all --select x",
                vec!["gehen nicht zusammen"],
            ),
            (
                "keepsake status --json --json",
                vec!["„--json“ darf nur einmal da stehen."],
            ),
        ] {
            let error = refused(line, &german);
            let said = told(&error, &german).unwrap_or_default();
            for part in told_parts {
                assert!(said.contains(part), "{line}: {part} in\n{said}");
            }
            assert!(
                said.starts_with("Fehler: ") && said.contains("--help"),
                "{said}"
            );
            assert!(!said.contains("Usage") && !said.contains("cli-"), "{said}");
        }
    }

    #[test]
    fn the_time_that_clap_tells_in_english_is_told_in_full() {
        let english = Words::english();
        let error = refused("keepsake sync --watch --every 1s", &english).to_string();
        assert!(error.contains("give a time from 10s to 24h"), "{error}");
    }

    #[test]
    fn english_is_left_to_clap() {
        let english = Words::english();
        assert_eq!(
            told(&refused("keepsake frobnicate", &english), &english),
            None
        );
    }
}
