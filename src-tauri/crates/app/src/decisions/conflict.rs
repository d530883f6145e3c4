//! One conflict with everything that is needed to decide.
//!
//! The rule it protects: all versions are shown whole.

use keepsake_memory::{Conflict, ConnectionId, Part, UnsettledPart};
use keepsake_text::merge::Chunk;
use keepsake_text::{dialect, segment};
use serde_json::Value;

use crate::catalog::notion_id;
use crate::connect::connection_id;
use crate::dto::{self, ConflictDetail, PropertyConflict, SegmentConflict};
use crate::error::{AppError, ErrorCode};
use crate::history::{differing, field_of, words_of};
use crate::keepsake::Keepsake;

impl Keepsake {
    /// The conflict of a page: both versions and what they were made from, for each property and each segment of the text.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is nothing to decide about the page.
    pub async fn conflict(&self, connection: &str, page: &str) -> Result<ConflictDetail, AppError> {
        let connection = connection_id(connection)?;
        let conflicts = self.open_conflicts(connection, page).await?;
        let summary = self.conflict_summary(connection, &conflicts).await?;
        let id = notion_id(&summary.page)?;
        let object = self.store().object(connection, id).await?;
        let raw = self.store().raw(connection, id).await?;
        let raw = raw.unwrap_or(Value::Null);
        let unsettled = self.store().unsettled_of(connection, id).await?;
        let parts = unsettled
            .map(|unsettled| unsettled.parts)
            .unwrap_or_default();
        let here_time = parts.iter().map(|part| part.edited_time).max();
        let mut properties = Vec::new();
        let mut segments = Vec::new();
        for conflict in &conflicts {
            match &conflict.part {
                Part::Body => {
                    let merged = self.merged(connection, conflict).await?;
                    segments.extend(segments_of(conflict, merged.chunks()));
                }
                Part::Property(_) | Part::Place => {
                    let own = parts.iter().find(|part| part.part == conflict.part);
                    let here = own.map_or(conflict.local.as_deref(), |part| part.local.as_deref());
                    properties.push(PropertyConflict {
                        id: conflict.id.to_string(),
                        name: field_of(&raw, &conflict.part),
                        base: words_of(&conflict.part, conflict.base.as_deref()),
                        here: words_of(&conflict.part, here),
                        notion: words_of(&conflict.part, conflict.remote.as_deref()),
                        options: self.options_of(connection, id, &conflict.part).await?,
                    });
                }
                Part::Trash => {
                    for part in &parts {
                        let (notion, _) = match &object {
                            Some(object) => {
                                self.remote_part(connection, object, &part.part).await?
                            }
                            None => (None, false),
                        };
                        match &part.part {
                            Part::Trash => {}
                            Part::Body => segments.push(edited_text(conflict, part)),
                            Part::Property(_) | Part::Place => properties.push(PropertyConflict {
                                id: conflict.id.to_string(),
                                name: field_of(&raw, &part.part),
                                base: words_of(&part.part, part.base.as_deref()),
                                here: words_of(&part.part, part.local.as_deref()),
                                notion: words_of(&part.part, notion.as_deref()),
                                options: Vec::new(),
                            }),
                        }
                    }
                }
            }
        }
        Ok(ConflictDetail {
            summary,
            url: object.as_ref().and_then(|object| object.url.clone()),
            base_time: None,
            here_time: here_time.map(dto::moment),
            notion_time: object
                .and_then(|object| object.edited_time)
                .map(dto::moment),
            notion_who: self.editor_of(connection, &raw).await?,
            properties,
            segments,
        })
    }

    /// The open conflicts of a page, the text last.
    pub(super) async fn open_conflicts(
        &self,
        connection: ConnectionId,
        page: &str,
    ) -> Result<Vec<Conflict>, AppError> {
        let id = notion_id(page)?;
        let mut conflicts = self.store().conflicts(connection, true).await?;
        conflicts.retain(|conflict| conflict.object == id);
        if conflicts.is_empty() {
            return Err(AppError::new(ErrorCode::NotFound)
                .with("what", "conflict")
                .with("id", id));
        }
        conflicts.sort_by_key(|conflict| (conflict.part == Part::Body, conflict.id));
        Ok(conflicts)
    }

    /// The values a property may take, where the schema names them.
    async fn options_of(
        &self,
        connection: ConnectionId,
        page: keepsake_text::NotionId,
        part: &Part,
    ) -> Result<Vec<String>, AppError> {
        let Part::Property(id) = part else {
            return Ok(Vec::new());
        };
        let object = self.store().object(connection, page).await?;
        let Some(container) = object.and_then(|object| object.container) else {
            return Ok(Vec::new());
        };
        let schema = self.store().raw(connection, container).await?;
        let schema = schema.unwrap_or(Value::Null);
        let properties = schema.get("properties").and_then(Value::as_object);
        let property = properties
            .into_iter()
            .flat_map(|all| all.values())
            .find(|property| property.get("id").and_then(Value::as_str) == Some(id));
        let options = property.and_then(|property| {
            let kind = property.get("type")?.as_str()?;
            property.get(kind)?.get("options")?.as_array()
        });
        let names = options.into_iter().flatten();
        Ok(names
            .filter_map(|option| option.get("name")?.as_str().map(str::to_owned))
            .collect())
    }

    /// Who edited a page last in Notion, where the name is known.
    async fn editor_of(
        &self,
        connection: ConnectionId,
        page: &Value,
    ) -> Result<Option<String>, AppError> {
        let Some(id) = page.pointer("/last_edited_by/id").and_then(Value::as_str) else {
            return Ok(None);
        };
        let users = self.store().users(connection).await?;
        let user = users
            .into_iter()
            .find(|user| keepsake_text::NotionId::parse(id) == Some(user.id));
        Ok(user.map(|user| user.name).filter(|name| !name.is_empty()))
    }
}

/// A text that was changed here while Notion has its page in the trash: the lines that differ.
fn edited_text(conflict: &Conflict, part: &UnsettledPart) -> SegmentConflict {
    let (base, here) = differing(
        part.base.as_deref().unwrap_or_default(),
        part.local.as_deref().unwrap_or_default(),
    );
    SegmentConflict {
        id: format!("{}:0", conflict.id),
        under: String::new(),
        notion: base.clone(),
        base,
        here,
    }
}

/// The segments that need a decision, each under its heading.
fn segments_of(conflict: &Conflict, chunks: &[Chunk]) -> Vec<SegmentConflict> {
    let mut heading = String::new();
    let mut found = Vec::new();
    for chunk in chunks {
        match chunk {
            Chunk::Conflict { base, mine, theirs } => {
                found.push(SegmentConflict {
                    id: format!("{}:{}", conflict.id, found.len()),
                    under: heading.clone(),
                    base: base.clone(),
                    here: mine.clone(),
                    notion: theirs.clone(),
                });
            }
            Chunk::Same { text }
            | Chunk::FromMine { text, .. }
            | Chunk::FromTheirs { text, .. }
            | Chunk::Both { text, .. } => {
                let last = segment::segments(text)
                    .into_iter()
                    .rfind(|segment| segment.text.starts_with('#'));
                if let Some(last) = last {
                    heading = dialect::plain_text(last.text);
                }
            }
        }
    }
    found
}
