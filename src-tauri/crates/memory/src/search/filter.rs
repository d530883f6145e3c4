//! What narrows a search down beside its words: kind, place, time of the last edit, attachments, titles only.
//!
//! The filter is asked of each match, by the row of its object, so it never goes through all objects. A word that is
//! everywhere has more matches than can be asked; then the objects that pass the filter, newest first, are asked for the
//! word instead.
//!
//! The rule it protects: a filter only ever takes hits away, and the work is bounded.

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, stored_as_word};
use crate::error::StoreError;
use crate::rows::row_struct;
use crate::search::candidates::{Candidate, Candidates};
use crate::search::query::{self, Term};
use crate::statement::{Session, Statement, sql};

stored_as_word! {
    /// What may be found.
    pub enum SearchKind {
        /// Pages that are no rows.
        Page => "page",
        /// Databases and their tables.
        Database => "database",
        /// Pages that are rows of a database.
        Row => "row",
    }
}

/// What narrows a search down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SearchFilter {
    /// Of this kind only.
    pub kind: Option<SearchKind>,
    /// In this page or database, at any depth, or it itself.
    pub within: Option<NotionId>,
    /// Edited at this moment or later.
    pub edited_from: Option<OffsetDateTime>,
    /// Edited before this moment.
    pub edited_before: Option<OffsetDateTime>,
    /// With attachments only.
    pub with_files: bool,
    /// With all words in the title.
    pub titles_only: bool,
}

impl SearchFilter {
    /// Whether it narrows what can be found, whatever the words are.
    pub(crate) const fn narrows(&self) -> bool {
        self.kind.is_some()
            || self.within.is_some()
            || self.edited_from.is_some()
            || self.edited_before.is_some()
            || self.with_files
    }

    /// Whether it does anything.
    pub(crate) const fn is_set(&self) -> bool {
        self.narrows() || self.titles_only
    }
}

/// In which connection, and what of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Narrowed {
    pub(crate) connection: Option<ConnectionId>,
    pub(crate) filter: SearchFilter,
}

/// How much is looked at.
pub(crate) struct Reach {
    /// Matches of the words that are asked whether they pass.
    pub(crate) gone_through: i64,
    /// Objects that pass, newest first, that are asked for the words where that was not enough.
    pub(crate) asked: i64,
    /// Matches that are weighed.
    pub(crate) ranked: i64,
}

impl Reach {
    /// Chosen so that each step takes some ten milliseconds at 300,000 passages.
    pub(crate) const USUAL: Self = Self {
        gone_through: 50_000,
        asked: 2_000,
        ranked: 2_000,
    };
}

/// The objects at and below a place, if one is wanted; a cycle of containers ends because each is reached once.
macro_rules! below {
    () => {
        "below (id, notion_id, connection_id) AS (
             SELECT o.id, o.notion_id, o.connection_id FROM connections c
             CROSS JOIN objects o ON o.connection_id = c.id AND o.notion_id = ?2
             WHERE ?2 IS NOT NULL AND (?1 IS NULL OR c.id = ?1)
             UNION
             SELECT o.id, o.notion_id, o.connection_id FROM below
             CROSS JOIN objects o INDEXED BY objects_by_container
                 ON o.connection_id = below.connection_id AND o.container = below.notion_id)"
    };
}

/// Whether an object `o` may be found.
macro_rules! passes {
    () => {
        "(o.kept = 1 OR o.in_scope = 1 AND o.in_trash = 0) AND (?1 IS NULL OR o.connection_id = ?1)
         AND (?3 IS NULL OR o.edited_time >= ?3) AND (?4 IS NULL OR o.edited_time < ?4)
         AND (?5 IS NULL OR ?5 = CASE WHEN o.kind <> 'page' THEN 'database'
                                      WHEN o.parent_kind IN ('data_source', 'database') THEN 'row' ELSE 'page' END)
         AND (?6 = 0 OR EXISTS (SELECT 1 FROM files f WHERE f.object_id = o.id))
         AND (?2 IS NULL OR o.id IN (SELECT id FROM below))"
    };
}

fn bound(statement: Statement, narrowed: &Narrowed) -> Statement {
    let filter = narrowed.filter;
    statement
        .bind(narrowed.connection)
        .bind(filter.within.map(StoredId))
        .bind(filter.edited_from.map(millis))
        .bind(filter.edited_before.map(millis))
        .bind(filter.kind)
        .bind(filter.with_files)
}

row_struct! {
    /// An object that answers, with the sum over all and whether there were more matches than were gone through.
    struct Row {
        total: u32,
        ..candidate: Candidate,
    }
}

/// Objects that pass and whose title, or one of whose passages, has all terms: titles first, then, where the words are rare
/// enough to be weighed, by weight.
pub(crate) fn ranked(
    session: &mut Session<'_>,
    terms: &[Term],
    narrowed: &Narrowed,
    limit: u32,
    reach: &Reach,
) -> Result<Candidates, StoreError> {
    let passages = if narrowed.filter.titles_only {
        0
    } else {
        reach.gone_through
    };
    let statement = sql(concat!(
        "WITH RECURSIVE ",
        below!(),
        ",
         matching AS MATERIALIZED (
             SELECT rowid AS passage FROM passage_words WHERE passage_words MATCH ?8 LIMIT ?10),
         answers AS MATERIALIZED (
             SELECT o.id AS object, f.score, f.passage, o.edited_time
             FROM (SELECT object, sum(score) AS score, max(passage) AS passage
                   FROM (SELECT rowid AS object, 4.0 * score - 1000.0 AS score, NULL AS passage
                         FROM (SELECT rowid, bm25(title_words) AS score FROM title_words
                               WHERE title_words MATCH ?7 LIMIT ?11)
                         UNION ALL
                         SELECT object, score, passage
                         FROM (SELECT rowid >> 16 AS object, min(score) AS score, rowid AS passage
                               FROM (SELECT rowid, bm25(passage_words) AS score FROM passage_words
                                     WHERE passage_words MATCH ?8
                                     LIMIT CASE WHEN (SELECT count(*) FROM matching) BETWEEN 1 AND ?9 - 1
                                           THEN ?9 ELSE 0 END)
                               GROUP BY rowid >> 16)
                         UNION ALL
                         SELECT passage >> 16, 0.0, min(passage) FROM matching
                         WHERE (SELECT count(*) FROM matching) >= ?9
                         GROUP BY passage >> 16)
                   GROUP BY object) f
             CROSS JOIN objects o ON o.id = f.object
             WHERE ",
        passes!(),
        ")
         SELECT object, score, passage, (SELECT count(*) FROM answers) AS total FROM answers
         ORDER BY score, edited_time DESC, object LIMIT ?12"
    ));
    let rows: Vec<Row> = session.all(
        bound(statement, narrowed)
            .bind(query::in_titles(terms))
            .bind(query::in_passages(terms))
            .bind(reach.ranked)
            .bind(passages)
            .bind(reach.gone_through)
            .bind(limit),
    )?;
    let mut found = Candidates {
        total: rows.first().map_or(0, |row| u64::from(row.total)),
        best: rows.into_iter().map(|row| row.candidate).collect(),
    };
    if passages > 0 && found.room(limit) > 0 && is_everywhere(session, terms, reach)? {
        let more = newest_with(session, terms, narrowed, reach)?;
        found.add(more, limit);
    }
    Ok(found)
}

/// Whether there are more matches than were gone through.
fn is_everywhere(
    session: &mut Session<'_>,
    terms: &[Term],
    reach: &Reach,
) -> Result<bool, StoreError> {
    let (count,): (i64,) = session.one(
        sql(
            "SELECT count(*) FROM (SELECT 1 FROM passage_words WHERE passage_words MATCH ? LIMIT ?)",
        )
        .bind(query::in_passages(terms))
        .bind(reach.gone_through),
    )?;
    Ok(count >= reach.gone_through)
}

/// Of the objects that pass, newest first, those with a passage that has all terms, each asked for.
fn newest_with(
    session: &mut Session<'_>,
    terms: &[Term],
    narrowed: &Narrowed,
    reach: &Reach,
) -> Result<Vec<Candidate>, StoreError> {
    let statement = sql(concat!(
        "WITH RECURSIVE ",
        below!(),
        ",
         passing AS MATERIALIZED (
             SELECT o.id FROM objects o INDEXED BY objects_by_edit WHERE ",
        passes!(),
        " ORDER BY o.edited_time DESC LIMIT ?8)
         SELECT object, 0.0 AS score, passage
         FROM (SELECT id AS object,
                      (SELECT rowid FROM passage_words WHERE passage_words MATCH ?7
                       AND rowid BETWEEN id << 16 AND (id << 16) + 65535 LIMIT 1) AS passage
               FROM passing)
         WHERE passage IS NOT NULL"
    ));
    session.all(
        bound(statement, narrowed)
            .bind(query::in_passages(terms))
            .bind(reach.asked),
    )
}

/// What passes, without any words: lately edited first.
pub(crate) fn lately_edited(
    session: &mut Session<'_>,
    narrowed: &Narrowed,
    limit: u32,
) -> Result<Candidates, StoreError> {
    let statement = sql(concat!(
        "WITH RECURSIVE ",
        below!(),
        ",
         passing AS MATERIALIZED (
             SELECT o.id, o.edited_time FROM objects o INDEXED BY objects_by_edit WHERE ",
        passes!(),
        " ORDER BY o.edited_time DESC LIMIT ?7)
         SELECT id AS object, 0.0 AS score, NULL AS passage, (SELECT count(*) FROM passing) AS total
         FROM passing ORDER BY edited_time DESC, id LIMIT ?8"
    ));
    let rows: Vec<Row> = session.all(
        bound(statement, narrowed)
            .bind(Reach::USUAL.ranked)
            .bind(limit),
    )?;
    Ok(Candidates {
        total: rows.first().map_or(0, |row| u64::from(row.total)),
        best: rows.into_iter().map(|row| row.candidate).collect(),
    })
}

/// Those of the given objects that pass, most recently edited first.
pub(crate) fn passing(
    session: &mut Session<'_>,
    objects: String,
    narrowed: &Narrowed,
) -> Result<Vec<(i64,)>, StoreError> {
    let statement = sql(concat!(
        "WITH RECURSIVE ",
        below!(),
        " SELECT o.id FROM json_each(?7) j CROSS JOIN objects o ON o.id = j.value WHERE ",
        passes!(),
        " ORDER BY o.edited_time DESC, o.id"
    ));
    session.all(bound(statement, narrowed).bind(objects))
}
