//! What a view shows, as CSV: its rows in its order, its columns, and nothing else.

use std::path::Path;

use keepsake_text::file_name;

use super::rows::{MOST_AT_ONCE, shown_columns};
use super::source::Source;
use super::wish;
use crate::dto::{PropertyValue, TableLook};
use crate::error::AppError;
use crate::export::csv_lines::CsvTable;
use crate::failures::unwritable;
use crate::keepsake::Keepsake;
use crate::reading::saving;

impl Keepsake {
    /// The table that a look shows as CSV.
    ///
    /// # Errors
    /// When there is no such data source, or the look asks for what its columns do not have.
    pub async fn table_csv(&self, source: &str, look: &TableLook) -> Result<Vec<u8>, AppError> {
        let source = self.source(source).await?;
        self.csv_of(&source, look).await
    }

    /// Puts the table that a look shows into `folder` as CSV; answers with the name it got there.
    ///
    /// # Errors
    /// Like [`Keepsake::table_csv`], or when the folder cannot be written.
    pub async fn save_table(
        &self,
        source: &str,
        look: &TableLook,
        folder: &Path,
    ) -> Result<String, AppError> {
        let source = self.source(source).await?;
        let contents = self.csv_of(&source, look).await?;
        let name = file_name::safe(&source.title, "table");
        saving::save(&contents, &format!("{name}.csv"), folder).await
    }

    /// Writes the table that a look shows to a new file.
    ///
    /// # Errors
    /// Like [`Keepsake::table_csv`], or when there is such a file already, or it cannot be written.
    pub async fn write_table(
        &self,
        source: &str,
        look: &TableLook,
        path: &Path,
    ) -> Result<(), AppError> {
        let contents = self.table_csv(source, look).await?;
        saving::written(path, &contents)
            .await
            .map_err(|error| unwritable(path, &error))
    }

    async fn csv_of(&self, source: &Source, look: &TableLook) -> Result<Vec<u8>, AppError> {
        let query = wish::query(&source.columns, look)?;
        let shown = shown_columns(&source.columns, look)?;
        let title = source.columns.first().map(|column| column.name.as_str());
        let names = shown.iter().map(|column| column.name.as_str());
        let mut table = CsvTable::over(Vec::new());
        table
            .line(title.into_iter().chain(names))
            .map_err(AppError::internal)?;
        let mut offset = 0;
        loop {
            let rows = self
                .window(source, &query, look, (offset, MOST_AT_ONCE))
                .await?;
            for row in &rows {
                let values = row
                    .cells
                    .iter()
                    .map(|cell| cell.as_ref().map(PropertyValue::words));
                let values = values.map(Option::unwrap_or_default);
                let title = title.map(|_| row.title.clone());
                table
                    .line(title.into_iter().chain(values))
                    .map_err(AppError::internal)?;
            }
            if rows.len() < MOST_AT_ONCE as usize {
                return table.end().map_err(AppError::internal);
            }
            offset += MOST_AT_ONCE;
        }
    }
}
