//! The help in languages other than English.
//!
//! clap makes the English help from doc comments (docs/decisions/0011-help-in-other-languages.md). Here the built tree of
//! commands gets the texts of `locales/<language>/help.ftl` instead, by the path of the command and the id of the argument.
//! Leaves out what was typed wrong ([`crate::typed_wrong`]). The rule it protects: what can be typed, and what it means, is the
//! same in every language.

use clap::builder::{PossibleValue, StyledStr};
use clap::{Arg, Command};
use keepsake_app::Words;
use keepsake_app::words::Value;

/// The key of the program itself; those of its commands begin with it.
pub(crate) const ROOT: &str = "cli-help";
/// The names that clap gives to what it adds on its own.
const HELP: &str = "help";
const VERSION: &str = "version";

/// The commands with their help in the language of these words; as they are where it has none.
pub(crate) fn in_language(mut command: Command, words: &Words) -> Command {
    if !words.has(ROOT) {
        return command;
    }
    // Only a built tree has the arguments that every command takes, and clap's own.
    command.build();
    translated(command, ROOT, words)
}

fn translated(command: Command, key: &str, words: &Words) -> Command {
    let say = |key: &str| words.say(key, &[]);
    let is_help = command.get_name() == HELP;
    let mut command = command
        .mut_args(|argument| translated_argument(argument, key, words))
        .mut_subcommands(|inner| {
            let key = key_of(key, inner.get_name());
            translated(inner, &key, words)
        })
        .subcommand_help_heading(say("cli-usage-commands"))
        .subcommand_value_name(say("cli-usage-command-name"))
        .about(if is_help {
            say("cli-usage-help-command")
        } else {
            say(key)
        });
    if command.get_after_help().is_some() {
        command = command.after_help(say(&format!("{key}-examples")));
    }
    let usage = usage(&command.render_usage().to_string(), words);
    let style = *command.get_styles().get_usage();
    let heading = say("cli-usage-heading");
    command
        .override_usage(usage)
        .help_template(format!(
            "{{before-help}}{{about-with-newline}}\n{style}{heading}:{style:#} {{usage}}\n\n{{all-args}}{{after-help}}"
        ))
}

/// The key of a command inside another one. Help on a command is the help of that command.
fn key_of(outer: &str, name: &str) -> String {
    if name == HELP {
        outer.to_owned()
    } else {
        format!("{outer}-{name}")
    }
}

/// A line of usage without its heading, in which clap's own names are translated.
pub(crate) fn usage(english: &str, words: &Words) -> String {
    let options = words.say("cli-usage-options-name", &[]);
    let command = words.say("cli-usage-command-name", &[]);
    english
        .trim_start_matches("Usage:")
        .trim()
        .replace("[OPTIONS]", &format!("[{options}]"))
        .replace("<COMMAND>", &format!("<{command}>"))
        .replace("[COMMAND]", &format!("[{command}]"))
}

/// The key of an argument; those that every command takes belong to the program.
fn key_of_argument(argument: &Arg, command: &str) -> String {
    let place = if argument.is_global_set() {
        ROOT
    } else {
        command
    };
    format!("{place}--{}", argument.get_id())
}

fn translated_argument(argument: Arg, command: &str, words: &Words) -> Arg {
    let heading = if argument.is_positional() {
        "cli-usage-arguments"
    } else {
        "cli-usage-options"
    };
    let argument = argument.help_heading(words.say(heading, &[]));
    let names = argument.get_value_names().unwrap_or_default();
    let names: Vec<String> = names.iter().map(|name| value_name(name, words)).collect();
    let argument = if argument.get_action().takes_values() && !names.is_empty() {
        argument.value_names(names)
    } else {
        argument
    };
    match argument.get_id().as_str() {
        HELP if argument.get_long_help().is_some() => argument
            .help(words.say("cli-usage-help-more", &[]))
            .long_help(words.say("cli-usage-help-less", &[])),
        HELP => argument.help(words.say("cli-usage-help", &[])),
        VERSION => argument.help(words.say("cli-usage-version", &[])),
        _ => explained(argument, command, words),
    }
}

/// What stands for a value, as in `FIELD=VALUE`, word by word; what has no other word stays.
fn value_name(english: &str, words: &Words) -> String {
    let mut name = String::new();
    for part in english.split_inclusive(|letter| !is_of_word(letter)) {
        let (word, sign) = part.split_at(part.trim_end_matches(|letter| !is_of_word(letter)).len());
        let key = value_name_key(word);
        if words.has(&key) {
            name.push_str(&words.say(&key, &[]));
        } else {
            name.push_str(word);
        }
        name.push_str(sign);
    }
    name
}

const fn is_of_word(letter: char) -> bool {
    letter.is_ascii_uppercase() || letter == '_'
}

fn value_name_key(word: &str) -> String {
    format!("cli-usage-name-{}", word.to_lowercase().replace('_', "-"))
}

/// An argument with what it means, and what clap would say about its values.
fn explained(argument: Arg, command: &str, words: &Words) -> Arg {
    let key = key_of_argument(&argument, command);
    let meaning = words.say(&key, &[]);
    let named = |key: &str, value: &str| words.say(key, &[("value", Value::Text(value))]);
    let values = possible_values(&argument);
    let mut about: Vec<String> = Vec::new();
    if let Some(variable) = argument.get_env() {
        about.push(named("cli-usage-environment", &variable.to_string_lossy()));
    }
    if argument.get_action().takes_values() && !argument.get_default_values().is_empty() {
        let defaults = argument.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        about.push(named("cli-usage-default", &defaults.join(" ")));
    }
    let is_long = values.iter().any(|value| value.get_help().is_some());
    let mut short = about.clone();
    if !values.is_empty() {
        let names: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        short.push(named("cli-usage-possible", &names.join(", ")));
    }
    short.insert(0, meaning.clone());
    let mut argument = argument
        .hide_env(true)
        .hide_default_value(true)
        .hide_possible_values(true)
        .help(short.join(" "));
    if is_long {
        let mut long = format!(
            "{meaning}\n\n{}",
            words.say("cli-usage-possible-values", &[])
        );
        for value in &values {
            let name = value.get_name();
            let meaning = words.say(&format!("{key}--{name}"), &[]);
            long.push_str(&format!("\n- {name}: {meaning}"));
        }
        if !about.is_empty() {
            long.push_str(&format!("\n\n{}", about.join("\n")));
        }
        argument = argument.long_help(StyledStr::from(long));
    }
    argument
}

/// The values that can be chosen from; a switch has none.
fn possible_values(argument: &Arg) -> Vec<PossibleValue> {
    if argument.get_action().takes_values() && !argument.is_hide_possible_values_set() {
        argument.get_possible_values()
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use std::collections::BTreeSet;

    use clap::CommandFactory;
    use keepsake_app::Language;

    use super::*;
    use crate::arguments::Arguments;

    const GERMAN: &str = include_str!("../../../../locales/de/help.ftl");

    fn in_german() -> Command {
        let words = Words::in_language(Language::German);
        in_language(Arguments::command(), &words)
    }

    /// Everything that is explained: commands, their examples, their arguments and the values of those.
    fn explained(command: &Command, key: &str, found: &mut BTreeSet<String>) {
        found.insert(key.to_owned());
        assert!(
            command.get_long_about().is_none(),
            "{key} has a text that is not translated"
        );
        if command.get_after_help().is_some() {
            found.insert(format!("{key}-examples"));
        }
        for argument in command.get_arguments() {
            if [HELP, VERSION].contains(&argument.get_id().as_str()) {
                continue;
            }
            let key = key_of_argument(argument, key);
            for value in possible_values(argument) {
                if value.get_help().is_some() {
                    found.insert(format!("{key}--{}", value.get_name()));
                }
            }
            found.insert(key);
        }
        for inner in command.get_subcommands() {
            if inner.get_name() != HELP {
                explained(inner, &format!("{key}-{}", inner.get_name()), found);
            }
        }
    }

    #[test]
    fn everything_that_can_be_typed_is_explained_in_german_and_nothing_else_is() {
        let mut command = Arguments::command();
        command.build();
        let mut asked = BTreeSet::new();
        explained(&command, ROOT, &mut asked);
        let lines = GERMAN.lines().filter(|line| line.starts_with(ROOT));
        let there: BTreeSet<String> = lines
            .filter_map(|line| line.split_once(" ="))
            .map(|(key, _)| key.to_owned())
            .collect();
        let missing: Vec<_> = asked.difference(&there).collect();
        let unasked: Vec<_> = there.difference(&asked).collect();
        assert_eq!((missing, unasked), (Vec::new(), Vec::new()));
    }

    /// The help of every command, as it is shown.
    fn shown(command: &mut Command, texts: &mut Vec<String>) {
        texts.push(command.render_help().to_string());
        texts.push(command.render_long_help().to_string());
        for inner in command.get_subcommands_mut() {
            shown(inner, texts);
        }
    }

    #[test]
    fn no_help_has_words_of_clap_in_it() {
        let mut texts = Vec::new();
        shown(&mut in_german(), &mut texts);
        assert!(texts.len() > 80);
        for text in &texts {
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "COMMAND",
                "Arguments",
                "default:",
                "env:",
                "ossible values",
                "Print",
                "Examples",
                "cli-",
            ] {
                assert!(!text.contains(word), "{word} in\n{text}");
            }
        }
    }

    /// The words that stand for values, anywhere.
    fn placeholders(command: &Command, found: &mut BTreeSet<String>) {
        for argument in command.get_arguments() {
            if argument.get_action().takes_values() {
                for name in argument.get_value_names().unwrap_or_default() {
                    let words = name.split(|letter| !is_of_word(letter));
                    found.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
                }
            }
        }
        for inner in command.get_subcommands() {
            placeholders(inner, found);
        }
    }

    #[test]
    fn what_stands_for_a_value_is_german_or_the_same_in_both() {
        let mut command = Arguments::command();
        command.build();
        let mut found = BTreeSet::new();
        placeholders(&command, &mut found);
        assert!(found.len() > 20, "{found:?}");
        let words = Words::in_language(Language::German);
        let same = ["FORMAT", "ID", "MB", "N", "PORT", "S", "SHELL", "URL"];
        for word in &found {
            let is_said = words.has(&value_name_key(word));
            assert_ne!(is_said, same.contains(&word.as_str()), "{word}");
        }
        let said = GERMAN
            .lines()
            .filter_map(|line| line.strip_prefix("cli-usage-name-"));
        for key in said.filter_map(|line| line.split_once(" =")) {
            let word = key.0.to_uppercase().replace('-', "_");
            assert!(found.contains(&word), "{word} stands nowhere");
        }
        assert_eq!(value_name("FIELD=VALUE", &words), "FELD=WERT");
        assert_eq!(
            value_name("mine|notion|both|FILE", &words),
            "mine|notion|both|DATEI"
        );
    }

    #[test]
    fn a_help_says_what_the_english_one_says() {
        let mut german = in_german();
        let limit = german.find_subcommand_mut("search").unwrap();
        let help = limit.render_help().to_string();
        assert!(
            help.contains("Aufruf: keepsake search [OPTIONEN] [WÖRTER]..."),
            "{help}"
        );
        assert!(
            help.contains("Höchstens so viele zeigen [Vorgabe: 20]"),
            "{help}"
        );
        let export = german.find_subcommand_mut("export").unwrap();
        let help = export.render_long_help().to_string();
        assert!(
            help.contains("- csv: Eine Tabelle für jede Datenquelle"),
            "{help}"
        );
        assert!(help.contains("Beispiele:\n  keepsake export"), "{help}");
    }

    #[test]
    fn what_is_typed_means_the_same_in_german() {
        use clap::FromArgMatches;
        for line in [
            "keepsake --sample --json status",
            "keepsake import --select a b --yes --comments pages",
            "keepsake records set ID status=approved priority=High --yes",
            "keepsake webhooks status",
            "keepsake broker --listen 127.0.0.1:0 --public-url https://a.example",
            "keepsake search quarterly plan --limit 3 --connection 7",
        ] {
            let typed = || line.split(' ');
            let english = Arguments::command().try_get_matches_from(typed()).unwrap();
            let german = in_german().try_get_matches_from(typed()).unwrap();
            let read = |matches| format!("{:?}", Arguments::from_arg_matches(&matches).unwrap());
            assert_eq!(read(english), read(german), "{line}");
        }
    }

    #[test]
    fn english_is_what_clap_makes_of_the_doc_comments() {
        let words = Words::english();
        let mut same = in_language(Arguments::command(), &words);
        assert_eq!(
            same.render_long_help().to_string(),
            Arguments::command().render_long_help().to_string()
        );
    }
}
