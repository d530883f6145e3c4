//! Carrying out what a person decides about a page that was changed on both sides.
//!
//! The rules it protects: in a text only the segments that both sides changed are decided about, what either side changed
//! elsewhere stays; a decision that cannot be carried out changes nothing.

use keepsake_memory::{Conflict, ConnectionId, Part};
use keepsake_sync::two_way::resolve::{Decision, ResolveError, resolve};
use keepsake_text::merge::{Choice, Chunk, Merged};
use keepsake_text::{dialect, property};
use serde_json::{Value, json};

use crate::catalog::notion_id;
use crate::connect::connection_id;
use crate::dto;
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// What is kept of a page that was changed on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// What is here; it is written to Notion.
    Here,
    /// What Notion has.
    Notion,
    /// Both: of a text, and of a page in the trash, the one from here on a second page.
    Both,
    /// This text, or this value of the only property.
    Text(String),
    /// This for each property and segment, by the number of its conflict.
    Each(Vec<(String, String)>),
}

/// What to do about one conflict.
struct Step {
    conflict: Conflict,
    decision: Decision,
    /// The version from here goes onto a second page first.
    second_page: Option<String>,
}

impl Keepsake {
    /// Decides every conflict of these pages. What is not kept stays in the history.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is nothing to decide about one of them; [`crate::ErrorCode::InvalidInput`] for a value
    /// that cannot be. The pages before it are decided then.
    pub async fn decide(
        &self,
        connection: &str,
        decisions: Vec<dto::Decision>,
    ) -> Result<(), AppError> {
        for decision in decisions {
            let keep = match decision.keep {
                dto::Keep::Notion => Keep::Notion,
                dto::Keep::Here => Keep::Here,
                dto::Keep::Both => Keep::Both,
                dto::Keep::Edited => {
                    let results = decision.results.into_iter();
                    Keep::Each(results.map(|result| (result.id, result.value)).collect())
                }
            };
            self.resolve_page(connection, &decision.page, &keep).await?;
        }
        Ok(())
    }

    /// Decides the conflicts of one page; answers with how many were decided and how many are still open.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is nothing to decide; [`crate::ErrorCode::InvalidInput`] for a value that cannot be.
    pub async fn resolve_page(
        &self,
        connection: &str,
        page: &str,
        keep: &Keep,
    ) -> Result<(usize, usize), AppError> {
        let connection = self.syncing(connection_id(connection)?).await?.id;
        let conflicts = self.open_conflicts(connection, page).await?;
        let all = conflicts.len();
        let mut steps = Vec::with_capacity(all);
        for conflict in conflicts {
            steps.extend(self.step(connection, conflict, keep, all).await?);
        }
        if steps.is_empty() {
            return Err(AppError::invalid("decide_each"));
        }
        let decided = steps.len();
        let correlation = self.unique_name();
        for step in steps {
            if let Some(text) = &step.second_page {
                self.keep_on_a_second_page(connection, &step.conflict, text)
                    .await?;
            }
            resolve(
                self.store(),
                connection,
                step.conflict.id,
                step.decision,
                &correlation,
                self.now(),
            )
            .await?;
        }
        self.derive_records(connection).await?;
        tracing::info!(
            correlation_id = correlation,
            page,
            decided,
            "a conflict was decided"
        );
        Ok((decided, all - decided))
    }

    /// What a wish means for one conflict; nothing when it is not about this one.
    async fn step(
        &self,
        connection: ConnectionId,
        conflict: Conflict,
        keep: &Keep,
        all: usize,
    ) -> Result<Option<Step>, AppError> {
        let mut second_page = None;
        let decision = match (&conflict.part, keep) {
            (Part::Body, keep) => {
                let merged = self.merged(connection, &conflict).await?;
                match keep {
                    Keep::Here => of_text(&conflict, merged.resolve(Choice::Mine), false),
                    Keep::Notion => of_text(&conflict, merged.resolve(Choice::Theirs), false),
                    Keep::Both => {
                        second_page = Some(merged.resolve(Choice::Mine));
                        of_text(&conflict, merged.resolve(Choice::Theirs), false)
                    }
                    Keep::Text(text) => of_text(&conflict, typed(&conflict, text), false),
                    Keep::Each(results) => match each(&conflict, &merged, results) {
                        Some(text) => of_text(&conflict, text, false),
                        None => return Ok(None),
                    },
                }
            }
            (_, Keep::Here) => Decision::Local,
            (_, Keep::Notion) => Decision::Notion,
            (Part::Trash, Keep::Both) => {
                second_page = Some(self.text(&conflict.object.to_string()).await?.markdown);
                Decision::Notion
            }
            (Part::Property(_), Keep::Both) => Decision::Result {
                value: both(&conflict)?,
                both: true,
            },
            (Part::Place, Keep::Both) => return Err(AppError::invalid("not_both")),
            (Part::Property(_), Keep::Text(text)) if all == 1 => result(&conflict, text)?,
            (_, Keep::Text(_)) => return Ok(None),
            (_, Keep::Each(results)) => {
                let id = conflict.id.to_string();
                match results.iter().find(|(number, _)| *number == id) {
                    Some((_, value)) => result(&conflict, value)?,
                    None => return Ok(None),
                }
            }
        };
        Ok(Some(Step {
            conflict,
            decision,
            second_page,
        }))
    }
}

impl From<ResolveError> for AppError {
    fn from(error: ResolveError) -> Self {
        match error {
            ResolveError::NotOpen => Self::invalid("conflict_changed"),
            ResolveError::Store(error) => error.into(),
        }
    }
}

/// A text that a person wrote, nested as Notion nests.
fn typed(conflict: &Conflict, text: &str) -> String {
    let versions =
        [&conflict.local, &conflict.remote].map(|text| text.as_deref().unwrap_or_default());
    dialect::stable(&dialect::tabbed(text, &versions.join("\n")))
}

/// A text as a decision: one of the versions where it is one of them.
fn of_text(conflict: &Conflict, text: String, both: bool) -> Decision {
    if conflict.remote.as_deref() == Some(text.as_str()) {
        Decision::Notion
    } else if conflict.local.as_deref() == Some(text.as_str()) {
        Decision::Local
    } else {
        Decision::Result { value: text, both }
    }
}

/// The text with each segment as the person wrote it; nothing when they wrote about none of them.
fn each(conflict: &Conflict, merged: &Merged, results: &[(String, String)]) -> Option<String> {
    let own = format!("{}:", conflict.id);
    let mine: Vec<(usize, &str)> = results
        .iter()
        .filter_map(|(id, value)| Some((id.strip_prefix(&own)?.parse().ok()?, value.as_str())))
        .collect();
    if mine.is_empty() {
        return None;
    }
    let mut text = String::new();
    let mut place = 0;
    for chunk in merged.chunks() {
        match chunk {
            Chunk::Conflict { theirs, .. } => {
                let written = mine.iter().find(|(number, _)| *number == place);
                let piece = written.map_or(theirs.as_str(), |(_, value)| value);
                text.push_str(piece);
                let needs_end =
                    !piece.is_empty() && !piece.ends_with('\n') && theirs.ends_with('\n');
                if needs_end {
                    text.push('\n');
                }
                place += 1;
            }
            Chunk::Same { text: piece }
            | Chunk::FromMine { text: piece, .. }
            | Chunk::FromTheirs { text: piece, .. }
            | Chunk::Both { text: piece, .. } => text.push_str(piece),
        }
    }
    Some(dialect::stable(&text))
}

/// A person's words as the value of a conflict.
fn result(conflict: &Conflict, words: &str) -> Result<Decision, AppError> {
    if conflict.part == Part::Place {
        let id = notion_id(words)?;
        let value = json!({"page_id": id}).to_string();
        return Ok(Decision::Result { value, both: false });
    }
    let kind = kind_of(conflict).ok_or_else(|| AppError::invalid("not_both"))?;
    let value = property::writable_from_words(&kind, words)
        .map_err(|error| AppError::invalid("field").with("detail", error))?;
    Ok(Decision::Result {
        value: value.to_string(),
        both: false,
    })
}

/// The type of the property that a conflict is about, from any of its versions.
fn kind_of(conflict: &Conflict) -> Option<String> {
    [&conflict.local, &conflict.remote, &conflict.base]
        .into_iter()
        .flatten()
        .filter_map(|text| serde_json::from_str::<Value>(text).ok())
        .find_map(|value| value.as_object()?.keys().next().cloned())
}

/// A value that has both: lists are joined, texts follow each other; what can only be one thing cannot be both.
fn both(conflict: &Conflict) -> Result<String, AppError> {
    let parsed =
        |text: &Option<String>| -> Option<Value> { serde_json::from_str(text.as_deref()?).ok() };
    let refused = || AppError::invalid("not_both");
    let kind = kind_of(conflict).ok_or_else(refused)?;
    let (here, notion) = (parsed(&conflict.local), parsed(&conflict.remote));
    let items = |value: &Option<Value>| -> Vec<Value> {
        let list = value
            .as_ref()
            .and_then(|value| value.get(&kind)?.as_array());
        list.cloned().unwrap_or_default()
    };
    let (here, notion) = (items(&here), items(&notion));
    let joined: Vec<Value> = match kind.as_str() {
        "multi_select" | "relation" | "people" | "files" => {
            let new = here.into_iter().filter(|item| !notion.contains(item));
            let new: Vec<Value> = new.collect();
            notion.iter().cloned().chain(new).collect()
        }
        "rich_text" => {
            let between = json!({"type": "text", "text": {"content": "\n\n"}});
            notion.into_iter().chain([between]).chain(here).collect()
        }
        _ => return Err(refused()),
    };
    let value = property::writable(&json!({ (kind.as_str()): joined })).ok_or_else(refused)?;
    Ok(value.to_string())
}
