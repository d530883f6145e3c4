//! The folder an export goes to: every file appears whole or not at all, and files of others are left alone.
//!
//! A list of what was written lies in the folder, one name a line, so that the next export of the same format replaces
//! its own files, removes those that are no longer made, and recognises everything else as foreign. A name enters the
//! list before its file appears. Leaves out what is in the files. The rule it protects: nothing that Keepsake did not
//! write is overwritten or removed.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::error::{AppError, ErrorCode};

/// The lists of what was written begin with this, and end with the format.
const LIST: &str = ".keepsake-export-";

/// A folder being filled.
pub(super) struct ExportFolder {
    root: PathBuf,
    list_path: PathBuf,
    list: fs::File,
    earlier: BTreeSet<String>,
    of_other_formats: BTreeSet<String>,
    written: BTreeSet<String>,
}

/// A file being written; it takes its place when it is finished.
pub(super) struct ExportFile {
    out: BufWriter<fs::File>,
    partial: PathBuf,
    place: PathBuf,
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
        let list = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(&list_path)
            .map_err(failed)?;
        let root = root.to_path_buf();
        Ok(Self {
            root,
            list_path,
            list,
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

    /// Begins the file `name` (with `/` between folders); nothing of it is seen until it is finished.
    pub(super) fn begin(&mut self, name: &str) -> Result<ExportFile, AppError> {
        let place = self.place(name)?;
        let partial = place.with_file_name(partial_name(&place));
        let file = fs::File::create(&partial).map_err(|error| unwritable(&partial, &error))?;
        Ok(ExportFile {
            out: BufWriter::new(file),
            partial,
            place,
        })
    }

    /// Copies a file to `name`.
    pub(super) fn copy(&mut self, from: &Path, name: &str) -> Result<(), AppError> {
        let place = self.place(name)?;
        let partial = place.with_file_name(partial_name(&place));
        fs::copy(from, &partial).map_err(|error| unwritable(&partial, &error))?;
        fs::rename(&partial, &place).map_err(|error| unwritable(&place, &error))
    }

    /// Whether this export has written `name` already.
    pub(super) fn has_written(&self, name: &str) -> bool {
        self.written.contains(name)
    }

    /// Ends the export: removes files of the last one that were not made again, and writes the list anew.
    pub(super) fn finish(self) -> Result<u64, AppError> {
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
        let partial = self.list_path.with_extension("partial");
        let write = || -> io::Result<()> {
            let mut out = BufWriter::new(fs::File::create(&partial)?);
            for name in &self.written {
                writeln!(out, "{name}")?;
            }
            out.into_inner()
                .map_err(io::IntoInnerError::into_error)?
                .sync_all()?;
            fs::rename(&partial, &self.list_path)
        };
        write().map_err(|error| unwritable(&self.list_path, &error))?;
        Ok(self.written.len() as u64)
    }

    /// Where `name` goes, after it was entered in the list and its folder was made.
    fn place(&mut self, name: &str) -> Result<PathBuf, AppError> {
        let place = self.root.join(name);
        if !self.is_free(name) {
            return Err(AppError::invalid("export_foreign").with("path", place.display()));
        }
        writeln!(self.list, "{name}").map_err(|error| unwritable(&self.list_path, &error))?;
        self.written.insert(name.to_owned());
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
        }
        Ok(place)
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
    /// Puts the file in its place.
    pub(super) fn finish(self) -> Result<(), AppError> {
        let Self {
            out,
            partial,
            place,
        } = self;
        let finish = || -> io::Result<()> {
            out.into_inner()
                .map_err(io::IntoInnerError::into_error)?
                .sync_data()?;
            fs::rename(&partial, &place)
        };
        finish().map_err(|error| unwritable(&place, &error))
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

/// Short whatever the place is called, because names have a longest length.
fn partial_name(place: &Path) -> String {
    let name = place.file_name().unwrap_or_default().to_string_lossy();
    let start: String = name.chars().take(16).collect();
    format!(".{start}.partial")
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
    fn after_a_crash_half_written_files_count_as_ours() {
        let root = tempfile::tempdir().unwrap();
        let mut folder = ExportFolder::open(root.path(), "test").unwrap();
        let mut file = folder.begin("a.md").unwrap();
        file.write_all(b"half").unwrap();
        file.finish().unwrap();
        drop(folder);
        export(root.path(), &[("a.md", "whole")]).unwrap();
        assert_eq!(
            fs::read_to_string(root.path().join("a.md")).unwrap(),
            "whole"
        );
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

    #[test]
    fn an_unfinished_file_is_not_seen() {
        let root = tempfile::tempdir().unwrap();
        let mut folder = ExportFolder::open(root.path(), "test").unwrap();
        let mut file = folder.begin("a.md").unwrap();
        file.write_all(b"half").unwrap();
        assert!(!root.path().join("a.md").exists());
    }
}
