//! The brake: a plan that would delete much stops and asks.
//!
//! Pure. Leaves out where the plan is kept until the person has answered. The rule it protects (requirement B9): a whole plan
//! is counted, never a part of it; one that deletes more than half of a data source or of the workspace, or more than fifty
//! pages, waits. One or two pages are what a person does by hand, however small the place.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};

use keepsake_planted::{Bug, is as planted};
use serde::{Deserialize, Serialize};

/// A plan with more deletions waits.
pub const MOST_PAGES: u64 = 50;
/// A plan with no more deletions never waits.
pub const BY_HAND: u64 = 2;

/// How many pages a plan deletes, and of how many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Deleted.
    pub planned: u64,
    /// There, with them.
    pub total: u64,
}

/// Whether a plan has to wait: the share that stops it; of several the largest, so that the same plan is asked about in the
/// same words.
///
/// `places` are the data sources (or `None` for pages outside of them) with what is to go there; `totals` what lies in
/// them; `all` what there is in the workspace.
#[must_use]
pub fn stops<K: Copy + Eq + Hash, S: BuildHasher, T: BuildHasher>(
    places: &HashMap<Option<K>, u64, S>,
    totals: &HashMap<Option<K>, u64, T>,
    all: u64,
) -> Option<Share> {
    let planned: u64 = places.values().sum();
    if planned <= BY_HAND || planted(Bug::BrakeCountedPerPage) {
        return None;
    }
    let workspace = Share {
        planned,
        total: all,
    };
    if planned > MOST_PAGES || is_most(workspace) {
        return Some(workspace);
    }
    places
        .iter()
        .filter(|(place, planned)| place.is_some() && **planned > BY_HAND)
        .map(|(place, planned)| Share {
            planned: *planned,
            total: totals.get(place).copied().unwrap_or(*planned),
        })
        .filter(|share| is_most(*share))
        .max_by_key(|share| (share.planned, share.total))
}

const fn is_most(share: Share) -> bool {
    share.planned * 2 > share.total
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(
        planned: &[(Option<u8>, u64)],
        totals: &[(Option<u8>, u64)],
        all: u64,
    ) -> Option<Share> {
        let places: HashMap<_, _> = planned.iter().copied().collect();
        let totals: HashMap<_, _> = totals.iter().copied().collect();
        stops(&places, &totals, all)
    }

    #[test]
    fn more_than_half_of_a_data_source_waits() {
        let totals = [(Some(1), 10), (Some(2), 1000)];
        let share = |planned, total| Some(Share { planned, total });
        let table = [
            ("six of ten", vec![(Some(1), 6)], share(6, 10)),
            ("half of it", vec![(Some(1), 5)], None),
            ("two by hand", vec![(Some(1), 2)], None),
            ("fifty of a thousand", vec![(Some(2), 50)], None),
            ("one more", vec![(Some(2), 51)], share(51, 1010)),
            (
                "a little here and a little there is one plan",
                vec![(Some(1), 4), (Some(2), 47)],
                share(51, 1010),
            ),
            ("pages outside of data sources", vec![(None, 5)], None),
        ];
        for (case, planned, expected) in table {
            assert_eq!(told(&planned, &totals, 1010), expected, "{case}");
        }
    }

    #[test]
    fn of_several_places_the_one_that_loses_most_is_told() {
        let planned = (1..9).map(|place| (Some(place), u64::from(place) + 2));
        let planned: Vec<_> = planned.collect();
        let totals: Vec<_> = planned
            .iter()
            .map(|(place, most)| (*place, most + 1))
            .collect();
        let told = told(&planned[..6], &totals, 1010);
        assert_eq!(
            told,
            Some(Share {
                planned: 8,
                total: 9
            })
        );
    }

    #[test]
    fn more_than_half_of_a_small_workspace_waits() {
        let planned = [(None, 4)];
        assert_eq!(
            told(&planned, &[], 7),
            Some(Share {
                planned: 4,
                total: 7
            })
        );
        assert_eq!(told(&planned, &[], 8), None);
    }
}
