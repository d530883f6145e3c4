//! What has appeared since a creation was sent, at its place and elsewhere.
//!
//! Leaves out which of it is ours ([`crate::two_way::creation`]). The rule it protects: what cannot be read is not ours, because
//! what we made would be shown to us.

use keepsake_memory::{Creation, CreationParent};
use keepsake_notion::{Error, ErrorKind, Object, Page, Parent, Query, SearchRequest};
use keepsake_text::NotionId;
use serde_json::{Map, Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::super::{Engine, Pushing};
use crate::two_way::{
    creation::Candidate,
    remote::{Shown, property_shown},
};

impl Engine {
    /// What a lost creation may have made: everything that has appeared since at the place it was sent to, or elsewhere.
    pub(super) async fn candidates(
        &self,
        pushing: &Pushing<'_>,
        creation: &Creation,
        after: OffsetDateTime,
    ) -> Result<Vec<Candidate>, Error> {
        let mut candidates = if creation.parent_kind == CreationParent::DataSource {
            self.new_rows(pushing, creation.parent, after).await?
        } else {
            self.new_children(pushing, creation.parent, after).await?
        };
        for in_trash in [true, false] {
            let elsewhere = self
                .new_elsewhere(pushing, creation.parent, after, in_trash)
                .await?;
            candidates.extend(elsewhere);
        }
        Ok(candidates)
    }

    /// What was made since and thrown away, or moved to another place.
    async fn new_elsewhere(
        &self,
        pushing: &Pushing<'_>,
        parent: NotionId,
        after: OffsetDateTime,
        in_trash: bool,
    ) -> Result<Vec<Candidate>, Error> {
        let request = SearchRequest {
            in_trash: in_trash.then_some(true),
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
                // What lies there and is alive was found there.
                if (in_trash || !lies_there) && page.created_time >= after {
                    candidates.push(Candidate {
                        id: page.id,
                        made_by: page.created_by,
                        properties: writable(page),
                        is_there: lies_there,
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
                        properties: writable(page),
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
                if item.value.kind != "child_page" {
                    continue;
                }
                // A child's block has its title, but not who made the page or its other properties.
                let page = match pushing.client.page(item.value.id).await {
                    Ok(reply) => reply.value,
                    // What we made would be shown to us.
                    Err(error)
                        if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::Permission) =>
                    {
                        continue;
                    }
                    Err(error) => return Err(error),
                };
                if page.created_time >= after {
                    candidates.push(Candidate {
                        id: page.id,
                        made_by: page.created_by,
                        properties: writable(&page),
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
}

/// Everything of a page that can be compared with what was sent.
fn writable(page: &Page) -> Map<String, Value> {
    page.properties
        .values()
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
