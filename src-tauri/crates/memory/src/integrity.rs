//! Proof that the store is sound.
//!
//! SQLite's own checks, then what they cannot know: that contents are what their hashes say, that the passages of a page are
//! those of its text, and that the index holds exactly the words of the passages and titles, which is found out by indexing
//! them anew and comparing.
//!
//! Reads everything; for tests and for `doctor`, not for every day.

use keepsake_text::canonical::hash_text;

use crate::bodies::passages_of;
use crate::columns::StoredHash;
use crate::error::StoreError;
use crate::packing::unpack;
use crate::passages::{self, Section};
use crate::search::words;
use crate::statement::{Session, batches, sql, sql_rows};
use crate::store::{Store, at_length};

/// Things read at once.
const PAGE: i64 = 256;

/// What is wrong with a store; empty is sound.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IntegrityReport {
    /// One sentence each, at most 100.
    pub problems: Vec<String>,
}

impl IntegrityReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn add(&mut self, problem: String) {
        if self.problems.len() < 100 {
            self.problems.push(problem);
        }
    }
}

impl Store {
    /// Checks everything. Writers wait meanwhile.
    ///
    /// # Errors
    ///
    /// When the store cannot be read at all; damage that can be told is in the report.
    pub async fn integrity_check(&self) -> Result<IntegrityReport, StoreError> {
        let mut writer = self.writer().await;
        at_length(|| {
            let mut report = IntegrityReport::default();
            let mut session = writer.session();
            check_pages(&mut session, &mut report)?;
            check_contents(&mut session, &mut report)?;
            check_orphans(&mut session, &mut report)?;
            check_passages(&mut session, &mut report)?;
            let compared = compare_index(&mut session, &mut report);
            for statement in [
                sql("DROP TABLE IF EXISTS temp.fresh_words"),
                sql("DROP TABLE IF EXISTS temp.fresh_terms"),
                sql("DROP TABLE IF EXISTS temp.kept_terms"),
            ] {
                session.execute(statement)?;
            }
            compared?;
            Ok(report)
        })
    }
}

fn check_pages(session: &mut Session<'_>, report: &mut IntegrityReport) -> Result<(), StoreError> {
    let found: Vec<(String,)> = session.all(sql("PRAGMA integrity_check(100)"))?;
    for (problem,) in found.into_iter().filter(|(line,)| line != "ok") {
        report.add(problem);
    }
    let broken: Vec<(String, Option<i64>, String)> = session.all(sql(
        "SELECT \"table\", rowid, parent FROM pragma_foreign_key_check LIMIT 100",
    ))?;
    for (table, row, parent) in broken {
        report.add(format!(
            "row {row:?} of {table} points at nothing in {parent}"
        ));
    }
    for (table, statement) in [
        (
            "passage_words",
            sql("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')"),
        ),
        (
            "title_words",
            sql("INSERT INTO title_words (title_words) VALUES ('integrity-check')"),
        ),
    ] {
        if let Err(StoreError::Damaged { detail }) = session.execute(statement) {
            report.add(format!("{table}: {detail}"));
        }
    }
    Ok(())
}

fn check_contents(
    session: &mut Session<'_>,
    report: &mut IntegrityReport,
) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<(i64, StoredHash, Vec<u8>)> = session.all(
            sql("SELECT id, hash, packed FROM contents WHERE id > ? ORDER BY id LIMIT ?")
                .bind(after)
                .bind(PAGE),
        )?;
        let Some((last, ..)) = rows.last() else {
            return Ok(());
        };
        after = *last;
        for (id, hash, packed) in rows {
            match unpack(&packed) {
                Ok(text) if hash_text(&text) == hash.0 => {}
                Ok(_) => report.add(format!("content {id} is not what its hash says")),
                Err(error) => report.add(format!("content {id}: {error}")),
            }
        }
    }
}

fn check_orphans(
    session: &mut Session<'_>,
    report: &mut IntegrityReport,
) -> Result<(), StoreError> {
    let orphans: Vec<(i64,)> = session.all(sql(
        "SELECT id FROM passages WHERE id >> 16 NOT IN (SELECT id FROM objects) LIMIT 100",
    ))?;
    for (id,) in orphans {
        report.add(format!("passage {id} belongs to no object"));
    }
    let bodies: Vec<(i64,)> = session.all(sql(
        "SELECT object_id FROM bodies b WHERE content_id NOT IN
                 (SELECT content_id FROM revisions r WHERE r.object_id = b.object_id) LIMIT 100",
    ))?;
    for (object,) in bodies {
        report.add(format!(
            "the body of object {object} is none of its revisions"
        ));
    }
    Ok(())
}

fn check_passages(
    session: &mut Session<'_>,
    report: &mut IntegrityReport,
) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let bodies: Vec<(i64, Vec<u8>)> = session.all(
            sql(
                "SELECT b.object_id, c.packed FROM bodies b JOIN contents c ON c.id = b.content_id
                     WHERE b.object_id > ? ORDER BY b.object_id LIMIT ?",
            )
            .bind(after)
            .bind(PAGE),
        )?;
        let Some((last, _)) = bodies.last() else {
            return Ok(());
        };
        after = *last;
        for (object, packed) in bodies {
            // What cannot be unpacked was told when contents were checked.
            let Ok(text) = unpack(&packed) else { continue };
            if !passages::are(session, Section::Body, object, passages_of(&text))? {
                report.add(format!(
                    "object {object} is not found by the words of its text"
                ));
            }
        }
    }
}

/// Indexes everything anew beside the index and compares every word with its places.
fn compare_index(
    session: &mut Session<'_>,
    report: &mut IntegrityReport,
) -> Result<(), StoreError> {
    for of_titles in [false, true] {
        session.execute(sql(
            "CREATE VIRTUAL TABLE temp.fresh_words USING fts5 (
                     text, content = '', tokenize = \"unicode61 remove_diacritics 2\")",
        ))?;
        index_anew(session, of_titles)?;
        session.execute(sql(
            "CREATE VIRTUAL TABLE temp.fresh_terms USING fts5vocab (temp, fresh_words, instance)",
        ))?;
        let (kept, differences) = if of_titles {
            (
                sql(
                    "CREATE VIRTUAL TABLE temp.kept_terms USING fts5vocab (main, title_words, instance)",
                ),
                "title_words",
            )
        } else {
            (
                sql(
                    "CREATE VIRTUAL TABLE temp.kept_terms USING fts5vocab (main, passage_words, instance)",
                ),
                "passage_words",
            )
        };
        session.execute(kept)?;
        let found: Vec<(String, i64)> = session.all(sql(
            "SELECT term, doc FROM (SELECT term, doc, offset FROM temp.kept_terms
                                        EXCEPT SELECT term, doc, offset FROM temp.fresh_terms)
                 UNION
                 SELECT term, doc FROM (SELECT term, doc, offset FROM temp.fresh_terms
                                        EXCEPT SELECT term, doc, offset FROM temp.kept_terms)
                 LIMIT 100",
        ))?;
        for (term, row) in found {
            report.add(format!(
                "{differences} differs from the content at {term:?} in row {row}"
            ));
        }
        for statement in [
            sql("DROP TABLE temp.kept_terms"),
            sql("DROP TABLE temp.fresh_terms"),
            sql("DROP TABLE temp.fresh_words"),
        ] {
            session.execute(statement)?;
        }
    }
    Ok(())
}

fn index_anew(session: &mut Session<'_>, titles: bool) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<(i64, String)> = if titles {
            session.all(
                sql("SELECT id, title FROM objects WHERE id > ? ORDER BY id LIMIT ?")
                    .bind(after)
                    .bind(PAGE),
            )?
        } else {
            let packed: Vec<(i64, Vec<u8>)> = session.all(
                sql("SELECT id, packed FROM passages WHERE id > ? ORDER BY id LIMIT ?")
                    .bind(after)
                    .bind(PAGE),
            )?;
            packed
                .into_iter()
                .map(|(id, packed)| Ok((id, unpack(&packed)?)))
                .collect::<Result<_, StoreError>>()?
        };
        let Some((last, _)) = rows.last() else {
            return Ok(());
        };
        after = *last;
        for rows in batches(&rows) {
            let mut statement = sql_rows(
                "INSERT INTO temp.fresh_words (rowid, text)",
                2,
                rows.len(),
                "",
            );
            for (id, text) in rows {
                statement.push(*id);
                statement.push(words::indexed(text));
            }
            session.execute(statement)?;
        }
    }
}
