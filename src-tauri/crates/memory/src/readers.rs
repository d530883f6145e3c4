//! The reading connections of a store: a few that are lent out, and one that only looks whether anything was written.
//!
//! Leaves out what is read. The rule it protects: a connection that is lent out comes back, and once the store is closed none
//! is opened again.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::Connection;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::StoreError;
use crate::opening::{existing, keep_statements};

/// Connections that are lent out: search, the tree and progress at once; more would only hold memory.
const READERS: u32 = 3;

/// Reading connections: how many may be open, and those that nobody uses.
pub(crate) struct Readers {
    path: PathBuf,
    busy_timeout: Duration,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Connection>>,
    /// The one that looks whether anything was written; SQLite compares for each connection by itself.
    watching: Mutex<Option<Connection>>,
    /// Tells that one from those of other stores.
    number: u64,
}

impl Readers {
    /// No connections yet but one that is open already, if there is one: reading the schema is most of what a new one costs.
    pub(crate) fn new(
        path: &Path,
        busy_timeout: Duration,
        open: Option<Connection>,
    ) -> Result<Self, StoreError> {
        static OPENED: AtomicU64 = AtomicU64::new(0);
        let readers = Self {
            number: OPENED.fetch_add(1, Ordering::Relaxed),
            path: path.to_path_buf(),
            busy_timeout,
            places: Arc::new(Semaphore::new(READERS as usize)),
            idle: Mutex::default(),
            watching: Mutex::default(),
        };
        if let Some(connection) = open {
            readers.prepare(&connection)?;
            readers.idle().push(connection);
        }
        Ok(readers)
    }

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

    /// The connections that nobody uses.
    pub(crate) fn idle(&self) -> MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Asks the connection that looks whether anything was written; which one that is, and its answer.
    pub(crate) fn watching<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<(u64, T), StoreError> {
        let mut watching = self.watching.lock().unwrap_or_else(PoisonError::into_inner);
        if self.places.is_closed() {
            return Err(closed());
        }
        let connection = match watching.take() {
            Some(connection) => connection,
            None => self.open()?,
        };
        Ok((self.number, ask(watching.insert(connection))?))
    }

    /// Waits until nobody of this process reads; nobody does as long as the answer is held.
    pub(crate) async fn none_lent(&self) -> Result<OwnedSemaphorePermit, StoreError> {
        let places = Arc::clone(&self.places);
        places
            .acquire_many_owned(READERS)
            .await
            .map_err(|_| closed())
    }

    /// Closes them; none is opened again.
    pub(crate) fn close(&self) {
        self.places.close();
        self.idle().clear();
        *self.watching.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// A reading connection lent out; it goes back when it is dropped.
pub(crate) struct Lent {
    connection: Option<Connection>,
    readers: Arc<Readers>,
    _place: OwnedSemaphorePermit,
}

impl Lent {
    /// Waits for one that nobody uses.
    pub(crate) async fn take(readers: &Arc<Readers>) -> Result<Self, StoreError> {
        let place = Arc::clone(&readers.places)
            .acquire_owned()
            .await
            .map_err(|_| closed())?;
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

    /// The connection.
    pub(crate) fn connection(&self) -> Result<&Connection, StoreError> {
        self.connection.as_ref().ok_or_else(closed)
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

fn closed() -> StoreError {
    StoreError::Io {
        detail: "the store was closed".to_owned(),
    }
}
