//! The shapes of `--json`, documented in docs/cli.md.
//!
//! Their own types, so that the window's shapes can change without breaking a script. The rule it protects: a field is
//! never renamed or removed within one version.

pub(crate) mod tables;
pub(crate) mod two_way;

use keepsake_app::dto;
use keepsake_app::{Verification, VerifiedPage};
use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// A connection.
#[derive(Debug, Serialize)]
pub(crate) struct Connection {
    id: String,
    workspace: String,
    kind: &'static str,
    state: &'static str,
    bot: Option<String>,
}

impl From<&dto::Connection> for Connection {
    fn from(connection: &dto::Connection) -> Self {
        Self {
            id: connection.id.clone(),
            workspace: connection.workspace_name.clone(),
            kind: match connection.kind {
                dto::ConnectionKind::Token => "token",
                dto::ConnectionKind::SignIn => "sign_in",
                dto::ConnectionKind::Sample => "sample",
            },
            state: match connection.state {
                dto::ConnectionState::Ok => "ok",
                dto::ConnectionState::NeedsSignIn => "needs_sign_in",
                dto::ConnectionState::Stopped => "stopped",
            },
            bot: connection.bot_name.clone(),
        }
    }
}

/// A run with its ledger; the sums at the top are those of objects.
#[derive(Debug, Serialize)]
pub(crate) struct Run {
    /// Its number.
    pub(crate) run: String,
    /// What it was for.
    pub(crate) kind: &'static str,
    /// Where it stands.
    pub(crate) state: &'static str,
    trigger: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    resumed: Option<bool>,
    /// When it began.
    pub(crate) started: String,
    finished: Option<String>,
    minutes: Option<f64>,
    /// Pages, databases and data sources.
    #[serde(flatten)]
    pub(crate) objects: Counts,
    /// Requests sent.
    pub(crate) requests: u32,
    /// Files.
    pub(crate) files: Counts,
    /// Comments.
    pub(crate) comments: Counts,
    /// What was not stored.
    pub(crate) items: Vec<Item>,
    /// What was written to Notion, of a run that was just waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pushed: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    records: Option<serde_json::Value>,
    /// The first plan that stopped; null when none did.
    #[serde(skip_serializing_if = "Option::is_none")]
    brake: Option<serde_json::Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    audits: Option<u32>,
    /// Folders of channels that give none, of a sync that was just waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    lost_channels: Option<Vec<serde_json::Value>>,
    /// Properties of profiles that are gone in Notion, of a sync that was just waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    lost_properties: Option<Vec<serde_json::Value>>,
}

/// Sums over one kind of thing.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Counts {
    /// Everything there was.
    pub(crate) found: u32,
    /// New or different.
    pub(crate) stored: u32,
    /// Known already.
    pub(crate) unchanged: u32,
    /// Left out on purpose.
    pub(crate) skipped: u32,
    /// Not given by Notion.
    pub(crate) refused: u32,
    /// Not had.
    pub(crate) failed: u32,
}

/// Something that was not stored.
#[derive(Debug, Serialize)]
pub(crate) struct Item {
    /// What kind of thing.
    pub(crate) what: &'static str,
    /// Which one.
    pub(crate) id: String,
    /// What became of it.
    pub(crate) outcome: &'static str,
    /// Why.
    pub(crate) reason: String,
    /// What Notion or the system said.
    pub(crate) message: Option<String>,
    /// Notion's id of the request.
    pub(crate) request_id: Option<String>,
}

impl Run {
    /// A run of the history.
    pub(crate) fn of(run: dto::RunSummary) -> Self {
        let minutes = run
            .finished_time
            .as_deref()
            .and_then(|end| minutes_between(&run.started_time, end));
        Self {
            kind: match run.kind {
                dto::RunKind::Discover => "discover",
                dto::RunKind::Import => "import",
                dto::RunKind::Sync => "sync",
            },
            state: state(run.state),
            run: run.id,
            trigger: run.trigger,
            resumed: None,
            started: run.started_time,
            finished: run.finished_time,
            minutes,
            objects: run.objects.into(),
            requests: run.requests,
            files: run.files.into(),
            comments: run.comments.into(),
            items: run.items.into_iter().map(Item::from).collect(),
            pushed: None,
            records: None,
            brake: None,
            audits: None,
            lost_channels: None,
            lost_properties: None,
        }
    }

    /// A run that was just waited for.
    pub(crate) fn ended(result: dto::RunResult) -> Self {
        let brake = result.brakes.first().map(two_way::brake);
        Self {
            resumed: Some(result.resumed),
            pushed: Some(two_way::pushed(&result.pushed)),
            records: Some(two_way::records(&result.records)),
            brake: Some(brake.unwrap_or_default()),
            audits: Some(result.audits),
            ..Self::of(result.summary)
        }
    }

    /// The same with what is said about folders of channels.
    pub(crate) fn with_lost_channels(self, lost: Vec<serde_json::Value>) -> Self {
        Self {
            lost_channels: Some(lost),
            ..self
        }
    }

    /// The same with what is said about properties that are gone in Notion.
    pub(crate) fn with_lost_properties(self, gone: Vec<serde_json::Value>) -> Self {
        Self {
            lost_properties: Some(gone),
            ..self
        }
    }

    /// Whether something that was wanted is not in the memory.
    pub(crate) fn is_partial(&self) -> bool {
        let is_missing = |item: &Item| matches!(item.outcome, "refused" | "failed");
        self.state != "completed" || self.items.iter().any(is_missing)
    }
}

impl From<dto::Counts> for Counts {
    fn from(counts: dto::Counts) -> Self {
        let dto::Counts {
            found,
            stored,
            unchanged,
            skipped,
            refused,
            failed,
        } = counts;
        Self {
            found,
            stored,
            unchanged,
            skipped,
            refused,
            failed,
        }
    }
}

impl From<dto::RunItem> for Item {
    fn from(item: dto::RunItem) -> Self {
        Self {
            what: match item.what {
                dto::What::Object => "object",
                dto::What::File => "file",
                dto::What::Comment => "comment",
                dto::What::User => "user",
                dto::What::Block => "block",
                dto::What::Property => "property",
            },
            id: item.id,
            outcome: match item.outcome {
                dto::RunItemOutcome::Stored => "stored",
                dto::RunItemOutcome::Skipped => "skipped",
                dto::RunItemOutcome::Refused => "refused",
                dto::RunItemOutcome::Failed => "failed",
            },
            reason: item.reason,
            message: item.message,
            request_id: item.request_id,
        }
    }
}

/// A line of the tree.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    id: String,
    parent: Option<String>,
    kind: &'static str,
    title: String,
    edited: Option<String>,
    children: u32,
    rows: Option<u32>,
    selected: bool,
    kept: bool,
    found_by_link: bool,
    reach: &'static str,
}

impl From<&dto::TreeNode> for Page {
    fn from(node: &dto::TreeNode) -> Self {
        Self {
            id: node.id.clone(),
            parent: node.parent.clone(),
            kind: match node.kind {
                dto::TreeKind::Page => "page",
                dto::TreeKind::Database => "database",
                dto::TreeKind::DataSource => "data_source",
            },
            title: node.title.clone(),
            edited: node.edited_time.clone(),
            children: node.child_count,
            rows: node.row_count,
            selected: node.included,
            kept: node.kept,
            found_by_link: node.found_by_link,
            reach: match node.reach {
                dto::Reach::Ok => "ok",
                dto::Reach::Unreachable => "unreachable",
                dto::Reach::Trashed => "trashed",
            },
        }
    }
}

/// One object that a search found.
#[derive(Debug, Serialize)]
pub(crate) struct Hit {
    id: String,
    title: String,
    path: Vec<String>,
    snippet: String,
    marks: Vec<String>,
    edited: Option<String>,
}

impl From<&dto::SearchHit> for Hit {
    fn from(hit: &dto::SearchHit) -> Self {
        Self {
            id: hit.id.clone(),
            title: hit.title.clone(),
            path: hit.path.clone(),
            snippet: hit.snippet.iter().map(|part| part.text.as_str()).collect(),
            marks: hit
                .snippet
                .iter()
                .filter(|part| part.marked)
                .map(|part| part.text.clone())
                .collect(),
            edited: hit.edited_time.clone(),
        }
    }
}

/// What comparing with Notion found.
#[derive(Debug, Serialize)]
pub(crate) struct Verified {
    /// Pages read again.
    pub(crate) checked: u64,
    /// Pages that are as Notion has them.
    pub(crate) equal: u64,
    /// Pages that are not.
    pub(crate) different: Vec<VerifiedPage>,
    /// Pages that Notion did not give.
    pub(crate) unreadable: Vec<VerifiedPage>,
    /// Requests it took.
    pub(crate) requests: u64,
}

impl From<Verification> for Verified {
    fn from(found: Verification) -> Self {
        let Verification {
            checked,
            equal,
            different,
            unreadable,
            requests,
        } = found;
        Self {
            checked,
            equal,
            different,
            unreadable,
            requests,
        }
    }
}

/// The word for a state.
pub(crate) fn state(state: dto::RunState) -> &'static str {
    match state {
        dto::RunState::Running => "running",
        dto::RunState::Paused => "paused",
        dto::RunState::Completed => "completed",
        dto::RunState::Stopped => "stopped",
        dto::RunState::NeedsSignIn => "needs_sign_in",
        dto::RunState::Failed => "failed",
    }
}

/// Minutes between two moments, to a hundredth.
fn minutes_between(start: &str, end: &str) -> Option<f64> {
    let start = OffsetDateTime::parse(start, &Rfc3339).ok()?;
    let end = OffsetDateTime::parse(end, &Rfc3339).ok()?;
    Some(((end - start).as_seconds_f64() / 0.6).round() / 100.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_told_to_a_hundredth() {
        assert_eq!(
            minutes_between("2026-11-20T10:00:00Z", "2026-11-20T10:01:30.5Z"),
            Some(1.51)
        );
        assert_eq!(minutes_between("never", "2026-11-20T10:01:30Z"), None);
    }
}
