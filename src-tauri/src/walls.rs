//! Pins what the webview may reach: a change here is a decision, never a side effect.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use serde_json::{Value, json};

use crate::links;

const CONFIGURATION: &str = include_str!("../../tauri.conf.json");
const CAPABILITIES: &str = include_str!("../capabilities/main.json");

fn read(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_window_has_the_core_permissions_and_no_other() {
    let capabilities = read(CAPABILITIES);
    assert_eq!(capabilities["windows"], json!(["main"]));
    assert_eq!(capabilities["permissions"], json!(["core:default"]));
    assert_eq!(
        capabilities["remote"],
        Value::Null,
        "no web page may call the core"
    );
    assert_eq!(
        read(CONFIGURATION)["app"]["security"]["capabilities"],
        json!(["main"])
    );
}

#[test]
fn there_is_one_capability_file() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/capabilities");
    let files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(files, ["main.json"]);
}

#[test]
fn scripts_come_from_the_program_alone() {
    let policy = &read(CONFIGURATION)["app"]["security"]["csp"];
    assert_eq!(policy["script-src"], "'self'");
    assert_eq!(policy["default-src"], "'self'");
    for forbidden in ["object-src", "frame-src", "base-uri", "form-action"] {
        assert_eq!(policy[forbidden], "'none'", "{forbidden}");
    }
}

#[test]
fn nothing_is_loaded_from_the_web() {
    let policy = &read(CONFIGURATION)["app"]["security"]["csp"];
    for (directive, sources) in policy.as_object().unwrap() {
        for source in sources.as_str().unwrap().split_whitespace() {
            let local = source.starts_with('\'')
                || ["data:", "ipc:", "keepsake-file:"].contains(&source)
                || ["http://ipc.localhost", "http://keepsake-file.localhost"].contains(&source);
            assert!(local, "{directive} lets in {source}");
        }
    }
}

#[test]
fn what_is_installed_registers_the_scheme_of_our_links_and_no_other() {
    let schemes = &read(CONFIGURATION)["plugins"]["deep-link"]["desktop"]["schemes"];
    assert_eq!(*schemes, json!([links::OWN]));
    assert!(links::is_own(keepsake_app::sign_in::LINK));
}
