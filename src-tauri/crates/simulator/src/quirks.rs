//! Ways in which Notion is legal but awkward, each with a switch.
//!
//! `Default` is the awkward Notion that robust programs must survive; [`Quirks::calm`] switches off what makes request
//! counts depend on luck; [`Quirks::none`] switches everything off.

use serde::{Deserialize, Serialize};

/// What happens at the depth limit of search.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SearchCap {
    /// The list ends with `request_status: incomplete`.
    RequestStatus,
    /// The cursor that would go deeper is refused with `validation_error`.
    InvalidCursor,
}

/// The switches.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Quirks {
    /// Times of pages and blocks are rounded down to the minute.
    pub minute_rounding: bool,
    /// Longest delay, in seconds, until search shows an edit; each object has its own, from 0 to this.
    pub search_lag_seconds: u32,
    /// Share of pages shared by inheritance that search never lists (0.0 to 1.0).
    pub search_omission: f64,
    /// Depth at which search stops; absent means no limit.
    pub search_cap: Option<SearchCap>,
    /// How many results search gives before the cap strikes.
    pub search_cap_depth: usize,
    /// Lists sometimes return fewer results than asked for although there are more.
    pub short_pages: bool,
    /// Search and query cursors are plain offsets, so that results repeat or get lost when data changes while paging.
    pub shifting_cursors: bool,
    /// Objects carry fields no documentation mentions.
    pub unknown_fields: bool,
    /// The keys of every JSON object come in another order each time.
    pub reordered_keys: bool,
    /// Edits of blocks do not move the page's `last_edited_time`.
    pub silent_block_edits: bool,
    /// Moves of pages do not move their `last_edited_time` (what the real service does is not documented).
    pub silent_moves: bool,
    /// Depth limit of one data source query (Notion: 10,000 rows).
    pub query_depth: usize,
    /// How many blocks one Markdown answer has at most; absent means as many as the workspace says (Notion: 20,000).
    pub markdown_blocks: Option<usize>,
    /// A change through Markdown drops blank lines also within code, on the whole page (what the real service does to blocks
    /// that a change does not name was reported to differ by kind).
    pub blank_lines_lost_in_code: bool,
}

impl Quirks {
    /// Only what the API documents as normal: rounding to the minute and the depth of queries.
    #[must_use]
    pub fn calm() -> Self {
        Self {
            minute_rounding: true,
            search_lag_seconds: 0,
            search_omission: 0.0,
            search_cap: None,
            search_cap_depth: 10_000,
            short_pages: false,
            shifting_cursors: false,
            unknown_fields: true,
            reordered_keys: false,
            silent_block_edits: false,
            silent_moves: false,
            query_depth: 10_000,
            markdown_blocks: None,
            blank_lines_lost_in_code: false,
        }
    }

    /// No quirks at all; used where ratios are measured.
    #[must_use]
    pub fn none() -> Self {
        Self {
            minute_rounding: false,
            unknown_fields: false,
            ..Self::calm()
        }
    }
}

impl Default for Quirks {
    fn default() -> Self {
        Self {
            search_lag_seconds: 120,
            search_omission: 0.01,
            short_pages: true,
            shifting_cursors: true,
            reordered_keys: true,
            ..Self::calm()
        }
    }
}
