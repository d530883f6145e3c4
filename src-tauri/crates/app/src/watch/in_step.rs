//! Keeping in step as long as a window is open: which connections the loop works on, and what the window shows of it.
//!
//! Leaves out the loop itself (`cycles`). The rules it protects: the loop begins where an import has come to its end, and
//! not beside one that is going on; an import that a person stopped stays as it is; pausing is for this process only.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use keepsake_memory::{
    Connection, ConnectionId, ConnectionKind, RunKind as StoredRunKind, RunState,
};
use keepsake_sync::RunKind;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::control::WatchControl;
use super::cycles::WatchNews;
use super::schedule::Pause;
use crate::dto::{Looking, moment};
use crate::error::AppError;
use crate::keepsake::Keepsake;

/// Between two looks which connections are to be kept in step.
const LOOK: Duration = Duration::from_secs(2);

/// The loop of a window.
#[derive(Default)]
pub(crate) struct InStep {
    control: WatchControl,
    /// When each connection is looked at next, of those that are kept in step.
    next: Mutex<HashMap<String, Option<OffsetDateTime>>>,
}

impl InStep {
    fn next(&self) -> MutexGuard<'_, HashMap<String, Option<OffsetDateTime>>> {
        self.next.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When it looks next is not known until it has looked: how often was set anew.
    pub(crate) fn forget_when(&self) {
        self.next().values_mut().for_each(|next| *next = None);
    }

    fn hear(&self, news: WatchNews) {
        let (connection, next) = match news {
            WatchNews::Cycle(report) => (report.connection, Some(report.next)),
            WatchNews::Resting { connection, .. } => (connection, None),
        };
        if let Some(known) = self.next().get_mut(&connection) {
            *known = next;
        }
    }

    /// What the window shows of a connection; nothing of one that is not kept in step.
    pub(crate) fn shown(&self, connection: ConnectionId, now: OffsetDateTime) -> Option<Looking> {
        let next = *self.next().get(&connection.to_string())?;
        let (is_paused, until) = match self.control.paused() {
            Pause::None => (false, None),
            Pause::Until(end) => (now < end, Some(end)),
            Pause::UntilResumed => (true, None),
        };
        Some(Looking {
            next: next.filter(|_| !is_paused).map(moment),
            paused: is_paused,
            paused_until: until.filter(|_| is_paused).map(moment),
        })
    }
}

impl Keepsake {
    /// Keeps everything in step that was imported, until the core is closed; cycles begin as configured, and soon after
    /// edits. Asking for it twice does it once.
    pub async fn keep_in_step(&self) {
        let in_step = &self.inner.in_step;
        self.tidy_forgotten().await;
        while !self.is_closing() {
            let wanted = self.to_keep_in_step().await;
            in_step.next().retain(|known, _| wanted.contains(known));
            for connection in &wanted {
                in_step.next().entry(connection.clone()).or_insert(None);
            }
            if !wanted.is_empty() {
                let tell = |news| in_step.hear(news);
                tokio::select! {
                    ended = self.watch(&wanted, None, &in_step.control, &tell) => {
                        if let Err(error) = ended {
                            tracing::warn!(%error, "nothing is kept in step");
                        }
                    }
                    () = self.until_not_wanted(&wanted) => continue,
                }
            }
            self.pause_unless_closing(LOOK).await;
        }
    }

    /// Begins no cycle until then (RFC 3339), or until [`Keepsake::resume_syncing`]. What is under way comes to its end.
    ///
    /// # Errors
    /// [`crate::ErrorCode::InvalidInput`] when the moment is none.
    pub fn pause_syncing(&self, until: Option<&str>) -> Result<(), AppError> {
        let pause = match until {
            None => Pause::UntilResumed,
            Some(text) => OffsetDateTime::parse(text, &Rfc3339)
                .map(Pause::Until)
                .map_err(|_| AppError::invalid("not_a_moment").with("text", text))?,
        };
        self.inner.in_step.control.pause(pause);
        Ok(())
    }

    /// Goes on after a pause, at once.
    pub fn resume_syncing(&self) {
        self.inner.in_step.control.resume();
        self.inner.in_step.control.sync_now();
    }

    async fn until_not_wanted(&self, wanted: &[String]) {
        while self.to_keep_in_step().await == wanted {
            self.pause_unless_closing(LOOK).await;
            if self.is_closing() {
                return;
            }
        }
    }

    /// The connections whose import is over, oldest first.
    async fn to_keep_in_step(&self) -> Vec<String> {
        let found = async {
            let mut wanted = Vec::new();
            for connection in self.store().connections().await? {
                if self.is_to_be_kept_in_step(&connection).await? {
                    wanted.push(connection.id.to_string());
                }
            }
            Ok::<_, AppError>(wanted)
        };
        found.await.unwrap_or_else(|error| {
            tracing::warn!(%error, "it is not known what to keep in step");
            Vec::new()
        })
    }

    async fn is_to_be_kept_in_step(&self, connection: &Connection) -> Result<bool, AppError> {
        if connection.details.kind == ConnectionKind::Sample {
            // Nobody but this person changes it.
            return Ok(false);
        }
        let import = StoredRunKind::Import;
        let last = self.store().last_run(connection.id, import).await?;
        let is_complete = last.is_some_and(|run| run.state == RunState::Completed);
        let open = self.open_run(connection.id).await?;
        Ok(is_complete && open.is_none_or(|run| run.kind != RunKind::Import))
    }
}

#[cfg(test)]
#[path = "in_step_tests.rs"]
mod tests;
