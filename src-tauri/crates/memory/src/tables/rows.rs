//! The rows of a data source: a window of them, how many there are, and how many in each group of a board.
//!
//! The rule it protects: however long a table is, only the window that was asked for leaves the store.

use keepsake_text::NotionId;
use serde_json::Value;
use time::OffsetDateTime;

use crate::change::ConnectionId;
use crate::columns::{StoredId, moment, number_list};
use crate::contents;
use crate::error::StoreError;
use crate::packing::unpack;
use crate::reads::{complete_values, completed};
use crate::rows::row_struct;
use crate::statement::{Session, Statement, sql, sql_pieces};
use crate::store::{Store, at_length};
use crate::tables::query::{Argument, Pieces, RowQuery, path};
use crate::two_way::parts::Part;

/// A row of a data source, as it is here.
#[derive(Debug, Clone, PartialEq)]
pub struct TableRow {
    pub(crate) row: i64,
    /// The page.
    pub object: NotionId,
    /// Its title in Notion.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// Its JSON as Notion sent it, with completed property values in the place of cut ones.
    pub raw: Value,
    /// What is wanted here of the parts that are not settled.
    pub local: Vec<(Part, Option<String>)>,
    /// The page, database or data source it lies in.
    pub container: Option<NotionId>,
    /// Its address in Notion.
    pub url: Option<String>,
    /// Its last edit in Notion.
    pub edited_time: Option<OffsetDateTime>,
}

/// Rows that hold the same option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowGroup {
    /// The option; nothing for rows that hold none.
    pub member: Option<String>,
    /// How many rows.
    pub rows: u64,
}

/// How far the rows of a data source are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SourceCounts {
    /// Rows that are here.
    pub rows: u64,
    /// Those of them of which only the name is known.
    pub partial: u64,
    /// Whether the list of them is still being read.
    pub coming: bool,
}

const FROM: &str = " FROM objects o JOIN row_cells r ON r.object_id = o.id";
const WHERE: &str = " WHERE o.connection_id = ? AND o.container = ? AND o.kind = 'page' AND o.in_trash = 0 AND r.shown = 1";

/// A statement of pieces; the arguments of `before` stand in front of the source's.
fn statement(
    head: &'static str,
    table: Option<(&'static str, String)>,
    (connection, source): (ConnectionId, NotionId),
    parts: &[Pieces],
    tail: &'static str,
) -> Statement {
    let extra = table.as_ref().map_or("", |(text, _)| text);
    let texts = parts.iter().flat_map(|part| part.texts.iter().copied());
    let pieces = [head, FROM, extra, WHERE].into_iter().chain(texts);
    let mut statement = sql_pieces(pieces.chain([tail]));
    if let Some((_, argument)) = table {
        statement.push(argument);
    }
    statement.push(connection);
    statement.push(StoredId(source));
    for argument in parts.iter().flat_map(|part| &part.arguments) {
        match argument {
            Argument::Text(text) => statement.push(text),
            Argument::Number(number) => statement.push(*number),
        }
    }
    statement
}

impl Store {
    /// How many rows of a data source a query finds. Rows without cells are not found (see [`Store::make_row_cells`]).
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn count_rows(
        &self,
        connection: ConnectionId,
        source: NotionId,
        query: &RowQuery,
    ) -> Result<u64, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let (count,): (i64,) = reader.session()?.one(statement(
                "SELECT count(*)",
                None,
                (connection, source),
                &[query.filter()],
                "",
            ))?;
            Ok(count.unsigned_abs())
        })
    }

    /// At most `limit` of the rows a query finds, after the first `offset` of them.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn rows(
        &self,
        connection: ConnectionId,
        source: NotionId,
        query: &RowQuery,
        offset: u32,
        limit: u32,
    ) -> Result<Vec<TableRow>, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let found: Vec<(i64,)> = session.all(
                statement(
                    "SELECT o.id",
                    None,
                    (connection, source),
                    &[query.filter(), query.order()],
                    " LIMIT ? OFFSET ?",
                )
                .bind(limit)
                .bind(offset),
            )?;
            let rows: Vec<i64> = found.into_iter().map(|(row,)| row).collect();
            load(&mut session, &rows)
        })
    }

    /// The groups that a property makes of the rows a query finds; a row that holds several is in each of them.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn row_groups(
        &self,
        connection: ConnectionId,
        source: NotionId,
        query: &RowQuery,
        property: &str,
    ) -> Result<Vec<RowGroup>, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let groups: Vec<(Option<String>, i64)> = reader.session()?.all(statement(
                "SELECT m.value, count(*)",
                Some((
                    " LEFT JOIN json_each(r.cells, ?) m ON TRUE",
                    path(property, ".m"),
                )),
                (connection, source),
                &[query.filter()],
                " GROUP BY m.value ORDER BY m.value",
            ))?;
            Ok(groups
                .into_iter()
                .map(|(member, rows)| RowGroup {
                    member,
                    rows: rows.unsigned_abs(),
                })
                .collect())
        })
    }

    /// How far the rows of a data source are read.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn source_counts(
        &self,
        connection: ConnectionId,
        source: NotionId,
    ) -> Result<SourceCounts, StoreError> {
        let mut reader = self.reader().await?;
        let (rows, partial, coming): (i64, i64, bool) = reader.session()?.one(
            sql("SELECT count(*), coalesce(sum(partial), 0),
                        EXISTS (SELECT 1 FROM fetches
                                WHERE connection_id = ?1 AND kind = 'query' AND target = ?2 AND done = 0 AND parked = 0)
                 FROM objects WHERE connection_id = ?1 AND container = ?2 AND kind = 'page' AND in_trash = 0")
                .bind(connection)
                .bind(StoredId(source)),
        )?;
        Ok(SourceCounts {
            rows: rows.unsigned_abs(),
            partial: partial.unsigned_abs(),
            coming,
        })
    }
}

row_struct! {
    /// A row as it lies there.
    struct Row {
        id: i64,
        notion_id: StoredId,
        title: String,
        icon: Option<String>,
        container: Option<StoredId>,
        url: Option<String>,
        edited_time: Option<i64>,
        raw: Option<Vec<u8>>,
        has_values: bool,
    }
}

/// A row, one of its parts, and the packed text that is wanted of it.
type LocalPart = (i64, Part, Option<Vec<u8>>);

/// These rows, in this order.
pub(super) fn load(session: &mut Session<'_>, wanted: &[i64]) -> Result<Vec<TableRow>, StoreError> {
    let list = number_list(wanted.iter().copied());
    let rows: Vec<Row> = session.all(
        sql(
            "SELECT o.id, o.notion_id, o.title, o.icon, o.container, o.url, o.edited_time, w.raw,
                    EXISTS (SELECT 1 FROM properties v WHERE v.object_id = o.id) AS has_values
             FROM json_each(?) j CROSS JOIN objects o ON o.id = j.value LEFT JOIN object_raw w ON w.object_id = o.id
             ORDER BY j.key",
        )
        .bind(&list),
    )?;
    let mut local: Vec<LocalPart> = session.all(
        sql(
            "SELECT c.object_id, c.part, l.packed FROM json_each(?) j CROSS JOIN copies c ON c.object_id = j.value
                  LEFT JOIN contents l ON l.id = c.local_id
             ORDER BY c.object_id, c.part",
        )
        .bind(&list),
    )?;
    let mut loaded = Vec::with_capacity(rows.len());
    for row in rows {
        let values = if row.has_values {
            complete_values(session, row.id)?
        } else {
            Vec::new()
        };
        let raw = match row.raw {
            Some(packed) => completed(&unpack(&packed)?, &values),
            None => Value::Null,
        };
        let mut parts = Vec::new();
        for (_, part, packed) in local.extract_if(.., |(owner, ..)| *owner == row.id) {
            parts.push((part, contents::text(packed)?));
        }
        loaded.push(TableRow {
            row: row.id,
            object: row.notion_id.0,
            title: row.title,
            icon: row.icon,
            raw,
            local: parts,
            container: row.container.map(|id| id.0),
            url: row.url,
            edited_time: row.edited_time.map(moment),
        });
    }
    Ok(loaded)
}
