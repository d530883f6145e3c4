#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic")]
use proptest::prelude::*;

use super::*;

fn milliseconds(count: u64) -> Duration {
    Duration::from_millis(count)
}

/// Sends whenever allowed, each `lateness` after it was due, and returns when.
fn run(pace: &Pace, count: usize, mut lateness: impl FnMut(usize) -> Duration) -> Vec<Duration> {
    let mut history = History::default();
    let mut now = milliseconds(120_000);
    let mut sent = Vec::with_capacity(count);
    for index in 0..count {
        if let Verdict::WaitUntil(due) = next_send(now, &history, None, pace) {
            now = due + lateness(index);
        }
        history.push(now, None, pace);
        sent.push(now);
    }
    sent
}

/// The most sends in any window of this length, ends included.
fn most_within(sent: &[Duration], window: Duration) -> usize {
    let mut start = 0;
    let mut most = 0;
    for (end, at) in sent.iter().enumerate() {
        while sent[start] + window < *at {
            start += 1;
        }
        most = most.max(end - start + 1);
    }
    most
}

#[test]
fn a_request_waits_for_the_strictest_of_the_rules() {
    let pace = Pace::new(3);
    let second = History::of(
        vec![
            milliseconds(1_000),
            milliseconds(1_400),
            milliseconds(1_500),
        ],
        &pace,
    );
    let minute = History::of(
        (0..180)
            .map(|index| milliseconds(1_000 + index * 300))
            .collect(),
        &pace,
    );
    let one = History::of(vec![milliseconds(1_000)], &pace);
    let (send, wait) = (Verdict::Send, |at| Verdict::WaitUntil(milliseconds(at)));
    // (why, history, hold, now, expected)
    let table = [
        ("nothing was sent yet", History::default(), None, 5, send),
        (
            "a hold stands alone",
            History::default(),
            Some(900),
            5,
            wait(900),
        ),
        (
            "a hold has passed",
            History::default(),
            Some(900),
            900,
            send,
        ),
        (
            "the next is due a third of a second later",
            one.clone(),
            None,
            1_200,
            wait(1_334),
        ),
        ("and may go then", one.clone(), None, 1_334, send),
        (
            "a hold outlasts the pace",
            one.clone(),
            Some(9_000),
            1_334,
            wait(9_000),
        ),
        (
            "the pace outlasts a hold",
            one,
            Some(1_100),
            1_000,
            wait(1_334),
        ),
        (
            "three in a second are enough",
            second.clone(),
            None,
            1_900,
            wait(2_010),
        ),
        ("until the first is 1,010 ms old", second, None, 2_010, send),
        (
            "180 in a minute are enough",
            minute.clone(),
            None,
            60_000,
            wait(61_500),
        ),
        ("until the first is 60.5 s old", minute, None, 61_500, send),
    ];
    for (why, history, hold, now, expected) in table {
        let hold = hold.map(milliseconds);
        assert_eq!(
            next_send(milliseconds(now), &history, hold, &pace),
            expected,
            "{why}"
        );
    }
}

#[test]
fn a_request_held_up_on_its_way_counts_from_its_arrival() {
    let pace = Pace::new(1);
    // (how the answer came, after how long, when the next request may go)
    let table = [
        ("at once", 0, 1_010),
        ("within the margin", 9, 1_010),
        ("late", 40, 1_041),
        ("as late as is still quick", 100, 1_101),
        ("from a server far away or slow", 101, 1_010),
    ];
    for (how, answer, next) in table {
        let mut history = History::of(vec![milliseconds(5_000)], &pace);
        history.answered(milliseconds(5_000), milliseconds(5_000 + answer));
        let verdict = next_send(milliseconds(5_000), &history, None, &pace);
        let expected = Verdict::WaitUntil(milliseconds(5_000 + next));
        assert_eq!(verdict, expected, "answered {how}");
    }
}

#[test]
fn a_slow_answer_of_a_server_that_is_usually_quick_was_held_up_on_its_way() {
    let pace = Pace::new(1);
    // (the answers before, the last one, when the next request may go)
    let table = [
        ([3, 3, 3], 400, 1_401),
        ([3, 3, 3], 9_000, 2_001),
        ([3, 700, 3], 400, 1_401),
        ([300, 300, 300], 400, 1_010),
        ([3, 300, 300], 400, 1_010),
    ];
    for (before, last, next) in table {
        let sent = [1_000, 2_000, 3_000, 20_000];
        let mut history = History::of(sent.map(milliseconds).to_vec(), &pace);
        for (at, answer) in sent.into_iter().zip(before.into_iter().chain([last])) {
            history.answered(milliseconds(at), milliseconds(at + answer));
        }
        let verdict = next_send(milliseconds(20_000), &history, None, &pace);
        let expected = Verdict::WaitUntil(milliseconds(20_000 + next));
        assert_eq!(verdict, expected, "{before:?}, then {last}");
    }
}

#[test]
fn rates_outside_one_to_ten_are_brought_inside() {
    assert_eq!(Pace::new(0), Pace::new(1));
    assert_eq!(Pace::new(99), Pace::new(10));
}

#[test]
fn at_full_speed_the_wall_clock_is_within_two_percent_of_the_rate() {
    for rate in 1..=10_u32 {
        let pace = Pace::new(rate);
        // A timer that is late by up to 6 ms, as timers on busy machines are.
        let sent = run(&pace, 1_201, |index| milliseconds((index as u64 * 7) % 7));
        let wall = (*sent.last().unwrap() - *sent.first().unwrap()).as_secs_f64();
        let ratio = wall / (1_200.0 / f64::from(rate));
        assert!((1.0..=1.02).contains(&ratio), "rate {rate}: {ratio}");
    }
}

#[test]
fn lateness_does_not_add_up() {
    let pace = Pace::new(10);
    let sent = run(&pace, 601, |_| milliseconds(4));
    let wall = (*sent.last().unwrap() - *sent.first().unwrap()).as_secs_f64();
    assert!(wall / 60.0 <= 1.02, "{wall}");
}

proptest! {
    #[test]
    fn no_window_ever_holds_too_many_sends(
        rate in 1_u32..=10,
        lateness in prop::collection::vec(prop_oneof![
            8 => 0_u64..20,
            1 => 300_u64..1_500,
            1 => 20_000_u64..90_000,
        ], 1..60),
    ) {
        let pace = Pace::new(rate);
        let sent = run(&pace, 700, |index| milliseconds(lateness[index % lateness.len()]));
        let count = usize::try_from(rate).unwrap();
        prop_assert!(most_within(&sent, milliseconds(1_009)) <= count);
        prop_assert!(most_within(&sent, milliseconds(60_499)) <= count * 60);
    }

    #[test]
    fn nothing_is_sent_inside_a_hold(
        earlier in prop::collection::vec(0_u64..60_000, 0..200),
        now in 60_000_u64..70_000,
        hold in 60_000_u64..200_000,
        rate in 1_u32..=10,
    ) {
        let pace = Pace::new(rate);
        let history = History::of(earlier.into_iter().map(milliseconds).collect(), &pace);
        match next_send(milliseconds(now), &history, Some(milliseconds(hold)), &pace) {
            Verdict::Send => prop_assert!(hold <= now),
            Verdict::WaitUntil(due) => prop_assert!(due >= milliseconds(hold) && due > milliseconds(now)),
        }
    }

    #[test]
    fn the_wait_after_any_history_is_bounded(
        earlier in prop::collection::vec(0_u64..=60_000, 0..2_000),
        rate in 1_u32..=10,
    ) {
        let pace = Pace::new(rate);
        let history = History::of(earlier.into_iter().map(milliseconds).collect(), &pace);
        if let Verdict::WaitUntil(due) = next_send(milliseconds(60_000), &history, None, &pace) {
            prop_assert!(due <= milliseconds(60_000) + MINUTE);
        }
    }
}
