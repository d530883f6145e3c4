//! What somebody who helps needs to know: versions, checks, counts and how runs ended, as one document.
//!
//! Leaves out names of workspaces and pages, texts, folders and keys. The rule it protects: nothing of what the person
//! remembers is in it, so it can be read before it is given away, and given away.

use serde_json::{Value, json};

use crate::doctor::{self, Check, Health};
use crate::dto;
use crate::error::AppError;
use crate::keepsake::{Keepsake, Options};
use crate::runs::RECENT_RUNS;

/// Checks whose detail is a number, a version or a word of ours. Of all others it may name something of the person's.
const TOLD: [&str; 5] = ["version", "space", "connections", "clock", "integrity"];

/// The document where the memory cannot be opened: checks, why, and what copies there are.
///
/// # Errors
/// When the data folder cannot be read.
pub async fn diagnostics_without_memory(
    options: &Options,
    refusal: &AppError,
) -> Result<String, AppError> {
    let checks = doctor::examine(options, false).await;
    let copies = crate::backup::backups(&options.home, &[]).await?;
    let copies: Vec<Value> = copies
        .iter()
        .map(|copy| {
            json!({
                "kind": copy.kind,
                "state": copy.state,
                "made": copy.made,
                "bytes": copy.bytes,
                "pages": copy.pages,
            })
        })
        .collect();
    let memory = std::fs::metadata(options.home.memory());
    let document = json!({
        "program": "Keepsake",
        "version": env!("CARGO_PKG_VERSION"),
        "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
        "made": dto::moment(options.ports.clock.now()),
        "refusal": {"code": refusal.code, "detail": refusal.details.get("detail")},
        "checks": checks.iter().map(told).collect::<Vec<_>>(),
        "bytes": {"memory": memory.map(|metadata| metadata.len()).ok()},
        "copies": copies,
    });
    serde_json::to_string_pretty(&document).map_err(AppError::internal)
}

impl Keepsake {
    /// The document, as text to be read and saved. Asks Notion nothing.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn diagnostics(&self) -> Result<String, AppError> {
        let checks = doctor::examine(&self.options_again().await, false).await;
        let mut workspaces = Vec::new();
        for card in self.workspace_cards().await? {
            let id = crate::connect::connection_id(&card.connection.id)?;
            let runs = self.store().runs(id, RECENT_RUNS).await?;
            let runs: Vec<Value> = runs
                .iter()
                .map(|report| {
                    let run = &report.run;
                    json!({
                        "kind": run.kind.as_str(),
                        "state": run.state.as_str(),
                        "started": dto::moment(run.started_time),
                        "finished": run.finished_time.map(dto::moment),
                    })
                })
                .collect();
            workspaces.push(json!({
                "number": card.connection.id,
                "kind": card.connection.kind,
                "state": card.connection.state,
                "status": card.status.state,
                "pages": card.status.pages,
                "databases": card.databases,
                "last_runs": runs,
            }));
        }
        let place = self.data_place().await?;
        let document = json!({
            "program": "Keepsake",
            "version": env!("CARGO_PKG_VERSION"),
            "system": format!("{} {}", std::env::consts::OS, std::env::consts::ARCH),
            "made": dto::moment(self.now()),
            "checks": checks.iter().map(told).collect::<Vec<_>>(),
            "workspaces": workspaces,
            "forgotten_workspaces": place.forgotten.len(),
            "bytes": {
                "memory": place.memory_bytes,
                "files": place.file_bytes,
                "other": place.other_bytes,
            },
            "settings": self.settings(),
        });
        serde_json::to_string_pretty(&document).map_err(AppError::internal)
    }

    /// What this core was opened with.
    async fn options_again(&self) -> Options {
        let inner = &self.inner;
        let (prompt, key_store) = inner.keys.for_a_check().await;
        Options {
            home: inner.home.clone(),
            settings: inner.settings.clone(),
            face: inner.face,
            language: self.words().language(),
            prompt,
            key_store,
            ports: inner.ports.clone(),
        }
    }
}

fn told(check: &Check) -> Value {
    let health = match check.health {
        Health::Ok => "ok",
        Health::Warn => "warn",
        Health::Fail => "fail",
    };
    let detail = TOLD.contains(&check.name).then_some(check.detail.as_str());
    json!({"check": check.name, "health": health, "finding": check.finding, "detail": detail})
}
