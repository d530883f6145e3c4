//! Leaving: a workspace that is forgotten and can come back for a while, and the end of everything.
//!
//! Leaves out the end of a connection itself (`disconnect`). The rules it protects: what is forgotten is removed when it was
//! promised, and not earlier unless somebody asks for it, and from the copies beside the memory as well; deleting everything leaves no text and no key in any file of the data folder; it removes what
//! Keepsake made and nothing else, because the folder may be one of the person's own; when it is interrupted, asking again
//! finishes it.

use std::io;
use std::path::{Path, PathBuf};

use keepsake_memory::Connection;
use time::{Duration, OffsetDateTime};

use crate::connect::connection_id;
use crate::disconnect::Access;
use crate::error::{AppError, ErrorCode};
use crate::failures;
use crate::home::Home;
use crate::jobs::Work;
use crate::keepsake::Keepsake;
use crate::keys;
use crate::last_keys::{Left, LockedKeys};

/// How long what was forgotten can be brought back (ux C.14).
pub(crate) const KEPT: Duration = Duration::days(30);

impl Keepsake {
    /// Brings back a workspace that was forgotten. Its key is gone: it has to be connected again to be kept in step.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotConnected`] when nothing of it is left.
    pub async fn restore_forgotten(&self, connection: &str) -> Result<(), AppError> {
        Ok(self
            .store()
            .restore_connection(connection_id(connection)?)
            .await?)
    }

    /// Removes for good what was forgotten long enough ago; how many workspaces.
    ///
    /// # Errors
    /// When the store cannot be written; what is left of it is removed next time.
    pub async fn remove_forgotten(&self) -> Result<u64, AppError> {
        self.remove_forgotten_until(self.now()).await
    }

    pub(crate) async fn remove_forgotten_until(
        &self,
        now: OffsetDateTime,
    ) -> Result<u64, AppError> {
        let forgotten = self.store().forgotten().await?;
        let due = forgotten
            .into_iter()
            .filter(|(_, time)| *time + KEPT <= now);
        self.remove_for_good(due.map(|(connection, _)| connection).collect())
            .await
    }

    /// Removes a workspace that was forgotten now, and not when its time is over.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotConnected`] when it is not among those that were forgotten; or when something cannot be removed,
    /// and asking again goes on with it.
    pub async fn remove_forgotten_now(&self, connection: &str) -> Result<(), AppError> {
        let id = connection_id(connection)?;
        let forgotten = self.store().forgotten().await?;
        let found = forgotten.into_iter().find(|(one, _)| one.id == id);
        let (found, _) = found
            .ok_or_else(|| AppError::new(ErrorCode::NotConnected).with("connection", connection))?;
        self.remove_for_good(vec![found]).await?;
        Ok(())
    }

    async fn remove_for_good(&self, connections: Vec<Connection>) -> Result<u64, AppError> {
        let mut removed = 0;
        for connection in connections {
            self.remove_older_copies()?;
            self.store().remove_connection(connection.id).await?;
            removed += 1;
        }
        if removed > 0 {
            self.remove_unused_files().await?;
            tracing::info!(removed, "what was forgotten is removed");
        }
        Ok(removed)
    }

    /// Removes the copies that lie beside the memory, and what was moved aside: whatever is to be forgotten for good is in them, too. To be done
    /// first, so that asking again after a failure comes by here again.
    pub(crate) fn remove_older_copies(&self) -> Result<(), AppError> {
        let home = &self.inner.home;
        let copies = backups_of(home).map_err(|error| failures::unwritable(home.root(), &error))?;
        for path in copies {
            remove_path(&path).map_err(|error| failures::unwritable(&path, &error))?;
            tracing::info!(copy = %path.display(), "an older copy of the memory is removed");
        }
        Ok(())
    }

    /// The same by the way: what cannot be removed now is removed next time.
    pub(crate) async fn tidy_forgotten(&self) {
        if let Err(error) = self.remove_forgotten().await {
            tracing::warn!(%error, "what was forgotten could not be removed");
        }
    }

    /// Deletes everything: keys, memory, files, logs and settings. Notion's content is untouched; where that can be done, the
    /// access is taken back. The core goes on with an empty memory.
    ///
    /// # Errors
    /// [`ErrorCode::OwnerBusy`] while another process works with the folder; [`ErrorCode::KeychainLocked`] where the keys lie
    /// in a keychain that is locked and are not to be left there, and then nothing has changed; or when something cannot
    /// be removed, and asking again goes on with it.
    pub async fn delete_everything(&self, locked: LockedKeys) -> Result<Left, AppError> {
        self.own_or_refuse("delete").await?;
        let connections = self.store().connections().await?;
        let accounts = self.every_account(&connections).await?;
        let reached = self
            .reach_last_keys(&connections, &accounts, locked)
            .await?;
        let mut access = Access::None;
        for connection in &connections {
            self.end_runs_of(connection.id).await?;
            let one = self.take_access_back(connection, reached.as_deref());
            access = worse(access, one.await);
            self.unlink(connection.id).await;
        }
        self.end_checks().await?;
        let keys = self.remove_last_keys(&accounts, reached).await;
        // Before the memory: an interruption leaves no key behind that nobody knows of.
        self.remove_file_of_keys().await?;
        self.inner.sign_ins.forget();
        self.store().erase().await?;
        remove(&self.inner.home, Extent::AroundAnOpenCore)?;
        self.inner.preferences.forget();
        tracing::info!("everything was deleted");
        Ok(Left { access, keys })
    }

    /// Under which accounts keys may lie: of what is connected; of what was forgotten, whose keys were removed then if they
    /// could be; and of keys that were given to be checked, in case that never came to its end.
    async fn every_account(&self, connections: &[Connection]) -> Result<Vec<String>, AppError> {
        let forgotten = self.store().forgotten().await?;
        let forgotten = forgotten.iter().map(|(connection, _)| connection);
        let connections = connections.iter().chain(forgotten);
        let mut accounts: Vec<String> = connections.flat_map(keys::accounts_of).collect();
        for job in self.store().open_jobs().await? {
            if let Some(Work::Check { account, .. }) = Work::of(&job) {
                accounts.push(account);
            }
        }
        Ok(accounts)
    }

    /// Stops what is under way for no connection yet: checks of keys that were given.
    async fn end_checks(&self) -> Result<(), AppError> {
        for job in self.store().open_jobs().await? {
            self.store().cancel_job(job.id, self.now()).await?;
        }
        Ok(())
    }
}

/// What the person has to know of the access of several connections.
fn worse(one: Access, other: Access) -> Access {
    let rank = |access| match access {
        Access::None => 0,
        Access::TakenBack => 1,
        Access::Stays => 2,
        Access::Unanswered => 3,
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Removes what is left in a data folder that no process uses any more, and the folder when nothing else lies in it.
///
/// # Errors
/// [`crate::ErrorCode::Unwritable`] when something cannot be removed.
pub fn remove_data_folder(home: &Home) -> Result<(), AppError> {
    remove(home, Extent::Everything)
}

/// How much goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All but the files that this process has open, which hold nothing any more: the memory, the lock, the log of today.
    AroundAnOpenCore,
    /// All of it.
    Everything,
}

fn remove(home: &Home, extent: Extent) -> Result<(), AppError> {
    let failed = |path: &Path, error: &io::Error| failures::unwritable(path, error);
    for path in made_beside_the_memory(home) {
        remove_path(&path).map_err(|error| failed(&path, &error))?;
    }
    let backups = backups_of(home).map_err(|error| failed(home.root(), &error))?;
    for path in backups {
        remove_path(&path).map_err(|error| failed(&path, &error))?;
    }
    match extent {
        Extent::AroundAnOpenCore => {
            empty_logs(&home.logs()).map_err(|error| failed(&home.logs(), &error))
        }
        Extent::Everything => {
            for path in opened_by_a_core(home) {
                remove_path(&path).map_err(|error| failed(&path, &error))?;
            }
            match std::fs::remove_dir(home.root()) {
                // Something of the person's own may lie there.
                Err(error)
                    if !matches!(
                        error.kind(),
                        io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::NotFound
                    ) =>
                {
                    Err(failed(home.root(), &error))
                }
                _ => Ok(()),
            }
        }
    }
}

/// What Keepsake makes in its folder besides what an open core holds open. `webview` is what the web engine writes.
fn made_beside_the_memory(home: &Home) -> Vec<PathBuf> {
    let in_root = |name: &str| home.root().join(name);
    vec![
        home.files(),
        home.secrets(),
        home.profiles(),
        home.channels(),
        home.settings(),
        home.preferences(),
        in_root("preferences.json.new"),
        in_root("window.json"),
        in_root("window.json.new"),
        in_root("webview"),
        in_root(".doctor"),
    ]
}

/// The memory with its logs, the lock and the logs.
fn opened_by_a_core(home: &Home) -> Vec<PathBuf> {
    let of_memory = |end: &str| {
        let mut name = home.memory().into_os_string();
        name.push(end);
        PathBuf::from(name)
    };
    vec![
        home.memory(),
        of_memory("-wal"),
        of_memory("-shm"),
        of_memory("-journal"),
        home.owner_lock(),
        home.logs(),
    ]
}

/// What lies beside the memory and holds what it held: copies, and what was moved aside.
fn backups_of(home: &Home) -> io::Result<Vec<PathBuf>> {
    let beside = keepsake_memory::beside(&home.memory())?;
    Ok(beside.into_iter().map(|one| one.path).collect())
}

/// Cuts every log to nothing; the one that is being written goes on from its beginning.
fn empty_logs(folder: &Path) -> io::Result<()> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let file = std::fs::OpenOptions::new()
            .write(true)
            .open(entry?.path())?;
        file.set_len(0)?;
    }
    Ok(())
}

/// Removes a file, or a folder with everything in it; one that is not there is no error. Links are not followed.
fn remove_path(path: &Path) -> io::Result<()> {
    let removed = match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_dir() => std::fs::remove_dir_all(path),
        Ok(_) => std::fs::remove_file(path),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}
