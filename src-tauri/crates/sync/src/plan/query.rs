//! What follows from one page of the rows of a data source.
//!
//! Pure. Leaves out the request. The rule it protects: a list that Notion cuts at 10,000 rows is read on in windows
//! over the creation time, which never moves (Notion API, "Query a data source"), until nothing is cut any more; where
//! even that cannot go on, the missing rows are named.

use keepsake_memory::{Change, LedgerItem, Outcome, What};
use keepsake_planted::{Bug, is as planted};
use keepsake_text::NotionId;
use time::OffsetDateTime;

use super::round::NextPage;
use crate::read::{Place, Read};

/// What one page of rows says about the list itself.
#[derive(Clone, Debug)]
pub struct RowsFacts {
    /// The window that was asked for: rows created in or after this minute.
    pub window: Option<OffsetDateTime>,
    /// Where this page began.
    pub at: Place,
    /// The cursor of the next page.
    pub next_cursor: Option<String>,
    /// Notion cut the list at its depth limit.
    pub incomplete: bool,
    /// When the last row of this page was created.
    pub last_created: Option<OffsetDateTime>,
}

/// What comes after a page of rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Following {
    /// Another page.
    Page(NextPage),
    /// Nothing: the list has ended.
    End,
    /// Rows that cannot be had.
    Lost,
}

/// What comes after this page.
#[must_use]
pub fn following(facts: &RowsFacts) -> Following {
    if !facts.incomplete || planted(Bug::CapIgnored) {
        return match &facts.next_cursor {
            Some(cursor) => Following::Page(NextPage {
                window: facts.window,
                at: facts.at.followed_by(cursor.clone()),
            }),
            None => Following::End,
        };
    }
    match facts.last_created {
        Some(created) if facts.window.is_none_or(|window| created > window) => {
            Following::Page(NextPage {
                window: Some(created),
                at: Place::default(),
            })
        }
        _ => Following::Lost,
    }
}

/// The read that continues the list, or the ledger item that says what could not be had.
#[must_use]
pub fn follow_up(data_source: NotionId, following: Following) -> Option<Change> {
    match following {
        Following::Page(page) => {
            let read = Read::Query {
                data_source,
                window: page.window,
                at: page.at,
                is_slow: false,
            };
            Some(Change::AddFetch(read.owed(None, 0)))
        }
        Following::End => None,
        Following::Lost => Some(Change::Ledger(LedgerItem {
            what: What::Object,
            id: data_source.to_string(),
            outcome: Outcome::Failed,
            reason: "too_many_rows_in_one_minute".to_owned(),
            message: None,
            request_id: None,
        })),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "tests may panic")]
    use super::*;
    use time::macros::datetime;

    fn source() -> NotionId {
        NotionId::from_bytes([1; 16])
    }

    #[test]
    fn a_list_that_goes_on_is_followed_within_its_window() {
        let facts = RowsFacts {
            window: Some(datetime!(2026-01-01 0:00 UTC)),
            at: Place::default(),
            next_cursor: Some("more".into()),
            incomplete: false,
            last_created: None,
        };
        let Some(Change::AddFetch(fetch)) = follow_up(source(), following(&facts)) else {
            panic!("the list goes on")
        };
        assert!(fetch.detail.contains("more") && fetch.detail.contains("2026-01-01"));
    }

    #[test]
    fn a_cut_list_goes_on_from_the_last_creation_time() {
        let facts = RowsFacts {
            window: Some(datetime!(2026-01-01 0:00 UTC)),
            at: Place::default(),
            next_cursor: None,
            incomplete: true,
            last_created: Some(datetime!(2026-03-01 0:00 UTC)),
        };
        let Some(Change::AddFetch(fetch)) = follow_up(source(), following(&facts)) else {
            panic!("a new window opens")
        };
        assert!(fetch.detail.contains("2026-03-01"));
    }

    #[test]
    fn a_window_that_cannot_move_on_is_named_and_never_repeated() {
        let minute = datetime!(2026-03-01 0:00 UTC);
        let facts = RowsFacts {
            window: Some(minute),
            at: Place::default(),
            next_cursor: None,
            incomplete: true,
            last_created: Some(minute),
        };
        let Some(Change::Ledger(item)) = follow_up(source(), following(&facts)) else {
            panic!("the loss is named")
        };
        assert_eq!(item.outcome, Outcome::Failed);
    }

    #[test]
    fn the_end_of_a_list_is_the_end() {
        let facts = RowsFacts {
            window: None,
            at: Place::default(),
            next_cursor: None,
            incomplete: false,
            last_created: None,
        };
        assert!(follow_up(source(), following(&facts)).is_none());
    }
}
