//! Never too fast, judged by the meters of the simulator: over any second, over any minute, inside no `Retry-After`,
//! through kills, restarts and several processes of one data folder.
//!
//! The default pace of 3 a second takes minutes of real time: `cargo test -p keepsake-cli --test terminal three_a_second --
//! --ignored --nocapture`. The everyday variant holds the same rule at 10 a second.

use std::process::Child;
use std::time::Duration;

use keepsake_figures as figures;
use keepsake_simulator::{Fault, FaultKind, RetryAfter};

use crate::chance::{Chance, tell};
use crate::export::Exported;
use crate::real_time::{StopWatch, until};
use crate::served::Served;
use crate::typed::{Ended, Home, IMPORT};

/// How long Notion asks to wait, in seconds: longer than a restart takes.
const HOLD: u64 = 6;

/// Holds the meters to the rule: `rate` in any second, sixty times as many in any minute.
fn assert_never_too_fast(name: &str, notion: &Served, rate: u32, refused: u64) {
    let meters = notion.meters();
    let rate = usize::try_from(rate).unwrap();
    tell(&format!(
        "{name}: {} requests, at most {} in a second (of {rate}) and {} in 60 s (of {}), {} inside a hold",
        meters.requests,
        meters.max_in_any_second,
        meters.max_in_any_60s,
        rate * 60,
        meters.inside_retry_after,
    ));
    assert!(meters.requests >= 600);
    for (figure, measured, at_most) in [
        ("requests in any second", meters.max_in_any_second, rate),
        (
            "requests in any 60 seconds",
            meters.max_in_any_60s,
            rate * 60,
        ),
    ] {
        figures::hold(
            &format!("{figure}, {name}"),
            measured as u64,
            at_most as u64,
        );
    }
    figures::hold(
        &format!("requests inside a hold, {name}"),
        meters.inside_retry_after,
        0,
    );
    let refusals = meters.per_status.get(&429).copied().unwrap_or_default();
    assert_eq!(refusals, refused, "429 only where it was ordered");
}

/// The process that owns the folder and the one that waits for it, told apart by the lock.
fn owner_first(home: &Home, mut first: Child, mut second: Child) -> (Child, Child) {
    let mut owner = None;
    until("somebody owns the folder", || {
        let lock = std::fs::read_to_string(home.path().join("owner.lock")).unwrap_or_default();
        owner = [&first, &second]
            .iter()
            .position(|child| lock.ends_with(&format!(" {}", child.id())));
        owner.is_some()
    });
    if owner == Some(1) {
        std::mem::swap(&mut first, &mut second);
    }
    (first, second)
}

fn kill(mut process: Child) {
    process.kill().unwrap();
    process.wait().unwrap();
}

/// One process, left alone.
fn one_process(rate: u32) {
    let notion = Served::new("big:620", Some(rate * 60));
    let home = Home::with_notion(&notion.url()).at_pace(rate);
    home.connect(&notion.token());
    let before = notion.meters().requests;
    let time = StopWatch::start();
    home.run(&IMPORT).data();
    let seconds = time.seconds();
    let requests = (notion.meters().requests - before) as f64;
    tell(&format!(
        "one process at {rate}/s: {requests} requests in {seconds:.1} s, wall / (requests / rate) = {:.3}",
        seconds / (requests / f64::from(rate)),
    ));
    assert_never_too_fast(&format!("one process at {rate}/s"), &notion, rate, 0);
}

/// Killed, started again, two at once, the owner killed, and killed inside a hold.
fn many_processes(rate: u32) {
    let mut chance = Chance::new("pace");
    let notion = Served::new("big:620", Some(rate * 60));
    let home = Home::with_notion(&notion.url()).at_pace(rate);
    home.connect(&notion.token());
    let mut reached = |fewest: u64| {
        let goal = fewest + chance.below(60);
        until("the requests come", || notion.meters().requests >= goal);
    };

    let first = home.start(&IMPORT);
    reached(60);
    kill(first);

    let (owner, waiting) = owner_first(&home, home.start(&IMPORT), home.start(&IMPORT));
    reached(180);
    kill(owner);
    reached(300);

    notion.simulator().add_fault(Fault {
        retry_after: Some(RetryAfter::Seconds(HOLD)),
        ..Fault::once(FaultKind::RateLimited, "")
    });
    until("the program knows that it has to wait", || {
        home.run(&["status", "--json"]).data()["state"] == "waiting"
    });
    let silent_since = notion.meters().requests;
    kill(waiting);
    let restarted = StopWatch::start();
    let last = home.start(&IMPORT);
    let beside = home.start(&["sync", "--once", "--json"]);
    until("it goes on after the hold", || {
        notion.meters().requests > silent_since
    });
    let silence = Duration::from_secs_f64(restarted.seconds());

    for process in [last, beside] {
        let ended = Ended::of(process);
        assert_eq!(ended.code, 0, "{}", ended.stderr);
        assert_eq!(ended.data()["state"], "completed");
    }
    tell(&format!(
        "{HOLD} s asked for; silent for {silence:.1?} after the restart"
    ));
    assert_never_too_fast(&format!("many processes at {rate}/s"), &notion, rate, 1);
    let exported = Exported::of(&home);
    exported.assert_objects(notion.simulator());
    exported.assert_every_word_once(notion.simulator());
}

#[test]
fn the_request_that_checks_a_token_counts_like_any_other() {
    let notion = Served::new("big:6", None);
    let home = Home::with_notion(&notion.url()).at_pace(3);
    home.connect(&notion.token());
    let mut import = home.start(&IMPORT);
    for _ in 0..6 {
        home.connect(&notion.token());
    }
    until("the import ends", || import.try_wait().unwrap().is_some());
    assert_eq!(Ended::of(import).code, 0);
    let meters = notion.meters();
    assert!(meters.requests >= 6 + 1 + 7);
    assert!(meters.max_in_any_second <= 3, "{meters:?}");

    notion.simulator().add_fault(Fault {
        retry_after: Some(RetryAfter::Seconds(3)),
        ..Fault::once(FaultKind::RateLimited, "")
    });
    let held = home.start(&["sync", "--once", "--json"]);
    until("Notion asks to wait", || {
        notion.meters().per_status.contains_key(&429)
    });
    until("the program knows", || {
        home.run(&["status", "--json"]).data()["state"] == "waiting"
    });
    home.connect(&notion.token());
    assert_eq!(Ended::of(held).code, 0);
    assert_eq!(notion.meters().inside_retry_after, 0);
}

#[test]
fn ten_a_second_are_never_exceeded_and_hardly_undercut() {
    one_process(10);
}

#[test]
fn ten_a_second_are_never_exceeded_through_kills_restarts_holds_and_two_processes() {
    many_processes(10);
}

#[test]
#[ignore = "three and a half minutes of real time"]
fn three_a_second_are_never_exceeded_and_hardly_undercut() {
    one_process(3);
}

#[test]
#[ignore = "four minutes of real time"]
fn three_a_second_are_never_exceeded_through_kills_restarts_holds_and_two_processes() {
    many_processes(3);
}
