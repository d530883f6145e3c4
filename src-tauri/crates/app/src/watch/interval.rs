//! How far apart cycles are when nothing is heard: a pure decision about the computer and the person in front of it.
//!
//! Leaves out how any of it is found out (the shell) and what makes a cycle begin sooner (`schedule`). The rules it protects:
//! what is not known changes nothing; whoever looks at the window sees what is new sooner; nothing makes cycles rarer
//! without a reason that the window can say.

use std::time::Duration;

/// While somebody uses the window.
const SOONER: u32 = 2;
/// While nobody is at the computer, or its connection costs money.
const MUCH_LATER: u32 = 5;
/// While it runs on its battery.
const LATER: u32 = 3;
/// While Notion calls by itself when something changes.
const CALLED: u32 = 2;
/// The shortest there is (a cycle costs two requests), and the longest that any of this makes of it.
const SHORTEST: Duration = Duration::from_secs(10);
const LONGEST: Duration = Duration::from_secs(900);

/// What is known of the computer and of who sits in front of it; nothing where the system does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Surroundings {
    /// It runs on its battery.
    pub on_battery: Option<bool>,
    /// Nobody has touched it for minutes, or its screen is locked.
    pub is_idle: Option<bool>,
    /// Its connection to the network costs money.
    pub is_metered: Option<bool>,
    /// Somebody looks at the window: it is in front.
    pub is_looked_at: Option<bool>,
    /// Nobody has touched the window for minutes, wherever it lies.
    pub is_untouched: Option<bool>,
}

impl Surroundings {
    /// The same for somebody who does not want to spare battery and money.
    pub(super) fn unless_spared(self, is_sparing: bool) -> Self {
        if is_sparing {
            return self;
        }
        Self {
            on_battery: None,
            is_metered: None,
            ..self
        }
    }
}

/// Why cycles are further apart than is configured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// The connection costs money.
    Metered,
    /// Nobody is at the computer.
    Idle,
    /// It runs on its battery.
    Battery,
    /// Notion calls by itself.
    Called,
}

/// How far apart cycles are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) every: Duration,
    /// Why that is longer than configured.
    pub(super) later: Option<Later>,
}

/// How far apart they are where `base` is configured. `called`: Notion has told of changes by itself lately.
pub(super) fn interval(base: Duration, surroundings: &Surroundings, called: bool) -> Interval {
    let is = |known: Option<bool>| known == Some(true);
    let is_used = is(surroundings.is_looked_at)
        && !is(surroundings.is_untouched)
        && !is(surroundings.is_idle);
    // The largest first: of several reasons that one is told.
    let reasons = [
        (is(surroundings.is_metered), MUCH_LATER, Later::Metered),
        (is(surroundings.is_idle), MUCH_LATER, Later::Idle),
        (
            is(surroundings.on_battery) && !is_used,
            LATER,
            Later::Battery,
        ),
        (called && !is_used, CALLED, Later::Called),
    ];
    match reasons.into_iter().find(|(holds, ..)| *holds) {
        Some((_, times, why)) => {
            let every = (base * times).min(LONGEST).max(base);
            Interval {
                every,
                later: (every > base).then_some(why),
            }
        }
        None if is_used && !is(surroundings.on_battery) => Interval {
            every: (base / SOONER).max(SHORTEST).min(base),
            later: None,
        },
        None => Interval {
            every: base,
            later: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Surroundings = Surroundings {
        on_battery: None,
        is_idle: None,
        is_metered: None,
        is_looked_at: None,
        is_untouched: None,
    };
    const USED: Surroundings = Surroundings {
        is_looked_at: Some(true),
        ..NOTHING
    };
    const BATTERY: Surroundings = Surroundings {
        on_battery: Some(true),
        ..NOTHING
    };
    const IDLE: Surroundings = Surroundings {
        is_idle: Some(true),
        ..NOTHING
    };

    #[test]
    fn cycles_are_as_far_apart_as_the_surroundings_ask_for() {
        let table = [
            ("nothing is known", NOTHING, false, 60, None),
            ("the window is used", USED, false, 30, None),
            ("the window is used and Notion calls", USED, true, 30, None),
            (
                "the window lies in front, and nobody has touched it for a while",
                Surroundings {
                    is_untouched: Some(true),
                    ..USED
                },
                false,
                60,
                None,
            ),
            ("Notion calls", NOTHING, true, 120, Some(Later::Called)),
            ("on battery", BATTERY, false, 180, Some(Later::Battery)),
            (
                "on battery, while the window is used",
                Surroundings {
                    on_battery: Some(true),
                    ..USED
                },
                false,
                60,
                None,
            ),
            ("nobody is there", IDLE, false, 300, Some(Later::Idle)),
            (
                "nobody is there, although the window lies in front",
                Surroundings {
                    is_looked_at: Some(true),
                    ..IDLE
                },
                false,
                300,
                Some(Later::Idle),
            ),
            (
                "nobody is there, on battery: the larger reason counts",
                Surroundings {
                    on_battery: Some(true),
                    ..IDLE
                },
                true,
                300,
                Some(Later::Idle),
            ),
            (
                "the connection costs money, also while the window is used",
                Surroundings {
                    is_metered: Some(true),
                    ..USED
                },
                false,
                300,
                Some(Later::Metered),
            ),
            (
                "everything is known and asks for nothing",
                Surroundings {
                    on_battery: Some(false),
                    is_idle: Some(false),
                    is_metered: Some(false),
                    is_looked_at: Some(false),
                    is_untouched: Some(false),
                },
                false,
                60,
                None,
            ),
        ];
        for (name, surroundings, called, seconds, later) in table {
            let expected = Interval {
                every: Duration::from_secs(seconds),
                later,
            };
            let base = Duration::from_secs(60);
            assert_eq!(interval(base, &surroundings, called), expected, "{name}");
        }
    }

    #[test]
    fn battery_and_money_count_only_for_whoever_spares_them() {
        let costly = Surroundings {
            on_battery: Some(true),
            is_metered: Some(true),
            ..NOTHING
        };
        let idle = Surroundings {
            is_idle: Some(true),
            ..costly
        };
        for (surroundings, is_sparing, seconds, later) in [
            (costly, true, 300, Some(Later::Metered)),
            (costly, false, 60, None),
            (BATTERY, false, 60, None),
            (idle, false, 300, Some(Later::Idle)),
        ] {
            let base = Duration::from_secs(60);
            let found = interval(base, &surroundings.unless_spared(is_sparing), false);
            assert_eq!((found.every.as_secs(), found.later), (seconds, later));
        }
    }

    #[test]
    fn it_is_never_shorter_than_the_shortest_nor_made_longer_than_the_longest() {
        let table = [
            (10, USED, 10, None),
            (15, USED, 10, None),
            (600, IDLE, 900, Some(Later::Idle)),
            (3_600, IDLE, 3_600, None),
        ];
        for (base, surroundings, seconds, later) in table {
            let found = interval(Duration::from_secs(base), &surroundings, false);
            assert_eq!(
                (found.every.as_secs(), found.later),
                (seconds, later),
                "{base}"
            );
        }
    }
}
