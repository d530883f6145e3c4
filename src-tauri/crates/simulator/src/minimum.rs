//! The fewest requests with which a program can import everything a token may see.
//!
//! Search to the end or to its cap; per data source one schema and its queries, restarted at each 10,000 rows; one Markdown
//! read per page and row (an empty body cannot be foreseen); the reads of what Markdown leaves out or shows only as
//! `<unknown>`; the pages of properties beyond 25 references; one read for each object search does not list. Users,
//! comments and files are counted apart.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::identifier::Id;
use crate::markdown::is_lossy;
use crate::markdown::render::{self, Rendered};
use crate::routes::search;
use crate::state::State;
use crate::store::model::{DataSource, Page, PropertyValue};
use crate::store::sharing::Scope;
use crate::store::{Kind, Store};
use crate::wire::{REFERENCE_LIMIT, View, is_reference};

/// Requests by what they are for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Minimum {
    /// A complete import: the sum of everything below.
    pub import: u64,
    /// Pages of search results.
    pub search: u64,
    /// Schemas of data sources.
    pub schemas: u64,
    /// Pages of query results.
    pub queries: u64,
    /// Pages and rows read as Markdown.
    pub markdown: u64,
    /// Parts that Markdown left out or showed as unknown.
    pub parts: u64,
    /// Pages of long properties.
    pub properties: u64,
    /// Objects search does not list.
    pub omitted: u64,
}

const PAGE: usize = 100;

fn pages_of(items: usize) -> u64 {
    u64::try_from(items.div_ceil(PAGE)).unwrap_or(u64::MAX)
}

/// Works the minimum out for one connection.
pub(crate) fn minimum(state: &mut State, connection: usize, now: i64) -> Minimum {
    let listed: BTreeSet<Id> = search::entries(state, connection, now)
        .iter()
        .filter(|entry| !entry.in_trash())
        .map(|entry| entry.id)
        .collect();
    let mut minimum = Minimum::default();
    let reach = match state.quirks.search_cap {
        Some(_) => listed.len().min(state.quirks.search_cap_depth),
        None => listed.len(),
    };
    minimum.search = pages_of(reach).max(1);
    minimum.omitted = u64::try_from(listed.len() - reach).unwrap_or(0);
    let scope = &state.connections[connection].scope;
    let store = &state.store;
    for source in store
        .sources
        .values()
        .filter(|source| is_live(store, scope, source.id))
    {
        minimum.schemas += 1;
        minimum.queries += queries(state, scope, source);
    }
    let view = state.view_of(connection, now);
    for page in store
        .pages
        .values()
        .filter(|page| is_live(store, scope, page.id))
    {
        let in_rows = store
            .parent(page.id)
            .and_then(crate::store::model::Parent::id)
            .is_some_and(|id| store.sources.contains_key(&id));
        if !listed.contains(&page.id) && !in_rows {
            minimum.omitted += 1;
        }
        minimum.markdown += 1;
        minimum.properties += property_pages(store, page);
        if page.generated.is_none() {
            minimum.parts += parts(&view, page.id);
        }
    }
    minimum.import = minimum.search
        + minimum.schemas
        + minimum.queries
        + minimum.markdown
        + minimum.parts
        + minimum.properties
        + minimum.omitted;
    minimum
}

fn is_live(store: &Store, scope: &Scope, id: Id) -> bool {
    store.is_visible(scope, id) && !store.in_trash(id)
}

/// Query pages with restarts at the creation time of the last row that could be reached.
fn queries(state: &State, scope: &Scope, source: &DataSource) -> u64 {
    let mut times: Vec<i64> = source
        .rows
        .iter()
        .filter_map(|row| state.store.pages.get(row))
        .filter(|page| !page.is_archived && is_live(&state.store, scope, page.id))
        .map(|page| {
            if state.quirks.minute_rounding {
                crate::moment::minute(page.stamp.created)
            } else {
                page.stamp.created
            }
        })
        .collect();
    times.sort_unstable();
    let depth = state.quirks.query_depth.max(1);
    let (mut start, mut requests) = (0, 0);
    loop {
        let left = times.len() - start;
        requests += pages_of(left.min(depth)).max(1);
        if left <= depth {
            return requests;
        }
        let restart = times.partition_point(|time| *time < times[start + depth - 1]);
        if restart <= start {
            return requests;
        }
        start = restart;
    }
}

fn property_pages(store: &Store, page: &Page) -> u64 {
    if page.generated.is_some()
        && !store
            .recipe
            .as_ref()
            .is_some_and(|recipe| recipe.has_long_properties())
    {
        return 0;
    }
    let long = |count: usize| {
        if count > REFERENCE_LIMIT {
            pages_of(count)
        } else {
            0
        }
    };
    let text = |text: &[crate::store::text::Run]| {
        if text.iter().filter(|run| is_reference(run)).count() > REFERENCE_LIMIT {
            pages_of(text.len())
        } else {
            0
        }
    };
    let values: u64 = store
        .properties(page)
        .values()
        .map(|value| match value {
            PropertyValue::Relation(ids) | PropertyValue::People(ids) => long(ids.len()),
            PropertyValue::Text(runs) => text(runs),
            PropertyValue::Files(_) | PropertyValue::Plain(_) => 0,
        })
        .sum();
    values + text(&page.title)
}

/// Reads beyond the page's own Markdown: cut-off parts by id, lossy blocks by listing or one by one.
fn parts(view: &View<'_>, page: Id) -> u64 {
    let rendered = render::render(view, page, true);
    let mut requests = cut_off(view, &rendered);
    let top = view.store.live_children(page);
    let lossy_here = |id: &Id| {
        view.store
            .block(*id)
            .is_some_and(|block| is_lossy(&block.kind))
    };
    let top_lossy: Vec<Id> = top.iter().copied().filter(lossy_here).collect();
    let one_by_one = u64::try_from(top_lossy.len()).unwrap_or(0);
    requests += one_by_one.min(pages_of(top.len()));
    requests += top_lossy.iter().map(|id| listing(view, *id)).sum::<u64>();
    let nested = nested_lossy(view, page);
    requests += u64::try_from(nested.len()).unwrap_or(0);
    requests + nested.iter().map(|id| listing(view, *id)).sum::<u64>()
}

fn cut_off(view: &View<'_>, rendered: &Rendered) -> u64 {
    rendered
        .unknown
        .iter()
        .map(|id| {
            if view.sees(*id) {
                1 + cut_off(view, &render::render(view, *id, true))
            } else {
                1
            }
        })
        .sum()
}

/// Lists the children of a block and of everything inside it.
fn listing(view: &View<'_>, id: Id) -> u64 {
    let children = view.store.live_children(id);
    if children.is_empty() {
        return 0;
    }
    let inside = children
        .iter()
        .filter(|child| view.store.kind(**child) == Some(Kind::Block));
    pages_of(children.len()) + inside.map(|child| listing(view, *child)).sum::<u64>()
}

/// Lossy blocks below the top level that are not inside another lossy block.
fn nested_lossy(view: &View<'_>, page: Id) -> Vec<Id> {
    let mut found = Vec::new();
    let mut open: Vec<(Id, bool)> = view
        .store
        .live_children(page)
        .into_iter()
        .map(|id| (id, true))
        .collect();
    while let Some((id, is_top)) = open.pop() {
        let Some(block) = view.store.block(id) else {
            continue;
        };
        if view.store.kind(id) != Some(Kind::Block) || block.copy_of.is_some() {
            continue;
        }
        if is_lossy(&block.kind) {
            if !is_top {
                found.push(id);
            }
            continue;
        }
        open.extend(
            view.store
                .live_children(id)
                .into_iter()
                .map(|child| (child, false)),
        );
    }
    found
}
