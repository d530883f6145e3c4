//! Settling reads: what their answers, or their failures, mean, applied in one transaction.
//!
//! Reads that came back while the last ones were being applied are settled together. Leaves out the plans themselves. The
//! rule it protects: a read is settled in the same transaction that stores its answer and adds the reads it leads to;
//! there is no moment at which one is known without the other.

use std::collections::HashMap;

use keepsake_memory::{Change, Fetch, Known};
use keepsake_notion::{Client, Error};
use keepsake_text::NotionId;

use super::{
    Engine, Run,
    answer::{amends, named},
    drain::{Drained, distinct},
};
use crate::{
    error::RunError,
    observe::{Answer, Brought, ReadError},
    plan::remark,
    progress::{LogLine, LogOutcome},
    read::Read,
};

/// After how many settled reads what is owed is counted anew.
const LOOK_EVERY: u32 = 500;

/// A read that has come back.
pub(super) struct Landed {
    pub(super) fetch: Fetch,
    pub(super) read: Read,
    pub(super) brought: Result<Brought, ReadError>,
}

impl Landed {
    /// Whether its plan depends on what the reads before it changed: on the stored text of a page, or on how many
    /// failures there were in a row.
    fn stands_alone(&self) -> bool {
        self.brought.is_err() || amends(&self.read)
    }
}

/// Cuts reads into those that are settled in one transaction, in order.
fn together(landed: Vec<Landed>) -> Vec<Vec<Landed>> {
    let mut groups: Vec<Vec<Landed>> = Vec::new();
    let mut open = false;
    for read in landed {
        let alone = read.stands_alone();
        match groups.last_mut().filter(|_| open && !alone) {
            Some(group) => group.push(read),
            None => groups.push(vec![read]),
        }
        open = !alone;
    }
    groups
}

impl Engine {
    /// Applies what reads brought; `Some` when the run must end here. After an error the answers are still stored, and
    /// what failed is still owed.
    pub(super) async fn settle(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        landed: Vec<Landed>,
    ) -> Result<Option<Drained>, RunError> {
        let mut end = Ok(None);
        for group in together(landed) {
            if end.is_err() && group.iter().any(|landed| landed.brought.is_err()) {
                continue;
            }
            let settled = self.settle_group(run, client, group).await;
            end = match (end, settled) {
                (Ok(before), Ok(ended)) => Ok(ended.or(before)),
                (Ok(_), Err(error)) => Err(error),
                (Err(first), Ok(_)) => Err(first),
                (Err(first), Err(error)) => {
                    tracing::debug!(%error, "an answer could not be stored while the run was being interrupted");
                    Err(first)
                }
            };
        }
        end
    }

    async fn settle_group(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        group: Vec<Landed>,
    ) -> Result<Option<Drained>, RunError> {
        let answers = group
            .iter()
            .filter_map(|landed| Some((&landed.read, &landed.brought.as_ref().ok()?.answer)));
        let ids = distinct(answers.flat_map(|(read, answer)| named(read, answer)));
        let known = if ids.is_empty() {
            HashMap::new()
        } else {
            self.store.known(run.connection, &ids).await?
        };
        let mut changes = Vec::new();
        let mut settled = Vec::with_capacity(group.len());
        for landed in group {
            let brought = landed.brought.as_ref().ok();
            let is_dropped = brought.is_some_and(|it| matches!(it.answer, Answer::NotSelected));
            let (meant, outcome) = self
                .meaning(run, &landed.fetch, &landed.read, landed.brought, &known)
                .await?;
            changes.extend(meant);
            if is_dropped {
                changes.push(Change::DropFetch(landed.fetch.id));
            } else if matches!(outcome, Settled::Done(..)) {
                changes.push(Change::FinishFetch(landed.fetch.id));
            }
            settled.push((landed.read, outcome));
        }
        changes.extend(run.requests_since(client.requests_sent()));
        let applied = self
            .store
            .apply(run.connection, Some(run.id), changes, self.clock.now())
            .await?;
        run.tally.reads_added |= applied.fetches_added > 0;
        run.tally.owed += applied.fetches_added;
        let mut ended = None;
        for (read, outcome) in settled {
            ended = self.tell(run, &read, outcome).await?.or(ended);
        }
        Ok(ended)
    }

    /// What a read that has come back means.
    async fn meaning(
        &self,
        run: &mut Run<'_>,
        fetch: &Fetch,
        read: &Read,
        brought: Result<Brought, ReadError>,
        known: &HashMap<NotionId, Known>,
    ) -> Result<(Vec<Change>, Settled), RunError> {
        match brought {
            Ok(brought) => {
                run.unanswered = 0;
                let mut changes = remark::notes(read.target(), &brought.notes);
                changes.extend(remark::undecoded(read.target(), &brought.undecoded));
                changes.extend(self.plan(run, fetch, read, brought.answer, known).await?);
                Ok((changes, Settled::Done(LogOutcome::Stored, None)))
            }
            Err(ReadError::Files(error)) => Err(error),
            Err(ReadError::Notion(error)) => self.plan_failure(run, fetch, read, error).await,
            Err(ReadError::Download(error)) => {
                Ok(self.plan_lost_download(fetch, read, &error.message))
            }
        }
    }

    /// Counts a read that is settled and tells of it; `Some` when the run must end here.
    async fn tell(
        &self,
        run: &mut Run<'_>,
        read: &Read,
        outcome: Settled,
    ) -> Result<Option<Drained>, RunError> {
        run.tally.owed = run.tally.owed.saturating_sub(1);
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
                run.report(run.phase, line);
                Ok(None)
            }
            Settled::Postponed => {
                run.report(run.phase, None);
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
