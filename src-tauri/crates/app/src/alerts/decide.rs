//! Which alerts a state of things asks for: a pure decision.
//!
//! Leaves out where facts come from and what becomes of alerts. The rules it protects: what is true is told once and
//! counted, not told again and again; what is no longer true is cleared by itself, and only then.

use std::collections::BTreeMap;

use super::kinds::AlertKind;
use crate::error::ErrorCode;

/// So many failures in a row are an alert.
const FAILURES: u32 = 3;

/// What an alert's sentence needs: names and numbers, never anything from a page.
pub(crate) type Details = BTreeMap<String, String>;

/// What is known about one connection whose run has just ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Notion no longer accepts the token.
    pub(crate) needs_sign_in: bool,
    /// Why the last run failed; nothing when it did not.
    pub(crate) failure: Option<ErrorCode>,
    /// How many megabytes the disk had left when it was too little.
    pub(crate) megabytes: String,
    /// How many runs failed in a row.
    pub(crate) failures: u32,
    /// Which host does not answer.
    pub(crate) host: String,
    /// Deletions that wait for the person: how many, of how many pages.
    pub(crate) brake: Option<(u64, u64)>,
    /// Conflicts that wait for the person.
    pub(crate) conflicts: u64,
    /// Changes that Notion refused.
    pub(crate) parked: u64,
    /// What is said about folders of channels that give none any more; nothing where all do.
    pub(crate) lost_channels: Option<Details>,
}

/// An alert that stands, acknowledged or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Standing {
    /// What it is about.
    pub(crate) kind: AlertKind,
    /// What its sentence was told with.
    pub(crate) details: Details,
}

/// What becomes of alerts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum AlertChange {
    /// It happened, for the first time or again.
    Raise {
        /// What it is about.
        kind: AlertKind,
        /// What its sentence needs.
        details: Details,
    },
    /// It is no longer true.
    Clear(AlertKind),
}

/// What a fact says about a kind of alert.
enum Finding {
    /// It is so, with these details.
    True(Details),
    /// It is not so.
    False,
    /// Nothing is known about it now; what stands stays.
    Unknown,
}

/// The changes from the alerts that stand to those that the facts ask for.
pub(crate) fn decide(standing: &[Standing], facts: &Facts) -> Vec<AlertChange> {
    AlertKind::WATCHED
        .into_iter()
        .filter_map(|kind| {
            let known = standing.iter().find(|alert| alert.kind == kind);
            match finding(kind, facts) {
                Finding::Unknown => None,
                Finding::False => known.map(|_| AlertChange::Clear(kind)),
                Finding::True(details) => {
                    let is_told = known.is_some_and(|known| {
                        !kind.is_about_runs()
                            && !grew(&known.details, &details)
                            && !moved(&known.details, &details)
                    });
                    (!is_told).then_some(AlertChange::Raise { kind, details })
                }
            }
        })
        .collect()
}

fn finding(kind: AlertKind, facts: &Facts) -> Finding {
    let is_offline = matches!(
        facts.failure,
        Some(ErrorCode::Offline | ErrorCode::ProxyPage)
    );
    match kind {
        AlertKind::AuthFailure => when(facts.needs_sign_in, &[]),
        AlertKind::ConnectionLost => when(is_offline, &[("host", facts.host.clone())]),
        AlertKind::DiskFull => match facts.failure {
            // Nothing was stored, so nothing is known about the disk.
            Some(ErrorCode::Offline | ErrorCode::ProxyPage) => Finding::Unknown,
            failure => when(failure == Some(ErrorCode::DiskFull), &[]),
        },
        AlertKind::LittleSpace => match facts.failure {
            Some(ErrorCode::Offline | ErrorCode::ProxyPage) => Finding::Unknown,
            failure => when(
                failure == Some(ErrorCode::LittleSpace),
                &[("megabytes", facts.megabytes.clone())],
            ),
        },
        AlertKind::SyncFailure => match facts.failure {
            None => Finding::False,
            // These have alerts of their own; whether the sync would work is not known.
            Some(ErrorCode::DiskFull | ErrorCode::LittleSpace | ErrorCode::Cancelled) => {
                Finding::Unknown
            }
            Some(_) if is_offline || facts.needs_sign_in || facts.failures < FAILURES => {
                Finding::Unknown
            }
            Some(code) => when(
                true,
                &[
                    ("failures", facts.failures.to_string()),
                    ("code", code.to_string()),
                ],
            ),
        },
        AlertKind::Brake => match facts.brake {
            None => Finding::False,
            Some((planned, total)) => when(
                true,
                &[
                    ("planned", planned.to_string()),
                    ("total", total.to_string()),
                ],
            ),
        },
        AlertKind::Decisions => counted(facts.conflicts),
        AlertKind::Parked => counted(facts.parked),
        AlertKind::ChannelsMissing => match &facts.lost_channels {
            None => Finding::False,
            Some(details) => Finding::True(details.clone()),
        },
        AlertKind::Test => Finding::Unknown,
    }
}

fn when(is_so: bool, details: &[(&str, String)]) -> Finding {
    if !is_so {
        return Finding::False;
    }
    let details = details.iter().cloned();
    Finding::True(
        details
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn counted(count: u64) -> Finding {
    when(count > 0, &[("count", count.to_string())])
}

/// Whether it is about another place than was told, or about the same in another way.
fn moved(told: &Details, now: &Details) -> bool {
    ["folder", "finding"]
        .into_iter()
        .any(|name| told.get(name) != now.get(name))
}

/// Whether more waits than was told. Fewer is good news, which nobody has to be called for.
fn grew(told: &Details, now: &Details) -> bool {
    ["count", "planned"].into_iter().any(|name| {
        let number = |details: &Details| {
            details
                .get(name)
                .and_then(|text| text.parse::<u64>().ok())
                .unwrap_or(0)
        };
        number(now) > number(told)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(pairs: &[(&str, &str)]) -> Details {
        pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn standing(kind: AlertKind, pairs: &[(&str, &str)]) -> Vec<Standing> {
        vec![Standing {
            kind,
            details: details(pairs),
        }]
    }

    fn raise(kind: AlertKind, pairs: &[(&str, &str)]) -> Vec<AlertChange> {
        vec![AlertChange::Raise {
            kind,
            details: details(pairs),
        }]
    }

    fn ended() -> Facts {
        Facts {
            host: "api.notion.com".to_owned(),
            ..Facts::default()
        }
    }

    fn failed(code: ErrorCode, failures: u32) -> Facts {
        Facts {
            failure: Some(code),
            failures,
            ..ended()
        }
    }

    fn lost(folder: &str) -> Facts {
        Facts {
            lost_channels: Some(details(&[("folder", folder)])),
            ..ended()
        }
    }

    #[test]
    fn another_folder_that_is_gone_is_told_and_the_same_one_is_not_told_again() {
        let told = standing(AlertKind::ChannelsMissing, &[("folder", "/channels")]);
        assert_eq!(decide(&told, &lost("/channels")), []);
        assert_eq!(
            decide(&told, &lost("/other")),
            raise(AlertKind::ChannelsMissing, &[("folder", "/other")])
        );
    }

    #[test]
    fn where_all_is_well_nothing_is_raised() {
        assert_eq!(decide(&[], &ended()), []);
    }

    #[test]
    fn each_state_of_things_raises_its_own_alert_and_no_other() {
        let offline = [("host", "api.notion.com")];
        let table = [
            (
                Facts {
                    needs_sign_in: true,
                    failure: Some(ErrorCode::NeedsSignIn),
                    failures: 5,
                    ..ended()
                },
                raise(AlertKind::AuthFailure, &[]),
            ),
            (
                failed(ErrorCode::Offline, 1),
                raise(AlertKind::ConnectionLost, &offline),
            ),
            (
                failed(ErrorCode::ProxyPage, 9),
                raise(AlertKind::ConnectionLost, &offline),
            ),
            (
                failed(ErrorCode::DiskFull, 4),
                raise(AlertKind::DiskFull, &[]),
            ),
            (
                Facts {
                    megabytes: "340".to_owned(),
                    ..failed(ErrorCode::LittleSpace, 4)
                },
                raise(AlertKind::LittleSpace, &[("megabytes", "340")]),
            ),
            (failed(ErrorCode::NotionTrouble, 2), vec![]),
            (
                failed(ErrorCode::NotionTrouble, 3),
                raise(
                    AlertKind::SyncFailure,
                    &[("failures", "3"), ("code", "notion_trouble")],
                ),
            ),
            (failed(ErrorCode::Cancelled, 3), vec![]),
            (
                Facts {
                    brake: Some((60, 100)),
                    ..ended()
                },
                raise(AlertKind::Brake, &[("planned", "60"), ("total", "100")]),
            ),
            (
                Facts {
                    conflicts: 2,
                    ..ended()
                },
                raise(AlertKind::Decisions, &[("count", "2")]),
            ),
            (
                Facts {
                    parked: 1,
                    ..ended()
                },
                raise(AlertKind::Parked, &[("count", "1")]),
            ),
            (
                lost("/channels"),
                raise(AlertKind::ChannelsMissing, &[("folder", "/channels")]),
            ),
        ];
        for (facts, expected) in table {
            assert_eq!(decide(&[], &facts), expected, "{facts:?}");
        }
    }

    #[test]
    fn what_fails_again_is_counted_and_what_still_waits_is_not() {
        let again = failed(ErrorCode::Offline, 2);
        let lost = standing(AlertKind::ConnectionLost, &[("host", "api.notion.com")]);
        assert_eq!(decide(&lost, &again).len(), 1);
        let waiting = |conflicts| Facts {
            conflicts,
            ..ended()
        };
        let two = standing(AlertKind::Decisions, &[("count", "2")]);
        assert_eq!(decide(&two, &waiting(2)), []);
        assert_eq!(decide(&two, &waiting(1)), [], "fewer is no news");
        assert_eq!(
            decide(&two, &waiting(3)),
            raise(AlertKind::Decisions, &[("count", "3")])
        );
    }

    #[test]
    fn what_is_no_longer_true_clears_by_itself() {
        for kind in AlertKind::WATCHED {
            assert_eq!(
                decide(&standing(kind, &[]), &ended()),
                [AlertChange::Clear(kind)]
            );
        }
        assert_eq!(
            decide(&standing(AlertKind::Test, &[]), &ended()),
            [],
            "the person takes this one away"
        );
    }

    #[test]
    fn what_is_not_known_leaves_alerts_as_they_are() {
        let offline = failed(ErrorCode::Offline, 4);
        for kind in [
            AlertKind::DiskFull,
            AlertKind::LittleSpace,
            AlertKind::SyncFailure,
        ] {
            let changes = decide(&standing(kind, &[]), &offline);
            assert!(!changes.contains(&AlertChange::Clear(kind)), "{kind:?}");
        }
        let full = failed(ErrorCode::DiskFull, 1);
        let failing = standing(AlertKind::SyncFailure, &[]);
        assert!(!decide(&failing, &full).contains(&AlertChange::Clear(AlertKind::SyncFailure)));
    }

    #[test]
    fn one_thing_can_clear_while_another_is_raised() {
        let lost = standing(AlertKind::ConnectionLost, &[]);
        let refused = Facts {
            needs_sign_in: true,
            ..ended()
        };
        let changes = decide(&lost, &refused);
        assert_eq!(
            changes,
            [
                raise(AlertKind::AuthFailure, &[]),
                vec![AlertChange::Clear(AlertKind::ConnectionLost)]
            ]
            .concat()
        );
    }
}
