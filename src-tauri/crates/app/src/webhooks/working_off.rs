//! The run that events ask for.
//!
//! The engine turns stored events into reads at the beginning of a run; here is only when one begins. The rules it
//! protects: events of a crashed process are worked off by the next; an event that arrives while a run is under way gets
//! another one; a run that fails is tried again, not at once and not for ever faster.

use std::convert::Infallible;
use std::time::Duration;

use keepsake_memory::{ConnectionId, ConnectionState};
use tokio::sync::watch;

use super::WebhookNews;
use crate::error::AppError;
use crate::keepsake::Keepsake;
use crate::runs::job_id;

/// How long the first of several events waits for the others.
const GATHER: Duration = Duration::from_millis(300);
/// The first wait after a run that failed; twice as long after each further one.
const FIRST_REST: Duration = Duration::from_secs(10);
/// The longest of these.
const LONGEST_REST: Duration = Duration::from_secs(300);
/// How long events are kept, so that one that is delivered again is recognised: much longer than Notion tries.
const KEPT: time::Duration = time::Duration::days(30);

type Tell<'t> = &'t (dyn Fn(WebhookNews) + Send + Sync);

impl Keepsake {
    /// Begins a run for each workspace that has events, now and whenever some were stored.
    pub(super) async fn work_off_events(
        &self,
        mut stored: watch::Receiver<u64>,
        tell: Tell<'_>,
    ) -> Infallible {
        let clock = &self.inner.ports.clock;
        let mut failures = 0;
        loop {
            stored.borrow_and_update();
            if self.sync_for_events(tell).await {
                failures = 0;
                if let Err(error) = self.store().forget_events(self.now() - KEPT).await {
                    tracing::warn!(%error, "old events could not be dropped");
                }
                if stored.changed().await.is_err() {
                    // The writer has ended, and with it the receiver will.
                    std::future::pending::<()>().await;
                }
                clock.sleep(GATHER).await;
            } else {
                let rest = FIRST_REST
                    .saturating_mul(1 << u32::min(failures, 8))
                    .min(LONGEST_REST);
                failures += 1;
                clock.sleep(rest).await;
            }
        }
    }

    /// Whether nothing is left to be worked off.
    async fn sync_for_events(&self, tell: Tell<'_>) -> bool {
        let connections = match self.with_events().await {
            Ok(connections) => connections,
            Err(error) => {
                let correlation_id = self.unique_name();
                tracing::warn!(event = "webhook_processing_failed", correlation_id, %error);
                return false;
            }
        };
        let mut is_done = true;
        for connection in connections {
            let connection = connection.to_string();
            let mut correlation_id = String::new();
            match self.sync_once(&connection, &mut correlation_id).await {
                Ok(run) => tell(WebhookNews::Synced {
                    connection,
                    run: Box::new(run),
                }),
                Err(error) => {
                    is_done = false;
                    tracing::warn!(event = "webhook_processing_failed", correlation_id, connection, %error);
                    tell(WebhookNews::Failed { connection, error });
                }
            }
        }
        is_done
    }

    /// One run; `correlation_id` becomes that of its job as soon as there is one.
    async fn sync_once(
        &self,
        connection: &str,
        correlation_id: &mut String,
    ) -> Result<crate::dto::RunSummary, AppError> {
        let run = self.sync_now(connection).await?;
        if let Some(job) = self.store().job(job_id(&run)?).await? {
            *correlation_id = job.correlation_id;
        }
        Ok(self.watch_run(&run, |_| {}).await?.summary)
    }

    /// The connections that work and have events.
    async fn with_events(&self) -> Result<Vec<ConnectionId>, AppError> {
        let mut found = Vec::new();
        for connection in self.store().connections().await? {
            let works = connection.state == ConnectionState::Ok;
            if works && !self.store().new_events(connection.id, 1).await?.is_empty() {
                found.push(connection.id);
            }
        }
        Ok(found)
    }
}
