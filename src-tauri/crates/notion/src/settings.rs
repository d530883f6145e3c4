//! What can be configured about a client (requirement C6), with the defaults that suit Notion.

use std::time::Duration;

use url::Url;

/// The API version the models of this crate were written for (Notion API reference: Versioning).
pub const API_VERSION: &str = "2026-03-11";

/// The most requests per second that can be asked for.
pub const MAX_REQUESTS_PER_SECOND: u32 = 10;

/// The most items Notion puts on one page of a list.
pub const MAX_PAGE_SIZE: u32 = 100;

/// Settings of a client. Complete when built; nothing is filled in later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Origin of the API, without `/v1`. The token is sent to this origin and to no other.
    pub base_url: Url,
    /// Value of the `Notion-Version` header.
    pub version: String,
    /// Pace, 1 to 10; values outside are brought to the nearest.
    pub requests_per_second: u32,
    /// Time-out of one exchange, for the transport adapter.
    pub timeout: Duration,
    /// Items per page of a list, 1 to 100; values outside are brought to the nearest.
    pub page_size: u32,
    /// Retries after the first attempt.
    pub max_retries: u32,
    /// First back-off delay; it doubles with each retry, up to 60 s.
    pub retry_base: Duration,
}

impl Settings {
    /// The defaults of requirement C, for the API at `base_url`.
    #[must_use]
    pub fn for_base_url(base_url: Url) -> Self {
        Self {
            base_url,
            version: API_VERSION.to_owned(),
            requests_per_second: 3,
            timeout: Duration::from_secs(60),
            page_size: MAX_PAGE_SIZE,
            max_retries: 5,
            retry_base: Duration::from_secs(1),
        }
    }

    /// The page size to ask for.
    pub(crate) fn clamped_page_size(&self) -> u32 {
        self.page_size.clamp(1, MAX_PAGE_SIZE)
    }
}
