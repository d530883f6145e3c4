//! Which of the rarer things a schedule has.
//!
//! A schedule that had all of them would be slow and would hide one behind the other, so each is drawn for a few. The rule
//! it protects: they are drawn from a stream of their own, so that one more of them changes no other.

use keepsake_simulator::{Quirks, SearchCap};

use crate::random::Random;
use crate::seeds;

/// Pages and steps that a small schedule has at most.
const SMALL: (u32, usize) = (8, 32);
/// Schedules of which one is as large as they come.
const FULL_ONE_IN: usize = 100;

/// What a schedule has beside the usual.
#[derive(Debug, Clone, Copy, Default)]
pub struct Kinds {
    /// A small workspace and few steps. Nearly every mistake shows in one of these, and they take a quarter of the time.
    pub is_small: bool,
    /// It begins with an import that nobody disturbs, of which can be said beforehand what it costs.
    pub measured: bool,
    /// A profile turns the rows of a data source into records.
    pub has_profile: bool,
    /// Whatever Notion shows is remembered, so that what conflicts keep can be compared byte for byte.
    pub remembers: bool,
    /// Things happen of which Notion gives no sign, so that everything has to be looked at once before both sides can be
    /// the same: reads are refused in passing, search leaves pages out or shifts while it is read, edits of texts leave no
    /// trace.
    pub hides: bool,
    /// What is shared changes, and some pages are shared only later.
    pub shares_later: bool,
    /// Its clock may be set.
    pub has_wrong_clock: bool,
}

impl Kinds {
    /// The kinds of a seed.
    #[must_use]
    pub fn of(seed: u64) -> Self {
        let mut random = Random::of(seed, "kinds");
        let mut one_in = |many: usize| random.below(many) == 0;
        let (measured, has_profile) = (one_in(5), one_in(4));
        Self {
            measured,
            has_profile,
            remembers: has_profile || one_in(10),
            hides: one_in(5) && !measured,
            // Finding out that a page cannot be seen costs a request that is no part of the minimum.
            shares_later: one_in(6) && !measured,
            has_wrong_clock: one_in(10),
            is_small: !seeds::are_full(seed) && Random::of(seed, "size").below(FULL_ONE_IN) != 0,
        }
    }

    /// The workspace it begins with.
    pub(crate) fn workspace(self) -> String {
        if self.is_small {
            format!("drawn:{}", SMALL.0)
        } else {
            "drawn".to_owned()
        }
    }

    /// How many steps it has: twenty to two hundred, few more often than many.
    pub(crate) fn steps(self, random: &mut Random) -> usize {
        let more = if self.is_small { SMALL.1 - 20 } else { 180 };
        let drawn = [(); 3].map(|()| random.below(more + 1));
        20 + drawn.into_iter().min().unwrap_or(0)
    }
}

/// Which of Notion's awkward sides a schedule has.
pub(crate) fn quirks(seed: u64, kinds: Kinds) -> Quirks {
    let mut random = Random::of(seed, "quirks");
    let mut quirks = Quirks {
        search_lag_seconds: [0, 30, 120][random.below(3)],
        search_omission: [0.0, 0.0, 0.25][random.below(3)],
        query_depth: if random.below(3) == 0 {
            4 + random.below(5)
        } else {
            10_000
        },
        search_cap: [
            None,
            None,
            None,
            Some(SearchCap::RequestStatus),
            Some(SearchCap::InvalidCursor),
        ][random.below(5)],
        search_cap_depth: 5 + random.below(40),
        short_pages: random.below(2) == 0,
        shifting_cursors: random.below(2) == 0,
        reordered_keys: random.below(4) == 0,
        unknown_fields: random.below(2) == 0,
        silent_block_edits: random.below(3) == 0,
        markdown_blocks: (random.below(6) == 0).then(|| 3 + random.below(6)),
        ..Quirks::calm()
    };
    if !kinds.hides {
        quirks.search_omission = 0.0;
        quirks.silent_block_edits = false;
        quirks.shifting_cursors = false;
    }
    if kinds.measured {
        // What makes the number of requests a matter of luck, and what the minimum does not know.
        quirks.search_lag_seconds = 0;
        quirks.search_cap = None;
        quirks.query_depth = 10_000;
        quirks.short_pages = false;
        quirks.shifting_cursors = false;
    }
    quirks
}
