//! `kill -9` in the middle of `keepsake profile create`: typed once more, it ends with exactly one database, in force.

use std::process::Child;

use keepsake_simulator::{Edit, Fault, FaultKind, Id};
use serde_json::json;

use crate::real_time::until;
use crate::served::Served;
use crate::two_way_told::{channels, page};
use crate::typed::{Home, IMPORT};

/// A workspace that was imported, and what is typed to create the database.
struct Imported {
    notion: Served,
    home: Home,
    typed: Vec<String>,
}

impl Imported {
    fn new() -> Self {
        let notion = Served::new("big:2", None);
        let home = Home::with_notion(&notion.url());
        home.connect(&notion.token());
        assert_eq!(home.run(&IMPORT).code, 0);
        let folder = channels(&home);
        let parent = page(&home);
        let typed = [
            "profile",
            "create",
            "video-production",
            "--parent",
            &parent,
            "--channels",
            folder.to_str().unwrap(),
            "--json",
        ];
        Self {
            typed: typed.map(ToOwned::to_owned).to_vec(),
            notion,
            home,
        }
    }

    fn typed(&self) -> Vec<&str> {
        self.typed.iter().map(String::as_str).collect()
    }

    fn databases(&self) -> usize {
        let objects = self.notion.simulator().truth().objects;
        let databases = objects.iter().filter(|object| object.kind == "database");
        databases.count()
    }

    /// Starts the command and kills it once the condition holds.
    fn kill_when(&self, what: &str, mut condition: impl FnMut(&mut Child) -> bool) {
        let mut creating = self.home.start(&self.typed());
        until(what, || condition(&mut creating));
        creating.kill().unwrap();
        creating.wait().unwrap();
    }

    /// Types it once more: one database, and a profile in force on it that rows become records by.
    fn assert_ends_well(&self, before: usize) {
        let created = self.home.run(&self.typed());
        assert_eq!(created.code, 0, "{}{}", created.stdout, created.stderr);
        let source = created.data()["data_source"].as_str().unwrap().to_owned();
        assert_eq!(self.databases(), before + 1, "exactly one was made");
        let listed = self.home.run(&["profile", "list", "--json"]).data();
        let applied = &listed["profiles"][0]["applied"];
        assert_eq!(applied.as_array().unwrap().len(), 1, "{listed}");
        assert_eq!(applied[0]["data_source"], source.as_str());

        let simulator = self.notion.simulator();
        let row = simulator
            .edit(&Edit::AddRow {
                to: Id::parse(&source).unwrap(),
                title: "Tides".to_owned(),
                text: "About".to_owned(),
            })
            .unwrap();
        let topic = json!({"rich_text": [{"type": "text", "text": {"content": "Biology"}}]});
        let channel = json!({"select": {"name": "deep-sea"}});
        for (name, value) in [("Topic", topic), ("Channel", channel)] {
            let edit = Edit::SetProperty {
                id: row.id,
                name: name.to_owned(),
                value,
            };
            simulator.edit(&edit).unwrap();
        }
        let synced = self.home.run(&["sync", "--once", "--json"]);
        assert_eq!(synced.code, 0, "{}{}", synced.stdout, synced.stderr);
        assert_eq!(synced.data()["records"]["valid"], 1);
    }
}

#[test]
fn a_creation_killed_at_a_request_is_finished_by_the_next_and_makes_one_database() {
    // The look whether it is there, the creation itself, and the look at what was made.
    for endpoint in [
        "GET /v1/blocks/{block_id}/children",
        "POST /v1/databases",
        "GET /v1/data_sources/{data_source_id}",
    ] {
        let imported = Imported::new();
        let before = imported.databases();
        let simulator = imported.notion.simulator();
        simulator.reset_meters();
        simulator.add_fault(Fault::once(FaultKind::Timeout, endpoint));
        imported.kill_when(endpoint, |_| {
            simulator.meters().per_endpoint.contains_key(endpoint)
        });
        imported.assert_ends_well(before);
    }
}

#[test]
fn a_creation_killed_once_notion_has_the_database_is_finished_on_that_database() {
    let imported = Imported::new();
    let before = imported.databases();
    imported.kill_when("the database is there", |_| imported.databases() > before);
    imported.assert_ends_well(before);
}

#[test]
fn a_creation_whose_answer_died_with_its_process_makes_no_second_database() {
    let imported = Imported::new();
    let before = imported.databases();
    let simulator = imported.notion.simulator();
    simulator.reset_meters();
    // Saved, and never answered: whoever asked looks again, and dies while looking.
    simulator.add_fault(Fault::once(
        FaultKind::UnavailableAfterSaving,
        "POST /v1/databases",
    ));
    let looks = "GET /v1/blocks/{block_id}/children";
    simulator.add_fault(Fault {
        skip: 1,
        ..Fault::once(FaultKind::Timeout, looks)
    });
    imported.kill_when("the second look", |_| {
        simulator.meters().per_endpoint.get(looks) > Some(&1)
    });
    assert_eq!(imported.databases(), before + 1);
    imported.assert_ends_well(before);
}
