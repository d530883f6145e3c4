//! Querying a data source: filter, sorts, and the depth limit of 10,000 rows (Notion API reference: Query a data source).

use std::sync::Arc;

use serde_json::{Value, json};

use super::{Answer, Call, pages, paging};
use crate::error::ApiError;
use crate::identifier::Id;
use crate::query::{Row, filter, sort};
use crate::state::State;
use crate::store::Kind;
use crate::store::model::Page;
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
    let rows = matching(state, call, id)?;
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
///
/// Kept until something changes, because a list is read page by page and may have tens of thousands of rows.
fn matching(state: &mut State, call: &Call, source: Id) -> Result<Arc<Vec<Id>>, ApiError> {
    let wish = Wish::read(state, call, source)?;
    if let Some(matched) = &state.matched
        && matched.wish == wish
    {
        return Ok(Arc::clone(&matched.rows));
    }
    let rows = Arc::new(wish.rows(state));
    state.matched = Some(Matched {
        wish,
        rows: Arc::clone(&rows),
    });
    Ok(rows)
}

/// The rows of the last query.
#[derive(Debug)]
pub(crate) struct Matched {
    wish: Wish,
    rows: Arc<Vec<Id>>,
}

/// Everything that decides which rows match, and in which order.
#[derive(Debug, PartialEq)]
struct Wish {
    revision: u64,
    connection: usize,
    source: Id,
    rounded: bool,
    in_trash: bool,
    is_archived: bool,
    sources_only: bool,
    filter: Option<filter::Filter>,
    sorts: Vec<sort::Sort>,
}

impl Wish {
    fn read(state: &State, call: &Call, id: Id) -> Result<Self, ApiError> {
        let Some(source) = state.store.sources.get(&id) else {
            return Err(state.not_found(call, "data source", id));
        };
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
        let result_type = call.body.get("result_type").and_then(Value::as_str);
        Ok(Self {
            revision: state.store.revision,
            connection: call.connection,
            source: id,
            rounded: state.quirks.minute_rounding,
            in_trash: call.switch("in_trash")? || call.switch("archived")?,
            is_archived: call.switch("is_archived")?,
            sources_only: result_type == Some("data_source"),
            filter,
            sorts,
        })
    }

    fn rows(&self, state: &State) -> Vec<Id> {
        let source = state.store.sources.get(&self.source);
        let Some(source) = source.filter(|_| !self.sources_only) else {
            return Vec::new();
        };
        let scope = &state.connections[self.connection].scope;
        let wanted = |page: &&Page| {
            state.store.in_trash(page.id) == self.in_trash
                && page.is_archived == self.is_archived
                && (!page.restricted || scope.is_direct(page.id))
        };
        let pages = source
            .rows
            .iter()
            .filter_map(|row| state.store.pages.get(row))
            .filter(wanted);
        let mut rows: Vec<Row<'_>> = pages
            .map(|page| Row::new(&state.store, page, self.rounded))
            .collect();
        if let Some(filter) = &self.filter {
            rows.retain_mut(|row| filter.matches(row));
        }
        if self.sorts.is_empty() {
            rows.sort_by_key(|row| std::cmp::Reverse(row.page.stamp.created));
        } else {
            sort::apply(&mut rows, &self.sorts);
        }
        rows.into_iter().map(|row| row.page.id).collect()
    }
}
