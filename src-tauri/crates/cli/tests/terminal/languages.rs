//! The language of the terminal: answers, errors and help in the one of the person, documents in none.

use std::process::Command;

use crate::typed::{Ended, Home};

/// What a command says where these variables are set and no others that tell a language.
fn said(home: &Home, variables: &[(&str, &str)], arguments: &[&str]) -> Ended {
    let mut command: Command = home.command(arguments);
    for name in [
        "LANGUAGE",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
        "KEEPSAKE_LANGUAGE",
    ] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied());
    Ended::of(command.spawn().unwrap())
}

const GERMAN: [(&str, &str); 1] = [("LC_ALL", "de_DE.UTF-8")];

#[test]
fn answers_errors_and_help_are_in_the_language_of_the_person() {
    let home = Home::new();
    let status = said(&home, &GERMAN, &["status"]);
    assert_eq!(status.stdout, "Noch ist nichts aufgehoben.\n");
    let refused = said(&home, &GERMAN, &["pages"]);
    assert_eq!(refused.code, 3);
    assert!(
        refused
            .stderr
            .starts_with("Noch ist kein Arbeitsbereich verbunden."),
        "{}",
        refused.stderr
    );
    let help = said(&home, &GERMAN, &["import", "--help"]);
    assert_eq!(help.code, 0);
    assert!(help.stdout.starts_with("Seiten ins Gedächtnis holen"));
    for part in ["Aufruf:", "Optionen:", "Beispiele:", "Mögliche Werte:"] {
        assert!(help.stdout.contains(part), "{part} in\n{}", help.stdout);
    }
    let search = said(&home, &GERMAN, &["search", "--help"]).stdout;
    assert!(search.contains("[Vorgabe: 20]"), "{search}");
    let asked = said(&home, &GERMAN, &["help", "import"]);
    assert_eq!(asked.stdout, help.stdout);
    let wrong = said(&home, &GERMAN, &["serch", "x"]);
    assert_eq!(wrong.code, 2);
    assert!(
        wrong.stderr.contains("Meintest du „search“?"),
        "{}",
        wrong.stderr
    );
}

#[test]
fn what_cannot_be_used_is_told_in_german_wherever_it_was_written() {
    let home = Home::new();
    let german = |more: &[(&str, &str)], arguments: &[&str]| {
        let ended = said(&home, &[&GERMAN[..], more].concat(), arguments);
        assert_eq!(ended.code, 2, "{}", ended.stderr);
        ended.stderr
    };
    let pace = [("KEEPSAKE_REQUESTS_PER_SECOND", "many")];
    for (told, part) in [
        (
            german(&[], &["sync", "--watch", "--every", "1s"]),
            "gib eine Zeit von 10s bis 24h an",
        ),
        (
            german(&[], &["search", "x", "--limit", "many"]),
            "gib eine ganze Zahl an",
        ),
        (
            german(&[], &["search", "x", "--limit", "0"]),
            "gib eine ganze Zahl von 1 bis 1000 an",
        ),
        (
            german(&[], &["webhooks", "--listen", "here"]),
            "gib eine Adresse mit Port an",
        ),
        (
            german(&pace, &["status"]),
            "muss eine ganze Zahl von 1 bis 10 sein, nicht „many“",
        ),
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }

    std::fs::create_dir_all(home.path()).unwrap();
    let settings = home.path().join("settings.toml");
    std::fs::write(&settings, "[notion]\npage = 3\n").unwrap();
    let told = german(&[], &["status"]);
    for part in ["„notion.page“ ist keine Einstellung", "page_size"] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
    std::fs::remove_file(&settings).unwrap();

    let profile = home.path().join("mine.toml");
    std::fs::write(&profile, "name = \"mine\"\ntitel = 3\n").unwrap();
    let told = german(&[], &["profile", "check", profile.to_str().unwrap()]);
    for part in [
        "Zeile 2, Spalte 1, titel: diesen Schlüssel gibt es nicht; schreib `title`",
        "Zeile 1, Spalte 1, title: fehlt; schreib",
    ] {
        assert!(told.contains(part), "{part} in\n{told}");
    }
}

#[test]
fn what_stands_for_a_value_is_german_in_the_help_and_in_an_error() {
    let home = Home::new();
    let help = said(&home, &GERMAN, &["rows", "--help"]).stdout;
    assert!(help.contains("<DATENBANK>"), "{help}");
    let told = said(&home, &GERMAN, &["records", "set", "x"]).stderr;
    assert!(told.contains("<FELD=WERT>..."), "{told}");
}

#[test]
fn elsewhere_and_where_there_is_no_language_it_is_english() {
    let home = Home::new();
    for variables in [
        vec![],
        vec![("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")],
        vec![("LC_ALL", "POSIX"), ("LANGUAGE", "de")],
        vec![("LANG", "C.UTF-8")],
        vec![("LANG", "en_GB.UTF-8")],
        vec![("LANG", "fr_FR.UTF-8")],
        vec![("LANG", "de_DE.UTF-8"), ("KEEPSAKE_LANGUAGE", "en")],
    ] {
        let status = said(&home, &variables, &["status"]);
        assert_eq!(
            status.stdout, "Nothing is remembered yet.\n",
            "{variables:?}"
        );
    }
    let help = said(&home, &[("LC_ALL", "C")], &["import", "--help"]);
    assert!(help.stdout.contains("Usage:") && help.stdout.contains("Examples:"));
}

#[test]
fn a_wish_goes_before_what_the_system_says() {
    let home = Home::new();
    let wish = [("LC_ALL", "C"), ("KEEPSAKE_LANGUAGE", "de")];
    let status = said(&home, &wish, &["status"]);
    assert_eq!(status.stdout, "Noch ist nichts aufgehoben.\n");
}

#[test]
fn a_document_says_the_same_in_every_language_but_for_its_message() {
    let home = Home::new();
    let import = ["import", "--sample", "--yes", "--json"];
    assert_eq!(
        said(&home, &GERMAN, &import).data()["items"],
        serde_json::json!([])
    );
    for arguments in [
        &["status", "--json"][..],
        &["runs", "--json"],
        &["pages", "--sample", "--json"],
        &["connections", "--json"],
    ] {
        let german = said(&home, &GERMAN, arguments).data();
        let english = said(&home, &[], arguments).data();
        assert_eq!(german, english, "{arguments:?}");
    }
    let refused = |variables: &[(&str, &str)]| {
        let mut refusal = said(&home, variables, &["show", "no-id", "--json"]).refusal();
        let message = refusal.as_object_mut().unwrap().remove("message").unwrap();
        (refusal, message.as_str().unwrap().to_owned())
    };
    let ((german, said_in_german), (english, said_in_english)) = (refused(&GERMAN), refused(&[]));
    assert_eq!(german, english);
    assert!(
        said_in_german.contains("keine ID von Notion"),
        "{said_in_german}"
    );
    assert_ne!(said_in_german, said_in_english);
}
