//! A disk that is full: a clear error, nothing lost, and the same command goes on when there is room.
//!
//! A disk that is really full has to be one of its own, which not everybody may mount; where nobody may, the test says
//! so. A limit on the size of files, which everybody may set, is met in any case.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::chance::tell;
use crate::export::assert_complete;
use crate::served::Served;
use crate::soundness::{assert_doctor_content, assert_file_sound};
use crate::typed::{Ended, Home, IMPORT, started};

/// How many requests may have been in flight when a process failed, and a page of the listing.
const IN_FLIGHT: u64 = 6 + 1;

/// Ways to a place where one may mount.
const MOUNTERS: [&[&str]; 2] = [
    &["unshare", "--mount"],
    &["unshare", "--map-root-user", "--mount"],
];

/// Lets a disk be used to its last byte: what these tests are about comes after that.
const USE_ALL: &str = "export KEEPSAKE_KEEP_FREE_MEGABYTES=0\n";

/// What every script begins with: `$0` is the program, `answers` the folder for what it says.
const SAY: &str = r#"
    program=$0
    say() {
        name=$1
        shift
        "$program" "$@" --json >"$answers/$name.out" 2>"$answers/$name.err"
        echo $? >"$answers/$name.code"
    }
"#;

/// The data folder lies on a disk that is too small for the import and then gets more room; in the end everything is
/// put where the test can look at it.
const SMALL_DATA_FOLDER: &str = r#"
    mount -t tmpfs -o size=1500k tmpfs "$KEEPSAKE_HOME" || exit 1
    mount -o remount,size=200k "$KEEPSAKE_HOME"
    say nothing connect --token-stdin
    mount -o remount,size=1500k "$KEEPSAKE_HOME"
    say connect connect --token-stdin
    say full import --all --yes
    say again import --all --yes
    say search search Note
    say connections connections
    mount -o remount,size=64m "$KEEPSAKE_HOME"
    say doctor doctor
    cp -a "$KEEPSAKE_HOME" "$answers/copy"
    umount "$KEEPSAKE_HOME"
    cp -a "$answers/copy/." "$KEEPSAKE_HOME"
"#;

/// The data folder lies on a disk with less room than an import leaves free, and then with more.
const NEARLY_FULL: &str = r#"
    mount -t tmpfs -o size=340m tmpfs "$KEEPSAKE_HOME" || exit 1
    say connect connect --token-stdin
    say little import --all --yes
    "$program" import --all --yes >"$answers/words.out" 2>"$answers/words.err"
    say runs runs
    KEEPSAKE_KEEP_FREE_MEGABYTES=0 say trusting import --all --yes
    mount -o remount,size=1g "$KEEPSAKE_HOME"
    say again import --all --yes
    umount "$KEEPSAKE_HOME"
"#;

/// Attachments, an export and a backup go to a disk that is too small for them.
const SMALL_FOLDERS_FOR_FILES: &str = r#"
    mkdir -p "$KEEPSAKE_HOME/files" "$answers/small"
    mount -t tmpfs -o size=8k tmpfs "$KEEPSAKE_HOME/files" || exit 1
    mount -t tmpfs -o size=8k tmpfs "$answers/small" || exit 1
    say connect connect --token-stdin
    say full import --all --yes
    say export export --format jsonl --out "$answers/small/out"
    say backup backup save "$answers/small/mine.backup"
    find "$answers/small" -type f >"$answers/left"
"#;

/// A script run where it may mount; nothing when it may not.
fn mounting(home: &Home, answers: &Path, script: &str, token: &str) -> Option<()> {
    let may = |mounter: &&&[&str]| {
        Command::new(mounter[0])
            .args(&mounter[1..])
            .args(["mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    };
    let Some(mounter) = MOUNTERS.iter().find(may) else {
        tell("not tried: nobody may mount a small disk here");
        return None;
    };
    fs::create_dir_all(home.path()).unwrap();
    let script = format!("{SAY}{script}");
    let shell = [*mounter, &["sh", "-c", &script]].concat();
    let mut command = home.command_by(&shell, &[]);
    command.env("answers", answers);
    let ended = Ended::of(started(command, token));
    assert_eq!(ended.code, 0, "{}", ended.stderr);
    Some(())
}

/// What a command of a script said.
fn said(answers: &Path, name: &str) -> Ended {
    let read = |ending: &str| fs::read_to_string(answers.join(format!("{name}.{ending}"))).unwrap();
    Ended {
        code: read("code").trim().parse().unwrap(),
        stdout: read("out"),
        stderr: read("err"),
    }
}

#[test]
fn a_full_disk_interrupts_the_import_and_with_room_the_same_command_goes_on() {
    let notion = Served::new("big:60", None);
    let home = Home::with_notion(&notion.url());
    let answers = tempfile::tempdir().unwrap();
    let answers = answers.path();
    let script = format!("{USE_ALL}{SMALL_DATA_FOLDER}");
    let Some(()) = mounting(&home, answers, &script, &notion.token()) else {
        return;
    };
    said(answers, "connect").data();
    for name in ["nothing", "full", "again"] {
        let says = ["disk is full", "Free some space", "try again"];
        said(answers, name).assert_refused(1, "disk_full", true, &says);
    }
    let found = said(answers, "search").data();
    assert!(found["total"].as_u64() > Some(0), "what was read is found");
    assert_eq!(
        said(answers, "connections").data()["connections"][0]["state"],
        "ok"
    );
    assert_eq!(said(answers, "doctor").code, 0);
    assert_file_sound(&home);
    assert_doctor_content(&home);
    assert_complete(&notion, &home, 2 * IN_FLIGHT);
}

#[test]
fn an_import_leaves_room_on_the_disk_and_with_room_the_same_command_does_it() {
    let notion = Served::new("flat", None);
    let home = Home::with_notion(&notion.url());
    let answers = tempfile::tempdir().unwrap();
    let answers = answers.path();
    let Some(()) = mounting(&home, answers, NEARLY_FULL, &notion.token()) else {
        return;
    };
    said(answers, "connect").data();
    let says = ["MB are left", "500 MB are left free", "try again"];
    said(answers, "little").assert_refused(1, "little_space", true, &says);
    let words = fs::read_to_string(answers.join("words.err")).unwrap();
    assert!(words.contains("500 MB are left free"), "{words}");
    let imports = said(answers, "runs").data()["runs"].clone();
    let imports = imports.as_array().unwrap();
    assert!(
        imports.iter().all(|run| run["kind"] != "import"),
        "what did not begin is no run: {imports:?}"
    );
    for name in ["trusting", "again"] {
        assert_eq!(said(answers, name).data()["state"], "completed", "{name}");
    }
}

#[test]
fn a_disk_too_small_for_attachments_an_export_or_a_backup_is_named_and_no_half_is_left() {
    let notion = Served::new("sample", None);
    let home = Home::with_notion(&notion.url());
    let answers = tempfile::tempdir().unwrap();
    let answers = answers.path();
    let script = format!("{USE_ALL}{SMALL_FOLDERS_FOR_FILES}");
    let Some(()) = mounting(&home, answers, &script, &notion.token()) else {
        return;
    };
    said(answers, "connect").data();
    for name in ["full", "export", "backup"] {
        said(answers, name).assert_refused(1, "disk_full", true, &["disk is full"]);
    }
    let left = fs::read_to_string(answers.join("left")).unwrap();
    assert_eq!(left, "", "what could not be written whole is not there");
    let ledger = home.run(&IMPORT).data();
    assert_eq!(
        (&ledger["state"], &ledger["files"]["failed"]),
        (&"completed".into(), &0.into())
    );
    assert_doctor_content(&home);
}

#[test]
fn a_limit_on_the_size_of_files_interrupts_the_import_like_a_full_disk() {
    let notion = Served::new("big:60", None);
    let home = Home::with_notion(&notion.url());
    home.connect(&notion.token());
    // In blocks of 512 bytes: room for the store as it is, and little more.
    let blocks = fs::metadata(home.path().join("memory.db")).unwrap().len() / 512 + 100;
    let limit = format!(r#"trap "" XFSZ; ulimit -f {blocks}; exec "$0" "$@""#);
    for _ in 0..2 {
        let limited = home.command_by(&["sh", "-c", &limit], &IMPORT);
        let refused = Ended::of(started(limited, ""));
        refused.assert_refused(1, "unwritable", true, &["memory.db", "has room"]);
        assert_file_sound(&home);
    }
    assert_doctor_content(&home);
    assert_complete(&notion, &home, 2 * IN_FLIGHT);
}
