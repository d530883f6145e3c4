//! What is typed wrong, and what needs nothing.

use crate::typed::Home;

#[test]
fn a_usage_error_is_exit_code_2_and_with_json_a_document() {
    let home = Home::new();
    for arguments in [
        &["frobnicate"][..],
        &["import", "--all", "--select", "x"],
        &["import", "--sample"],
        &["show", "no-id"],
        &["export", "--format", "xml", "--out", "x"],
        &["connect"],
        &["simulator", "--workspace", "nowhere", "--port", "0"],
    ] {
        assert_eq!(home.run(arguments).code, 2, "{arguments:?}");
        let with_json = home.run(&[arguments, &["--json"]].concat());
        assert_eq!(
            (with_json.code, with_json.error().as_str()),
            (2, "invalid_input"),
            "{arguments:?}"
        );
    }
}

#[test]
fn without_a_connection_a_script_is_told_to_sign_in() {
    let home = Home::new();
    for arguments in [
        &["pages", "--json"][..],
        &["import", "--yes", "--json"],
        &["sync", "--once", "--json"],
    ] {
        let ended = home.run(arguments);
        assert_eq!((ended.code, ended.error().as_str()), (3, "not_connected"));
    }
    let named = home.run(&["pages", "--connection", "7", "--json"]);
    assert_eq!((named.code, named.error().as_str()), (1, "not_connected"));
}

#[test]
fn without_network_connecting_says_so_and_stores_nothing() {
    let home = Home::new();
    let ended = home.run_with_input(
        &["connect", "--token-stdin", "--json"],
        "ntn_canary0123456789\n",
    );
    assert_eq!((ended.code, ended.error().as_str()), (1, "offline"));
    assert_eq!(
        home.run(&["connections", "--json"]).data()["connections"],
        serde_json::json!([])
    );
}

#[test]
fn settings_that_cannot_be_used_are_named() {
    let home = Home::with_notion("https://api.notion.com/v1");
    let ended = home.run(&["status"]);
    assert_eq!(ended.code, 2);
    assert!(
        ended.stderr.contains("KEEPSAKE_NOTION_URL"),
        "{}",
        ended.stderr
    );
    let home = Home::new();
    std::fs::create_dir_all(home.path()).unwrap();
    std::fs::write(home.path().join("settings.toml"), "colour = 1\n").unwrap();
    assert!(home.run(&["status"]).stderr.contains("is no setting"));
}

#[test]
fn every_command_explains_itself() {
    let home = Home::new();
    let help = home.run(&["--help"]);
    assert_eq!(help.code, 0);
    assert!(help.stdout.contains("Examples:") && help.stdout.contains("Exit codes:"));
    for command in ["connect", "disconnect", "import", "export", "simulator"] {
        assert!(
            home.run(&[command, "--help"]).stdout.contains("Examples:"),
            "{command}"
        );
    }
    assert!(
        home.run(&["completions", "bash"])
            .stdout
            .contains("keepsake")
    );
    assert!(!home.path().exists(), "help leaves nothing behind");
}

#[test]
fn doctor_says_what_to_do_even_when_the_memory_does_not_open() {
    let home = Home::new();
    std::fs::create_dir_all(home.path()).unwrap();
    std::fs::write(
        home.path().join("memory.db"),
        "this is no database, but long enough to be taken for one".repeat(99),
    )
    .unwrap();
    let ended = home.run(&["doctor", "--json"]);
    assert_eq!(ended.code, 1);
    let data = ended.data();
    let checks = data["checks"].as_array().unwrap();
    let health = |name: &str| {
        let check = checks.iter().find(|check| check["check"] == name).unwrap();
        assert!(
            !check["message"].as_str().unwrap().starts_with("doctor-"),
            "{check}"
        );
        check["health"].clone()
    };
    assert_eq!(
        (health("home"), health("store"), health("network")),
        ("ok".into(), "fail".into(), "fail".into())
    );
    assert_eq!(home.run(&["status", "--json"]).error(), "store_damaged");
}
