//! What can be compared of a row, beside its JSON.
//!
//! Made of rows that have none yet, which are all of them before a table is looked at for the first time: an import that
//! nobody looks at pays nothing. The rule it protects: whatever changes a row takes its cells away in the same commit, and
//! the cells of a row are made of what is committed, in the transaction that stores them.

use keepsake_text::NotionId;
use serde_json::{Map, Value, json};

use crate::change::ConnectionId;
use crate::columns::{StoredId, clean, number_list};
use crate::error::StoreError;
use crate::search::words;
use crate::statement::{Session, batches, sql, sql_rows_of};
use crate::store::{Durability, Store, at_length};
use crate::tables::rows::{self, TableRow};

/// Rows whose cells are made in one transaction.
const ROWS_AT_ONCE: u32 = 256;

/// The value of one property of a row, as it is compared. An empty field has no cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    /// The property's id.
    pub property: String,
    /// A number, or a moment in unix milliseconds.
    pub number: Option<f64>,
    /// Its words; a date begins with its day (`2026-11-20`).
    pub text: String,
    /// The options, people or pages it holds.
    pub members: Vec<String>,
}

/// What can be compared of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowCells {
    /// Whether it is a row as the person sees it here.
    pub shown: bool,
    /// One for each field that is not empty.
    pub cells: Vec<Cell>,
}

impl RowCells {
    /// The JSON of the column.
    fn packed(&self) -> String {
        let mut all = Map::new();
        for cell in &self.cells {
            let mut fields = Map::new();
            if let Some(number) = cell.number {
                fields.insert("n".to_owned(), json!(number));
            }
            if !cell.text.is_empty() {
                let folded = words::folded(&cell.text);
                fields.insert("t".to_owned(), json!(clean(&folded)));
            }
            if !cell.members.is_empty() {
                fields.insert("m".to_owned(), json!(cell.members));
            }
            if !fields.is_empty() {
                all.insert(key(&cell.property), Value::Object(fields));
            }
        }
        Value::Object(all).to_string()
    }
}

/// A property's id as a key of the column: without what would end a quoted label of a path.
pub(super) fn key(property: &str) -> String {
    property.replace('"', "%22").replace('\\', "%5C")
}

/// These rows are not as they were: their cells are made anew when somebody looks.
pub(crate) fn forget(session: &mut Session<'_>, rows: &[i64]) -> Result<(), StoreError> {
    if rows.is_empty() {
        return Ok(());
    }
    session.execute(
        sql("DELETE FROM row_cells WHERE object_id IN (SELECT value FROM json_each(?))")
            .bind(number_list(rows.iter().copied())),
    )?;
    Ok(())
}

impl Store {
    /// Makes the cells of the rows of a data source that have none, by `make`; how many that were.
    ///
    /// # Errors
    ///
    /// When the store cannot be read or written.
    pub async fn make_row_cells(
        &self,
        connection: ConnectionId,
        source: NotionId,
        make: impl Fn(&TableRow) -> RowCells,
    ) -> Result<u64, StoreError> {
        let mut made = 0;
        let mut after = 0;
        loop {
            // Looked for without the write lock: while nothing changes, nothing is written.
            let missing = self.rows_without_cells(connection, source, after).await?;
            let Some(last) = missing.last() else {
                return Ok(made);
            };
            after = *last;
            let mut writer = self.writer().await;
            made += at_length(|| {
                let mut transaction = writer.begin(Durability::Process)?;
                let count = make_some(&mut transaction.session(), &missing, &make)?;
                transaction.commit()?;
                Ok::<_, StoreError>(count)
            })?;
        }
    }

    async fn rows_without_cells(
        &self,
        connection: ConnectionId,
        source: NotionId,
        after: i64,
    ) -> Result<Vec<i64>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<(i64,)> = reader.session()?.all(
            sql("SELECT o.id FROM objects o LEFT JOIN row_cells r ON r.object_id = o.id
                 WHERE o.connection_id = ? AND o.container = ? AND o.kind = 'page' AND o.id > ? AND r.object_id IS NULL
                 ORDER BY o.id LIMIT ?")
                .bind(connection)
                .bind(StoredId(source))
                .bind(after)
                .bind(ROWS_AT_ONCE),
        )?;
        Ok(rows.into_iter().map(|(row,)| row).collect())
    }
}

fn make_some(
    session: &mut Session<'_>,
    missing: &[i64],
    make: &impl Fn(&TableRow) -> RowCells,
) -> Result<u64, StoreError> {
    let mut made = Vec::new();
    for row in rows::load(session, missing)? {
        let cells = make(&row);
        made.push((row.row, cells.shown, cells.packed()));
    }
    for group in batches(&made) {
        let mut statement = sql_rows_of(
            "INSERT INTO row_cells (object_id, shown, cells)",
            "(?, ?, jsonb(?))",
            group.len(),
            "ON CONFLICT (object_id) DO UPDATE SET shown = excluded.shown, cells = excluded.cells",
        );
        for (row, shown, cells) in group {
            statement.push(*row);
            statement.push(*shown);
            statement.push(cells);
        }
        session.execute(statement)?;
    }
    Ok(made.len() as u64)
}
