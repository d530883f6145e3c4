//! When the next cycle begins where the person's openings decide, and not the clock.

use super::*;

#[test]
fn where_openings_decide_the_clock_does_not_and_everything_else_does_as_always() {
    let by_opening = |facts: Facts| Facts {
        every: None,
        ..facts
    };
    let with = |change: fn(&mut Facts)| {
        let mut facts = by_opening(quiet());
        change(&mut facts);
        facts
    };
    let edit = by_opening(edited(120_000, 120_000));
    let trouble = by_opening(failed(CycleEnd::Failed, 1));
    let woken = with(|facts| (facts.woke, facts.is_in_front) = (Some(at(120_000)), true));
    for (name, facts, expected) in [
        (
            "opened",
            with(|facts| facts.opened = Some(at(400_000))),
            (400_000, Cause::Opened),
        ),
        (
            "soon again",
            with(|facts| facts.opened = Some(at(120_000))),
            (160_000, Cause::Opened),
        ),
        ("an edit", edit, (120_500, Cause::Edit)),
        (
            "an event",
            with(|facts| facts.event = Some(at(130_000))),
            (130_300, Cause::Event),
        ),
        (
            "what failed is tried again",
            trouble,
            (133_000, Cause::Retry),
        ),
        (
            "woken with the window in front",
            woken,
            (120_000, Cause::Woke),
        ),
    ] {
        assert_eq!(due(&facts), expected, "{name}");
    }
    for (name, facts, expected) in [
        (
            "nothing is heard",
            with(|_| ()),
            Next::Rest(Reason::UntilOpened),
        ),
        (
            "opened at the start",
            with(|facts| facts.opened = Some(at(105_000))),
            Next::Rest(Reason::UntilOpened),
        ),
        (
            "woken unseen",
            with(|facts| facts.woke = Some(at(120_000))),
            Next::Rest(Reason::UntilOpened),
        ),
        (
            "the start",
            with(|facts| facts.last = None),
            Next::Cycle(Cause::First),
        ),
        (
            "a wish",
            with(|facts| facts.is_wanted = true),
            Next::Cycle(Cause::Wish),
        ),
    ] {
        assert_eq!(next(at(9 * 86_400_000), NOON, &facts), expected, "{name}");
    }
    let mut by_clock = quiet();
    by_clock.opened = Some(at(120_000));
    assert_eq!(due(&by_clock), (160_000, Cause::Routine), "by the clock");
}

#[test]
fn an_opening_is_passed_on_to_the_process_that_owns_the_folder_once_a_minute_and_not_in_a_pause() {
    let elsewhere = || Facts {
        is_owned_elsewhere: true,
        every: None,
        last: None,
        ..quiet()
    };
    let with = |change: fn(&mut Facts)| {
        let mut facts = elsewhere();
        facts.opened = Some(at(200_000));
        change(&mut facts);
        facts
    };
    let asked = |seconds: u64| Some(at(seconds * 1_000));
    let unopened = |change: fn(&mut Facts)| {
        let mut facts = elsewhere();
        change(&mut facts);
        facts
    };
    for (name, facts, before, expected) in [
        ("opened", with(|_| ()), None, true),
        ("nobody opened it", unopened(|_| ()), None, false),
        (
            "the start, seen",
            unopened(|facts| facts.is_in_front = true),
            None,
            true,
        ),
        (
            "it still lies in front",
            unopened(|facts| facts.is_in_front = true),
            asked(100),
            false,
        ),
        (
            "opened a minute after the last",
            with(|_| ()),
            asked(140),
            true,
        ),
        ("opened sooner", with(|_| ()), asked(141), false),
        ("passed on already", with(|_| ()), asked(200), false),
        (
            "looked at by this process since",
            with(|facts| {
                facts.last = failed(CycleEnd::Done, 0).last.map(|last| LastCycle {
                    began: at(195_000),
                    ..last
                })
            }),
            None,
            false,
        ),
        (
            "woken in front",
            unopened(|facts| (facts.woke, facts.is_in_front) = (Some(at(200_000)), true)),
            asked(100),
            true,
        ),
        (
            "woken unseen",
            unopened(|facts| facts.woke = Some(at(200_000))),
            asked(100),
            false,
        ),
        (
            "paused",
            with(|facts| facts.pause = Pause::UntilResumed),
            None,
            false,
        ),
        (
            "stopped",
            with(|facts| facts.is_stopped = true),
            None,
            false,
        ),
        (
            "signed out",
            with(|facts| facts.needs_sign_in = true),
            None,
            false,
        ),
        (
            "by the clock",
            with(|facts| facts.every = Some(at(60_000))),
            None,
            false,
        ),
        (
            "this process looks itself",
            with(|facts| facts.is_owned_elsewhere = false),
            None,
            false,
        ),
    ] {
        assert_eq!(
            passes_on(at(200_000), NOON, &facts, before),
            expected,
            "{name}"
        );
    }
}
