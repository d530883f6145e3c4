//! Looking around in a memory that was put back: its keys may be on another computer, its attachments as well; and asking for
//! attachments that were left out so far.
//!
//! The first is done when the memory is opened, until it was done once. The rule it protects: what is missing is asked for in the usual ways: a
//! connection without a key says that it has to be connected again, an attachment that is not here is read again.

use std::collections::HashMap;

use keepsake_memory::{
    Change, ConnectionId, ConnectionKind, ConnectionState, NewFetch, ObjectKind, ShowsMissing,
};
use keepsake_sync::read::{Read, Walked};
use keepsake_sync::{FileFolder, Files};

use crate::dto::ImportOptions;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::keys;

impl Keepsake {
    /// Looks around if that was not done since the memory was put back. What cannot be done now is done at the next opening.
    pub(crate) async fn look_around_what_was_put_back(&self) {
        match self.store().was_put_back().await {
            Ok(false) => return,
            Ok(true) => {}
            Err(error) => {
                tracing::warn!(%error, "whether the memory was put back is not known");
                return;
            }
        }
        if let Err(error) = self.look_around_once().await {
            tracing::warn!(%error, "not all that belongs to the memory was looked for");
        }
    }

    async fn look_around_once(&self) -> Result<(), AppError> {
        self.look_for_files().await?;
        self.look_for_keys().await?;
        Ok(self.store().note_looked_around().await?)
    }

    async fn look_for_keys(&self) -> Result<(), AppError> {
        for connection in self.store().connections().await? {
            let needs_none = connection.details.kind == ConnectionKind::Sample
                || connection.state != ConnectionState::Ok;
            if needs_none {
                continue;
            }
            let (store, _) = self.inner.keys.open().await?;
            if store.get(&keys::account(&connection)).await?.is_none() {
                let state = ConnectionState::NeedsSignIn;
                self.store()
                    .set_connection_state(connection.id, state)
                    .await?;
            }
        }
        Ok(())
    }

    /// Has attachments read that were left out so far, where these options bring them along.
    pub(crate) async fn owe_files_left_out(
        &self,
        connection: ConnectionId,
        options: ImportOptions,
    ) -> Result<(), AppError> {
        let options = keepsake_sync::ImportOptions::from(options);
        if options.files != Files::All {
            return Ok(());
        }
        let max_bytes = options.max_file_bytes;
        let shown = self.store().ask_for_files_left_out(connection, max_bytes);
        let reads = shown.await?.iter().flat_map(reads_of).collect::<Vec<_>>();
        if !reads.is_empty() {
            let owed = reads.into_iter().map(Change::AddFetch).collect();
            self.store()
                .apply(connection, None, owed, self.now())
                .await?;
        }
        Ok(())
    }

    async fn look_for_files(&self) -> Result<(), AppError> {
        let folder = FileFolder::new(self.inner.home.files());
        let mut owed: HashMap<ConnectionId, Vec<Change>> = HashMap::new();
        let mut missing = 0_u64;
        for hash in self.store().stored_hashes().await? {
            if folder.path(hash).exists() {
                continue;
            }
            missing += 1;
            for object in self.store().miss_file(hash).await? {
                let reads = owed.entry(object.connection).or_default();
                reads.extend(reads_of(&object).into_iter().map(Change::AddFetch));
            }
        }
        for (connection, changes) in owed {
            self.store()
                .apply(connection, None, changes, self.now())
                .await?;
        }
        if missing > 0 {
            tracing::info!(missing, "attachments are not here and will be read again");
        }
        Ok(())
    }
}

/// The reads that bring the files of an object again.
fn reads_of(shows: &ShowsMissing) -> Vec<NewFetch> {
    let expected = match shows.kind {
        ObjectKind::Page => Walked::Page,
        ObjectKind::DataSource => Walked::DataSource,
        ObjectKind::Database => {
            return vec![again(
                Read::Container {
                    database: shows.object,
                }
                .owed(Some(shows.object), 0),
            )];
        }
    };
    let object = Read::Object {
        id: shows.object,
        expected,
        title: shows.title.clone(),
    };
    let mut reads = vec![again(object.owed(Some(shows.object), 0))];
    if shows.kind == ObjectKind::Page {
        let body = Read::Body { page: shows.object };
        reads.push(again(body.owed(Some(shows.object), 0)));
    }
    reads
}

fn again(mut read: NewFetch) -> NewFetch {
    read.again = true;
    read
}
