//! Search in what is remembered: objects by the words of their titles, bodies, properties and comments.
//!
//! `words` folds texts and queries alike, `query` turns what was typed into an expression, `candidates` finds and ranks,
//! `spread` adds what has the words in different places, `filter` narrows down, `shown` and `snippet` show why. Leaves out
//! search by meaning.

mod candidates;
mod filter;
#[cfg(test)]
mod filter_tests;
mod joining;
mod query;
mod recent;
pub(crate) mod refill;
mod shown;
mod snippet;
mod spread;
#[cfg(test)]
mod spread_tests;
pub(crate) mod words;

use std::ops::Range;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::breadcrumbs::{self, Crumb};
use crate::change::{ConnectionId, ObjectKind};
use crate::columns::moment;
use crate::error::StoreError;
use crate::search::candidates::Candidate;
use crate::search::filter::Narrowed;
use crate::search::query::Term;
use crate::statement::Session;
use crate::store::{Store, at_length};

pub use filter::{SearchFilter, SearchKind};
pub use recent::Recent;
pub use snippet::Snippet;

/// What is looked for.
#[derive(Debug, Clone)]
pub struct SearchQuery {
    /// As typed. Parts in quotation marks are phrases.
    pub text: String,
    /// In one connection, or in all.
    pub connection: Option<ConnectionId>,
    /// What narrows it down. Without words, what passes is listed, lately edited first.
    pub filter: SearchFilter,
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

impl Store {
    /// Finds what is remembered, best first. Whatever the text is, it is not an error; without words it finds nothing.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn search(&self, query: &SearchQuery) -> Result<SearchResults, StoreError> {
        let terms = query::terms(&query.text, query.prefix_last);
        let narrowed = Narrowed {
            connection: query.connection,
            filter: query.filter,
        };
        let limit = query.limit;
        if limit == 0 || terms.is_empty() && !query.filter.narrows() {
            return Ok(SearchResults::default());
        }
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            if terms.is_empty() {
                let found = filter::lately_edited(&mut session, &narrowed, limit)?;
                return Ok(SearchResults {
                    total: found.total,
                    hits: hits(&mut session, found.best, &terms)?,
                });
            }
            let mut found = candidates::find(&mut session, &terms, &narrowed, limit)?;
            if let Some((letter, others)) = terms.split_last()
                && letter.is_open_letter()
                && !others.is_empty()
                && !query.filter.titles_only
                && found.room(limit) > 0
            {
                // Words that begin so are looked for among the best answers to the rest, so that what goes on being an answer
                // when the word goes on does not vanish for the time of a keystroke.
                let mut more = candidates::ranked(&mut session, others, &narrowed, limit)?;
                let texts = shown::load(&mut session, &more.best)?;
                more.best.retain(|candidate| {
                    let shown = texts.get(&candidate.object);
                    shown.is_some_and(|shown| snippet::has(&shown.text, letter))
                });
                found.add(more.best, limit);
            }
            Ok(SearchResults {
                total: found.total,
                hits: hits(&mut session, found.best, &terms)?,
            })
        })
    }
}

/// Candidates as hits show them.
fn hits(
    session: &mut Session<'_>,
    best: Vec<Candidate>,
    terms: &[Term],
) -> Result<Vec<Hit>, StoreError> {
    let mut shown = shown::load(session, &best)?;
    let rows: Vec<i64> = best.iter().map(|best| best.object).collect();
    let mut breadcrumbs = breadcrumbs::above(session, &rows)?;
    let hits = best.into_iter().filter_map(|candidate| {
        let shown = shown.remove(&candidate.object)?;
        Some(Hit {
            object: shown.notion_id.0,
            connection: shown.connection,
            kind: shown.kind,
            title_marks: snippet::marked(&shown.title, terms).marks,
            title: shown.title,
            icon: shown.icon,
            breadcrumb: breadcrumbs.remove(&candidate.object).unwrap_or_default(),
            snippet: snippet::cut(&shown.text, terms),
            edited_time: shown.edited_time.map(moment),
            score: -candidate.score,
        })
    });
    Ok(hits.collect())
}
