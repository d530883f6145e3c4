//! Forgetting pages.

use serde::Serialize;
use specta::Type;

/// What forgetting a page takes, or took, with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ForgottenPages {
    /// The page's Notion id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// Pages, databases and rows: itself, and everything inside it.
    pub pages: u32,
    /// Those of them with changes made here that Notion does not have yet.
    pub unsent: u32,
}
