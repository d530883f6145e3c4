//! Listing what the connection can see: search from the newest edit down, then the trash.
//!
//! Leaves out how far to read ([`crate::plan::listing`]) and what an object leads to ([`crate::plan::object`]). The
//! rule it protects: a page of results, the reads it leads to and the place where the listing goes on are one
//! transaction, so a kill repeats at most the request in flight.

use keepsake_memory::{Change, ConnectionId};
use keepsake_notion::{Client, ErrorKind, Item, List, Object, Reply, SearchRequest};
use keepsake_planted::{Bug, is as planted};

use super::{Engine, Run};
use crate::{
    control::Wish,
    error::RunError,
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
/// Under which name the store keeps how far listings have come.
const LISTING: &str = "listing";

impl Engine {
    pub(super) async fn listing_state(
        &self,
        connection: ConnectionId,
    ) -> Result<ListingState, RunError> {
        let stored = self.store.checkpoint(connection, LISTING).await?;
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
        let mut state = self.listing_state(run.connection).await?;
        let looks_for_trash = state.has_listed();
        let request = SearchRequest {
            sort_descending_last_edited: true,
            ..SearchRequest::default()
        };
        loop {
            if let Some(end) = run.wait_while_paused().await {
                return Ok(Some(end));
            }
            let walk = state.begin();
            let reply = match client.search(&request, walk.cursor.as_deref()).await {
                Ok(reply) => reply,
                Err(error) if error.kind() == ErrorKind::Authentication => {
                    run.refused_request = error.request_id.clone();
                    return Ok(Some(RunEnd::NeedsSignIn));
                }
                Err(error) if error.kind() == ErrorKind::Validation && walk.cursor.is_some() => {
                    tracing::warn!(listed = walk.listed, "search refused its own cursor");
                    state = state.after_refused_cursor(&walk);
                    self.save_listing(run, client, &state, Vec::new()).await?;
                    if state.walk.is_none() {
                        break;
                    }
                    continue;
                }
                Err(error) => return Err(error.into()),
            };
            let (changes, facts) = self.plan_results(run, &reply).await?;
            run.context.newest = run.context.newest.max(facts.newest);
            run.tally.known += facts.changed;
            state = state.after_page(&walk, &facts);
            self.save_listing(run, client, &state, changes).await?;
            run.report(Phase::Finding, None);
            if state.walk.is_none() {
                break;
            }
        }
        if looks_for_trash {
            self.list_trash(run, client).await
        } else {
            Ok(None)
        }
    }

    /// Reads the trash as far as it holds news: what was alive here and is in the trash there.
    async fn list_trash(
        &self,
        run: &mut Run<'_>,
        client: &Client,
    ) -> Result<Option<RunEnd>, RunError> {
        let request = SearchRequest {
            in_trash: Some(true),
            sort_descending_last_edited: true,
            ..SearchRequest::default()
        };
        let mut cursor: Option<String> = None;
        loop {
            if run.control.wish() == Wish::Stop {
                return Ok(Some(RunEnd::Stopped));
            }
            let reply = match client.search(&request, cursor.as_deref()).await {
                Ok(reply) => reply,
                Err(error) if error.kind() == ErrorKind::Authentication => {
                    run.refused_request = error.request_id.clone();
                    return Ok(Some(RunEnd::NeedsSignIn));
                }
                Err(error) => return Err(error.into()),
            };
            let news = self.trash_news(run, &reply.value).await?;
            let goes_on = !news.is_empty() && reply.value.has_more;
            let mut changes = news;
            changes.extend(run.requests_since(client.requests_sent()));
            self.store
                .apply(run.connection, Some(run.id), changes, self.clock.now())
                .await?;
            match (goes_on, reply.value.next_cursor) {
                (true, Some(next)) => cursor = Some(next),
                _ => return Ok(None),
            }
        }
    }

    async fn trash_news(
        &self,
        run: &Run<'_>,
        list: &List<Object>,
    ) -> Result<Vec<Change>, RunError> {
        let observed: Vec<Observed> = list.results.iter().map(observed).collect();
        let ids: Vec<_> = observed.iter().filter_map(Observed::id).collect();
        let known = self.store.known(run.connection, &ids).await?;
        let mut changes = Vec::new();
        for item in &observed {
            // What we never held is none of our business once it is in the trash.
            let Some(known) = item.id().and_then(|id| known.get(&id)) else {
                continue;
            };
            // Nor is it news while it waits for a decision.
            if !known.in_trash && !known.trash_seen {
                changes.extend(object::plan(&run.context, item, Some(known)).changes);
            }
        }
        Ok(changes)
    }

    async fn plan_results(
        &self,
        run: &Run<'_>,
        reply: &Reply<List<Object>>,
    ) -> Result<(Vec<Change>, PageFacts), RunError> {
        let observed: Vec<Observed> = reply.value.results.iter().map(observed).collect();
        let ids: Vec<_> = observed.iter().filter_map(Observed::id).collect();
        let known = self.store.known(run.connection, &ids).await?;
        let mut facts = PageFacts {
            count: observed.len() as u64,
            next_cursor: reply
                .value
                .next_cursor
                .clone()
                .filter(|_| reply.value.has_more),
            incomplete: reply.value.incomplete.is_some(),
            server_time: reply.server_time,
            ..PageFacts::default()
        };
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
        for item in &observed {
            let before = item
                .id()
                .and_then(|id| known.get(&id))
                .filter(|known| known.metadata_hash.is_some());
            let plan = object::plan(&run.context, item, before);
            let moved = before.is_none_or(|before| before.edited_time != item.edited());
            facts.changed += u64::from(plan.changed || moved);
            facts.oldest = [facts.oldest, item.edited()].into_iter().flatten().min();
            facts.newest = facts.newest.max(item.edited());
            changes.extend(plan.changes);
        }
        Ok((changes, facts))
    }

    async fn save_listing(
        &self,
        run: &mut Run<'_>,
        client: &Client,
        state: &ListingState,
        mut changes: Vec<Change>,
    ) -> Result<(), RunError> {
        let value = serde_json::to_string(state).ok();
        let place = Change::SetCheckpoint {
            name: LISTING.to_owned(),
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
