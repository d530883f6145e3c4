//! Folders and files that may not be written, or are not there.
//!
//! Root may write everything; so that it may not, the program is started without that power. Where even that may not be
//! done, the test says so.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::chance::tell;
use crate::export::{Exported, assert_complete};
use crate::served::Served;
use crate::typed::{Ended, Home, IMPORT, started};

/// Starts a program that cannot pass over permissions, though it is root's.
const WITHOUT_POWER: [&str; 2] = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"];

/// What a program has to be started by so that permissions count; nothing where that may not be.
fn starter(folder: &Path) -> Option<&'static [&'static str]> {
    if fs::metadata(folder).unwrap().uid() != 0 {
        return Some(&["env"]);
    }
    let may = Command::new(WITHOUT_POWER[0])
        .args([WITHOUT_POWER[1], "true"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !may {
        tell("not tried: root's power to write everything cannot be put aside here");
        return None;
    }
    Some(&WITHOUT_POWER)
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_store_that_may_not_be_written_is_named_and_can_still_be_read() {
    let notion = Served::new("big:60", None);
    let home = Home::with_notion(&notion.url());
    let Some(starter) = starter(home.beside()) else {
        return;
    };
    let weak = |arguments: &[&str], input: &str| {
        Ended::of(started(home.command_by(starter, arguments), input))
    };
    home.connect(&notion.token());
    home.run(&IMPORT).data();
    let asked = notion.meters().counted;
    let store = home.path().join("memory.db");
    allow(&store, 0o400);
    for arguments in [&IMPORT[..], &["sync", "--once", "--json"]] {
        let says = ["memory.db", "write-protected", "What was stored is safe"];
        weak(arguments, "").assert_refused(1, "unwritable", true, &says);
    }
    let connect = weak(&["connect", "--token-stdin", "--json"], &notion.token());
    connect.assert_refused(1, "unwritable", true, &["memory.db"]);
    assert_eq!(notion.meters().counted, asked, "nothing is fetched in vain");
    let found = weak(&["search", "Note", "--json"], "").data();
    assert_eq!(found["total"], 60);
    assert_eq!(
        weak(&["status", "--json"], "").data()["state"],
        "up_to_date"
    );

    allow(&store, 0o600);
    assert_complete(&notion, &home, 2);
    assert_eq!(Exported::of(&home).len(), 60);
}

#[test]
fn a_data_folder_that_may_not_be_written_is_named_with_the_way_out() {
    let home = Home::new();
    let Some(starter) = starter(home.beside()) else {
        return;
    };
    let locked = home.beside().join("locked");
    fs::create_dir(&locked).unwrap();
    allow(&locked, 0o500);
    for folder in [locked.clone(), locked.join("deeper")] {
        for arguments in [&["status", "--json"][..], &IMPORT] {
            let mut command = home.command_by(starter, arguments);
            command.env("KEEPSAKE_HOME", &folder);
            let says = ["locked", "Permission denied", "KEEPSAKE_HOME"];
            Ended::of(started(command, "")).assert_refused(1, "unwritable", true, &says);
        }
    }
    allow(&locked, 0o700);
    assert_eq!(
        fs::read_dir(&locked).unwrap().count(),
        0,
        "nothing was made"
    );
}

#[test]
fn a_data_folder_that_cannot_be_is_named_with_the_way_out() {
    let home = Home::new();
    let file = home.beside().join("file");
    fs::write(&file, "").unwrap();
    for arguments in [&["status", "--json"][..], &IMPORT] {
        let mut command = home.command(arguments);
        command.env("KEEPSAKE_HOME", file.join("home"));
        let says = ["file", "Not a directory", "KEEPSAKE_HOME"];
        Ended::of(started(command, "")).assert_refused(1, "unwritable", true, &says);
    }
    let mut doctor = home.command(&["doctor", "--json"]);
    doctor.env("KEEPSAKE_HOME", file.join("home"));
    let examined = Ended::of(started(doctor, ""));
    assert_eq!(examined.code, 1);
    let checks = examined.data()["checks"].clone();
    let checks = checks.as_array().unwrap();
    assert!(
        checks
            .iter()
            .any(|check| check["check"] == "home" && check["health"] == "fail"),
        "{checks:?}"
    );
}
