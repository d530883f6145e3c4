//! Querying a data source: filter, sorts, and the depth limit of 10,000 rows (Notion API reference: Query a data source).

use serde_json::{Value, json};

use super::{Answer, Call, pages, paging};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::query::{Row, filter, sort};
use crate::state::State;
use crate::store::Kind;
use crate::store::model::{DataSource, Page};
use crate::wire;

pub(super) const KEYS: &[&str] = &[
    "filter",
    "sorts",
    "page_size",
    "start_cursor",
    "in_trash",
    "archived",
    "is_archived",
    "result_type",
];

pub(super) fn query(state: &mut State, call: &Call) -> Result<Answer, ApiError> {
    let id = call.id("data_source_id")?;
    state.require(call, Kind::DataSource, id)?;
    let size = paging::page_length(state, call.page_size()?);
    let Some(source) = state.store.sources.get(&id) else {
        return Err(state.not_found(call, "data source", id));
    };
    let rows = matching(state, call, source)?;
    let depth = state.quirks.query_depth;
    let reachable = rows.len().min(depth);
    let start = match call.cursor()? {
        None => 0,
        Some(cursor) => position(&rows, cursor).ok_or_else(|| paging::stale_cursor(cursor))?,
    };
    let end = (start + size).min(reachable);
    let view = state.view(call);
    let mut results: Vec<Value> = Vec::with_capacity(end.saturating_sub(start));
    for row in rows.get(start..end).unwrap_or_default() {
        if let Some(page) = state.store.pages.get(row) {
            let mut value = view.page(page);
            pages::keep_properties(call, &mut value);
            results.push(value);
        }
    }
    let next = if end < reachable {
        rows.get(end).map(|row| {
            if state.quirks.shifting_cursors {
                format!("offset-{end}")
            } else {
                row.to_string()
            }
        })
    } else {
        None
    };
    let complete = next.is_some() || reachable == rows.len();
    let mut list = wire::list("page_or_data_source", results, next);
    list["request_status"] = if complete {
        json!({"type": "complete"})
    } else {
        json!({"type": "incomplete", "incomplete_reason": "query_result_limit_reached"})
    };
    Ok(list.into())
}

fn position(rows: &[Id], cursor: &str) -> Option<usize> {
    match cursor.strip_prefix("offset-") {
        Some(offset) => offset.parse().ok(),
        None => Id::parse(cursor).and_then(|id| rows.iter().position(|row| *row == id)),
    }
}

/// The rows that match, in order; without sorts the newest come first.
fn matching(state: &State, call: &Call, source: &DataSource) -> Result<Vec<Id>, ApiError> {
    let trash = call.switch("in_trash")? || call.switch("archived")?;
    let set_aside = call.switch("is_archived")?;
    let filter = match call.body.get("filter") {
        None | Some(Value::Null) => None,
        Some(filter) => Some(filter::Filter::read(
            filter,
            source,
            state.connection(call).bot,
            call.now,
        )?),
    };
    let sorts = match call.body.get("sorts") {
        None | Some(Value::Null) => Vec::new(),
        Some(sorts) => sort::read(sorts, source)?,
    };
    if call.body.get("result_type").and_then(Value::as_str) == Some("data_source") {
        return Ok(Vec::new());
    }
    let scope = &state.connection(call).scope;
    let wanted = |page: &&Page| {
        state.store.in_trash(page.id) == trash
            && page.is_archived == set_aside
            && (!page.restricted || scope.is_direct(page.id))
    };
    let pages = source
        .rows
        .iter()
        .filter_map(|row| state.store.pages.get(row))
        .filter(wanted);
    let round = state.quirks.minute_rounding;
    let mut rows: Vec<Row<'_>> = pages
        .map(|page| Row::new(&state.store, page, round))
        .collect();
    if let Some(filter) = &filter {
        rows.retain_mut(|row| filter.matches(row));
    }
    if sorts.is_empty() {
        rows.sort_by_key(|row| std::cmp::Reverse(row.page.stamp.created));
    } else {
        sort::apply(&mut rows, &sorts);
    }
    Ok(rows.into_iter().map(|row| row.page.id).collect())
}
