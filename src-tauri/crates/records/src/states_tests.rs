//! The pipeline of the built-in profile, and what people type for it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests may panic"
)]

use time::macros::datetime;

use super::*;
use crate::fixtures;

#[test]
fn every_name_is_read_back_as_it_was_when_its_state_is_written_over_it() {
    let status = fixtures::profile().status;
    for name in status.names() {
        let state = status.state_of(name).unwrap();
        assert_eq!(status.name_for(state, Some(name)), Some(name), "{name}");
    }
}

#[test]
fn a_state_is_written_with_its_own_name_when_the_one_there_means_another() {
    let status = fixtures::profile().status;
    for (state, current, written) in [
        ("approved", Some("Under Review"), Some("Review Approved")),
        ("processing", Some("SFX Ready"), Some("SFX Ready")),
        ("processing", Some("Queued"), Some("Processing")),
        ("processing", None, Some("Processing")),
        ("failed", Some("Nonsense"), Some("Error: Manual Review")),
        (
            "failed",
            Some("Error: Retriable"),
            Some("Error: Manual Review"),
        ),
        ("completed", Some("Archived"), Some("Archived")),
        ("gone", Some("Archived"), None),
    ] {
        assert_eq!(
            status.name_for(&State::named(state), current),
            written,
            "{state} over {current:?}"
        );
    }
}

#[test]
fn every_state_can_be_set_and_read_back_from_every_name() {
    let status = fixtures::profile().status;
    for rule in &status.states {
        for name in status.names() {
            let written = status.name_for(&rule.state, Some(name)).unwrap();
            assert_eq!(
                status.state_of(written),
                Some(&rule.state),
                "{} over {name}",
                rule.state
            );
        }
    }
}

#[test]
fn a_person_may_type_a_state_or_a_name_in_any_case() {
    let status = fixtures::profile().status;
    for (words, state, name) in [
        ("approved", Some("approved"), None),
        ("Awaiting-Review", Some("awaiting_review"), None),
        ("awaiting review", Some("awaiting_review"), None),
        (" AWAITING_REVIEW ", Some("awaiting_review"), None),
        ("draft", Some("draft"), None),
        ("Draft", Some("draft"), Some("Draft")),
        ("Review Approved", Some("approved"), Some("Review Approved")),
        ("review approved", Some("approved"), Some("Review Approved")),
        ("error: retriable", Some("retry"), Some("Error: Retriable")),
        ("done", None, None),
        ("", None, None),
    ] {
        let wanted = status.parse(words);
        assert_eq!(
            wanted.as_ref().map(|wanted| wanted.state().as_str()),
            state,
            "{words}"
        );
        let exact = match &wanted {
            Some(WantedStatus::Name { name, .. }) => Some(name.as_str()),
            _ => None,
        };
        assert_eq!(exact, name, "{words}");
    }
}

#[test]
fn a_jump_says_where_the_pipeline_goes() {
    let status = fixtures::profile().status;
    for (from, to, sentence) in [
        (
            "draft",
            "completed",
            "draft → completed is not a step of the pipeline; after draft comes pending",
        ),
        (
            "rejected",
            "approved",
            "rejected → approved is not a step of the pipeline; after rejected comes pending, draft",
        ),
        (
            "completed",
            "draft",
            "completed → draft is not a step of the pipeline: completed is its end",
        ),
    ] {
        let Transition::Jump(jump) = status.check(&State::named(from), &State::named(to)) else {
            panic!("{from} to {to} is a jump");
        };
        assert_eq!(jump.to_string(), sentence);
        assert!(jump.code().starts_with("record-jump"));
        assert_eq!(jump.arguments()[0], ("from", from.to_owned()));
    }
}

#[test]
fn time_in_status_counts_whole_minutes_as_notion_does() {
    let since = datetime!(2026-11-20 10:00:00 UTC);
    for (now, shown) in [
        (datetime!(2026-11-20 10:00:59 UTC), "0 min"),
        (datetime!(2026-11-20 10:12:00 UTC), "12 min"),
        (datetime!(2026-11-20 12:00:00 +01:00), "60 min"),
        (datetime!(2026-11-23 10:00:00 UTC), "4320 min"),
        (datetime!(2026-11-20 09:00:00 UTC), "0 min"),
    ] {
        assert_eq!(TimeInStatus::between(since, now).to_string(), shown);
    }
}
