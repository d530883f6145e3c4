//! A data source as a table: found by id or name, with its columns and how far it is read.

use keepsake_memory::{ConnectionId, ObjectKind};
use keepsake_text::NotionId;
use serde_json::Value;

use super::{cells, schema};
use crate::connect::connection_id;
use crate::dto::{self, DataTable, TableColumn};
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use crate::records::Found;

/// A data source that can be asked for rows.
pub(super) struct Source {
    pub(super) connection: ConnectionId,
    pub(super) id: NotionId,
    pub(super) title: String,
    pub(super) columns: Vec<TableColumn>,
}

impl Keepsake {
    /// A table of a database, with its columns and kept views.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is no data source with this id.
    pub async fn data_table(&self, source: &str) -> Result<DataTable, AppError> {
        let source = self.source(source).await?;
        let counts = self
            .store()
            .source_counts(source.connection, source.id)
            .await?;
        Ok(DataTable {
            id: source.id.to_string(),
            views: self.kept_views(&source).await?,
            title: source.title,
            columns: source.columns,
            rows: dto::count(counts.rows),
            partial: dto::count(counts.partial),
            coming: counts.coming,
        })
    }

    /// The data sources of a database that somebody named: by its id or address, or by its title.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when there is none; [`ErrorCode::InvalidInput`] when several have this title.
    pub async fn tables_called(
        &self,
        connection: &str,
        name: &str,
    ) -> Result<Vec<DataTable>, AppError> {
        let id = match crate::catalog::notion_id(name) {
            Ok(id) => id,
            Err(_) => self.titled(connection_id(connection)?, name).await?,
        };
        let Found::Page { connection, object } = self.found(&id.to_string()).await? else {
            return Err(missing(name));
        };
        let mut tables = Vec::new();
        for table in self.tables(connection, &object).await? {
            tables.push(self.data_table(&table.id).await?);
        }
        if tables.is_empty() {
            return Err(missing(name));
        }
        Ok(tables)
    }

    async fn titled(&self, connection: ConnectionId, name: &str) -> Result<NotionId, AppError> {
        let tree = self.store().tree(connection).await?;
        let wanted = name.trim().to_lowercase();
        let mut found: Vec<_> = tree
            .into_iter()
            .filter(|node| node.kind != ObjectKind::Page && node.title.to_lowercase() == wanted)
            .collect();
        // A database and its only table are one thing to whoever names it.
        let databases: Vec<NotionId> = found
            .iter()
            .filter(|node| node.kind == ObjectKind::Database)
            .map(|node| node.id)
            .collect();
        found.retain(|node| {
            !node
                .parent
                .is_some_and(|parent| databases.contains(&parent))
        });
        match found.as_slice() {
            [] => Err(missing(name)),
            [one] => Ok(one.id),
            several => {
                let ids: Vec<String> = several.iter().map(|node| node.id.to_string()).collect();
                Err(AppError::invalid("several_databases")
                    .with("name", name)
                    .with("ids", ids.join(", ")))
            }
        }
    }

    /// The data source with this id, ready to be asked: what can be compared of its rows is made where it is missing.
    pub(super) async fn source(&self, id: &str) -> Result<Source, AppError> {
        let (connection, object) = match self.found(id).await? {
            Found::Page { connection, object } if object.kind == ObjectKind::DataSource => {
                (connection, object)
            }
            Found::Page { .. } | Found::Creation { .. } => return Err(missing(id)),
        };
        let id = object.id;
        let raw = self.store().raw(connection, id).await?;
        self.store()
            .make_row_cells(connection, id, |row| cells::of_row(id, row))
            .await?;
        Ok(Source {
            connection,
            id,
            title: object.title,
            columns: schema::columns(&raw.unwrap_or(Value::Null)),
        })
    }
}

fn missing(what: &str) -> AppError {
    AppError::new(ErrorCode::NotFound)
        .with("what", "database")
        .with("id", what)
}
