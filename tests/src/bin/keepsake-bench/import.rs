//! One import over a real socket, with storing and indexing, and what it cost.

use std::{path::Path, sync::Arc, time::Duration};

use anyhow::{Context as _, ensure};
use keepsake_memory::{ConnectionKind, NewConnection, OpenOptions, Store};
use keepsake_notion::{
    Client, Settings,
    adapters::{MemorySendLog, ReqwestTransport, SystemClock, SystemRandomness},
    ports::{Clock as _, NobodyWatches, Ports, SendLog},
};
use keepsake_sync::{Control, Engine, ImportOptions, RunEnd, RunKind, RunRequest, Silent};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::{jumping_clock::JumpingClock, kept_sends::KeptSends, usage};

/// The time-out of one exchange.
const TIMEOUT: Duration = Duration::from_secs(60);

/// Imports the workspace at `address` into a new store in `folder`.
pub(crate) async fn import(address: &str, token: &str, folder: &Path) -> anyhow::Result<Value> {
    let watch = SystemClock::new();
    let clock = JumpingClock::new(watch.now());
    let store = Store::open(&folder.join("memory.db"), OpenOptions::new(clock.now())).await?;
    let settings = Settings::for_base_url(address.parse().context("ADDRESS is an address")?);
    let client = |send_log: Arc<dyn SendLog>| -> anyhow::Result<Client> {
        Ok(Client::new(
            settings.clone(),
            SecretString::from(token),
            Ports {
                transport: Arc::new(ReqwestTransport::for_api(TIMEOUT)),
                clock: Arc::new(clock.clone()),
                randomness: Arc::new(SystemRandomness::default()),
                send_log,
                watcher: Arc::new(NobodyWatches),
            },
        ))
    };
    let me = client(Arc::new(MemorySendLog::new()))?.me().await?.value;
    let connection = store
        .put_connection(
            NewConnection {
                bot_id: me.id.to_string(),
                base_url: address.to_owned(),
                kind: ConnectionKind::Token,
                workspace_id: None,
                workspace_name: "Bench".to_owned(),
                workspace_icon: None,
                bot_name: me.name,
            },
            clock.now(),
        )
        .await?;
    let engine = Engine::new(keepsake_sync::Ports {
        store: store.clone(),
        client: client(Arc::new(KeptSends {
            store: store.clone(),
            connection,
        }))?,
        files: Arc::new(ReqwestTransport::for_files(TIMEOUT)),
        clock: Arc::new(clock.clone()),
        files_folder: folder.join("files"),
        api_origin: address.to_owned(),
        room: keepsake_sync::Room::without_limit(),
        bot: me.id,
    });
    let request = RunRequest {
        connection,
        kind: RunKind::Import,
        options: ImportOptions::default(),
        trigger: "bench".to_owned(),
        correlation_id: "bench".to_owned(),
        audit: false,
    };
    let outcome = engine.run(&request, &Control::new(), &Silent).await?;
    let objects = outcome.ledger.objects;
    ensure!(
        outcome.end == RunEnd::Completed && objects.stored == objects.found,
        "the import did not store everything: {objects:?}"
    );
    store.close().await?;
    Ok(json!({
        "pages": objects.stored,
        "requests": outcome.ledger.requests,
        "wall_seconds": watch.elapsed().as_secs_f64(),
        "usage": usage::usage()?,
    }))
}
