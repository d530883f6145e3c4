//! The export for spreadsheets: one table for each data source (RFC 4180).
//!
//! Columns go by the data source's schema, the title first; rows by when they were first seen, as they stand here, those that
//! were made here and Notion does not have last. The rule it protects: a
//! cell is text or a number, never a formula.

use std::path::Path;

use futures::TryStreamExt;
use keepsake_memory::{ConnectionId, ExportedObject, ObjectKind};
use keepsake_text::property;
use serde_json::Value;
use std::pin::pin;

use super::ExportSummary;
use super::csv_lines::CsvTable;
use super::folder::{ExportFolder, unwritable};
use super::made_here::MadeHere;
use super::names::Names;
use crate::dto;
use crate::error::AppError;
use crate::keepsake::Keepsake;

impl Keepsake {
    pub(super) async fn export_csv(
        &self,
        connection: ConnectionId,
        made_here: &MadeHere,
        folder: &mut ExportFolder,
    ) -> Result<ExportSummary, AppError> {
        let mut summary = ExportSummary::default();
        let mut names = Names::default();
        let mut stream = pin!(self.store().export_objects(connection));
        while let Some(exported) = stream.try_next().await? {
            if exported.object.kind != ObjectKind::DataSource {
                continue;
            }
            let name = names.take_free(
                &exported.object.title,
                exported.object.id,
                "csv",
                "",
                folder,
            );
            summary.objects += self
                .export_table(connection, &exported, made_here, &name, folder)
                .await?;
        }
        Ok(summary)
    }

    /// Writes the table of one data source to `name`; answers with its number of rows.
    pub(super) async fn export_table(
        &self,
        connection: ConnectionId,
        source: &ExportedObject,
        made_here: &MadeHere,
        name: &str,
        folder: &mut ExportFolder,
    ) -> Result<u64, AppError> {
        let columns = columns(&source.raw);
        let source = source.object.id;
        let failed = |error: std::io::Error| unwritable(Path::new(name), &error);
        let mut table = CsvTable::over(folder.begin(name)?);
        let own = ["Notion id", "Address", "Last edited"];
        table
            .line(columns.iter().map(String::as_str).chain(own))
            .map_err(failed)?;
        let mut count = 0;
        for row in self.store().children(connection, Some(source)).await? {
            let Some(object) = self
                .store()
                .object(connection, row.id)
                .await?
                .filter(|object| object.kept || object.in_scope)
            else {
                continue;
            };
            let page = self.page_here(connection, row.id).await?;
            let texts = cells(&columns, &page.unwrap_or(Value::Null));
            let own = [
                row.id.to_string(),
                object.url.unwrap_or_default(),
                row.edited_time.map(dto::moment).unwrap_or_default(),
            ];
            table.line(texts.into_iter().chain(own)).map_err(failed)?;
            count += 1;
        }
        for page in made_here.inside(source) {
            let edited = dto::moment(page.creation.changed_time);
            let own = [String::new(), String::new(), edited];
            let texts = cells(&columns, &page.as_shown());
            table.line(texts.into_iter().chain(own)).map_err(failed)?;
            count += 1;
        }
        table.end().map_err(AppError::internal)?.finish()?;
        Ok(count)
    }
}

/// What a page's JSON has in the columns.
fn cells(columns: &[String], page: &Value) -> Vec<String> {
    let properties = page.get("properties");
    let cells = columns.iter().map(|column| {
        properties
            .and_then(|all| all.get(column))
            .map(property::plain_text)
            .unwrap_or_default()
    });
    cells.collect()
}

/// The names of the columns, the title first.
fn columns(schema: &Value) -> Vec<String> {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        return Vec::new();
    };
    let is_title = |value: &Value| value.get("type").and_then(Value::as_str) == Some("title");
    let titles = properties.iter().filter(|(_, value)| is_title(value));
    let others = properties.iter().filter(|(_, value)| !is_title(value));
    titles.chain(others).map(|(name, _)| name.clone()).collect()
}
