//! Leaving from the terminal: a workspace is forgotten and comes back, and the end of everything leaves no folder.

use std::fs;

use serde_json::json;

use crate::served::Served;
use crate::typed::{Home, IMPORT};

fn total(home: &Home, words: &str) -> u64 {
    let found = home.run(&["search", words, "--json"]).data();
    found["total"].as_u64().unwrap()
}

/// A home with everything of a workspace in it, and a word that is found there.
fn filled(notion: &Served) -> (Home, String) {
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    home.run(&IMPORT).data();
    let pages = home.run(&["pages", "--json"]).data();
    let title = pages["pages"][0]["title"].as_str().unwrap().to_owned();
    assert!(total(&home, &title) > 0);
    (home, title)
}

#[test]
fn a_forgotten_workspace_is_out_of_sight_and_comes_back_on_request() {
    let notion = Served::new("big:12", None);
    let (home, title) = filled(&notion);
    let unsure = home.run(&["disconnect", "--forget", "--json"]);
    assert_eq!(
        (unsure.code, unsure.error()),
        (2, "invalid_input".to_owned())
    );
    assert!(total(&home, &title) > 0, "nothing has happened");

    let gone = home.run(&["disconnect", "--forget", "--yes", "--json"]);
    let gone = gone.data();
    assert_eq!(
        (&gone["memory"], &gone["access"]),
        (&json!("forget"), &json!("stays"))
    );
    assert_eq!(total(&home, &title), 0);
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(listed["connections"], json!([]));
    assert_eq!(listed["forgotten"][0]["id"], gone["connection"]);

    let id = gone["connection"].as_str().unwrap();
    assert_eq!(
        home.run(&["restore", "77", "--json"]).error(),
        "not_connected"
    );
    home.run(&["restore", id, "--json"]).data();
    assert!(total(&home, &title) > 0);
    let listed = home.run(&["connections", "--json"]).data();
    assert_eq!(listed["forgotten"], json!([]));
    assert_eq!(
        listed["connections"][0]["state"], "stopped",
        "its key went at once"
    );
}

#[test]
fn a_purge_leaves_no_folder_and_nothing_of_the_persons_own_is_touched() {
    let notion = Served::new("big:12", None);
    for (ask, is_all_ours) in [
        (&["purge", "--json"][..], true),
        (&["disconnect", "--delete-everything", "--json"], false),
    ] {
        let (home, _) = filled(&notion);
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
