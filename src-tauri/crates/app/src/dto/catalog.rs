//! The catalog: everything a connection can see, metadata only.

use serde::Serialize;
use specta::Type;

/// What a look around found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CatalogSummary {
    /// Pages that are not rows.
    pub pages: u32,
    /// Databases.
    pub databases: u32,
    /// Rows of databases.
    pub rows: u32,
    /// Whether the look around came to its end.
    pub complete: bool,
    /// Objects that are linked to but not shared.
    pub unreachable: u32,
}

/// One line of the tree; parents come before their children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TreeNode {
    /// Its Notion id.
    pub id: String,
    /// The line it hangs under; nothing at the top.
    pub parent: Option<String>,
    /// What it is.
    pub kind: TreeKind,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// When it was last edited (RFC 3339).
    pub edited_time: Option<String>,
    /// Lines directly below it.
    pub child_count: u32,
    /// Rows, for databases whose rows are known; they are no lines of the tree.
    pub row_count: Option<u32>,
    /// Whether the person's choice includes it.
    pub included: bool,
    /// Whether it left the choice and stays here as it was last read.
    pub kept: bool,
    /// Whether nothing listed it, and a page that links to it led to it.
    pub found_by_link: bool,
    /// Whether Notion answers for it.
    pub reach: Reach,
}

/// What a line of the tree is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TreeKind {
    /// A page.
    Page,
    /// A database.
    Database,
    /// One of the tables of a database.
    DataSource,
}

/// Whether Notion answers for an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Reach {
    /// It does.
    Ok,
    /// It does not, or not any more.
    Unreachable,
    /// It is in Notion's trash.
    Trashed,
}
