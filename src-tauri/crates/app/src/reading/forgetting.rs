//! Forgetting a page: its copy here goes, and later syncs leave it out until somebody chooses it again.
//!
//! Notion is not touched. The rules it protects: nothing that is being read at this moment comes in behind it; files that
//! another page shows stay.

use keepsake_memory::{ConnectionId, Forgetting, JobState, StoredObject};
use keepsake_sync::RunKind;

use crate::dto::{self, ForgottenPages};
use crate::error::AppError;
use crate::jobs::Work;
use crate::keepsake::Keepsake;
use crate::records::Found;

impl Keepsake {
    /// What forgetting a page would take with it; changes nothing.
    ///
    /// # Errors
    /// [`crate::ErrorCode::NotFound`] when it is not in the memory; [`crate::ErrorCode::InvalidInput`] for one that Notion
    /// does not have yet.
    pub async fn forgetting(&self, id: &str) -> Result<ForgottenPages, AppError> {
        let (connection, object) = self.forgettable(id).await?;
        let taken = self.store().forgetting(connection, object.id).await?;
        Ok(told(&object, taken))
    }

    /// Forgets a page and everything inside it: texts, versions, properties, comments, files that no other page shows, and
    /// changes made here that Notion does not have; and the copies that migrations made of the memory, which have it all, too.
    /// It is no longer chosen.
    ///
    /// # Errors
    /// As [`Keepsake::forgetting`]; also [`crate::ErrorCode::InvalidInput`] while an import is under way, or when the store
    /// cannot be written. Nothing is forgotten then.
    pub async fn forget_page(&self, id: &str) -> Result<ForgottenPages, AppError> {
        let (connection, object) = self.forgettable(id).await?;
        self.let_syncs_end(connection).await?;
        self.remove_older_copies()?;
        let taken = self.store().forget_object(connection, object.id).await?;
        self.remove_unused_files().await?;
        tracing::info!(
            objects = taken.objects,
            unsent = taken.unsent,
            "pages forgotten"
        );
        Ok(told(&object, taken))
    }

    async fn forgettable(&self, id: &str) -> Result<(ConnectionId, Box<StoredObject>), AppError> {
        match self.found(id).await? {
            Found::Page { connection, object } => Ok((connection, object)),
            Found::Creation { .. } => Err(AppError::invalid("forget_unsent").with("id", id)),
        }
    }

    /// Waits for a sync that is under way, which may be reading the page; nobody waits for an import.
    async fn let_syncs_end(&self, connection: ConnectionId) -> Result<(), AppError> {
        for job in self.store().open_jobs().await? {
            let Some(Work::Run {
                connection: whose,
                kind,
                ..
            }) = Work::of(&job)
            else {
                continue;
            };
            if whose != connection || job.state != JobState::Running {
                continue;
            }
            if kind != RunKind::Sync {
                return Err(AppError::invalid("forget_while_importing"));
            }
            // How it ends makes no difference here.
            let _ = self.follow(job.id, &|_| {}).await;
        }
        Ok(())
    }
}

fn told(object: &StoredObject, taken: Forgetting) -> ForgottenPages {
    ForgottenPages {
        id: object.id.to_string(),
        title: object.title.clone(),
        pages: dto::count(taken.objects),
        unsent: dto::count(taken.unsent),
    }
}
