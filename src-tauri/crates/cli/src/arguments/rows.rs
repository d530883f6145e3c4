//! `keepsake rows`: what can be typed.

use std::path::PathBuf;

use clap::Args;
use keepsake_app::TableWish;

/// Which rows of which database, and how.
#[derive(Debug, Clone, Args)]
pub(crate) struct RowsArguments {
    /// The database, by its title or its Notion id
    #[arg(value_name = "DATABASE")]
    pub(crate) database: String,
    /// Begin with this saved view
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// Only rows of which this holds; repeat it for more: = != ~ (contains) !~ < <= > >=, nothing behind = is empty
    #[arg(long = "filter", value_name = "CONDITION")]
    filters: Vec<String>,
    /// Sort by this property, NAME or NAME:desc; repeat it for what decides where the first one does not
    #[arg(long = "sort", value_name = "NAME")]
    sorts: Vec<String>,
    /// Show only this property beside the title; repeat it for more
    #[arg(long = "column", value_name = "NAME")]
    columns: Vec<String>,
    /// Show at most so many rows
    #[arg(long, value_name = "N", default_value_t = 50, conflicts_with = "csv")]
    pub(crate) limit: u32,
    /// Leave out so many rows first
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "csv")]
    pub(crate) offset: u32,
    /// Write all rows as CSV to this new file; - is standard output
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// List the saved views instead
    #[arg(long, conflicts_with_all = ["view", "filters", "sorts", "columns", "csv"])]
    pub(crate) views: bool,
}

impl RowsArguments {
    /// What is wished of the table.
    pub(crate) fn wish(&self) -> TableWish {
        TableWish {
            view: self.view.clone(),
            filters: self.filters.clone(),
            sorts: self.sorts.clone(),
            columns: self.columns.clone(),
        }
    }
}
