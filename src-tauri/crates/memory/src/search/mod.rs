//! Search in what is remembered: objects by the words of their titles, bodies, properties and comments.
//!
//! `words` folds texts and queries alike, `query` turns what was typed into an expression, `candidates` finds and ranks,
//! `spread` adds what has the words in different places, `shown` and `snippet` show why. Leaves out search by meaning.

mod candidates;
mod joining;
mod query;
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
use crate::store::{Store, at_length};

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
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let mut found = candidates::find(&mut session, &terms, query.connection, query.limit)?;
            let mut shown = shown::load(&mut session, &found.best)?;
            if let Some((letter, others)) = terms.split_last()
                && letter.is_open_letter()
                && !others.is_empty()
                && found.room(query.limit) > 0
            {
                // Words that begin so are looked for among the best answers to the rest, so that what goes on being an answer
                // when the word goes on does not vanish for the time of a keystroke.
                let mut more =
                    candidates::ranked(&mut session, others, query.connection, query.limit)?;
                more.best
                    .retain(|candidate| !shown.contains_key(&candidate.object));
                let mut texts = shown::load(&mut session, &more.best)?;
                texts.retain(|_, shown| snippet::has(&shown.text, letter));
                more.best
                    .retain(|candidate| texts.contains_key(&candidate.object));
                found.add(more.best, query.limit);
                shown.extend(texts);
            }
            let rows: Vec<i64> = found.best.iter().map(|best| best.object).collect();
            let mut breadcrumbs = breadcrumbs::above(&mut session, &rows)?;
            let hits = found
                .best
                .into_iter()
                .filter_map(|candidate| {
                    let shown = shown.remove(&candidate.object)?;
                    Some(Hit {
                        object: shown.notion_id.0,
                        connection: shown.connection,
                        kind: shown.kind,
                        title_marks: snippet::marked(&shown.title, &terms).marks,
                        title: shown.title,
                        icon: shown.icon,
                        breadcrumb: breadcrumbs.remove(&candidate.object).unwrap_or_default(),
                        snippet: snippet::cut(&shown.text, &terms),
                        edited_time: shown.edited_time.map(moment),
                        score: -candidate.score,
                    })
                })
                .collect();
            Ok(SearchResults {
                hits,
                total: found.total,
            })
        })
    }
}
