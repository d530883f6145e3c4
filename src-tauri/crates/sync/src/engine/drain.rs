//! Working off the reads that are still owed.
//!
//! Leaves out what an answer means ([`super::settle`]). The rules it protects: several reads may be under way, but
//! answers are applied one after the other; a pause or stop lets what is under way finish; a read that fails for a
//! passing reason goes to the end of the line.

use std::{
    collections::{HashSet, VecDeque},
    ops::RangeInclusive,
    sync::Arc,
};

use keepsake_memory::{Change, Fetch, FetchId, LedgerItem, Outcome, What};
use keepsake_notion::Client;
use tokio::task::{JoinError, JoinSet};

use super::{API_IN_FLIGHT, Engine, FILES_IN_FLIGHT, Run, settle::Landed};
use crate::{
    control::Wish,
    error::RunError,
    read::{API, FILES, Read},
    room::Writing,
};

/// How many owed reads are taken from the store at once, of each class.
const BATCH: usize = 64;

/// Why the line of reads is no longer worked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Drained {
    /// Nothing is owed for what is selected.
    Empty,
    /// The person stopped the run.
    Stopped,
    /// The token is not accepted.
    NeedsSignIn,
}

/// A class of reads with a limit of its own.
struct Lane {
    priorities: RangeInclusive<i64>,
    limit: usize,
    queue: VecDeque<(Fetch, Read)>,
    flying: usize,
    exhausted: bool,
}

impl Lane {
    fn new(priorities: RangeInclusive<i64>, limit: usize) -> Self {
        Self {
            priorities,
            limit,
            queue: VecDeque::new(),
            flying: 0,
            exhausted: false,
        }
    }
}

/// Reads under way, each a task of its own: a read may hold the store's or the budget's place in a queue, and would hold
/// up the very answer that is being applied if it were only polled in between. Dropping the set ends them.
type Flights = JoinSet<Flight>;

/// The place of its lane, and a read that has come back.
type Flight = (usize, Landed);

impl Engine {
    /// Works off everything owed for what is selected.
    pub(super) async fn drain(
        &self,
        run: &mut Run<'_>,
        client: &Client,
    ) -> Result<Drained, RunError> {
        let mut lanes = [
            Lane::new(FILES..=FILES, FILES_IN_FLIGHT),
            Lane::new(API, API_IN_FLIGHT),
        ];
        let mut flights = Flights::new();
        let mut in_flight: HashSet<FetchId> = HashSet::new();
        let mut ended = None;
        loop {
            let wish = run.control.wish();
            if wish == Wish::Run && ended.is_none() {
                let mut launched = self.look_at_room(run);
                for (index, lane) in lanes.iter_mut().enumerate() {
                    if launched.is_ok() {
                        launched = self
                            .launch(run, client, index, lane, &mut flights, &mut in_flight)
                            .await;
                    }
                }
                if let Err(error) = launched {
                    self.finish_flights(run, client, flights).await;
                    return Err(error);
                }
            }
            if flights.is_empty() {
                match (ended, wish) {
                    (Some(end), _) => return Ok(end),
                    (None, Wish::Stop) => return Ok(Drained::Stopped),
                    (None, Wish::Pause) => {
                        run.report(run.phase, None);
                        run.control.changed_from(Wish::Pause).await;
                        continue;
                    }
                    (None, Wish::Run) => match self.store.next_fetch_time(run.connection).await? {
                        None => return Ok(Drained::Empty),
                        Some(due) => {
                            let wait = (due - self.clock.now()).try_into().unwrap_or_default();
                            tokio::select! {
                                () = self.clock.sleep(wait) => {}
                                () = run.control.changed_from(wish) => {}
                            }
                            lanes.iter_mut().for_each(|lane| lane.exhausted = false);
                            continue;
                        }
                    },
                }
            }
            tokio::select! {
                biased;
                Some(first) = flights.join_next() => {
                    let mut landed = Vec::new();
                    let mut next = Some(first);
                    while let Some(flight) = next {
                        let (index, flight) = unwound(flight);
                        in_flight.remove(&flight.fetch.id);
                        lanes[index].flying -= 1;
                        landed.push(flight);
                        next = flights.try_join_next();
                    }
                    match self.settle(run, client, landed).await {
                        Ok(None) => {}
                        Ok(Some(end)) => ended = Some(end),
                        Err(error) => {
                            self.finish_flights(run, client, flights).await;
                            return Err(error);
                        }
                    }
                    // What an answer leads to may belong to either lane.
                    if std::mem::take(&mut run.tally.reads_added) {
                        lanes.iter_mut().for_each(|lane| lane.exhausted = false);
                    }
                }
                () = run.control.changed_from(wish) => {}
            }
        }
    }

    /// Lets what is under way finish and stores it, although the run is being interrupted.
    async fn finish_flights(&self, run: &mut Run<'_>, client: &Client, mut flights: Flights) {
        while let Some(landed) = flights.join_next().await {
            let (_, landed) = unwound(landed);
            if landed.brought.is_ok()
                && let Err(error) = self.settle(run, client, vec![landed]).await
            {
                tracing::debug!(%error, "an answer could not be stored while the run was being interrupted");
            }
        }
    }

    async fn launch(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        index: usize,
        lane: &mut Lane,
        flights: &mut Flights,
        in_flight: &mut HashSet<FetchId>,
    ) -> Result<(), RunError> {
        while lane.flying < lane.limit {
            if lane.queue.is_empty()
                && (lane.exhausted || !self.refill(run, lane, in_flight).await?)
            {
                lane.exhausted = true;
                return Ok(());
            }
            let Some((fetch, read)) = lane.queue.pop_front() else {
                return Ok(());
            };
            if matches!(read, Read::File { .. }) && run.context.wants(&read) {
                self.room.look(Writing::Attachment)?;
            }
            in_flight.insert(fetch.id);
            lane.flying += 1;
            let client = client.clone();
            let context = run.context.clone();
            let connection = run.connection;
            let observer = Arc::clone(&self.observer);
            flights.spawn(async move {
                let brought = observer
                    .observe(&client, &context, connection, &fetch, &read)
                    .await;
                let landed = Landed {
                    fetch,
                    read,
                    brought,
                };
                (index, landed)
            });
        }
        Ok(())
    }

    /// Takes the next reads of a lane from the store; `false` when none is due.
    async fn refill(
        &self,
        run: &mut Run<'_>,
        lane: &mut Lane,
        in_flight: &HashSet<FetchId>,
    ) -> Result<bool, RunError> {
        let exclude: Vec<FetchId> = in_flight.iter().copied().collect();
        let now = self.clock.now();
        let fetches = self
            .store
            .next_fetches(
                run.connection,
                lane.priorities.clone(),
                BATCH,
                &exclude,
                now,
            )
            .await?;
        let mut strange = Vec::new();
        for fetch in fetches {
            match Read::from_fetch(&fetch) {
                Some(read) => lane.queue.push_back((fetch, read)),
                None => strange.extend([Change::FinishFetch(fetch.id), unreadable(&fetch)]),
            }
        }
        if !strange.is_empty() {
            tracing::warn!(
                count = strange.len() / 2,
                "reads kept by another version could not be understood"
            );
            self.store
                .apply(run.connection, Some(run.id), strange, now)
                .await?;
        }
        Ok(!lane.queue.is_empty())
    }
}

/// What a task brought. A task is never cancelled while its set lives, so the only error is a panic, which goes on here.
fn unwound(landed: Result<Flight, JoinError>) -> Flight {
    landed.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

fn unreadable(fetch: &Fetch) -> Change {
    Change::Ledger(LedgerItem {
        what: What::Object,
        id: fetch.target.to_string(),
        outcome: Outcome::Failed,
        reason: "kept_by_another_version".to_owned(),
        message: None,
        request_id: None,
    })
}

/// Ids that occur once, in order.
pub(super) fn distinct<T: std::hash::Hash + Eq + Copy>(ids: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut seen = HashSet::new();
    ids.into_iter().filter(|id| seen.insert(*id)).collect()
}
