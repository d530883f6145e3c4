//! Which objects answer a query, best first, with bounded work.
//!
//! Titles and passages are asked for all terms; of each index only the first matches are ranked, so that a word that is
//! everywhere costs no more than a rare one. Where that gives too few, objects are added whose terms are spread over title
//! and passages.
//!
//! The rule it protects: only what is chosen and not in the trash is found.

use std::collections::HashSet;

use crate::change::ConnectionId;
use crate::columns::number_list;
use crate::error::StoreError;
use crate::search::query::{self, Term};
use crate::statement::{Session, Statement, sql};

/// Matches of one index that are ranked.
const RANKED: i64 = 2_000;
/// Matches of one term that are looked at when terms are spread over an object.
const SPREAD: i64 = 50_000;
/// Objects that the rarest of spread terms may match.
const SPREAD_OBJECTS: usize = 5_000;
/// The title index keeps lists for beginnings of one letter, the index of passages for two and three.
const SHORTEST_IN_TITLES: usize = 1;
const SHORTEST_IN_PASSAGES: usize = 2;

/// An object that answers.
#[derive(Debug, Clone, Copy, PartialEq, sqlx::FromRow)]
pub(crate) struct Candidate {
    /// Its row.
    pub(crate) object: i64,
    /// bm25 as SQLite has it: lower is better.
    pub(crate) score: f64,
    /// The passage that answers best; none where only the title does.
    pub(crate) passage: Option<i64>,
}

/// What was found.
pub(crate) struct Candidates {
    /// Best first.
    pub(crate) best: Vec<Candidate>,
    /// How many objects were found; exact below [`RANKED`].
    pub(crate) total: u64,
}

/// Finds the objects that answer all terms.
pub(crate) async fn find(
    session: &mut Session<'_>,
    terms: &[Term],
    connection: Option<ConnectionId>,
    limit: u32,
) -> Result<Candidates, StoreError> {
    let mut found = ranked(session, terms, connection, limit).await?;
    let missing = usize::try_from(limit).unwrap_or(usize::MAX) > found.best.len();
    if missing && terms.len() > 1 {
        add_spread(session, terms, connection, limit, &mut found).await?;
    }
    Ok(found)
}

/// An object that answers, with sums over all.
#[derive(sqlx::FromRow)]
struct Row {
    #[sqlx(flatten)]
    candidate: Candidate,
    /// Objects found.
    total: u32,
    /// Passages found.
    matches: i64,
}

/// Objects whose title, or one of whose passages, has all terms.
///
/// Titles are ranked and count four times a passage. Passages are ranked only if they are few: for words that are
/// everywhere SQLite would have to go through all of them to weigh one, and the weight would be next to nothing.
async fn ranked(
    session: &mut Session<'_>,
    terms: &[Term],
    connection: Option<ConnectionId>,
    limit: u32,
) -> Result<Candidates, StoreError> {
    let unweighted = sql("WITH matching AS MATERIALIZED (
             SELECT rowid AS passage FROM passage_words WHERE passage_words MATCH ?2 LIMIT ?3)
         SELECT o.id AS object, f.score, f.passage, count(*) OVER () AS total,
                (SELECT count(*) FROM matching) AS matches
         FROM (SELECT object, sum(score) AS score, max(passage) AS passage
               FROM (SELECT rowid AS object, 4.0 * score AS score, NULL AS passage
                     FROM (SELECT rowid, bm25(title_words) AS score FROM title_words
                           WHERE title_words MATCH ?1 LIMIT ?3)
                     UNION ALL
                     SELECT passage >> 16 AS object, 0.0 AS score, min(passage) AS passage FROM matching
                     GROUP BY passage >> 16)
               GROUP BY object) f
         JOIN objects o ON o.id = f.object
         WHERE o.in_scope = 1 AND o.in_trash = 0 AND (?4 IS NULL OR o.connection_id = ?4)
         ORDER BY f.score, o.edited_time DESC, o.id LIMIT ?5");
    // `min` makes the other columns those of the row with the best score.
    let weighted = sql(
        "SELECT o.id AS object, f.score, f.passage, count(*) OVER () AS total, 0 AS matches
         FROM (SELECT object, sum(score) AS score, max(passage) AS passage
               FROM (SELECT rowid AS object, 4.0 * score AS score, NULL AS passage
                     FROM (SELECT rowid, bm25(title_words) AS score FROM title_words
                           WHERE title_words MATCH ?1 LIMIT ?3)
                     UNION ALL
                     SELECT object, score, passage
                     FROM (SELECT rowid >> 16 AS object, min(score) AS score, rowid AS passage
                           FROM (SELECT rowid, bm25(passage_words) AS score FROM passage_words
                                 WHERE passage_words MATCH ?2 LIMIT ?3)
                           GROUP BY rowid >> 16))
               GROUP BY object) f
         JOIN objects o ON o.id = f.object
         WHERE o.in_scope = 1 AND o.in_trash = 0 AND (?4 IS NULL OR o.connection_id = ?4)
         ORDER BY f.score, o.edited_time DESC, o.id LIMIT ?5",
    );
    let in_titles = query::all(terms, SHORTEST_IN_TITLES);
    let in_passages = query::all(terms, SHORTEST_IN_PASSAGES);
    let ask = |statement: Statement| {
        statement
            .bind(&in_titles)
            .bind(&in_passages)
            .bind(RANKED)
            .bind(connection)
            .bind(limit)
    };
    let mut rows: Vec<Row> = session.all(ask(unweighted)).await?;
    if rows
        .first()
        .is_some_and(|row| row.matches > 0 && row.matches < RANKED)
    {
        rows = session.all(ask(weighted)).await?;
    }
    Ok(Candidates {
        total: rows.first().map_or(0, |row| u64::from(row.total)),
        best: rows.into_iter().map(|row| row.candidate).collect(),
    })
}

/// Adds objects that have all terms, but in different places.
async fn add_spread(
    session: &mut Session<'_>,
    terms: &[Term],
    connection: Option<ConnectionId>,
    limit: u32,
    found: &mut Candidates,
) -> Result<(), StoreError> {
    let mut counted = Vec::new();
    for term in terms {
        let (in_titles, in_passages): (i64, i64) = session
            .one(
                sql("SELECT (SELECT count(*) FROM (SELECT 1 FROM title_words WHERE title_words MATCH ?1 LIMIT ?3)),
                            (SELECT count(*) FROM (SELECT 1 FROM passage_words WHERE passage_words MATCH ?2 LIMIT ?3))")
                .bind(term.expression(SHORTEST_IN_TITLES))
                .bind(term.expression(SHORTEST_IN_PASSAGES))
                .bind(SPREAD),
            )
            .await?;
        counted.push((in_titles + in_passages, term));
    }
    counted.sort_by_key(|(number, _)| *number);
    let mut candidates: Option<Vec<i64>> = None;
    for (_, term) in counted {
        let matching = having(session, term, candidates.as_deref()).await?;
        if matching.is_empty() || matching.len() > SPREAD_OBJECTS {
            return Ok(());
        }
        candidates = Some(matching);
    }
    let known: HashSet<i64> = found.best.iter().map(|known| known.object).collect();
    let mut new = candidates.unwrap_or_default();
    new.retain(|object| !known.contains(object));
    if new.is_empty() {
        return Ok(());
    }
    let rows: Vec<(i64,)> = session
        .all(
            sql("SELECT id FROM objects
                 WHERE id IN (SELECT value FROM json_each(?1)) AND in_scope = 1 AND in_trash = 0
                   AND (?2 IS NULL OR connection_id = ?2)
                 ORDER BY edited_time DESC, id")
            .bind(number_list(new))
            .bind(connection),
        )
        .await?;
    found.total += u64::try_from(rows.len()).unwrap_or_default();
    let room = usize::try_from(limit)
        .unwrap_or(usize::MAX)
        .saturating_sub(found.best.len());
    for (object,) in rows.into_iter().take(room) {
        found.best.push(Candidate {
            object,
            score: 0.0,
            passage: None,
        });
    }
    Ok(())
}

/// The objects that have a term in title or passages, among the given ones if any are.
async fn having(
    session: &mut Session<'_>,
    term: &Term,
    among: Option<&[i64]>,
) -> Result<Vec<i64>, StoreError> {
    let (list,): (String,) = session
        .one(
            sql("SELECT json_group_array(object) FROM (
                     SELECT object FROM (SELECT rowid AS object FROM title_words WHERE title_words MATCH ?1 LIMIT ?3)
                     WHERE ?4 IS NULL OR object IN (SELECT value FROM json_each(?4))
                     UNION
                     SELECT object FROM (SELECT rowid >> 16 AS object FROM passage_words
                                         WHERE passage_words MATCH ?2 LIMIT ?3)
                     WHERE ?4 IS NULL OR object IN (SELECT value FROM json_each(?4))
                     LIMIT ?5)")
            .bind(term.expression(SHORTEST_IN_TITLES))
            .bind(term.expression(SHORTEST_IN_PASSAGES))
            .bind(SPREAD)
            .bind(among.map(|rows| number_list(rows.iter().copied())))
            .bind(i64::try_from(SPREAD_OBJECTS).unwrap_or(i64::MAX) + 1),
        )
        .await?;
    serde_json::from_str(&list)
        .map_err(|error| StoreError::damaged(format!("a list of rows: {error}")))
}
