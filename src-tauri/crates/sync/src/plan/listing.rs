//! How far a listing by search has to read, and what it may skip next time.
//!
//! Pure. Leaves out the requests and what an object's change leads to. The rule it protects: the watermark never
//! passes an unseen change. Three facts of the API shape it (Notion API, "Search optimizations and limitations" and
//! "Last edited time rounding"): results come newest first, times are rounded down to the minute, and the index lags.

use keepsake_planted::{Bug, is as planted};
use serde::{Deserialize, Serialize};
use time::{Duration, OffsetDateTime};

/// How long an edit may take to appear in the search index and still be found by an incremental listing.
///
/// Two minutes are the longest lag reported; one more is the minute that times are rounded down to.
pub const INDEX_LAG: Duration = Duration::minutes(3);

/// After how many results a refused cursor means "this list has an end before its end" instead of "start again".
///
/// Search has been seen to stop after 10,000 to 11,200 results.
pub const CAP_FLOOR: u64 = 9_900;

/// What earlier listings of a connection have settled; stored as one checkpoint.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListingState {
    /// The newest `last_edited_time` seen so far.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub newest: Option<OffsetDateTime>,
    /// Everything edited before this was indexed and seen; `None` until the first listing has ended.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub horizon: Option<OffsetDateTime>,
    /// Search refused to go on before its end: the rest is found by walking.
    #[serde(default)]
    pub capped: bool,
    /// A listing that has begun and not ended; a restart goes on from its cursor.
    #[serde(default)]
    pub walk: Option<Walk>,
}

/// A listing under way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Walk {
    /// Where the next page begins; `None` is the first page.
    pub cursor: Option<String>,
    /// Results older than this were settled before; `None` reads to the end.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub stop_below: Option<OffsetDateTime>,
    /// When the first page was answered, by Notion's own clock or by the newest edit on it, whichever is later.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub started: Option<OffsetDateTime>,
    /// The newest time this listing has seen.
    #[serde(default, with = "time::serde::rfc3339::option")]
    pub newest: Option<OffsetDateTime>,
    /// Results so far, repeated ones included.
    pub listed: u64,
    /// How often the list had to start again.
    pub restarts: u8,
}

/// What one page of results says about the listing itself.
#[derive(Clone, Debug, Default)]
pub struct PageFacts {
    /// Results on this page.
    pub count: u64,
    /// How many of them are new or differ from what is stored.
    pub changed: u64,
    /// The oldest and newest `last_edited_time` among them.
    pub oldest: Option<OffsetDateTime>,
    /// See `oldest`.
    pub newest: Option<OffsetDateTime>,
    /// The cursor of the next page, when there is one.
    pub next_cursor: Option<String>,
    /// Notion said that the list ends before its end.
    pub incomplete: bool,
    /// Notion's own clock (the `Date` header).
    pub server_time: Option<OffsetDateTime>,
}

impl ListingState {
    /// The listing to do now: the one that was interrupted, or a new one that stops where nothing can have changed.
    #[must_use]
    pub fn begin(&self) -> Walk {
        self.walk.clone().unwrap_or_else(|| Walk {
            stop_below: self.horizon,
            ..Walk::default()
        })
    }

    /// Whether any listing has ever been completed.
    #[must_use]
    pub fn has_listed(&self) -> bool {
        self.horizon.is_some()
    }

    /// The state after one page of results.
    #[must_use]
    pub fn after_page(&self, walk: &Walk, page: &PageFacts) -> Self {
        let mut walk = walk.clone();
        if walk.cursor.is_none() {
            // A proxy may have answered with a time of its own, older than an edit that Notion itself has stamped.
            walk.started = page.server_time.max(page.newest);
        }
        walk.newest = walk.newest.max(page.newest);
        walk.listed += page.count;
        let settled = match (walk.stop_below, page.oldest) {
            (Some(stop), Some(oldest)) if planted(Bug::WatermarkSkipsItsOwnMinute) => {
                oldest <= stop
            }
            (Some(stop), Some(oldest)) => oldest < stop && page.changed < page.count,
            (None, _) | (_, None) => false,
        };
        match &page.next_cursor {
            Some(cursor) if !settled && !page.incomplete => {
                walk.cursor = Some(cursor.clone());
                Self {
                    walk: Some(walk),
                    ..self.clone()
                }
            }
            _ => self.ended(&walk, page.incomplete),
        }
    }

    /// The state after Notion refused the cursor: start the list again once, or accept that it ends here.
    #[must_use]
    pub fn after_refused_cursor(&self, walk: &Walk) -> Self {
        if walk.listed >= CAP_FLOOR || walk.restarts > 0 {
            return self.ended(walk, true);
        }
        let again = Walk {
            stop_below: walk.stop_below,
            restarts: walk.restarts + 1,
            ..Walk::default()
        };
        Self {
            walk: Some(again),
            ..self.clone()
        }
    }

    fn ended(&self, walk: &Walk, capped: bool) -> Self {
        let newest = self.newest.max(walk.newest);
        Self {
            newest,
            horizon: Some(horizon(newest, walk.started)),
            capped: self.capped || capped,
            walk: None,
        }
    }
}

/// Before which time everything is settled, once a listing that began at `started` has ended.
///
/// What its later pages show says nothing about that: a listing that was interrupted goes on after days, and what was
/// edited meanwhile stands before its cursor. Our own clock is never compared with Notion's times.
fn horizon(newest: Option<OffsetDateTime>, started: Option<OffsetDateTime>) -> OffsetDateTime {
    match (newest, started) {
        (Some(newest), _) if planted(Bug::WatermarkSkipsItsOwnMinute) => newest,
        (_, Some(started)) => started - INDEX_LAG,
        (_, None) => OffsetDateTime::UNIX_EPOCH,
    }
}

/// Whether a body read at `server_time` can no longer change without its page's time moving on.
///
/// Two edits within one minute carry the same time, so a body read inside the minute of its last edit has to be read
/// once more after that minute.
#[must_use]
pub fn is_settled(
    edited: OffsetDateTime,
    newest: Option<OffsetDateTime>,
    server_time: Option<OffsetDateTime>,
) -> bool {
    if planted(Bug::WatermarkSkipsItsOwnMinute) {
        return true;
    }
    let minute_over = edited + Duration::minutes(1);
    newest.is_some_and(|newest| newest >= minute_over)
        || server_time.is_some_and(|now| now >= minute_over)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    const NOW: OffsetDateTime = datetime!(2026-11-20 10:30:20 UTC);

    fn page(oldest: OffsetDateTime, newest: OffsetDateTime, changed: u64) -> PageFacts {
        PageFacts {
            count: 100,
            changed,
            oldest: Some(oldest),
            newest: Some(newest),
            next_cursor: Some("next".into()),
            incomplete: false,
            server_time: Some(NOW),
        }
    }

    fn listed() -> ListingState {
        ListingState {
            newest: Some(datetime!(2026-11-20 09:00 UTC)),
            horizon: Some(datetime!(2026-11-20 10:00 UTC)),
            ..ListingState::default()
        }
    }

    #[test]
    fn a_first_listing_reads_to_the_end() {
        let state = ListingState::default();
        let after = state.after_page(
            &state.begin(),
            &page(datetime!(2020-01-01 0:00 UTC), NOW, 0),
        );
        assert_eq!(
            after.walk.as_ref().and_then(|walk| walk.cursor.as_deref()),
            Some("next")
        );
        assert!(!after.has_listed());
    }

    #[test]
    fn a_quiet_workspace_costs_one_page_even_when_all_its_pages_share_one_minute() {
        let state = listed();
        let minute = datetime!(2026-11-20 09:00 UTC);
        let after = state.after_page(&state.begin(), &page(minute, minute, 0));
        assert_eq!(
            after.walk, None,
            "nothing on the page changed and all of it is older than the horizon"
        );
    }

    #[test]
    fn a_page_full_of_changes_is_followed_by_the_next_page() {
        let state = listed();
        let minute = datetime!(2026-11-20 09:00 UTC);
        let after = state.after_page(&state.begin(), &page(minute, minute, 100));
        assert!(
            after.walk.is_some(),
            "a hundred changes may be followed by more"
        );
    }

    #[test]
    fn results_younger_than_the_horizon_are_all_looked_at() {
        let state = listed();
        let after = state.after_page(
            &state.begin(),
            &page(datetime!(2026-11-20 10:00 UTC), NOW, 0),
        );
        assert!(
            after.walk.is_some(),
            "an edit in an unsettled minute may hide among equals"
        );
    }

    #[test]
    fn the_horizon_follows_notions_clock_less_the_lag_of_its_index() {
        let state = listed();
        let after = state.after_page(
            &state.begin(),
            &page(
                datetime!(2026-11-20 09:00 UTC),
                datetime!(2026-11-20 10:29 UTC),
                1,
            ),
        );
        assert_eq!(after.horizon, Some(NOW - INDEX_LAG));
        assert_eq!(after.newest, Some(datetime!(2026-11-20 10:29 UTC)));
    }

    #[test]
    fn a_clock_older_than_notions_own_stamps_is_not_believed() {
        let newest = datetime!(2026-11-20 11:00 UTC);
        let state = ListingState::default();
        let mut last = page(datetime!(2026-11-20 09:00 UTC), newest, 100);
        last.next_cursor = None;
        assert_eq!(
            state.after_page(&state.begin(), &last).horizon,
            Some(newest - INDEX_LAG)
        );
    }

    #[test]
    fn the_horizon_counts_from_the_first_page_and_not_from_the_last() {
        let state = ListingState::default();
        let first = state.after_page(
            &state.begin(),
            &page(datetime!(2020-01-01 0:00 UTC), NOW, 100),
        );
        let mut last = page(
            datetime!(2019-01-01 0:00 UTC),
            datetime!(2019-02-01 0:00 UTC),
            100,
        );
        last.server_time = Some(NOW + Duration::hours(1));
        last.next_cursor = None;
        let ended = first.after_page(&first.begin(), &last);
        assert_eq!(
            ended.horizon,
            Some(NOW - INDEX_LAG),
            "edits made while we listed must be seen next time"
        );
    }

    #[test]
    fn a_listing_that_goes_on_after_days_settles_nothing_that_was_edited_meanwhile() {
        let state = ListingState::default();
        let old = datetime!(2020-01-01 0:00 UTC);
        let first = state.after_page(&state.begin(), &page(old, NOW, 100));
        let mut last = page(old, NOW + Duration::days(14), 100);
        last.next_cursor = None;
        let ended = first.after_page(&first.begin(), &last);
        assert_eq!(ended.horizon, Some(NOW - INDEX_LAG));
        assert_eq!(ended.newest, Some(NOW + Duration::days(14)));
    }

    #[test]
    fn a_refused_cursor_starts_the_list_again_once() {
        let state = ListingState::default();
        let first = state.after_page(
            &state.begin(),
            &page(datetime!(2020-01-01 0:00 UTC), NOW, 100),
        );
        let again = first.after_refused_cursor(&first.begin());
        assert_eq!(
            again
                .walk
                .as_ref()
                .map(|walk| (walk.cursor.clone(), walk.restarts)),
            Some((None, 1))
        );
        let ended = again.after_refused_cursor(&again.begin());
        assert!(ended.capped && ended.walk.is_none());
    }

    #[test]
    fn a_cursor_refused_at_the_depth_cap_ends_the_list_and_says_so() {
        let state = ListingState::default();
        let walk = Walk {
            cursor: Some("deep".into()),
            listed: 11_200,
            newest: Some(NOW),
            ..Walk::default()
        };
        let ended = state.after_refused_cursor(&walk);
        assert!(ended.capped && ended.has_listed());
    }

    #[test]
    fn an_interrupted_listing_goes_on_from_its_cursor() {
        let state = ListingState::default();
        let first = state.after_page(
            &state.begin(),
            &page(datetime!(2020-01-01 0:00 UTC), NOW, 100),
        );
        let text = serde_json::to_string(&first).unwrap_or_default();
        let read: ListingState = serde_json::from_str(&text).unwrap_or_default();
        assert_eq!(read.begin().cursor.as_deref(), Some("next"));
    }

    #[test]
    fn a_body_is_settled_only_after_the_minute_of_its_last_edit() {
        let edited = datetime!(2026-11-20 10:30 UTC);
        let cases = [
            (
                "inside the minute",
                Some(edited),
                Some(datetime!(2026-11-20 10:30:59 UTC)),
                false,
            ),
            (
                "after the minute by Notion's clock",
                Some(edited),
                Some(datetime!(2026-11-20 10:31 UTC)),
                true,
            ),
            (
                "a later edit elsewhere proves the minute over",
                Some(datetime!(2026-11-20 10:31 UTC)),
                None,
                true,
            ),
            ("nothing known", None, None, false),
        ];
        for (case, newest, server, expected) in cases {
            assert_eq!(is_settled(edited, newest, server), expected, "{case}");
        }
    }
}
