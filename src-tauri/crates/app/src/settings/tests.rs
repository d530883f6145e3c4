//! What settings are read from where, and which are refused.

#![allow(clippy::unwrap_used, reason = "tests may panic")]
use super::*;
use crate::error::AppError;

fn read(text: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let environment = |name: &str| {
        variables
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    };
    Settings::from_parts(text, "settings.toml", &environment)
}

#[test]
fn without_file_and_variables_everything_has_a_value() {
    let settings = read("", &[]).unwrap();
    assert_eq!(settings.notion_url.as_str(), "https://api.notion.com/");
    assert_eq!(
        (
            settings.requests_per_second,
            settings.page_size,
            settings.max_retries
        ),
        (3, 100, 5)
    );
    assert_eq!(settings.request_timeout, Duration::from_secs(60));
}

#[test]
fn a_broker_has_an_address_that_keeps_secrets_and_an_id() {
    let file = "[sign_in]\nbroker_url = \"https://connect.example\"\nclient_id = \"c\"";
    let broker = read(file, &[]).unwrap().broker.unwrap();
    assert_eq!(broker.url.as_str(), "https://connect.example/");
    assert_eq!(broker.client_id, "c");
    let named = [
        ("KEEPSAKE_SIGN_IN_BROKER_URL", "http://127.0.0.1:8790"),
        ("KEEPSAKE_SIGN_IN_CLIENT_ID", "d"),
    ];
    let broker = read(file, &named).unwrap().broker.unwrap();
    assert_eq!(
        (broker.url.port(), broker.client_id.as_str()),
        (Some(8790), "d")
    );
    assert!(
        read("", &named[..1])
            .unwrap_err()
            .to_string()
            .contains("CLIENT_ID")
    );
    assert!(
        read("", &named[1..])
            .unwrap_err()
            .to_string()
            .contains("BROKER_URL")
    );
    let plain = [
        ("KEEPSAKE_SIGN_IN_BROKER_URL", "http://connect.example"),
        named[1],
    ];
    assert_eq!(read("", &plain).unwrap_err().problem, PLAIN_HTTP);
}

#[test]
fn the_environment_wins_over_the_file() {
    let file = "[notion]\nurl = \"https://one.example\"\nrequests_per_second = 2\n[log]\nfilter = \"debug\"";
    let from_file = read(file, &[]).unwrap();
    assert_eq!(
        (from_file.requests_per_second, from_file.log_filter.as_str()),
        (2, "debug")
    );
    let both = read(
        file,
        &[
            ("KEEPSAKE_NOTION_URL", "http://127.0.0.1:8123"),
            ("KEEPSAKE_REQUESTS_PER_SECOND", "10"),
            ("KEEPSAKE_LOG", "trace"),
        ],
    )
    .unwrap();
    assert_eq!(both.notion_url.as_str(), "http://127.0.0.1:8123/");
    assert_eq!(
        (both.requests_per_second, both.log_filter.as_str()),
        (10, "trace")
    );
}

#[test]
fn an_unknown_key_is_refused_and_named() {
    for text in [
        "colour = 1",
        "[notion]\nrequest_per_second = 3",
        "[log]\nlevel = \"info\"",
    ] {
        let error = read(text, &[]).unwrap_err();
        assert_eq!(error.problem, "settings_unknown_key");
        let (_, line) = text.split_once('\n').unwrap_or(("", text));
        let (key, _) = line.split_once(' ').unwrap();
        assert!(error.to_string().contains(key), "{error}");
    }
}

#[test]
fn every_key_that_is_known_is_read() {
    for (section, keys) in KEYS {
        for key in keys {
            // A list is no value of any key: only who knows the key finds that out.
            let error = read(&format!("[{section}]\n{key} = []"), &[]).unwrap_err();
            assert_eq!(error.problem, "settings", "{section}.{key}");
            let said = error.to_string();
            assert!(!said.contains("unknown field"), "{said}");
        }
    }
}

#[test]
fn every_refusal_has_a_sentence_of_its_own_in_both_languages() {
    let environment = |name, value| [(name, value)];
    let url = |value| environment("KEEPSAKE_NOTION_URL", value);
    let mut refused: Vec<SettingsError> = [
        "colour = 1",
        "[notion]\npage_size = 0",
        "[alerts]\nwebhook_url = \"nowhere\"",
        "[alerts]\nwebhook_url = \"http://hooks.example/\"",
        "[alerts]\nwebhook_url = \"https://me:too@hooks.example/\"",
        "[sign_in]\nbroker_url = \"https://connect.example\"",
        "[sign_in]\nclient_id = \"c\"",
    ]
    .iter()
    .map(|text| read(text, &[]).unwrap_err())
    .collect();
    for variables in [url("nowhere"), url("ftp://host"), url("https://host/v1")] {
        refused.push(read("", &variables).unwrap_err());
    }
    let mut said = std::collections::HashSet::new();
    let general = |words: &Words| words.of_error(&AppError::invalid("no such problem"));
    for words in [Words::english(), Words::in_language(Language::German)] {
        for error in &refused {
            let sentence = words.of_error(&error.clone().into());
            assert!(sentence.contains(&error.place), "{sentence}");
            assert_ne!(sentence, general(&words));
            assert!(!sentence.contains("{$"), "{sentence}");
            assert!(said.insert(sentence), "{error:?}");
        }
    }
}

#[test]
fn a_value_outside_of_its_range_is_refused_with_the_range() {
    for pace in ["0", "11", "-1", "three", "3.5"] {
        let error = read("", &[("KEEPSAKE_REQUESTS_PER_SECOND", pace)]).unwrap_err();
        assert_eq!(error.place, "KEEPSAKE_REQUESTS_PER_SECOND");
        assert!(error.to_string().contains("from 1 to 10"), "{error}");
    }
}

#[test]
fn an_address_with_a_path_or_credentials_is_refused() {
    for url in [
        "https://api.notion.com/v1",
        "https://me@host",
        "ftp://host",
        "host",
        "https://host/?a=b",
    ] {
        let error = read("", &[("KEEPSAKE_NOTION_URL", url)]).unwrap_err();
        assert_eq!(error.place, "KEEPSAKE_NOTION_URL", "{url} was taken");
    }
}

#[test]
fn no_more_than_six_cycles_a_minute_are_taken() {
    let every = |text: &str| read(text, &[]).map(|settings| settings.sync_every);
    assert_eq!(every("").unwrap(), None, "it is for the person to set");
    let ten = Some(Duration::from_secs(10));
    assert_eq!(every("[sync]\nevery_seconds = 10").unwrap(), ten);
    for refused in ["9", "86401", "0"] {
        let error = every(&format!("[sync]\nevery_seconds = {refused}")).unwrap_err();
        assert!(error.to_string().contains("from 10 to 86400"), "{error}");
    }
}

#[test]
fn how_much_an_import_leaves_free_is_500_megabytes_unless_somebody_says_otherwise() {
    let kept = |text: &str, variables: &[(&str, &str)]| {
        read(text, variables).map(|settings| settings.kept_free)
    };
    let variable = |value| [("KEEPSAKE_KEEP_FREE_MEGABYTES", value)];
    assert_eq!(kept("", &[]).unwrap(), 500_000_000);
    let file = "[sync]\nkeep_free_megabytes = 2000";
    assert_eq!(kept(file, &[]).unwrap(), 2_000_000_000);
    assert_eq!(kept(file, &variable("0")).unwrap(), 0);
    for refused in ["-1", "1000001", "much"] {
        let error = kept("", &variable(refused)).unwrap_err();
        assert_eq!(error.place, "KEEPSAKE_KEEP_FREE_MEGABYTES");
    }
}

#[test]
fn alerts_are_sent_where_nobody_reads_along_and_the_address_is_not_repeated() {
    let url = |text: &str| {
        read(&format!("[alerts]\nwebhook_url = \"{text}\""), &[])
            .map(|settings| settings.alerts_url.unwrap().to_string())
    };
    assert_eq!(read("", &[]).unwrap().alerts_url, None);
    for taken in [
        "https://hooks.example/services/T0/S3CRET",
        "http://127.0.0.1:9000/alerts",
        "http://localhost/",
    ] {
        assert_eq!(url(taken).unwrap(), taken);
    }
    for refused in [
        "http://hooks.example/S3CRET",
        "ftp://hooks.example/S3CRET",
        "https://me:S3CRET@hooks.example/",
        "S3CRET",
    ] {
        let error = url(refused).unwrap_err();
        assert!(error.to_string().contains("webhook_url"), "{error}");
        assert!(!error.to_string().contains("S3CRET"), "{error}");
    }
}

#[test]
fn plain_http_is_refused_unless_it_stays_on_this_computer() {
    for url in [
        "http://api.notion.com",
        "http://10.0.0.7:8123",
        "http://localhost.example",
    ] {
        let error = read("", &[("KEEPSAKE_NOTION_URL", url)]).unwrap_err();
        assert_eq!(error.problem, PLAIN_HTTP, "{url} was taken");
        let in_file = format!("[notion]\nurl = \"{url}\"");
        assert_eq!(read(&in_file, &[]).unwrap_err().problem, PLAIN_HTTP);
    }
    for url in [
        "http://localhost:1",
        "http://127.0.0.1",
        "http://[::1]:9",
        "https://a.example",
    ] {
        read("", &[("KEEPSAKE_NOTION_URL", url)]).unwrap();
    }
}
