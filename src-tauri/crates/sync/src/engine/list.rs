//! Listing what the connection can see: search from the newest edit down, then the trash.
//!
//! Leaves out how far to read ([`crate::plan::listing`]) and what an object leads to ([`crate::plan::object`]). The
//! rule it protects: a page of results, the reads it leads to and the place where the listing goes on are one
//! transaction, so a kill repeats at most the request in flight.

use std::collections::HashMap;

use keepsake_memory::{Change, ConnectionId, Known};
use keepsake_notion::{Client, ErrorKind, Item, List, Object, Reply};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;

use super::{Engine, Run, event};
use crate::{
    error::RunError,
    observe::newest_first,
    plan::{
        listing::{ListingState, PageFacts},
        object::{self, Observed},
        remark,
    },
    progress::Phase,
    request::RunEnd,
};

/// The results that a page is asked to have.
const MOST_RESULTS: u8 = 100;

/// What is listed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Listing {
    /// What is there.
    Alive,
    /// What is in the trash. The first time it is read to its end.
    Trash,
}

impl Listing {
    /// Under which name the store keeps how far it has come.
    const fn checkpoint(self) -> &'static str {
        match self {
            Self::Alive => "listing",
            Self::Trash => "trash_listing",
        }
    }
}

impl Engine {
    pub(super) async fn listing_state(
        &self,
        connection: ConnectionId,
    ) -> Result<ListingState, RunError> {
        self.state_of(connection, Listing::Alive).await
    }

    async fn state_of(
        &self,
        connection: ConnectionId,
        listing: Listing,
    ) -> Result<ListingState, RunError> {
        let name = listing.checkpoint();
        let stored = self.store.checkpoint(connection, name).await?;
        Ok(stored
            .and_then(|text| serde_json::from_str(&text).ok())
            .unwrap_or_default())
    }

    /// Lists what is new since the last listing; `Some` when the run ends here.
    pub(super) async fn list(
        &self,
        run: &mut Run<'_>,
        client: &Client,
    ) -> Result<Option<RunEnd>, RunError> {
        let has_listed = self.listing_state(run.connection).await?.has_listed();
        let end = self.walk(run, client, Listing::Alive).await?;
        if end.is_some() || !has_listed {
            return Ok(end);
        }
        self.walk(run, client, Listing::Trash).await
    }

    /// Reads a listing from the newest edit down to where everything is settled; one that was interrupted from where it was
    /// left, and then from the newest edit.
    async fn walk(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        listing: Listing,
    ) -> Result<Option<RunEnd>, RunError> {
        let mut state = self.state_of(run.connection, listing).await?;
        let request = newest_first(listing == Listing::Trash);
        // What was edited since a listing was interrupted stands before its cursor.
        let mut goes_on = state
            .walk
            .as_ref()
            .is_some_and(|walk| walk.cursor.is_some());
        loop {
            if let Some(end) = run.wait_while_paused().await {
                return Ok(Some(end));
            }
            self.look_at_room(run)?;
            let walk = state.begin();
            let reply = match client.search(&request, walk.cursor.as_deref()).await {
                Ok(reply) => reply,
                Err(error) if error.kind() == ErrorKind::Authentication => {
                    event::refused(&error, &run.request.correlation_id);
                    run.refused_request = error.request_id.clone();
                    return Ok(Some(RunEnd::NeedsSignIn));
                }
                Err(error) if error.kind() == ErrorKind::Validation && walk.cursor.is_some() => {
                    tracing::warn!(listed = walk.listed, "search refused its own cursor");
                    state = state.after_refused_cursor(&walk);
                    self.save_listing(run, client, listing, &state, Vec::new())
                        .await?;
                    if state.walk.is_none() && !std::mem::take(&mut goes_on) {
                        return Ok(None);
                    }
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            run.context.listed_at = run.context.listed_at.max(reply.server_time);
            let (changes, facts) = match listing {
                Listing::Alive => self.plan_results(run, &reply).await?,
                Listing::Trash => self.plan_trash(run, &reply).await?,
            };
            state = state.after_page(&walk, &facts);
            self.save_listing(run, client, listing, &state, changes)
                .await?;
            if listing == Listing::Alive {
                run.context.newest = run.context.newest.max(facts.newest);
                run.tally.known += facts.changed;
                run.report(Phase::Finding, None);
            }
            if state.walk.is_none() && !std::mem::take(&mut goes_on) {
                return Ok(None);
            }
        }
    }

    /// What was alive here and is in the trash there.
    async fn plan_trash(
        &self,
        run: &Run<'_>,
        reply: &Reply<List<Object>>,
    ) -> Result<(Vec<Change>, PageFacts), RunError> {
        let observed: Vec<Observed> = reply.value.results.iter().map(observed).collect();
        let known = self.known_of(run, &observed).await?;
        let mut facts = page_facts(reply, &observed);
        let mut changes = Vec::new();
        for item in &observed {
            // What we never held is none of our business once it is in the trash.
            let Some(known) = item.id().and_then(|id| known.get(&id)) else {
                continue;
            };
            // Nor is it news while it waits for a decision.
            if !known.in_trash && !known.trash_seen {
                facts.changed += 1;
                changes.extend(object::plan(&run.context, item, Some(known)).changes);
            }
        }
        Ok((changes, facts))
    }

    async fn known_of(
        &self,
        run: &Run<'_>,
        observed: &[Observed],
    ) -> Result<HashMap<NotionId, Known>, RunError> {
        let ids: Vec<_> = observed.iter().filter_map(Observed::id).collect();
        Ok(self.store.known(run.connection, &ids).await?)
    }

    /// What is new or differs.
    async fn plan_results(
        &self,
        run: &Run<'_>,
        reply: &Reply<List<Object>>,
    ) -> Result<(Vec<Change>, PageFacts), RunError> {
        let observed: Vec<Observed> = reply.value.results.iter().map(observed).collect();
        let known = self.known_of(run, &observed).await?;
        let mut facts = page_facts(reply, &observed);
        if planted(Bug::LocalClockAgainstServerTime) {
            facts.server_time = Some(self.clock.now());
        }
        if planted(Bug::ShortPageTakenAsEnd) && observed.len() < usize::from(MOST_RESULTS) {
            facts.next_cursor = None;
        }
        let mut changes = remark::notes(self.bot, &reply.notes);
        changes.extend(remark::undecoded(self.bot, &reply.value.undecoded));
        let seen = observed
            .iter()
            .filter_map(|item| Some((item.id()?, item.in_trash())));
        let below = self.look_below_restored(run.connection, seen, &known);
        changes.extend(below.await?);
        let shown = observed.iter().map(|item| &item.object);
        let kept = self.keep_what_is_owned_here(run.connection, &run.rules, shown, &known);
        changes.extend(kept.await?);
        for item in &observed {
            let before = item
                .id()
                .and_then(|id| known.get(&id))
                .filter(|known| known.metadata_hash.is_some());
            let plan = object::plan(&run.context, item, before);
            let moved = before.is_none_or(|before| before.edited_time != item.edited());
            facts.changed += u64::from(plan.changed || moved);
            changes.extend(plan.changes);
        }
        Ok((changes, facts))
    }

    async fn save_listing(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        listing: Listing,
        state: &ListingState,
        mut changes: Vec<Change>,
    ) -> Result<(), RunError> {
        let value = serde_json::to_string(state).ok();
        let place = Change::SetCheckpoint {
            name: listing.checkpoint().to_owned(),
            value,
        };
        if planted(Bug::StaleCursorAfterKill) {
            let now = self.clock.now();
            self.store
                .apply(run.connection, Some(run.id), vec![place.clone()], now)
                .await?;
        }
        changes.push(place);
        changes.extend(run.requests_since(client.requests_sent()));
        self.store
            .apply(run.connection, Some(run.id), changes, self.clock.now())
            .await?;
        Ok(())
    }
}

/// A result as the planner takes it.
pub(super) fn observed(item: &Item<Object>) -> Observed {
    Observed {
        object: item.value.clone(),
        raw: item.raw.get().to_owned(),
    }
}

/// What a page of results says about its listing; what is new in it is counted by whoever compares.
fn page_facts(reply: &Reply<List<Object>>, observed: &[Observed]) -> PageFacts {
    let edited = observed.iter().filter_map(Observed::edited);
    let next = reply.value.next_cursor.clone();
    PageFacts {
        count: observed.len() as u64,
        changed: 0,
        oldest: edited.clone().min(),
        newest: edited.max(),
        next_cursor: next.filter(|_| reply.value.has_more),
        incomplete: reply.value.incomplete.is_some(),
        server_time: reply.server_time,
    }
}
