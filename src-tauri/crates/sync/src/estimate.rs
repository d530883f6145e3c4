//! What an import will take, before the first click.
//!
//! Pure. Leaves out where the tree comes from. The rule it protects: the figures are those of our own way of reading,
//! one request a page, and they say what is true, not what pleases.

use std::collections::HashMap;

use keepsake_text::NotionId;

use crate::request::{Comments, ImportOptions};

/// Blocks a page has on average, where nothing is known yet; each costs a request when block comments are read.
const BLOCKS_A_PAGE: u64 = 20;

/// Bytes a page takes on disk with its index and history, measured on imports of the built-in workspaces.
const BYTES_A_PAGE: u64 = 9_000;

/// What is known of an object for an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EstimateNode {
    /// Its id.
    pub id: NotionId,
    /// What it lies in.
    pub parent: Option<NotionId>,
    /// What it is.
    pub kind: EstimateKind,
    /// Its contents are in the memory already.
    pub is_stored: bool,
}

/// What an object is, for an estimate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EstimateKind {
    /// A page.
    Page,
    /// A row of a data source.
    Row,
    /// A database container.
    Database,
    /// A data source.
    DataSource,
}

/// What an import will take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Estimate {
    /// Pages that are not rows.
    pub pages: u64,
    /// Databases.
    pub databases: u64,
    /// Rows.
    pub rows: u64,
    /// Requests still to be made.
    pub requests: u64,
    /// Seconds at the connection's pace.
    pub seconds: u64,
    /// Bytes on disk, attachments left out: their sizes are not known before they are fetched.
    pub bytes: u64,
}

/// Estimates an import of what `marks` select; the nearest mark at or above an object decides, else `default`.
#[must_use]
pub fn estimate(
    nodes: &[EstimateNode],
    default: bool,
    marks: &HashMap<NotionId, bool>,
    options: &ImportOptions,
    requests_per_second: u32,
) -> Estimate {
    let parents: HashMap<NotionId, Option<NotionId>> =
        nodes.iter().map(|node| (node.id, node.parent)).collect();
    let mut decided: HashMap<NotionId, bool> = HashMap::new();
    let mut estimate = Estimate::default();
    let mut unread = 0;
    let mut sources = 0;
    let mut unlisted_rows = 0;
    for node in nodes {
        if !included(node.id, &parents, default, marks, &mut decided) {
            continue;
        }
        match node.kind {
            EstimateKind::Page => estimate.pages += 1,
            EstimateKind::Row => estimate.rows += 1,
            EstimateKind::Database => estimate.databases += 1,
            EstimateKind::DataSource => sources += u64::from(!node.is_stored),
        }
        let is_read = matches!(node.kind, EstimateKind::Page | EstimateKind::Row);
        unread += u64::from(is_read && !node.is_stored);
        unlisted_rows += u64::from(node.kind == EstimateKind::Row && !node.is_stored);
    }
    let texts = estimate.pages + estimate.rows;
    let comments = match options.comments {
        Comments::None => 0,
        Comments::Pages => texts,
        Comments::Blocks => texts * (2 + BLOCKS_A_PAGE),
    };
    estimate.requests = unread + sources * 2 + unlisted_rows / 100 + comments;
    estimate.seconds = estimate
        .requests
        .div_ceil(u64::from(requests_per_second.max(1)));
    estimate.bytes = texts * BYTES_A_PAGE;
    estimate
}

/// Walks up to the nearest decision and remembers it for the whole way; a circle ends at its own beginning.
fn included(
    id: NotionId,
    parents: &HashMap<NotionId, Option<NotionId>>,
    default: bool,
    marks: &HashMap<NotionId, bool>,
    decided: &mut HashMap<NotionId, bool>,
) -> bool {
    let mut way = Vec::new();
    let mut at = Some(id);
    let mut answer = default;
    while let Some(here) = at {
        if let Some(known) = decided.get(&here).or_else(|| marks.get(&here)) {
            answer = *known;
            break;
        }
        // Provisional, so that a circle ends when it comes back here.
        decided.insert(here, default);
        way.push(here);
        at = parents.get(&here).copied().flatten();
    }
    for passed in way {
        decided.insert(passed, answer);
    }
    answer
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests may panic")]
    use super::*;

    fn id(number: u32) -> NotionId {
        format!("00000000-0000-4000-8000-{number:012}")
            .parse()
            .unwrap()
    }

    fn node(number: u32, parent: Option<u32>, kind: EstimateKind) -> EstimateNode {
        EstimateNode {
            id: id(number),
            parent: parent.map(id),
            kind,
            is_stored: false,
        }
    }

    #[test]
    fn a_page_costs_one_request_and_a_third_of_a_second() {
        let nodes: Vec<_> = (0..300)
            .map(|number| node(number, None, EstimateKind::Page))
            .collect();
        let estimate = estimate(&nodes, true, &HashMap::new(), &ImportOptions::default(), 3);
        assert_eq!(
            (estimate.pages, estimate.requests, estimate.seconds),
            (300, 300, 100)
        );
    }

    #[test]
    fn the_nearest_mark_decides() {
        let nodes = [
            node(1, None, EstimateKind::Page),
            node(2, Some(1), EstimateKind::Page),
            node(3, Some(2), EstimateKind::Page),
        ];
        let marks = HashMap::from([(id(1), true), (id(2), false)]);
        assert_eq!(
            estimate(&nodes, false, &marks, &ImportOptions::default(), 3).pages,
            1
        );
    }

    #[test]
    fn what_is_stored_already_costs_nothing() {
        let mut stored = node(1, None, EstimateKind::Page);
        stored.is_stored = true;
        assert_eq!(
            estimate(
                &[stored],
                true,
                &HashMap::new(),
                &ImportOptions::default(),
                3
            )
            .requests,
            0
        );
    }

    #[test]
    fn a_circle_of_parents_ends() {
        let nodes = [
            node(1, Some(2), EstimateKind::Page),
            node(2, Some(1), EstimateKind::Page),
        ];
        assert_eq!(
            estimate(&nodes, true, &HashMap::new(), &ImportOptions::default(), 3).pages,
            2
        );
    }
}
