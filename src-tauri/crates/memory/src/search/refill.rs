//! Filling both indexes anew, after a migration emptied them because words are folded differently since.
//!
//! The rule it protects: it happens in the transaction of that migration, so no store is ever seen whose index lacks words.

use crate::error::StoreError;
use crate::packing::unpack;
use crate::search::words;
use crate::statement::{Session, batches, sql, sql_rows};
use crate::titles;

/// Rows read at once.
const ROWS: i64 = 256;

/// Puts the words of all titles and passages into the indexes, which are empty.
pub(crate) fn refill(session: &mut Session<'_>) -> Result<(), StoreError> {
    fill_titles(session)?;
    fill_passages(session)
}

fn fill_titles(session: &mut Session<'_>) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<(i64, String)> = session.all(
            sql("SELECT id, title FROM objects WHERE id > ? ORDER BY id LIMIT ?")
                .bind(after)
                .bind(ROWS),
        )?;
        let Some((last, _)) = rows.last() else {
            return Ok(());
        };
        after = *last;
        let rows: Vec<(i64, &str)> = rows
            .iter()
            .map(|(row, title)| (*row, title.as_str()))
            .collect();
        titles::add(session, &rows)?;
    }
}

fn fill_passages(session: &mut Session<'_>) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let rows: Vec<(i64, Vec<u8>)> = session.all(
            sql("SELECT id, packed FROM passages WHERE id > ? ORDER BY id LIMIT ?")
                .bind(after)
                .bind(ROWS),
        )?;
        let Some((last, _)) = rows.last() else {
            return Ok(());
        };
        after = *last;
        for rows in batches(&rows) {
            let mut statement =
                sql_rows("INSERT INTO passage_words (rowid, text)", 2, rows.len(), "");
            for (row, packed) in rows {
                statement.push(*row);
                statement.push(words::indexed(&unpack(packed)?));
            }
            session.execute(statement)?;
        }
    }
}
