//! Settling one read: what its answer, or its failure, means, applied in one transaction.
//!
//! Leaves out the plans themselves. The rule it protects: a read is settled in the same transaction that stores its
//! answer and adds the reads it leads to; there is no moment at which one is known without the other.

use keepsake_memory::{Change, Fetch};
use keepsake_notion::{Client, Error};

use super::{Engine, Run, drain::Drained};
use crate::{
    error::RunError,
    observe::{Brought, ReadError},
    plan::remark,
    progress::{LogLine, LogOutcome, Phase},
    read::Read,
};

/// After how many settled reads what is owed is counted anew.
const LOOK_EVERY: u32 = 500;

impl Engine {
    /// Applies what a read brought; `Some` when the run must end here.
    pub(super) async fn settle(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        fetch: &Fetch,
        read: &Read,
        brought: Result<Brought, ReadError>,
    ) -> Result<Option<Drained>, RunError> {
        let (mut changes, outcome) = match brought {
            Ok(brought) => {
                run.unanswered = 0;
                let mut changes = remark::notes(read.target(), &brought.notes);
                changes.extend(remark::undecoded(read.target(), &brought.undecoded));
                changes.extend(self.plan(run, fetch, read, brought.answer).await?);
                (changes, Settled::Done(LogOutcome::Stored, None))
            }
            Err(ReadError::Files(error)) => return Err(error),
            Err(ReadError::Notion(error)) => self.plan_failure(run, fetch, read, error).await?,
            Err(ReadError::Download(error)) => self.plan_lost_download(fetch, read, &error.message),
        };
        changes.extend(run.requests_since(client.requests_sent()));
        if matches!(outcome, Settled::Done(..)) {
            changes.push(Change::FinishFetch(fetch.id));
        }
        let applied = self
            .store
            .apply(run.connection, Some(run.id), changes, self.clock.now())
            .await?;
        run.tally.reads_added |= applied.fetches_added > 0;
        run.tally.owed = (run.tally.owed + applied.fetches_added).saturating_sub(1);
        run.tally.settled_since_look += 1;
        if run.tally.settled_since_look >= LOOK_EVERY {
            self.refresh_tally(run).await?;
        }
        match outcome {
            Settled::Done(outcome, reason) => {
                if matches!(read, Read::Body { .. }) {
                    run.tally.bodies_owed = run.tally.bodies_owed.saturating_sub(1);
                    match outcome {
                        LogOutcome::Stored => run.tally.stored += 1,
                        LogOutcome::Skipped => run.tally.skipped += 1,
                        LogOutcome::Refused => run.tally.refused += 1,
                        LogOutcome::Failed => run.tally.failed += 1,
                    }
                }
                let line = self.line(run, read, outcome, reason).await?;
                run.report(Phase::Reading, line);
                Ok(None)
            }
            Settled::Postponed => {
                run.report(Phase::Reading, None);
                Ok(None)
            }
            Settled::Ends(end) => Ok(Some(end)),
            Settled::Interrupts(error) => Err(error.into()),
        }
    }

    async fn line(
        &self,
        run: &Run<'_>,
        read: &Read,
        outcome: LogOutcome,
        reason: Option<&'static str>,
    ) -> Result<Option<LogLine>, RunError> {
        let is_worth_a_line = run.sink.shows_lines()
            && (outcome != LogOutcome::Stored || matches!(read, Read::Body { .. }));
        let Some(object) = read.object().filter(|_| is_worth_a_line) else {
            return Ok(None);
        };
        let title = self
            .store
            .object(run.connection, object)
            .await?
            .map(|object| object.title)
            .unwrap_or_default();
        Ok(Some(LogLine {
            outcome,
            title,
            reason: reason.map(str::to_owned),
        }))
    }
}

/// What became of a read.
pub(super) enum Settled {
    Done(LogOutcome, Option<&'static str>),
    Postponed,
    Ends(Drained),
    Interrupts(Error),
}
