//! The tree of a workspace as the picker shows it: one flat list, parents before their children.
//!
//! Rows of data sources are counted, not listed, unless something lies in them. What lies in nothing visible is a root; the
//! trash and everything in it is left out. The rule it protects: every node is listed once, also when containers hold each
//! other in a circle.

use std::collections::HashMap;

use keepsake_text::NotionId;
use time::OffsetDateTime;

use crate::change::{ConnectionId, ObjectKind};
use crate::columns::{StoredId, moment};
use crate::error::StoreError;
use crate::places::Reach;
use crate::rows::row_struct;
use crate::scope::{self, nearest_mark};
use crate::statement::sql;
use crate::store::{Store, at_length};

/// A line of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeNode {
    /// The object.
    pub id: NotionId,
    /// The node it lies in; none for a root.
    pub parent: Option<NotionId>,
    /// How many nodes are above it.
    pub depth: u32,
    /// What it is.
    pub kind: ObjectKind,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// Its last edit.
    pub edited_time: Option<OffsetDateTime>,
    /// Nodes directly in it.
    pub child_count: u32,
    /// Rows of a data source, or of all data sources of a database; none for a page.
    pub row_count: Option<u32>,
    /// Whether the person's marks include it; a row that only a link brings in is not.
    pub included: bool,
    /// Whether it left the choice and stays here as it was last read.
    pub kept: bool,
    /// Whether nothing listed it, and a page that points at it led to it.
    pub found_by_link: bool,
    /// Whether Notion answers for it.
    pub reach: Reach,
}

row_struct! {
    /// What the store has of a node.
    struct Row {
        notion_id: StoredId,
        kind: ObjectKind,
        title: String,
        icon: Option<String>,
        edited_time: Option<i64>,
        container: Option<StoredId>,
        in_scope: bool,
        kept: bool,
        in_trash: bool,
        found_by_link: bool,
        reach: Reach,
    }
}

impl Store {
    /// The tree of a connection. Siblings go by title, roots too.
    ///
    /// # Errors
    ///
    /// When the store cannot be read.
    pub async fn tree(&self, connection: ConnectionId) -> Result<Vec<TreeNode>, StoreError> {
        let mut reader = self.reader().await?;
        at_length(|| {
            let mut snapshot = reader.snapshot()?;
            let mut session = snapshot.session();
            let mut rows: Vec<Row> = session
            .all(
                sql("SELECT notion_id, kind, title, icon, edited_time, container, in_scope, kept, in_trash, found_by_link,
                            reach
                     FROM objects o
                     WHERE connection_id = ?1
                       AND (kind <> 'page' OR parent_kind <> 'data_source'
                            OR EXISTS (SELECT 1 FROM objects c
                                       WHERE c.connection_id = ?1 AND c.container = o.notion_id))
                     ORDER BY title COLLATE NOCASE, id")
                .bind(connection),
            )?;
            let selection = scope::stored(&mut session, connection)?;
            if selection.linked_rows {
                let places = rows
                    .iter()
                    .map(|row| (row.notion_id.0, row.container.map(|id| id.0)));
                let marked = nearest_mark(places, &selection);
                for (row, marked) in rows.iter_mut().zip(marked) {
                    row.in_scope = marked;
                }
            }
            let counts: Vec<(StoredId, u32)> = session
            .all(
                sql("SELECT container, count(*) FROM objects
                     WHERE connection_id = ? AND kind = 'page' AND parent_kind = 'data_source' AND in_trash = 0
                       AND container IS NOT NULL
                     GROUP BY container")
                .bind(connection),
            )?;
            let counts = counts
                .into_iter()
                .map(|(id, count)| (id.0, count))
                .collect();
            Ok(arranged(&rows, &counts))
        })
    }
}

/// Puts the rows in order. Rows come sorted by title.
fn arranged(rows: &[Row], row_counts: &HashMap<NotionId, u32>) -> Vec<TreeNode> {
    let places: HashMap<NotionId, usize> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| (row.notion_id.0, place))
        .collect();
    let above = |row: &Row| {
        row.container
            .and_then(|container| places.get(&container.0))
            .copied()
    };
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut roots = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        match above(row) {
            Some(container) => {
                if let Some(children) = below.get_mut(container) {
                    children.push(place);
                }
            }
            None => roots.push(place),
        }
    }
    let mut walk = Walk {
        rows,
        below: &below,
        row_counts,
        seen: vec![false; rows.len()],
        nodes: Vec::with_capacity(rows.len()),
    };
    for root in roots {
        walk.down_from(root);
    }
    // What no root leads to holds itself in a circle: its first by title becomes a root.
    for place in 0..rows.len() {
        walk.down_from(place);
    }
    walk.nodes
}

struct Walk<'t> {
    rows: &'t [Row],
    below: &'t [Vec<usize>],
    row_counts: &'t HashMap<NotionId, u32>,
    seen: Vec<bool>,
    nodes: Vec<TreeNode>,
}

/// A node still to be listed.
struct Step {
    place: usize,
    parent: Option<NotionId>,
    depth: u32,
    hidden: bool,
}

impl Walk<'_> {
    /// Lists a node and everything below it; nothing that is listed already.
    fn down_from(&mut self, root: usize) {
        let mut pending = vec![Step {
            place: root,
            parent: None,
            depth: 0,
            hidden: false,
        }];
        while let Some(step) = pending.pop() {
            let (Some(row), Some(children), Some(seen)) = (
                self.rows.get(step.place),
                self.below.get(step.place),
                self.seen.get_mut(step.place),
            ) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            let hidden = step.hidden || row.in_trash;
            let id = row.notion_id.0;
            if !hidden {
                self.nodes.push(self.node(row, children, &step));
            }
            pending.extend(children.iter().rev().map(|child| Step {
                place: *child,
                parent: Some(id),
                depth: step.depth + 1,
                hidden,
            }));
        }
    }

    fn node(&self, row: &Row, children: &[usize], step: &Step) -> TreeNode {
        let visible: Vec<&Row> = children
            .iter()
            .filter(|child| !self.seen.get(**child).copied().unwrap_or(true))
            .filter_map(|child| self.rows.get(*child))
            .filter(|child| !child.in_trash)
            .collect();
        let rows_of = |id: NotionId| self.row_counts.get(&id).copied().unwrap_or(0);
        let row_count = match row.kind {
            ObjectKind::Page => None,
            ObjectKind::DataSource => Some(rows_of(row.notion_id.0)),
            ObjectKind::Database => Some(
                visible
                    .iter()
                    .filter(|child| child.kind == ObjectKind::DataSource)
                    .map(|child| rows_of(child.notion_id.0))
                    .sum(),
            ),
        };
        TreeNode {
            id: row.notion_id.0,
            parent: step.parent,
            depth: step.depth,
            kind: row.kind,
            title: row.title.clone(),
            icon: row.icon.clone(),
            edited_time: row.edited_time.map(moment),
            child_count: u32::try_from(visible.len()).unwrap_or(u32::MAX),
            row_count,
            included: row.in_scope,
            kept: row.kept && !row.in_scope,
            found_by_link: row.found_by_link,
            reach: row.reach,
        }
    }
}
