//! A workspace, a memory and an engine.

use std::{path::Path, sync::Arc};

use keepsake_memory::{ConnectionId, ConnectionKind, NewConnection, OpenOptions, Store};
use keepsake_notion::{
    Client, MAX_PAGE_SIZE, NotionId, Settings,
    adapters::{MemorySendLog, SystemRandomness},
    ports::{Clock, NobodyWatches, Ports, SendLog, manual::ManualClock},
};
use keepsake_simulator::{Edit, Options, Quirks, Simulator, SimulatorClock};
use keepsake_sync::{
    Control, Engine, ImportOptions, RunError, RunKind, RunOutcome, RunRequest, Silent,
};
use secrecy::SecretString;
use tempfile::TempDir;
use time::{OffsetDateTime, macros::datetime};

use crate::{MortalTransport, RouterTransport};

/// When every world begins.
pub const EPOCH: OffsetDateTime = datetime!(2026-11-20 12:00:30 UTC);

/// The origin a world's simulator pretends to live at.
const ORIGIN: &str = "https://notion.test";

/// What kind of world to make.
pub struct WorldOptions {
    /// The simulator's workspace.
    pub workspace: String,
    /// Its oddities.
    pub quirks: Quirks,
    /// Items per page of a list.
    pub page_size: u32,
}

impl WorldOptions {
    /// A workspace without oddities, for exact counts.
    #[must_use]
    pub fn calm(workspace: &str) -> Self {
        Self {
            workspace: workspace.to_owned(),
            quirks: Quirks::calm(),
            page_size: MAX_PAGE_SIZE,
        }
    }
}

/// A simulator, a memory and an engine between them.
pub struct World {
    /// The far side.
    pub simulator: Simulator,
    /// The memory.
    pub store: Store,
    /// The clock of both sides.
    pub clock: ManualClock,
    /// The connection.
    pub connection: ConnectionId,
    engine: Engine,
    api: MortalTransport,
    folder: TempDir,
}

impl World {
    /// Makes a world without oddities around a workspace of the simulator.
    pub async fn calm(workspace: &str) -> Self {
        Self::new(WorldOptions::calm(workspace)).await
    }

    /// Makes a world.
    pub async fn new(options: WorldOptions) -> Self {
        let clock = ManualClock::new(EPOCH);
        let shown = clock.clone();
        let simulator = Simulator::new(
            &options.workspace,
            Options {
                quirks: options.quirks,
                clock: SimulatorClock::from_fn(move || shown.now()),
                ..Options::default()
            },
        )
        .expect("the simulator knows the workspace");
        let folder = TempDir::new().expect("a temporary folder");
        let store = Store::open(&folder.path().join("memory.db"), OpenOptions::new(EPOCH))
            .await
            .expect("a new store");
        let transport = Arc::new(RouterTransport::new(simulator.router()));
        let api = MortalTransport::new(transport.clone());
        let send_log: Arc<dyn SendLog> = Arc::new(MemorySendLog::default());
        let client = Client::new(
            Settings {
                page_size: options.page_size,
                ..Settings::for_base_url(ORIGIN.parse().expect("an address"))
            },
            SecretString::from(simulator.token().to_owned()),
            Ports {
                transport: Arc::new(api.clone()),
                clock: Arc::new(clock.clone()),
                randomness: Arc::new(SystemRandomness::default()),
                send_log,
                watcher: Arc::new(NobodyWatches),
            },
        );
        let me = client.me().await.expect("the token works").value;
        let connection = store
            .put_connection(
                NewConnection {
                    bot_id: me.id.to_string(),
                    base_url: ORIGIN.to_owned(),
                    kind: ConnectionKind::Token,
                    workspace_id: None,
                    workspace_name: "World".to_owned(),
                    workspace_icon: None,
                    bot_name: me.name,
                },
                EPOCH,
            )
            .await
            .expect("a connection");
        let engine = Engine::new(keepsake_sync::Ports {
            store: store.clone(),
            client,
            files: transport,
            clock: Arc::new(clock.clone()),
            files_folder: folder.path().join("files"),
            api_origin: ORIGIN.to_owned(),
            room: keepsake_sync::Room::without_limit(),
            bot: me.id,
        });
        Self {
            simulator,
            store,
            clock,
            connection,
            engine,
            api,
            folder,
        }
    }

    /// The folder of this world's memory.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Runs an import with these options.
    pub async fn import_with(&self, options: ImportOptions) -> RunOutcome {
        self.run(RunKind::Import, options)
            .await
            .expect("the import ends")
    }

    /// Runs an import as a person does who changes nothing.
    pub async fn import(&self) -> RunOutcome {
        self.import_with(ImportOptions::default()).await
    }

    /// Runs a sync.
    pub async fn sync(&self) -> RunOutcome {
        self.run(RunKind::Sync, ImportOptions::default())
            .await
            .expect("the sync ends")
    }

    /// Runs anything.
    ///
    /// # Errors
    /// What the engine says.
    pub async fn run(&self, kind: RunKind, options: ImportOptions) -> Result<RunOutcome, RunError> {
        let request = RunRequest {
            connection: self.connection,
            kind,
            options,
            trigger: "test".to_owned(),
            correlation_id: "test".to_owned(),
            audit: false,
        };
        self.engine.run(&request, &Control::new(), &Silent).await
    }

    /// Runs an import that dies at its request after `requests`; `None` when it was over before.
    pub async fn import_until_death(&self, requests: i64) -> Option<()> {
        self.api.live_for(requests);
        let died = tokio::select! {
            biased;
            _outcome = self.run(RunKind::Import, ImportOptions::default()) => None,
            () = self.api.death() => Some(()),
        };
        self.api.revive();
        died
    }

    /// Writes a sentence into so many pages on the far side.
    pub fn edit_pages(&self, count: usize) {
        let pages = self.simulator.truth().objects.into_iter();
        for page in pages.filter(|object| object.kind == "page").take(count) {
            let edit = Edit::AddText {
                to: page.id,
                text: "a new sentence".to_owned(),
            };
            self.simulator.edit(&edit).expect("a page can be edited");
        }
    }

    /// Lets time pass on both sides.
    pub fn wait(&self, seconds: u64) {
        self.clock.advance(std::time::Duration::from_secs(seconds));
    }

    /// The Markdown stored of a page.
    pub async fn body(&self, page: NotionId) -> Option<String> {
        self.store
            .body(self.connection, page)
            .await
            .expect("the store can be read")
            .map(|body| body.markdown)
    }
}
