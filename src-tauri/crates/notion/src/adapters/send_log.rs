//! A send log that lasts as long as the process.

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use time::{Duration, OffsetDateTime};

use crate::ports::{SendHistory, SendLog, SendLogError};

/// How long records are kept; the budget looks back just over a minute.
const KEPT: Duration = Duration::minutes(2);

/// Keeps the log in memory: for trying things out and for tests. It forgets at exit, so a restart could exceed the pace.
#[derive(Debug, Default)]
pub struct MemorySendLog {
    history: Mutex<SendHistory>,
}

impl MemorySendLog {
    /// An empty log.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn history(&self) -> MutexGuard<'_, SendHistory> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl SendLog for MemorySendLog {
    async fn load(&self, since: OffsetDateTime) -> Result<SendHistory, SendLogError> {
        let history = self.history();
        Ok(SendHistory {
            sent: history
                .sent
                .iter()
                .copied()
                .filter(|at| *at >= since)
                .collect(),
            hold_until: history.hold_until,
        })
    }

    async fn record(&self, at: OffsetDateTime) -> Result<(), SendLogError> {
        let mut history = self.history();
        history.sent.retain(|earlier| at - *earlier <= KEPT);
        history.sent.push(at);
        Ok(())
    }

    async fn hold(&self, until: OffsetDateTime) -> Result<(), SendLogError> {
        self.history().hold_until = Some(until);
        Ok(())
    }
}
