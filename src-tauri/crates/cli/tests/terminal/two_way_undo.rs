//! Taking changes back: of any page, only of the page that was named, and never over what is newer without a word.

use keepsake_simulator::Edit;
use serde_json::{Value, json};

use crate::two_way_told::{Told, page};
use crate::typed::{Home, IMPORT};

/// The number of the entry of a page's history whose version came to be this.
fn entry(told: &Told, id: &str, after: &str) -> String {
    let data = told.data(&["records", "history", id]);
    let entries = data["history"].as_array().unwrap();
    let found = entries.iter().find(|entry| entry["after"] == after);
    found.unwrap()["entry"].as_str().unwrap().to_owned()
}

fn select(name: &str) -> Value {
    json!({"select": {"name": name}})
}

#[test]
fn changes_of_pages_that_are_no_records_are_taken_back_and_told() {
    let told = Told::created();
    let id = page(&told.home);
    let before = told.home.run(&["text", "get", &id]).stdout;
    let longer = format!("{}\n\nA line from here.\n", before.trim_end());
    let put = told.home.run_with_input(&["text", "put", &id], &longer);
    assert_eq!(put.code, 0, "{}", put.stderr);
    let undone = told.data(&["records", "undo", &id]);
    assert_eq!(undone["id"], id);
    assert_eq!(undone["taken_back"]["part"], "body");
    assert_eq!(told.home.run(&["text", "get", &id]).stdout, before);

    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let row = row.to_string();
    told.data(&["page", "move", &row, "--to", &id]);
    told.sync();
    let undone = told.home.run(&["records", "undo", &row]);
    assert_eq!(undone.code, 0, "{}{}", undone.stdout, undone.stderr);
    let source = told.source.replace('-', "");
    let said = undone.stdout.replace('-', "");
    assert!(
        said.contains("place") && said.contains(&source),
        "{}",
        undone.stdout
    );
}

#[test]
fn an_entry_of_another_page_is_refused_before_anything_is_done() {
    let told = Told::created();
    let one = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    let other = told.add_row("Reefs", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let (one, other) = (one.to_string(), other.to_string());
    told.data(&["records", "set", &one, "priority=High"]);
    told.data(&["records", "set", &other, "priority=High"]);
    let theirs = entry(&told, &other, "High");
    told.home
        .run(&["records", "undo", &one, "--entry", &theirs, "--json"])
        .assert_refused(2, "invalid_input", false, &["another page", "Nothing"]);
    for id in [&one, &other] {
        let shown = told.data(&["records", "show", id]);
        assert_eq!(shown["priority"], "High", "{shown}");
    }
}

#[test]
fn a_paragraph_that_somebody_edited_in_notion_since_is_only_written_over_when_it_is_meant() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    let add = |text: &str| {
        told.edit(&Edit::AddText {
            to: row,
            text: text.to_owned(),
        })
    };
    let (first, _) = (add("First"), add("Last"));
    told.sync();
    let id = row.to_string();
    let got = || told.home.run(&["text", "get", &id]).stdout;
    let mine = got().replace("Last", "Mine");
    let put = told.home.run_with_input(&["text", "put", &id], &mine);
    assert_eq!(put.code, 0, "{}", put.stderr);
    told.sync();
    let others = Home::with_notion(&told.notion.url());
    others.connect(&told.notion.token());
    assert_eq!(others.run(&IMPORT).code, 0);
    let theirs = got().replace("Mine", "Theirs");
    let put = others.run_with_input(&["text", "put", &id], &theirs);
    assert_eq!(put.code, 0, "{}", put.stderr);
    others.run(&["sync", "--once", "--json"]).data();
    told.sync();
    assert!(got().contains("Theirs"), "{}", got());
    let refused = told.home.run(&["text", "undo", &id, "--json"]);
    refused.assert_refused(2, "invalid_input", false, &["--yes"]);
    assert!(refused.stderr.contains("Theirs"), "{}", refused.stderr);
    assert!(got().contains("Theirs"), "something was changed");

    told.edit(&Edit::SetText {
        id: first,
        text: "First of theirs".to_owned(),
    });
    told.sync();
    let meant = told.home.run(&["text", "undo", &id, "--yes", "--json"]);
    assert_eq!(meant.data()["unsent"], true);
    told.sync();
    let text = got();
    assert!(
        text.contains("Last") && text.contains("First of theirs"),
        "only what was changed here is taken back: {text}"
    );
    assert!(!text.contains("Theirs"), "{text}");
}

#[test]
fn what_was_edited_elsewhere_in_a_text_stays_when_a_change_is_taken_back() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    let add = |text: &str| {
        told.edit(&Edit::AddText {
            to: row,
            text: text.to_owned(),
        })
    };
    let (first, _) = (add("First"), add("Last"));
    told.sync();
    let id = row.to_string();
    let mine = told.home.run(&["text", "get", &id]).stdout;
    let mine = mine.replace("Last", "Mine");
    told.home.run_with_input(&["text", "put", &id], &mine);
    told.sync();
    told.edit(&Edit::SetText {
        id: first,
        text: "Theirs".to_owned(),
    });
    told.sync();
    told.data(&["text", "undo", &id]);
    told.sync();
    let text = told.home.run(&["text", "get", &id]).stdout;
    assert!(text.contains("Theirs") && text.contains("Last"), "{text}");
}

#[test]
fn a_version_that_lost_does_not_come_back_over_a_newer_edit_unasked() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let id = row.to_string();
    told.data(&["records", "set", &id, "status=Upload Complete", "--yes"]);
    told.set_in_notion(row, "Status", select("Uploading"));
    assert_eq!(told.sync()["pushed"]["decided"], 1);
    told.set_in_notion(row, "Status", select("Archived"));
    told.sync();
    let data = told.data(&["records", "history", &id]);
    let lost = data["history"].as_array().unwrap().iter();
    let lost = lost.clone().find(|one| one["before"] == "Uploading");
    let number = lost.unwrap()["entry"].as_str().unwrap();
    assert!(number.starts_with('c'), "{number}");
    let undo = ["records", "undo", &id, "--entry", number, "--json"];
    let refused = told.home.run(&undo);
    refused.assert_refused(2, "invalid_input", false, &["Status", "--yes"]);
    assert!(refused.stderr.contains("“Archived”"), "{}", refused.stderr);
    told.data(&["records", "undo", &id, "--entry", number, "--yes"]);
    told.sync();
    assert_eq!(told.status_in_notion(row), "Uploading");
}

#[test]
fn a_change_that_waits_here_is_not_written_over_unasked() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Ready for Review");
    told.sync();
    let id = row.to_string();
    told.data(&["records", "set", &id, "status=approved"]);
    told.sync();
    told.data(&["records", "set", &id, "status=Upload Complete", "--yes"]);
    let approved = entry(&told, &id, "Review Approved");
    let undo = ["records", "undo", &id, "--entry", &approved, "--json"];
    let refused = told.home.run(&undo);
    refused.assert_refused(2, "invalid_input", false, &["Status", "--yes"]);
    for part in ["“Upload Complete”", "“Ready for Review”"] {
        assert!(refused.stderr.contains(part), "{part}: {}", refused.stderr);
    }
    let shown = told.data(&["records", "show", &id]);
    assert_eq!(shown["notion_status"], "Upload Complete");
    told.data(&["records", "undo", &id, "--entry", &approved, "--yes"]);
    told.sync();
    assert_eq!(told.status_in_notion(row), "Ready for Review");
}
