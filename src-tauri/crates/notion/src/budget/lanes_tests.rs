#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use proptest::prelude::*;

use super::*;
use Lane::{Bulk, Interactive, Sync};

/// Serves everybody and returns the names in the order served.
fn served(lanes: &mut Lanes<u32>) -> Vec<u32> {
    let mut order = Vec::new();
    while let Some((_, name)) = lanes.front() {
        order.push(*name);
        lanes.serve_front();
    }
    order
}

#[test]
fn lanes_go_by_priority_and_within_a_lane_the_first_goes_first() {
    let mut lanes = Lanes::new();
    for (lane, name) in [
        (Bulk, 30),
        (Sync, 20),
        (Bulk, 31),
        (Interactive, 10),
        (Sync, 21),
    ] {
        lanes.join(lane, name);
    }
    assert_eq!(served(&mut lanes), [10, 20, 21, 30, 31]);
}

#[test]
fn a_lane_that_was_passed_over_long_enough_gets_a_turn() {
    let mut lanes = Lanes::new();
    lanes.join(Bulk, 300);
    lanes.join(Sync, 200);
    for name in 0..20 {
        lanes.join(Interactive, name);
    }
    let order = served(&mut lanes);
    assert_eq!(order.iter().position(|name| *name == 200), Some(4));
    assert_eq!(order.iter().position(|name| *name == 300), Some(8));
}

#[test]
fn a_place_that_was_given_up_is_nobodys() {
    let mut lanes = Lanes::new();
    lanes.join(Sync, 1);
    let gone = lanes.join(Sync, 2);
    lanes.join(Sync, 3);
    lanes.leave(gone);
    lanes.leave(gone);
    assert_eq!(served(&mut lanes), [1, 3]);
    lanes.serve_front();
    assert!(lanes.front().is_none());
}

proptest! {
    #[test]
    fn nobody_at_the_head_of_a_lane_waits_for_more_than_ten_others(
        arrivals in prop::collection::vec((0_usize..3, 1_u32..5), 1..200),
    ) {
        let mut lanes = Lanes::new();
        let mut waits = [0_u32; 3];
        for (lane, count) in arrivals {
            for _ in 0..count {
                lanes.join(Lane::ALL[lane], lane);
            }
            // One turn per arrival, so that queues grow.
            let (_, turn) = lanes.front().unwrap();
            let turn = *turn;
            lanes.serve_front();
            for (index, wait) in waits.iter_mut().enumerate() {
                *wait = if index == turn || lanes.is_empty(index) { 0 } else { *wait + 1 };
                prop_assert!(*wait <= 10, "lane {index} was passed over {wait} times");
            }
        }
    }
}
