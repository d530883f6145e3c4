//! Earlier versions of a page: what it said, since when, and by whom.
//!
//! A version is added whenever a text that is new was read, and stays as long as the page is remembered. Leaves out the
//! differences between two of them (`keepsake_text::differences`) and edits made here that Notion never had (`two_way`).
//!
//! The rule it protects: a version says since when it holds by Notion's clock, and names an editor only where Notion named
//! them for that very edit.

use std::collections::HashMap;

use keepsake_text::NotionId;
use serde::Deserialize;
use time::OffsetDateTime;

use crate::apply::Batch;
use crate::change::ConnectionId;
use crate::columns::{StoredId, millis, moment, number_list, row_id};
use crate::error::StoreError;
use crate::packing::unpack;
use crate::rows::row_struct;
use crate::statement::{batches, sql, sql_rows_of};
use crate::store::Store;

row_id!(
    /// A version of a page.
    VersionId
);

/// One version of a page's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its row, growing with time.
    pub id: VersionId,
    /// The page's last edit when it was read: since then it has said so.
    pub edited_time: OffsetDateTime,
    /// When it was read.
    pub observed_time: OffsetDateTime,
    /// Who made that edit, where it is known.
    pub editor: Option<String>,
    /// Bytes of its Markdown.
    pub size: u64,
}

/// A version to be added.
pub(crate) struct NewVersion {
    /// The page's row.
    pub(crate) row: i64,
    /// The row of the text.
    pub(crate) content: i64,
    /// Unix milliseconds.
    pub(crate) edited_time: i64,
}

/// The part of a page's JSON that says who edited it last.
#[derive(Deserialize)]
struct Stamped {
    last_edited_by: Option<Person>,
}

#[derive(Deserialize)]
struct Person {
    id: Option<String>,
}

/// Adds versions, each of another page.
pub(crate) fn add(batch: &mut Batch<'_>, versions: &[NewVersion]) -> Result<(), StoreError> {
    if versions.is_empty() {
        return Ok(());
    }
    let editors = editors(batch, versions)?;
    for rows in batches(versions) {
        let mut statement = sql_rows_of(
            "INSERT INTO revisions (object_id, content_id, edited_time, observed_time, editor, run_id, correlation_id)",
            "(?, ?, ?, ?, ?, ?, (SELECT correlation_id FROM runs WHERE id = ?))",
            rows.len(),
            "",
        );
        for version in rows {
            statement.push(version.row);
            statement.push(version.content);
            statement.push(version.edited_time);
            statement.push(batch.now);
            statement.push(editors.get(&version.row).copied().map(StoredId));
            statement.push(batch.run);
            statement.push(batch.run);
        }
        batch.session.execute(statement)?;
    }
    Ok(())
}

/// Who made the edit that each version shows. The object may have been edited again since its JSON was read, or its JSON
/// may be older than the text: then nobody is named.
fn editors(
    batch: &mut Batch<'_>,
    versions: &[NewVersion],
) -> Result<HashMap<i64, NotionId>, StoreError> {
    let edited: HashMap<i64, i64> = versions
        .iter()
        .map(|version| (version.row, version.edited_time))
        .collect();
    let rows: Vec<(i64, i64, Vec<u8>)> = batch.session.all(
        sql(
            "SELECT o.id, o.edited_time, r.raw FROM objects o JOIN object_raw r ON r.object_id = o.id
                 WHERE o.edited_time IS NOT NULL AND o.id IN (SELECT value FROM json_each(?))",
        )
        .bind(number_list(edited.keys().copied())),
    )?;
    let mut editors = HashMap::new();
    for (row, time, packed) in rows {
        if edited.get(&row) != Some(&time) {
            continue;
        }
        let stamped = serde_json::from_str::<Stamped>(&unpack(&packed)?).ok();
        let person = stamped.and_then(|stamped| stamped.last_edited_by?.id?.parse().ok());
        if let Some(person) = person {
            editors.insert(row, person);
        }
    }
    Ok(editors)
}

row_struct! {
    /// The row of a [`Version`].
    struct Row {
        id: VersionId,
        edited_time: i64,
        observed_time: i64,
        editor: Option<String>,
        size: u32,
    }
}

impl From<Row> for Version {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            edited_time: moment(row.edited_time),
            observed_time: moment(row.observed_time),
            editor: row.editor.filter(|name| !name.is_empty()),
            size: u64::from(row.size),
        }
    }
}

impl Store {
    /// The versions of a page, newest first, at most `limit`.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn versions(
        &self,
        connection: ConnectionId,
        id: NotionId,
        limit: u32,
    ) -> Result<Vec<Version>, StoreError> {
        let mut reader = self.reader().await?;
        let rows: Vec<Row> = reader.session()?.all(
            sql(
                "SELECT r.id, r.edited_time, r.observed_time, u.name AS editor, c.size
                 FROM objects o CROSS JOIN revisions r ON r.object_id = o.id
                      JOIN contents c ON c.id = r.content_id
                      LEFT JOIN users u ON u.connection_id = o.connection_id AND u.notion_id = r.editor
                 WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY r.id DESC LIMIT ?",
            )
            .bind(connection)
            .bind(StoredId(id))
            .bind(limit),
        )?;
        Ok(rows.into_iter().map(Version::from).collect())
    }

    /// The oldest version of a page.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn oldest_version(
        &self,
        connection: ConnectionId,
        id: NotionId,
    ) -> Result<Option<Version>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(
                "SELECT r.id, r.edited_time, r.observed_time, u.name AS editor, c.size
                 FROM objects o CROSS JOIN revisions r ON r.object_id = o.id
                      JOIN contents c ON c.id = r.content_id
                      LEFT JOIN users u ON u.connection_id = o.connection_id AND u.notion_id = r.editor
                 WHERE o.connection_id = ? AND o.notion_id = ? ORDER BY r.id LIMIT 1",
            )
            .bind(connection)
            .bind(StoredId(id)),
        )?;
        Ok(row.map(Version::from))
    }

    /// The version that a page showed at a moment: the last one whose edit is not after it. Nothing where the page was not
    /// remembered yet or says nothing that old.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn version_at(
        &self,
        connection: ConnectionId,
        id: NotionId,
        time: OffsetDateTime,
    ) -> Result<Option<Version>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<Row> = reader.session()?.optional(
            sql(
                "SELECT r.id, r.edited_time, r.observed_time, u.name AS editor, c.size
                 FROM objects o CROSS JOIN revisions r ON r.object_id = o.id
                      JOIN contents c ON c.id = r.content_id
                      LEFT JOIN users u ON u.connection_id = o.connection_id AND u.notion_id = r.editor
                 WHERE o.connection_id = ? AND o.notion_id = ? AND r.edited_time <= ? ORDER BY r.id DESC LIMIT 1",
            )
            .bind(connection)
            .bind(StoredId(id))
            .bind(millis(time)),
        )?;
        Ok(row.map(Version::from))
    }

    /// The Markdown of one version of a page; nothing where it has no such version.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn version_text(
        &self,
        connection: ConnectionId,
        id: NotionId,
        version: VersionId,
    ) -> Result<Option<String>, StoreError> {
        let mut reader = self.reader().await?;
        let row: Option<(Vec<u8>,)> = reader.session()?.optional(
            sql(
                "SELECT c.packed FROM revisions r JOIN objects o ON o.id = r.object_id
                      JOIN contents c ON c.id = r.content_id
                 WHERE r.id = ? AND o.connection_id = ? AND o.notion_id = ?",
            )
            .bind(version)
            .bind(connection)
            .bind(StoredId(id)),
        )?;
        row.map(|(packed,)| unpack(&packed)).transpose()
    }
}
