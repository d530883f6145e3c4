//! The menu as tables: where things stand on the left, what is shown on the right.

use keepsake_app::Language;
use keepsake_app::dto::Looking;
use time::macros::datetime;

use super::*;

const NOW: OffsetDateTime = datetime!(2026-11-20 17:08:00 UTC);

fn status(state: StatusState) -> Status {
    Status {
        state,
        pages: 1_284,
        last_sync: Some("2026-11-20T17:06:00Z".to_owned()),
        finished: 212,
        known: 1_284,
        eta_seconds: Some(350),
        finding: false,
        held: false,
        held_until: None,
        free_megabytes: (state == StatusState::LittleSpace).then_some(340),
        looking: Some(Looking {
            next: None,
            when_opened: false,
            later: None,
            paused: false,
            paused_until: None,
        }),
    }
}

fn calm(state: StatusState) -> Situation {
    Situation {
        is_connected: true,
        status: status(state),
        decisions: 0,
        brakes: 0,
        parked: 0,
        is_synced: true,
        needs_key: false,
        is_updated: false,
    }
}

fn paused(until: Option<&str>) -> Situation {
    let mut situation = calm(StatusState::UpToDate);
    situation.status.looking = Some(Looking {
        next: None,
        when_opened: false,
        later: None,
        paused: true,
        paused_until: until.map(str::to_owned),
    });
    situation
}

fn shown(situation: &Situation) -> Shown {
    Shown::of(situation, &Words::english(), NOW)
}

/// One line per entry; what cannot be clicked is in brackets, what opens others has them behind it.
fn drawn(situation: &Situation) -> Vec<String> {
    let text = |line: &Line| match line.is_enabled {
        true => line.text.clone(),
        false => format!("({})", line.text),
    };
    let entry = |entry: &Entry| match entry {
        Entry::Line(line) => text(line),
        Entry::Choice(line, lines) => {
            let lines: Vec<_> = lines.iter().map(text).collect();
            format!("{} > {}", text(line), lines.join(" / "))
        }
        Entry::Separator => "---".to_owned(),
    };
    shown(situation).entries.iter().map(entry).collect()
}

const PAUSE: &str = "Pause syncing > 1 hour / Until tomorrow / Until I resume";

#[test]
fn a_quiet_day_has_the_entries_that_are_always_there() {
    assert_eq!(
        drawn(&calm(StatusState::UpToDate)),
        [
            "(Up to date · 2 min ago)",
            "Search…",
            "Open Keepsake",
            "---",
            "Sync now",
            PAUSE,
            "---",
            "Settings…",
            "Quit Keepsake",
        ]
    );
}

#[test]
fn where_openings_decide_it_is_only_known_of_the_last_look() {
    let mut situation = calm(StatusState::UpToDate);
    if let Some(looking) = &mut situation.status.looking {
        looking.when_opened = true;
    }
    let said = Shown::of(&situation, &Words::english(), NOW).sentence;
    assert_eq!(said, "Up to date at the last look · 2 min ago");
}

#[test]
fn what_waits_for_the_person_stands_below_the_pause() {
    let situation = Situation {
        decisions: 2,
        is_synced: false,
        needs_key: true,
        is_updated: true,
        ..calm(StatusState::UpToDate)
    };
    assert_eq!(
        drawn(&situation),
        [
            "(2 pages need a decision)",
            "Search…",
            "Open Keepsake",
            "---",
            "(Sync now)",
            PAUSE,
            "2 pages need a decision…",
            "Reconnect Notion…",
            "Restart to update",
            "---",
            "Settings…",
            "Quit Keepsake",
        ]
    );
}

#[test]
fn in_a_pause_there_is_resuming_instead() {
    assert_eq!(
        drawn(&paused(None))[4..6],
        ["Sync now", "Resume syncing"].map(str::to_owned)
    );
}

#[test]
fn an_import_that_is_not_over_can_be_held_back_and_gone_on_with() {
    let mut importing = calm(StatusState::Importing);
    importing.status.looking = None;
    assert!(drawn(&importing)[5].starts_with("Pause syncing"));
    importing.status.held = true;
    assert_eq!(drawn(&importing)[5], "Resume syncing");
    assert_eq!(shown(&importing).sentence, "Paused at 212 of 1284");
    importing.status.held_until = Some("2026-11-20T18:00:00Z".to_owned());
    let sentence = shown(&importing).sentence;
    assert!(
        sentence.starts_with("Paused until ") && sentence.ends_with(", at 212 of 1284"),
        "{sentence}"
    );
}

#[test]
fn without_a_workspace_there_is_nothing_to_search_or_to_sync() {
    let mut situation = Situation {
        is_connected: false,
        is_synced: false,
        ..calm(StatusState::Empty)
    };
    situation.status.looking = None;
    assert_eq!(
        drawn(&situation),
        [
            "(Nothing is remembered yet)",
            "(Search…)",
            "Open Keepsake",
            "---",
            "(Sync now)",
            "(Pause syncing) > (1 hour) / (Until tomorrow) / (Until I resume)",
            "---",
            "Settings…",
            "Quit Keepsake",
        ]
    );
}

#[test]
fn a_refused_key_keeps_the_other_workspaces_from_nothing() {
    for (is_synced, sync) in [(true, "Sync now"), (false, "(Sync now)")] {
        let situation = Situation {
            is_synced,
            needs_key: true,
            ..calm(StatusState::NeedsSignIn)
        };
        let drawn = drawn(&situation);
        assert_eq!(drawn[4], sync);
        assert_eq!(drawn[6], "Reconnect Notion…");
    }
}

#[test]
fn what_was_stopped_on_purpose_is_said_and_asks_for_nothing() {
    let mut situation = Situation {
        is_synced: false,
        ..calm(StatusState::Stopped)
    };
    situation.status.looking = None;
    assert_eq!(
        drawn(&situation),
        [
            "(Not synced any more)",
            "Search…",
            "Open Keepsake",
            "---",
            "(Sync now)",
            "(Pause syncing) > (1 hour) / (Until tomorrow) / (Until I resume)",
            "Connect again…",
            "---",
            "Settings…",
            "Quit Keepsake",
        ]
    );
    assert_eq!(shown(&situation).mark, Mark::Idle);
}

#[test]
fn every_state_has_its_sentence_its_mark_and_says_whether_syncing_can_begin() {
    for (state, sentence, mark, can_sync) in [
        (
            StatusState::Empty,
            "Nothing is remembered yet",
            Mark::Idle,
            false,
        ),
        (
            StatusState::UpToDate,
            "Up to date · 2 min ago",
            Mark::Idle,
            true,
        ),
        (
            StatusState::Unsent,
            "Changes made here are not in Notion yet",
            Mark::Idle,
            true,
        ),
        (
            StatusState::Importing,
            "Importing, 212 of 1284, about 6 minutes",
            Mark::Syncing,
            false,
        ),
        (
            StatusState::Syncing,
            "Syncing 1284 pages",
            Mark::Syncing,
            false,
        ),
        (
            StatusState::Unfinished,
            "Import not finished, 212 of 1284",
            Mark::Paused,
            false,
        ),
        (
            StatusState::Offline,
            "Offline — searching what is here",
            Mark::Idle,
            true,
        ),
        (
            StatusState::Waiting,
            "Waiting for Notion",
            Mark::Idle,
            false,
        ),
        (
            StatusState::NotionTrouble,
            "Notion is having trouble. We try again every few minutes.",
            Mark::Idle,
            true,
        ),
        (
            StatusState::KeychainLocked,
            "Unlock your keychain to continue syncing.",
            Mark::Attention,
            true,
        ),
        (
            StatusState::PassphraseLocked,
            "Your keys are locked with a passphrase. Type it to continue syncing.",
            Mark::Attention,
            true,
        ),
        (
            StatusState::LittleSpace,
            "Paused: 340 MB left on this disk",
            Mark::Paused,
            false,
        ),
        (
            StatusState::NeedsSignIn,
            "Reconnect Notion",
            Mark::Attention,
            true,
        ),
        (
            StatusState::Stopped,
            "Not synced any more",
            Mark::Idle,
            false,
        ),
    ] {
        let shown = shown(&calm(state));
        assert_eq!(
            (shown.sentence.as_str(), shown.mark),
            (sentence, mark),
            "{state:?}"
        );
        let sync = shown.entries.iter().any(|entry| {
            matches!(entry, Entry::Line(line) if line.deed == Deed::Sync && line.is_enabled)
        });
        assert_eq!(sync, can_sync, "{state:?}");
    }
}

#[test]
fn an_import_says_what_the_strip_says_of_it() {
    type Change = fn(&mut Status);
    let table: [(Change, &str, Mark); 4] = [
        (
            |status| status.eta_seconds = None,
            "Importing, 212 of 1284, estimating the time",
            Mark::Syncing,
        ),
        (
            |status| status.finding = true,
            "Finding pages: 1284 so far",
            Mark::Syncing,
        ),
        (
            |status| status.held = true,
            "Paused at 212 of 1284",
            Mark::Paused,
        ),
        (
            |status| {
                status.state = StatusState::Syncing;
                status.finding = true;
            },
            "Syncing",
            Mark::Syncing,
        ),
    ];
    for (change, sentence, mark) in table {
        let mut situation = calm(StatusState::Importing);
        change(&mut situation.status);
        let shown = shown(&situation);
        assert_eq!((shown.sentence.as_str(), shown.mark), (sentence, mark));
    }
}

#[test]
fn the_time_that_is_left_is_told_in_the_steps_of_the_window() {
    let words = Words::english();
    for (seconds, left) in [
        (20, "less than a minute"),
        (60, "about 1 minute"),
        (61, "about 2 minutes"),
        (600, "about 10 minutes"),
        (700, "about 10 minutes"),
        (800, "about 15 minutes"),
        (3_400, "about 55 minutes"),
        (3_500, "about 1 hour"),
        (5_400, "about 1½ hours"),
        (7_000, "about 2 hours"),
    ] {
        assert_eq!(times::left(Some(seconds), 20, &words), left, "{seconds}");
    }
    assert_eq!(times::left(Some(60), 19, &words), "estimating the time");
}

#[test]
fn a_pause_says_until_when() {
    for (until, sentence) in [
        (None, "Paused"),
        (Some("2026-11-20T18:08:00Z"), "Paused until 18:08"),
        (Some("2026-11-21T08:00:00Z"), "Paused until Saturday 08:00"),
    ] {
        let shown = shown(&paused(until));
        assert_eq!(
            (shown.sentence.as_str(), shown.mark),
            (sentence, Mark::Paused)
        );
    }
}

#[test]
fn what_waits_is_told_before_that_everything_is_up_to_date() {
    for (decisions, brakes, parked, sentence) in [
        (1, 0, 3, "1 page needs a decision"),
        (1, 1, 0, "A large deletion needs a decision"),
        (3, 1, 0, "A large deletion and 2 pages need a decision"),
        (0, 0, 1, "1 change could not be sent"),
    ] {
        let shown = shown(&Situation {
            decisions,
            brakes,
            parked,
            ..calm(StatusState::UpToDate)
        });
        assert_eq!(
            (shown.sentence.as_str(), shown.mark),
            (sentence, Mark::Attention)
        );
    }
}

#[test]
fn a_menu_is_made_anew_only_when_its_entries_change() {
    let quiet = shown(&calm(StatusState::UpToDate));
    assert!(quiet.is_like(&shown(&calm(StatusState::Importing))));
    assert!(!quiet.is_like(&shown(&paused(None))));
    assert!(!quiet.is_like(&shown(&Situation {
        needs_key: true,
        ..calm(StatusState::UpToDate)
    })));
}

#[test]
fn the_menu_speaks_german() {
    let german = Words::in_language(Language::German);
    let shown = Shown::of(&calm(StatusState::UpToDate), &german, NOW);
    assert_eq!(shown.sentence, "Auf dem neuesten Stand · vor 2 Min.");
    assert!(
        shown
            .entries
            .iter()
            .any(|entry| { matches!(entry, Entry::Line(line) if line.text == "Keepsake beenden") })
    );
}

#[test]
fn every_entry_is_found_by_its_name_and_has_words() {
    let words = Words::english();
    for deed in Deed::ALL {
        assert_eq!(Deed::of(deed.id()), Some(deed));
        assert!(words.has(deed.id()), "{}", deed.id());
    }
    assert_eq!(Deed::of("something else"), None);
}
