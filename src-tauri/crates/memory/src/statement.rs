//! The one door every SQL statement goes through.
//!
//! A [`Statement`] is static SQL text with its arguments; a [`Session`] runs it on one SQLite connection, on the thread that
//! asks. Nothing else in the crate talks to SQLite about queries. A [`StatementWatch`] sees each statement before it runs
//! and may stop it, which is how a test ends the world between any two statements.
//!
//! The rule it protects: no SQL text is ever made from data.

use std::borrow::Cow;
use std::sync::Arc;

use rusqlite::fallible_iterator::FallibleIterator as _;
use rusqlite::types::{ToSql, ToSqlOutput, Value};
use rusqlite::{Batch, Connection, Rows};

use crate::error::StoreError;
use crate::rows::FromRow;

/// Sees every statement before it runs.
pub trait StatementWatch: Send + Sync {
    /// Called with the text of the statement; `BEGIN` and `COMMIT` are statements too.
    ///
    /// # Errors
    ///
    /// An error stops the operation as if the process had ended before the statement.
    fn before(&self, sql: &str) -> Result<(), StoreError>;
}

/// Begins a transaction with the write lock, so that it never has to be given up half way.
pub(crate) const BEGIN_IMMEDIATE: &str = "BEGIN IMMEDIATE";

/// Rows per `INSERT`: one statement text per size, so that SQLite prepares each once.
const ROWS_PER_STATEMENT: [usize; 6] = [64, 16, 8, 4, 2, 1];

/// SQL and its arguments.
pub(crate) struct Statement {
    /// Static, or static pieces repeated for a number of rows.
    text: Cow<'static, str>,
    arguments: Vec<Value>,
    refused: Option<String>,
}

/// A statement of static SQL.
pub(crate) fn sql(text: &'static str) -> Statement {
    Statement::new(Cow::Borrowed(text))
}

/// A statement joined of static pieces, which say with question marks where data goes.
pub(crate) fn sql_pieces(pieces: impl IntoIterator<Item = &'static str>) -> Statement {
    Statement::new(Cow::Owned(pieces.into_iter().collect()))
}

/// `head VALUES (?, ...), (?, ...) tail` for a number of rows; bind the values row by row.
pub(crate) fn sql_rows(
    head: &'static str,
    columns: usize,
    rows: usize,
    tail: &'static str,
) -> Statement {
    let mut row = String::from("(");
    for column in 0..columns {
        row.push_str(if column == 0 { "?" } else { ", ?" });
    }
    row.push(')');
    repeated(head, &row, rows, tail)
}

/// Like [`sql_rows`], for rows that hold more than question marks.
pub(crate) fn sql_rows_of(
    head: &'static str,
    row: &'static str,
    rows: usize,
    tail: &'static str,
) -> Statement {
    repeated(head, row, rows, tail)
}

fn repeated(head: &'static str, row: &str, rows: usize, tail: &'static str) -> Statement {
    let mut text = String::with_capacity(head.len() + tail.len() + 10 + rows * (row.len() + 2));
    text.push_str(head);
    text.push_str(" VALUES ");
    for index in 0..rows {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(row);
    }
    text.push(' ');
    text.push_str(tail);
    Statement::new(Cow::Owned(text))
}

/// Cuts rows into the sizes statements are prepared for, in order.
pub(crate) fn batches<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = ROWS_PER_STATEMENT
            .into_iter()
            .find(|size| *size <= rows.len())?;
        let (batch, rest) = rows.split_at(size);
        rows = rest;
        Some(batch)
    })
}

impl Statement {
    fn new(text: Cow<'static, str>) -> Self {
        Self {
            text,
            arguments: Vec::new(),
            refused: None,
        }
    }

    /// Adds the next argument.
    pub(crate) fn bind(mut self, value: impl ToSql) -> Self {
        self.push(value);
        self
    }

    /// Adds the next argument in place.
    pub(crate) fn push(&mut self, value: impl ToSql) {
        match value.to_sql() {
            Ok(ToSqlOutput::Owned(value)) => self.arguments.push(value),
            Ok(ToSqlOutput::Borrowed(value)) => match Value::try_from(value) {
                Ok(value) => self.arguments.push(value),
                Err(error) => self.refused = Some(error.to_string()),
            },
            Ok(_) => self.refused = Some("an argument of a kind that is not used here".to_owned()),
            Err(error) => self.refused = Some(error.to_string()),
        }
    }
}

/// Runs statements on one SQLite connection.
pub(crate) struct Session<'c> {
    connection: &'c Connection,
    watch: Option<&'c Arc<dyn StatementWatch>>,
}

impl<'c> Session<'c> {
    pub(crate) fn new(
        connection: &'c Connection,
        watch: Option<&'c Arc<dyn StatementWatch>>,
    ) -> Self {
        Self { connection, watch }
    }

    /// Tells the watch about a statement run by other means.
    pub(crate) fn announce(&self, text: &str) -> Result<(), StoreError> {
        match self.watch {
            Some(watch) => watch.before(text),
            None => Ok(()),
        }
    }

    /// Runs several statements without arguments, one by one: the text of a migration.
    pub(crate) fn script(&mut self, text: &'static str) -> Result<(), StoreError> {
        let mut statements = Batch::new(self.connection, text);
        while let Some(mut statement) = statements.next()? {
            self.announce(&statement.expanded_sql().unwrap_or_default())?;
            let mut rows = statement.raw_query();
            while rows.next()?.is_some() {}
        }
        Ok(())
    }

    /// Prepares a statement, or takes it from those prepared before, and lets `read` have its rows.
    fn run<T>(
        &self,
        statement: Statement,
        read: impl FnOnce(&mut Rows<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if let Some(detail) = statement.refused {
            return Err(StoreError::Statement { detail });
        }
        self.announce(&statement.text)?;
        let mut prepared = self.connection.prepare_cached(&statement.text)?;
        for (index, value) in (1..).zip(&statement.arguments) {
            prepared.raw_bind_parameter(index, value)?;
        }
        read(&mut prepared.raw_query())
    }

    /// Runs a statement; the number of rows it changed.
    pub(crate) fn execute(&mut self, statement: Statement) -> Result<u64, StoreError> {
        self.run(statement, |rows| {
            while rows.next()?.is_some() {}
            Ok(())
        })?;
        Ok(self.connection.changes())
    }

    /// Runs an `INSERT` of one row; its row id.
    pub(crate) fn insert(&mut self, statement: Statement) -> Result<i64, StoreError> {
        self.execute(statement)?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Every row of a query.
    pub(crate) fn all<R: FromRow>(&mut self, statement: Statement) -> Result<Vec<R>, StoreError> {
        self.run(statement, |rows| {
            let mut found = Vec::new();
            while let Some(row) = rows.next()? {
                found.push(R::from_row(row)?);
            }
            Ok(found)
        })
    }

    /// The first row of a query, if there is one.
    pub(crate) fn optional<R: FromRow>(
        &mut self,
        statement: Statement,
    ) -> Result<Option<R>, StoreError> {
        self.run(statement, |rows| {
            let first = rows.next()?.map(R::from_row).transpose()?;
            Ok(first)
        })
    }

    /// The only row of a query that always has one.
    pub(crate) fn one<R: FromRow>(&mut self, statement: Statement) -> Result<R, StoreError> {
        self.optional(statement)?
            .ok_or_else(|| StoreError::Statement {
                detail: "a query that always has a row had none".to_owned(),
            })
    }
}
