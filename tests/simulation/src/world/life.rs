//! The life of a program: from its start, whatever is in its way, to its end.
//!
//! Leaves out what it does meanwhile ([`super`]). The rule it protects: nothing of one life but what it wrote reaches the
//! next.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, bail};
use keepsake_memory::{OpenOptions, Store};
use keepsake_notion::ports::{Clock, NobodyWatches, Ports};
use keepsake_notion::{NotionId, Settings};
use keepsake_sync::{Engine, Room};
use tokio::runtime::Runtime;

use super::World;
use crate::disk::Disk;
use crate::moment::runtime;
use crate::random::Jitter;
use crate::sends::StoredSends;
use crate::template::ORIGIN;
use crate::tokens;
use crate::wire::Wire;

/// How often a store may refuse to open before that is taken to be for good.
const OPENINGS: u32 = 50;
/// Lives of which one opens its store as a program does: that takes longer than most of what it does then.
const OPENED_ONE_IN: usize = 8;

/// The program between its start and its end.
pub(super) struct Life {
    pub(super) engine: Engine,
    pub(super) store: Store,
    pub(super) runtime: Runtime,
}

impl World {
    /// Starts the program unless it runs; `false` when it ended while starting.
    pub(super) fn begin_life(&mut self) -> anyhow::Result<bool> {
        if self.life.is_some() {
            return Ok(true);
        }
        self.fate.revive();
        // No program starts in less; a store that is brought up to date names its copy by the millisecond.
        self.moments.advance(Duration::from_millis(1));
        let runtime = runtime(&self.moments)?;
        if let Some(store) = self.left.take() {
            return self.live(store, runtime);
        }
        let options = || {
            OpenOptions::new(self.moments.now()).watched_by(Arc::new(Disk(Arc::clone(&self.fate))))
        };
        for _ in 0..OPENINGS {
            let opened = runtime.block_on(Store::open(&self.path, options()));
            if self.fate.is_dead() {
                self.end_life();
                return Ok(false);
            }
            match opened {
                Ok(store) => return self.live(store, runtime),
                Err(error) if error.is_retryable() => {}
                Err(error) => bail!("the store does not open: {error}"),
            }
        }
        bail!("the store did not open {OPENINGS} times in a row")
    }

    fn live(&mut self, store: Store, runtime: Runtime) -> anyhow::Result<bool> {
        let engine = self.engine(&store)?;
        self.life = Some(Life {
            engine,
            store,
            runtime,
        });
        Ok(true)
    }

    pub(super) fn end_life(&mut self) {
        self.has_sent = false;
        // The engine's tasks end with the runtime, before the store is closed.
        if let Some(Life {
            engine,
            store,
            runtime,
        }) = self.life.take()
        {
            drop(runtime);
            drop(engine);
            if !self.always_opens && self.openings.below(OPENED_ONE_IN) != 0 {
                self.left = store.started_again();
            }
        }
    }

    fn engine(&mut self, store: &Store) -> anyhow::Result<Engine> {
        let wire = Arc::new(Wire {
            simulator: self.simulator.clone(),
            router: self.simulator.router(),
            fate: Arc::clone(&self.fate),
            moments: self.moments.clone(),
            deeds: self.deeds.clone(),
            store: store.clone(),
            connection: self.connection,
            signed_in: self.signed_in.clone(),
        });
        let clock: Arc<dyn Clock> = Arc::new(self.moments.clone());
        let settings = Settings {
            page_size: self.page_size,
            ..Settings::for_base_url(ORIGIN.parse()?)
        };
        let client = tokens::client(
            self.signed_in.as_ref(),
            self.access.token(),
            settings,
            Ports {
                transport: wire.clone(),
                clock: Arc::clone(&clock),
                randomness: Arc::new(Jitter::of(self.lives.bits())),
                send_log: Arc::new(StoredSends {
                    store: store.clone(),
                    connection: self.connection,
                }),
                watcher: Arc::new(NobodyWatches),
            },
        );
        let bot =
            NotionId::parse(&self.simulator.bot().to_string()).context("the bot has an id")?;
        Ok(Engine::new(keepsake_sync::Ports {
            store: store.clone(),
            client,
            files: wire,
            clock,
            files_folder: self.path.with_extension("files"),
            api_origin: ORIGIN.to_owned(),
            room: Room::without_limit(),
            bot,
        }))
    }
}
