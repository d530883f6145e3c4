//! The one door every SQL statement goes through.
//!
//! A [`Statement`] is static SQL text with its arguments; a [`Session`] runs it on one SQLite connection. Nothing else in the
//! crate talks to sqlx about queries. A [`StatementWatch`] sees each statement before it runs and may stop it, which is how
//! a test ends the world between any two statements.
//!
//! The rule it protects: no SQL text is ever made from data.

use std::sync::Arc;

use futures::TryStreamExt;
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Encode, FromRow, Sqlite, SqliteConnection, Type};

use crate::error::StoreError;

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

enum Text {
    Static(&'static str),
    /// Static pieces repeated for a number of rows.
    Rows(String),
}

/// SQL and its arguments.
pub(crate) struct Statement {
    text: Text,
    arguments: SqliteArguments,
    refused: Option<String>,
}

/// A statement of static SQL.
pub(crate) fn sql(text: &'static str) -> Statement {
    Statement {
        text: Text::Static(text),
        arguments: SqliteArguments::default(),
        refused: None,
    }
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
    Statement {
        text: Text::Rows(text),
        arguments: SqliteArguments::default(),
        refused: None,
    }
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
    /// Adds the next argument.
    pub(crate) fn bind<'t, T: Encode<'t, Sqlite> + Type<Sqlite>>(mut self, value: T) -> Self {
        self.push(value);
        self
    }

    /// Adds the next argument in place.
    pub(crate) fn push<'t, T: Encode<'t, Sqlite> + Type<Sqlite>>(&mut self, value: T) {
        if let Err(error) = self.arguments.add(value) {
            self.refused = Some(error.to_string());
        }
    }

    fn text(&self) -> &str {
        match &self.text {
            Text::Static(text) => text,
            Text::Rows(text) => text,
        }
    }

    fn query(self) -> sqlx::query::Query<'static, Sqlite, SqliteArguments> {
        match self.text {
            Text::Static(text) => sqlx::query_with(text, self.arguments),
            // Safe: `sql_rows` joins static pieces and question marks, never data.
            Text::Rows(text) => sqlx::query_with(AssertSqlSafe(text), self.arguments),
        }
    }
}

/// Runs statements on one SQLite connection.
pub(crate) struct Session<'c> {
    connection: &'c mut SqliteConnection,
    watch: Option<Arc<dyn StatementWatch>>,
}

impl<'c> Session<'c> {
    pub(crate) fn new(
        connection: &'c mut SqliteConnection,
        watch: Option<&Arc<dyn StatementWatch>>,
    ) -> Self {
        Self {
            connection,
            watch: watch.cloned(),
        }
    }

    /// Who watches, for a session inside this one.
    pub(crate) fn watch(&self) -> Option<Arc<dyn StatementWatch>> {
        self.watch.clone()
    }

    /// The connection itself, for what sqlx's own traits do (migrations).
    pub(crate) fn connection(&mut self) -> &mut SqliteConnection {
        self.connection
    }

    /// Tells the watch about a statement run by other means.
    pub(crate) fn announce(&self, text: &str) -> Result<(), StoreError> {
        match &self.watch {
            Some(watch) => watch.before(text),
            None => Ok(()),
        }
    }

    fn admit(&self, statement: &Statement) -> Result<(), StoreError> {
        if let Some(detail) = &statement.refused {
            return Err(StoreError::Statement {
                detail: detail.clone(),
            });
        }
        self.announce(statement.text())
    }

    /// Runs a statement; the number of rows it changed.
    pub(crate) async fn execute(&mut self, statement: Statement) -> Result<u64, StoreError> {
        self.admit(&statement)?;
        Ok(statement
            .query()
            .execute(&mut *self.connection)
            .await?
            .rows_affected())
    }

    /// Runs an `INSERT` of one row; its row id.
    pub(crate) async fn insert(&mut self, statement: Statement) -> Result<i64, StoreError> {
        self.admit(&statement)?;
        Ok(statement
            .query()
            .execute(&mut *self.connection)
            .await?
            .last_insert_rowid())
    }

    /// Every row of a query.
    pub(crate) async fn all<R>(&mut self, statement: Statement) -> Result<Vec<R>, StoreError>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        self.admit(&statement)?;
        // Row by row: SQLite's own form of a row takes many times the memory of ours.
        let mut rows = statement.query().fetch(&mut *self.connection);
        let mut found = Vec::new();
        while let Some(row) = rows.try_next().await? {
            found.push(R::from_row(&row)?);
        }
        Ok(found)
    }

    /// The first row of a query, if there is one.
    pub(crate) async fn optional<R>(
        &mut self,
        statement: Statement,
    ) -> Result<Option<R>, StoreError>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        self.admit(&statement)?;
        statement
            .query()
            .fetch_optional(&mut *self.connection)
            .await?
            .map(|row| R::from_row(&row).map_err(StoreError::from))
            .transpose()
    }

    /// The only row of a query that always has one.
    pub(crate) async fn one<R>(&mut self, statement: Statement) -> Result<R, StoreError>
    where
        R: for<'r> FromRow<'r, SqliteRow>,
    {
        self.admit(&statement)?;
        let row = statement.query().fetch_one(&mut *self.connection).await?;
        Ok(R::from_row(&row)?)
    }
}
