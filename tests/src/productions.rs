//! The database of video productions, in a simulated Notion, with the profile in force: what stories about two-way sync
//! are told with.
//!
//! Leaves out assertions. The rule it protects: whoever edits in Notion is another user of the workspace, and whoever edits
//! here does so by the use cases that faces call.

use std::path::PathBuf;

use axum::body::{Body, to_bytes};
use http::Request;
use keepsake_app::{
    AppError, NewDatabase, Record, RecordQuery, RecordSeen, SetAnswer, dto::RunResult,
};
use keepsake_simulator::{Edit, Id};
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::Facade;

/// More than a minute: Notion's times are rounded down to minutes, so what follows is seen as later.
const A_MINUTE_LATER: u64 = 70;

/// A database of video productions that a profile is in force on.
pub struct Productions {
    /// The core and the simulator.
    pub facade: Facade,
    /// The data source.
    pub source: String,
    /// The folder with the channels.
    pub channels: PathBuf,
}

impl Productions {
    /// Creates the database through the app, in a workspace that was imported.
    pub async fn created() -> Self {
        Self::created_in("big:2").await
    }

    /// The same where a person decides about Priority and Topic, which both sides may change.
    pub async fn created_asking() -> Self {
        Self::created_by("big:2", Some(asking)).await
    }

    /// The same where changes of Priority are not taken from Notion.
    pub async fn created_owning() -> Self {
        Self::created_by("big:2", Some(owning)).await
    }

    /// The same where an entry that breaks a rule gets a comment in Notion.
    pub async fn created_commenting() -> Self {
        Self::created_by("big:2", Some(commenting)).await
    }

    /// The same in another workspace.
    pub async fn created_in(workspace: &str) -> Self {
        Self::created_by(workspace, None).await
    }

    async fn created_by(workspace: &str, rewritten: Option<fn(&str) -> String>) -> Self {
        let facade = Facade::connected(workspace).await;
        facade.import().await;
        let channels = channels(&facade);
        let parent = first_page(&facade).await;
        let wish = NewDatabase {
            profile: match rewritten {
                Some(rewritten) => own_profile(&facade, rewritten).await,
                None => "video-production".to_owned(),
            },
            parent,
            channels: Some(channels.clone()),
            ..NewDatabase::default()
        };
        let (trial, _) = facade
            .core
            .create_database(&facade.connection, &wish)
            .await
            .expect("the database is created");
        let productions = Self {
            source: trial.data_source(),
            facade,
            channels,
        };
        productions.later().await;
        productions.sync().await;
        productions
    }

    /// Lets Notion's minute pass.
    pub async fn later(&self) {
        self.facade.wait(A_MINUTE_LATER).await;
    }

    /// One cycle.
    pub async fn sync(&self) -> RunResult {
        self.try_sync().await.expect("the sync ends")
    }

    /// One cycle, which may be refused.
    ///
    /// # Errors
    /// Why it was interrupted.
    pub async fn try_sync(&self) -> Result<RunResult, AppError> {
        let core = &self.facade.core;
        let run = core.sync_now(&self.facade.connection).await?;
        core.watch_run(&run, |_| {}).await
    }

    /// Somebody adds a row in Notion. Empty values are left out.
    pub fn add_row(&self, title: &str, topic: &str, channel: &str, status: &str) -> String {
        let source: Id = Id::parse(&self.source).expect("an id");
        let row = self
            .facade
            .simulator
            .edit(&Edit::AddRow {
                to: source,
                title: title.to_owned(),
                text: "About".to_owned(),
            })
            .expect("a row can be added");
        let id = row.id.to_string();
        if title.is_empty() {
            self.notion(&id, "Title", json!({"title": []}));
        }
        if !topic.is_empty() {
            self.notion(&id, "Topic", text(topic));
        }
        if !channel.is_empty() {
            self.notion(&id, "Channel", json!({"select": {"name": channel}}));
        }
        if !status.is_empty() {
            self.notion(&id, "Status", json!({"select": {"name": status}}));
        }
        id
    }

    /// Somebody sets a property in Notion.
    pub fn notion(&self, row: &str, name: &str, value: Value) {
        let edit = Edit::SetProperty {
            id: Id::parse(row).expect("an id"),
            name: name.to_owned(),
            value,
        };
        self.facade
            .simulator
            .edit(&edit)
            .expect("the property can be set");
    }

    /// Somebody sets the status in Notion.
    pub fn notion_status(&self, row: &str, name: &str) {
        self.notion(row, "Status", json!({"select": {"name": name}}));
    }

    /// The name of the option that Notion has.
    #[must_use]
    pub fn option_in_notion(&self, row: &str, name: &str) -> Option<String> {
        let row: Id = Id::parse(row).expect("an id");
        let truth = self.facade.simulator.truth();
        let property = truth
            .properties
            .into_iter()
            .find(|property| property.object == row && property.name == name)?;
        let value = property.value;
        let option = value.pointer("/select/name").or_else(|| value.get("name"));
        Some(option?.as_str()?.to_owned())
    }

    /// What Notion answers to a question.
    pub async fn ask_notion(&self, path: &str) -> Value {
        let token = self.facade.simulator.token();
        self.request("GET", path, &token, Body::empty()).await
    }

    /// Somebody else answers in a discussion.
    pub async fn answer_in_notion(&self, discussion: &str, words: &str) {
        let mut tokens = self.facade.simulator.tokens().into_iter();
        let other = tokens.find(|token| token.name == "Another Bot");
        let token = other.expect("another connection").token;
        let body = json!({
            "discussion_id": discussion,
            "rich_text": [{"type": "text", "text": {"content": words}}],
        });
        let body = Body::from(body.to_string());
        let made = self.request("POST", "comments", &token, body).await;
        assert_eq!(made["object"], "comment", "{made}");
    }

    /// Somebody adds blocks to a page through the block endpoints.
    pub async fn add_blocks_in_notion(&self, page: &str, children: &Value) {
        let token = self.facade.simulator.token();
        let body = Body::from(json!({ "children": children }).to_string());
        let path = format!("blocks/{page}/children");
        let made = self.request("PATCH", &path, &token, body).await;
        assert_eq!(made["object"], "list", "{made}");
    }

    async fn request(&self, method: &str, path: &str, token: &str, body: Body) -> Value {
        let request = Request::builder()
            .method(method)
            .uri(format!("/v1/{path}"))
            .header("authorization", format!("Bearer {token}"))
            .header("notion-version", keepsake_notion::API_VERSION)
            .header("content-type", "application/json")
            .body(body)
            .expect("a request");
        let Ok(answer) = self.facade.simulator.router().oneshot(request).await;
        let bytes = to_bytes(answer.into_body(), usize::MAX)
            .await
            .expect("an answer");
        serde_json::from_slice(&bytes).expect("JSON")
    }

    /// The Markdown that Notion has of a page.
    pub async fn text_in_notion(&self, page: &str) -> String {
        let answer = self.ask_notion(&format!("pages/{page}/markdown")).await;
        answer["markdown"].as_str().expect("Markdown").to_owned()
    }

    /// All records.
    pub async fn records(&self) -> Vec<Record> {
        self.records_of(&RecordQuery::default()).await
    }

    /// The entries that stay in Draft.
    pub async fn inbox(&self) -> Vec<Record> {
        let query = RecordQuery {
            valid: Some(false),
            ..RecordQuery::default()
        };
        self.records_of(&query).await
    }

    /// The records that were changed on both sides and need a decision.
    pub async fn conflicts(&self) -> Vec<Record> {
        let query = RecordQuery {
            conflicts: true,
            ..RecordQuery::default()
        };
        self.records_of(&query).await
    }

    /// Some records.
    pub async fn records_of(&self, query: &RecordQuery) -> Vec<Record> {
        let core = &self.facade.core;
        core.records(&self.facade.connection, query)
            .await
            .expect("records")
    }

    /// One record.
    pub async fn record(&self, id: &str) -> RecordSeen {
        self.facade.core.record(id).await.expect("a record")
    }

    /// Changes a field, which has to work.
    pub async fn set(&self, id: &str, field: &str, value: &str) -> RecordSeen {
        let changes = [(field.to_owned(), value.to_owned())];
        let answer = self.facade.core.set_record(id, &changes, true).await;
        match answer.expect("the field can be set") {
            SetAnswer::Done { seen, .. } => *seen,
            SetAnswer::Unusual { sentence, .. } => panic!("it was meant: {sentence}"),
        }
    }

    /// Requests that change something in Notion since the meters were reset.
    #[must_use]
    pub fn writes(&self) -> u64 {
        let meters = self.facade.simulator.meters();
        let is_write = |endpoint: &str| {
            let reads = ["POST /v1/search", "POST /v1/data_sources/{id}/query"];
            !endpoint.starts_with("GET ") && !reads.contains(&endpoint)
        };
        let writes = meters
            .per_endpoint
            .iter()
            .filter(|(endpoint, _)| is_write(endpoint));
        writes.map(|(_, count)| count).sum()
    }
}

/// Two channels, one named by its file and one by what is in it.
fn channels(facade: &Facade) -> PathBuf {
    let folder = facade.beside().join("channels");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("deep-sea.yaml"), "name: Deep sea\n").expect("a file");
    std::fs::write(
        folder.join("walks.yaml"),
        "id: city-walks\nname: City walks\n",
    )
    .expect("a file");
    folder
}

/// A profile of one's own: the one that comes with Keepsake, rewritten.
async fn own_profile(facade: &Facade, rewritten: fn(&str) -> String) -> String {
    let (text, _) = facade.core.new_profile(None).await.expect("a profile");
    let path = facade.beside().join("own.toml");
    std::fs::write(&path, rewritten(&text)).expect("a file");
    path.to_str().expect("a path").to_owned()
}

/// A person decides about Priority and Story Direction.
fn asking(text: &str) -> String {
    let mut field = String::new();
    let lines = text.lines().map(|line| {
        if let Some(key) = line.strip_prefix("key = ") {
            field = key.trim_matches('"').to_owned();
        }
        let asks = ["priority", "story_direction"].contains(&field.as_str());
        match line {
            _ if line.starts_with("policy") && asks => "policy = \"ask\"",
            _ if line.starts_with("direction") && asks => "direction = \"both\"",
            other => other,
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Priority is owned here.
fn owning(text: &str) -> String {
    let mut field = String::new();
    let lines = text.lines().map(|line| {
        if let Some(key) = line.strip_prefix("key = ") {
            field = key.trim_matches('"').to_owned();
        }
        if field == "priority" && line.starts_with("direction") {
            return "direction = \"to_notion\"";
        }
        line
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// An entry that breaks a rule gets a comment.
fn commenting(text: &str) -> String {
    let key = "comment_on_invalid = ";
    let others = text.lines().filter(|line| !line.starts_with(key));
    let first = format!("{key}true");
    std::iter::once(first.as_str())
        .chain(others)
        .collect::<Vec<_>>()
        .join("\n")
}

async fn first_page(facade: &Facade) -> String {
    let tree = facade.core.tree(&facade.connection).await.expect("a tree");
    let mut pages = tree
        .into_iter()
        .filter(|node| node.kind == keepsake_app::dto::TreeKind::Page);
    pages.next().expect("a page").id
}

/// A text as a request carries it.
fn text(text: &str) -> Value {
    json!({"rich_text": [{"type": "text", "text": {"content": text}}]})
}
