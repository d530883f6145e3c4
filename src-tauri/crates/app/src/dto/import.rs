//! What a person chooses before an import, and what it will cost.

use serde::{Deserialize, Serialize};
use specta::Type;

/// The choice of pages: the nearest mark above an object decides.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Selection {
    /// What holds where no mark is above.
    pub everything: bool,
    /// Subtrees that differ from what is above them.
    pub marks: Vec<Mark>,
    /// Rows of databases that are left out come along where something chosen points at them.
    pub linked_rows: bool,
}

/// A subtree that is included or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The Notion id of its top.
    pub id: String,
    /// Whether it is included.
    pub included: bool,
}

/// What to bring besides pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportOptions {
    /// Which comments.
    pub comments: CommentsChoice,
    /// Which attachments.
    pub files: FilesChoice,
    /// Larger attachments are named and left out, in megabytes (10^6 bytes).
    pub max_file_megabytes: u32,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            comments: CommentsChoice::None,
            files: FilesChoice::All,
            max_file_megabytes: 20,
        }
    }
}

/// Which comments to read; each costs a request per page or per block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CommentsChoice {
    /// None.
    None,
    /// Those on pages.
    Pages,
    /// Those on pages and blocks.
    Blocks,
}

/// Which attachments to fetch; they cost no API request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FilesChoice {
    /// None.
    None,
    /// All that Notion keeps.
    All,
}

/// What an import will cost.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Estimate {
    /// Pages that are not rows.
    pub pages: u32,
    /// Databases.
    pub databases: u32,
    /// Rows.
    pub rows: u32,
    /// Requests to Notion.
    pub requests: u32,
    /// Seconds at the current pace.
    pub seconds: u32,
    /// Bytes on this computer, roughly.
    pub bytes: f64,
}
