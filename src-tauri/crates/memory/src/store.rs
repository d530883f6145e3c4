//! The handle to one store file: one writing connection, a few reading ones.
//!
//! SQLite allows one writer at a time, so writes queue on a mutex here instead of on SQLite's lock; reads run beside them
//! and see the last commit (WAL). Other processes may hold the file open as well: they wait up to the busy timeout.
//! Statements run on the thread that asks: they take microseconds, and a trip to another thread would cost more than most
//! of them. What may take long goes through [`at_length`].
//!
//! The rule it protects: every write happens inside a transaction that is rolled back unless it is committed; no future is
//! ever suspended inside of one.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use keepsake_planted::{Bug, is as planted};
use rusqlite::Connection;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{MutexGuard, OwnedSemaphorePermit};

use crate::error::StoreError;
use crate::opening::{OpenOptions, open_to_write};
use crate::readers::{Lent, Readers};
use crate::schema;
use crate::statement::{BEGIN_IMMEDIATE, Session, StatementWatch, sql};

/// What a commit survives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The end of the process (`synchronous = NORMAL`): for what Notion can be asked again.
    Process,
    /// A power cut (`synchronous = FULL`): for what a person did.
    Power,
}

/// A store. Cloning is cheap; all clones are the same store.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    writing: tokio::sync::Mutex<Writing>,
    readers: Arc<Readers>,
    watch: Option<Arc<dyn StatementWatch>>,
    recorded_sends: AtomicU32,
}

struct Writing {
    connection: Connection,
    durability: Durability,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Store")
            .field("path", &self.inner.path)
            .finish_non_exhaustive()
    }
}

impl Store {
    /// Opens the store at `path`, making it (mode 0600) and its folder (0700) when they are missing, and bringing an older
    /// schema up to date after a backup beside the file.
    ///
    /// # Errors
    ///
    /// [`StoreError::Newer`], [`StoreError::Drifted`] and [`StoreError::Damaged`] leave the file as it was.
    pub async fn open(path: &Path, options: OpenOptions) -> Result<Self, StoreError> {
        let (connection, readers) = at_length(|| {
            let (standing, looked_with) = schema::inspect(path)?;
            schema::make_private_file(path)?;
            let connection = open_to_write(path, &options)?;
            schema::migrate(
                &mut Session::new(&connection, options.watch.as_ref()),
                path,
                standing,
                options.now,
            )?;
            let readers = Readers::new(path, options.busy_timeout, looked_with)?;
            Ok::<_, StoreError>((connection, readers))
        })?;
        Ok(Self {
            inner: Arc::new(Inner {
                path: path.to_path_buf(),
                writing: tokio::sync::Mutex::new(Writing {
                    connection,
                    durability: Durability::Process,
                }),
                readers: Arc::new(readers),
                watch: options.watch,
                recorded_sends: AtomicU32::new(0),
            }),
        })
    }

    /// Where the store's file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// Closes the reading connections and folds the write-ahead log into the file. Not needed for safety; the store cannot
    /// be read afterwards.
    ///
    /// # Errors
    ///
    /// When the log cannot be folded in; it is then read at the next opening.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.inner.readers.close();
        let mut writer = self.writer().await;
        at_length(|| {
            writer
                .session()
                .execute(sql("PRAGMA wal_checkpoint(TRUNCATE)"))
        })?;
        Ok(())
    }

    /// Closes every connection of this process to the file, so that another file can take its place. Whoever still holds this
    /// store gets errors from now on, and writes nothing.
    ///
    /// # Errors
    ///
    /// When the log cannot be folded in; the store stays closed.
    pub async fn let_go(&self) -> Result<(), StoreError> {
        let nobody_reads = self.without_readers().await;
        let mut writer = self.writer().await;
        at_length(|| {
            self.inner.readers.close();
            drop(nobody_reads);
            let nothing = Connection::open_in_memory()?;
            let connection = std::mem::replace(&mut writer.writing.connection, nothing);
            connection.close().map_err(|(_, error)| error)?;
            Ok(())
        })
    }

    /// What a program finds that starts right after this one was killed, over the connections that are open already: what
    /// was not committed is gone, and so is all that was only in memory. `None` while somebody else holds the store. For
    /// simulations that end many programs; opening reads and compares the whole schema.
    #[cfg(feature = "testing")]
    #[must_use]
    pub fn started_again(self) -> Option<Self> {
        let mut inner = Arc::into_inner(self.inner)?;
        inner.recorded_sends = AtomicU32::new(0);
        let readers = inner.readers.idle();
        let connection = &inner.writing.get_mut().connection;
        for connection in readers.iter().chain([connection]) {
            if !connection.is_autocommit() {
                connection.execute_batch("ROLLBACK").ok()?;
            }
        }
        drop(readers);
        Some(Self {
            inner: Arc::new(inner),
        })
    }

    /// Waits for the writing connection.
    pub(crate) async fn writer(&self) -> Writer<'_> {
        Writer {
            writing: self.inner.writing.lock().await,
            watch: self.inner.watch.as_ref(),
        }
    }

    /// The same, unless somebody here is writing.
    pub(crate) fn idle_writer(&self) -> Option<Writer<'_>> {
        Some(Writer {
            writing: self.inner.writing.try_lock().ok()?,
            watch: self.inner.watch.as_ref(),
        })
    }

    /// Takes a reading connection.
    pub(crate) async fn reader(&self) -> Result<Reader<'_>, StoreError> {
        Ok(Reader {
            lent: Lent::take(&self.inner.readers).await?,
            watch: self.inner.watch.as_ref(),
        })
    }

    /// Waits until nobody of this process reads; nobody does as long as the answer is held.
    pub(crate) async fn without_readers(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        self.inner.readers.none_lent().await
    }

    pub(crate) fn readers(&self) -> &Readers {
        &self.inner.readers
    }

    pub(crate) fn watch(&self) -> Option<&Arc<dyn StatementWatch>> {
        self.inner.watch.as_ref()
    }

    pub(crate) fn recorded_sends(&self) -> &AtomicU32 {
        &self.inner.recorded_sends
    }
}

/// Does what may take long: where a runtime has other threads, they take over what else this one had to do.
pub(crate) fn at_length<T>(work: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(work),
        _ => work(),
    }
}

/// The writing connection, held.
pub(crate) struct Writer<'s> {
    writing: MutexGuard<'s, Writing>,
    watch: Option<&'s Arc<dyn StatementWatch>>,
}

impl Writer<'_> {
    /// A session outside of any transaction: every statement is its own.
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(&self.writing.connection, self.watch)
    }

    /// Begins a transaction that holds the write lock from the start.
    pub(crate) fn begin(&mut self, durability: Durability) -> Result<Transaction<'_>, StoreError> {
        if self.writing.durability != durability {
            self.session().execute(match durability {
                Durability::Process => sql("PRAGMA synchronous = NORMAL"),
                Durability::Power => sql("PRAGMA synchronous = FULL"),
            })?;
            self.writing.durability = durability;
        }
        self.session().execute(sql(BEGIN_IMMEDIATE))?;
        Ok(Transaction {
            connection: &self.writing.connection,
            watch: self.watch,
        })
    }
}

/// A write transaction; dropped without a commit, it is rolled back.
pub(crate) struct Transaction<'w> {
    connection: &'w Connection,
    watch: Option<&'w Arc<dyn StatementWatch>>,
}

impl Transaction<'_> {
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(self.connection, self.watch)
    }

    pub(crate) fn commit(mut self) -> Result<(), StoreError> {
        self.session().execute(sql("COMMIT"))?;
        Ok(())
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        roll_back(self.connection);
    }
}

/// Ends a transaction that was not committed. After an error such as a full disk SQLite has done so by itself.
fn roll_back(connection: &Connection) {
    if !connection.is_autocommit()
        && !planted(Bug::CancelledBegin)
        && let Err(error) = connection.execute_batch("ROLLBACK")
    {
        tracing::error!(%error, "a transaction could not be rolled back");
    }
}

/// A reading connection, held.
pub(crate) struct Reader<'s> {
    lent: Lent,
    watch: Option<&'s Arc<dyn StatementWatch>>,
}

impl Reader<'_> {
    pub(crate) fn session(&mut self) -> Result<Session<'_>, StoreError> {
        Ok(Session::new(self.lent.connection()?, self.watch))
    }

    /// Begins a transaction in which every read sees the same commit; it ends when it is dropped.
    pub(crate) fn snapshot(&mut self) -> Result<Snapshot<'_>, StoreError> {
        self.session()?.execute(sql("BEGIN"))?;
        Ok(Snapshot {
            connection: self.lent.connection()?,
            watch: self.watch,
        })
    }
}

/// A read transaction: one state of the store for several statements.
pub(crate) struct Snapshot<'r> {
    connection: &'r Connection,
    watch: Option<&'r Arc<dyn StatementWatch>>,
}

impl Snapshot<'_> {
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(self.connection, self.watch)
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        roll_back(self.connection);
    }
}
