//! What the menu shows, derived from where things stand: a sentence, a mark and a list of entries (ux C.7). Pure.
//!
//! Leaves out the menu of the system and what a click does (`tray`). The rules it protects: the order is always the same,
//! the first line says what the strip of the window says, and an entry that asks for something is there only when it is true.

use keepsake_app::Words;
use keepsake_app::dto::{Status, StatusState};
use keepsake_app::words::Value;
use time::OffsetDateTime;

use super::times;

/// Where things stand, over all workspaces.
#[derive(Debug, Clone)]
pub(crate) struct Situation {
    /// There is a workspace.
    pub(crate) is_connected: bool,
    pub(crate) status: Status,
    /// Pages and large deletions that wait for a decision.
    pub(crate) decisions: u32,
    /// Large deletions among them.
    pub(crate) brakes: u32,
    /// Changes that could not be sent.
    pub(crate) parked: u32,
    /// There is a workspace that can be synced.
    pub(crate) is_synced: bool,
    /// Notion no longer accepts a key.
    pub(crate) needs_key: bool,
    /// A new version is installed and waits for the next start.
    pub(crate) is_updated: bool,
}

/// The second glyph of the icon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Idle,
    Syncing,
    Paused,
    Attention,
}

/// What a click is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    /// Nothing: the first line only says something.
    Say,
    Search,
    Open,
    Sync,
    /// Nothing: opens the lengths of a pause.
    Pause,
    PauseHour,
    PauseTomorrow,
    PauseResumed,
    Resume,
    Decide,
    Reconnect,
    ConnectAgain,
    Restart,
    Settings,
    Quit,
}

impl Deed {
    const ALL: [Self; 15] = [
        Self::Say,
        Self::Search,
        Self::Open,
        Self::Sync,
        Self::Pause,
        Self::PauseHour,
        Self::PauseTomorrow,
        Self::PauseResumed,
        Self::Resume,
        Self::Decide,
        Self::Reconnect,
        Self::ConnectAgain,
        Self::Restart,
        Self::Settings,
        Self::Quit,
    ];

    /// Its name in the menu of the system, which is the name of its words, too.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Say => "tray-sentence",
            Self::Search => "tray-search",
            Self::Open => "tray-open",
            Self::Sync => "tray-sync",
            Self::Pause => "tray-pause",
            Self::PauseHour => "tray-pause-hour",
            Self::PauseTomorrow => "tray-pause-tomorrow",
            Self::PauseResumed => "tray-pause-resumed",
            Self::Resume => "tray-resume",
            Self::Decide => "tray-decisions",
            Self::Reconnect => "tray-reconnect",
            Self::ConnectAgain => "tray-connect-again",
            Self::Restart => "tray-restart",
            Self::Settings => "tray-settings",
            Self::Quit => "tray-quit",
        }
    }

    /// The deed with this name.
    pub(crate) fn of(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.id() == id)
    }
}

/// A line that can be clicked, or could be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) deed: Deed,
    pub(crate) text: String,
    pub(crate) is_enabled: bool,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Entry {
    Line(Line),
    /// A line that opens others.
    Choice(Line, Vec<Line>),
    Separator,
}

impl Entry {
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Line(one), Self::Line(another)) => one.deed == another.deed,
            (Self::Choice(one, _), Self::Choice(another, _)) => one.deed == another.deed,
            (Self::Separator, Self::Separator) => true,
            _ => false,
        }
    }
}

/// Everything the icon shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) sentence: String,
    pub(crate) mark: Mark,
    pub(crate) entries: Vec<Entry>,
}

impl Shown {
    /// What there is to show now.
    pub(crate) fn of(situation: &Situation, words: &Words, now: OffsetDateTime) -> Self {
        let sentence = sentence(situation, words, now);
        Self {
            entries: entries(situation, &sentence, words),
            mark: mark(situation),
            sentence,
        }
    }

    /// Whether the menu has the same entries, so that only their words have to be changed.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self
                .entries
                .iter()
                .zip(&other.entries)
                .all(|(one, another)| one.is_like(another))
    }
}

impl Situation {
    fn is_under_way(&self) -> bool {
        matches!(
            self.status.state,
            StatusState::Importing | StatusState::Syncing | StatusState::Waiting
        )
    }

    fn is_paused(&self) -> bool {
        self.status
            .looking
            .as_ref()
            .is_some_and(|looking| looking.paused)
    }

    /// Whether asking for a sync does something: one is not under way, and a key that is refused, or syncing that was
    /// stopped, keeps no other workspace from it.
    fn can_sync(&self) -> bool {
        self.is_synced
            && matches!(
                self.status.state,
                StatusState::UpToDate
                    | StatusState::Unsent
                    | StatusState::Offline
                    | StatusState::NotionTrouble
                    | StatusState::KeychainLocked
                    | StatusState::PassphraseLocked
                    | StatusState::NeedsSignIn
            )
    }
}

/// The sentence of the strip.
fn sentence(situation: &Situation, words: &Words, now: OffsetDateTime) -> String {
    let status = &situation.status;
    let is_under_way = matches!(status.state, StatusState::Importing | StatusState::Syncing);
    // A sync says how much it works on once it knows.
    let known = match status.state {
        StatusState::Syncing if status.finding && !status.held => 0,
        _ => status.known,
    };
    let left = times::left(status.eta_seconds, status.finished, words);
    let held_until = status
        .held_until
        .as_deref()
        .and_then(|moment| times::until(moment, now, words));
    let progress = [
        (
            "time",
            Value::Text(held_until.as_deref().unwrap_or_default()),
        ),
        ("finished", Value::Count(status.finished.into())),
        ("known", Value::Count(known.into())),
        ("left", Value::Text(&left)),
        (
            "megabytes",
            Value::Count(status.free_megabytes.unwrap_or_default().into()),
        ),
    ];
    let key = match status.state {
        _ if is_under_way && status.held && held_until.is_some() => "run-paused-until",
        _ if is_under_way && status.held => "run-paused",
        StatusState::NeedsSignIn => "strip-reconnect",
        StatusState::Stopped => "strip-stopped",
        StatusState::Unfinished => "strip-unfinished",
        StatusState::Offline => "strip-offline",
        StatusState::Empty => "strip-empty",
        StatusState::Waiting => "strip-waiting",
        StatusState::LittleSpace => "strip-little-space",
        StatusState::NotionTrouble => "strip-trouble",
        StatusState::KeychainLocked => "strip-keychain",
        StatusState::PassphraseLocked => "strip-passphrase",
        StatusState::Importing if status.finding => "run-finding",
        StatusState::Importing => "strip-run",
        StatusState::Syncing => "strip-syncing",
        StatusState::UpToDate | StatusState::Unsent => return settled(situation, words, now),
    };
    words.say(key, &progress)
}

fn settled(situation: &Situation, words: &Words, now: OffsetDateTime) -> String {
    let status = &situation.status;
    if situation.is_paused() {
        let until = status
            .looking
            .as_ref()
            .and_then(|looking| looking.paused_until.as_deref())
            .and_then(|moment| times::until(moment, now, words));
        return match until {
            Some(time) => words.say("strip-paused-until", &[("time", Value::Text(&time))]),
            None => words.say("strip-paused", &[]),
        };
    }
    if situation.decisions > 0 {
        return waiting("strip-decisions", situation, words);
    }
    if situation.parked > 0 {
        return words.say(
            "strip-parked",
            &[("count", Value::Count(situation.parked.into()))],
        );
    }
    if status.state == StatusState::Unsent {
        return words.say("strip-unsent", &[]);
    }
    let goes_by_openings = status.looking.as_ref().is_some_and(|one| one.when_opened);
    let said = words.say(
        if goes_by_openings {
            "strip-up-to-date-opened"
        } else {
            "strip-up-to-date"
        },
        &[],
    );
    let last = status
        .last_sync
        .as_deref()
        .and_then(|moment| times::ago(moment, now, words));
    match last {
        Some(when) => {
            let values = [
                ("sentence", Value::Text(said.as_str())),
                ("when", Value::Text(&when)),
            ];
            words.say("tray-sentence", &values)
        }
        None => said,
    }
}

/// How many pages, and whether a large deletion, wait for the person.
fn waiting(key: &str, situation: &Situation, words: &Words) -> String {
    let pages = situation.decisions.saturating_sub(situation.brakes);
    let values = [
        ("count", Value::Count(pages.into())),
        ("brakes", Value::Count(situation.brakes.into())),
    ];
    words.say(key, &values)
}

fn mark(situation: &Situation) -> Mark {
    if situation.needs_key || situation.decisions > 0 || situation.parked > 0 {
        return Mark::Attention;
    }
    match situation.status.state {
        StatusState::NeedsSignIn | StatusState::KeychainLocked | StatusState::PassphraseLocked => {
            Mark::Attention
        }
        StatusState::Importing | StatusState::Syncing if situation.status.held => Mark::Paused,
        StatusState::Importing | StatusState::Syncing => Mark::Syncing,
        StatusState::Unfinished | StatusState::LittleSpace => Mark::Paused,
        _ if situation.is_paused() => Mark::Paused,
        _ => Mark::Idle,
    }
}

fn entries(situation: &Situation, sentence: &str, words: &Words) -> Vec<Entry> {
    let line = |deed: Deed, is_enabled: bool| Line {
        deed,
        text: words.say(deed.id(), &[]),
        is_enabled,
    };
    let mut entries = vec![
        Entry::Line(Line {
            deed: Deed::Say,
            text: sentence.to_owned(),
            is_enabled: false,
        }),
        Entry::Line(line(Deed::Search, situation.is_connected)),
        Entry::Line(line(Deed::Open, true)),
        Entry::Separator,
        Entry::Line(line(Deed::Sync, situation.can_sync())),
        if situation.is_paused() || situation.status.held {
            Entry::Line(line(Deed::Resume, true))
        } else {
            let lengths = [Deed::PauseHour, Deed::PauseTomorrow, Deed::PauseResumed];
            // Where nothing is kept in step and nothing is under way, there is nothing to hold back: the sample.
            let can_pause = situation.status.looking.is_some() || situation.is_under_way();
            Entry::Choice(
                line(Deed::Pause, can_pause),
                lengths.map(|deed| line(deed, can_pause)).to_vec(),
            )
        },
    ];
    if situation.decisions > 0 {
        entries.push(Entry::Line(Line {
            deed: Deed::Decide,
            text: waiting(Deed::Decide.id(), situation, words),
            is_enabled: true,
        }));
    }
    if situation.needs_key {
        entries.push(Entry::Line(line(Deed::Reconnect, true)));
    }
    // Only where nothing else is synced: what was stopped on purpose is no reminder for good.
    if situation.status.state == StatusState::Stopped {
        entries.push(Entry::Line(line(Deed::ConnectAgain, true)));
    }
    if situation.is_updated {
        entries.push(Entry::Line(line(Deed::Restart, true)));
    }
    entries.push(Entry::Separator);
    entries.push(Entry::Line(line(Deed::Settings, true)));
    entries.push(Entry::Line(line(Deed::Quit, true)));
    entries
}

#[cfg(test)]
#[path = "menu_tests.rs"]
mod tests;
