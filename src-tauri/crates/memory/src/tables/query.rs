//! Which rows of a table, and in which order: from conditions to SQL.
//!
//! Pure. Each test and each order is one static piece of SQL with the arguments it takes; a query is such pieces joined.
//! The rule it protects: names and values are arguments, never part of the text.

use serde_json::json;

use crate::search::words;
use crate::tables::cells::key;

/// Which rows, in which order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RowQuery {
    /// All of them hold.
    pub conditions: Vec<RowCondition>,
    /// The first one decides, the others where it does not. Rows that were seen first come first otherwise.
    pub sorts: Vec<RowSort>,
}

/// Something that holds of a property.
#[derive(Debug, Clone, PartialEq)]
pub struct RowCondition {
    /// The property's id.
    pub property: String,
    /// What holds of it.
    pub test: RowTest,
}

/// What holds of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum RowTest {
    /// There is none.
    Empty,
    /// There is one.
    NotEmpty,
    /// Its words contain these.
    Contains(String),
    /// Its words do not contain these.
    ContainsNot(String),
    /// Its words are these.
    Is(String),
    /// Its words are others, or there is no value.
    IsNot(String),
    /// It holds this option, person or page.
    Has(String),
    /// It does not hold this option, person or page.
    HasNot(String),
    /// It holds no option, person or page.
    HasNothing,
    /// It is this number.
    Equals(f64),
    /// It is another number, or there is no value.
    EqualsNot(f64),
    /// It is a smaller number.
    Less(f64),
    /// It is this number or a smaller one.
    AtMost(f64),
    /// It is a larger number.
    Greater(f64),
    /// It is this number or a larger one.
    AtLeast(f64),
    /// It begins on this day (`2026-11-20`).
    On(String),
    /// It begins on an earlier day.
    Before(String),
    /// It begins on a later day.
    After(String),
}

/// What rows are put in order by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowSort {
    /// The property's id.
    pub property: String,
    /// What of it counts.
    pub by: SortBy,
    /// The other way round; empty fields come last either way.
    pub descending: bool,
}

/// What of a value counts for the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortBy {
    /// The number or moment, then the words.
    Value,
    /// The place of its option in this list.
    Options(Vec<String>),
    /// The title of the first page it leads to.
    PageTitle,
}

/// An argument of a statement.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Argument {
    Text(String),
    Number(f64),
}

/// Pieces of SQL and their arguments.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Pieces {
    pub(super) texts: Vec<&'static str>,
    pub(super) arguments: Vec<Argument>,
}

impl Pieces {
    fn add(&mut self, text: &'static str, arguments: impl IntoIterator<Item = Argument>) {
        self.texts.push(text);
        self.arguments.extend(arguments);
    }
}

/// Where the cell of a property lies, or a field of it.
pub(super) fn path(property: &str, field: &str) -> String {
    format!("$.\"{}\"{field}", key(property))
}

impl RowQuery {
    /// `AND ... AND ...`, to be put behind a `WHERE`; over `r.cells`.
    pub(super) fn filter(&self) -> Pieces {
        let mut pieces = Pieces::default();
        for RowCondition { property, test } in &self.conditions {
            let at = |field: &str| Argument::Text(path(property, field));
            let words = |text: &str| Argument::Text(words::folded(text));
            let exact = |text: &str| Argument::Text(text.to_owned());
            match test {
                RowTest::Empty => pieces.add(" AND json_type(r.cells, ?) IS NULL", [at("")]),
                RowTest::NotEmpty => {
                    pieces.add(" AND json_type(r.cells, ?) IS NOT NULL", [at("")]);
                }
                RowTest::Contains(text) => pieces.add(
                    " AND instr(json_extract(r.cells, ?), ?) > 0",
                    [at(".t"), words(text)],
                ),
                RowTest::ContainsNot(text) => pieces.add(
                    " AND coalesce(instr(json_extract(r.cells, ?), ?), 0) = 0",
                    [at(".t"), words(text)],
                ),
                RowTest::Is(text) => {
                    pieces.add(" AND json_extract(r.cells, ?) = ?", [at(".t"), words(text)])
                }
                RowTest::IsNot(text) => pieces.add(
                    " AND json_extract(r.cells, ?) IS NOT ?",
                    [at(".t"), words(text)],
                ),
                RowTest::Has(member) => pieces.add(
                    " AND EXISTS (SELECT 1 FROM json_each(r.cells, ?) m WHERE m.value = ?)",
                    [at(".m"), exact(member)],
                ),
                RowTest::HasNot(member) => pieces.add(
                    " AND NOT EXISTS (SELECT 1 FROM json_each(r.cells, ?) m WHERE m.value = ?)",
                    [at(".m"), exact(member)],
                ),
                RowTest::HasNothing => {
                    pieces.add(" AND json_type(r.cells, ?) IS NULL", [at(".m")]);
                }
                RowTest::Equals(number) => pieces.add(
                    " AND json_extract(r.cells, ?) = ?",
                    [at(".n"), Argument::Number(*number)],
                ),
                RowTest::EqualsNot(number) => pieces.add(
                    " AND json_extract(r.cells, ?) IS NOT ?",
                    [at(".n"), Argument::Number(*number)],
                ),
                RowTest::Less(number) => pieces.add(
                    " AND json_extract(r.cells, ?) < ?",
                    [at(".n"), Argument::Number(*number)],
                ),
                RowTest::AtMost(number) => pieces.add(
                    " AND json_extract(r.cells, ?) <= ?",
                    [at(".n"), Argument::Number(*number)],
                ),
                RowTest::Greater(number) => pieces.add(
                    " AND json_extract(r.cells, ?) > ?",
                    [at(".n"), Argument::Number(*number)],
                ),
                RowTest::AtLeast(number) => pieces.add(
                    " AND json_extract(r.cells, ?) >= ?",
                    [at(".n"), Argument::Number(*number)],
                ),
                RowTest::On(day) => pieces.add(
                    " AND substr(json_extract(r.cells, ?), 1, 10) = ?",
                    [at(".t"), exact(day)],
                ),
                RowTest::Before(day) => pieces.add(
                    " AND substr(json_extract(r.cells, ?), 1, 10) < ?",
                    [at(".t"), exact(day)],
                ),
                RowTest::After(day) => pieces.add(
                    " AND substr(json_extract(r.cells, ?), 1, 10) > ?",
                    [at(".t"), exact(day)],
                ),
            }
        }
        pieces
    }

    /// `ORDER BY ...`; over `r.cells` and `o.id`.
    pub(super) fn order(&self) -> Pieces {
        let mut pieces = Pieces::default();
        pieces.add(" ORDER BY", []);
        for RowSort {
            property,
            by,
            descending,
        } in &self.sorts
        {
            let at = |field: &str| Argument::Text(path(property, field));
            pieces.add(" json_type(r.cells, ?) IS NULL,", [at("")]);
            match by {
                SortBy::Value => {}
                SortBy::Options(options) => pieces.add(
                    match descending {
                        false => " (SELECT key FROM json_each(?) WHERE value = json_extract(r.cells, ?)) ASC NULLS LAST,",
                        true => " (SELECT key FROM json_each(?) WHERE value = json_extract(r.cells, ?)) DESC NULLS LAST,",
                    },
                    [Argument::Text(json!(options).to_string()), at(".m[0]")],
                ),
                SortBy::PageTitle => pieces.add(
                    match descending {
                        false => " (SELECT p.title FROM objects p WHERE p.connection_id = o.connection_id
                                    AND p.notion_id = unhex(json_extract(r.cells, ?))) COLLATE NOCASE ASC NULLS LAST,",
                        true => " (SELECT p.title FROM objects p WHERE p.connection_id = o.connection_id
                                    AND p.notion_id = unhex(json_extract(r.cells, ?))) COLLATE NOCASE DESC NULLS LAST,",
                    },
                    [at(".m[0]")],
                ),
            }
            pieces.add(
                match descending {
                    false => " json_extract(r.cells, ?) ASC, json_extract(r.cells, ?) ASC,",
                    true => " json_extract(r.cells, ?) DESC, json_extract(r.cells, ?) DESC,",
                },
                [at(".n"), at(".t")],
            );
        }
        pieces.add(" o.id", []);
        pieces
    }
}
