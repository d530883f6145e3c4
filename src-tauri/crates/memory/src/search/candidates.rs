//! Which objects answer a query, best first, with bounded work.
//!
//! Titles and passages are asked for all terms; of each index only the first matches are ranked, so that a word that is
//! everywhere costs no more than a rare one. Where that gives too few, `spread` adds objects whose terms stand in different
//! places.
//!
//! The rule it protects: only what is chosen and not in the trash is found.

use std::collections::HashSet;

use crate::error::StoreError;
use crate::rows::row_struct;
use crate::search::filter::{self, Narrowed, Reach};
use crate::search::query::{self, Term};
use crate::search::spread::{self, Bounds};
use crate::statement::{Session, sql};

/// Matches of one index that are ranked.
const RANKED: i64 = 2_000;

row_struct! {
    /// An object that answers.
    #[derive(Debug, Clone, Copy, PartialEq)]
    pub(crate) struct Candidate {
        /// Its row.
        pub(crate) object: i64,
        /// Like bm25 as SQLite has it: lower is better.
        pub(crate) score: f64,
        /// The passage that answers best; none where only the title does.
        pub(crate) passage: Option<i64>,
    }
}

/// What was found.
pub(crate) struct Candidates {
    /// Best first.
    pub(crate) best: Vec<Candidate>,
    /// How many objects were found; exact below [`RANKED`].
    pub(crate) total: u64,
}

impl Candidates {
    /// Adds those that are not among them, behind them, up to `limit`.
    pub(crate) fn add(&mut self, more: Vec<Candidate>, limit: u32) {
        let known: HashSet<i64> = self.best.iter().map(|known| known.object).collect();
        let room = self.room(limit);
        let mut new = more;
        new.retain(|candidate| !known.contains(&candidate.object));
        self.total += u64::try_from(new.len()).unwrap_or_default();
        self.best.extend(new.into_iter().take(room));
    }

    /// How many more are wanted.
    pub(crate) fn room(&self, limit: u32) -> usize {
        usize::try_from(limit)
            .unwrap_or(usize::MAX)
            .saturating_sub(self.best.len())
    }
}

/// Finds the objects that answer all terms.
pub(crate) fn find(
    session: &mut Session<'_>,
    terms: &[Term],
    narrowed: &Narrowed,
    limit: u32,
) -> Result<Candidates, StoreError> {
    let mut found = ranked(session, terms, narrowed, limit)?;
    if found.room(limit) > 0 && terms.len() > 1 && !narrowed.filter.titles_only {
        let spread = spread::over(session, terms, narrowed, &Bounds::USUAL)?;
        found.add(spread, limit);
    }
    Ok(found)
}

row_struct! {
    /// An object that answers, with the sum over all.
    struct Row {
        /// Objects found.
        total: u32,
        ..candidate: Candidate,
    }
}

/// Objects whose title, or one of whose passages, has all terms.
///
/// Titles are ranked and come before passages: a thousand is more than the weights of passages add up to, and a word that
/// most titles have weighs next to nothing in a title. Passages are ranked only if they are few: for words that are
/// everywhere SQLite would have to go through all of them to weigh one, and the weight would be next to nothing.
pub(crate) fn ranked(
    session: &mut Session<'_>,
    terms: &[Term],
    narrowed: &Narrowed,
    limit: u32,
) -> Result<Candidates, StoreError> {
    if narrowed.filter.is_set() {
        return filter::ranked(session, terms, narrowed, limit, &Reach::USUAL);
    }
    // `min` makes the other columns those of the row with the best score; a `LIMIT 0` runs no full-text query.
    let statement = sql("WITH matching AS MATERIALIZED (
             SELECT rowid AS passage FROM passage_words WHERE passage_words MATCH ?2 LIMIT ?3),
         answers AS MATERIALIZED (
             SELECT o.id AS object, f.score, f.passage, o.edited_time
             FROM (SELECT object, sum(score) AS score, max(passage) AS passage
                   FROM (SELECT rowid AS object, 4.0 * score - 1000.0 AS score, NULL AS passage
                         FROM (SELECT rowid, bm25(title_words) AS score FROM title_words
                               WHERE title_words MATCH ?1 LIMIT ?3)
                         UNION ALL
                         SELECT object, score, passage
                         FROM (SELECT rowid >> 16 AS object, min(score) AS score, rowid AS passage
                               FROM (SELECT rowid, bm25(passage_words) AS score FROM passage_words
                                     WHERE passage_words MATCH ?2
                                     LIMIT CASE WHEN (SELECT count(*) FROM matching) BETWEEN 1 AND ?3 - 1
                                           THEN ?3 ELSE 0 END)
                               GROUP BY rowid >> 16)
                         UNION ALL
                         SELECT passage >> 16, 0.0, min(passage) FROM matching
                         WHERE (SELECT count(*) FROM matching) >= ?3
                         GROUP BY passage >> 16)
                   GROUP BY object) f
             CROSS JOIN objects o ON o.id = f.object
             WHERE (o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0) AND (?4 IS NULL OR o.connection_id = ?4))
         SELECT object, score, passage, (SELECT count(*) FROM answers) AS total FROM answers
         ORDER BY score, edited_time DESC, object LIMIT ?5");
    let rows: Vec<Row> = session.all(
        statement
            .bind(query::in_titles(terms))
            .bind(query::in_passages(terms))
            .bind(RANKED)
            .bind(narrowed.connection)
            .bind(limit),
    )?;
    Ok(Candidates {
        total: rows.first().map_or(0, |row| u64::from(row.total)),
        best: rows.into_iter().map(|row| row.candidate).collect(),
    })
}
