//! Page bodies: the Markdown as last read, every version of it, and the passages made of it.
//!
//! A text is stored once under its hash, however many pages and revisions have it. The rule it protects: an old revision is
//! never changed or dropped when a new one arrives.

use std::borrow::Cow;

use keepsake_planted::{Bug, is as planted};
use keepsake_text::canonical::hash_text;
use keepsake_text::{ContentHash, NotionId, dialect};

use crate::apply::Batch;
use crate::columns::{StoredHash, clean, number_list};
use crate::contents;
use crate::error::StoreError;
use crate::passages::{self, NewPassage, Pieces, Section};
use crate::statement::{batches, sql, sql_rows};
use crate::versions::{self, NewVersion};

/// A body to be stored.
pub(crate) struct NewBody {
    pub(crate) object: NotionId,
    pub(crate) markdown: String,
    pub(crate) source_hash: ContentHash,
    /// Unix milliseconds.
    pub(crate) edited_time: i64,
    pub(crate) settled: bool,
    pub(crate) lossy: bool,
    pub(crate) truncated: bool,
}

/// A body beside what is stored of it.
struct Write {
    row: i64,
    body: NewBody,
    hash: ContentHash,
    content: i64,
    /// The object had a body before.
    had_one: bool,
    /// The text is the one that is stored.
    same: bool,
}

/// Stores bodies, each of another object; adds a revision and rewrites the passages where a text is new.
pub(crate) fn put(batch: &mut Batch<'_>, bodies: Vec<NewBody>) -> Result<(), StoreError> {
    let mut writes = Vec::with_capacity(bodies.len());
    for mut body in bodies {
        if let Cow::Owned(cleaned) = clean(&body.markdown) {
            body.markdown = cleaned;
        }
        writes.push(Write {
            row: batch.row(body.object)?,
            hash: hash_text(&body.markdown),
            body,
            content: 0,
            had_one: false,
            same: false,
        });
    }
    compare(batch, &mut writes)?;
    put_contents(batch, &mut writes)?;
    put_rows(batch, &writes)?;
    let changed: Vec<&Write> = writes.iter().filter(|write| !write.same).collect();
    batch.applied.bodies_changed += changed.len() as u64;
    versions::add(batch, &new_versions(&changed))?;
    let pieces = changed
        .iter()
        .map(|write| Pieces {
            object_row: write.row,
            passages: passages_of(&write.body.markdown),
            is_new: !write.had_one,
        })
        .collect();
    if planted(Bug::IndexOutsideTransaction) {
        batch.session.execute(sql("COMMIT"))?;
        batch.session.execute(sql("BEGIN IMMEDIATE"))?;
    }
    passages::replace(&mut batch.session, Section::Body, pieces)
}

/// Notes the minute of our own write into an object whose text was known up to it.
pub(crate) fn echo(
    batch: &mut Batch<'_>,
    object: NotionId,
    minute: Option<i64>,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    batch.session.execute(
        sql("UPDATE bodies SET echo_time = ? WHERE object_id = ?")
            .bind(minute)
            .bind(row),
    )?;
    Ok(())
}

/// Finds out what is stored already.
fn compare(batch: &mut Batch<'_>, writes: &mut [Write]) -> Result<(), StoreError> {
    let stored: Vec<(i64, i64, StoredHash)> = batch.session.all(
        sql(
            "SELECT b.object_id, c.id, c.hash FROM bodies b JOIN contents c ON c.id = b.content_id
                 WHERE b.object_id IN (SELECT value FROM json_each(?))",
        )
        .bind(number_list(writes.iter().map(|write| write.row))),
    )?;
    for (row, content, hash) in stored {
        for write in writes.iter_mut().filter(|write| write.row == row) {
            write.had_one = true;
            write.same = hash.0 == write.hash;
            write.content = content;
        }
    }
    Ok(())
}

/// Stores the texts that are new and notes the row of each.
fn put_contents(batch: &mut Batch<'_>, writes: &mut [Write]) -> Result<(), StoreError> {
    let texts = writes.iter().filter(|write| !write.same);
    let texts: Vec<(ContentHash, &str)> = texts
        .map(|write| (write.hash, write.body.markdown.as_str()))
        .collect();
    let rows = contents::put_all(&mut batch.session, &texts)?;
    for write in writes.iter_mut().filter(|write| !write.same) {
        write.content = contents::row_of(&rows, write.hash)?;
    }
    Ok(())
}

fn put_rows(batch: &mut Batch<'_>, writes: &[Write]) -> Result<(), StoreError> {
    for rows in batches(writes) {
        let mut statement = sql_rows(
            "INSERT INTO bodies (object_id, content_id, edited_time, settled, lossy, truncated, source_hash,
                 observed_time)",
            8,
            rows.len(),
            "ON CONFLICT (object_id) DO UPDATE SET
                 content_id = excluded.content_id, edited_time = excluded.edited_time,
                 settled = excluded.settled, lossy = excluded.lossy, truncated = excluded.truncated,
                 source_hash = excluded.source_hash, observed_time = excluded.observed_time, echo_time = NULL",
        );
        for Write {
            row, content, body, ..
        } in rows
        {
            statement.push(*row);
            statement.push(*content);
            statement.push(body.edited_time);
            statement.push(body.settled);
            statement.push(body.lossy);
            statement.push(body.truncated);
            statement.push(StoredHash(body.source_hash));
            statement.push(batch.now);
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}

fn new_versions(changed: &[&Write]) -> Vec<NewVersion> {
    let version = |write: &&Write| NewVersion {
        row: write.row,
        content: write.content,
        edited_time: write.body.edited_time,
    };
    changed.iter().map(version).collect()
}

/// Puts a fuller text in the place of the one just stored. The revision is the same edit, so it is amended; where that
/// makes it equal to the one before, there was no change and the revision goes.
pub(crate) fn amend(
    batch: &mut Batch<'_>,
    object: NotionId,
    markdown: &str,
) -> Result<(), StoreError> {
    let row = batch.row(object)?;
    let markdown = clean(markdown);
    let hash = hash_text(&markdown);
    let rows = contents::put_all(&mut batch.session, &[(hash, &markdown)])?;
    let content = contents::row_of(&rows, hash)?;
    let changed = batch.session.execute(
        sql("UPDATE bodies SET content_id = ?1 WHERE object_id = ?2 AND content_id <> ?1")
            .bind(content)
            .bind(row),
    )?;
    if changed == 0 {
        return Ok(());
    }
    let last: Vec<(i64, i64)> = batch.session.all(
        sql("SELECT id, content_id FROM revisions WHERE object_id = ? ORDER BY id DESC LIMIT 2")
            .bind(row),
    )?;
    let statement = match last.as_slice() {
        [(id, _), (_, before)] if *before == content => {
            sql("DELETE FROM revisions WHERE id = ?").bind(*id)
        }
        [(id, _), ..] => sql("UPDATE revisions SET content_id = ? WHERE id = ?")
            .bind(content)
            .bind(*id),
        [] => return index(batch, row, &markdown),
    };
    batch.session.execute(statement)?;
    index(batch, row, &markdown)
}

fn index(batch: &mut Batch<'_>, row: i64, markdown: &str) -> Result<(), StoreError> {
    let pieces = Pieces {
        object_row: row,
        passages: passages_of(markdown),
        is_new: false,
    };
    passages::replace(&mut batch.session, Section::Body, vec![pieces])
}

/// The passages of a text.
pub(crate) fn passages_of(markdown: &str) -> Vec<NewPassage> {
    dialect::passages(markdown)
        .into_iter()
        .map(|passage| NewPassage {
            heading: passage.heading,
            text: passage.text,
        })
        .collect()
}
