//! What the window was like when it was closed: its size, the workspace it showed, and what closing it means, in `window.json` in the data folder.
//!
//! Leaves out everything that is remembered of Notion. The rule it protects: losing this file costs a person one drag of
//! the window and one click, and never keeps the window from opening.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::closing::WhenClosed;

/// A size in logical pixels, without the frame.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Size {
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// What is kept from one start to the next.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Kept {
    /// The connection whose workspace was shown.
    pub(crate) connection: Option<String>,
    /// The connections whose memories were used before their first imports were over.
    pub(crate) used: Vec<String>,
    /// The size of the window with search and reader in it.
    pub(crate) size: Option<Size>,
    /// It filled the screen.
    pub(crate) maximized: bool,
    /// What closing it means, once the person has said so for good.
    pub(crate) when_closed: Option<WhenClosed>,
    /// Whether it looks for new versions by itself, once the person has said so.
    pub(crate) looks_for_updates: Option<bool>,
    /// When it looked last (RFC 3339).
    pub(crate) looked_for_updates: Option<String>,
}

/// The memory of the window itself.
pub(crate) struct LastTime {
    file: Option<PathBuf>,
    kept: Mutex<Kept>,
}

impl LastTime {
    /// Reads what was kept in a folder; without one nothing is kept.
    pub(crate) fn read(folder: Option<&Path>) -> Self {
        let file = folder.map(|folder| folder.join("window.json"));
        let kept = file
            .as_ref()
            .and_then(|file| fs::read(file).ok())
            .and_then(|text| serde_json::from_slice(&text).ok())
            .unwrap_or_default();
        Self {
            file,
            kept: Mutex::new(kept),
        }
    }

    /// What is kept now.
    pub(crate) fn kept(&self) -> Kept {
        self.lock().clone()
    }

    /// Changes what is kept.
    pub(crate) fn keep(&self, change: impl FnOnce(&mut Kept)) {
        let mut kept = self.lock();
        let before = kept.clone();
        change(&mut kept);
        if *kept != before
            && let Some(file) = &self.file
            && let Err(error) = write(file, &kept)
        {
            tracing::warn!(%error, "what the window is like could not be kept");
        }
    }

    /// Takes back what the person has set; what the window was like stays.
    pub(crate) fn reset_settings(&self) {
        self.keep(|kept| {
            kept.when_closed = None;
            kept.looks_for_updates = None;
        });
    }

    /// Begins as at the first start, after the file is gone.
    pub(crate) fn forget(&self) {
        *self.lock() = Kept::default();
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Beside the old file first, so that a crash leaves one of the two.
fn write(file: &Path, kept: &Kept) -> io::Result<()> {
    let beside = file.with_extension("json.new");
    fs::write(&beside, serde_json::to_vec(kept)?)?;
    fs::rename(&beside, file)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]

    use super::*;

    #[test]
    fn what_is_kept_is_there_at_the_next_start() {
        let folder = tempfile::tempdir().unwrap();
        let size = Size {
            width: 1200.0,
            height: 700.0,
        };
        let first = LastTime::read(Some(folder.path()));
        assert_eq!(first.kept(), Kept::default());
        first.keep(|kept| kept.size = Some(size));
        first.keep(|kept| kept.connection = Some("2".to_owned()));
        let second = LastTime::read(Some(folder.path())).kept();
        assert_eq!(
            (second.size, second.connection.as_deref()),
            (Some(size), Some("2"))
        );
    }

    #[test]
    fn resetting_takes_back_what_was_set_and_leaves_what_the_window_was_like() {
        let folder = tempfile::tempdir().unwrap();
        let last = LastTime::read(Some(folder.path()));
        last.keep(|kept| {
            kept.when_closed = Some(WhenClosed::KeepRunning);
            kept.looks_for_updates = Some(false);
            kept.connection = Some("2".to_owned());
            kept.maximized = true;
        });
        last.reset_settings();
        let expected = Kept {
            connection: Some("2".to_owned()),
            maximized: true,
            ..Kept::default()
        };
        assert_eq!(LastTime::read(Some(folder.path())).kept(), expected);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_as_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("window.json"), "{\"size\": 3").unwrap();
        assert_eq!(LastTime::read(Some(folder.path())).kept(), Kept::default());
        assert_eq!(LastTime::read(None).kept(), Kept::default());
    }
}
