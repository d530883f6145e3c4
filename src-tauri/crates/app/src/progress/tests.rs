#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::time::Duration;

use keepsake_notion::ports::manual::ManualClock;
use keepsake_notion::ports::{ClientEvent, Watcher};
use time::macros::datetime;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-20 10:00 UTC);

fn update() -> ProgressUpdate {
    ProgressUpdate {
        phase: keepsake_sync::Phase::Reading,
        known: 10,
        finished: 4,
        stored: 2,
        skipped: 1,
        refused: 0,
        failed: 0,
        files_stored: 3,
        owed: 6,
        requests: 5,
        titles_complete: true,
        line: Some(keepsake_sync::LogLine {
            outcome: keepsake_sync::LogOutcome::Stored,
            title: "Plan".to_owned(),
            reason: None,
        }),
    }
}

fn board() -> (Arc<Holds>, Control, Board) {
    let clock = ManualClock::new(NOW);
    let control = Control::new();
    let holds = Arc::new(Holds::new(Arc::new(clock.clone())));
    let board = Board::new(Arc::new(clock), control.clone(), Arc::clone(&holds), 3);
    (holds, control, board)
}

#[test]
fn a_watcher_elsewhere_sees_what_a_watcher_here_sees() {
    let (_, _, board) = board();
    board.progress(update());
    let here = board.snapshot();
    let there = Snapshot::from_json(&here.clone().into_json());
    assert_eq!(there.message(NOW, &mut 0), here.message(NOW, &mut 0));
    assert_eq!(here.message(NOW, &mut 0).unchanged, 1);
}

#[test]
fn a_line_is_told_once_to_each_watcher() {
    let (_, _, board) = board();
    let mut seen = 0;
    board.progress(update());
    assert_eq!(board.snapshot().message(NOW, &mut seen).log.len(), 1);
    assert_eq!(board.snapshot().message(NOW, &mut seen).log.len(), 0);
    board.progress(update());
    assert_eq!(board.snapshot().message(NOW, &mut seen).log.len(), 1);
}

#[test]
fn the_sentence_follows_pause_and_wait() {
    let (holds, control, board) = board();
    board.progress(update());
    assert_eq!(
        board.snapshot().message(NOW, &mut 0).sentence_key,
        "phase-reading"
    );
    holds.on(&ClientEvent::Held {
        until: NOW + Duration::from_secs(24),
        reason: "rate_limited".to_owned(),
    });
    let message = board.snapshot().message(NOW, &mut 0);
    assert_eq!(
        (message.sentence_key.as_str(), message.waiting_seconds),
        ("progress-waiting", Some(24))
    );
    control.pause();
    assert_eq!(
        board.snapshot().message(NOW, &mut 0).sentence_key,
        "progress-paused"
    );
}

#[test]
fn a_wait_for_room_says_how_much_there_is_also_before_anything_was_read() {
    let (holds, _, board) = board();
    let told = || {
        let snapshot = Snapshot::from_json(&board.snapshot().into_json());
        let message = snapshot.message(NOW, &mut 0);
        (message.waiting_reason, message.waiting_megabytes)
    };
    holds.note_room(Some(340));
    assert_eq!(told(), (None, None), "nothing waits");
    let until = NOW + Duration::from_secs(15);
    holds.wait_until(until, LITTLE_SPACE);
    assert_eq!(told(), (Some(LITTLE_SPACE.to_owned()), Some(340)));
    board.progress(update());
    assert_eq!(told(), (Some(LITTLE_SPACE.to_owned()), Some(340)));
    holds.wait_until(until, "offline");
    assert_eq!(told(), (Some("offline".to_owned()), None));
}

#[test]
fn trouble_of_notion_is_long_after_ten_minutes_without_any_other_answer() {
    let answered = |status| ClientEvent::Answered {
        endpoint: "POST /v1/search",
        status,
        request_id: None,
        duration: Duration::ZERO,
    };
    let long = Duration::from_secs(600);
    let short = Duration::from_secs(599);
    let table: [(&str, &[u16], Duration, bool); 6] = [
        ("trouble for long", &[500], long, true),
        ("trouble for a while", &[500], short, false),
        ("trouble all the time", &[502, 529, 500], long, true),
        (
            "an answer in between",
            &[500, 200, 503],
            Duration::ZERO,
            false,
        ),
        ("a refusal is an answer", &[500, 404], long, false),
        ("many people ask", &[529], long, false),
    ];
    for (what, statuses, passed, is_long) in table {
        let clock = ManualClock::new(NOW);
        let holds = Arc::new(Holds::new(Arc::new(clock.clone())));
        let control = Control::new();
        let board = Board::new(Arc::new(clock.clone()), control, Arc::clone(&holds), 3);
        for status in statuses {
            holds.on(&answered(*status));
        }
        clock.advance(passed);
        holds.wait_until(clock.now() + long, NOTION_TROUBLE);
        let word = if is_long {
            LONG_TROUBLE
        } else {
            NOTION_TROUBLE
        };
        let reason = board.snapshot().message(clock.now(), &mut 0).waiting_reason;
        assert_eq!(reason.as_deref(), Some(word), "{what}");
    }
}

#[test]
fn what_another_version_wrote_shows_as_nothing() {
    assert_eq!(Snapshot::from_json("{\"phase\": 7}"), Snapshot::default());
}
