//! Real processes against a simulated Notion behind a socket.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command};

use serde_json::Value;

use crate::typed::{Ended, Home, is_anywhere, started};

/// A simulated Notion in a process of its own.
struct Notion {
    process: Child,
    url: String,
    token: String,
    revoked: String,
}

impl Notion {
    fn serving(workspace: &str) -> Self {
        let nowhere = Home::new();
        let mut process = nowhere.start(&[
            "simulator",
            "--workspace",
            workspace,
            "--port",
            "0",
            "--json",
        ]);
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let document: Value = serde_json::from_str(&line).unwrap();
        let data = &document["data"];
        let tokens = data["tokens"].as_array().unwrap();
        let revoked = tokens
            .iter()
            .find(|token| token["state"] == "revoked")
            .unwrap();
        Self {
            url: data["url"].as_str().unwrap().to_owned(),
            token: data["token"].as_str().unwrap().to_owned(),
            revoked: revoked["token"].as_str().unwrap().to_owned(),
            process,
        }
    }
}

impl Drop for Notion {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn a_token_is_in_no_file_at_any_log_level_and_a_revoked_one_is_refused() {
    let notion = Notion::serving("flat");
    let home = Home::with_notion(&notion.url);
    let refused = home.run_with_input(&["connect", "--token-stdin", "--json"], &notion.revoked);
    assert_eq!(
        (refused.code, refused.error().as_str()),
        (3, "token_refused")
    );
    let mut connect = home.command(&["connect", "--token-stdin", "--json"]);
    connect.env("KEEPSAKE_LOG", "trace");
    let connected = Ended::of(started(connect, &notion.token));
    assert_eq!(connected.code, 0, "{}", connected.stderr);
    assert_eq!(connected.data()["kind"], "token");
    let mut pages = home.command(&["pages", "--json"]);
    let pages = pages.env("KEEPSAKE_LOG", "trace").spawn().unwrap();
    assert!(
        Ended::of(pages).data()["pages"]
            .as_array()
            .is_some_and(|pages| !pages.is_empty())
    );
    assert!(
        is_anywhere(&home.path(), b"TRACE"),
        "the log was at trace level"
    );
    assert!(!is_anywhere(&home.path(), notion.token.as_bytes()));
    assert!(!connected.stdout.contains(&notion.token) && !connected.stderr.contains(&notion.token));
}

#[cfg(unix)]
#[test]
fn ctrl_c_stops_with_the_ledger_and_the_same_command_goes_on() {
    let notion = Notion::serving("big:60");
    let home = Home::with_notion(&notion.url);
    home.connect(&notion.token);
    let mut import = home.start(&["import", "--all", "--yes", "--json"]);
    let mut told = BufReader::new(import.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("of 60") {
        line.clear();
        assert!(
            told.read_line(&mut line).unwrap() > 0,
            "it ended before it read a page"
        );
    }
    Command::new("kill")
        .args(["-INT", &import.id().to_string()])
        .status()
        .unwrap();
    let stopped = Ended::of(import);
    assert_eq!(stopped.code, 4, "{}", stopped.stdout);
    assert_eq!(stopped.data()["state"], "stopped");
    let rest = home.run(&["import", "--all", "--yes", "--json"]);
    assert_eq!(rest.code, 0, "{}", rest.stderr);
    let ledger = rest.data();
    assert_eq!(
        (&ledger["resumed"], &ledger["state"]),
        (&true.into(), &"completed".into())
    );
    assert_eq!(ledger["failed"], 0);
}

#[cfg(unix)]
#[test]
fn a_second_process_waits_and_takes_over_when_the_first_is_killed() {
    let notion = Notion::serving("big:60");
    let home = Home::with_notion(&notion.url);
    home.connect(&notion.token);
    let mut first = home.start(&["import", "--all", "--yes", "--json"]);
    let mut told = BufReader::new(first.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("of 60") {
        line.clear();
        assert!(
            told.read_line(&mut line).unwrap() > 0,
            "it ended before it read a page"
        );
    }
    let second = home.start(&["import", "--all", "--yes", "--json"]);
    first.kill().unwrap();
    first.wait().unwrap();
    let ended = Ended::of(second);
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    let ledger = ended.data();
    assert_eq!(
        (&ledger["state"], &ledger["failed"]),
        (&"completed".into(), &0.into())
    );
    assert_eq!(
        home.run(&["runs", "--json"]).data()["runs"]
            .as_array()
            .unwrap()
            .len(),
        1,
        "one import, not two"
    );
}
