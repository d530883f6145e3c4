//! A database of video productions that was created from the terminal, in front of a simulated Notion.

use std::path::PathBuf;

use keepsake_simulator::{Edit, Id};
use serde_json::{Value, json};

use crate::served::Served;
use crate::typed::{Home, IMPORT};

/// A database of video productions that was made from the terminal.
pub(crate) struct Told {
    /// The far side.
    pub(crate) notion: Served,
    /// The data folder.
    pub(crate) home: Home,
    /// The data source.
    pub(crate) source: String,
}

impl Told {
    /// A database that was created in a workspace that was imported.
    pub(crate) fn created() -> Self {
        let notion = Served::new("big:2", None);
        let home = Home::with_notion(&notion.url());
        home.connect(&notion.token());
        assert_eq!(home.run(&IMPORT).code, 0);
        let channels = channels(&home);
        let parent = page(&home);
        let created = home.run(&[
            "profile",
            "create",
            "video-production",
            "--parent",
            &parent,
            "--channels",
            channels.to_str().unwrap(),
            "--json",
        ]);
        assert_eq!(created.code, 0, "{}{}", created.stdout, created.stderr);
        let source = created.data()["data_source"].as_str().unwrap().to_owned();
        Self {
            notion,
            home,
            source,
        }
    }

    /// Somebody edits in Notion.
    pub(crate) fn edit(&self, edit: &Edit) -> Id {
        self.notion.simulator().edit(edit).unwrap().id
    }

    /// Somebody sets a property in Notion.
    pub(crate) fn set_in_notion(&self, row: Id, name: &str, value: Value) {
        self.edit(&Edit::SetProperty {
            id: row,
            name: name.to_owned(),
            value,
        });
    }

    /// Somebody adds a row in Notion.
    pub(crate) fn add_row(
        &self,
        title: &str,
        topic: Option<&str>,
        channel: &str,
        status: &str,
    ) -> Id {
        let row = self.edit(&Edit::AddRow {
            to: Id::parse(&self.source).unwrap(),
            title: title.to_owned(),
            text: "About".to_owned(),
        });
        if let Some(topic) = topic {
            let text = json!({"rich_text": [{"type": "text", "text": {"content": topic}}]});
            self.set_in_notion(row, "Topic", text);
        }
        self.set_in_notion(row, "Channel", json!({"select": {"name": channel}}));
        self.set_in_notion(row, "Status", json!({"select": {"name": status}}));
        row
    }

    /// The name of the status that Notion has.
    pub(crate) fn status_in_notion(&self, row: Id) -> String {
        let truth = self.notion.simulator().truth();
        let property = truth
            .properties
            .iter()
            .find(|property| property.object == row && property.name == "Status")
            .unwrap();
        let name = property.value.pointer("/select/name");
        name.or_else(|| property.value.get("name"))
            .and_then(Value::as_str)
            .unwrap()
            .to_owned()
    }

    /// What a command answers, which has to work.
    pub(crate) fn data(&self, arguments: &[&str]) -> Value {
        let ended = self.home.run(&[arguments, &["--json"]].concat());
        assert_eq!(
            ended.code, 0,
            "{arguments:?}: {}{}",
            ended.stdout, ended.stderr
        );
        ended.data()
    }

    /// One cycle, which has to be complete.
    pub(crate) fn sync(&self) -> Value {
        self.data(&["sync", "--once"])
    }

    /// Some records.
    pub(crate) fn records(&self, arguments: &[&str]) -> Vec<Value> {
        let data = self.data(&[&["records"], arguments].concat());
        data["records"].as_array().unwrap().clone()
    }
}

/// A folder with one channel.
pub(crate) fn channels(home: &Home) -> PathBuf {
    let channels = home.beside().join("channels");
    std::fs::create_dir_all(&channels).unwrap();
    std::fs::write(channels.join("deep-sea.yaml"), "name: Deep sea\n").unwrap();
    channels
}

/// A page of the workspace.
pub(crate) fn page(home: &Home) -> String {
    let data = home.run(&["pages", "--json"]).data();
    let pages = data["pages"].as_array().unwrap();
    let page = pages.iter().find(|page| page["kind"] == "page").unwrap();
    page["id"].as_str().unwrap().to_owned()
}
