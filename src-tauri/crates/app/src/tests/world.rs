//! A data folder, a simulated Notion, and everything a core needs from outside.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use bytes::Bytes;
use futures::future::{BoxFuture, FutureExt};
use http::{Request, Response};
use keepsake_broker::{OAuthCredentials, PublicAddress};
use keepsake_notion::adapters::SystemRandomness;
use keepsake_notion::ports::fast::FastClock;
use keepsake_notion::ports::manual::ManualClock;
use keepsake_notion::ports::{Body, Clock, Transport, TransportError, TransportErrorKind};
use keepsake_simulator::{
    CLIENT_ID, CLIENT_SECRET, Options as SimulatorOptions, Quirks, Simulator, SimulatorClock,
};
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;
use time::macros::datetime;

use crate::dto::{Connection, ImportOptions, Mark, RunResult, Selection};
use crate::sample::RouterTransport;
use crate::secrets::{
    KeyStore, NobodyToAsk, PassphrasePrompt, SecretError, SecretStoreKind, open_without_keychain,
};
use crate::{AppError, Disk, Face, Home, Keepsake, Language, Options, Ports, Settings};

/// When every world begins.
const START: OffsetDateTime = datetime!(2026-11-20 10:00 UTC);
/// How much faster time passes.
const SPEED: u32 = 100;
/// Where the simulated Notion pretends to live.
pub(crate) const ORIGIN: &str = "https://notion.invalid";

/// Where the broker pretends to live.
pub(crate) const BROKER: &str = "https://keepsake.example";

/// What somebody at a terminal has chosen for the file of keys.
pub(crate) const PASSPHRASE: &str = "a canary of seven words";

/// Somebody at a terminal.
struct Person;

impl PassphrasePrompt for Person {
    fn ask(&self, _is_new: bool) -> Option<SecretString> {
        Some(PASSPHRASE.into())
    }
}

/// A key store in memory.
#[derive(Default)]
pub(crate) struct Pocket {
    pub(crate) secrets: Mutex<HashMap<String, String>>,
    refuses_new_pairs: AtomicBool,
    is_locked: AtomicBool,
    is_answered: AtomicBool,
    is_gone: AtomicBool,
}

impl Pocket {
    /// Gives nothing from now on before somebody answers the question that reading it asks.
    pub(crate) fn lock(&self) {
        self.is_locked.store(true, Ordering::Relaxed);
    }

    /// Is not there any more from now on.
    pub(crate) fn take_away(&self) {
        self.is_gone.store(true, Ordering::Relaxed);
    }

    /// Somebody is there to answer it.
    pub(crate) fn answer_the_question(&self) {
        self.is_answered.store(true, Ordering::Relaxed);
    }

    fn ask(&self) -> Result<(), SecretError> {
        if self.is_gone.load(Ordering::Relaxed) {
            let detail = "no bus".to_owned();
            return Err(SecretError::Missing { detail });
        }
        if self.is_answered.load(Ordering::Relaxed) {
            self.is_locked.store(false, Ordering::Relaxed);
        }
        if self.is_locked.load(Ordering::Relaxed) {
            let detail = "the prompt was dismissed".to_owned();
            return Err(SecretError::Locked { detail });
        }
        Ok(())
    }

    /// Takes notes of exchanges, and what comes of them not.
    pub(crate) fn refuse_new_pairs(&self, refuse: bool) {
        self.refuses_new_pairs.store(refuse, Ordering::Relaxed);
    }
}

#[async_trait]
impl KeyStore for Pocket {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, SecretError> {
        self.ask()?;
        Ok(self
            .secrets
            .lock()
            .unwrap()
            .get(account)
            .cloned()
            .map(SecretString::from))
    }

    async fn set(&self, account: &str, secret: SecretString) -> Result<(), SecretError> {
        let is_note = secret.expose_secret().contains("\"in_exchange\":true");
        if self.refuses_new_pairs.load(Ordering::Relaxed) && !is_note {
            let detail = "no space left".to_owned();
            return Err(SecretError::Failed { detail });
        }
        self.secrets
            .lock()
            .unwrap()
            .insert(account.to_owned(), secret.expose_secret().to_owned());
        Ok(())
    }

    async fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.ask()?;
        self.secrets.lock().unwrap().remove(account);
        Ok(())
    }
}

/// A disk that has as much room as a test says.
pub(crate) struct SmallDisk {
    free: AtomicU64,
    looks: AtomicU64,
}

impl Default for SmallDisk {
    fn default() -> Self {
        Self {
            free: AtomicU64::new(u64::MAX),
            looks: AtomicU64::new(0),
        }
    }
}

impl SmallDisk {
    /// Has this many megabytes from now on.
    pub(crate) fn has(&self, megabytes: u64) {
        self.free.store(megabytes * 1_000_000, Ordering::Relaxed);
    }

    /// How often somebody looked.
    pub(crate) fn looks(&self) -> u64 {
        self.looks.load(Ordering::Relaxed)
    }
}

impl Disk for SmallDisk {
    fn free(&self, _folder: &Path) -> std::io::Result<u64> {
        self.looks.fetch_add(1, Ordering::Relaxed);
        Ok(self.free.load(Ordering::Relaxed))
    }
}

/// What answers instead of Notion.
#[derive(Clone)]
pub(crate) enum Answering {
    /// The simulated Notion.
    Notion,
    /// Nothing: there is no network.
    Nobody,
    /// A proxy's page.
    Page,
}

/// The network: who answers, and who was asked.
pub(crate) struct Network {
    pub(crate) answering: Mutex<Answering>,
    pub(crate) hosts: Mutex<Vec<String>>,
    notion: RouterTransport,
    broker: Mutex<axum::Router>,
}

impl Transport for Network {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        self.hosts
            .lock()
            .unwrap()
            .push(request.uri().host().unwrap_or_default().to_owned());
        let answering = self.answering.lock().unwrap().clone();
        let is_brokers = request.uri().host() == BROKER.strip_prefix("https://");
        match answering {
            Answering::Notion if is_brokers => {
                let router = self.broker.lock().unwrap().clone();
                RouterTransport { router }.send(request)
            }
            Answering::Notion => self.notion.send(request),
            Answering::Nobody => {
                let error = TransportError::new(TransportErrorKind::Connect, "no route");
                async move { Err(error) }.boxed()
            }
            Answering::Page => {
                let page = Bytes::from_static(b"<html><body>Sign in to the hotel</body></html>");
                let response = Response::builder()
                    .header("content-type", "text/html")
                    .body(Body::from(page));
                async move { Ok(response.unwrap()) }.boxed()
            }
        }
    }
}

/// A broker of the simulated Notion.
fn broker_of(simulator: &Simulator, clock: Arc<dyn Clock>) -> axum::Router {
    let settings = keepsake_broker::Settings {
        credentials: OAuthCredentials {
            client_id: CLIENT_ID.to_owned(),
            client_secret: CLIENT_SECRET.into(),
        },
        public_address: PublicAddress::parse(BROKER).unwrap(),
        notion: PublicAddress::parse(ORIGIN).unwrap(),
        is_behind_proxy: false,
        limits: keepsake_broker::Limits::default(),
    };
    let ports = keepsake_broker::Ports {
        clock,
        transport: Arc::new(RouterTransport {
            router: simulator.router(),
        }),
        key: keepsake_broker::Key::fresh().unwrap(),
        tell: Arc::new(|_| {}),
    };
    keepsake_broker::broker(&settings, ports)
}

/// A data folder and a simulated Notion.
pub(crate) struct World {
    pub(crate) simulator: Simulator,
    pub(crate) network: Arc<Network>,
    pub(crate) keys: Arc<Pocket>,
    pub(crate) disk: Arc<SmallDisk>,
    clock: Arc<dyn Clock>,
    folder: tempfile::TempDir,
}

impl World {
    pub(crate) fn new(workspace: &str) -> Self {
        let clock = FastClock::new(START, SPEED);
        Self::on(workspace, Arc::new(clock), Quirks::calm())
    }

    /// A world whose clock stands still until everything waits: exact, and only for a runtime of one thread. Search lags by
    /// so many seconds.
    pub(crate) fn exact(workspace: &str, search_lag_seconds: u32) -> (Self, ManualClock) {
        let clock = ManualClock::new(START);
        let quirks = Quirks {
            search_lag_seconds,
            ..Quirks::calm()
        };
        let world = Self::on(workspace, Arc::new(clock.clone()), quirks);
        (world, clock)
    }

    fn on(workspace: &str, clock: Arc<dyn Clock>, quirks: Quirks) -> Self {
        let told = Arc::clone(&clock);
        let options = SimulatorOptions {
            clock: SimulatorClock::from_fn(move || told.now()),
            quirks,
            ..SimulatorOptions::default()
        };
        let simulator = Simulator::new(workspace, options).unwrap();
        let network = Network {
            answering: Mutex::new(Answering::Notion),
            hosts: Mutex::default(),
            notion: RouterTransport {
                router: simulator.router(),
            },
            broker: Mutex::new(broker_of(&simulator, Arc::clone(&clock))),
        };
        Self {
            simulator,
            network: Arc::new(network),
            keys: Arc::default(),
            disk: Arc::default(),
            clock,
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("out")
    }

    pub(crate) fn options(&self, origin: &str) -> Options {
        let environment = |name: &str| match name {
            "KEEPSAKE_NOTION_URL" => Some(origin.to_owned()),
            "KEEPSAKE_REQUESTS_PER_SECOND" => Some("10".to_owned()),
            "KEEPSAKE_SIGN_IN_BROKER_URL" => Some(BROKER.to_owned()),
            "KEEPSAKE_SIGN_IN_CLIENT_ID" => Some(CLIENT_ID.to_owned()),
            _ => None,
        };
        let network: Arc<Network> = Arc::clone(&self.network);
        Options {
            home: Home::at(self.home()),
            settings: Settings::load(Path::new("/nowhere"), &environment).unwrap(),
            face: Face::Cli,
            language: Language::English,
            prompt: Arc::new(NobodyToAsk),
            key_store: Some((
                Arc::clone(&self.keys) as Arc<dyn KeyStore>,
                SecretStoreKind::Keychain,
            )),
            ports: Ports {
                clock: Arc::clone(&self.clock),
                randomness: Arc::new(SystemRandomness::default()),
                api: Arc::clone(&network) as Arc<dyn Transport>,
                files: network,
                disk: Arc::clone(&self.disk) as Arc<dyn Disk>,
            },
        }
    }

    /// The broker, as browsers see it.
    pub(crate) fn broker(&self) -> axum::Router {
        self.network.broker.lock().unwrap().clone()
    }

    /// Has this world talk to the broker of another one.
    pub(crate) fn share_broker(&self, other: &Self) {
        *self.network.broker.lock().unwrap() = other.broker();
    }

    pub(crate) async fn core(&self) -> Keepsake {
        Keepsake::open_with(self.options(ORIGIN)).await.unwrap()
    }

    /// Lets seconds of this world pass.
    pub(crate) async fn wait(&self, seconds: u64) {
        self.clock
            .sleep(std::time::Duration::from_secs(seconds))
            .await;
    }

    pub(crate) fn token(&self) -> SecretString {
        SecretString::from(self.simulator.token())
    }

    pub(crate) fn answer(&self, answering: Answering) {
        *self.network.answering.lock().unwrap() = answering;
    }

    /// A core with the workspace connected.
    pub(crate) async fn connected(&self) -> (Keepsake, Connection) {
        let core = self.core().await;
        let connection = core.connect_token(self.token()).await.unwrap();
        (core, connection)
    }

    /// A workspace that was imported and whose key lies under a passphrase, opened where nobody can be asked for it.
    pub(crate) async fn under_a_passphrase(&self) -> (Keepsake, Connection) {
        let home = Home::at(self.home());
        home.prepare().unwrap();
        let at_a_terminal = Options {
            key_store: Some(open_without_keychain(&home, &Person).await.unwrap()),
            ..self.options(ORIGIN)
        };
        let core = Keepsake::open_with(at_a_terminal).await.unwrap();
        let connection = core.connect_token(self.token()).await.unwrap();
        import(&core, &connection).await.unwrap();
        core.close().await.unwrap();
        (self.with_nobody().await, connection)
    }

    /// A core that opens the key store when it needs it, where nobody can be asked for a passphrase.
    pub(crate) async fn with_nobody(&self) -> Keepsake {
        let with_nobody = Options {
            key_store: None,
            ..self.options(ORIGIN)
        };
        Keepsake::open_with(with_nobody).await.unwrap()
    }
}

/// Everything.
pub(crate) fn everything() -> Selection {
    Selection {
        everything: true,
        ..Selection::default()
    }
}

/// These and nothing else.
pub(crate) fn only(ids: &[String]) -> Selection {
    let marks = ids
        .iter()
        .map(|id| Mark {
            id: id.clone(),
            included: true,
        })
        .collect();
    Selection {
        marks,
        ..Selection::default()
    }
}

/// Imports and waits.
pub(crate) async fn import(
    core: &Keepsake,
    connection: &Connection,
) -> Result<RunResult, AppError> {
    let run = core
        .start_import(&connection.id, everything(), ImportOptions::default())
        .await?;
    core.watch_run(&run, |_| {}).await
}

/// Whether any file below a folder contains these bytes.
pub(crate) fn is_anywhere(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return is_anywhere(&path, bytes);
        }
        std::fs::read(path)
            .unwrap()
            .windows(bytes.len())
            .any(|window| window == bytes)
    })
}
