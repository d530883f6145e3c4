//! What has appeared since a creation was sent, at its place and elsewhere.
//!
//! Leaves out which of it is ours ([`crate::two_way::creation`]). The rule it protects: a page that our connection has made
//! since is a candidate wherever it is now, and whether or not it can still be read.

use std::collections::HashSet;

use keepsake_memory::{Creation, CreationParent};
use keepsake_notion::{Error, ErrorKind, Object, Parent, Query, SearchRequest};
use keepsake_text::NotionId;
use serde_json::{Map, Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::super::{Engine, Pushing};
use crate::{
    error::RunError,
    two_way::{
        creation::Candidate,
        remote::{Shown, property_shown},
    },
};

impl Engine {
    /// What a lost creation may have made: everything that has appeared since at the place it was sent to.
    pub(super) async fn candidates(
        &self,
        pushing: &Pushing<'_>,
        creation: &Creation,
        after: OffsetDateTime,
    ) -> Result<Vec<Candidate>, Unfound> {
        let mut candidates = if creation.parent_kind == CreationParent::DataSource {
            self.new_rows(pushing, creation.parent, after).await?
        } else {
            self.new_children(pushing, creation.parent, after).await?
        };
        candidates.extend(self.new_in_trash(pushing, creation.parent, after).await?);
        candidates.extend(self.new_here(pushing, creation.parent, after).await?);
        let mut seen = HashSet::new();
        candidates.retain(|candidate| seen.insert(candidate.id));
        Ok(candidates)
    }

    /// What a listing has shown since: somebody may have moved it elsewhere.
    async fn new_here(
        &self,
        pushing: &Pushing<'_>,
        parent: NotionId,
        after: OffsetDateTime,
    ) -> Result<Vec<Candidate>, RunError> {
        let pages = self
            .store
            .pages_made_since(pushing.connection, after)
            .await?;
        let ids: Vec<_> = pages.iter().map(|page| page.id).collect();
        let known = self.store.known(pushing.connection, &ids).await?;
        let mut candidates = Vec::new();
        for page in pages {
            let raw = self.store.raw(pushing.connection, page.id).await?;
            let raw = raw.unwrap_or_default();
            candidates.push(Candidate {
                id: page.id,
                made_by: maker(&raw),
                properties: writable(
                    raw["properties"]
                        .as_object()
                        .into_iter()
                        .flat_map(Map::values),
                ),
                is_there: known
                    .get(&page.id)
                    .is_some_and(|known| known.container == Some(parent)),
            });
        }
        Ok(candidates)
    }

    /// What was made there and thrown away since.
    async fn new_in_trash(
        &self,
        pushing: &Pushing<'_>,
        parent: NotionId,
        after: OffsetDateTime,
    ) -> Result<Vec<Candidate>, Error> {
        let request = SearchRequest {
            in_trash: Some(true),
            sort_descending_last_edited: true,
            ..SearchRequest::default()
        };
        let mut candidates = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let reply = pushing.client.search(&request, cursor.as_deref()).await?;
            let mut is_older = false;
            for item in &reply.value.results {
                let Object::Page(page) = &item.value else {
                    continue;
                };
                is_older |= page.last_edited_time < after;
                let lies_there = match &page.parent {
                    Parent::Page(id) => *id == parent,
                    Parent::DataSource { data_source, .. } => *data_source == parent,
                    _ => false,
                };
                if lies_there && page.created_time >= after {
                    candidates.push(Candidate {
                        id: page.id,
                        made_by: page.created_by,
                        properties: writable(page.properties.values()),
                        is_there: true,
                    });
                }
            }
            match reply
                .value
                .next_cursor
                .filter(|_| reply.value.has_more && !is_older)
            {
                Some(next) => cursor = Some(next),
                None => return Ok(candidates),
            }
        }
    }

    async fn new_rows(
        &self,
        pushing: &Pushing<'_>,
        data_source: NotionId,
        after: OffsetDateTime,
    ) -> Result<Vec<Candidate>, Error> {
        let since = after.format(&Rfc3339).unwrap_or_default();
        let query = Query {
            filter: Some(
                json!({"timestamp": "created_time", "created_time": {"on_or_after": since}}),
            ),
            sorts: vec![json!({"timestamp": "created_time", "direction": "ascending"})],
        };
        let mut candidates = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let reply = pushing
                .client
                .query_data_source(data_source, &query, cursor.as_deref())
                .await?;
            for item in &reply.value.results {
                if let Object::Page(page) = &item.value {
                    candidates.push(Candidate {
                        id: page.id,
                        made_by: page.created_by,
                        properties: writable(page.properties.values()),
                        is_there: true,
                    });
                }
            }
            match reply.value.next_cursor.filter(|_| reply.value.has_more) {
                Some(next) => cursor = Some(next),
                None => return Ok(candidates),
            }
        }
    }

    async fn new_children(
        &self,
        pushing: &Pushing<'_>,
        parent: NotionId,
        after: OffsetDateTime,
    ) -> Result<Vec<Candidate>, Error> {
        let mut candidates = Vec::new();
        let mut cursor: Option<String> = None;
        loop {
            let reply = pushing
                .client
                .block_children(parent, cursor.as_deref())
                .await?;
            for item in &reply.value.results {
                let block = &item.value;
                let raw: Value = serde_json::from_str(item.raw.get()).unwrap_or_default();
                let is_new = block.created_time.is_none_or(|created| created >= after);
                if block.kind != "child_page" || !is_new || maker(&raw) != Some(self.bot) {
                    continue;
                }
                // A child's block has its title, but not its other properties.
                let properties = match pushing.client.page(block.id).await {
                    Ok(reply) => writable(reply.value.properties.values()),
                    // Somebody has stopped sharing it since.
                    Err(error)
                        if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Permission) =>
                    {
                        Map::new()
                    }
                    Err(error) => return Err(error),
                };
                candidates.push(Candidate {
                    id: block.id,
                    made_by: Some(self.bot),
                    properties,
                    is_there: true,
                });
            }
            match reply.value.next_cursor.filter(|_| reply.value.has_more) {
                Some(next) => cursor = Some(next),
                None => return Ok(candidates),
            }
        }
    }
}

/// Why it could not be found out what has appeared.
pub(super) enum Unfound {
    /// Notion did not say.
    Notion(Error),
    /// The store did not.
    Store(RunError),
}

impl From<Error> for Unfound {
    fn from(error: Error) -> Self {
        Self::Notion(error)
    }
}

impl From<RunError> for Unfound {
    fn from(error: RunError) -> Self {
        Self::Store(error)
    }
}

/// Who made an object or block.
fn maker(raw: &Value) -> Option<NotionId> {
    raw["created_by"]["id"].as_str().and_then(NotionId::parse)
}

/// Everything of a page that can be compared with what was sent.
fn writable<'a>(values: impl Iterator<Item = &'a Value>) -> Map<String, Value> {
    values
        .filter_map(|value| {
            let id = value.get("id")?.as_str()?;
            match property_shown(value) {
                Shown::Whole(Some(text)) => {
                    Some((id.to_owned(), serde_json::from_str(&text).ok()?))
                }
                Shown::Whole(None) | Shown::Cut | Shown::ReadOnly | Shown::Missing => None,
            }
        })
        .collect()
}
