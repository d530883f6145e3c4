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

/// How much of a term's matches is listed, in the order in which lists are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// All of them.
    Complete,
    /// The first ones: the term is common.
    First,
    /// None, because listing them would take as long as going through them.
    None,
}

/// The first matches of one term.
struct Matches<'t> {
    term: &'t Term,
    extent: Extent,
    /// Rows of objects, in order.
    objects: Vec<i64>,
    /// The first passage that has it, by object.
    passages: HashMap<i64, i64>,
}

/// The objects that have all terms somewhere, most recently edited first.
pub(crate) fn over(
    session: &mut Session<'_>,
    terms: &[Term],
    connection: Option<ConnectionId>,
    bounds: &Bounds,
) -> Result<Vec<Candidate>, StoreError> {
    let mut listed = lists(session, terms, bounds)?.into_iter();
    let Some(rarest) = listed.next() else {
        return Ok(Vec::new());
    };
    let mut objects = rarest.objects;
    if rarest.extent != Extent::Complete {
        objects = scan(session, rarest.term, None, bounds)?;
        if objects.len() > bounds.objects {
            return Ok(Vec::new());
        }
    }
    for Matches {
        term,
        extent,
        objects: having,
        ..
    } in listed
    {
        if objects.is_empty() {
            break;
        }
        if extent == Extent::Complete {
            objects.retain(|object| having.binary_search(object).is_ok());
        } else if objects.len() <= bounds.asked && term.is_found_quickly() {
            objects = ask(session, term, &objects)?;
        } else {
            objects = scan(session, term, Some(&objects), bounds)?;
        }
    }
    let chosen = chosen(session, objects, connection)?;
    let candidates = chosen.into_iter().map(|object| Candidate {
        object,
        score: 0.0,
        passage: rarest.passages.get(&object).copied(),
    });
    Ok(candidates.collect())
}

/// The lists of all terms, the most telling one first; nothing where one term is nowhere.
fn lists<'t>(
    session: &mut Session<'_>,
    terms: &'t [Term],
    bounds: &Bounds,
) -> Result<Vec<Matches<'t>>, StoreError> {
    let (quick, slow): (Vec<&Term>, Vec<&Term>) =
        terms.iter().partition(|term| term.is_found_quickly());
    let mut lists: Vec<Matches<'t>> = Vec::with_capacity(terms.len());
    for term in quick.into_iter().chain(slow) {
        let is_known = lists.iter().any(|list| list.extent == Extent::Complete);
        if is_known && !term.is_found_quickly() {
            lists.push(Matches {
                term,
                extent: Extent::None,
                objects: Vec::new(),
                passages: HashMap::new(),
            });
            continue;
        }
        let list = first_matches(session, term, bounds)?;
        if list.objects.is_empty() {
            return Ok(Vec::new());
        }
        lists.push(list);
    }
    // Of common terms, the one whose first matches crowd into the fewest objects is likely to be in few.
    lists.sort_by_key(|list| (list.extent, list.objects.len()));
    Ok(lists)
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
    let extent = if objects.len() <= bounds.listed && places.len() <= bounds.listed {
        Extent::Complete
    } else {
        Extent::First
    };
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
        extent,
        objects,
        passages,
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
            // `DISTINCT` stops at the limit, where `UNION` would first go through everything.
            sql("SELECT json_group_array(object) FROM (
                     SELECT DISTINCT object FROM (
                         SELECT * FROM (SELECT rowid AS object FROM title_words WHERE title_words MATCH ?1 LIMIT ?3)
                         UNION ALL
                         SELECT * FROM (SELECT rowid >> 16 FROM passage_words WHERE passage_words MATCH ?2 LIMIT ?3))
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
