//! Asking for what pages point at and nothing has shown.
//!
//! Leaves out which that is (the store knows) and what an answer means ([`crate::plan::linked`]). The rules it protects: only
//! an import does this, so that a sync costs what it promises; everything is asked for once in a run, so that circles and a
//! thousand links to one page come to an end.

use super::{Engine, Run};
use crate::{error::RunError, plan::linked, progress::Phase, request::RunKind};

impl Engine {
    /// Owes a read of everything that is pointed at and was not asked for before; `true` when there is any.
    pub(super) async fn owe_linked(&self, run: &mut Run<'_>) -> Result<bool, RunError> {
        if run.request.kind != RunKind::Import {
            return Ok(false);
        }
        let unseen = self.store.unseen_targets(run.connection).await?;
        if unseen.is_empty() {
            return Ok(false);
        }
        let reads = linked::reads(&unseen);
        let now = self.clock.now();
        let applied = self
            .store
            .apply(run.connection, Some(run.id), reads, now)
            .await?;
        tracing::debug!(
            count = applied.fetches_added,
            "what is linked and unknown is asked for"
        );
        run.phase = Phase::Linking;
        Ok(applied.fetches_added > 0)
    }
}
