//! The list of what Notion does not have: every change made here that is not settled, and every page made here.
//!
//! `own-edits.jsonl`, in every format, one JSON object a line; there is none where Notion has everything. Leaves out versions
//! that were decided against, which are the history's. The rule it protects: what would be lost with the memory is in the
//! list with both sides, whole, whatever became of its page.

use futures::TryStreamExt;
use keepsake_memory::{
    Conflict, ConnectionId, Creation, CreationState, OutboxRow, OutboxState, Part, StoredObject,
};
use keepsake_sync::two_way::overlay::overlaid;
use keepsake_text::NotionId;
use serde_json::{Value, json};
use std::pin::pin;
use time::OffsetDateTime;

use super::ExportSummary;
use super::changed_here::changed_title;
use super::folder::ExportFolder;
use super::json_lines::LinesIfAny;
use super::made_here::{MadeHere, NewPage};
use crate::dto;
use crate::error::AppError;
use crate::history::{field_of, words_of};
use crate::keepsake::Keepsake;

/// The name of the list.
const NAME: &str = "own-edits.jsonl";

/// What is known of what was not sent.
struct Standing {
    conflicts: Vec<Conflict>,
    parked: Vec<OutboxRow>,
}

/// The page that a change is about.
struct Page {
    object: StoredObject,
    title: String,
    raw: Value,
}

/// A change made here.
struct OwnEdit<'a> {
    part: &'a Part,
    here: Option<&'a str>,
    before: Option<&'a str>,
    notion: Option<&'a str>,
    state: &'static str,
    refused: Option<&'a OutboxRow>,
    edited_time: OffsetDateTime,
}

impl Keepsake {
    /// Writes the list, if there is anything to list, and counts it.
    pub(super) async fn export_own_edits(
        &self,
        connection: ConnectionId,
        made_here: &MadeHere,
        folder: &mut ExportFolder,
        summary: &mut ExportSummary,
    ) -> Result<(), AppError> {
        let mut lines = LinesIfAny::called(NAME);
        let outbox = self.store().outbox(connection).await?.into_iter();
        let mut standing = Standing {
            conflicts: self.store().conflicts(connection, true).await?,
            parked: outbox
                .filter(|row| row.state == OutboxState::Parked)
                .collect(),
        };
        let mut stream = pin!(self.store().export_edits(connection));
        while let Some(unsettled) = stream.try_next().await? {
            let Some(mut page) = self.edited_page(connection, unsettled.object).await? else {
                continue;
            };
            let here = overlaid(&page.raw, &unsettled.parts);
            if let Some(title) = changed_title(&here, &unsettled.parts) {
                page.title = title;
            }
            for part in &unsettled.parts {
                let object = &page.object;
                let (notion, _) = self.remote_part(connection, object, &part.part).await?;
                let (state, refused) = standing.of(object, &part.part);
                let edit = OwnEdit {
                    part: &part.part,
                    here: part.local.as_deref(),
                    before: part.base.as_deref(),
                    notion: notion.as_deref(),
                    state,
                    refused,
                    edited_time: part.edited_time,
                };
                lines.write(folder, &edit_line(&page, &edit))?;
                summary.own_edits += 1;
            }
            let listed = |conflict: &Conflict| {
                let mut parts = unsettled.parts.iter();
                conflict.object == unsettled.object && parts.any(|part| part.part == conflict.part)
            };
            standing.conflicts.retain(|conflict| !listed(conflict));
        }
        summary.own_edits += self
            .export_conflicts(connection, &standing.conflicts, &mut lines, folder)
            .await?;
        for creation in self.store().creations_to_carry(connection).await? {
            let page = self.new_page_of(connection, creation).await?;
            lines.write(folder, &page_line(&page))?;
            summary.own_edits += 1;
        }
        for page in made_here.pages() {
            lines.write(folder, &page_line(page))?;
            summary.new_pages += 1;
        }
        lines.finish()?;
        Ok(())
    }

    /// Writes the own side of conflicts about parts of which nothing waits to be sent; answers with how many.
    async fn export_conflicts(
        &self,
        connection: ConnectionId,
        conflicts: &[Conflict],
        lines: &mut LinesIfAny,
        folder: &mut ExportFolder,
    ) -> Result<u64, AppError> {
        let mut count = 0;
        // Whether a page stays is asked because of other edits, which are in the list.
        let own = conflicts.iter().filter(|one| one.part != Part::Trash);
        for conflict in own {
            let Some(page) = self.edited_page(connection, conflict.object).await? else {
                continue;
            };
            let edit = OwnEdit {
                part: &conflict.part,
                here: conflict.local.as_deref(),
                before: conflict.base.as_deref(),
                notion: conflict.remote.as_deref(),
                state: "conflict",
                refused: None,
                edited_time: conflict.created_time,
            };
            lines.write(folder, &edit_line(&page, &edit))?;
            count += 1;
        }
        Ok(count)
    }

    async fn edited_page(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<Page>, AppError> {
        let Some(object) = self.store().object(connection, id).await? else {
            return Ok(None);
        };
        let raw = self.store().raw(connection, id).await?;
        Ok(Some(Page {
            title: object.title.clone(),
            object,
            raw: raw.unwrap_or(Value::Null),
        }))
    }
}

impl Standing {
    /// Where a change stands, with what refused it.
    fn of(&self, object: &StoredObject, part: &Part) -> (&'static str, Option<&OutboxRow>) {
        // Whether the page stays has to be decided before anything of it is sent.
        let is_asked = |one: &Conflict| {
            one.object == object.id && (one.part == *part || one.part == Part::Trash)
        };
        if self.conflicts.iter().any(is_asked) {
            return ("conflict", None);
        }
        if object.kept {
            return ("kept", None);
        }
        let mut parked = self.parked.iter();
        let refused = parked.find(|row| row.object == object.id && row.part == part.outbox());
        (
            if refused.is_some() {
                "parked"
            } else {
                "waiting"
            },
            refused,
        )
    }
}

fn edit_line(page: &Page, edit: &OwnEdit<'_>) -> Value {
    let property = match edit.part {
        Part::Property(id) => Some(id),
        Part::Body | Part::Place | Part::Trash => None,
    };
    let kind = property.map_or_else(|| edit.part.to_string(), |_| "property".to_owned());
    let field = property.map(|_| field_of(&page.raw, edit.part));
    let words = |content: Option<&str>| words_of(edit.part, content);
    let values = (*edit.part != Part::Body).then(|| {
        json!({"here": exact(edit.here), "before": exact(edit.before), "notion": exact(edit.notion)})
    });
    json!({
        "part": kind,
        "page": page.object.id,
        "title": page.title,
        "url": page.object.url,
        "field": field,
        "property": property,
        "here": words(edit.here),
        "before": words(edit.before),
        "notion": words(edit.notion),
        "values": values,
        "state": edit.state,
        "edited_time": dto::moment(edit.edited_time),
        "reason": edit.refused.and_then(|refused| refused.reason.as_deref()),
        "message": edit.refused.and_then(|refused| refused.message.as_deref()),
        "request_id": edit.refused.and_then(|refused| refused.request_id.as_deref()),
    })
}

fn page_line(page: &NewPage) -> Value {
    let creation = &page.creation;
    json!({
        "part": "page",
        "page": creation.provisional,
        "made": creation.made,
        "title": page.title,
        "parent": {"kind": creation.parent_kind.as_str(), "id": page.parent},
        "properties": page.words(),
        "here": creation.markdown.as_deref().unwrap_or_default(),
        "values": page.values(),
        "state": state_of(creation),
        "created_time": dto::moment(creation.created_time),
        "edited_time": dto::moment(creation.changed_time),
        "reason": creation.reason,
        "message": creation.message,
        "request_id": creation.request_id,
    })
}

const fn state_of(creation: &Creation) -> &'static str {
    match creation.state {
        CreationState::Parked => "parked",
        CreationState::Waiting
        | CreationState::Sent
        | CreationState::Made
        | CreationState::Withdrawn => "waiting",
    }
}

/// A value as it is kept.
fn exact(content: Option<&str>) -> Value {
    let parsed = content.map(serde_json::from_str);
    match parsed {
        Some(Ok(value)) => value,
        Some(Err(_)) => json!(content),
        None => Value::Null,
    }
}
