//! What keeps this process from performing a job, or from keeping its outcome: a store that cannot be written.
//!
//! The outcome of a job is kept beside it in the store, and whoever waits for the job looks there. On a full disk nothing
//! can be put there, so those who wait in this process hear of it here. The rule it protects: nobody waits for a disk that
//! may stay full for ever.

use std::collections::HashMap;
use std::sync::Mutex;

use keepsake_memory::{JobId, StoreError};

use super::lock;
use crate::error::AppError;

/// The troubles of now; each is forgotten once it is over.
#[derive(Default)]
pub(super) struct Troubles {
    of_jobs: Mutex<HashMap<JobId, AppError>>,
    with_claiming: Mutex<Option<AppError>>,
}

impl Troubles {
    /// Why nobody performs a job, or why what came of it is not in the store.
    pub(super) fn of(&self, job: JobId, is_performed: bool) -> Option<AppError> {
        let own = lock(&self.of_jobs).get(&job).cloned();
        own.or_else(|| lock(&self.with_claiming).clone().filter(|_| !is_performed))
    }

    /// The outcome of a job could not be kept; this is what came of it, or why.
    pub(super) fn meet(&self, job: JobId, error: AppError) {
        lock(&self.of_jobs).insert(job, error);
    }

    /// The job is not in trouble any more, or no longer ours.
    pub(super) fn leave(&self, job: JobId) {
        lock(&self.of_jobs).remove(&job);
    }

    /// Jobs can be claimed again.
    pub(super) fn can_claim(&self) {
        *lock(&self.with_claiming) = None;
    }

    /// No job can be claimed. Says so in the log, once for each reason.
    pub(super) fn cannot_claim(&self, error: StoreError) {
        let reason = match error {
            // Another process writes at the moment; that passes.
            StoreError::Busy => return,
            error => AppError::from(error),
        };
        let mut known = lock(&self.with_claiming);
        if known.as_ref() != Some(&reason) {
            tracing::warn!(error = %reason, "no job can be claimed");
            *known = Some(reason);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;
    use crate::error::ErrorCode;

    #[test]
    fn who_waits_hears_of_a_full_disk_and_not_of_a_moment_of_business() {
        let troubles = Troubles::default();
        let job: JobId = "7".parse().unwrap();
        let code = |is_performed| troubles.of(job, is_performed).map(|error| error.code);
        troubles.cannot_claim(StoreError::Busy);
        assert_eq!(code(false), None);
        troubles.cannot_claim(StoreError::DiskFull);
        assert_eq!(code(false), Some(ErrorCode::DiskFull));
        assert_eq!(code(true), None, "it has been claimed before");
        troubles.can_claim();
        assert_eq!(code(false), None);
        troubles.meet(job, AppError::new(ErrorCode::Offline));
        assert_eq!(code(true), Some(ErrorCode::Offline));
        troubles.leave(job);
        assert_eq!(code(true), None);
    }
}
