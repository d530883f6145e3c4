//! Writing to Notion what was changed here.
//!
//! Every page with unsettled parts is looked at first, then decided about ([`crate::two_way::object_plan`]), then written.
//! Leaves out the decisions. The rules it protects: the intent is stored before a request that changes something, and the
//! outcome is stored together with Notion's answer; a page that cannot be written never holds up the others; a write whose
//! outcome is unclear is followed by a look, never by the same write; a run ends, however much is edited meanwhile; a pause
//! begins before the next page, and what there is to write is looked up anew after it.

mod body;
mod creation;
mod outcome;
mod page;
mod parking;
mod place;
mod properties;
pub(super) mod remarks;
mod trash;
mod undecided;

use std::collections::{BTreeSet, HashMap, HashSet};

use futures::{StreamExt, stream::FuturesUnordered};
use keepsake_memory::{ConnectionId, CreationState, OutboxRow, Part, RunId, Unsettled};
use keepsake_notion::Client;
use keepsake_text::NotionId;

use super::{Engine, Run};
use crate::{
    control::{Control, Wish},
    error::RunError,
    plan::Context,
    request::RunEnd,
    two_way::{PushReport, Rules},
};

/// How many pages are written at once: Notion may take longer to answer than the pace lets requests out.
const PAGES_IN_FLIGHT: usize = 4;
/// How many pages with unsettled parts are taken from the store at once.
const BATCH: u32 = 100;

/// Creations that Notion has not made, as far as we know.
const CREATIONS: [CreationState; 3] = [
    CreationState::Sent,
    CreationState::Waiting,
    CreationState::Parked,
];

/// What the writes of one run have in common.
pub(super) struct Pushing<'a> {
    client: &'a Client,
    connection: ConnectionId,
    run: RunId,
    correlation_id: &'a str,
    context: Context,
    rules: Rules,
    /// Conflicts that wait for the person.
    undecided: HashMap<NotionId, BTreeSet<Part>>,
    /// Intents and parked writes as they were when the run began to write.
    outbox: HashMap<NotionId, Vec<OutboxRow>>,
    /// Writing pages into the trash waits for the person.
    trash_waits: bool,
}

/// What became of one page.
#[derive(Debug, Default)]
pub(super) struct Pushed {
    report: PushReport,
    end: Option<Ended>,
}

/// Why writing does not go on.
#[derive(Debug)]
pub(super) enum Ended {
    /// The token is not accepted; Notion's id of the request.
    SignIn(Option<String>),
    /// Notion or the way to it fails for everything.
    Interrupted(keepsake_notion::Error),
}

impl Engine {
    /// Writes everything that was changed here and may be written; `Some` when the run ends here.
    pub(super) async fn push(
        &self,
        run: &mut Run<'_>,
        client: &Client,
    ) -> Result<Option<RunEnd>, RunError> {
        if !self.has_wishes(run.connection).await? {
            return Ok(None);
        }
        loop {
            if let Some(end) = run.wait_while_paused().await {
                return Ok(Some(end));
            }
            let pushing = self.pushing(run, client).await?;
            let mut report = PushReport::default();
            let ended = self.push_all(&pushing, run.control, &mut report).await;
            // After a pause what waits is counted anew; after a stop it is what the run leaves behind.
            let is_held = matches!(ended, Ok(Some(Stop::Wished)));
            if is_held && run.control.wish() != Wish::Stop {
                report.forget_what_waits();
            }
            run.pushed.add(&report);
            match ended? {
                None => return Ok(None),
                Some(Stop::Wished) => {}
                Some(Stop::Ended(Ended::SignIn(request))) => {
                    run.refused_request = request;
                    return Ok(Some(RunEnd::NeedsSignIn));
                }
                Some(Stop::Ended(Ended::Interrupted(error))) => return Err(error.into()),
            }
        }
    }

    async fn has_wishes(&self, connection: ConnectionId) -> Result<bool, RunError> {
        Ok(self.store.count_unsettled(connection).await? > 0
            || !self
                .store
                .creations(connection, &CREATIONS)
                .await?
                .is_empty()
            || !self.store.creations_to_carry(connection).await?.is_empty()
            || !remarks::remarks(&self.store, connection).await?.is_empty())
    }

    async fn pushing<'a>(
        &self,
        run: &'a Run<'_>,
        client: &'a Client,
    ) -> Result<Pushing<'a>, RunError> {
        let mut outbox: HashMap<NotionId, Vec<OutboxRow>> = HashMap::new();
        for row in self.store.outbox(run.connection).await? {
            outbox.entry(row.object).or_default().push(row);
        }
        Ok(Pushing {
            client,
            connection: run.connection,
            run: run.id,
            correlation_id: &run.request.correlation_id,
            context: run.context.clone(),
            rules: self.rules(run.connection).await?,
            undecided: self.undecided(run).await?,
            outbox,
            trash_waits: self.trash_waits(run).await?,
        })
    }

    async fn push_all(
        &self,
        pushing: &Pushing<'_>,
        control: &Control,
        report: &mut PushReport,
    ) -> Result<Option<Stop>, RunError> {
        if let Some(stop) = self.push_creations(pushing, control, report).await? {
            return Ok(Some(stop));
        }
        let wished = self.wished(pushing).await?;
        let mut after = 0;
        loop {
            let mut pages = self
                .store
                .unsettled(pushing.connection, after, BATCH)
                .await?;
            let Some(last) = pages.last() else {
                break;
            };
            after = last.row;
            pages.retain(|page| wished.contains(&page.object));
            if let Some(stop) = self.push_pages(pushing, control, pages, report).await? {
                return Ok(Some(stop));
            }
        }
        self.push_remarks(pushing, control, report).await
    }

    /// The pages with unsettled parts as writing begins. What is changed from now on is for the next run: somebody who
    /// edits without a pause must not keep this one from its end, and from looking at Notion again.
    async fn wished(&self, pushing: &Pushing<'_>) -> Result<HashSet<NotionId>, RunError> {
        let mut wished = HashSet::new();
        let mut after = 0;
        loop {
            let pages = self
                .store
                .unsettled(pushing.connection, after, BATCH)
                .await?;
            let Some(last) = pages.last() else {
                return Ok(wished);
            };
            after = last.row;
            wished.extend(pages.iter().map(|page| page.object));
        }
    }

    /// Writes pages, several at once. What is under way is finished before this returns, whatever happened.
    async fn push_pages(
        &self,
        pushing: &Pushing<'_>,
        control: &Control,
        pages: Vec<Unsettled>,
        report: &mut PushReport,
    ) -> Result<Option<Stop>, RunError> {
        let mut waiting = pages.into_iter();
        let mut flying = FuturesUnordered::new();
        let mut stop = None;
        let mut broken = None;
        loop {
            while flying.len() < PAGES_IN_FLIGHT && stop.is_none() && broken.is_none() {
                if control.wish() != Wish::Run {
                    stop = Some(Stop::Wished);
                } else if let Some(page) = waiting.next() {
                    flying.push(self.push_page(pushing, page));
                } else {
                    break;
                }
            }
            match flying.next().await {
                None => break,
                Some(Ok(pushed)) => {
                    report.add(&pushed.report);
                    stop = stop.or(pushed.end.map(Stop::Ended));
                }
                Some(Err(error)) => broken = broken.or(Some(error)),
            }
        }
        broken.map_or(Ok(stop), Err)
    }
}

/// Why writing ended before everything was written.
pub(super) enum Stop {
    /// The person wants the run to stop, or to pause.
    Wished,
    Ended(Ended),
}
