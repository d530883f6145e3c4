//! The core as the shell holds it: opened once, or the reason why it could not be.
//!
//! A store of a newer version, or a folder that cannot be written, must not keep the window from opening: the window is
//! where a person reads why. Every command asks here, so each of them answers with that reason.

use std::path::Path;
use std::sync::Arc;

use keepsake_app::alerts::DesktopNotices;
use keepsake_app::{AppError, Keepsake};
use tauri::{Theme, async_runtime};

use crate::settled;

/// The open core, or why there is none.
pub(crate) struct Core(Result<Keepsake, AppError>);

impl Core {
    /// Opens the data folder the environment names.
    pub(crate) async fn open() -> Self {
        let opened = Keepsake::open().await;
        if let Err(error) = &opened {
            tracing::error!(%error, "the core could not be opened");
        }
        Self(opened)
    }

    /// The core, for one command.
    pub(crate) fn get(&self) -> Result<&Keepsake, AppError> {
        self.0.as_ref().map_err(Clone::clone)
    }

    /// Keeps everything in step until the core is closed, and tells through this what waits for the person.
    pub(crate) fn keep_in_step(&self, notices: impl DesktopNotices + 'static) {
        if let Ok(keepsake) = &self.0 {
            keepsake.show_notices_through(Arc::new(notices));
            let keepsake = keepsake.clone();
            async_runtime::spawn(async move { keepsake.keep_in_step().await });
        }
    }

    /// The data folder, if it could be opened.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.0.as_ref().ok().map(|keepsake| keepsake.home().root())
    }

    /// The theme that is set, or that somebody asks for; nothing where it is that of the system.
    pub(crate) fn theme(&self) -> Option<Theme> {
        let keepsake = self.0.as_ref().ok()?;
        settled::theme(keepsake.settings().theme)
    }

    /// Whether the first run is over; without a core there is only a sentence to show.
    pub(crate) async fn is_set_up(&self, connection: Option<&str>) -> bool {
        match &self.0 {
            Ok(keepsake) => keepsake.is_set_up(connection).await.unwrap_or(false),
            Err(_) => false,
        }
    }

    /// Lets running jobs hand over, so that the next start goes on at once.
    pub(crate) async fn close(&self) {
        if let Ok(keepsake) = &self.0
            && let Err(error) = keepsake.close().await
        {
            tracing::warn!(%error, "the core could not be closed in order");
        }
    }
}
