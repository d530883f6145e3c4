//! The data folder: where everything Keepsake writes on this computer lies.
//!
//! Leaves out what is in the files. The rule it protects: `KEEPSAKE_HOME` moves everything, and nobody but the owner of
//! the account can look inside.

use std::io;
use std::path::{Path, PathBuf};

/// The name of the folder below the system's data folder; the identifier of the desktop app.
const FOLDER: &str = "app.keepsake.desktop";

/// A data folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    root: PathBuf,
}

impl Home {
    /// The folder at `root`; nothing is made yet.
    #[must_use]
    pub fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The folder that `KEEPSAKE_HOME` names, else the usual one of this system; nothing where the system has none.
    #[must_use]
    pub fn find(named: Option<&str>) -> Option<Self> {
        match named {
            Some(path) if !path.is_empty() => Some(Self::at(PathBuf::from(path))),
            _ => dirs::data_dir().map(|data| Self::at(data.join(FOLDER))),
        }
    }

    /// Makes the folder, readable by its owner only.
    ///
    /// # Errors
    /// What the system says when the folder cannot be made.
    pub fn prepare(&self) -> io::Result<()> {
        make_private_folder(&self.root)?;
        make_private_folder(&self.logs())
    }

    /// The folder itself.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The store.
    #[must_use]
    pub fn memory(&self) -> PathBuf {
        self.root.join("memory.db")
    }

    /// Attachments, named by the hash of their contents.
    #[must_use]
    pub fn files(&self) -> PathBuf {
        self.root.join("files")
    }

    /// Logs.
    #[must_use]
    pub fn logs(&self) -> PathBuf {
        self.root.join("logs")
    }

    /// The lock of the process that talks to Notion.
    #[must_use]
    pub fn owner_lock(&self) -> PathBuf {
        self.root.join("owner.lock")
    }

    /// Where secrets are kept on a system without a keychain.
    #[must_use]
    pub fn secrets(&self) -> PathBuf {
        self.root.join("secrets")
    }

    /// Profiles of one's own.
    #[must_use]
    pub fn profiles(&self) -> PathBuf {
        self.root.join("profiles")
    }

    /// The channels that profiles know unless somebody names another folder, one YAML file each.
    #[must_use]
    pub fn channels(&self) -> PathBuf {
        self.root.join("channels")
    }

    /// What the person has set in the window.
    #[must_use]
    pub fn preferences(&self) -> PathBuf {
        self.root.join("preferences.json")
    }

    /// What the person configured.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.root.join("settings.toml")
    }
}

fn make_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    #[test]
    fn a_named_home_moves_everything() {
        let home = Home::find(Some("/somewhere/else")).unwrap();
        for path in [
            home.memory(),
            home.files(),
            home.logs(),
            home.owner_lock(),
            home.secrets(),
            home.profiles(),
            home.channels(),
            home.settings(),
            home.preferences(),
        ] {
            assert!(
                path.starts_with("/somewhere/else"),
                "{path:?} lies outside of the home"
            );
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_look_inside() {
        use std::os::unix::fs::PermissionsExt;
        let parent = tempfile::tempdir().unwrap();
        let home = Home::at(parent.path().join("a/b"));
        home.prepare().unwrap();
        let mode = std::fs::metadata(home.root()).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
}
