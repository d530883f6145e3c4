//! Search, and what was used lately.
//!
//! Never asks Notion. The rule it protects: a database and its only table of the same name are one thing to whoever looks
//! for it.

use keepsake_memory::{
    ConnectionId, FetchKind, Hit, ObjectKind, SearchFilter, SearchKind, SearchQuery,
};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::catalog::notion_id;
use crate::connect::connection_id;
use crate::dto::{self, RecentPages, SearchHit, SearchResults};
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::records::Found;

impl Keepsake {
    /// Finds what is remembered, in one connection or in all. The last word may be a beginning.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn search(
        &self,
        connection: Option<&str>,
        text: &str,
        limit: u32,
    ) -> Result<SearchResults, AppError> {
        self.find(connection, text, &dto::SearchFilter::default(), limit)
            .await
    }

    /// Like [`Keepsake::search`], narrowed down. Without words, what passes the filter is listed, lately edited first.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for a page or a moment in the filter that is none; or when the store cannot be
    /// read.
    pub async fn find(
        &self,
        connection: Option<&str>,
        text: &str,
        filter: &dto::SearchFilter,
        limit: u32,
    ) -> Result<SearchResults, AppError> {
        let connection = connection.map(connection_id).transpose()?;
        let query = SearchQuery {
            text: text.to_owned(),
            connection,
            filter: narrowed(filter)?,
            limit,
            prefix_last: true,
        };
        let found = self.store().search(&query).await?;
        let all = found.hits.len();
        let hits = shown(found.hits);
        let left_out = (all - hits.len()) as u64;
        Ok(SearchResults {
            total: dto::count(found.total.saturating_sub(left_out)),
            hits,
            still_coming: self.still_coming(connection).await?,
        })
    }

    /// What was opened here and what was edited lately, in one connection or in all.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub async fn recent(
        &self,
        connection: Option<&str>,
        limit: u32,
    ) -> Result<RecentPages, AppError> {
        let connection = connection.map(connection_id).transpose()?;
        let recent = self.store().recent(connection, limit).await?;
        Ok(RecentPages {
            opened: shown(recent.opened),
            edited: shown(recent.edited),
        })
    }

    /// Notes that somebody opened a page, so that it can be found again.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when it is not in the memory; or when the store cannot be written.
    pub async fn note_opened(&self, id: &str) -> Result<(), AppError> {
        if let Found::Page { connection, object } = self.found(id).await? {
            self.store()
                .note_opened(connection, object.id, self.now())
                .await?;
        }
        Ok(())
    }

    /// Chosen pages whose contents are still to be read.
    pub(crate) async fn still_coming(
        &self,
        connection: Option<ConnectionId>,
    ) -> Result<u32, AppError> {
        let connections = match connection {
            Some(one) => vec![one],
            None => self
                .store()
                .connections()
                .await?
                .into_iter()
                .map(|connection| connection.id)
                .collect(),
        };
        let mut coming = 0;
        for connection in connections {
            let counts = self.store().fetch_counts(connection).await?;
            let bodies = counts.iter().filter(|count| count.kind == FetchKind::Body);
            coming += bodies.map(|count| count.waiting).sum::<u64>();
        }
        Ok(dto::count(coming))
    }
}

fn narrowed(filter: &dto::SearchFilter) -> Result<SearchFilter, AppError> {
    Ok(SearchFilter {
        kind: filter.kind.map(|kind| match kind {
            dto::SearchKind::Page => SearchKind::Page,
            dto::SearchKind::Database => SearchKind::Database,
            dto::SearchKind::Row => SearchKind::Row,
        }),
        within: filter.within.as_deref().map(notion_id).transpose()?,
        edited_from: filter.edited_from.as_deref().map(moment).transpose()?,
        edited_before: filter.edited_before.as_deref().map(moment).transpose()?,
        with_files: filter.with_files,
        titles_only: filter.titles_only,
    })
}

fn moment(text: &str) -> Result<OffsetDateTime, AppError> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| AppError::invalid("not_a_day").with("value", text))
}

fn shown(hits: Vec<Hit>) -> Vec<SearchHit> {
    let hits = hits
        .into_iter()
        .filter(|hit| !is_shown_by_its_database(hit));
    let hits = hits.map(|hit| SearchHit {
        id: hit.object.to_string(),
        connection: hit.connection.to_string(),
        kind: hit.kind.into(),
        path: hit
            .breadcrumb
            .into_iter()
            .map(|crumb| crumb.title)
            .collect(),
        snippet: dto::snippet_parts(&hit.snippet),
        edited_time: hit.edited_time.map(dto::moment),
        title: hit.title,
        icon: hit.icon,
    });
    hits.collect()
}

/// Whether a hit is the only table of a database of the same name: one thing to whoever looks for it.
fn is_shown_by_its_database(hit: &Hit) -> bool {
    hit.kind == ObjectKind::DataSource
        && hit
            .breadcrumb
            .last()
            .is_some_and(|around| around.kind == ObjectKind::Database && around.title == hit.title)
}
