//! Leaving from the terminal: a workspace is forgotten and comes back, and the end of everything leaves no folder.

use std::fs;

use serde_json::json;

use crate::served::Served;
use crate::typed::{Ended, Home, started};

#[test]
fn a_forgotten_workspace_is_out_of_sight_and_comes_back_on_request() {
    let notion = Served::new("big:12", None);
    let (home, title) = Home::filled(&notion);
    let unsure = home.run(&["disconnect", "--forget", "--json"]);
    assert_eq!(
        (unsure.code, unsure.error()),
        (2, "invalid_input".to_owned())
    );
    assert!(home.total(&title) > 0, "nothing has happened");

    let gone = home.run(&["disconnect", "--forget", "--yes", "--json"]);
    let gone = gone.data();
    assert_eq!(
        (&gone["memory"], &gone["access"]),
        (&json!("forget"), &json!("stays"))
    );
    assert_eq!(home.total(&title), 0);
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(listed["connections"], json!([]));
    assert_eq!(listed["forgotten"][0]["id"], gone["connection"]);

    let id = gone["connection"].as_str().unwrap();
    assert_eq!(
        home.run(&["restore", "77", "--json"]).error(),
        "not_connected"
    );
    home.run(&["restore", id, "--json"]).data();
    assert!(home.total(&title) > 0);
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(listed["forgotten"], json!([]));
    assert_eq!(
        listed["connections"][0]["state"], "stopped",
        "its key went at once"
    );
}

#[test]
fn a_workspace_that_is_not_synced_any_more_is_read_and_says_how_to_go_on() {
    let notion = Served::new("big:12", None);
    let (home, title) = Home::filled(&notion);
    let pages = home.run(&["pages", "--json"]).data();
    let page = pages["pages"][0]["id"].as_str().unwrap().to_owned();
    home.run(&["disconnect", "--memory", "keep", "--json"])
        .data();

    assert!(home.total(&title) > 0);
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(listed["connections"][0]["state"], "stopped");
    let status = home.run(&["status", "--json"]);
    assert_eq!(
        (status.code, &status.data()["state"]),
        (0, &json!("stopped"))
    );
    let says = ["Connect it again"];
    for asked in [
        &["text", "put", &page, "--json"][..],
        &["page", "trash", &page, "--json"],
        &["sync", "--once", "--json"],
    ] {
        let refused = home.run_with_input(asked, "changed");
        refused.assert_refused(3, "connection_stopped", false, &says);
    }
    assert_eq!(home.connect(&notion.token())["state"], "ok");
    home.run(&["sync", "--once", "--json"]).data();
}

#[test]
fn a_purge_of_what_was_forgotten_leaves_the_rest_alone() {
    let notion = Served::new("big:12", None);
    let (home, _) = Home::filled(&notion);
    home.run(&["connect", "--sample", "--json"]).data();
    let gone = home.run(&[
        "disconnect",
        "--connection",
        "1",
        "--forget",
        "--yes",
        "--json",
    ]);
    assert_eq!(gone.data()["connection"], "1");
    let unsure = home.run(&["purge", "--forgotten", "--json"]);
    assert_eq!(
        (unsure.code, unsure.error()),
        (2, "invalid_input".to_owned())
    );
    let removed = home.run(&["purge", "--forgotten", "--yes", "--json"]);
    assert_eq!(removed.data()["removed"], json!(["1"]));
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(listed["forgotten"], json!([]));
    assert_eq!(listed["connections"][0]["kind"], "sample");
    assert_eq!(
        home.run(&["restore", "1", "--json"]).error(),
        "not_connected"
    );
}

#[test]
fn a_purge_leaves_no_folder_and_nothing_of_the_persons_own_is_touched() {
    let notion = Served::new("big:12", None);
    for (ask, is_all_ours) in [
        (&["purge", "--json"][..], true),
        (&["disconnect", "--delete-everything", "--json"], false),
    ] {
        let (home, _) = Home::filled(&notion);
        if !is_all_ours {
            fs::write(home.path().join("mine.txt"), "mine").unwrap();
        }
        let unsure = home.run(ask);
        assert_eq!(
            (unsure.code, unsure.error()),
            (2, "invalid_input".to_owned())
        );
        assert!(home.path().join("secrets/secrets.enc").exists());

        let ended = home.run(&[ask, &["--yes"]].concat()).data();
        assert_eq!(ended["folder_removed"], is_all_ours);
        assert_eq!(home.path().exists(), !is_all_ours);
        if !is_all_ours {
            let left: Vec<_> = fs::read_dir(home.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name())
                .collect();
            assert_eq!(left, ["mine.txt"]);
        }
    }
}

#[test]
fn who_forgot_the_passphrase_of_the_keys_can_leave_all_the_same() {
    let notion = Served::new("big:12", None);
    let elsewhere = tempfile::tempdir().unwrap();
    let passphrase = elsewhere.path().join("passphrase");
    fs::write(&passphrase, "seven words that nobody remembers").unwrap();
    let under_a_passphrase = || {
        let home = Home::with_notion(&notion.url());
        let mut connect = home.command(&["connect", "--token-stdin", "--json"]);
        connect.env("KEEPSAKE_PASSPHRASE_FILE", &passphrase);
        Ended::of(started(connect, &notion.token())).data();
        home
    };

    let home = under_a_passphrase();
    let leave = ["disconnect", "--memory", "keep", "--json"];
    let locked = home.run(&leave);
    assert_eq!(
        (locked.code, locked.error()),
        (1, "keychain_locked".to_owned())
    );
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(
        listed["connections"][0]["state"], "ok",
        "nothing has happened"
    );
    let left = home.run(&[&leave[..], &["--leave-keys"]].concat()).data();
    assert_eq!(
        (&left["access"], &left["keys"]),
        (&json!("stays"), &json!("none")),
        "the file went with its last key"
    );
    home.connect(&notion.token());

    let home = under_a_passphrase();
    let gone = home.run(&["purge", "--yes", "--json"]).data();
    assert_eq!(
        (&gone["folder_removed"], &gone["access"], &gone["keys"]),
        (&json!(true), &json!("stays"), &json!("none"))
    );
    assert!(!home.path().exists());
}

#[test]
fn keys_that_can_be_reached_are_removed_also_for_those_who_would_leave_them() {
    let (one, another) = (Served::new("flat", None), Served::new("flat", None));
    let home = Home::with_notion(&one.url());
    home.connect(&one.token());
    let mut connect = home.command(&["connect", "--token-stdin", "--json"]);
    connect.env("KEEPSAKE_NOTION_URL", another.url());
    Ended::of(started(connect, &another.token())).data();
    let leave = ["disconnect", "--connection", "1", "--memory", "keep"];
    let left = home.run(&[&leave[..], &["--leave-keys", "--json"]].concat());
    assert_eq!(left.data()["keys"], "none", "{}", left.stderr);
}
