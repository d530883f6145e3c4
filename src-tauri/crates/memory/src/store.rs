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
use std::sync::atomic::AtomicU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use keepsake_planted::{Bug, is as planted};
use rusqlite::Connection;
use tokio::runtime::{Handle, RuntimeFlavor};
use tokio::sync::{MutexGuard, OwnedSemaphorePermit, Semaphore};

use crate::error::StoreError;
use crate::opening::{OpenOptions, existing, keep_statements, open_to_write};
use crate::schema;
use crate::statement::{BEGIN_IMMEDIATE, Session, StatementWatch, sql};

/// Reading connections: search, the tree and progress at once; more would only hold memory.
const READERS: usize = 3;

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

/// Reading connections: how many may be open, and those that nobody uses.
struct Readers {
    path: PathBuf,
    busy_timeout: Duration,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
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
            let readers = Readers {
                path: path.to_path_buf(),
                busy_timeout: options.busy_timeout,
                places: Arc::new(Semaphore::new(READERS)),
                idle: Mutex::new(Vec::new()),
            };
            // Reading the schema is most of what a new connection costs; one that has done so is not thrown away.
            if let Some(connection) = looked_with {
                readers.prepare(&connection)?;
                readers.idle().push(connection);
            }
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

    /// Takes a reading connection.
    pub(crate) async fn reader(&self) -> Result<Reader<'_>, StoreError> {
        Ok(Reader {
            lent: Lent::take(&self.inner.readers).await?,
            watch: self.inner.watch.as_ref(),
        })
    }

    /// Waits until nobody of this process reads; nobody does as long as the answer is held.
    pub(crate) async fn without_readers(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        let places = Arc::clone(&self.inner.readers.places);
        places
            .acquire_many_owned(all)
            .await
            .map_err(|_| StoreError::Io {
                detail: "the store was closed".to_owned(),
            })
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

impl Readers {
    fn open(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open_with_flags(&self.path, existing())?;
        self.prepare(&connection)?;
        Ok(connection)
    }

    fn prepare(&self, connection: &Connection) -> Result<(), StoreError> {
        connection.busy_timeout(self.busy_timeout)?;
        keep_statements(connection)?;
        connection.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2048")?;
        Ok(())
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.places.close();
        self.idle().clear();
    }
}

/// A reading connection lent out; it goes back when it is dropped.
struct Lent {
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Lent {
    async fn take(readers: &Arc<Readers>) -> Result<Self, StoreError> {
        let place = Arc::clone(&readers.places)
            .acquire_owned()
            .await
            .map_err(|_| StoreError::Io {
                detail: "the store was closed".to_owned(),
            })?;
        let idle = readers.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => readers.open()?,
        };
        Ok(Self {
            connection: Some(connection),
            readers: Arc::clone(readers),
            _place: place,
        })
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else {
            return;
        };
        if !self.readers.places.is_closed() {
            self.readers.idle().push(connection);
        }
    }
}

/// A reading connection, held.
pub(crate) struct Reader<'s> {
    lent: Lent,
    watch: Option<&'s Arc<dyn StatementWatch>>,
}

impl Reader<'_> {
    fn connection(&self) -> Result<&Connection, StoreError> {
        self.lent.connection.as_ref().ok_or_else(|| StoreError::Io {
            detail: "the store was closed".to_owned(),
        })
    }

    pub(crate) fn session(&mut self) -> Result<Session<'_>, StoreError> {
        Ok(Session::new(self.connection()?, self.watch))
    }

    /// Begins a transaction in which every read sees the same commit; it ends when it is dropped.
    pub(crate) fn snapshot(&mut self) -> Result<Snapshot<'_>, StoreError> {
        self.session()?.execute(sql("BEGIN"))?;
        Ok(Snapshot {
            connection: self.connection()?,
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
