//! The core as a face holds it: everything opened once, every use case a method.
//!
//! The methods are in the modules of their subjects. Leaves out whatever a face decides. The rule it protects: a handle is
//! complete when it is built and cheap to clone, and all clones share one store, one budget and one set of running jobs.

use std::sync::Arc;

use keepsake_memory::{OpenOptions, Store};
use keepsake_notion::adapters::{ReqwestTransport, SystemClock, SystemRandomness};
use keepsake_notion::ports::{Clock, Randomness, Transport};
use tokio::sync::{OnceCell, watch};

use crate::alerts::Telling;
use crate::changes::Changed;
use crate::disk::{Disk, SystemDisk};
use crate::error::AppError;
use crate::failures;
use crate::home::Home;
use crate::jobs::Jobs;
use crate::keys::Keys;
use crate::language::Language;
use crate::links::Links;
use crate::logs::{self, Logging};
use crate::preferences::Kept;
use crate::sample::Sample;
use crate::secrets::{KeyStore, PassphraseInFile, PassphrasePrompt, SecretStoreKind};
use crate::settings::Settings;
use crate::sign_in::SignIns;
use crate::speech::Speech;
use crate::watch::InStep;
use crate::writes::Written;

/// The core. All clones are the same one.
#[derive(Clone)]
pub struct Keepsake {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) home: Home,
    pub(crate) settings: Settings,
    pub(crate) preferences: Kept,
    pub(crate) face: Face,
    pub(crate) speech: Speech,
    pub(crate) language_of_system: Language,
    pub(crate) store: Store,
    pub(crate) ports: Ports,
    pub(crate) keys: Keys,
    pub(crate) links: Links,
    pub(crate) sample: OnceCell<Sample>,
    pub(crate) jobs: Jobs,
    pub(crate) telling: Telling,
    pub(crate) in_step: InStep,
    pub(crate) changed: Changed,
    pub(crate) written: Written,
    pub(crate) sign_ins: SignIns,
    pub(crate) closing: watch::Sender<bool>,
}

/// Who uses the core.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Face {
    /// The desktop window: works off jobs as long as it is open.
    Window,
    /// A command: works off jobs until its own is done.
    Cli,
}

/// What comes from outside.
#[derive(Clone)]
pub struct Ports {
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Random numbers that need not be secret.
    pub randomness: Arc<dyn Randomness>,
    /// Carries requests to Notion.
    pub api: Arc<dyn Transport>,
    /// Fetches files.
    pub files: Arc<dyn Transport>,
    /// Tells how much room there is for what is written.
    pub disk: Arc<dyn Disk>,
}

/// How a core is opened.
#[derive(Clone)]
pub struct Options {
    /// The data folder.
    pub home: Home,
    /// What is configured.
    pub settings: Settings,
    /// Who opens it.
    pub face: Face,
    /// What it speaks, until somebody changes that.
    pub language: Language,
    /// Asks for the passphrase of an encrypted key file.
    pub prompt: Arc<dyn PassphrasePrompt>,
    /// A key store that is open already; when absent, the home's is opened when a token is needed.
    pub key_store: Option<(Arc<dyn KeyStore>, SecretStoreKind)>,
    /// Time, randomness, the network and the disk.
    pub ports: Ports,
}

impl Face {
    /// The word for it in runs and logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Cli => "cli",
        }
    }
}

impl Ports {
    /// The machine's clock, randomness, network and disks.
    #[must_use]
    pub fn real(settings: &Settings) -> Self {
        let api = ReqwestTransport::for_api(settings.request_timeout);
        let files = ReqwestTransport::for_files(settings.request_timeout);
        Self {
            clock: Arc::new(SystemClock::new()),
            randomness: Arc::new(SystemRandomness::default()),
            api: Arc::new(api),
            files: Arc::new(files),
            disk: Arc::new(SystemDisk),
        }
    }
}

impl Options {
    /// What the environment and the settings file of its home say. `prompt` is asked only when
    /// `KEEPSAKE_PASSPHRASE_FILE` names no file.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] for settings that cannot be used.
    pub fn from_environment<P: PassphrasePrompt + 'static>(
        face: Face,
        prompt: P,
    ) -> Result<Self, AppError> {
        let environment = |name: &str| std::env::var(name).ok();
        let home = Home::find(environment("KEEPSAKE_HOME").as_deref())
            .ok_or_else(|| AppError::invalid("no_home"))?;
        let settings = Settings::load(&home.settings(), &environment)?;
        let ports = Ports::real(&settings);
        let named = environment("KEEPSAKE_PASSPHRASE_FILE");
        let prompt = Arc::new(PassphraseInFile::new(named.as_deref(), prompt));
        Ok(Self {
            home,
            settings,
            face,
            language: Language::of_process(),
            prompt,
            key_store: None,
            ports,
        })
    }

    /// Starts the log of this process; keep what it answers until the end.
    ///
    /// # Errors
    /// When the folder cannot be written or the filter is none.
    pub fn start_logging(&self) -> Result<Logging, AppError> {
        self.home
            .prepare()
            .map_err(|error| failures::unwritable(self.home.root(), &error))?;
        logs::start(&self.home, &self.settings.log_filter)
    }
}

impl Keepsake {
    /// Opens the core for as long as its face lasts: jobs are worked off in the background.
    ///
    /// # Errors
    /// When home or store cannot be used; nothing is changed then.
    pub async fn open(options: Options) -> Result<Self, AppError> {
        let core = Self::open_with(options).await?;
        core.own_in_background();
        Ok(core)
    }

    /// Opens the core. Needs a tokio runtime.
    ///
    /// # Errors
    /// When the home cannot be written or the store cannot be opened; nothing is changed then.
    pub async fn open_with(options: Options) -> Result<Self, AppError> {
        let home = options.home;
        home.prepare()
            .map_err(|error| failures::unwritable(home.root(), &error))?;
        let path = home.memory();
        let opening = OpenOptions::new(options.ports.clock.now());
        let store = Store::open(&path, opening)
            .await
            .map_err(|error| failures::opening(error, &path))?;
        let inner = Inner {
            preferences: Kept::read(&home),
            keys: Keys::new(home.clone(), options.prompt, options.key_store),
            home,
            settings: options.settings,
            face: options.face,
            speech: Speech::new(options.language),
            language_of_system: options.language,
            store,
            ports: options.ports,
            links: Links::default(),
            sample: OnceCell::new(),
            jobs: Jobs::default(),
            telling: Telling::default(),
            in_step: InStep::default(),
            changed: Changed::default(),
            written: Written::default(),
            sign_ins: SignIns::default(),
            closing: watch::Sender::new(false),
        };
        tracing::info!(
            face = inner.face.as_str(),
            version = env!("CARGO_PKG_VERSION"),
            "opened"
        );
        let core = Self {
            inner: Arc::new(inner),
        };
        // A terminal speaks as its own programs do; what is set in the window is for the window.
        if core.inner.face == Face::Window {
            core.speak();
        }
        core.look_around_what_was_put_back().await;
        Ok(core)
    }

    /// Lets running jobs hand over, gives the data folder free and closes the store.
    ///
    /// # Errors
    /// When the store's log cannot be folded in; it is then read at the next opening.
    pub async fn close(&self) -> Result<(), AppError> {
        self.inner.closing.send_replace(true);
        self.inner.jobs.until_owner_is_gone().await;
        let closed = self.inner.store.close().await;
        if let Err(error) = &closed {
            tracing::warn!(%error, "the store's log stays beside it");
        }
        Ok(closed?)
    }

    /// The same for a core whose memory is to be replaced: nothing of this process holds its file afterwards, and whoever still
    /// holds the core gets errors.
    ///
    /// # Errors
    /// When the store's log cannot be folded in; the file is let go all the same.
    pub async fn let_go(&self) -> Result<(), AppError> {
        self.inner.closing.send_replace(true);
        self.inner.jobs.until_owner_is_gone().await;
        Ok(self.inner.store.let_go().await?)
    }

    /// Whether it was closed, or let go.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.is_closing()
    }

    /// The data folder.
    #[must_use]
    pub fn home(&self) -> &Home {
        &self.inner.home
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The present, by the clock that everything here goes by.
    #[must_use]
    pub fn now(&self) -> time::OffsetDateTime {
        self.inner.ports.clock.now()
    }

    /// Waits this long, by the same clock.
    pub async fn wait(&self, duration: std::time::Duration) {
        self.inner.ports.clock.sleep(duration).await;
    }

    /// A name that nothing else has, for accounts, files and correlation.
    pub(crate) fn unique_name(&self) -> String {
        let randomness = &self.inner.ports.randomness;
        format!(
            "{:016x}{:016x}",
            randomness.next_u64(),
            randomness.next_u64()
        )
    }
}
