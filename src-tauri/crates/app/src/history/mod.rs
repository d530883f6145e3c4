//! What was changed about a page, by whom and when; and taking changes back.
//!
//! `taking_back` takes changes back, `overtaken` knows what is newer than they are. The rules it protects: a change that was
//! made or decided here can be taken back as long as the page is there; taking back is a change like any other, which can be
//! taken back in turn.

mod overtaken;
mod taking_back;

use keepsake_memory::{
    Conflict, ConflictState, ConnectionId, HistoryEntry, Kept, Origin, Part, StoredObject,
};
use keepsake_sync::two_way::remote::{self, Shown, Trash};
use keepsake_text::property;
use serde_json::Value;

use crate::dto::{self, HistoryOrigin, HistoryPart};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::records::{Found, property_called};

pub(crate) use taking_back::differing;
pub use taking_back::{TakenBack, Undone};

/// Entries that are shown.
const SHOWN: u32 = 500;
/// What numbers of conflicts begin with, to tell them from those of changes.
const CONFLICT: char = 'c';

impl Keepsake {
    /// What was changed about a page, newest first, with the versions that lost where a rule decided.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when there is no such page.
    pub async fn history(&self, id: &str) -> Result<Vec<dto::HistoryEntry>, AppError> {
        let Found::Page { connection, object } = self.found(id).await? else {
            return Ok(Vec::new());
        };
        let page = self.store().raw(connection, object.id).await?;
        let page = page.unwrap_or(Value::Null);
        let entries = self
            .store()
            .history(connection, object.id, None, None, SHOWN)
            .await?;
        let mut shown: Vec<dto::HistoryEntry> = entries
            .into_iter()
            .map(|entry| seen(&page, entry))
            .collect();
        let conflicts = self.store().conflicts(connection, false).await?;
        let lost = conflicts.into_iter().filter(|conflict| {
            conflict.object == object.id
                && conflict.state == ConflictState::Resolved
                && conflict.kept != Some(Kept::Notion)
        });
        shown.extend(lost.map(|conflict| seen_conflict(&page, conflict)));
        shown.sort_by(|one, other| other.time.cmp(&one.time));
        Ok(shown)
    }

    /// What Notion showed last of a part, and whether that lacks something.
    pub(crate) async fn remote_part(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
        part: &Part,
    ) -> Result<(Option<String>, bool), AppError> {
        let raw = self.store().raw(connection, object.id).await?;
        Ok(match part {
            Part::Property(id) => {
                let properties = raw
                    .as_ref()
                    .and_then(|raw| raw.get("properties")?.as_object());
                let shown = properties.and_then(|all| remote::property_of(all, id));
                match shown.map(remote::property_shown) {
                    Some(Shown::Whole(value)) => (value, false),
                    Some(Shown::Cut | Shown::ReadOnly) => (None, true),
                    Some(Shown::Missing) | None => (None, false),
                }
            }
            Part::Body => {
                let body = self.store().body(connection, object.id).await?;
                let lossy = body
                    .as_ref()
                    .is_some_and(|body| body.lossy || body.truncated);
                (body.map(|body| body.markdown), lossy)
            }
            Part::Place => {
                let parent = raw.as_ref().and_then(|raw| raw.get("parent"));
                (parent.and_then(place_shown), false)
            }
            Part::Trash => {
                let seen = self.trash_seen(connection, object).await?;
                (Some(seen.text()), false)
            }
        })
    }
}

/// A parent as a page shows it, in the form in which places are compared.
fn place_shown(parent: &Value) -> Option<String> {
    let kind = parent.get("type")?.as_str()?;
    let id = parent.get(kind)?;
    matches!(kind, "page_id" | "data_source_id" | "workspace")
        .then(|| serde_json::json!({ (kind): id }).to_string())
}

const fn can_be_taken_back(origin: Origin) -> bool {
    match origin {
        Origin::Local | Origin::Merge | Origin::Conflict | Origin::Undo => true,
        Origin::Notion => false,
    }
}

/// What a part is, for a face.
pub(crate) const fn part_kind(part: &Part) -> HistoryPart {
    match part {
        Part::Property(_) => HistoryPart::Property,
        Part::Body => HistoryPart::Body,
        Part::Place => HistoryPart::Place,
        Part::Trash => HistoryPart::Trash,
    }
}

/// What a property is called; empty for other parts.
pub(crate) fn field_of(page: &Value, part: &Part) -> String {
    match part {
        Part::Property(id) => property_called(page, id).unwrap_or_else(|| id.clone()),
        Part::Body | Part::Place | Part::Trash => String::new(),
    }
}

/// A part's content as people read it.
pub(crate) fn words_of(part: &Part, content: Option<&str>) -> String {
    let Some(content) = content else {
        return String::new();
    };
    let parsed = || serde_json::from_str::<Value>(content).ok();
    match part {
        Part::Body => content.to_owned(),
        Part::Property(_) => parsed()
            .map(|value| property::plain_of_writable(&value))
            .unwrap_or_default(),
        Part::Place => parsed()
            .and_then(|place| {
                let first = place.as_object()?.values().next()?;
                Some(first.as_str().unwrap_or_default().to_owned())
            })
            .unwrap_or_default(),
        Part::Trash => Trash::read(content)
            .map(|trash| trash.in_trash)
            .or_else(|| content.parse().ok())
            .unwrap_or(false)
            .to_string(),
    }
}

fn seen(page: &Value, entry: HistoryEntry) -> dto::HistoryEntry {
    let undone = entry.undone_by.is_some();
    dto::HistoryEntry {
        id: entry.id.to_string(),
        part: part_kind(&entry.part),
        field: field_of(page, &entry.part),
        origin: match entry.origin {
            Origin::Local => HistoryOrigin::Local,
            Origin::Notion => HistoryOrigin::Notion,
            Origin::Merge => HistoryOrigin::Merge,
            Origin::Undo => HistoryOrigin::Undo,
            Origin::Conflict => HistoryOrigin::Conflict,
        },
        who: None,
        time: dto::moment(entry.time),
        before: words_of(&entry.part, entry.before.as_deref()),
        after: words_of(&entry.part, entry.after.as_deref()),
        undoable: !undone && can_be_taken_back(entry.origin),
        undone,
    }
}

/// A version that lost because a rule decided: what Notion had, and what stands.
fn seen_conflict(page: &Value, conflict: Conflict) -> dto::HistoryEntry {
    dto::HistoryEntry {
        id: format!("{CONFLICT}{}", conflict.id),
        part: part_kind(&conflict.part),
        field: field_of(page, &conflict.part),
        origin: HistoryOrigin::Conflict,
        who: None,
        time: dto::moment(conflict.resolved_time.unwrap_or(conflict.created_time)),
        before: words_of(&conflict.part, conflict.remote.as_deref()),
        after: words_of(&conflict.part, conflict.local.as_deref()),
        undoable: true,
        undone: false,
    }
}
