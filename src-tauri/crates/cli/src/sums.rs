//! Figures in words: times to go, ledgers, runs.
//!
//! The rule it protects: whatever was not stored is named with its reason, also to people who do not read JSON.

use keepsake_app::Words;
use keepsake_app::words::Value;

use crate::documents::{Counts, Item, Run};
use crate::output::shown;

/// Items that are listed in the terminal; `--json` has all.
const ITEMS_SHOWN: usize = 40;

/// Seconds as people say them (ux C.5): whole minutes to ten, steps of five to an hour, then half hours.
pub(crate) fn duration(words: &Words, seconds: u32) -> String {
    let minutes = seconds.div_ceil(60);
    match (seconds, minutes) {
        (0..60, _) => words.say("eta-under-a-minute-plain", &[]),
        (_, 0..=10) => words.say(
            "eta-minutes-plain",
            &[("minutes", Value::Count(u64::from(minutes)))],
        ),
        (_, 11..=57) => {
            let stepped = u64::from(minutes.div_ceil(5) * 5);
            words.say("eta-minutes-plain", &[("minutes", Value::Count(stepped))])
        }
        _ => {
            let halves = (minutes + 15) / 30;
            let half = if halves % 2 == 1 { "yes" } else { "no" };
            let hours = Value::Count(u64::from(halves / 2));
            words.say(
                "eta-hours-plain",
                &[("half", Value::Text(half)), ("hours", hours)],
            )
        }
    }
}

/// A run that was just waited for.
pub(crate) fn run(words: &Words, run: &Run) -> String {
    let key = match run.state {
        "completed" if run.is_partial() => "cli-run-partial",
        "completed" => "cli-run-completed",
        "stopped" => "cli-run-stopped",
        _ => "cli-run-interrupted",
    };
    let mut text = words.say(key, &[("requests", Value::Count(u64::from(run.requests)))]);
    for (name, counts) in [
        ("objects", run.objects),
        ("files", run.files),
        ("comments", run.comments),
    ] {
        if counts.found > 0 || name == "objects" {
            text.push_str("\n  ");
            text.push_str(&sums(words, name, counts));
        }
    }
    for item in run.items.iter().take(ITEMS_SHOWN) {
        text.push_str("\n  ");
        text.push_str(&self::item(words, item));
    }
    if let Some(more) = run
        .items
        .len()
        .checked_sub(ITEMS_SHOWN)
        .filter(|more| *more > 0)
    {
        text.push_str("\n  ");
        text.push_str(&words.say("cli-more-items", &[("count", Value::Count(more as u64))]));
    }
    text
}

/// One line of sums; what is zero is left out, except what was found and stored.
pub(crate) fn sums(words: &Words, name: &str, counts: Counts) -> String {
    let mut parts = vec![
        words.say(
            &format!("cli-found-{name}"),
            &[("count", Value::Count(u64::from(counts.found)))],
        ),
        words.say(
            "cli-stored",
            &[("count", Value::Count(u64::from(counts.stored)))],
        ),
    ];
    let others = [
        ("cli-unchanged", counts.unchanged),
        ("cli-skipped", counts.skipped),
        ("cli-refused", counts.refused),
        ("cli-failed", counts.failed),
    ];
    for (key, count) in others {
        if count > 0 {
            parts.push(words.say(key, &[("count", Value::Count(u64::from(count)))]));
        }
    }
    parts.join(", ")
}

fn item(words: &Words, item: &Item) -> String {
    let key = format!("reason-{}", item.reason);
    let why = if words.has(&key) {
        words.say(&key, &[])
    } else {
        item.reason.clone()
    };
    let mut text = format!(
        "{} {} {}: {why}",
        words.say(&format!("cli-outcome-{}", item.outcome), &[]),
        words.say(&format!("cli-what-{}", item.what), &[]),
        shown(&item.id)
    );
    if let Some(id) = &item.request_id {
        text.push_str(&format!(" [{}]", shown(id)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_to_go_are_rounded_as_people_say_them() {
        let words = Words::english();
        let table = [
            (5, "less than a minute"),
            (60, "about 1 minute"),
            (61, "about 2 minutes"),
            (600, "about 10 minutes"),
            (601, "about 15 minutes"),
            (3_400, "about 60 minutes"),
            (3_600, "about 1 hour"),
            (5_400, "about 1½ hours"),
            (7_200, "about 2 hours"),
            (18_600, "about 5 hours"),
        ];
        for (seconds, expected) in table {
            assert_eq!(duration(&words, seconds), expected, "{seconds} s");
        }
    }
}
