//! Search (Notion API reference: Search): titles only, most recently edited first, eventually consistent.

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Answer, Call, paging};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::quirks::SearchCap;
use crate::seed::{mix, unit};
use crate::state::State;
use crate::store::model::Stamp;
use crate::store::sharing::Scope;
use crate::wire::{self, View};

/// What search would list for one connection, most recently edited first.
#[derive(Debug, Clone)]
pub(crate) struct Index {
    revision: u64,
    connection: usize,
    entries: Arc<Vec<Entry>>,
}

/// One object in the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The edit time the index knows.
    edited: i64,
    pub(crate) id: Id,
    is_page: bool,
    in_trash: bool,
}

impl Entry {
    /// Whether the object is in the trash.
    pub(crate) const fn in_trash(&self) -> bool {
        self.in_trash
    }

    const fn order(&self) -> (i64, Id) {
        (self.edited, self.id)
    }
}

#[derive(Default)]
struct Wanted {
    query: String,
    pages_only: Option<bool>,
    in_trash: bool,
    ascending: bool,
}

pub(super) fn search(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let wanted = read(call)?;
    let size = paging::page_length(state, call.page_size()?);
    let entries = entries(state, call.connection, call.now);
    let view = state.view(call);
    let needle = wanted.query.to_lowercase();
    let chosen: Vec<&Entry> = entries
        .iter()
        .filter(|entry| {
            entry.in_trash == wanted.in_trash
                && wanted.pages_only.is_none_or(|pages| pages == entry.is_page)
        })
        .filter(|entry| {
            needle.is_empty() || title(&view, entry.id).to_lowercase().contains(&needle)
        })
        .collect();
    let ordered = |position: usize| {
        if wanted.ascending {
            chosen
                .len()
                .checked_sub(position + 1)
                .map(|index| chosen[index])
        } else {
            chosen.get(position).copied()
        }
    };
    let start = match call.cursor()? {
        None => 0,
        Some(cursor) => position(cursor, &chosen, wanted.ascending)
            .ok_or_else(|| paging::stale_cursor(cursor))?,
    };
    let cap = state
        .quirks
        .search_cap
        .map(|kind| (kind, state.quirks.search_cap_depth));
    if let (Some((SearchCap::InvalidCursor, depth)), Some(cursor)) = (cap, call.cursor()?)
        && start >= depth
    {
        return Err(paging::stale_cursor(cursor));
    }
    let stop = match cap {
        Some((SearchCap::RequestStatus, depth)) => chosen.len().min(depth),
        _ => chosen.len(),
    };
    let end = (start + size).min(stop);
    let results: Vec<Value> = (start..end)
        .filter_map(&ordered)
        .filter_map(|entry| object(state, call, entry.id))
        .collect();
    let next = if end < stop {
        ordered(end).map(|entry| cursor(state, entry, end))
    } else {
        None
    };
    let complete = end >= chosen.len() || next.is_some();
    let mut list = wire::list("page_or_data_source", results, next);
    list["request_status"] = if complete {
        json!({"type": "complete"})
    } else {
        json!({"type": "incomplete", "incomplete_reason": "query_result_limit_reached"})
    };
    Ok(list.into())
}

/// Data sources are found by the title of their database.
fn title(view: &View<'_>, id: Id) -> String {
    let source = view.store.sources.get(&id);
    view.raw_title(source.map_or(id, |source| source.database))
}

fn read(call: &Call) -> Result<Wanted, ApiError> {
    let mut wanted = Wanted::default();
    match call.body.get("query") {
        None | Some(Value::Null) => {}
        Some(Value::String(query)) => query.trim().clone_into(&mut wanted.query),
        Some(_) => {
            return Err(ApiError::body(
                "body.query should be a string or not present.",
            ));
        }
    }
    if let Some(filter) = call.body.get("filter").and_then(Value::as_object) {
        if let Some(unknown) = filter
            .keys()
            .find(|key| !matches!(key.as_str(), "property" | "value" | "in_trash"))
        {
            return Err(ApiError::body(format!(
                "body.filter.{unknown} should be not present."
            )));
        }
        wanted.in_trash = filter
            .get("in_trash")
            .and_then(Value::as_bool)
            .unwrap_or(false);
        wanted.pages_only = match (
            filter.get("property").and_then(Value::as_str),
            filter.get("value").and_then(Value::as_str),
        ) {
            (Some("object"), Some("page")) => Some(true),
            (Some("object"), Some("data_source")) => Some(false),
            (None, None) if filter.contains_key("in_trash") => None,
            _ => {
                return Err(ApiError::body(
                    "body.filter.value should be `\"page\"` or `\"data_source\"`.",
                ));
            }
        };
    }
    if let Some(sort) = call.body.get("sort").filter(|sort| !sort.is_null()) {
        let by_time = sort["timestamp"] == "last_edited_time" || sort["property"] == "relevance";
        if !by_time {
            return Err(ApiError::body(
                "body.sort.timestamp should be `\"last_edited_time\"`.",
            ));
        }
        wanted.ascending = sort["direction"] == "ascending";
    }
    Ok(wanted)
}

/// Cursors name the next entry by its place in the order, so that nothing repeats unless it moved; the quirk uses offsets.
fn cursor(state: &State, next: &Entry, offset: usize) -> String {
    if state.quirks.shifting_cursors {
        format!("offset-{offset}")
    } else {
        format!("{}.{}", next.edited, next.id.hex())
    }
}

fn position(cursor: &str, entries: &[&Entry], ascending: bool) -> Option<usize> {
    if let Some(offset) = cursor.strip_prefix("offset-") {
        return offset.parse().ok();
    }
    let (edited, id) = cursor.split_once('.')?;
    let place = (edited.parse::<i64>().ok()?, Id::parse(id)?);
    Some(if ascending {
        entries.len() - entries.partition_point(|entry| entry.order() >= place)
    } else {
        entries.partition_point(|entry| entry.order() > place)
    })
}

/// The object as results show it, in full.
pub(super) fn object(state: &State, call: &Call, id: Id) -> Option<Value> {
    let view = state.view(call);
    match (state.store.pages.get(&id), state.store.sources.get(&id)) {
        (Some(page), _) => Some(view.page(page)),
        (None, Some(source)) => Some(view.data_source(source)),
        (None, None) => None,
    }
}

/// The index of one connection; kept until something changes.
pub(crate) fn entries(state: &mut State, connection: usize, now: i64) -> Arc<Vec<Entry>> {
    let lagging = state.quirks.search_lag_seconds > 0;
    if let Some(index) = &state.index
        && !lagging
        && index.revision == state.store.revision
        && index.connection == connection
    {
        return Arc::clone(&index.entries);
    }
    let scope = state.connections[connection].scope.clone();
    let ids = state.store.pages.keys().chain(state.store.sources.keys());
    let mut entries: Vec<Entry> = ids
        .filter_map(|id| entry(state, &scope, *id, now))
        .collect();
    entries.sort_unstable_by_key(|entry| std::cmp::Reverse(entry.order()));
    let entries = Arc::new(entries);
    state.index = Some(Index {
        revision: state.store.revision,
        connection,
        entries: Arc::clone(&entries),
    });
    entries
}

fn entry(state: &State, scope: &Scope, id: Id, now: i64) -> Option<Entry> {
    let store = &state.store;
    if !store.is_visible(scope, id) {
        return None;
    }
    let direct = scope.is_direct(id);
    let page = store.pages.get(&id);
    let stamp = page
        .map(|page| page.stamp)
        .or_else(|| store.sources.get(&id).map(|source| source.stamp))?;
    if page.is_some() && !direct && is_omitted(state.quirks.search_omission, id) {
        return None;
    }
    let edited = if direct {
        stamp.edited
    } else {
        indexed_time(state.quirks.search_lag_seconds, stamp, id, now)?
    };
    Some(Entry {
        edited,
        id,
        is_page: page.is_some(),
        in_trash: store.in_trash(id),
    })
}

/// Whether the index misses an object for good; the same objects each time.
fn is_omitted(share: f64, id: Id) -> bool {
    share > 0.0 && unit(mix(id.fold() ^ 0x6f6d_6974)) < share
}

/// The edit time the index knows: the last one, or the one before while it lags; `None` for what is still too new.
fn indexed_time(longest_lag: u32, stamp: Stamp, id: Id, now: i64) -> Option<i64> {
    if longest_lag == 0 {
        return Some(stamp.edited);
    }
    let lag = mix(id.fold() ^ stamp.edited.unsigned_abs()) % (u64::from(longest_lag) * 1_000);
    if now >= stamp.edited.saturating_add_unsigned(lag) {
        Some(stamp.edited)
    } else {
        stamp.before
    }
}
