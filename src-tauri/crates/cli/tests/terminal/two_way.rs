//! The story of two-way sync as it is typed: a database is created, rows become records or stay in the inbox, changes go to
//! Notion and come from there.

use serde_json::json;

use crate::two_way_told::Told;

/// What every record has, by the names that scripts were promised.
const FIELDS: [&str; 14] = [
    "id",
    "title",
    "channel",
    "topic",
    "status",
    "notion_status",
    "priority",
    "story_direction",
    "created_at",
    "updated_at",
    "valid",
    "reasons",
    "job",
    "waiting",
];

#[test]
fn rows_become_records_and_changes_travel_both_ways() {
    let told = Told::created();
    let queued = told.add_row("Tides", Some("Biology"), "deep-sea", "Queued");
    let no_topic = told.add_row("Harbour", None, "deep-sea", "Queued");
    let unknown = told.add_row("Reefs", Some("Biology"), "coral", "Queued");
    let run = told.sync();
    assert_eq!(run["records"]["valid"], 1);
    assert_eq!(run["records"]["invalid"], 2);
    assert_eq!(run["pushed"]["pages"], 0);
    assert!(run["brake"].is_null());
    assert_eq!(run["audits"], 0);

    let records = told.records(&["list"]);
    assert_eq!(records.len(), 3);
    for record in &records {
        for field in FIELDS {
            assert!(record.get(field).is_some(), "{field} is missing: {record}");
        }
    }
    let status = told.data(&["status"]);
    assert_eq!(
        (&status["inbox"], &status["decisions"]),
        (&json!(2), &json!(0))
    );
    let inbox = told.records(&["inbox"]);
    assert_eq!(inbox.len(), 2);
    for (row, reason) in [
        (no_topic, "Missing Topic"),
        (unknown, "Unknown channel: coral"),
    ] {
        let record = inbox
            .iter()
            .find(|one| one["id"] == row.to_string())
            .unwrap();
        assert_eq!(record["reasons"], json!([reason]));
        assert_eq!(
            (&record["status"], &record["valid"]),
            (&json!("draft"), &json!(false))
        );
        assert!(record["job"].is_null());
    }
    let jobs = told.data(&["records", "jobs"]);
    assert_eq!(jobs["jobs"].as_array().unwrap().len(), 1);
    assert_eq!(jobs["jobs"][0]["record"], queued.to_string());
    let pending = told.records(&["list", "--status", "pending"]);
    assert_eq!(pending.len(), 1);
    assert_eq!(told.records(&["list", "--view", "deep-sea"]).len(), 2);

    let text = json!({"rich_text": [{"type": "text", "text": {"content": "Ships"}}]});
    told.set_in_notion(no_topic, "Topic", text);
    told.sync();
    assert_eq!(told.records(&["inbox"]).len(), 1);

    let id = queued.to_string();
    let set = told.data(&["records", "set", &id, "status=approved", "--yes"]);
    assert_eq!(
        (&set["status"], &set["waiting"]),
        (&json!("approved"), &json!(["status"]))
    );
    assert_eq!(told.sync()["pushed"]["properties"], 1);
    assert_eq!(told.status_in_notion(queued), "Review Approved");

    told.set_in_notion(queued, "Status", json!({"select": {"name": "Uploading"}}));
    told.sync();
    let shown = told.data(&["records", "show", &id]);
    assert_eq!(
        (&shown["status"], &shown["notion_status"]),
        (&json!("processing"), &json!("Uploading"))
    );

    told.data(&["records", "set", &id, "status=Upload Complete"]);
    told.set_in_notion(
        queued,
        "Status",
        json!({"select": {"name": "Error: API Failure"}}),
    );
    assert_eq!(told.sync()["pushed"]["decided"], 1);
    assert_eq!(
        told.status_in_notion(queued),
        "Upload Complete",
        "Status is owned here"
    );
    let history = told.data(&["records", "history", &id]);
    let lost = history["history"].as_array().unwrap().iter();
    let lost = lost
        .clone()
        .find(|entry| entry["before"] == "Error: API Failure")
        .unwrap();
    let entry = lost["entry"].as_str().unwrap();
    told.data(&["records", "undo", &id, "--entry", entry]);
    told.sync();
    assert_eq!(told.status_in_notion(queued), "Error: API Failure");
}

#[test]
fn a_record_made_here_goes_by_its_first_id_and_the_board_shows_it() {
    let told = Told::created();
    let made = told.data(&[
        "records",
        "new",
        "--profile",
        "video-production",
        "title=Tide pools",
        "topic=Biology",
        "channel=deep-sea",
    ]);
    let provisional = made["id"].as_str().unwrap();
    assert_eq!(told.sync()["pushed"]["created"], 1);
    let shown = told.data(&["records", "show", provisional]);
    assert_ne!(shown["id"], provisional);
    let board = told.data(&["records", "board"]);
    let columns = board["columns"].as_array().unwrap();
    let states: Vec<&str> = columns
        .iter()
        .map(|one| one["status"].as_str().unwrap())
        .collect();
    assert_eq!(
        states,
        [
            "draft",
            "pending",
            "processing",
            "awaiting_review",
            "approved",
            "rejected",
            "completed",
            "failed",
            "retry"
        ]
    );
    assert_eq!(columns[0]["groups"][0]["records"][0]["title"], "Tide pools");
}

#[test]
fn a_profile_is_applied_to_a_database_that_is_there_after_a_dry_run() {
    let told = Told::created();
    told.add_row("Tides", Some("Biology"), "deep-sea", "Under Review");
    told.add_row("Harbour", None, "deep-sea", "Draft");
    told.sync();
    told.data(&["profile", "remove", "video-production"]);
    let refused = told.home.run(&["records", "list", "--json"]);
    refused.assert_refused(2, "invalid_input", false, &["No profile is in force"]);
    let channels = told.home.beside().join("channels");
    let channels = channels.to_str().unwrap();
    let source = told.source.clone();
    let wish = [
        "video-production",
        "--data-source",
        &source,
        "--channels",
        channels,
    ];
    let before = told.notion.meters().requests;
    let trial = told.data(&[&["profile", "dry-run"], wish.as_slice()].concat());
    assert_eq!(
        told.notion.meters().requests,
        before,
        "a dry run asks for nothing"
    );
    assert_eq!((&trial["valid"], &trial["invalid"]), (&json!(1), &json!(1)));
    let applied = told.data(&[&["profile", "apply"], wish.as_slice(), &["--yes"]].concat());
    assert_eq!(applied["fits"], true);
    let records = told.records(&["list"]);
    assert_eq!(records.len(), 2, "all rows are records at once");
    let listed = told.data(&["profile", "list"]);
    assert_eq!(listed["profiles"][0]["applied"][0]["data_source"], source);
}
