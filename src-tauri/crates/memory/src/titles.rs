//! The index of titles: one entry per object with a title, found by its row id.
//!
//! The index holds words only. Taking an entry out needs the words that were put in, so callers pass the title as it was
//! stored. The rule it protects: an object has an entry exactly when its stored title has words.

use crate::error::StoreError;
use crate::search::words;
use crate::statement::{Session, batches, sql_rows};

fn with_words(titles: &[(i64, &str)]) -> Vec<(i64, String)> {
    titles
        .iter()
        .map(|(row, title)| (*row, words::indexed(title)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

/// Adds the titles of these objects.
pub(crate) fn add(session: &mut Session<'_>, titles: &[(i64, &str)]) -> Result<(), StoreError> {
    for rows in batches(&with_words(titles)) {
        let mut statement = sql_rows("INSERT INTO title_words (rowid, text)", 2, rows.len(), "");
        for (row, words) in rows {
            statement.push(*row);
            statement.push(words);
        }
        session.execute(statement)?;
    }
    Ok(())
}

/// Takes out the titles these objects had.
pub(crate) fn remove(session: &mut Session<'_>, titles: &[(i64, &str)]) -> Result<(), StoreError> {
    for rows in batches(&with_words(titles)) {
        let mut statement = sql_rows(
            "INSERT INTO title_words (title_words, rowid, text)",
            3,
            rows.len(),
            "",
        );
        for (row, words) in rows {
            statement.push("delete");
            statement.push(*row);
            statement.push(words);
        }
        session.execute(statement)?;
    }
    Ok(())
}
