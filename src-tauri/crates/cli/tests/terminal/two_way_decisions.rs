//! Texts that travel through pipes, conflicts and deletions that wait for a word, and what makes no sense.

use keepsake_simulator::{Edit, Id};
use serde_json::json;

use crate::two_way_told::Told;

#[test]
fn a_text_travels_through_pipes_and_a_conflict_is_decided_by_a_word() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let id = row.to_string();
    let got = told.home.run(&["text", "get", &id]);
    assert_eq!(got.code, 0);
    let first = got.stdout.trim_end();
    assert!(first.starts_with("About"), "{first}");
    let put = |text: &str| {
        let ended = told
            .home
            .run_with_input(&["text", "put", &id, "--json"], text);
        assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
        ended.data()
    };
    assert_eq!(put(&got.stdout)["unsent"], false, "nothing was changed");
    assert_eq!(
        put(&format!("{first}\nA line from here.\n"))["unsent"],
        true
    );
    assert_eq!(told.sync()["pushed"]["texts"], 1);
    assert!(
        told.home
            .run(&["text", "get", &id])
            .stdout
            .contains("A line from here.")
    );

    let block = told.edit(&Edit::AddText {
        to: row,
        text: "Last".to_owned(),
    });
    told.sync();
    let whole = told.home.run(&["text", "get", &id]).stdout;
    let last = whole.trim_end().lines().last().unwrap().to_owned();
    assert!(last.starts_with("Last"), "{whole}");
    put(&whole.replace(&last, "Mine"));
    told.edit(&Edit::SetText {
        id: block,
        text: "Theirs".to_owned(),
    });
    let stopped = told.home.run(&["sync", "--once", "--json"]);
    assert_eq!(stopped.code, 4, "a decision is needed: {}", stopped.stdout);
    assert_eq!(stopped.data()["pushed"]["asked"], 1);
    let listed = told.data(&["conflicts"]);
    assert_eq!(listed["conflicts"][0]["page"], id);
    let shown = told.data(&["conflicts", "show", &id]);
    let segment = &shown["segments"][0];
    assert_eq!(segment["here"].as_str().unwrap().trim_end(), "Mine");
    assert!(segment["notion"].as_str().unwrap().starts_with("Theirs"));
    let file = told.home.beside().join("both.md");
    std::fs::write(&file, whole.replace(&last, "Mine and theirs")).unwrap();
    let keep = file.to_str().unwrap();
    let decided = told.data(&["conflicts", "resolve", &id, "--keep", keep]);
    assert_eq!(
        (&decided["decided"], &decided["open"]),
        (&json!(1), &json!(0))
    );
    told.sync();
    let got = told.home.run(&["text", "get", &id]).stdout;
    assert!(got.trim_end().ends_with("Mine and theirs"), "{got}");
    told.home
        .run(&["conflicts", "show", &id, "--json"])
        .assert_refused(1, "not_found", false, &["nothing to decide"]);
}

#[test]
fn a_mass_deletion_stops_and_a_flag_answers_it() {
    let told = Told::created();
    let rows: Vec<Id> = (0..10)
        .map(|number| {
            told.add_row(
                &format!("Video {number}"),
                Some("Biology"),
                "deep-sea",
                "Draft",
            )
        })
        .collect();
    told.sync();
    for row in &rows[..6] {
        told.edit(&Edit::Trash { id: *row });
    }
    let stopped = told.home.run(&["sync", "--once"]);
    assert_eq!(stopped.code, 4, "{}", stopped.stdout);
    assert!(
        stopped.stdout.contains("6 of 10") && stopped.stdout.contains("--allow-deletions"),
        "{}",
        stopped.stdout
    );
    assert_eq!(told.records(&["list"]).len(), 10);
    let allowed = told.data(&["sync", "--allow-deletions"]);
    assert!(allowed["brake"].is_null());
    assert_eq!(told.records(&["list"]).len(), 4);
    told.home
        .run(&["sync", "--allow-deletions", "--json"])
        .assert_refused(2, "invalid_input", false, &["No plan"]);
}

#[test]
fn what_makes_no_sense_is_said_in_one_sentence_and_changes_nothing() {
    let told = Told::created();
    let row = told
        .add_row("Tides", Some("Biology"), "deep-sea", "Draft")
        .to_string();
    told.sync();
    let source = told.source.clone();
    let nowhere = told.home.beside().join("nowhere");
    let nowhere = nowhere.to_str().unwrap();
    let mine = told.home.beside().join("mine.toml");
    let printed = told.home.run(&["profile", "new"]).stdout;
    std::fs::write(&mine, printed.replacen("policy", "polcy", 1)).unwrap();
    let mine = mine.to_str().unwrap();
    for (arguments, exit, code, says) in [
        (vec!["profile", "check", mine], 2, "invalid_input", "polcy"),
        (
            vec!["profile", "check", "podcasts"],
            1,
            "not_found",
            "video-production",
        ),
        (
            vec![
                "profile",
                "apply",
                "video-production",
                "--data-source",
                &source,
            ],
            2,
            "invalid_input",
            "--yes",
        ),
        (
            vec![
                "profile",
                "dry-run",
                "video-production",
                "--data-source",
                &source,
                "--channels",
                nowhere,
            ],
            2,
            "invalid_input",
            "no folder",
        ),
        (
            vec!["records", "list", "--status", "nearly"],
            2,
            "invalid_input",
            "awaiting_review",
        ),
        (
            vec!["records", "list", "--view", "Mine"],
            2,
            "invalid_input",
            "High Priority",
        ),
        (
            vec!["records", "show", &source],
            1,
            "not_found",
            "not a record",
        ),
        (
            vec!["records", "set", &row, "status"],
            2,
            "invalid_input",
            "FIELD=VALUE",
        ),
        (
            vec!["records", "set", &row, "topic=Other"],
            2,
            "invalid_input",
            "belongs to Notion",
        ),
        (
            vec!["records", "undo", &row],
            2,
            "invalid_input",
            "Nothing was changed here",
        ),
        (
            vec!["conflicts", "resolve", &row, "--keep", "mine"],
            1,
            "not_found",
            "nothing to decide",
        ),
        (vec!["conflicts", "retry", "99"], 1, "not_found", "99"),
        (
            vec!["page", "move", &row, "--to", &row],
            2,
            "invalid_input",
            "inside of itself",
        ),
    ] {
        let ended = told.home.run(&[arguments.as_slice(), &["--json"]].concat());
        let refusal = ended.refusal();
        let message = refusal["message"].as_str().unwrap();
        assert_eq!(
            (ended.code, &refusal["code"]),
            (exit, &json!(code)),
            "{arguments:?}: {message}"
        );
        assert!(
            message.contains(says),
            "{arguments:?}: {says:?} is not said: {message}"
        );
    }
    assert!(
        told.records(&["list"])[0]["waiting"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_step_that_the_pipeline_does_not_have_is_reported_where_nobody_can_be_asked() {
    let told = Told::created();
    let row = told
        .add_row("Tides", Some("Biology"), "deep-sea", "Draft")
        .to_string();
    told.sync();
    let set = told
        .home
        .run(&["records", "set", &row, "status=completed", "--json"]);
    assert_eq!(set.data()["notion_status"], "Upload Complete");
    assert!(
        set.stderr.contains("not a step of the pipeline"),
        "{}",
        set.stderr
    );
    told.data(&["records", "undo", &row]);
    assert_eq!(
        told.sync()["pushed"]["pages"],
        0,
        "it was taken back before"
    );
}

#[test]
fn a_change_that_notion_has_overtaken_is_only_taken_back_when_it_is_meant() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Ready for Review");
    let id = row.to_string();
    told.sync();
    told.data(&["records", "set", &id, "status=approved"]);
    told.sync();
    told.set_in_notion(row, "Status", json!({"select": {"name": "Archived"}}));
    told.sync();
    let refused = told.home.run(&["records", "undo", &id, "--json"]);
    refused.assert_refused(2, "invalid_input", false, &["Status", "--yes"]);
    for part in ["“Archived”", "“Ready for Review”"] {
        assert!(refused.stderr.contains(part), "{part}: {}", refused.stderr);
    }
    assert_eq!(told.sync()["pushed"]["pages"], 0, "nothing was changed");
    assert_eq!(told.status_in_notion(row), "Archived");

    let meant = told.home.run(&["records", "undo", &id, "--yes", "--json"]);
    assert_eq!(meant.data()["notion_status"], "Ready for Review");
    assert!(meant.stderr.contains("“Archived”"), "{}", meant.stderr);
    told.sync();
    assert_eq!(told.status_in_notion(row), "Ready for Review");
}
