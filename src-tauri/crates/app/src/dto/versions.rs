//! Earlier versions of a page, and what changed between two of them.

use serde::Serialize;
use specta::Type;

/// The versions of a page that are remembered.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageVersions {
    /// The page's title; empty where it has none.
    pub title: String,
    /// Newest first; the first is what the page says now.
    pub versions: Vec<PageVersion>,
    /// Since when anything of the page is remembered (RFC 3339), also where the list ends before; nothing where no text was
    /// read yet.
    pub oldest_time: Option<String>,
}

/// One version of a page.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageVersion {
    /// Its number, growing with time.
    pub id: String,
    /// The edit that made it (RFC 3339): since then the page said so.
    pub edited_time: String,
    /// When it was read (RFC 3339).
    pub remembered_time: String,
    /// Who made that edit; nothing where that is not known.
    pub editor: Option<String>,
    /// Bytes of its Markdown.
    pub size: f64,
    /// What it changed in the version before it; nothing in the oldest one.
    pub changed: Option<WordCounts>,
}

/// How much differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct WordCounts {
    /// Words that are new.
    pub added: u32,
    /// Words that are gone.
    pub removed: u32,
}

/// A page as it was.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ShownVersion {
    /// Which version.
    pub version: PageVersion,
    /// Its text as HTML that is safe to show.
    pub html: String,
    /// Its Markdown.
    pub markdown: String,
    /// The moment that was asked for lies before the oldest version, which is shown instead.
    pub before_memory: bool,
    /// It is what the page says now.
    pub is_newest: bool,
}

/// What changed from one version to another.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct VersionDifference {
    /// The older one; nothing where there is none, so that everything is new.
    pub from: Option<PageVersion>,
    /// The newer one.
    pub to: PageVersion,
    /// How much.
    pub counts: WordCounts,
    /// Both Markdown texts in one, in order.
    pub parts: Vec<DifferencePart>,
}

/// A stretch of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DifferencePart {
    /// In which of them it is.
    pub kind: DifferencePartKind,
    /// The text.
    pub text: String,
}

/// In which of two texts a stretch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum DifferencePartKind {
    /// In both.
    Same,
    /// Only in the older one.
    Removed,
    /// Only in the newer one.
    Added,
}
