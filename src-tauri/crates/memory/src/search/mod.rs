//! Search in what is remembered: objects by the words of their titles, bodies, properties and comments.
//!
//! `words` folds texts and queries alike, `query` turns what was typed into an expression, `candidates` finds and ranks,
//! `snippet` shows why. Leaves out search by meaning.

mod candidates;
mod query;
mod snippet;
pub(crate) mod words;

use std::collections::HashMap;
use std::ops::Range;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::breadcrumbs::{self, Crumb};
use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredId, moment, number_list};
use crate::error::StoreError;
use crate::packing::unpack;
use crate::passages;
use crate::statement::{Session, sql};
use crate::store::Store;

use candidates::Candidate;
pub use snippet::Snippet;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct SearchQuery {
    /// As typed. Parts in quotation marks are phrases.
    pub text: String,
    /// In one connection, or in all.
    pub connection: Option<ConnectionId>,
    /// At most so many hits.
    pub limit: u32,
    /// The last word is still being typed: words that begin with it count.
    pub prefix_last: bool,
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The object.
    pub object: NotionId,
    /// The connection it is remembered through.
    pub connection: ConnectionId,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title.
    pub title: String,
    /// The parts of the title that were looked for, in bytes.
    pub title_marks: Vec<Range<usize>>,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// What it lies in, from the outside inwards.
    pub breadcrumb: Vec<Crumb>,
    /// The part of its text that shows why it was found; its beginning where only the title does.
    pub snippet: Snippet,
    /// Its last edit.
    pub edited_time: Option<OffsetDateTime>,
    /// How well it answers; higher is better, comparable within one answer only.
    pub score: f64,
}

/// The answer to a query.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchResults {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many objects were found; for words that are everywhere, at least so many.
    pub total: u64,
}

/// What a hit shows of its object.
#[derive(sqlx::FromRow)]
struct Shown {
    id: i64,
    notion_id: StoredId,
    connection_id: ConnectionId,
    kind: ObjectKind,
    title: String,
    icon: Option<String>,
    edited_time: Option<i64>,
}

impl Store {
    /// Finds what is remembered, best first. Whatever the text is, it is not an error; without words it finds nothing.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn search(&self, query: &SearchQuery) -> Result<SearchResults, StoreError> {
        let terms = query::terms(&query.text, query.prefix_last);
        if terms.is_empty() || query.limit == 0 {
            return Ok(SearchResults::default());
        }
        let mut reader = self.reader().await?;
        let mut snapshot = reader.snapshot().await?;
        let mut session = snapshot.session();
        let found = candidates::find(&mut session, &terms, query.connection, query.limit).await?;
        let rows: Vec<i64> = found.best.iter().map(|best| best.object).collect();
        let mut objects = objects(&mut session, &rows).await?;
        let mut breadcrumbs = breadcrumbs::above(&mut session, &rows).await?;
        let mut texts = texts(&mut session, &found.best).await?;
        let hits = found
            .best
            .into_iter()
            .filter_map(|candidate| {
                let object = objects.remove(&candidate.object)?;
                let text = texts.remove(&candidate.object).unwrap_or_default();
                Some(Hit {
                    object: object.notion_id.0,
                    connection: object.connection_id,
                    kind: object.kind,
                    title_marks: snippet::marked(&object.title, &terms).marks,
                    title: object.title,
                    icon: object.icon,
                    breadcrumb: breadcrumbs.remove(&candidate.object).unwrap_or_default(),
                    snippet: snippet::cut(&text, &terms),
                    edited_time: object.edited_time.map(moment),
                    score: -candidate.score,
                })
            })
            .collect();
        Ok(SearchResults {
            hits,
            total: found.total,
        })
    }
}

async fn objects(
    session: &mut Session<'_>,
    rows: &[i64],
) -> Result<HashMap<i64, Shown>, StoreError> {
    let shown: Vec<Shown> = session
        .all(
            sql(
                "SELECT id, notion_id, connection_id, kind, title, icon, edited_time FROM objects
                 WHERE id IN (SELECT value FROM json_each(?))",
            )
            .bind(number_list(rows.iter().copied())),
        )
        .await?;
    Ok(shown.into_iter().map(|shown| (shown.id, shown)).collect())
}

/// The passage each candidate is shown with, by object.
async fn texts(
    session: &mut Session<'_>,
    candidates: &[Candidate],
) -> Result<HashMap<i64, String>, StoreError> {
    let passages = candidates.iter().map(|candidate| {
        candidate
            .passage
            .unwrap_or_else(|| passages::first_of_body(candidate.object))
    });
    let rows: Vec<(i64, Vec<u8>)> = session
        .all(
            sql("SELECT id, packed FROM passages WHERE id IN (SELECT value FROM json_each(?))")
                .bind(number_list(passages)),
        )
        .await?;
    rows.into_iter()
        .map(|(id, packed)| Ok((id >> passages::ORDINAL_BITS, unpack(&packed)?)))
        .collect()
}
