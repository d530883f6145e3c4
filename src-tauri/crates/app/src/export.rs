//! Writing the memory to files that other programs can read.
//!
//! One module per format; `own_edits` lists what Notion does not have, `changed_here` and `made_here` put it where it belongs;
//! `folder` keeps the export whole and foreign files alone. Everything is streamed, so memory does not grow with the
//! workspace. The rules it protects: whatever a page contains, an export stays in its folder and cannot run anything when it
//! is opened; what a person changed here and Notion does not have is taken along; files are written on a thread that may wait
//! for the disk, so no face stands still; what was stopped leaves nothing that looks like an export.

mod cell;
mod changed_here;
pub(crate) mod csv_lines;
mod csv_tables;
mod folder;
mod front_matter;
mod json_lines;
mod made_here;
mod markdown_tree;
mod names;
mod own_edits;
mod stored_files;

use std::path::Path;

use keepsake_memory::ConnectionId;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::connect::connection_id;
use crate::error::{AppError, ErrorCode};
use crate::keepsake::Keepsake;
use folder::ExportFolder;

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// Markdown files in folders as the pages lie in Notion.
    Markdown,
    /// JSON lines.
    JsonLines,
    /// One table for each data source.
    Csv,
}

/// What an export wrote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ExportSummary {
    /// Pages, databases and data sources.
    pub objects: u64,
    /// Blocks.
    pub blocks: u64,
    /// Comments.
    pub comments: u64,
    /// Users.
    pub users: u64,
    /// Attachments.
    pub attachments: u64,
    /// Changes made here that Notion does not have.
    pub own_edits: u64,
    /// Pages made here that Notion does not have.
    pub new_pages: u64,
    /// Files in the folder, attachments included.
    pub files: u64,
}

impl ExportFormat {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
        }
    }
}

impl Keepsake {
    /// Writes what is chosen in a connection to `out`. Files of an earlier export of the same format are replaced once
    /// everything is written; others are left alone. Whoever stops waiting stops the export.
    ///
    /// # Errors
    /// When the folder cannot be written, lies in the data folder, or holds a foreign file of the same name;
    /// [`ErrorCode::Cancelled`] when it was stopped. `out` is as it was then.
    pub async fn export(
        &self,
        connection: &str,
        format: ExportFormat,
        out: &Path,
    ) -> Result<ExportSummary, AppError> {
        let mut stopping = self.inner.jobs.stopping();
        let connection = self
            .store()
            .connection(connection_id(connection)?)
            .await?
            .id;
        let out = self.outside_home(out)?;
        let (waiting, mut nobody_waits) = oneshot::channel::<()>();
        let core = self.clone();
        let runtime = Handle::current();
        let writing = tokio::task::spawn_blocking(move || {
            runtime.block_on(async {
                tokio::select! {
                    biased;
                    _ = stopping.changed() => Err(AppError::new(ErrorCode::Cancelled)),
                    _ = &mut nobody_waits => Err(AppError::new(ErrorCode::Cancelled)),
                    written = core.write_export(connection, format, &out) => written,
                }
            })
        });
        let written = writing.await.map_err(AppError::internal)?;
        drop(waiting);
        written
    }

    async fn write_export(
        &self,
        connection: ConnectionId,
        format: ExportFormat,
        out: &Path,
    ) -> Result<ExportSummary, AppError> {
        let mut folder = ExportFolder::open(out, format.as_str())?;
        let made = self.made_here(connection).await?;
        let mut summary = match format {
            ExportFormat::Markdown => self.export_markdown(connection, &made, &mut folder).await?,
            ExportFormat::JsonLines => self.export_json_lines(connection, &mut folder).await?,
            ExportFormat::Csv => self.export_csv(connection, &made, &mut folder).await?,
        };
        self.export_own_edits(connection, &made, &mut folder, &mut summary)
            .await?;
        summary.files = folder.finish()?;
        Ok(summary)
    }

    /// `out`, unless it lies in the data folder, where files have meanings of their own.
    fn outside_home(&self, out: &Path) -> Result<std::path::PathBuf, AppError> {
        let absolute =
            |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        let (out, home) = (absolute(out), absolute(self.inner.home.root()));
        if out.starts_with(&home) {
            return Err(AppError::invalid("export_inside_home").with("path", out.display()));
        }
        Ok(out)
    }
}
