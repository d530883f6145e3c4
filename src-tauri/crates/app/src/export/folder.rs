//! The folder an export goes to: the export appears as a whole or not at all, and files of others are left alone.
//!
//! Everything is written into a hidden folder inside first and moved to its place at the end; whatever ends before that
//! leaves the folder as it was. A list of what was written lies there, one name a line, so that the next export of the same
//! format replaces its own files, removes those that are no longer made, and recognises everything else as foreign. A name
//! enters the list before its file appears. Leaves out what is in the files. The rules it protects: nothing that
//! Keepsake did not write is overwritten or removed; half an export is never taken for a whole one.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{AppError, ErrorCode};

/// The lists of what was written begin with this, and end with the format.
const LIST: &str = ".keepsake-export-";
/// The folders of what is not finished begin with this, and end with the format.
const UNFINISHED: &str = ".keepsake-unfinished-";

/// A folder being filled. Dropping it before it is finished takes everything back.
pub(super) struct ExportFolder {
    root: PathBuf,
    unfinished: PathBuf,
    list_path: PathBuf,
    earlier: BTreeSet<String>,
    of_other_formats: BTreeSet<String>,
    written: BTreeSet<String>,
}

/// A file being written.
pub(super) struct ExportFile {
    out: BufWriter<fs::File>,
    path: PathBuf,
}

impl ExportFolder {
    /// Opens or makes the folder. `format` names the list, so that formats can share a folder.
    pub(super) fn open(root: &Path, format: &str) -> Result<Self, AppError> {
        let failed = |error: io::Error| unwritable(root, &error);
        fs::create_dir_all(root).map_err(failed)?;
        let list_path = root.join(format!("{LIST}{format}"));
        let mut of_other_formats = BTreeSet::new();
        for entry in fs::read_dir(root).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(LIST) && path != list_path {
                of_other_formats.append(&mut listed(&path).map_err(failed)?);
            }
        }
        let earlier = listed(&list_path).map_err(failed)?;
        let unfinished = root.join(format!("{UNFINISHED}{format}"));
        // What a killed export left there.
        remove_folder(&unfinished).map_err(failed)?;
        fs::create_dir(&unfinished).map_err(failed)?;
        Ok(Self {
            root: root.to_path_buf(),
            unfinished,
            list_path,
            earlier,
            of_other_formats,
            written: BTreeSet::new(),
        })
    }

    /// Whether a file with this name could be written: nothing foreign lies there.
    pub(super) fn is_free(&self, name: &str) -> bool {
        let ours = [&self.earlier, &self.of_other_formats, &self.written];
        ours.iter().any(|list| list.contains(name)) || !self.root.join(name).exists()
    }

    /// Begins the file `name` (with `/` between folders).
    pub(super) fn begin(&mut self, name: &str) -> Result<ExportFile, AppError> {
        let path = self.place(name)?;
        let file = fs::File::create(&path).map_err(|error| unwritable(&path, &error))?;
        Ok(ExportFile {
            out: BufWriter::new(file),
            path,
        })
    }

    /// Copies a file to `name`.
    pub(super) fn copy(&mut self, from: &Path, name: &str) -> Result<(), AppError> {
        let path = self.place(name)?;
        fs::copy(from, &path).map_err(|error| unwritable(&path, &error))?;
        Ok(())
    }

    /// Whether this export has written `name` already.
    pub(super) fn has_written(&self, name: &str) -> bool {
        self.written.contains(name)
    }

    /// Ends the export: moves everything to its place, removes files of the last one that were not made again, and writes
    /// the list anew.
    pub(super) fn finish(self) -> Result<u64, AppError> {
        self.announce()
            .map_err(|error| unwritable(&self.list_path, &error))?;
        for name in &self.written {
            let place = self.root.join(name);
            let moved = place
                .parent()
                .map_or(Ok(()), fs::create_dir_all)
                .and_then(|()| fs::rename(self.unfinished.join(name), &place));
            moved.map_err(|error| unwritable(&place, &error))?;
        }
        let stale = self
            .earlier
            .difference(&self.written)
            .filter(|name| !self.of_other_formats.contains(*name));
        for stale in stale {
            let path = self.root.join(stale);
            match fs::remove_file(&path) {
                Ok(()) => remove_empty_folders(&self.root, &path),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(unwritable(&path, &error)),
            }
        }
        self.write_list()
            .map_err(|error| unwritable(&self.list_path, &error))?;
        Ok(self.written.len() as u64)
    }

    /// Enters what is about to appear into the list.
    fn announce(&self) -> io::Result<()> {
        let list = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(&self.list_path)?;
        let mut out = BufWriter::new(list);
        for name in &self.written {
            writeln!(out, "{name}")?;
        }
        out.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()
    }

    /// Writes the list of what is there now.
    fn write_list(&self) -> io::Result<()> {
        let new = self.root.join(format!("{UNFINISHED}list"));
        let mut out = BufWriter::new(fs::File::create(&new)?);
        for name in &self.written {
            writeln!(out, "{name}")?;
        }
        out.into_inner()
            .map_err(io::IntoInnerError::into_error)?
            .sync_all()?;
        fs::rename(&new, &self.list_path)
    }

    /// Where `name` is written, with its folder.
    fn place(&mut self, name: &str) -> Result<PathBuf, AppError> {
        if !self.is_free(name) {
            let place = self.root.join(name);
            return Err(AppError::invalid("export_foreign").with("path", place.display()));
        }
        self.written.insert(name.to_owned());
        let path = self.unfinished.join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        Ok(path)
    }
}

impl Drop for ExportFolder {
    fn drop(&mut self) {
        if let Err(error) = remove_folder(&self.unfinished) {
            tracing::warn!(%error, "what an export had not finished could not be removed");
        }
    }
}

impl Write for ExportFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl ExportFile {
    /// Ends the file.
    pub(super) fn finish(self) -> Result<(), AppError> {
        let Self { out, path } = self;
        let written = out.into_inner().map_err(io::IntoInnerError::into_error);
        written
            .and_then(|file| file.sync_data())
            .map_err(|error| unwritable(&path, &error))
    }
}

/// The names in a list; none where there is no list.
fn listed(path: &Path) -> io::Result<BTreeSet<String>> {
    match fs::File::open(path) {
        Ok(file) => BufReader::new(file).lines().collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(BTreeSet::new()),
        Err(error) => Err(error),
    }
}

/// What the system's refusal to write means.
pub(super) fn unwritable(path: &Path, error: &io::Error) -> AppError {
    if error.kind() == io::ErrorKind::StorageFull {
        return AppError::new(ErrorCode::DiskFull).with("path", path.display());
    }
    AppError::invalid("export_path")
        .with("path", path.display())
        .with("detail", error)
}

/// Removes a folder with everything in it, if it is there.
fn remove_folder(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes the folders above `path` that are empty now, up to `root`.
fn remove_empty_folders(root: &Path, path: &Path) {
    let mut folder = path.parent();
    while let Some(here) = folder {
        // Fails on the first folder that still has something in it, which is where this should end.
        if here == root || fs::remove_dir(here).is_err() {
            return;
        }
        folder = here.parent();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    fn export(root: &Path, files: &[(&str, &str)]) -> Result<u64, AppError> {
        let mut folder = ExportFolder::open(root, "test")?;
        for (name, text) in files {
            let mut file = folder.begin(name)?;
            file.write_all(text.as_bytes()).unwrap();
            file.finish()?;
        }
        folder.finish()
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_second_export_replaces_its_own_files_and_removes_stale_ones() {
        let root = tempfile::tempdir().unwrap();
        export(root.path(), &[("a.md", "one"), ("b/c.md", "two")]).unwrap();
        export(root.path(), &[("a.md", "three")]).unwrap();
        assert_eq!(
            fs::read_to_string(root.path().join("a.md")).unwrap(),
            "three"
        );
        assert!(
            !root.path().join("b").exists(),
            "the stale file and its folder are gone"
        );
    }

    #[test]
    fn a_foreign_file_is_refused_and_kept() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("a.md"), "mine").unwrap();
        let error = export(root.path(), &[("a.md", "theirs")]).unwrap_err();
        assert_eq!(error.details["problem"], "export_foreign");
        assert_eq!(
            fs::read_to_string(root.path().join("a.md")).unwrap(),
            "mine"
        );
    }

    #[test]
    fn what_a_killed_export_moved_into_place_counts_as_ours() {
        let root = tempfile::tempdir().unwrap();
        let mut folder = ExportFolder::open(root.path(), "test").unwrap();
        folder.begin("a.md").unwrap().finish().unwrap();
        folder.announce().unwrap();
        fs::write(root.path().join("a.md"), "moved").unwrap();
        // A killed process drops nothing.
        std::mem::forget(folder);
        export(root.path(), &[("a.md", "whole")]).unwrap();
        assert_eq!(
            fs::read_to_string(root.path().join("a.md")).unwrap(),
            "whole"
        );
        assert_eq!(names_in(root.path()), [".keepsake-export-test", "a.md"]);
    }

    #[test]
    fn an_export_that_does_not_end_leaves_the_folder_as_it_was() {
        let root = tempfile::tempdir().unwrap();
        export(root.path(), &[("a.md", "one"), ("b.md", "two")]).unwrap();
        let mut folder = ExportFolder::open(root.path(), "test").unwrap();
        let mut file = folder.begin("a.md").unwrap();
        file.write_all(b"three").unwrap();
        file.finish().unwrap();
        folder.begin("c.md").unwrap().finish().unwrap();
        assert_eq!(fs::read_to_string(root.path().join("a.md")).unwrap(), "one");
        drop(folder);
        assert_eq!(
            names_in(root.path()),
            [".keepsake-export-test", "a.md", "b.md"]
        );
    }

    #[test]
    fn a_page_called_like_one_of_our_own_files_is_written_all_the_same() {
        let root = tempfile::tempdir().unwrap();
        export(root.path(), &[("list/a.md", "one"), ("list.md", "two")]).unwrap();
        assert!(root.path().join("list/a.md").is_file());
    }

    #[test]
    fn formats_that_share_a_folder_share_their_files() {
        let root = tempfile::tempdir().unwrap();
        export(root.path(), &[("files/a.png", "one")]).unwrap();
        let mut other = ExportFolder::open(root.path(), "other").unwrap();
        other.begin("files/a.png").unwrap().finish().unwrap();
        other.finish().unwrap();
        export(root.path(), &[]).unwrap();
        assert!(
            root.path().join("files/a.png").exists(),
            "the other format still needs it"
        );
    }
}
