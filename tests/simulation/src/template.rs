//! A new store, made once and copied for every schedule.
//!
//! The rule it protects: making a store runs all migrations and checks its schema, which takes as long as a whole schedule;
//! what a schedule starts from is still exactly what a person starts from.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use anyhow::Context as _;
use keepsake_memory::{ConnectionId, ConnectionKind, NewConnection, OpenOptions, Store};

use crate::moment::EPOCH;

/// The origin that the simulated Notion pretends to live at.
pub const ORIGIN: &str = "https://notion.test";

struct Template {
    bytes: Vec<u8>,
    connection: ConnectionId,
}

static TEMPLATE: OnceLock<Template> = OnceLock::new();

/// The quickest folder there is for files that nobody keeps.
#[must_use]
pub fn fast_folder() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

/// Makes the template; call once, before schedules run.
///
/// # Errors
/// When no store can be made.
pub fn prepare(folder: &Path) -> anyhow::Result<()> {
    let path = folder.join("template.db");
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let connection = runtime.block_on(async {
        let store = Store::open(&path, OpenOptions::new(EPOCH)).await?;
        let connection = store
            .put_connection(
                NewConnection {
                    bot_id: "keepsake".to_owned(),
                    base_url: ORIGIN.to_owned(),
                    kind: ConnectionKind::Token,
                    workspace_id: None,
                    workspace_name: "Simulated".to_owned(),
                    workspace_icon: None,
                    bot_name: None,
                },
                EPOCH,
            )
            .await?;
        store.close().await?;
        anyhow::Ok(connection)
    })?;
    let bytes = fs::read(&path)?;
    fs::remove_file(&path)?;
    // A second call finds the same.
    let _known = TEMPLATE.set(Template { bytes, connection });
    Ok(())
}

/// Puts a new store at `path`, in place of whatever is there.
pub(crate) fn place(path: &Path) -> anyhow::Result<ConnectionId> {
    let template = TEMPLATE.get().context("the template was not made")?;
    for ending in ["-wal", "-shm"] {
        let mut beside = path.as_os_str().to_owned();
        beside.push(ending);
        if let Err(error) = fs::remove_file(&beside)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(error.into());
        }
    }
    fs::write(path, &template.bytes)?;
    Ok(template.connection)
}
