//! What a search found.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::TreeKind;

/// What a search found, the best first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchResults {
    /// How many objects match; at least this many when the list is full.
    pub total: u32,
    /// The best of them.
    pub hits: Vec<SearchHit>,
    /// Chosen objects whose contents are not here yet.
    pub still_coming: u32,
}

/// What narrows a search down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchFilter {
    /// Of this kind only.
    pub kind: Option<SearchKind>,
    /// In this page or database, at any depth.
    pub within: Option<String>,
    /// Edited at this moment or later (RFC 3339).
    pub edited_from: Option<String>,
    /// Edited before this moment (RFC 3339).
    pub edited_before: Option<String>,
    /// With attachments only.
    pub with_files: bool,
    /// With all words in the title.
    pub titles_only: bool,
}

/// What may be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SearchKind {
    /// Pages that are no rows.
    Page,
    /// Databases and their tables.
    Database,
    /// Rows of databases.
    Row,
}

/// What was used lately.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RecentPages {
    /// What was opened here, the last first.
    pub opened: Vec<SearchHit>,
    /// What was edited, the last first.
    pub edited: Vec<SearchHit>,
}

/// One object that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// Its Notion id.
    pub id: String,
    /// The connection it is remembered through.
    pub connection: String,
    /// What it is.
    pub kind: TreeKind,
    /// Its title; empty where it has none.
    pub title: String,
    /// An emoji or the address of a picture.
    pub icon: Option<String>,
    /// The titles above it, the topmost first.
    pub path: Vec<String>,
    /// The place that matches, in pieces.
    pub snippet: Vec<SnippetPart>,
    /// When it was last edited (RFC 3339).
    pub edited_time: Option<String>,
}

/// A piece of a snippet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SnippetPart {
    /// The text.
    pub text: String,
    /// Whether it is one of the words that were looked for.
    pub marked: bool,
}
