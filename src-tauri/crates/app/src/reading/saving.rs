//! A copy of a stored attachment under its own name, for the person to open, and a folder with everything.
//!
//! Leaves out which folder: the face knows where people look. The rules it protects: the name Notion gave is made safe
//! and never becomes a path; nothing that is there is overwritten.

use std::io;
use std::path::{Path, PathBuf};

use keepsake_text::file_name;
use tokio::fs::OpenOptions;
use tokio::io::AsyncWriteExt;

use crate::connect::connection_id;
use crate::dto::{self, ExportedWorkspace};
use crate::error::AppError;
use crate::export::ExportFormat;
use crate::failures::unwritable;
use crate::keepsake::Keepsake;

/// Names tried before giving up: `report.pdf`, `report (2).pdf` and so on.
const NAMES_TRIED: u32 = 1000;

impl Keepsake {
    /// Puts a copy of a stored file into `folder`, which is made if it is missing, and answers with the name it got there.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when no file has this hash; or when the folder cannot be written.
    pub async fn save_file(
        &self,
        hash: &str,
        name: &str,
        folder: &Path,
    ) -> Result<String, AppError> {
        let contents = self.file_contents(hash).await?;
        save(&contents, &file_name::safe(name, "file"), folder).await
    }

    /// The same with a text that somebody has just read.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub async fn save_text(
        &self,
        text: &str,
        name: &str,
        folder: &Path,
    ) -> Result<String, AppError> {
        save_text(text, name, folder).await
    }

    /// Puts everything of a workspace into a folder inside of `folder`, as Markdown: the same one for each export of a day.
    ///
    /// # Errors
    /// As [`Keepsake::export`].
    pub async fn export_workspace(
        &self,
        connection: &str,
        folder: &Path,
    ) -> Result<ExportedWorkspace, AppError> {
        let (name, folder) = self.export_folder(connection, folder).await?;
        let exported = self.export(connection, ExportFormat::Markdown, &folder);
        let summary = exported.await?;
        Ok(ExportedWorkspace {
            name,
            own_edits: dto::count(summary.own_edits),
            new_pages: dto::count(summary.new_pages),
        })
    }

    async fn export_folder(
        &self,
        connection: &str,
        folder: &Path,
    ) -> Result<(String, PathBuf), AppError> {
        let id = connection_id(connection)?;
        let workspace = self.store().connection(id).await?.details.workspace_name;
        let name = format!("Keepsake {workspace} {}", self.now().date());
        let name = file_name::safe(&name, "Keepsake");
        let path = folder.join(&name);
        Ok((name, path))
    }
}

/// Puts a text into a folder, which is made if it is missing, and answers with the name it got there. Needs no memory.
///
/// # Errors
/// When the folder cannot be written.
pub async fn save_text(text: &str, name: &str, folder: &Path) -> Result<String, AppError> {
    save(text.as_bytes(), &file_name::safe(name, "text.txt"), folder).await
}

/// A new file in a folder, which is made if it is missing; the name it got there.
pub(crate) async fn save(contents: &[u8], name: &str, folder: &Path) -> Result<String, AppError> {
    tokio::fs::create_dir_all(folder)
        .await
        .map_err(|error| unwritable(folder, &error))?;
    for number in 1..=NAMES_TRIED {
        let tried = numbered(name, number);
        let path = folder.join(&tried);
        match written(&path, contents).await {
            Ok(()) => return Ok(tried),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unwritable(&path, &error)),
        }
    }
    Err(unwritable(folder, &io::ErrorKind::AlreadyExists.into()))
}

/// A new file with these contents; none when they could not all be written.
pub(crate) async fn written(path: &Path, contents: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(path)
        .await?;
    let outcome = match file.write_all(contents).await {
        Ok(()) => file.flush().await,
        Err(error) => Err(error),
    };
    if outcome.is_err() {
        // The half that is there is of no use; that it cannot be removed either changes nothing about the error.
        let _ = tokio::fs::remove_file(path).await;
    }
    outcome
}

/// `report.pdf`, then `report (2).pdf`.
fn numbered(name: &str, number: u32) -> String {
    if number == 1 {
        return name.to_owned();
    }
    match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => format!("{stem} ({number}).{extension}"),
        _ => format!("{name} ({number})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_stands_before_the_extension() {
        assert_eq!(numbered("report.pdf", 1), "report.pdf");
        assert_eq!(numbered("report.pdf", 2), "report (2).pdf");
        assert_eq!(numbered("report", 3), "report (3)");
    }
}
