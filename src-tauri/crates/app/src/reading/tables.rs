//! A database as the reader shows it: its rows, a table for each of its data sources.
//!
//! Leaves out the views people made in Notion, which its API does not tell. The rule it protects: a row that is remembered
//! can be reached from its database, and what is left out for length is counted.

use keepsake_memory::{ConnectionId, ObjectKind, StoredObject};
use keepsake_text::NotionId;
use serde_json::Value;

use super::values::is_title;
use crate::dto::{self, ReaderRow, ReaderTable};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Rows shown of one data source.
const ROWS_SHOWN: usize = 200;

impl Keepsake {
    /// The tables of a database or data source; none for a page.
    pub(super) async fn tables(
        &self,
        connection: ConnectionId,
        object: &StoredObject,
    ) -> Result<Vec<ReaderTable>, AppError> {
        let sources = match object.kind {
            ObjectKind::Page => Vec::new(),
            ObjectKind::DataSource => Vec::from([(object.id, object.title.clone())]),
            ObjectKind::Database => {
                let inside = self.store().children(connection, Some(object.id)).await?;
                inside
                    .into_iter()
                    .filter(|child| child.kind == ObjectKind::DataSource)
                    .map(|child| (child.id, child.title))
                    .collect()
            }
        };
        let mut tables = Vec::new();
        for (source, title) in sources {
            tables.push(self.table(connection, source, title).await?);
        }
        Ok(tables)
    }

    async fn table(
        &self,
        connection: ConnectionId,
        source: NotionId,
        title: String,
    ) -> Result<ReaderTable, AppError> {
        let schema = self.store().raw(connection, source).await?;
        let columns = columns(&schema.unwrap_or(Value::Null));
        let mut listed = self.store().children(connection, Some(source)).await?;
        listed.retain(|row| row.kind == ObjectKind::Page);
        let total = dto::count(listed.len() as u64);
        let mut rows = Vec::new();
        for row in listed.into_iter().take(ROWS_SHOWN) {
            let Some(page) = self.page_ref(connection, row.id).await? else {
                continue;
            };
            let raw = self.store().raw(connection, row.id).await?;
            let mut cells = Vec::with_capacity(columns.len());
            for column in &columns {
                let value = raw
                    .as_ref()
                    .and_then(|raw| raw.get("properties")?.get(column));
                cells.push(match value {
                    Some(value) => self.property_value(connection, value).await?,
                    None => None,
                });
            }
            rows.push(ReaderRow { page, cells });
        }
        Ok(ReaderTable {
            title,
            columns,
            rows,
            total,
        })
    }
}

/// The names of the properties of a data source, without the title.
fn columns(schema: &Value) -> Vec<String> {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    properties
        .iter()
        .filter(|(_, property)| !is_title(property))
        .map(|(name, _)| name.clone())
        .collect()
}
