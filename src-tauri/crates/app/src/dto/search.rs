//! What a search found.

use serde::Serialize;
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

/// One object that matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SearchHit {
    /// Its Notion id.
    pub id: String,
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
