//! Objects that have all terms, but in different places: one word in the title, one at the top of the page, one below.
//!
//! Of each term the first matches are listed, and complete lists are intersected. A term whose list is not complete is
//! common; whether the objects that are left have it is asked of the index for one after the other, or, where they are
//! many, found by going through its matches up to a bound. Asking gives the same answer for a fraction of the work.
//!
//! The rule it protects: how common a word is has no say in whether the rare one beside it is found, and the work is
//! bounded.

use std::collections::HashMap;

use crate::change::ConnectionId;
use crate::columns::number_list;
use crate::error::StoreError;
use crate::passages::ORDINAL_BITS;
use crate::search::candidates::Candidate;
use crate::search::query::Term;
use crate::statement::{Session, sql};

/// How much is looked at.
pub(crate) struct Bounds {
    /// Matches of a term in one index that are listed; a term that has more is common.
    pub(crate) listed: usize,
    /// Matches of a common term in one index that are gone through.
    pub(crate) scanned: i64,
    /// Objects of which it is asked one by one whether they have a common term: more take longer than going through.
    pub(crate) asked: usize,
    /// Objects that the rarest term may be in.
    pub(crate) objects: usize,
}

impl Bounds {
    /// Chosen so that each step takes a few milliseconds at 300,000 passages.
    pub(crate) const USUAL: Self = Self {
        listed: 5_000,
        scanned: 50_000,
        asked: 200,
        objects: 5_000,
    };
}

/// The first matches of one term.
struct Matches<'t> {
    term: &'t Term,
    /// Rows of objects, in order.
    objects: Vec<i64>,
    /// The first passage that has it, by object.
    passages: HashMap<i64, i64>,
    /// There are no more.
    complete: bool,
}

/// The objects that have all terms somewhere, most recently edited first.
pub(crate) fn over(
    session: &mut Session<'_>,
    terms: &[Term],
    connection: Option<ConnectionId>,
    bounds: &Bounds,
) -> Result<Vec<Candidate>, StoreError> {
    let mut listed = Vec::with_capacity(terms.len());
    for term in terms {
        let matches = first_matches(session, term, bounds)?;
        if matches.objects.is_empty() {
            return Ok(Vec::new());
        }
        listed.push(matches);
    }
    // Of common terms, the one whose matches crowd into the fewest objects is likely to be in few.
    listed.sort_by_key(|matches| (!matches.complete, matches.objects.len()));
    let mut rest = listed.into_iter();
    let Some(rarest) = rest.next() else {
        return Ok(Vec::new());
    };
    let mut objects = rarest.objects;
    if !rarest.complete {
        objects = scan(session, rarest.term, None, bounds)?;
        if objects.len() > bounds.objects {
            return Ok(Vec::new());
        }
    }
    for matches in rest {
        if objects.is_empty() {
            break;
        }
        objects = if matches.complete {
            objects.retain(|object| matches.objects.binary_search(object).is_ok());
            objects
        } else if objects.len() <= bounds.asked && matches.term.is_found_quickly() {
            ask(session, matches.term, &objects)?
        } else {
            scan(session, matches.term, Some(&objects), bounds)?
        };
    }
    let chosen = chosen(session, objects, connection)?;
    let candidates = chosen.into_iter().map(|object| Candidate {
        object,
        score: 0.0,
        passage: rarest.passages.get(&object).copied(),
    });
    Ok(candidates.collect())
}

fn first_matches<'t>(
    session: &mut Session<'_>,
    term: &'t Term,
    bounds: &Bounds,
) -> Result<Matches<'t>, StoreError> {
    let (titles, passages): (String, String) = session
        .one(
            sql("SELECT (SELECT json_group_array(rowid) FROM (
                             SELECT rowid FROM title_words WHERE title_words MATCH ?1 LIMIT ?3)),
                        (SELECT json_group_array(rowid) FROM (
                             SELECT rowid FROM passage_words WHERE passage_words MATCH ?2 LIMIT ?3))")
            .bind(term.in_titles())
            .bind(term.in_passages())
            .bind(i64::try_from(bounds.listed).unwrap_or(i64::MAX - 1) + 1),
        )?;
    let (mut objects, places) = (rows(&titles)?, rows(&passages)?);
    let complete = objects.len() <= bounds.listed && places.len() <= bounds.listed;
    let mut passages = HashMap::new();
    for passage in places {
        let object = passage >> ORDINAL_BITS;
        objects.push(object);
        passages.entry(object).or_insert(passage);
    }
    objects.sort_unstable();
    objects.dedup();
    Ok(Matches {
        term,
        objects,
        passages,
        complete,
    })
}

/// Which of the given objects have a term in title or passages, asked for each.
fn ask(session: &mut Session<'_>, term: &Term, among: &[i64]) -> Result<Vec<i64>, StoreError> {
    let (list,): (String,) = session
        .one(
            sql("SELECT json_group_array(object) FROM (SELECT value AS object FROM json_each(?1))
                 WHERE EXISTS (SELECT 1 FROM passage_words WHERE passage_words MATCH ?3
                               AND rowid BETWEEN object << 16 AND (object << 16) + 65535)
                    OR EXISTS (SELECT 1 FROM title_words WHERE title_words MATCH ?2 AND rowid = object)")
            .bind(number_list(among.iter().copied()))
            .bind(term.in_titles())
            .bind(term.in_passages()),
        )?;
    rows(&list)
}

/// The objects that have a term in title or passages, among the given ones if any are, by going through its matches.
/// One more than `bounds.objects` says that they are too many.
fn scan(
    session: &mut Session<'_>,
    term: &Term,
    among: Option<&[i64]>,
    bounds: &Bounds,
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
            .bind(term.in_titles())
            .bind(term.in_passages())
            .bind(bounds.scanned)
            .bind(among.map(|rows| number_list(rows.iter().copied())))
            .bind(among.map_or_else(
                || i64::try_from(bounds.objects).unwrap_or(i64::MAX - 1) + 1,
                |_| -1,
            )),
        )?;
    rows(&list)
}

/// Those that may be found, most recently edited first.
fn chosen(
    session: &mut Session<'_>,
    objects: Vec<i64>,
    connection: Option<ConnectionId>,
) -> Result<Vec<i64>, StoreError> {
    if objects.is_empty() {
        return Ok(objects);
    }
    let (list,): (String,) = session.one(
        sql(
            "SELECT json_group_array(id ORDER BY edited_time DESC, id) FROM objects
                 WHERE id IN (SELECT value FROM json_each(?1)) AND in_scope = 1 AND in_trash = 0
                   AND (?2 IS NULL OR connection_id = ?2)",
        )
        .bind(number_list(objects))
        .bind(connection),
    )?;
    rows(&list)
}

fn rows(list: &str) -> Result<Vec<i64>, StoreError> {
    serde_json::from_str(list)
        .map_err(|error| StoreError::damaged(format!("a list of rows: {error}")))
}
