//! The whole core, as the window and the terminal hold it, in front of a simulator.
//!
//! Leaves out faces and assertions. The rule it protects: what is shown here is what a person gets, by the use cases they
//! call; only the socket, the keychain and the pace of time are replaced.

use std::{
    collections::HashMap,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;
use keepsake_app::{
    ExportFormat, Face, Home, Keepsake, Language, Options, Ports, Settings,
    dto::{CommentsChoice, ImportOptions, RunResult, Selection},
    secrets::{KeyStore, NobodyToAsk, SecretError, SecretStoreKind},
};
use keepsake_notion::{adapters::SystemRandomness, ports::Clock, ports::fast::FastClock};
use keepsake_simulator::{Options as SimulatorOptions, Quirks, Simulator, SimulatorClock};
use secrecy::{ExposeSecret, SecretString};
use tempfile::TempDir;

use crate::{EPOCH, Exported, RouterTransport};

/// How much faster time passes.
const SPEED: u32 = 100;
/// The origin the simulator pretends to live at.
const ORIGIN: &str = "https://notion.test";

/// A simulator, and a core with its workspace connected.
pub struct Facade {
    /// The far side.
    pub simulator: Simulator,
    /// The core.
    pub core: Keepsake,
    /// The connection, as faces name it.
    pub connection: String,
    clock: FastClock,
    folder: TempDir,
}

impl Facade {
    /// A core connected to a workspace without oddities, in a folder of its own.
    pub async fn connected(workspace: &str) -> Self {
        Self::connected_by(workspace, None).await
    }

    /// The same through the token with this name instead of the main one.
    pub async fn connected_by(workspace: &str, name: Option<&str>) -> Self {
        let clock = FastClock::new(EPOCH, SPEED);
        let shown = clock.clone();
        let told = clock.clone();
        let simulator = Simulator::new(
            workspace,
            SimulatorOptions {
                quirks: Quirks::calm(),
                clock: SimulatorClock::from_fn(move || told.now()),
                limit: None,
                ..SimulatorOptions::default()
            },
        )
        .expect("the simulator knows the workspace");
        let folder = TempDir::new().expect("a temporary folder");
        let transport = Arc::new(RouterTransport::new(simulator.router()));
        let environment = |name: &str| match name {
            "KEEPSAKE_NOTION_URL" => Some(ORIGIN.to_owned()),
            "KEEPSAKE_REQUESTS_PER_SECOND" => Some("10".to_owned()),
            // What is tested here does not depend on how full the machine is.
            "KEEPSAKE_KEEP_FREE_MEGABYTES" => Some("0".to_owned()),
            _ => None,
        };
        let home = Home::at(folder.path().join("home"));
        let core = Keepsake::open_with(Options {
            settings: Settings::load(&home.settings(), &environment).expect("good settings"),
            home,
            face: Face::Cli,
            language: Language::English,
            prompt: Arc::new(NobodyToAsk),
            key_store: Some((Arc::new(Pocket::default()), SecretStoreKind::Keychain)),
            ports: Ports {
                clock: Arc::new(clock),
                randomness: Arc::new(SystemRandomness::default()),
                api: transport.clone(),
                files: transport,
                disk: Arc::new(keepsake_app::SystemDisk),
            },
        })
        .await
        .expect("a core");
        let mut tokens = simulator.tokens().into_iter();
        let named = tokens.find(|token| Some(token.name.as_str()) == name);
        let token = named.map_or_else(|| simulator.token(), |named| named.token);
        let connection = core
            .connect_token(SecretString::from(token))
            .await
            .expect("the token works");
        Self {
            simulator,
            core,
            connection: connection.id,
            clock: shown,
            folder,
        }
    }

    /// Lets seconds of this world pass, for instance so that Notion's minute is over.
    pub async fn wait(&self, seconds: u64) {
        let clock = self.clock.clone();
        clock.sleep(std::time::Duration::from_secs(seconds)).await;
    }

    /// A folder that goes away with the test.
    #[must_use]
    pub fn beside(&self) -> &std::path::Path {
        self.folder.path()
    }

    /// Imports everything, with comments on pages and blocks.
    pub async fn import(&self) -> RunResult {
        let everything = Selection {
            everything: true,
            ..Selection::default()
        };
        let options = ImportOptions {
            comments: CommentsChoice::Blocks,
            ..ImportOptions::default()
        };
        let run = self
            .core
            .start_import(&self.connection, everything, options)
            .await
            .expect("the import starts");
        self.core
            .watch_run(&run, |_| {})
            .await
            .expect("the import ends")
    }

    /// Exports as JSON lines, and reads the files back.
    pub async fn export(&self) -> Exported {
        let out: PathBuf = self.folder.path().join("out");
        self.core
            .export(&self.connection, ExportFormat::JsonLines, &out)
            .await
            .expect("the export is written");
        Exported::read(&out)
    }
}

/// A key store in memory.
#[derive(Default)]
struct Pocket {
    secrets: Mutex<HashMap<String, String>>,
}

#[async_trait]
impl KeyStore for Pocket {
    async fn get(&self, account: &str) -> Result<Option<SecretString>, SecretError> {
        let secrets = self.secrets.lock().unwrap();
        Ok(secrets.get(account).cloned().map(SecretString::from))
    }

    async fn set(&self, account: &str, secret: SecretString) -> Result<(), SecretError> {
        let secret = secret.expose_secret().to_owned();
        self.secrets
            .lock()
            .unwrap()
            .insert(account.to_owned(), secret);
        Ok(())
    }

    async fn delete(&self, account: &str) -> Result<(), SecretError> {
        self.secrets.lock().unwrap().remove(account);
        Ok(())
    }
}
