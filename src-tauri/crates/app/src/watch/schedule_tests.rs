use time::macros::datetime;

use super::*;

#[path = "opened_tests.rs"]
mod opened;

const NOON: OffsetDateTime = datetime!(2026-11-20 12:00 UTC);

const fn at(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds)
}

/// A cycle from 100 s to 103 s that ended well, in a loop of one a minute.
fn quiet() -> Facts {
    Facts {
        every: Some(Duration::from_secs(60)),
        opened: None,
        is_in_front: false,
        pause: Pause::None,
        pause_ends: None,
        needs_sign_in: false,
        is_stopped: false,
        is_owned_elsewhere: false,
        last: Some(LastCycle {
            began: at(100_000),
            ended: at(103_000),
            end: CycleEnd::Done,
            failures: 0,
        }),
        edits: None,
        event: None,
        is_wanted: false,
        answered: None,
        woke: None,
    }
}

fn failed(end: CycleEnd, failures: u32) -> Facts {
    Facts {
        last: quiet().last.map(|last| LastCycle {
            end,
            failures,
            ..last
        }),
        ..quiet()
    }
}

fn edited(first: u64, last: u64) -> Facts {
    Facts {
        edits: Some(Edits {
            first: at(first),
            last: at(last),
        }),
        ..quiet()
    }
}

/// When the facts ask for a cycle, and why.
fn due(facts: &Facts) -> (u64, Cause) {
    let Next::Wait { until, cause } = next(at(103_001), NOON, facts) else {
        return (103_001, Cause::First);
    };
    assert_eq!(
        next(until, NOON, facts),
        Next::Cycle(cause),
        "it begins when its time has come"
    );
    let before = until - Duration::from_millis(1);
    assert_eq!(next(before, NOON, facts), Next::Wait { until, cause });
    let milliseconds = u64::try_from(until.as_millis()).unwrap_or(u64::MAX);
    (milliseconds, cause)
}

#[test]
fn the_first_cycle_begins_at_once_and_then_one_a_minute() {
    let first = Facts {
        last: None,
        ..quiet()
    };
    assert_eq!(next(at(5), NOON, &first), Next::Cycle(Cause::First));
    assert_eq!(due(&quiet()), (160_000, Cause::Routine));
    let every_ten = Facts {
        every: Some(Duration::from_secs(10)),
        ..quiet()
    };
    assert_eq!(due(&every_ten), (110_000, Cause::Routine));
}

#[test]
fn a_cycle_that_took_longer_than_a_minute_is_followed_after_a_breath() {
    let mut slow = quiet();
    slow.last = slow.last.map(|last| LastCycle {
        began: at(10_000),
        ..last
    });
    assert_eq!(due(&slow), (105_000, Cause::Routine));
}

#[test]
fn an_edit_is_sent_within_two_seconds_however_many_follow_it() {
    let table = [
        ("one", edited(120_000, 120_000), 120_500),
        ("two", edited(120_000, 120_400), 120_900),
        ("without a pause", edited(120_000, 121_190), 121_200),
        ("while a cycle ran", edited(101_000, 102_000), 105_000),
        ("right after one", edited(103_500, 103_500), 105_000),
        ("late in the minute", edited(159_000, 159_000), 159_500),
    ];
    for (name, facts, expected) in table {
        assert_eq!(due(&facts), (expected, Cause::Edit), "{name}");
    }
    assert_eq!(
        due(&edited(159_900, 159_900)),
        (160_000, Cause::Routine),
        "a cycle that comes anyway takes it along"
    );
}

#[test]
fn an_event_is_looked_at_within_seconds() {
    let event = |first| Facts {
        event: Some(at(first)),
        ..quiet()
    };
    assert_eq!(due(&event(130_000)), (130_300, Cause::Event));
    assert_eq!(
        due(&event(103_100)),
        (105_000, Cause::Event),
        "not without a breath"
    );
    let both = Facts {
        event: Some(at(130_000)),
        ..edited(129_900, 129_900)
    };
    assert_eq!(due(&both), (130_300, Cause::Event), "the sooner one counts");
}

#[test]
fn a_notion_that_cannot_be_reached_is_asked_less_and_less_often() {
    let waits = |end| {
        (1..=7)
            .map(|failures| due(&failed(end, failures)).0 - 103_000)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        waits(CycleEnd::Offline),
        [15_000, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000]
    );
    assert_eq!(
        waits(CycleEnd::Failed),
        [30_000, 60_000, 120_000, 240_000, 300_000, 300_000, 300_000]
    );
    assert_eq!(
        due(&failed(CycleEnd::Offline, u32::MAX)),
        (403_000, Cause::Retry)
    );
}

#[test]
fn a_person_who_left_the_keychain_locked_is_asked_again_after_an_hour_or_when_they_want() {
    for failures in [1, 2, 9] {
        let facts = Facts {
            edits: edited(104_000, 104_000).edits,
            event: Some(at(104_000)),
            answered: Some(at(104_000)),
            woke: Some(at(105_000)),
            ..failed(CycleEnd::Locked, failures)
        };
        assert_eq!(due(&facts), (3_703_000, Cause::Retry), "{failures}");
        let wanted = Facts {
            is_wanted: true,
            ..facts
        };
        assert_eq!(next(at(105_001), NOON, &wanted), Next::Cycle(Cause::Wish));
    }
}

#[test]
fn after_a_failure_edits_and_events_wait_with_everything_else() {
    let facts = Facts {
        edits: edited(104_000, 104_000).edits,
        event: Some(at(104_000)),
        ..failed(CycleEnd::Offline, 3)
    };
    assert_eq!(due(&facts), (163_000, Cause::Retry));
}

#[test]
fn when_notion_has_answered_anybody_the_wait_is_over() {
    let answered = |end, at_moment| Facts {
        answered: Some(at(at_moment)),
        ..failed(end, 5)
    };
    let back = answered(CycleEnd::Offline, 120_000);
    assert_eq!(next(at(120_001), NOON, &back), Next::Cycle(Cause::Answered));
    assert_eq!(
        due(&answered(CycleEnd::Offline, 102_000)),
        (343_000, Cause::Retry),
        "an answer from before the failure says nothing"
    );
    assert_eq!(
        due(&answered(CycleEnd::Failed, 120_000)),
        (403_000, Cause::Retry),
        "an answer is what the failure came with"
    );
}

#[test]
fn while_paused_only_the_person_begins_a_cycle() {
    let later = NOON + time::Duration::hours(1);
    for pause in [Pause::UntilResumed, Pause::Until(later)] {
        let facts = Facts {
            pause,
            event: Some(at(1)),
            ..edited(1, 1)
        };
        assert_eq!(
            next(at(900_000), NOON, &facts),
            Next::Rest(Reason::Paused),
            "{pause:?}"
        );
        let wanted = Facts {
            is_wanted: true,
            ..facts
        };
        assert_eq!(next(at(900_000), NOON, &wanted), Next::Cycle(Cause::Wish));
    }
    let over = Facts {
        pause: Pause::Until(NOON),
        ..quiet()
    };
    assert_eq!(
        next(at(900_000), NOON, &over),
        Next::Cycle(Cause::Routine),
        "its time has passed"
    );
}

#[test]
fn without_a_token_that_works_nothing_begins() {
    let facts = Facts {
        needs_sign_in: true,
        is_wanted: true,
        ..edited(1, 1)
    };
    assert_eq!(next(at(900_000), NOON, &facts), Next::Rest(Reason::SignIn));
}

#[test]
fn what_the_person_stopped_begins_nothing_whatever_was_asked_before() {
    let facts = Facts {
        is_stopped: true,
        needs_sign_in: true,
        is_wanted: true,
        ..edited(1, 1)
    };
    assert_eq!(next(at(900_000), NOON, &facts), Next::Rest(Reason::Stopped));
}

#[test]
fn while_another_process_talks_to_notion_this_one_begins_nothing() {
    let facts = Facts {
        is_owned_elsewhere: true,
        is_wanted: true,
        ..quiet()
    };
    assert_eq!(
        next(at(900_000), NOON, &facts),
        Next::Rest(Reason::OtherOwner)
    );
}

#[test]
fn a_wish_does_not_wait_for_a_rest_to_end() {
    let facts = Facts {
        is_wanted: true,
        ..failed(CycleEnd::Offline, 9)
    };
    assert_eq!(next(at(103_001), NOON, &facts), Next::Cycle(Cause::Wish));
}

#[test]
fn a_pause_with_an_end_is_over_by_whichever_clock_comes_there_first() {
    let end = NOON + time::Duration::hours(1);
    let hour = 3_600_000;
    let facts = Facts {
        pause: Pause::Until(end),
        pause_ends: Some(at(200_000 + hour)),
        ..quiet()
    };
    let table = [
        ("it begins", 200_000, NOON, true),
        (
            "a minute before its end",
            140_000 + hour,
            end - time::Duration::MINUTE,
            true,
        ),
        ("its end", 200_000 + hour, end, false),
        (
            "the computer slept past it",
            201_000,
            end + time::Duration::hours(7),
            false,
        ),
        (
            "the computer slept for a part of it",
            201_000,
            end - time::Duration::MINUTE,
            true,
        ),
        (
            "the clock was set back meanwhile",
            200_000 + hour,
            NOON - time::Duration::hours(3),
            false,
        ),
        (
            "the clock was set back, and it is not over",
            199_999 + hour,
            NOON - time::Duration::hours(3),
            true,
        ),
    ];
    for (name, elapsed, time, held) in table {
        let found = next(at(elapsed), time, &facts);
        assert_eq!(
            found == Next::Rest(Reason::Paused),
            held,
            "{name}: {found:?}"
        );
    }
    let for_good = Facts {
        pause: Pause::UntilResumed,
        ..quiet()
    };
    let years_later = NOON + time::Duration::weeks(500);
    assert_eq!(
        next(at(9 * hour), years_later, &for_good),
        Next::Rest(Reason::Paused)
    );
}

#[test]
fn after_a_sleep_one_cycle_begins_at_once() {
    let woken = |facts: Facts, woke| Facts {
        woke: Some(at(woke)),
        ..facts
    };
    let table = [
        (
            "in the middle of the minute",
            woken(quiet(), 120_000),
            (120_000, Cause::Woke),
        ),
        (
            "right after a cycle",
            woken(quiet(), 103_500),
            (105_000, Cause::Woke),
        ),
        (
            "after attempts that failed, whatever their rest",
            woken(failed(CycleEnd::Offline, 6), 120_000),
            (120_000, Cause::Woke),
        ),
        (
            "the same when Notion had trouble",
            woken(failed(CycleEnd::Failed, 6), 120_000),
            (120_000, Cause::Woke),
        ),
    ];
    for (name, facts, expected) in table {
        assert_eq!(due(&facts), expected, "{name}");
    }
    let late = next(at(86_400_000), NOON, &quiet());
    assert_eq!(
        late,
        Next::Cycle(Cause::Routine),
        "where the clock goes on in a sleep, what is overdue is one cycle"
    );
    let paused = Facts {
        pause: Pause::UntilResumed,
        ..woken(quiet(), 120_000)
    };
    assert_eq!(next(at(120_000), NOON, &paused), Next::Rest(Reason::Paused));
}
