//! The handle to one store file: one writing connection, a few reading ones.
//!
//! SQLite allows one writer at a time, so writes queue on a mutex here instead of on SQLite's lock; reads run beside them
//! on a pool and see the last commit (WAL). Other processes may hold the file open as well: they wait up to the busy timeout.
//!
//! The rule it protects: every write happens inside a transaction that is rolled back unless it is committed, also when the
//! future that runs it is dropped.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection as _, Sqlite, SqliteConnection};
use time::OffsetDateTime;
use tokio::sync::{Mutex, MutexGuard};

use crate::error::StoreError;
use crate::schema;
use crate::statement::{BEGIN_IMMEDIATE, Session, StatementWatch, sql};

/// Reading connections: search, the tree and progress at once; more would only hold memory.
const READERS: u32 = 3;
/// How long a statement waits for another process's write, unless told otherwise.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// What [`Store::open`] needs to know.
#[derive(Clone)]
pub struct OpenOptions {
    now: OffsetDateTime,
    busy_timeout: Duration,
    watch: Option<Arc<dyn StatementWatch>>,
}

impl OpenOptions {
    /// Opens at this moment (names the backup that a migration makes).
    #[must_use]
    pub fn new(now: OffsetDateTime) -> Self {
        Self {
            now,
            busy_timeout: BUSY_TIMEOUT,
            watch: None,
        }
    }

    /// Waits at most so long for another process's write.
    #[must_use]
    pub fn waiting_at_most(mut self, busy_timeout: Duration) -> Self {
        self.busy_timeout = busy_timeout;
        self
    }

    /// Shows every statement to `watch` before it runs.
    #[must_use]
    pub fn watched_by(mut self, watch: Arc<dyn StatementWatch>) -> Self {
        self.watch = Some(watch);
        self
    }
}

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
    writer_options: SqliteConnectOptions,
    writing: Mutex<Writing>,
    readers: SqlitePool,
    watch: Option<Arc<dyn StatementWatch>>,
    recorded_sends: AtomicU32,
}

struct Writing {
    connection: SqliteConnection,
    durability: Durability,
    /// A transaction was begun and its commit is not known to have happened.
    unsettled: bool,
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
        let standing = schema::inspect(path).await?;
        schema::make_private_file(path)?;
        let writer_options = writer_options(path, &options);
        let mut connection = SqliteConnection::connect_with(&writer_options).await?;
        schema::migrate(
            &mut Session::new(&mut connection, options.watch.as_ref()),
            path,
            standing,
            options.now,
        )
        .await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .test_before_acquire(false)
            .connect_lazy_with(reader_options(path, &options));
        Ok(Self {
            inner: Arc::new(Inner {
                path: path.to_path_buf(),
                writer_options,
                writing: Mutex::new(Writing {
                    connection,
                    durability: Durability::Process,
                    unsettled: false,
                }),
                readers,
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

    /// Closes the reading connections and folds the write-ahead log into the file. Not needed for safety.
    ///
    /// # Errors
    ///
    /// When the log cannot be folded in; it is then read at the next opening.
    pub async fn close(&self) -> Result<(), StoreError> {
        self.inner.readers.close().await;
        let mut writer = self.writer().await;
        writer
            .session()
            .execute(sql("PRAGMA wal_checkpoint(TRUNCATE)"))
            .await?;
        Ok(())
    }

    /// Waits for the writing connection.
    pub(crate) async fn writer(&self) -> Writer<'_> {
        Writer {
            writing: self.inner.writing.lock().await,
            options: &self.inner.writer_options,
            watch: self.inner.watch.as_ref(),
        }
    }

    /// Takes a reading connection.
    pub(crate) async fn reader(&self) -> Result<Reader, StoreError> {
        Ok(Reader {
            connection: self.inner.readers.acquire().await?,
            watch: self.inner.watch.clone(),
        })
    }

    pub(crate) fn recorded_sends(&self) -> &AtomicU32 {
        &self.inner.recorded_sends
    }
}

/// The writing connection, held.
pub(crate) struct Writer<'s> {
    writing: MutexGuard<'s, Writing>,
    options: &'s SqliteConnectOptions,
    watch: Option<&'s Arc<dyn StatementWatch>>,
}

impl Writer<'_> {
    /// A session outside of any transaction: every statement is its own.
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(&mut self.writing.connection, self.watch)
    }

    /// Begins a transaction that holds the write lock from the start.
    pub(crate) async fn begin(
        &mut self,
        durability: Durability,
    ) -> Result<Transaction<'_>, StoreError> {
        self.settle().await?;
        if self.writing.durability != durability {
            self.session()
                .execute(match durability {
                    Durability::Process => sql("PRAGMA synchronous = NORMAL"),
                    Durability::Power => sql("PRAGMA synchronous = FULL"),
                })
                .await?;
            self.writing.durability = durability;
        }
        self.session().announce(BEGIN_IMMEDIATE)?;
        let Writing {
            connection,
            unsettled,
            ..
        } = &mut *self.writing;
        *unsettled = true;
        Ok(Transaction {
            inner: connection.begin_with(BEGIN_IMMEDIATE).await?,
            unsettled,
            watch: self.watch,
        })
    }

    /// Makes sure that no transaction is open. After an error such as a full disk SQLite rolls back by itself, and sqlx 0.9,
    /// whose own rollback then fails, counts the transaction as open for ever; such a connection is replaced.
    async fn settle(&mut self) -> Result<(), StoreError> {
        if !self.writing.unsettled {
            return Ok(());
        }
        // Behind every command sent so far, a dropped transaction's rollback included.
        self.writing.connection.ping().await?;
        if self.writing.connection.is_in_transaction() {
            let fresh = SqliteConnection::connect_with(self.options).await?;
            let stuck = std::mem::replace(&mut self.writing.connection, fresh);
            self.writing.durability = Durability::Process;
            stuck.close_hard().await?;
        }
        self.writing.unsettled = false;
        Ok(())
    }
}

/// A write transaction; dropped without a commit, it is rolled back.
pub(crate) struct Transaction<'w> {
    inner: sqlx::Transaction<'w, Sqlite>,
    unsettled: &'w mut bool,
    watch: Option<&'w Arc<dyn StatementWatch>>,
}

impl Transaction<'_> {
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(&mut self.inner, self.watch)
    }

    pub(crate) async fn commit(mut self) -> Result<(), StoreError> {
        self.session().announce("COMMIT")?;
        self.inner.commit().await?;
        *self.unsettled = false;
        Ok(())
    }
}

/// A reading connection, held.
pub(crate) struct Reader {
    connection: PoolConnection<Sqlite>,
    watch: Option<Arc<dyn StatementWatch>>,
}

impl Reader {
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(&mut self.connection, self.watch.as_ref())
    }

    /// Begins a transaction in which every read sees the same commit; it ends when it is dropped.
    pub(crate) async fn snapshot(&mut self) -> Result<Snapshot<'_>, StoreError> {
        self.session().announce("BEGIN")?;
        Ok(Snapshot {
            inner: self.connection.begin().await?,
            watch: self.watch.as_ref(),
        })
    }
}

/// A read transaction: one state of the store for several statements.
pub(crate) struct Snapshot<'r> {
    inner: sqlx::Transaction<'r, Sqlite>,
    watch: Option<&'r Arc<dyn StatementWatch>>,
}

impl Snapshot<'_> {
    pub(crate) fn session(&mut self) -> Session<'_> {
        Session::new(&mut self.inner, self.watch)
    }
}

fn writer_options(path: &Path, options: &OpenOptions) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .foreign_keys(true)
        .busy_timeout(options.busy_timeout)
        // 8 MiB: the whole process of a large import has to stay small.
        .pragma("cache_size", "-8192")
        // 16 MiB of log before it is folded in: pages that many commits touch are then written once.
        .pragma("wal_autocheckpoint", "4096")
        .pragma("journal_size_limit", "16777216")
}

fn reader_options(path: &Path, options: &OpenOptions) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(options.busy_timeout)
        .pragma("query_only", "ON")
        .pragma("cache_size", "-2048")
}
