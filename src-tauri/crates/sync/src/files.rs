//! Attachments on disk, named by the hash of their contents.
//!
//! Leaves out which files are wanted and how they are downloaded. The rules it protects: no name that came from Notion
//! is ever part of a path here, so no file leaves its folder; a file is there whole or not at all.

use std::path::{Path, PathBuf};

use keepsake_text::ContentHash;
use sha2::{Digest, Sha256};
use tokio::{fs, io::AsyncWriteExt};

use crate::error::RunError;

/// A folder of attachments.
#[derive(Clone, Debug)]
pub struct FileFolder {
    root: PathBuf,
}

/// A file that is being written.
#[derive(Debug)]
pub struct PendingFile {
    root: PathBuf,
    path: PathBuf,
    file: fs::File,
    hasher: Sha256,
    size: u64,
}

/// A file that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenFile {
    /// SHA-256 of the contents.
    pub hash: ContentHash,
    /// Bytes.
    pub size: u64,
}

impl FileFolder {
    /// The folder at `root`; made when the first file arrives.
    #[must_use]
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Where the contents with this hash lie, or would lie.
    #[must_use]
    pub fn path(&self, hash: ContentHash) -> PathBuf {
        path_of(&self.root, hash)
    }

    /// Begins a file under a name that nothing else uses.
    ///
    /// # Errors
    /// [`RunError::Files`] when the folder cannot be written.
    pub async fn begin(&self, unique: &str) -> Result<PendingFile, RunError> {
        let folder = self.root.join("arriving");
        fs::create_dir_all(&folder)
            .await
            .map_err(|source| failed(&folder, source))?;
        let path = folder.join(unique);
        let file = fs::File::create(&path)
            .await
            .map_err(|source| failed(&path, source))?;
        Ok(PendingFile {
            root: self.root.clone(),
            path,
            file,
            hasher: Sha256::new(),
            size: 0,
        })
    }
}

impl PendingFile {
    /// Bytes so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a chunk.
    ///
    /// # Errors
    /// [`RunError::Files`] when it cannot be written.
    pub async fn write(&mut self, chunk: &[u8]) -> Result<(), RunError> {
        self.hasher.update(chunk);
        self.size += chunk.len() as u64;
        self.file
            .write_all(chunk)
            .await
            .map_err(|source| failed(&self.path, source))
    }

    /// Puts the file where its contents belong. Contents that are there already are not written twice.
    ///
    /// # Errors
    /// [`RunError::Files`] when it cannot be put there; nothing is left half done.
    pub async fn finish(mut self) -> Result<WrittenFile, RunError> {
        self.file
            .flush()
            .await
            .map_err(|source| failed(&self.path, source))?;
        self.file
            .sync_all()
            .await
            .map_err(|source| failed(&self.path, source))?;
        let hash = ContentHash::from_bytes(self.hasher.finalize().into());
        let target = path_of(&self.root, hash);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)
                .await
                .map_err(|source| failed(folder, source))?;
        }
        fs::rename(&self.path, &target)
            .await
            .map_err(|source| failed(&target, source))?;
        Ok(WrittenFile {
            hash,
            size: self.size,
        })
    }

    /// Throws away what was written.
    pub async fn discard(self) {
        if let Err(error) = fs::remove_file(&self.path).await {
            tracing::debug!(%error, "a half-written attachment could not be removed");
        }
    }
}

/// `ab/abcdef…`: two levels keep folders small.
fn path_of(root: &Path, hash: ContentHash) -> PathBuf {
    let hash = hash.to_string();
    let shelf: String = hash.chars().take(2).collect();
    root.join(shelf).join(hash)
}

fn failed(path: &Path, source: std::io::Error) -> RunError {
    RunError::Files {
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[tokio::test]
    async fn a_file_lies_under_the_hash_of_its_contents() {
        let folder = tempfile::tempdir().unwrap();
        let files = FileFolder::new(folder.path().to_owned());
        let mut pending = files.begin("1").await.unwrap();
        pending.write(b"hello ").await.unwrap();
        pending.write(b"world").await.unwrap();
        let written = pending.finish().await.unwrap();
        assert_eq!(
            written.hash.to_string(),
            "b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9"
        );
        assert_eq!(
            std::fs::read(files.path(written.hash)).unwrap(),
            b"hello world"
        );
        assert_eq!(
            std::fs::read_dir(folder.path().join("arriving"))
                .unwrap()
                .count(),
            0,
            "nothing is left behind"
        );
    }
}
