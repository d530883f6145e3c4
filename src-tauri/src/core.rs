//! The core as the shell holds it: opened, or the reason why it could not be; and another one once the memory was replaced.
//!
//! A store of a newer version, or a folder that cannot be written, must not keep the window from opening: the window is
//! where a person reads why. Every command asks here, so each of them answers with that reason. The rule it protects: while a
//! memory is replaced, nothing of this process holds its file.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use keepsake_app::alerts::DesktopNotices;
use keepsake_app::logs::Logging;
use keepsake_app::secrets::NobodyToAsk;
use keepsake_app::{AppError, Face, Home, Keepsake, Options};
use tauri::{Theme, async_runtime};
use time::OffsetDateTime;

use crate::settled;

/// The open core, or why there is none.
pub(crate) struct Core {
    opened: RwLock<Result<Keepsake, AppError>>,
    folder: Option<PathBuf>,
    /// Whose turn it is to replace the memory.
    replacing: tokio::sync::Mutex<()>,
    is_accompanied: AtomicBool,
    /// Kept open as long as the program.
    _log: Option<Logging>,
}

impl Core {
    /// Opens the data folder the environment names.
    pub(crate) async fn open() -> Self {
        let (folder, log, opened) = match begin() {
            Ok((options, log)) => {
                let folder = options.home.root().to_owned();
                (Some(folder), Some(log), Keepsake::open(options).await)
            }
            Err(error) => (None, None, Err(error)),
        };
        if let Err(error) = &opened {
            tracing::error!(%error, "the core could not be opened");
        }
        Self {
            opened: RwLock::new(opened),
            folder,
            replacing: tokio::sync::Mutex::default(),
            is_accompanied: AtomicBool::default(),
            _log: log,
        }
    }

    /// The core, for one command.
    pub(crate) fn get(&self) -> Result<Keepsake, AppError> {
        self.opened
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Takes the core that is open now, for work that outlasts the memory it began with; whether that is another one.
    pub(crate) fn follow(&self, core: &mut Keepsake) -> bool {
        if core.is_closed()
            && let Ok(now) = self.get()
            && !now.is_closed()
        {
            *core = now;
            return true;
        }
        false
    }

    /// Whether what is done beside the window is to begin: there is a core to do it with for the first time. It follows from then
    /// on, also where there was none for a while.
    pub(crate) fn is_to_be_accompanied(&self) -> bool {
        self.get().is_ok() && !self.is_accompanied.swap(true, Ordering::AcqRel)
    }

    /// Tries once more where there is none; whether there is one since.
    pub(crate) async fn try_again(&self) -> bool {
        let _turn = self.replacing.lock().await;
        if self.get().is_ok() {
            return false;
        }
        let opened = match options() {
            Ok(options) => Keepsake::open(options).await,
            Err(error) => Err(error),
        };
        let is_open = opened.is_ok();
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = opened;
        is_open
    }

    /// Lets the memory go, has it replaced, and opens what is there then, whether that worked or not.
    pub(crate) async fn replace<T>(
        &self,
        work: impl AsyncFnOnce(&Home, OffsetDateTime) -> Result<T, AppError>,
    ) -> Result<T, AppError> {
        let _turn = self.replacing.lock().await;
        let options = options()?;
        if let Ok(core) = self.get()
            && let Err(error) = core.let_go().await
        {
            tracing::warn!(%error, "the log of the memory stays beside it");
        }
        let done = work(&options.home, options.ports.clock.now()).await;
        let opened = Keepsake::open(options).await;
        if let Err(error) = &opened {
            tracing::error!(%error, "the core could not be opened again");
        }
        *self.opened.write().unwrap_or_else(PoisonError::into_inner) = opened;
        done
    }

    /// Keeps everything in step until the core is closed, and tells through this what waits for the person.
    pub(crate) fn keep_in_step(&self, notices: impl DesktopNotices + 'static) {
        if let Ok(keepsake) = self.get() {
            keepsake.show_notices_through(Arc::new(notices));
            async_runtime::spawn(async move { keepsake.keep_in_step().await });
        }
    }

    /// The data folder, if it can be written, also where its memory cannot be opened.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The theme that is set, or that somebody asks for; nothing where it is that of the system.
    pub(crate) fn theme(&self) -> Option<Theme> {
        settled::theme(self.get().ok()?.settings().theme)
    }

    /// Lets running jobs hand over, so that the next start goes on at once.
    pub(crate) async fn close(&self) {
        if let Ok(keepsake) = self.get()
            && let Err(error) = keepsake.close().await
        {
            tracing::warn!(%error, "the core could not be closed in order");
        }
    }
}

fn begin() -> Result<(Options, Logging), AppError> {
    let options = options()?;
    let log = options.start_logging()?;
    Ok((options, log))
}

/// What the environment says, for the window.
pub(crate) fn options() -> Result<Options, AppError> {
    Options::from_environment(Face::Window, NobodyToAsk)
}
