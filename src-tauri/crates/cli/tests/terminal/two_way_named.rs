//! What commands take as the name of a profile or a page, and what they refuse at once.

use serde_json::json;

use crate::two_way_told::{Told, channels, page};

#[test]
fn where_several_profiles_are_in_force_each_goes_by_its_name_and_its_number() {
    let told = Told::created();
    told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let channels = channels(&told.home);
    let parent = page(&told.home);
    told.data(&["profile", "new", "podcasts"]);
    told.data(&[
        "profile",
        "create",
        "podcasts",
        "--parent",
        &parent,
        "--channels",
        channels.to_str().unwrap(),
    ]);
    told.sync();
    let refused = told.home.run(&["records", "board", "--json"]);
    refused.assert_refused(
        2,
        "invalid_input",
        false,
        &["choose one", "video-production"],
    );
    let listed = told.data(&["profile", "list"]);
    let profiles = listed["profiles"].as_array().unwrap();
    let mut applied = profiles
        .iter()
        .flat_map(|one| one["applied"].as_array().unwrap());
    let first = applied.find(|one| one["data_source"] == told.source);
    let first = first.unwrap()["id"].as_str().unwrap().to_owned();
    let message = refused.refusal()["message"].as_str().unwrap().to_owned();
    assert!(message.contains(&first), "{message}");
    let board = told.data(&["records", "board", "--profile", &first]);
    let draft = &board["columns"][0]["groups"][0]["records"];
    assert_eq!(draft[0]["title"], "Tides", "{board}");
    let records = told.records(&["list", "--profile", &first]);
    assert_eq!(records.len(), 1);
    assert_eq!(
        told.records(&["list", "--profile", "video-production"])
            .len(),
        1
    );
    told.data(&["records", "board", "--profile", "podcasts"]);
}

#[test]
fn what_is_no_page_is_neither_moved_nor_put_into_the_trash() {
    let told = Told::created();
    let parent = page(&told.home);
    let pages = told.data(&["pages"]);
    let database = pages["pages"].as_array().unwrap().iter();
    let database = database.clone().find(|one| one["kind"] == "database");
    let database = database.unwrap()["id"].as_str().unwrap().to_owned();
    for id in [&database, &told.source] {
        for arguments in [
            vec!["page", "move", id, "--to", &parent],
            vec!["page", "trash", id],
            vec!["page", "restore", id],
        ] {
            told.home
                .run(&[arguments.as_slice(), &["--json"]].concat())
                .assert_refused(
                    2,
                    "invalid_input",
                    false,
                    &["database", "Nothing was changed"],
                );
        }
    }
    assert_eq!(told.data(&["status"])["waiting"], 0);
}

#[test]
fn a_page_made_here_is_shown_by_its_first_id_before_and_after_it_is_in_notion() {
    let told = Told::created();
    let parent = page(&told.home);
    let made = told.home.run_with_input(
        &[
            "page", "new", "--parent", &parent, "--title", "Notes", "--json",
        ],
        "Of today.\n",
    );
    let id = made.data()["id"].as_str().unwrap().to_owned();
    let shown = told.data(&["show", &id]);
    assert_eq!(
        (&shown["id"], &shown["title"], &shown["kind"]),
        (&json!(id), &json!("Notes"), &json!("page"))
    );
    let markdown = shown["markdown"].as_str().unwrap();
    assert_eq!(markdown.trim_end(), "Of today.");
    assert!(shown["url"].is_null());
    told.sync();
    let shown = told.data(&["show", &id]);
    assert_ne!(shown["id"], json!(id));
    assert_eq!(shown["title"], "Notes");
    assert!(shown["url"].is_string());
}

#[test]
fn the_status_does_not_say_up_to_date_while_a_change_waits() {
    let mut told = Told::created();
    let row = told
        .add_row("Tides", Some("Biology"), "deep-sea", "Draft")
        .to_string();
    told.sync();
    assert_eq!(told.data(&["status"])["state"], "up_to_date");
    told.data(&["records", "set", &row, "priority=High"]);
    told.notion.go_away();
    told.home.run(&["sync", "--once"]);
    let status = told.home.run(&["status", "--json"]).data();
    assert_eq!(
        (&status["state"], &status["waiting"]),
        (&json!("unsent"), &json!(1))
    );
    let said = told.home.run(&["status"]).stdout;
    assert!(!said.to_lowercase().contains("up to date"), "{said}");
}

#[test]
fn an_edit_against_the_trash_is_listed_among_the_conflicts_of_records() {
    let told = Told::created();
    let row = told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let id = row.to_string();
    told.data(&["records", "set", &id, "priority=High"]);
    told.edit(&keepsake_simulator::Edit::Trash { id: row });
    told.home.run(&["sync", "--once"]);
    let listed = told.records(&["conflicts"]);
    assert_eq!(listed.len(), 1, "{listed:?}");
    assert_eq!(listed[0]["id"], id);
    let shown = told.data(&["conflicts", "show", &id]);
    let property = &shown["properties"][0];
    assert_eq!(
        (&property["name"], &property["here"]),
        (&json!("Priority"), &json!("High")),
        "{shown}"
    );
}

#[test]
fn a_property_that_is_gone_in_notion_is_said_to_be_gone() {
    let told = Told::created();
    told.add_row("Tides", Some("Biology"), "deep-sea", "Draft");
    told.sync();
    let source = keepsake_simulator::Id::parse(&told.source).unwrap();
    told.edit(&keepsake_simulator::Edit::SetSchema {
        id: source,
        properties: json!({"Channel": null}),
    });
    let synced = told.home.run(&["sync", "--once"]);
    assert!(
        synced.stdout.contains("“Channel”") && synced.stdout.contains("gone"),
        "{}{}",
        synced.stdout,
        synced.stderr
    );
    let doctor = told.home.run(&["doctor"]).stdout;
    assert!(doctor.contains("“Channel”"), "{doctor}");
}
