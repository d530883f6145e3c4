//! Objects that have all terms, but in different places: one word in the title, one at the top of the page, one below.
//!
//! Of each term the first matches are listed, and complete lists are intersected. Whether the objects that are left have
//! the terms whose lists are not complete is asked of the index for one after the other, or, where they are many, found by
//! going through the matches up to a bound. Asking gives the same answer for a fraction of the work.
//!
//! The rule it protects: how common a word is has no say in whether the rare one beside it is found, and the work is
//! bounded.

use crate::columns::number_list;
use crate::error::StoreError;
use crate::passages::ORDINAL_BITS;
use crate::search::candidates::Candidate;
use crate::search::filter::{self, Narrowed};
use crate::search::query::Term;
use crate::statement::{Session, sql};

/// How much is looked at.
pub(crate) struct Bounds {
    /// Matches of a term in one index that are listed at first. Where a term has no more than these, asking for the other
    /// terms takes less time than listing them.
    pub(crate) few: usize,
    /// Matches of a term in one index that are listed where no term has few; a term that has more is common.
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
        few: 50,
        listed: 5_000,
        scanned: 50_000,
        asked: 200,
        objects: 5_000,
    };
}

/// How much of a term's matches is listed, in the order in which terms are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// All of them.
    Complete,
    /// None: collecting them takes as long as going through them, however few objects are left.
    None,
    /// The first ones: the term is common.
    First,
}

/// The first matches of one term.
struct Matches<'t> {
    term: &'t Term,
    extent: Extent,
    /// Rows of objects, in order.
    objects: Vec<i64>,
    /// Rows of passages, in order.
    passages: Vec<i64>,
}

impl<'t> Matches<'t> {
    fn unlisted(term: &'t Term) -> Self {
        Self {
            term,
            extent: Extent::None,
            objects: Vec::new(),
            passages: Vec::new(),
        }
    }

    /// The first passage of an object that has it.
    fn passage_of(&self, object: i64) -> Option<i64> {
        let place = self
            .passages
            .partition_point(|passage| passage >> ORDINAL_BITS < object);
        let passage = self.passages.get(place).copied();
        passage.filter(|passage| passage >> ORDINAL_BITS == object)
    }

    fn is_nowhere(&self) -> bool {
        self.extent == Extent::Complete && self.objects.is_empty()
    }
}

/// The objects that have all terms somewhere, most recently edited first.
pub(crate) fn over(
    session: &mut Session<'_>,
    terms: &[Term],
    narrowed: &Narrowed,
    bounds: &Bounds,
) -> Result<Vec<Candidate>, StoreError> {
    let mut listed = lists(session, terms, bounds)?.into_iter();
    let Some(rarest) = listed.next() else {
        return Ok(Vec::new());
    };
    let mut objects = rarest.objects.clone();
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
    let chosen = chosen(session, objects, narrowed)?;
    let candidates = chosen.into_iter().map(|object| Candidate {
        object,
        score: 0.0,
        passage: rarest.passage_of(object),
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
    for limit in [bounds.few, bounds.listed] {
        lists.clear();
        for term in &quick {
            lists.push(first_matches(session, term, limit)?);
        }
        if lists.iter().any(|list| list.extent == Extent::Complete) {
            break;
        }
    }
    for term in slow {
        let is_known = lists.iter().any(|list| list.extent == Extent::Complete);
        lists.push(if is_known {
            Matches::unlisted(term)
        } else {
            first_matches(session, term, bounds.listed)?
        });
    }
    if lists.iter().any(Matches::is_nowhere) {
        return Ok(Vec::new());
    }
    // Of common terms, the one whose first matches crowd into the fewest objects is likely to be in few.
    lists.sort_by_key(|list| (list.extent, list.objects.len()));
    Ok(lists)
}

/// Up to `limit` matches of a term in each index.
fn first_matches<'t>(
    session: &mut Session<'_>,
    term: &'t Term,
    limit: usize,
) -> Result<Matches<'t>, StoreError> {
    // One more tells whether there are more.
    let wanted = i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1;
    let titles = session.all(
        sql("SELECT rowid FROM title_words WHERE title_words MATCH ? LIMIT ?")
            .bind(term.in_titles())
            .bind(wanted),
    )?;
    let places = session.all(
        sql("SELECT rowid FROM passage_words WHERE passage_words MATCH ? LIMIT ?")
            .bind(term.in_passages())
            .bind(wanted),
    )?;
    let extent = if titles.len() <= limit && places.len() <= limit {
        Extent::Complete
    } else {
        Extent::First
    };
    let passages = rows(places);
    let mut objects = rows(titles);
    objects.extend(passages.iter().map(|passage| passage >> ORDINAL_BITS));
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
    let having = session.all(
            sql("SELECT object FROM (SELECT value AS object FROM json_each(?1))
                 WHERE EXISTS (SELECT 1 FROM passage_words WHERE passage_words MATCH ?3
                               AND rowid BETWEEN object << 16 AND (object << 16) + 65535)
                    OR EXISTS (SELECT 1 FROM title_words WHERE title_words MATCH ?2 AND rowid = object)")
            .bind(number_list(among.iter().copied()))
            .bind(term.in_titles())
            .bind(term.in_passages()),
        )?;
    Ok(rows(having))
}

/// The objects that have a term in title or passages, among the given ones if any are, by going through its matches.
/// One more than `bounds.objects` says that they are too many.
fn scan(
    session: &mut Session<'_>,
    term: &Term,
    among: Option<&[i64]>,
    bounds: &Bounds,
) -> Result<Vec<i64>, StoreError> {
    let having = session.all(
            // `DISTINCT` stops at the limit, where `UNION` would first go through everything.
            sql("SELECT DISTINCT object FROM (
                     SELECT * FROM (SELECT rowid AS object FROM title_words WHERE title_words MATCH ?1 LIMIT ?3)
                     UNION ALL
                     SELECT * FROM (SELECT rowid >> 16 FROM passage_words WHERE passage_words MATCH ?2 LIMIT ?3))
                 WHERE ?4 IS NULL OR object IN (SELECT value FROM json_each(?4))
                 LIMIT ?5")
            .bind(term.in_titles())
            .bind(term.in_passages())
            .bind(bounds.scanned)
            .bind(among.map(|rows| number_list(rows.iter().copied())))
            .bind(among.map_or_else(
                || i64::try_from(bounds.objects).unwrap_or(i64::MAX - 1) + 1,
                |_| -1,
            )),
        )?;
    Ok(rows(having))
}

/// Those that may be found, most recently edited first.
fn chosen(
    session: &mut Session<'_>,
    objects: Vec<i64>,
    narrowed: &Narrowed,
) -> Result<Vec<i64>, StoreError> {
    if objects.is_empty() {
        return Ok(objects);
    }
    let chosen = filter::passing(session, number_list(objects), narrowed)?;
    Ok(rows(chosen))
}

fn rows(rows: Vec<(i64,)>) -> Vec<i64> {
    rows.into_iter().map(|(row,)| row).collect()
}
