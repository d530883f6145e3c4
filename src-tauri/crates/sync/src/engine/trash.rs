//! Taking over what went into the trash in Notion, as one plan.
//!
//! Pages that Notion shows in the trash are only marked while a run lists and reads; here they are counted. Leaves out the
//! limit ([`crate::two_way::brake`]). The rule it protects: a plan that deletes much is not carried out, not even in part,
//! before the person has said so; until then everything stays as it is here.

use std::collections::{HashMap, HashSet};

use keepsake_memory::{
    BrakeAnswer, BrakeDirection, Change, ConnectionId, Known, NewBrake, NewFetch, ObjectKind, Part,
    Unsettled,
};
use keepsake_text::NotionId;
use serde_json::{Value, json};

use super::{Engine, Run};
use crate::{
    error::RunError,
    plan::text,
    read::{Read, Walked},
    two_way::{
        brake::{self, Share},
        remote::Trash,
    },
};

/// How many pages with unsettled parts are looked through at once.
const PAGES: u32 = 500;

impl Engine {
    /// Carries out the deletions that this run has seen, or asks; `true` when something has to be read first.
    ///
    /// What lies in a page that is in the trash goes with it, but only on evidence: it may have been moved out before.
    pub(super) async fn settle_trash(&self, run: &mut Run<'_>) -> Result<bool, RunError> {
        let seen = self.store.trash_seen(run.connection).await?;
        run.brake = None;
        if seen.planned.is_empty() {
            self.store
                .release_brake(run.connection, BrakeDirection::Here)
                .await?;
            return Ok(false);
        }
        let below = self.store.alive_below_trash(run.connection).await?;
        // What the person let go into the trash of Notion, with what lay in it, is not asked about twice.
        let allowed = self.allowed_there(run.connection).await?;
        let pages: HashMap<_, _> = seen
            .planned
            .iter()
            .chain(&below)
            .filter(|seen| seen.kind == ObjectKind::Page && !allowed.contains(&seen.object))
            .map(|page| (page.object, page.data_source))
            .collect();
        let gone = self.gone_since(run, &pages).await?;
        run.counted.extend(&pages);
        let plan = Deletions::of(pages.into_iter().chain(gone.iter().copied()));
        let mut totals: HashMap<_, _> = seen
            .totals
            .data_sources
            .iter()
            .map(|(place, total)| (Some(*place), *total))
            .collect();
        for (_, place) in &gone {
            totals.entry(*place).and_modify(|total| *total += 1);
        }
        let all = seen.totals.workspace + gone.len() as u64;
        if let Some(share) = brake::stops(&plan.places, &totals, all) {
            let answer = self.ask(run, BrakeDirection::Here, share, &plan).await?;
            if answer != Some(BrakeAnswer::Allowed) {
                run.brake = Some(share).filter(|_| answer.is_none());
                return Ok(false);
            }
        }
        if !below.is_empty() && !run.looked_below_trash {
            run.looked_below_trash = true;
            let below: Vec<NotionId> = below.iter().map(|page| page.object).collect();
            let reads = self.looks_at(run.connection, &below).await?;
            self.store
                .apply(run.connection, Some(run.id), reads, self.clock.now())
                .await?;
            return Ok(true);
        }
        let changes = seen
            .planned
            .iter()
            .map(|page| Change::MarkTrashed {
                object: page.object,
            })
            .collect();
        self.store
            .apply(run.connection, Some(run.id), changes, self.clock.now())
            .await?;
        self.store
            .release_brake(run.connection, BrakeDirection::Here)
            .await?;
        Ok(false)
    }

    /// What an earlier plan of this run has counted and is in the trash here by now, carried out or wished here as well: it is
    /// a part of the same plan, which gets no smaller by being carried out in part.
    async fn gone_since(
        &self,
        run: &Run<'_>,
        planned: &HashMap<NotionId, Option<NotionId>>,
    ) -> Result<Vec<(NotionId, Option<NotionId>)>, RunError> {
        let earlier: Vec<NotionId> = run
            .counted
            .keys()
            .filter(|page| !planned.contains_key(page))
            .copied()
            .collect();
        if earlier.is_empty() {
            return Ok(Vec::new());
        }
        let known = self.store.known(run.connection, &earlier).await?;
        let gone = earlier
            .into_iter()
            .filter(|page| known.get(page).is_some_and(|known| known.in_trash));
        Ok(gone
            .filter_map(|page| Some((page, *run.counted.get(&page)?)))
            .collect())
    }

    /// The reads that show what became of objects that are known here.
    pub(super) async fn looks_at(
        &self,
        connection: ConnectionId,
        ids: &[NotionId],
    ) -> Result<Vec<Change>, RunError> {
        let known = self.store.known(connection, ids).await?;
        let reads = ids.iter().filter_map(|id| {
            let read = match known.get(id)?.kind {
                ObjectKind::Page => Read::Object {
                    id: *id,
                    expected: Walked::Page,
                    title: String::new(),
                },
                ObjectKind::DataSource => Read::Object {
                    id: *id,
                    expected: Walked::DataSource,
                    title: String::new(),
                },
                ObjectKind::Database => Read::Container { database: *id },
            };
            Some(Change::AddFetch(NewFetch {
                again: true,
                ..read.owed(None, 0)
            }))
        });
        Ok(reads.collect())
    }

    /// What came out of the trash brings along what lies in it: those are looked at, too. So does what is new here: it may
    /// have been in the trash, where nobody here took notice of it.
    ///
    /// `seen` are objects that Notion has just shown, with whether they are in the trash there.
    pub(super) async fn look_below_restored(
        &self,
        connection: ConnectionId,
        seen: impl Iterator<Item = (NotionId, bool)>,
        known: &HashMap<NotionId, Known>,
    ) -> Result<Vec<Change>, RunError> {
        let restored: Vec<NotionId> = seen
            .filter(|(id, in_trash)| {
                let before = known.get(id);
                !in_trash && before.is_none_or(text::has_been_in_trash)
            })
            .map(|(id, _)| id)
            .collect();
        if restored.is_empty() {
            return Ok(Vec::new());
        }
        let below = self.store.trashed_below(connection, &restored).await?;
        self.looks_at(connection, &below).await
    }

    /// Whether putting pages into the trash of Notion waits for the person. What lies in them goes along, and is counted.
    pub(super) async fn trash_waits(&self, run: &Run<'_>) -> Result<bool, RunError> {
        let mut wished = Vec::new();
        let mut after = 0;
        loop {
            let pages = self.store.unsettled(run.connection, after, PAGES).await?;
            let Some(last) = pages.last() else { break };
            after = last.row;
            wished.extend(
                pages
                    .iter()
                    .filter(|page| is_wished(page))
                    .map(|page| page.object),
            );
        }
        let pages = if wished.is_empty() {
            HashMap::new()
        } else {
            self.with_what_lies_in(run.connection, &wished).await?
        };
        if pages.len() as u64 > brake::BY_HAND {
            let plan = Deletions::of(pages.into_iter());
            let mut totals = HashMap::new();
            for place in plan.places.keys().flatten() {
                let rows = self.store.children(run.connection, Some(*place)).await?;
                totals.insert(Some(*place), rows.len() as u64);
            }
            let all = self
                .store
                .count_chosen(run.connection, Some(ObjectKind::Page))
                .await?;
            if let Some(share) = brake::stops(&plan.places, &totals, all) {
                let answer = self.ask(run, BrakeDirection::Notion, share, &plan).await?;
                return Ok(answer != Some(BrakeAnswer::Allowed));
            }
        }
        self.store
            .release_brake(run.connection, BrakeDirection::Notion)
            .await?;
        Ok(false)
    }

    /// These pages and those that lie in them, as far as they are known here, each with the data source it is a row of.
    async fn with_what_lies_in(
        &self,
        connection: ConnectionId,
        wished: &[NotionId],
    ) -> Result<HashMap<NotionId, Option<NotionId>>, RunError> {
        let known = self.store.known(connection, wished).await?;
        let places: Vec<NotionId> = known.values().filter_map(|known| known.container).collect();
        let places = self.store.known(connection, &places).await?;
        let is_source = |place: &NotionId| {
            let place = places.get(place);
            place.is_some_and(|place| place.kind == ObjectKind::DataSource)
        };
        let below = self.store.alive_below(connection, wished).await?;
        let mut pages: HashMap<_, _> = below
            .into_iter()
            .filter(|seen| seen.kind == ObjectKind::Page)
            .map(|seen| (seen.object, seen.data_source))
            .collect();
        pages.extend(wished.iter().map(|page| {
            let place = known.get(page).and_then(|known| known.container);
            (*page, place.filter(is_source))
        }));
        Ok(pages)
    }

    /// The pages of the last plan for the trash of Notion, if the person has allowed it.
    async fn allowed_there(&self, connection: ConnectionId) -> Result<HashSet<NotionId>, RunError> {
        let brakes = self.store.brakes(connection).await?;
        let allowed = brakes.into_iter().find(|brake| {
            brake.direction == BrakeDirection::Notion && brake.answer == Some(BrakeAnswer::Allowed)
        });
        Ok(allowed
            .map(|brake| Deletions::pages_in(&brake.detail))
            .unwrap_or_default())
    }

    /// What the person has said to this very plan; asks where it is another one.
    async fn ask(
        &self,
        run: &Run<'_>,
        direction: BrakeDirection,
        share: Share,
        plan: &Deletions,
    ) -> Result<Option<BrakeAnswer>, RunError> {
        let brake = NewBrake {
            direction,
            planned: share.planned,
            total: share.total,
            detail: plan.detail(),
        };
        self.store
            .set_brake(run.connection, brake, self.clock.now())
            .await?;
        let brakes = self.store.brakes(run.connection).await?;
        let answer = brakes
            .iter()
            .find(|brake| brake.direction == direction)
            .and_then(|brake| brake.answer);
        if answer.is_none() {
            tracing::warn!(
                correlation_id = run.request.correlation_id,
                ?direction,
                planned = share.planned,
                total = share.total,
                "a plan that deletes much waits for the person"
            );
        }
        Ok(answer)
    }
}

/// A plan of deletions.
struct Deletions {
    /// Which pages, in order.
    pages: Vec<NotionId>,
    /// How many lie in each data source, or outside of them.
    places: HashMap<Option<NotionId>, u64>,
}

impl Deletions {
    fn of(planned: impl Iterator<Item = (NotionId, Option<NotionId>)>) -> Self {
        let mut plan = Self {
            pages: Vec::new(),
            places: HashMap::new(),
        };
        for (page, place) in planned {
            plan.pages.push(page);
            *plan.places.entry(place).or_default() += 1;
        }
        plan.pages.sort_unstable();
        plan
    }

    /// Which pages it is about: an answer is an answer to this plan only.
    fn detail(&self) -> String {
        let mut places: Vec<_> = self.places.iter().collect();
        places.sort_unstable();
        let places: Vec<_> = places
            .into_iter()
            .map(|(place, planned)| json!({"data_source": place, "planned": planned}))
            .collect();
        json!({"places": places, "pages": self.pages}).to_string()
    }

    /// The pages that [`Deletions::detail`] names.
    fn pages_in(detail: &str) -> HashSet<NotionId> {
        let detail: Value = serde_json::from_str(detail).unwrap_or_default();
        let pages = detail.get("pages").and_then(Value::as_array);
        let pages = pages.into_iter().flatten();
        pages
            .filter_map(|page| NotionId::parse(page.as_str()?))
            .collect()
    }
}

/// Whether the person wants a page in the trash.
fn is_wished(page: &Unsettled) -> bool {
    let wish = page.parts.iter().find(|part| part.part == Part::Trash);
    wish.and_then(|part| part.local.as_deref())
        .and_then(Trash::read)
        .is_some_and(|wish| wish.in_trash)
}
