//! Backups from the terminal: saved, listed, put back; and what is not put back.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::real_time::until;
use crate::served::Served;
use crate::typed::Home;

fn saved(home: &Home) -> PathBuf {
    let file = home.beside().join("mine.backup");
    home.run(&["backup", "save", file.to_str().unwrap(), "--json"])
        .data();
    file
}

fn damage(home: &Home) {
    fs::write(home.path().join("memory.db"), [7; 100_000]).unwrap();
    home.run(&["status", "--json"])
        .assert_refused(1, "store_damaged", false, &["backup restore"]);
}

#[test]
fn a_damaged_memory_is_replaced_by_a_backup_and_kept() {
    let notion = Served::new("big:12", None);
    let (home, title) = Home::filled(&notion);
    let file = saved(&home);
    damage(&home);
    let path = file.to_str().unwrap();

    let unsure = home.run(&["backup", "restore", path, "--json"]);
    unsure.assert_refused(2, "invalid_input", false, &["--yes"]);
    let done = home
        .run(&["backup", "restore", path, "--yes", "--json"])
        .data();
    assert_eq!(done["backup"]["state"], "good");
    assert_eq!(done["reconnect"], json!([]), "its key is still here");
    let replaced = Path::new(done["replaced"].as_str().unwrap());
    assert_eq!(fs::read(replaced).unwrap(), [7; 100_000]);
    assert!(home.total(&title) > 0);
    home.run(&["sync", "--once", "--json"]).data();

    let listed = home.run(&["backup", "list", "--json"]).data();
    let listed = listed["backups"].as_array().unwrap();
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!(
        (&listed[0]["kind"], &listed[0]["state"]),
        (&json!("replaced"), &json!("damaged"))
    );
    let told = home.run(&["backup", "list"]).stdout;
    assert!(told.contains("moved aside"), "{told}");
    assert!(told.contains("cannot be put back"), "{told}");
}

#[test]
fn a_backup_says_what_it_holds_and_replaces_no_file_unless_it_is_told_to() {
    let notion = Served::new("big:12", None);
    let (home, _) = Home::filled(&notion);
    let pages = home.run(&["status", "--json"]).data()["pages"].clone();
    let file = home.beside().join("mine.backup");
    let save = |more: &[&str]| {
        let words = ["backup", "save", file.to_str().unwrap(), "--json"];
        home.run(&[&words, more].concat())
    };
    let first = save(&[]).data();
    assert_eq!(
        (&first["state"], &first["kind"], &first["pages"]),
        (&json!("good"), &json!("saved"), &pages)
    );
    assert_eq!(first["workspaces"].as_array().unwrap().len(), 1);
    let before = fs::read(&file).unwrap();
    save(&[]).assert_refused(2, "invalid_input", false, &["--force"]);
    assert_eq!(fs::read(&file).unwrap(), before);
    save(&["--force"]).data();

    let mut here = home.command(&["backup", "save"]);
    let told = here.current_dir(home.beside()).output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    let named: Vec<String> = fs::read_dir(home.beside())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("keepsake-20"))
        .collect();
    assert_eq!(named.len(), 1, "under a name of today: {named:?}");
    assert!(told.contains(&named[0]), "{told}");
}

#[test]
fn on_another_computer_a_backup_brings_everything_but_the_key() {
    let notion = Served::new("big:12", None);
    let (home, title) = Home::filled(&notion);
    let file = saved(&home);
    let token = notion.token();
    let bytes = fs::read(&file).unwrap();
    let is_in = bytes
        .windows(token.len())
        .any(|window| window == token.as_bytes());
    assert!(!is_in, "the token is in the backup");

    let other = Home::with_notion(&notion.url());
    let done = other.run(&["backup", "restore", file.to_str().unwrap(), "--yes"]);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stdout.contains("connected again"), "{}", done.stdout);
    assert!(other.total(&title) > 0);
    let listed = other.run(&["connections", "--json"]).data();
    assert_eq!(listed["connections"][0]["state"], "needs_sign_in");
    assert_eq!(other.connect(&token)["state"], "ok");
    other.run(&["sync", "--once", "--json"]).data();
}

#[test]
fn what_is_no_backup_or_of_a_newer_program_is_not_put_back() {
    let notion = Served::new("big:12", None);
    let (home, title) = Home::filled(&notion);
    let file = saved(&home);
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute_batch(
            "INSERT INTO migrations (version, name, checksum, applied_time)
             VALUES (99, 'of the future', zeroblob(32), 0)",
        )
        .unwrap();
    let letter = home.beside().join("letter.txt");
    fs::write(
        &letter,
        "Dear reader, this is no database of any kind at all.",
    )
    .unwrap();
    let nothing = home.beside().join("nothing");
    for (file, says) in [
        (&file, "Update Keepsake"),
        (&letter, "Nothing was changed"),
        (&nothing, "Nothing was changed"),
    ] {
        let path = file.to_str().unwrap();
        home.run(&["backup", "restore", path, "--yes", "--json"])
            .assert_refused(2, "invalid_input", false, &[says]);
    }
    assert!(home.total(&title) > 0);
    let listed = home.run(&["backup", "list", "--json"]).data();
    assert_eq!(listed["backups"], json!([]));
    let told = home.run(&["backup", "list"]).stdout;
    assert!(told.contains("no backups"), "{told}");
}

#[test]
fn the_memory_that_another_process_works_with_is_not_replaced() {
    let notion = Served::new("big:12", None);
    let (home, title) = Home::filled(&notion);
    let file = saved(&home);
    let mut other = home.start(&["sync", "--watch"]);
    let lock = home.path().join("owner.lock");
    until("the other process owns the folder", || {
        fs::read_to_string(&lock).is_ok_and(|name| !name.is_empty())
    });
    home.run(&[
        "backup",
        "restore",
        file.to_str().unwrap(),
        "--yes",
        "--json",
    ])
    .assert_refused(1, "owner_busy", true, &["Close it first"]);
    other.kill().unwrap();
    other.wait().unwrap();
    assert!(home.total(&title) > 0);
}
