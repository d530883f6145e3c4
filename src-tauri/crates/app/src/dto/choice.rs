//! Changing what is remembered, and what is pointed at and not shared.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::reader::PageRef;

/// What a choice would do to what is stored; nothing of it has happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChoiceEffect {
    /// Stored pages that would leave, rows included.
    pub leaving_pages: u32,
    /// Stored databases that would leave.
    pub leaving_databases: u32,
    /// Pages that would leave and have changes that Notion does not have yet.
    pub unsent: Vec<UnsentPage>,
    /// Pages that would be new, as far as they are known.
    pub arriving_pages: u32,
    /// Those of them of which the text is here already.
    pub arriving_stored: u32,
}

/// A page with changes that Notion does not have yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnsentPage {
    /// Its id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
}

/// What becomes of what is stored and leaves the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LeavingFate {
    /// It stays on this computer, to be read and found, and is not synced any more.
    Keep,
    /// It is removed from this computer.
    Remove,
}

/// What a change of the choice has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ChangedChoice {
    /// Stored pages that left it, rows included.
    pub left_pages: u32,
    /// Stored databases that left it.
    pub left_databases: u32,
    /// The import of what is new; nothing where nothing is.
    pub run: Option<String>,
}

/// Something that pages point at and Notion does not show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct NotShared {
    /// Its id.
    pub id: String,
    /// Its title as a link told it; empty where none did.
    pub title: String,
    /// Its address in Notion.
    pub url: String,
    /// Whether Notion was asked for it, and did not give it.
    pub refused: bool,
    /// How many pages point at it.
    pub pages: u32,
    /// The first of them.
    pub from: Vec<PageRef>,
}
